#include "core/sag/sagtjek.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/journal/journal.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"

static const struct {
	const char *kort, *liste;
} henvisninger[] = {
	{"ansaettelse", "ansaettelser"},
	{"assistent", "afgoerelse.assistenter"},
};

const char *sagtjek_henviser(const struct felt *f)
{
	if (!f || !f->liste || f->type != FELT_NAVN)
		return NULL;
	for (size_t i = 0; i < sizeof henvisninger / sizeof *henvisninger; i++)
		if (strcmp(f->kort, henvisninger[i].kort) == 0)
			return henvisninger[i].liste;
	return NULL;
}

static void samle(const struct sag *s, const struct felt *f, const char *navn, struct vec *ud)
{
	for (size_t i = 0; i < sag_antal(s, f->liste); i++) {
		const struct objekt *o = sag_nr(s, f->liste, i);
		if (objekt_er(o, f->kort, navn))
			*(struct henviser *)vec_ny(ud) = (struct henviser){o, f};
	}
}

void sagtjek_henvisere(const struct sag *s, const struct objekt *o, struct vec *ud)
{
	const char *navn = objekt_get(o, "id");

	for (size_t h = 0; navn && h < sizeof henvisninger / sizeof *henvisninger; h++) {
		if (strcmp(henvisninger[h].liste, objekt_liste(o)) != 0)
			continue;
		for (size_t l = 0; l < s->lister.n; l++) {
			const char *liste = VEC_NR(struct objektliste, &s->lister, l)->navn;
			const struct felt *f =
				formsaet_listefelt(s->formsaet, liste, henvisninger[h].kort);
			if (sagtjek_henviser(f))
				samle(s, f, navn, ud);
		}
	}
}

/* The change of this field among those of the same object around number i. */
static const struct aendring *samme_objekt(const struct aendring *a, size_t n, size_t i,
					   const char *felt)
{
	size_t k = i;

	while (k > 0 && uuid_ens(&a[k - 1].objekt, &a[i].objekt))
		k--;
	for (; k < n && uuid_ens(&a[k].objekt, &a[i].objekt); k++)
		if (strcmp(a[k].felt, felt) == 0)
			return &a[k];
	return NULL;
}

static const char *bagefter(const struct sag *s, const struct aendring *a, size_t n, size_t i,
			    const char *felt)
{
	const struct aendring *ny = samme_objekt(a, n, i, felt);

	if (ny)
		return ny->vaerdi;
	const struct objekt *o = sag_objekt(s, &a[i].objekt);
	return o ? objekt_get(o, strrchr(felt, '.') + 1) : NULL;
}

static int bistand(const struct sag *s, const struct aendring *a, size_t n, size_t i,
		   struct err *e)
{
	const char *m = bagefter(s, a, n, i, "opgaver.minutter");
	const char *b = bagefter(s, a, n, i, "opgaver.bistand");

	if (strcmp(a[i].felt, "opgaver.minutter") == 0 && samme_objekt(a, n, i, "opgaver.bistand"))
		return 0;            /* said once, at the help */
	if (!m || !b || strtol(b, NULL, 10) <= strtol(m, NULL, 10))
		return 0;
	const struct felt *f = formsaet_felt(sag_formsaet(s), "opgaver.bistand");
	return err_set(e, ERR_UGYLDIG,
		       _("%s: %s minutter er mere end hele opgavens %s; forventede højst %s"),
		       f ? f->navn : "bistand", b, m, m);
}

/* Does an object of the list bear this name once all changes are made? `uden`
 * is left out of the search. */
static bool navn_staar(const struct sag *s, const struct aendring *a, size_t n,
		       const char *navnefelt, const char *navn, const struct uuid *uden)
{
	for (size_t k = 0; k < n; k++)
		if (a[k].vaerdi && strcmp(a[k].vaerdi, navn) == 0 &&
		    strcmp(a[k].felt, navnefelt) == 0 && !(uden && uuid_ens(&a[k].objekt, uden)))
			return true;
	char liste[64] = "";
	strncat(liste, navnefelt, (size_t)(strrchr(navnefelt, '.') - navnefelt));
	const struct objekt *o = sag_med_navn(s, liste, navn);
	if (!o || (uden && uuid_ens(objekt_id(o), uden)))
		return false;
	for (size_t k = 0; k < n; k++)
		if (uuid_ens(&a[k].objekt, objekt_id(o)) &&
		    (strcmp(a[k].felt, "slettet") == 0 || strcmp(a[k].felt, navnefelt) == 0))
			return false;
	return true;
}

