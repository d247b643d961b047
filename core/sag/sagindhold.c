#include "core/sag/sagindhold.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/io/yaml.h"
#include "core/sag/filfejl.h"

struct laeser {
	struct indhold *ud;
	const struct formsaet *formsaet;
	struct dato i_dag;
	struct filfejl *fejl;
};

static bool begynder(const char *noegle, const char *foran, size_t n)
{
	return strncmp(noegle, foran, n) == 0 && noegle[n] == '.';
}

/* Is the key a map in which fields or lists lie? */
static bool er_kort(const struct formsaet *f, const char *noegle)
{
	size_t n = strlen(noegle);

	for (size_t i = 0; i < formsaet_antal(f); i++)
		if (begynder(formsaet_nr(f, i)->noegle, noegle, n))
			return true;
	return false;
}

static bool samme_navn(const struct buf *b, const char *navn, size_t n)
{
	const char *s = buf_str(b);

	for (const char *p = s; (p = strstr(p, navn)) != NULL; p++)
		if ((p == s || p[-1] == ' ') && (p[n] == '\0' || p[n] == ','))
			return true;
	return false;
}

/* "navn, cpr, adresse": what may stand at this place. */
static void mulige(const struct formsaet *f, const char *foran, struct buf *ud)
{
	size_t n = strlen(foran);

	buf_tekst(ud, strcmp(foran, "sag") == 0 ? "id" : "");
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const char *k = formsaet_nr(f, i)->noegle;
		if (n > 0 && !begynder(k, foran, n))
			continue;
		k += n > 0 ? n + 1 : 0;
		char *navn = mem_tekst_n(k, strcspn(k, "."));
		if (!samme_navn(ud, navn, strlen(navn)))
			buf_format(ud, "%s%s", ud->len ? ", " : "", navn);
		free(navn);
	}
}

static void ukendt(struct laeser *l, const struct yaml *y, const char *foran, const char *noegle)
{
	struct buf b = BUF_TOM;

	mulige(l->formsaet, foran, &b);
	filfejl(l->fejl, y->linje, noegle, _("ukendt nøgle; forventede en af: %s"), buf_str(&b));
	buf_done(&b);
}

/* The chosen ones of a list, parted by one space. False when it holds more than words. */
static bool saml_valg(const struct yaml *y, struct buf *ud)
{
	if (y->art != YAML_LISTE)
		return false;
	for (size_t i = 0; i < y->n; i++) {
		if (y->born[i]->art != YAML_TEKST)
			return false;
		buf_format(ud, "%s%s", i ? " " : "", y->born[i]->tekst);
	}
	return true;
}

static void laes_felt(struct laeser *l, const struct felt *f, const struct yaml *y,
		      struct vec *felter)
{
	struct buf raa = BUF_TOM, b = BUF_TOM;
	struct err e;
	bool flere = f->type == FELT_FLERVALG && !(y->art == YAML_TEKST && !*y->tekst) &&
		     !yaml_er_nul(y);

	if (flere ? !saml_valg(y, &raa) : y->art != YAML_TEKST) {
		filfejl(l->fejl, y->linje, f->noegle,
			f->type == FELT_FLERVALG ? _("forkert art; forventede en liste af valg")
						 : _("forkert art; forventede én værdi"));
		goto out;
	}
	if (!flere && !yaml_er_nul(y))
		buf_tekst(&raa, y->tekst);
	if (felt_kanon(f, buf_str(&raa), true, l->i_dag, &b, &e) != 0) {
		filfejl(l->fejl, y->linje, f->noegle, "%s", e.tekst);
		goto out;
	}
	struct indfelt *ny = vec_ny(felter);
	ny->felt = f;
	ny->linje = y->linje;
	ny->vaerdi = b.len ? buf_tag(&b) : NULL;
out:
	buf_done(&raa);
	buf_done(&b);
}

static void laes_raekke(struct laeser *l, struct indliste *liste, const struct yaml *y)
{
	if (y->art != YAML_KORT) {
		filfejl(l->fejl, y->linje, liste->liste, _("forkert art; forventede {nøgle: værdi}"));
		return;
	}
	struct indraekke *r = vec_ny(&liste->raekker);
	r->linje = y->linje;
	r->felter = (struct vec)VEC_AF(struct indfelt);
	for (size_t i = 0; i < y->n; i++) {
		const struct felt *f =
			formsaet_listefelt(l->formsaet, liste->liste, y->noegler[i]);
		char *noegle = mem_format("%s.%s", liste->liste, y->noegler[i]);
		if (f)
			laes_felt(l, f, y->born[i], &r->felter);
		else
			ukendt(l, y->born[i], liste->liste, noegle);
		free(noegle);
	}
}

/* The list's key as the form holds it: it outlives the file. */
static const char *formens_liste(const struct formsaet *f, const char *noegle)
{
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const char *liste = formsaet_nr(f, i)->liste;
		if (liste && strcmp(liste, noegle) == 0)
			return liste;
	}
	return NULL;
}

