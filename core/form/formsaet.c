#include "core/form/formsaet.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/form/formfil.h"
#include "core/form/formmappe.h"
#include "core/form/formtjek.h"

#define ANTAL_TRIN 5

/* A section with the fields that all files together give it. */
struct samlet {
	struct formsektion *s;        /* borrowed from its file */
	struct vec felter;            /* struct felt *, borrowed */
};

struct plads {
	struct felt *felt;
	const struct sektion *sektion;
};

struct formsaet {
	struct vec filer;             /* struct formfil *, in the order they are laid on each other */
	struct vec sektioner;         /* struct samlet */
	struct vec felter;            /* struct plads; the place is felt.nr */
	const struct felt **efter_noegle;
	struct vec lister;            /* const char *, borrowed */
	struct vec top;               /* char * */
	struct trin trin[ANTAL_TRIN];
	int version;
};

static struct formsaet *tomt(void)
{
	struct formsaet *f = mem_nul(1, sizeof *f);
	f->filer = (struct vec)VEC_AF(struct formfil *);
	f->sektioner = (struct vec)VEC_AF(struct samlet);
	f->felter = (struct vec)VEC_AF(struct plads);
	f->lister = (struct vec)VEC_AF(const char *);
	f->top = (struct vec)VEC_AF(char *);
	return f;
}

void formsaet_free(struct formsaet *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->sektioner.n; i++) {
		struct samlet *s = VEC_NR(struct samlet, &f->sektioner, i);
		free((void *)(uintptr_t)s->s->s.felter);
		vec_done(&s->felter);
	}
	for (size_t i = 0; i < ANTAL_TRIN; i++)
		free((void *)(uintptr_t)f->trin[i].sektioner);
	for (size_t i = 0; i < f->top.n; i++)
		free(*VEC_NR(char *, &f->top, i));
	for (size_t i = 0; i < f->filer.n; i++)
		formfil_free(*VEC_NR(struct formfil *, &f->filer, i));
	vec_done(&f->filer);
	vec_done(&f->sektioner);
	vec_done(&f->felter);
	vec_done(&f->lister);
	vec_done(&f->top);
	free(f->efter_noegle);
	free(f);
}

static struct samlet *find_sektion(const struct formsaet *f, const struct formsektion *s)
{
	for (size_t i = 0; i < f->sektioner.n; i++) {
		struct samlet *k = VEC_NR(struct samlet, &f->sektioner, i);
		if (k->s->s.trin == s->s.trin && !strcmp(k->s->s.id, s->s.id))
			return k;
	}
	return NULL;
}