static int eget_navn(const struct sag *s, const struct aendring *a, size_t n, size_t i,
		     struct err *e)
{
	for (size_t k = i + 1; k < n; k++)
		if (a[k].vaerdi && strcmp(a[k].felt, a[i].felt) == 0 &&
		    strcmp(a[k].vaerdi, a[i].vaerdi) == 0)
			return 0;    /* said once, at the last of them */
	if (!navn_staar(s, a, n, a[i].felt, a[i].vaerdi, &a[i].objekt))
		return 0;
	return err_set(e, ERR_UGYLDIG,
		       _("navnet %s bruges to gange; forventede et navn for sig i listen"),
		       a[i].vaerdi);
}

static int henvisning(const struct sag *s, const struct aendring *a, size_t n, size_t i,
		      struct err *e)
{
	const struct felt *f = formsaet_felt(sag_formsaet(s), a[i].felt);
	const char *liste = sagtjek_henviser(f);
	char navnefelt[64];

	if (!liste)
		return 0;
	strcpy(navnefelt, liste);
	strcat(navnefelt, ".id");
	if (navn_staar(s, a, n, navnefelt, a[i].vaerdi, NULL))
		return 0;
	return err_set(e, ERR_UGYLDIG, _("%s: %s findes ikke; forventede et navn fra %s"), f->navn,
		       a[i].vaerdi, liste);
}

static bool roeres(const struct aendring *a, size_t n, const struct henviser *h)
{
	for (size_t i = 0; i < n; i++)
		if (uuid_ens(&a[i].objekt, objekt_id(h->o)) &&
		    (strcmp(a[i].felt, h->f->noegle) == 0 || strcmp(a[i].felt, "slettet") == 0))
			return true;
	return false;
}

/* Does anything still name the object that is taken away? */
static int forladt(const struct sag *s, const struct aendring *a, size_t n, size_t i,
		   struct err *e)
{
	const struct objekt *vaek = sag_objekt(s, &a[i].objekt);
	struct vec v = VEC_AF(struct henviser);
	int rc = 0;

	if (vaek)
		sagtjek_henvisere(s, vaek, &v);
	for (size_t k = 0; k < v.n && rc == 0; k++) {
		const struct henviser *h = VEC_NR(struct henviser, &v, k);
		if (!roeres(a, n, h))
			rc = err_set(e, ERR_UGYLDIG,
				     _("%s: %s fjernes, men bruges stadig i %s; "
				       "forventede et andet navn der"),
				     h->f->navn, objekt_get(vaek, "id"), objekt_liste(h->o));
	}
	vec_done(&v);
	return rc;
}

int sagtjek(const struct sag *s, const struct aendring *a, size_t n, size_t i, struct err *e)
{
	const char *felt = a[i].felt;

	if (strcmp(felt, "opgaver.minutter") == 0 || strcmp(felt, "opgaver.bistand") == 0)
		return bistand(s, a, n, i, e);
	if (strcmp(felt, "slettet") == 0)
		return forladt(s, a, n, i, e);
	if (strcmp(felt, "borger.navn") == 0 && !a[i].vaerdi)
		return err_set(e, ERR_UGYLDIG, _("borgerens navn er tomt; en sag skal have et navn"));
	if (!a[i].vaerdi || uuid_ens(&a[i].objekt, sag_id(s)))
		return 0;
	const char *punktum = strrchr(felt, '.');
	if (punktum && strcmp(punktum, ".id") == 0)
		return eget_navn(s, a, n, i, e);
	return henvisning(s, a, n, i, e);
}