static void laes_liste(struct laeser *l, const char *liste, const struct yaml *y)
{
	if (y->art != YAML_LISTE && !yaml_er_nul(y)) {
		filfejl(l->fejl, y->linje, liste, _("forkert art; forventede en liste"));
		return;
	}
	struct indliste *ny = vec_ny(&l->ud->lister);
	ny->liste = liste;
	ny->linje = y->linje;
	ny->raekker = (struct vec)VEC_AF(struct indraekke);
	for (size_t i = 0; i < y->n; i++)
		laes_raekke(l, ny, y->born[i]);
}

static void laes_id(struct laeser *l, const struct yaml *y)
{
	if (yaml_er_nul(y) || (y->art == YAML_TEKST && !y->tekst[0]))
		return;
	if (y->art != YAML_TEKST || !uuid_laes(&l->ud->id, y->tekst))
		filfejl(l->fejl, y->linje, "sag.id",
			_("er ikke en sags nummer; forventede en UUID som "
			  "0190b1e2-7c1a-7e6b-9a55-3f1d2c4b5a60"));
	else
		l->ud->har_id = true;
}

/* A map that is null empties every field and every list in it. */
static void toem_kort(struct laeser *l, const char *noegle, const struct yaml *y)
{
	size_t n = strlen(noegle);
	const char *sidste = NULL;

	for (size_t i = 0; i < formsaet_antal(l->formsaet); i++) {
		const struct felt *f = formsaet_nr(l->formsaet, i);
		if (!begynder(f->noegle, noegle, n) || strcmp(f->noegle, "sag.id") == 0)
			continue;
		if (!f->liste) {
			laes_felt(l, f, y, &l->ud->felter);
		} else if (!sidste || strcmp(sidste, f->liste) != 0) {
			sidste = f->liste;
			laes_liste(l, f->liste, y);
		}
	}
}

static void laes_kort(struct laeser *l, const char *foran, const struct yaml *y);

static void laes_noegle(struct laeser *l, const char *foran, const char *noegle,
			const struct yaml *y)
{
	const char *liste = formens_liste(l->formsaet, noegle);
	const struct felt *f = formsaet_felt(l->formsaet, noegle);

	if (strcmp(noegle, "sag.id") == 0)
		laes_id(l, y);
	else if (liste)
		laes_liste(l, liste, y);
	else if (f && !f->liste)
		laes_felt(l, f, y, &l->ud->felter);
	else if (!er_kort(l->formsaet, noegle))
		ukendt(l, y, foran, noegle);
	else if (y->art == YAML_KORT)
		laes_kort(l, noegle, y);
	else if (yaml_er_nul(y))
		toem_kort(l, noegle, y);
	else
		filfejl(l->fejl, y->linje, noegle, _("forkert art; forventede {nøgle: værdi}"));
}

static void laes_kort(struct laeser *l, const char *foran, const struct yaml *y)
{
	for (size_t i = 0; i < y->n; i++) {
		char *noegle = *foran ? mem_format("%s.%s", foran, y->noegler[i])
				      : mem_tekst(y->noegler[i]);
		if (strcmp(noegle, "femtrin") != 0)
			laes_noegle(l, foran, noegle, y->born[i]);
		free(noegle);
	}
}

void indhold_laes(struct indhold *ud, const struct yaml *rod, const struct formsaet *f,
		  struct dato i_dag, struct filfejl *fejl)
{
	struct laeser l = {ud, f, i_dag, fejl};
	const struct yaml *udgave = yaml_find(rod, "femtrin");

	*ud = (struct indhold){.felter = VEC_AF(struct indfelt), .lister = VEC_AF(struct indliste)};
	if (rod->art != YAML_KORT) {
		filfejl(fejl, rod->linje, "", _("er ikke en sag; forventede {nøgle: værdi}"));
		return;
	}
	if (!udgave || udgave->art != YAML_TEKST || strcmp(udgave->tekst, "1") != 0)
		filfejl(fejl, udgave ? udgave->linje : 1, "femtrin",
			udgave ? _("en udgave, som dette program ikke kender; forventede 1")
			       : _("mangler; forventede \"femtrin: 1\" først i filen"));
	else
		laes_kort(&l, "", rod);
}

static void felter_done(struct vec *felter)
{
	for (size_t i = 0; i < felter->n; i++)
		free(VEC_NR(struct indfelt, felter, i)->vaerdi);
	vec_done(felter);
}

void indhold_done(struct indhold *h)
{
	for (size_t i = 0; i < h->lister.n; i++) {
		struct indliste *l = VEC_NR(struct indliste, &h->lister, i);
		for (size_t k = 0; k < l->raekker.n; k++)
			felter_done(&VEC_NR(struct indraekke, &l->raekker, k)->felter);
		vec_done(&l->raekker);
	}
	vec_done(&h->lister);
	felter_done(&h->felter);
}

const struct indfelt *indraekke_find(const struct indraekke *r, const char *kort)
{
	for (size_t i = 0; i < r->felter.n; i++) {
		const struct indfelt *f = VEC_NR(struct indfelt, &r->felter, i);
		if (strcmp(f->felt->kort, kort) == 0)
			return f;
	}
	return NULL;
}