static bool samme_liste(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static int til_sektion(const struct samlet *k, const struct formsektion *s, struct err *e)
{
	if (!samme_liste(k->s->s.liste, s->s.liste))
		return err_set(e, ERR_UGYLDIG,
			       _("%s:%d: sektionen »%.60s« hører til listen »%s« i %s:%d; her skal "
				 "stå det samme"),
			       s->fil, s->linje, s->s.id, k->s->s.liste ? k->s->s.liste : "", k->s->fil,
			       k->s->linje);
	if (s->s.titel || s->s.hjaelp || s->vis_hvis || s->endelig || s->s.kraeves)
		return err_set(e, ERR_UGYLDIG,
			       _("%s:%d: sektionen »%.60s« findes i forvejen; her må kun stå id, "
				 "liste og felter"),
			       s->fil, s->linje, s->s.id);
	return 0;
}

static int laeg_sektion(struct formsaet *f, struct formsektion *s, struct err *e)
{
	struct samlet *k = find_sektion(f, s);
	if (k) {
		int r = til_sektion(k, s, e);
		if (r)
			return r;
	} else {
		k = vec_ny(&f->sektioner);
		*k = (struct samlet){s, VEC_AF(struct felt *)};
	}
	for (size_t i = 0; i < s->felter.n; i++)
		*(struct felt **)vec_ny(&k->felter) = *VEC_NR(struct felt *, &s->felter, i);
	if (s->s.liste && !formsaet_er_liste(f, s->s.liste))
		*(const char **)vec_ny(&f->lister) = s->s.liste;
	return 0;
}

static int laeg_fil(struct formsaet *f, struct formfil *fil, struct err *e)
{
	int r = 0;
	*(struct formfil **)vec_ny(&f->filer) = fil;
	f->version = fil->version > f->version ? fil->version : f->version;
	if (fil->trin && fil->titel && !f->trin[fil->trin - 1].titel)
		f->trin[fil->trin - 1] = (struct trin){.nr = fil->trin, .titel = fil->titel,
						       .kort = fil->kort};
	for (size_t i = 0; i < fil->sektioner.n && !r; i++)
		r = laeg_sektion(f, *VEC_NR(struct formsektion *, &fil->sektioner, i), e);
	return r;
}

/* The fields and sections of one step, in order; hidden fields are numbered too. */
static void saml_trin(struct formsaet *f, struct trin *t, int nr)
{
	const struct sektion **vist = mem_nul(f->sektioner.n + 1, sizeof *vist);
	t->sektioner = vist;
	for (size_t i = 0; i < f->sektioner.n; i++) {
		struct samlet *k = VEC_NR(struct samlet, &f->sektioner, i);
		struct sektion *s = &k->s->s;
		if (s->trin != nr)
			continue;
		const struct felt **felter = mem_nul(k->felter.n + 1, sizeof *felter);
		s->felter = felter;
		for (size_t j = 0; j < k->felter.n; j++) {
			struct felt *felt = *VEC_NR(struct felt *, &k->felter, j);
			felt->nr = (int)f->felter.n;
			*(struct plads *)vec_ny(&f->felter) = (struct plads){felt, s};
			if (!felt->skjult)
				felter[s->n++] = felt;
		}
		if (s->n)
			vist[t->n++] = s;
	}
}

static int noegle_orden(const void *a, const void *b)
{
	const struct felt *const *x = a, *const *y = b;
	int r = strcmp((*x)->noegle, (*y)->noegle);
	return r ? r : (*x)->nr - (*y)->nr;
}

static void sorter(struct formsaet *f)
{
	f->efter_noegle = mem_nul(f->felter.n + 1, sizeof *f->efter_noegle);
	for (size_t i = 0; i < f->felter.n; i++)
		f->efter_noegle[i] = VEC_NR(struct plads, &f->felter, i)->felt;
	qsort(f->efter_noegle, f->felter.n, sizeof *f->efter_noegle, noegle_orden);
}

static void byt(struct udtryk **ny, const struct udtryk **gammel)
{
	struct udtryk *foer = (struct udtryk *)(uintptr_t)*gammel;
	*gammel = *ny;
	*ny = foer;
}

static void ret_felt(struct felt *felt, struct formrettelse *t, const char *fil)
{
	if (t->navn)
		felt->navn = t->navn;
	if (t->hjaelp)
		felt->hjaelp = t->hjaelp;
	if (t->kilde)
		felt->kilde = t->kilde;
	if (t->enhed)
		felt->enhed = t->enhed;
	if (t->kraeves)
		formfil_kraeves(&felt->kraeves, t->kraeves);
	if (t->skjult)
		felt->skjult = !strcmp(t->skjult, "ja");
	if (t->foelsom)
		felt->foelsom = !strcmp(t->foelsom, "ja");
	if (!t->kraeves_hvis && !t->vis_hvis)
		return;
	felt->fil = fil;
	felt->linje = t->linje;
	if (t->kraeves_hvis)
		byt(&t->kraeves_hvis, &felt->kraeves_hvis);
	if (t->vis_hvis)
		byt(&t->vis_hvis, &felt->vis_hvis);
}

static int ret_fil(struct formsaet *f, struct formfil *fil, bool ukendte_ok, struct err *e)
{
	for (size_t i = 0; i < fil->rettelser.n; i++) {
		struct formrettelse *t = VEC_NR(struct formrettelse, &fil->rettelser, i);
		const struct felt *felt = formsaet_felt(f, t->noegle);
		if (felt)
			ret_felt(VEC_NR(struct plads, &f->felter, (size_t)felt->nr)->felt, t, fil->sti);
		else if (!ukendte_ok)
			return err_set(e, ERR_UGYLDIG,
				       _("%s:%d: noegle: »%.60s« er ikke et felt, som formularerne "
					 "kender"),
				       fil->sti, t->linje, t->noegle);
	}
	return 0;
}

static void tilfoej_top(struct formsaet *f, const char *noegle)
{
	size_t n = strcspn(noegle, ".");
	for (size_t i = 0; i < f->top.n; i++) {
		const char *t = *VEC_NR(char *, &f->top, i);
		if (!strncmp(t, noegle, n) && !t[n])
			return;
	}
	*(char **)vec_ny(&f->top) = mem_tekst_n(noegle, n);
}

/* The order of the case file; what a municipality adds comes after it. */
static void saml_top(struct formsaet *f)
{
	static const char *const ORDEN[] = {
		"sag", "borger", "kontakt", "samtykke", "indhentning", "ansoegning", "besoeg",
		"ansaettelser", "uddannelse", "funktionsnedsaettelse", "opgaver", "hjaelpemidler",
		"vurdering", "afgoerelse", "opfoelgning", "opfoelgninger", "underskrift",
		"registrering", "udbetalinger", "breve", "klage", "noter"};
	for (size_t i = 0; i < sizeof ORDEN / sizeof *ORDEN; i++) {
		size_t n = strlen(ORDEN[i]);
		for (size_t j = 0; j < f->felter.n; j++) {
			const char *k = VEC_NR(struct plads, &f->felter, j)->felt->noegle;
			if (!strncmp(k, ORDEN[i], n) && (k[n] == '.' || !k[n])) {
				tilfoej_top(f, k);
				break;
			}
		}
	}
	for (size_t j = 0; j < f->felter.n; j++)
		tilfoej_top(f, VEC_NR(struct plads, &f->felter, j)->felt->noegle);
}

/* Reads all files and lays them on each other; *daarlig = the one with the mistake. */
static int byg(struct formsaet *f, const struct formmappe *m, bool faldet, const char **daarlig,
	       struct err *e)
{
	struct vec stier = VEC_AF(const char *);
	int r = 0;
	for (size_t i = 0; i < m->filer.n && !r; i++) {
		struct formfil *fil;
		if (!formmappe_sti(m, i))
			continue;
		*daarlig = formmappe_sti(m, i);
		if (!(r = formfil_laes(&fil, *daarlig, e)))
			r = laeg_fil(f, fil, e);
		*(const char **)vec_ny(&stier) = *daarlig;
	}
	for (int i = 0; i < ANTAL_TRIN && !r; i++)
		saml_trin(f, &f->trin[i], i + 1);
	sorter(f);
	for (size_t i = 0; i < f->filer.n && !r; i++) {
		*daarlig = (*VEC_NR(struct formfil *, &f->filer, i))->sti;
		r = ret_fil(f, *VEC_NR(struct formfil *, &f->filer, i), faldet, e);
	}
	struct formorden orden = {stier.data, stier.n, faldet};
	if (!r)
		r = formtjek(f, &orden, daarlig, e);
	vec_done(&stier);
	return r;
}

int formsaet_hent(struct formsaet **out, const char *const *mapper, size_t n,
		  void (*sig)(void *arg, const char *saetning), void *arg, struct err *e)
{
	struct formmappe m;
	struct err galt;
	const char *daarlig = NULL;
	bool faldet = false;
	formmappe_find(&m, mapper, n, "trin");
	*out = tomt();
	while (byg(*out, &m, faldet, &daarlig, &galt)) {
		if (sig)
			sig(arg, galt.tekst);
		char *sti = mem_tekst(daarlig);
		formsaet_free(*out);
		*out = tomt();
		faldet = !formmappe_opgiv(&m, sti) || faldet;
		free(sti);
	}
	formmappe_done(&m);
	if ((*out)->felter.n) {
		saml_top(*out);
		return 0;
	}
	formsaet_free(*out);
	*out = NULL;
	return err_set(e, ERR_FINDES_IKKE, _("ingen formularer kan bruges; de skal ligge i %s/trin"),
		       n && mapper[0] ? mapper[0] : "forms");
}

const struct trin *formsaet_trin(const struct formsaet *f, int nr)
{
	if (nr < 1 || nr > ANTAL_TRIN || !f->trin[nr - 1].titel)
		return NULL;
	return &f->trin[nr - 1];
}

size_t formsaet_antal(const struct formsaet *f)
{
	return f->felter.n;
}

const struct felt *formsaet_nr(const struct formsaet *f, size_t nr)
{
	return VEC_NR(struct plads, &f->felter, nr)->felt;
}

const struct sektion *formsaet_sektion(const struct formsaet *f, const struct felt *felt)
{
	return VEC_NR(struct plads, &f->felter, (size_t)felt->nr)->sektion;
}

const struct felt *formsaet_felt(const struct formsaet *f, const char *noegle)
{
	size_t fra = 0, til = f->felter.n;
	while (fra < til) {
		size_t midt = fra + (til - fra) / 2;
		int r = strcmp(noegle, f->efter_noegle[midt]->noegle);
		if (!r)
			return f->efter_noegle[midt];
		if (r < 0)
			til = midt;
		else
			fra = midt + 1;
	}
	return NULL;
}

const struct felt *formsaet_listefelt(const struct formsaet *f, const char *liste, const char *kort)
{
	char noegle[256];
	size_t n = strlen(liste), m = strlen(kort);
	if (n + m + 2 > sizeof noegle)
		return NULL;
	memcpy(noegle, liste, n);
	noegle[n] = '.';
	memcpy(noegle + n + 1, kort, m + 1);
	return formsaet_felt(f, noegle);
}

bool formsaet_er_liste(const struct formsaet *f, const char *noegle)
{
	for (size_t i = 0; i < f->lister.n; i++)
		if (!strcmp(*VEC_NR(const char *, &f->lister, i), noegle))
			return true;
	return false;
}

size_t formsaet_lister(const struct formsaet *f, const char *const **lister)
{
	*lister = f->top.data;
	return f->top.n;
}

int formsaet_version(const struct formsaet *f)
{
	return f->version;
}
