#include "core/sag/sagblade.h"

#include <string.h>

#include "core/base/vec.h"
#include "core/form/formsaet.h"
#include "core/sag/sagdata.h"

bool blad_under(const char *noegle, const char *foran)
{
	size_t n = strlen(foran);

	return strncmp(noegle, foran, n) == 0 && (noegle[n] == '.' || noegle[n] == '\0');
}

static void nyt(struct vec *v, struct blad b)
{
	*(struct blad *)vec_ny(v) = b;
}

static bool har(const struct vec *v, const char *noegle)
{
	for (size_t i = 0; i < v->n; i++)
		if (strcmp(VEC_NR(struct blad, v, i)->noegle, noegle) == 0)
			return true;
	return false;
}

static void saml_top(const struct formsaet *f, const char *top, struct vec *ud)
{
	const char *sidste = "";

	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const struct felt *felt = formsaet_nr(f, i);
		if (!blad_under(felt->noegle, top))
			continue;
		if (!felt->liste) {
			nyt(ud, (struct blad){felt->noegle, felt, false});
		} else if (strcmp(felt->liste, sidste) != 0 && !har(ud, felt->liste)) {
			nyt(ud, (struct blad){felt->liste, NULL, true});
			sidste = felt->liste;
		}
	}
}

static void saml_ukendte(const struct sag *s, struct vec *ud)
{
	for (size_t i = 0; i < vaerdier_antal(&s->v); i++) {
		const char *noegle = vaerdier_nr(&s->v, i)->noegle;
		if (!formsaet_felt(s->formsaet, noegle))
			nyt(ud, (struct blad){noegle, NULL, false});
	}
	for (size_t i = 0; i < s->lister.n; i++) {
		const struct objektliste *l = VEC_NR(struct objektliste, &s->lister, i);
		if (!formsaet_er_liste(s->formsaet, l->navn) && l->objekter.n > 0)
			nyt(ud, (struct blad){l->navn, NULL, true});
	}
}

/* No form holds the case's own number. */
static const struct felt sagens_id = {.type = FELT_UUID};

void sagblade_alle(const struct sag *s, struct vec *ud)
{
	const char *const *lister;
	size_t n = formsaet_lister(s->formsaet, &lister);

	nyt(ud, (struct blad){"sag.id", &sagens_id, false});
	for (size_t i = 0; i < n; i++)
		if (!strchr(lister[i], '.'))
			saml_top(s->formsaet, lister[i], ud);
	saml_ukendte(s, ud);
}

static void saml_objektets(const struct sag *s, const struct objekt *o, size_t kendte,
			   struct vec *ud)
{
	for (size_t k = 0; k < vaerdier_antal(&o->v); k++) {
		const char *kort = vaerdier_nr(&o->v, k)->noegle;
		bool ny = !formsaet_listefelt(s->formsaet, o->liste, kort);
		for (size_t j = kendte; j < ud->n && ny; j++)
			ny = strcmp(VEC_NR(struct blad, ud, j)->noegle, kort) != 0;
		if (ny)
			nyt(ud, (struct blad){kort, NULL, false});
	}
}

void sagblade_kolonner(const struct sag *s, const char *liste, struct vec *ud)
{
	for (size_t i = 0; i < formsaet_antal(s->formsaet); i++) {
		const struct felt *f = formsaet_nr(s->formsaet, i);
		if (f->liste && strcmp(f->liste, liste) == 0)
			nyt(ud, (struct blad){f->kort, f, false});
	}
	size_t kendte = ud->n;
	const struct objektliste *l = sagdata_liste(s, liste);
	for (size_t i = 0; l && i < l->objekter.n; i++)
		saml_objektets(s, *VEC_NR(struct objekt *, &l->objekter, i), kendte, ud);
}
