#include "core/journal/sidetjek.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/io/db.h"
#include "core/io/outbox.h"
#include "core/io/vault.h"
#include "core/io/vaultfil.h"
#include "core/io/vaultlager.h"
#include "core/journal/bjaerg.h"
#include "core/journal/skema.h"
#include "core/journal/store.h"
#include "core/journal/verify.h"

enum { LINJER_MAKS = 50 };            /* pages, cases: said one by one; the rest is counted */

static void sig(const struct verify_til *til, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static void sig(const struct verify_til *til, const char *fmt, ...)
{
	char tekst[512];
	va_list ap;
	if (!til->sig)
		return;
	va_start(ap, fmt);
	vsnprintf(tekst, sizeof tekst, fmt, ap);
	va_end(ap);
	til->sig(til->arg, tekst);
}

static void sig_side(const struct verify_til *til, const struct sidekort *k, uint32_t nr)
{
	const struct sidekort_trae *t = sidekort_hvis(k, nr);
	if (k->side[nr].art == KORT_FRI)
		sig(til, _("side %u: en fri side; der er intet i den"), nr);
	else if (k->side[nr].art == KORT_STAMME)
		sig(til, _("side %u: listen over frie sider"), nr);
	else if (!t)
		sig(til, _("side %u: hvad den hører til, kan ikke læses"), nr);
	else if (t->rod == 1)
		sig(til, _("side %u: sagsfilens skema"), nr);
	else if (t->indeks)
		sig(til, _("side %u: indekset %s på tabellen %s"), nr, t->navn, t->tabel);
	else
		sig(til, _("side %u: tabellen %s"), nr, t->navn);
}

/* Made anew by rebuild, from what is elsewhere: derived tables, indexes, the free list. */
static bool laves_igen(const struct sidekort *k, uint32_t nr)
{
	const struct sidekort_trae *t = sidekort_hvis(k, nr);
	return k->side[nr].art == KORT_STAMME || k->side[nr].art == KORT_FRI ||
	       (t && t->rod != 1 && bjaerg_afledt(t->tabel, t->indeks));
}

static void sider(const struct verify_til *til, const struct sidekort *k, struct sidetjek_fund *f)
{
	unsigned sagt = 0;
	for (uint32_t nr = 1; nr <= k->sider; nr++) {
		if (!k->side[nr].skadet)
			continue;
		if (sagt++ < LINJER_MAKS)
			sig_side(til, k, nr);
		f->uerstattelige += !laves_igen(k, nr);
	}
	f->skadede = k->skadede;
	f->frie = k->frie;
	if (sagt > LINJER_MAKS)
		sig(til, ngettext("og %u side til", "og %u sider til", sagt - LINJER_MAKS),
		    sagt - LINJER_MAKS);
}

static void sig_poster(const struct verify_til *til, const struct bjaerg_sag *s)
{
	char sag[UUID_TEKST], enhed[UUID_TEKST];
	uuid_skriv(&s->sag, sag);
	uuid_skriv(&s->enhed, enhed);
	if (s->mangler == 1)
		sig(til, _("sag %s: post nr. %lld fra enhed %s kan ikke læses"), sag,
		    (long long)s->foerste, enhed);
	else
		sig(til, _("sag %s: %lld poster mellem nr. %lld og %lld fra enhed %s kan ikke læses"),
		    sag, (long long)s->mangler, (long long)s->foerste, (long long)s->sidste, enhed);
}

static void poster(const struct verify_til *til, const struct bjaerg_fund *b)
{
	int64_t resten = b->ukendte;
	for (size_t i = 0; i < b->sager.n; i++) {
		const struct bjaerg_sag *s = VEC_NR(struct bjaerg_sag, &b->sager, i);
		if (i < LINJER_MAKS)
			sig_poster(til, s);
		else
			resten += s->mangler;
	}
	if (resten > 0)
		sig(til, ngettext("%lld post i en sag, der ikke nævnes, kan ikke læses",
				  "%lld poster i sager, der ikke nævnes, kan ikke læses",
				  (unsigned long)resten), (long long)resten);
	if (b->flere)
		sig(til, "%s", _("der kan mangle mere, end der er talt"));
	if (b->udbakke > 0)
		sig(til, ngettext("%zu post, der ikke kan læses i sagsfilen, er i udbakken",
				  "%zu poster, der ikke kan læses i sagsfilen, er i udbakken",
				  b->udbakke), b->udbakke);
}

static void raad(const struct verify_til *til, const struct sidetjek_fund *f,
		 const struct bjaerg_fund *b)
{
	if (f->uerstattelige == 0)
		sig(til, "%s", _("Intet er tabt: alt står i journalen, og femtrin rebuild laver det skadede "
				 "af den."));
	else if (!bjaerg_mangler(b))
		sig(til, "%s", _("Alle sager kan læses: femtrin export --all MAPPE skriver dem ud. Sagsfilen "
				 "selv hentes fra en kopi, eller laves på ny med femtrin recover --outbox."));
	else
		sig(til, "%s", _("Det læselige kommer ud med femtrin export --all MAPPE, det usendte med "
				 "femtrin recover --outbox; resten er i en kopi, eller hentes igen fra kommunens "
				 "lager med femtrin sync."));
}

/* Which entries were on the pages: those that do not come when all are read out. */
static int ramte(const struct sidetjek_valg *v, const struct sidekort *k, struct bjaerg_fund *b,
		 struct err *e)
{
	struct db *db;
	int kode = db_open(&db, NULL, DB_HUKOMMELSE, e);
	if (kode == 0)
		kode = skema_opgrader(db, v->sqlmappe, true, e);
	if (kode == 0)
		kode = bjaerg(db, &(struct bjaerg_valg){.kilde = v->kilde, .kort = k,
				.udbakke = v->udbakke}, b, e);
	db_close(db);
	return kode;
}

int sidetjek(const struct sidetjek_valg *v, const struct verify_til *til, struct sidetjek_fund *f,
	     struct err *e)
{
	struct sidekort k;
	struct bjaerg_fund b = BJAERG_TOM;
	*f = (struct sidetjek_fund){0, 0, 0};
	int kode = sidekort_lav(&k, v->kilde);
	if (kode < 0)
		kode = err_set(e, kode, _("sagsfilen: disken svarer med en fejl"));
	else
		sider(til, &k, f);
	if (kode == 0 && f->uerstattelige > 0)
		kode = ramte(v, &k, &b, e);
	if (kode == 0 && f->skadede > 0) {
		poster(til, &b);
		raad(til, f, &b);
		kode = err_set(e, ERR_SKADET, ngettext("sagsfilen er beskadiget: %u side kan ikke læses",
						       "sagsfilen er beskadiget: %u sider kan ikke læses",
						       f->skadede), f->skadede);
	}
	bjaerg_done(&b);
	sidekort_done(&k);
	return kode;
}

/* The pages may be whole then, but some are from before the act and some from after it. */
static void sig_afbrudt(const struct verify_til *til)
{
	sig(til, "%s", _("den sidste handling blev afbrudt, og filen, der skal rulle den tilbage "
			 "(-journal), er beskadiget; det af den, der er skrevet, er måske kun halvt"));
}

static int kun_afbrudt(const struct verify_til *til, struct err *e)
{
	raad(til, &(struct sidetjek_fund){.uerstattelige = 1},
	     &(struct bjaerg_fund){.flere = true});
	return err_set(e, ERR_SKADET, _("sagsfilen er beskadiget: en afbrudt handling kan ikke rulles "
					"tilbage"));
}

int sidetjek_lukket(const struct store_valg *v, const struct verify_til *til, struct err *e)
{
	struct vaultfil *fil;
	struct sidetjek_fund f;
	int kode = vaultfil_aabn(&fil, v->sti, vaultlager_vault(v->laas), e);
	if (kode < 0)
		return kode;
	bool afbrudt = vault_skade(vaultlager_vault(v->laas)).journal;
	if (afbrudt)
		sig_afbrudt(til);
	struct sidekilde kilde = vaultfil_kilde(fil);
	struct outbox *o = bjaerg_udbakke(v);
	kode = sidetjek(&(struct sidetjek_valg){&kilde, o, v->sqlmappe}, til, &f, e);
	if (kode == 0 && afbrudt)
		kode = kun_afbrudt(til, e);
	outbox_free(o);
	vaultfil_luk(fil);
	return kode;
}
