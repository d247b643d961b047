#include "core/sag/sag_skriv.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/dato.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"
#include "core/sag/sagtjek.h"

int sag_udfoer(struct sag *s, const struct aendring *a, size_t n, struct err *e)
{
	int rc = s->store && n > 0 ? journal_skriv(store_journal(s->store), a, n, e) : 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		sagdata_put(s, &a[i].objekt, a[i].felt, a[i].vaerdi);
	return rc;
}

/* An act under way: changes whose values it owns. */
struct akt {
	struct sag *s;
	struct vec v;                    /* struct aendring */
};

static void akt_start(struct akt *k, struct sag *s)
{
	*k = (struct akt){s, VEC_AF(struct aendring)};
}

static void akt_tag(struct akt *k, const struct uuid *objekt, const char *felt, char *vaerdi)
{
	*(struct aendring *)vec_ny(&k->v) = (struct aendring){
		.sag = k->s->id, .objekt = *objekt, .felt = felt, .vaerdi = vaerdi};
}

static int akt_input(struct akt *k, const struct uuid *objekt, const struct felt *f,
		     const char *input, struct err *e)
{
	struct buf b = BUF_TOM;
	int rc = felt_kanon(f, input, false, dato_af_ms(sagdata_nu(k->s->store)), &b, e);

	bool ny = !uuid_ens(objekt, &k->s->id) && !sag_objekt(k->s, objekt);
	if (rc == 0 && (b.len > 0 || !ny))
		akt_tag(k, objekt, f->noegle, b.len ? buf_tag(&b) : NULL);
	buf_done(&b);
	return rc;
}

/* The furthest step that the act fills something in on; what no form asks for (notes,
 * letters kept) belongs to none. The follow-up is planned before the decision, so that
 * only the decision's letter opens step 5. */
static int akt_hoejeste_trin(const struct akt *k)
{
	int trin = 0;

	for (size_t i = 0; i < k->v.n; i++) {
		const struct aendring *a = VEC_NR(struct aendring, &k->v, i);
		const struct felt *f = formsaet_felt(k->s->formsaet, a->felt);
		if (strcmp(a->felt, "sag.trin") == 0)
			return 0;
		if (!f || !a->vaerdi)
			continue;
		if (strcmp(a->felt, "breve.art") == 0 && strcmp(a->vaerdi, "afgoerelse") == 0)
			return 5;
		if (f->skjult)
			continue;
		int dets = f->trin < 5 ? f->trin : 4;
		trin = dets > trin ? dets : trin;
	}
	return trin;
}

/* The case stands in the furthest step that something was filled in on. */
static void akt_trin(struct akt *k)
{
	const char *nu = sag_get(k->s, "sag.trin");
	int trin = k->s->store ? akt_hoejeste_trin(k) : 0;

	if (trin > 1 && (!nu || *nu - '0' < trin))
		akt_tag(k, &k->s->id, "sag.trin", mem_format("%d", trin));
}

/* Checks and carries out; done with the act either way. */
static int akt_slut(struct akt *k, int rc, struct err *e)
{
	if (rc == 0)
		akt_trin(k);
	const struct aendring *a = k->v.data;

	for (size_t i = 0; i < k->v.n && rc == 0; i++)
		rc = sagtjek(k->s, a, k->v.n, i, e);
	if (rc == 0)
		rc = sag_udfoer(k->s, a, k->v.n, e);
	for (size_t i = 0; i < k->v.n; i++)
		free((char *)(uintptr_t)a[i].vaerdi);
	vec_done(&k->v);
	return rc;
}

static const struct felt *find_felt(const struct sag *s, const char *liste, const char *kort,
				    struct err *e)
{
	const struct felt *f = liste ? formsaet_listefelt(s->formsaet, liste, kort)
				     : formsaet_felt(s->formsaet, kort);

	if (!f || strcmp(f->noegle, "sag.id") == 0) {
		err_set(e, ERR_FINDES_IKKE, _("feltet %s findes ikke"), kort);
		return NULL;
	}
	return f;
}

static int akt_flere(struct akt *k, const struct uuid *objekt, const char *liste,
		     const struct saet *v, size_t n, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct felt *f = find_felt(k->s, liste, v[i].kort, e);
		rc = f ? akt_input(k, objekt, f, v[i].input, e) : ERR_FINDES_IKKE;
	}
	return rc;
}

/* A new name of an object goes along into the fields that name it; NULL empties
 * them. They stand behind the object's own changes. */
static void akt_henvisere(struct akt *k, const struct objekt *o, const char *navn)
{
	struct vec h = VEC_AF(struct henviser);

	sagtjek_henvisere(k->s, o, &h);
	for (size_t i = 0; i < h.n; i++) {
		const struct henviser *p = VEC_NR(struct henviser, &h, i);
		akt_tag(k, objekt_id(p->o), p->f->noegle, navn ? mem_tekst(navn) : NULL);
	}
	vec_done(&h);
}

static void akt_omdoebt(struct akt *k, const struct objekt *o)
{
	const char *nyt = NULL;
	bool omdoebt = false;

	for (size_t i = 0; i < k->v.n; i++) {
		const struct aendring *a = VEC_NR(struct aendring, &k->v, i);
		const char *punktum = strrchr(a->felt, '.');
		if (punktum && strcmp(punktum, ".id") == 0) {
			omdoebt = true;
			nyt = a->vaerdi;
		}
	}
	if (omdoebt)
		akt_henvisere(k, o, nyt);
}

