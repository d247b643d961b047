#include "core/sag/sagplan.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/form/formsaet.h"
#include "core/journal/journal.h"
#include "core/sag/filfejl.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"
#include "core/sag/sagindhold.h"
#include "core/sag/sagtjek.h"

#define INGEN ((size_t)-1)

static bool ens(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void tilfoej(struct sagplan *p, const struct sag *s, struct aendring a, int linje)
{
	a.sag = *sag_id(s);
	*(struct aendring *)vec_ny(&p->aendringer) = a;
	*(int *)vec_ny(&p->linjer) = linje;
}

/* One list of the file beside the same list of the case. */
struct parring {
	const struct sag *s;
	const struct indliste *ny;
	size_t n_gamle;
	size_t *til;                     /* of each row of the file: number in the case, or INGEN */
	bool *taget;                     /* of each object of the case */
	char bogstav;                    /* of the names given here, and the next number; */
	long naeste_nr;                  /* 0 = none given yet */
};

static const struct indraekke *raekke(const struct parring *m, size_t i)
{
	return VEC_NR(struct indraekke, &m->ny->raekker, i);
}

static const struct objekt *gammel(const struct parring *m, size_t i)
{
	return sag_nr(m->s, m->ny->liste, i);
}

static void par(struct parring *m, size_t i, size_t k)
{
	m->til[i] = k;
	m->taget[k] = true;
}

static const char *raekkens_navn(const struct indraekke *r)
{
	const struct indfelt *f = indraekke_find(r, "id");

	return f && f->felt->type == FELT_NAVN ? f->vaerdi : NULL;
}

static void par_navne(struct parring *m)
{
	for (size_t i = 0; i < m->ny->raekker.n; i++) {
		const char *navn = raekkens_navn(raekke(m, i));
		for (size_t k = 0; navn && k < m->n_gamle; k++)
			if (!m->taget[k] && objekt_er(gammel(m, k), "id", navn)) {
				par(m, i, k);
				break;
			}
	}
}

static bool alt_ens(const struct indraekke *r, const struct objekt *o)
{
	for (size_t i = 0; i < r->felter.n; i++) {
		const struct indfelt *f = VEC_NR(struct indfelt, &r->felter, i);
		if (!ens(f->vaerdi, objekt_get(o, f->felt->kort)))
			return false;
	}
	return true;
}

static bool samme_note(const struct indraekke *r, const struct objekt *o)
{
	const struct indfelt *tid = indraekke_find(r, "tid"), *tekst = indraekke_find(r, "tekst");

	return ens(tid ? tid->vaerdi : NULL, objekt_get(o, "tid")) &&
	       ens(tekst ? tekst->vaerdi : NULL, objekt_get(o, "tekst"));
}

static bool felt_ens(const struct indraekke *a, const struct indraekke *b, const char *kort)
{
	const struct indfelt *x = indraekke_find(a, kort), *y = indraekke_find(b, kort);

	return ens(x ? x->vaerdi : NULL, y ? y->vaerdi : NULL);
}

/* Does the very same note stand further up in the file? One that answers
 * another remark is a note of its own. */
static bool skrevet_foer(const struct parring *m, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (felt_ens(raekke(m, i), raekke(m, k), "tid") &&
		    felt_ens(raekke(m, i), raekke(m, k), "tekst") &&
		    felt_ens(raekke(m, i), raekke(m, k), "kode"))
			return true;
	return false;
}

static void par_hvor(struct parring *m, bool (*passer)(const struct indraekke *,
						       const struct objekt *))
{
	for (size_t i = 0; i < m->ny->raekker.n; i++) {
		if (m->til[i] != INGEN || raekkens_navn(raekke(m, i)))
			continue;
		for (size_t k = 0; k < m->n_gamle; k++)
			if (!m->taget[k] && passer(raekke(m, i), gammel(m, k))) {
				par(m, i, k);
				break;
			}
	}
}

/* What stands behind the same neighbour is the same thing, changed. */
static void par_pladser(struct parring *m)
{
	size_t naeste = 0;

	for (size_t i = 0; i < m->ny->raekker.n; i++) {
		if (m->til[i] == INGEN && !raekkens_navn(raekke(m, i)) && naeste < m->n_gamle &&
		    !m->taget[naeste])
			par(m, i, naeste);
		if (m->til[i] != INGEN)
			naeste = m->til[i] + 1;
	}
}

static bool er_noter(const struct indliste *l)
{
	return strcmp(l->liste, "noter") == 0;
}

static void parring_start(struct parring *m, const struct sag *s, const struct indliste *l)
{
	*m = (struct parring){.s = s, .ny = l, .n_gamle = sag_antal(s, l->liste)};
	m->til = mem_nul(l->raekker.n + 1, sizeof *m->til);
	m->taget = mem_nul(m->n_gamle + 1, sizeof *m->taget);
	for (size_t i = 0; i < l->raekker.n; i++)
		m->til[i] = INGEN;
	par_navne(m);
	par_hvor(m, alt_ens);
	if (er_noter(l))
		par_hvor(m, samme_note);
	else
		par_pladser(m);
}

static void parring_slut(struct parring *m)
{
	free(m->til);
	free(m->taget);
}

/* The next free name, beside those of the case and those the file gives. */
static char *foerste_navn(const struct parring *m)
{
	size_t n = m->ny->raekker.n;
	const char **brugt = mem_nul(n + 1, sizeof *brugt);

	for (size_t i = 0; i < n; i++)
		brugt[i] = raekkens_navn(raekke(m, i));
	char *navn = sag_nyt_navn(m->s, m->ny->liste, brugt, n);
	free(brugt);
	return navn;
}

static char *nyt_navn(struct parring *m)
{
	char *navn = m->naeste_nr ? mem_format("%c%ld", m->bogstav, m->naeste_nr) : foerste_navn(m);

	if (navn) {
		m->bogstav = navn[0];
		m->naeste_nr = strtol(navn + 1, NULL, 10) + 1;
	}
	return navn;
}

static bool er_tom(const struct indraekke *r)
{
	for (size_t i = 0; i < r->felter.n; i++)
		if (VEC_NR(struct indfelt, &r->felter, i)->vaerdi)
			return false;
	return true;
}

static void ny_raekke(struct sagplan *p, struct parring *m, size_t i)
{
	const struct indraekke *r = raekke(m, i);
	struct aendring a = {.felt = NULL};

	if (er_tom(r))
		return;
	sagdata_nyt_id(sag_store(m->s), &a.objekt);
	char *navn = raekkens_navn(r) ? NULL : nyt_navn(m);
	if (navn) {
		*(char **)vec_ny(&p->navne) = navn;
		a.felt = formsaet_listefelt(sag_formsaet(m->s), m->ny->liste, "id")->noegle;
		a.vaerdi = navn;
		tilfoej(p, m->s, a, r->linje);
	}
	for (size_t k = 0; k < r->felter.n; k++) {
		const struct indfelt *f = VEC_NR(struct indfelt, &r->felter, k);
		a.felt = f->felt->noegle;
		a.vaerdi = f->vaerdi;
		if (f->vaerdi)
			tilfoej(p, m->s, a, f->linje);
	}
}

static void gammel_raekke(struct sagplan *p, const struct parring *m, size_t i)
{
	const struct indraekke *r = raekke(m, i);
	const struct objekt *o = gammel(m, m->til[i]);

	for (size_t k = 0; k < r->felter.n; k++) {
		const struct indfelt *f = VEC_NR(struct indfelt, &r->felter, k);
		bool navn = f->felt->type == FELT_NAVN && strcmp(f->felt->kort, "id") == 0;
		if (ens(f->vaerdi, objekt_get(o, f->felt->kort)) || (navn && !f->vaerdi))
			continue;
		tilfoej(p, m->s,
			(struct aendring){.objekt = *objekt_id(o), .felt = f->felt->noegle,
					  .vaerdi = f->vaerdi},
			f->linje);
	}
}

static void laeg_liste(struct sagplan *p, const struct sag *s, const struct indliste *l)
{
	struct parring m;

	parring_start(&m, s, l);
	for (size_t i = 0; i < l->raekker.n; i++) {
		if (er_noter(l) && (m.til[i] != INGEN || skrevet_foer(&m, i)))
			continue;
		if (m.til[i] == INGEN)
			ny_raekke(p, &m, i);
		else
			gammel_raekke(p, &m, i);
	}
	for (size_t k = 0; k < m.n_gamle && !er_noter(l); k++)
		if (!m.taget[k])
			tilfoej(p, s,
				(struct aendring){.objekt = *objekt_id(gammel(&m, k)),
						  .felt = "slettet", .vaerdi = "ja"},
				l->linje);
	parring_slut(&m);
}

void sagplan_laeg(struct sagplan *p, const struct sag *s, const struct indhold *h)
{
	*p = (struct sagplan){VEC_AF(struct aendring), VEC_AF(int), VEC_AF(char *)};
	for (size_t i = 0; i < h->felter.n; i++) {
		const struct indfelt *f = VEC_NR(struct indfelt, &h->felter, i);
		if (!ens(f->vaerdi, sag_get(s, f->felt->noegle)))
			tilfoej(p, s,
				(struct aendring){.objekt = *sag_id(s), .felt = f->felt->noegle,
						  .vaerdi = f->vaerdi},
				f->linje);
	}
	for (size_t i = 0; i < h->lister.n; i++)
		laeg_liste(p, s, VEC_NR(struct indliste, &h->lister, i));
}

/* What the file calls it: what is taken away is missing from its list. */
static const char *noegle(const struct sag *s, const struct aendring *a)
{
	const struct objekt *o = strcmp(a->felt, "slettet") ? NULL : sag_objekt(s, &a->objekt);

	return o ? objekt_liste(o) : a->felt;
}

void sagplan_tjek(const struct sagplan *p, const struct sag *s, struct filfejl *fejl)
{
	const struct aendring *a = p->aendringer.data;
	struct err e;

	for (size_t i = 0; i < p->aendringer.n; i++)
		if (sagtjek(s, a, p->aendringer.n, i, &e) != 0)
			filfejl(fejl, *VEC_NR(int, &p->linjer, i), noegle(s, &a[i]), "%s", e.tekst);
}

void sagplan_done(struct sagplan *p)
{
	for (size_t i = 0; i < p->navne.n; i++)
		free(*VEC_NR(char *, &p->navne, i));
	vec_done(&p->navne);
	vec_done(&p->linjer);
	vec_done(&p->aendringer);
}
