#include "core/sag/frister.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/journal/store.h"

static const struct {
	const char *felt, *navn;
} arter[FRIST_ARTER] = {
	[FRIST_SVAR] = {"ansoegning.frist", N_("Svar på ansøgningen")},
	[FRIST_PARTSHOERING] = {"afgoerelse.partshoering_frist", N_("Svar på partshøring")},
	[FRIST_OPLYSNINGER] = {"indhentning.frist", N_("Oplysninger, der er bedt om")},
	[FRIST_OPFOELGNING] = {"opfoelgning.naeste", N_("Opfølgning")},
	[FRIST_UDLOEB] = {"afgoerelse.til", N_("Bevillingen udløber")},
	[FRIST_GENVURDERING] = {"klage.frist_genvurdering", N_("Genvurdering af klage")},
};

/* A date falls away when what it waits for has come. */
static const char frister_sql[] =
	"SELECT s.id, s.borger, s.virksomhed, f.felt, f.vaerdi FROM sag s"
	" JOIN felt f ON f.sag = s.nr AND f.objekt = 0 AND f.felt IN ('ansoegning.frist',"
	" 'afgoerelse.partshoering_frist', 'opfoelgning.naeste', 'afgoerelse.til',"
	" 'klage.frist_genvurdering')"
	" LEFT JOIN felt g ON g.sag = s.nr AND g.objekt = 0 AND g.felt = CASE f.felt"
	" WHEN 'ansoegning.frist' THEN 'afgoerelse.dato'"
	" WHEN 'afgoerelse.partshoering_frist' THEN 'afgoerelse.partshoering'"
	" WHEN 'klage.frist_genvurdering' THEN 'klage.udfald' ELSE '' END"
	" WHERE f.vaerdi IS NOT NULL AND CASE f.felt"
	" WHEN 'afgoerelse.partshoering_frist' THEN g.vaerdi = 'sendt' ELSE g.vaerdi IS NULL END"
	" UNION ALL "
	"SELECT s.id, s.borger, s.virksomhed, f.felt, f.vaerdi FROM objekt o"
	" JOIN sag s ON s.nr = o.sag"
	" JOIN felt f ON f.sag = o.sag AND f.objekt = o.orden AND f.felt = 'indhentning.frist'"
	" LEFT JOIN felt m ON m.sag = o.sag AND m.objekt = o.orden"
	" AND m.felt = 'indhentning.modtaget'"
	" WHERE o.liste = 'indhentning' AND o.slettet = 0 AND f.vaerdi IS NOT NULL"
	" AND m.vaerdi IS NULL";

const char *fristart_navn(enum fristart a)
{
	return _(arter[a].navn);
}

const char *fristart_felt(enum fristart a)
{
	return arter[a].felt;
}

static int orden(const void *va, const void *vb)
{
	const struct frist *a = va, *b = vb;
	int d = dato_orden(a->dato, b->dato);
	if (!d)
		d = strcmp(a->borger, b->borger);
	return d ? d : uuid_orden(&a->sag, &b->sag);
}

static char *kopi(struct stmt *st, int kol)
{
	const char *s = stmt_kol_tekst(st, kol);
	return mem_tekst(s ? s : "");
}

static void raekke(struct vec *v, struct stmt *st)
{
	struct dato d;
	size_t n;
	const void *id = stmt_kol_blob(st, 0, &n);
	const char *felt = stmt_kol_tekst(st, 3), *dato = stmt_kol_tekst(st, 4);
	int a = 0;
	while (a < FRIST_ARTER && strcmp(arter[a].felt, felt) != 0)
		a++;
	if (a == FRIST_ARTER || n != sizeof(struct uuid) || !dato_laes(&d, dato))
		return;
	struct frist *f = vec_ny(v);
	memcpy(&f->sag, id, n);
	f->art = (enum fristart)a;
	f->dato = d;
	f->borger = kopi(st, 1);
	f->virksomhed = kopi(st, 2);
}

int frister_hent(struct frister *out, struct store *s, struct err *e)
{
	struct vec v = VEC_AF(struct frist);
	struct stmt *st = db_stmt(store_db(s), frister_sql, e);
	int rc;
	while ((rc = stmt_step(st, e)) > 0)
		raekke(&v, st);
	if (st)
		stmt_reset(st);
	*out = (struct frister){v.data, v.n};
	if (v.n)
		qsort(out->alle, out->n, sizeof(*out->alle), orden);
	if (rc < 0)
		frister_done(out);
	return rc;
}

void frister_done(struct frister *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->alle[i].borger);
		free(f->alle[i].virksomhed);
	}
	free(f->alle);
	*f = (struct frister){NULL, 0};
}