int sag_set_flere(struct sag *s, const struct objekt *o, const struct saet *v, size_t n,
		  struct err *e)
{
	struct akt k;

	akt_start(&k, s);
	int rc = akt_flere(&k, o ? &o->id : &s->id, o ? o->liste : NULL, v, n, e);
	if (rc == 0 && o)
		akt_omdoebt(&k, o);
	return akt_slut(&k, rc, e);
}

int sag_set(struct sag *s, const struct objekt *o, const struct felt *f, const char *input,
	    struct err *e)
{
	return sag_set_flere(s, o, &(struct saet){o ? f->kort : f->noegle, input}, 1, e);
}

int sag_opret(struct sag **out, struct store *st, const struct formsaet *f, const char *navn,
	      const char *kommune, struct err *e)
{
	const struct saet v[] = {{"borger.navn", navn},
				 {"sag.ordning", "personlig-assistance"},
				 {"sag.trin", "1"},
				 {"sag.kommune", kommune ? kommune : ""}};
	int rc = sag_ny(out, st, f, e);

	if (rc == 0 && !navn[strspn(navn, " \t\r\n")])
		rc = err_set(e, ERR_UGYLDIG, _("borgerens navn er tomt; en sag skal have et navn"));
	if (rc == 0)
		rc = sag_set_flere(*out, NULL, v, sizeof v / sizeof *v, e);
	if (rc != 0) {
		sag_free(*out);
		*out = NULL;
	}
	return rc;
}

static bool er_givet(const struct saet *v, size_t n, const char *kort)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(v[i].kort, kort) == 0 && v[i].input[0])
			return true;
	return false;
}

int sag_tilfoej(struct sag *s, const struct objekt **ny, const char *liste, const struct saet *v,
		size_t n, struct err *e)
{
	struct akt k;
	struct uuid id;

	sagdata_nyt_id(s->store, &id);
	akt_start(&k, s);
	char *navn = er_givet(v, n, "id") ? NULL : sag_nyt_navn(s, liste, NULL, 0);
	if (navn)
		akt_tag(&k, &id, formsaet_listefelt(s->formsaet, liste, "id")->noegle, navn);
	int rc = akt_slut(&k, akt_flere(&k, &id, liste, v, n, e), e);
	const struct objekt *o = rc == 0 ? sag_objekt(s, &id) : NULL;
	if (ny)
		*ny = o;
	if (rc == 0 && !o)
		rc = err_set(e, ERR_UGYLDIG, _("alt er tomt; forventede mindst ét udfyldt felt"));
	return rc;
}

int sag_fjern(struct sag *s, const struct objekt *o, struct err *e)
{
	struct akt k;

	akt_start(&k, s);
	akt_tag(&k, &o->id, "slettet", mem_tekst("ja"));
	akt_henvisere(&k, o, NULL);
	return akt_slut(&k, 0, e);
}

int sag_note(struct sag *s, const char *kode, const char *tekst, struct err *e)
{
	char tid[TIDSPUNKT];
	const struct saet v[] = {{"tid", tid}, {"kode", kode}, {"tekst", tekst}};

	if (!tekst[strspn(tekst, " \t\r\n")])
		return err_set(e, ERR_UGYLDIG, _("notatet er tomt; forventede en tekst"));
	sagdata_tidspunkt(sagdata_nu(s->store), tid);
	return sag_tilfoej(s, NULL, "noter", v, sizeof v / sizeof *v, e);
}

int sag_fortryd(struct sag *s, int64_t *foer, struct err *e)
{
	if (!s->store)
		return err_set(e, ERR_FINDES_IKKE, _("der er intet at fortryde"));
	int rc = journal_fortryd(store_journal(s->store), &s->id, foer, e);
	return rc == 0 ? sag_genhent(s, e) : rc;
}

/* Tasks are t1, t2 …, persons p1 …; the others take their list's first letter. */
static char forbogstav(const char *liste)
{
	if (strcmp(liste, "opgaver") == 0)
		return 't';
	if (strcmp(liste, "afgoerelse.assistenter") == 0)
		return 'p';
	const char *punktum = strrchr(liste, '.');
	return punktum ? punktum[1] : liste[0];
}

static long nummer(const char *navn, char forbogstav)
{
	if (!navn || navn[0] != forbogstav)
		return 0;
	long nr = strtol(navn + 1, NULL, 10);
	return nr > 0 && nr < 1000000 ? nr : 0;
}

char *sag_nyt_navn(const struct sag *s, const char *liste, const char *const *brugt, size_t n)
{
	const struct felt *f = formsaet_listefelt(s->formsaet, liste, "id");
	char b = forbogstav(liste);
	long stoerst = 0;

	if (!f || f->type != FELT_NAVN)
		return NULL;
	for (size_t i = 0; i < sag_antal(s, liste) + n; i++) {
		const char *navn = i < n ? brugt[i] : objekt_get(sag_nr(s, liste, i - n), "id");
		long nr = nummer(navn, b);
		stoerst = nr > stoerst ? nr : stoerst;
	}
	return mem_format("%c%ld", b, stoerst + 1);
}
