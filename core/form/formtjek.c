#include "core/form/formtjek.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"

/* The field whose condition is looked at. */
struct sted {
	const struct formsaet *f;
	const struct felt *felt;
	const char *ord;              /* vis_hvis, kraeves_hvis, endelig */
	bool ukendte_ok;
};

static int fejl(const struct sted *s, const char *navn, const char *hvad, struct err *e)
{
	return err_set(e, ERR_UGYLDIG, _("%s:%d: %s af »%s«: »%.60s« %s"), s->felt->fil,
		       s->felt->linje, s->ord, s->felt->noegle, navn, hvad);
}

static const struct felt *slaa_op(const struct formsaet *f, const struct felt *fra, const char *navn)
{
	if (*navn != '.')
		return formsaet_felt(f, navn);
	return fra->liste ? formsaet_listefelt(f, fra->liste, navn + 1) : NULL;
}

static int led(void *arg, const char *navn, const char *v, struct err *e)
{
	const struct sted *s = arg;
	const struct felt *f = slaa_op(s->f, s->felt, navn);
	if (!f && !v && formsaet_er_liste(s->f, navn))
		return 0;
	if (!f)
		return s->ukendte_ok ? 0
				     : fejl(s, navn, _("er ikke et felt, som formularerne kender"), e);
	if (f->liste && *navn != '.')
		return fejl(s, navn, _("står i en liste; skriv punktum og feltets korte navn"), e);
	if (v && !felt_mulig(f, v))
		return fejl(s, v, _("er ikke et af feltets valg"), e);
	return 0;
}

static int betingelse(struct sted *s, const char *ord, const struct udtryk *u, struct err *e)
{
	s->ord = ord;
	return udtryk_gennemgaa(u, led, s, e);
}

static int felt_tjek(struct sted *s, struct err *e)
{
	const struct sektion *sek = formsaet_sektion(s->f, s->felt);
	int r = betingelse(s, "vis_hvis", s->felt->vis_hvis, e);
	if (!r)
		r = betingelse(s, "kraeves_hvis", s->felt->kraeves_hvis, e);
	if (!r)
		r = betingelse(s, "endelig", s->felt->endelig, e);
	if (!r)
		r = betingelse(s, "vis_hvis", sek->vis_hvis, e);
	if (!r)
		r = betingelse(s, "kraeves_hvis", sek->kraeves_hvis, e);
	return r ? r : betingelse(s, "endelig", sek->endelig, e);
}

enum farve { UROERT, UNDERVEJS, FAERDIG };

/* A walk along "is shown if": a field met again while it is under way closes a
 * ring. */
struct gang {
	const struct formsaet *f;
	const struct formorden *orden;
	enum farve *farver;
	const struct felt *ved;       /* where the ring closed */
	const struct felt *sidst;     /* the one of the ring that was laid on last */
	bool rundt;                   /* the whole ring has been passed */
};

static size_t filnr(const struct formorden *o, const char *fil)
{
	size_t i = 0;
	while (i < o->n && strcmp(o->filer[i], fil) != 0)
		i++;
	return i;
}

static bool kreds(struct gang *g, const struct felt *felt);

static bool kreds_gennem(struct gang *g, const struct felt *fra, const struct udtryk *u)
{
	const char *const *navne;
	size_t n = udtryk_felter(u, &navne);
	for (size_t i = 0; i < n; i++) {
		const struct felt *til = slaa_op(g->f, fra, navne[i]);
		if (til && kreds(g, til))
			return true;
	}
	return false;
}

static void i_ringen(struct gang *g, const struct felt *felt)
{
	if (g->rundt)
		return;
	if (!g->sidst || filnr(g->orden, felt->fil) > filnr(g->orden, g->sidst->fil))
		g->sidst = felt;
	g->rundt = felt == g->ved;
}

static bool kreds(struct gang *g, const struct felt *felt)
{
	enum farve *farve = &g->farver[felt->nr];
	if (*farve == UNDERVEJS)
		g->ved = felt;
	if (*farve != UROERT)
		return *farve == UNDERVEJS;
	*farve = UNDERVEJS;
	if (kreds_gennem(g, felt, felt->vis_hvis) ||
	    kreds_gennem(g, felt, formsaet_sektion(g->f, felt)->vis_hvis)) {
		i_ringen(g, felt);
		return true;
	}
	*farve = FAERDIG;
	return false;
}

static int kredse(const struct formsaet *f, const struct formorden *o, const char **fil,
		  struct err *e)
{
	size_t n = formsaet_antal(f);
	struct gang g = {.f = f, .orden = o, .farver = mem_nul(n + 1, sizeof *g.farver)};
	int r = 0;
	for (size_t i = 0; i < n && !g.ved; i++)
		kreds(&g, formsaet_nr(f, i));
	if (g.ved) {
		*fil = g.sidst->fil;
		r = err_set(e, ERR_UGYLDIG,
			    _("%s:%d: vis_hvis af »%s« går i ring: feltet vises først, når det selv "
			      "er udfyldt"),
			    g.sidst->fil, g.sidst->linje, g.sidst->noegle);
	}
	free(g.farver);
	return r;
}

static int noegle_orden(const void *a, const void *b)
{
	const struct felt *const *x = a, *const *y = b;
	return strcmp((*x)->noegle, (*y)->noegle);
}

/* Is it the same key, or is the first a map in the key of the second? */
static bool stoeder_sammen(const char *a, const char *b)
{
	size_t n = strlen(a);
	return !strncmp(a, b, n) && (!b[n] || b[n] == '.');
}

static int dobbelt(const struct formorden *o, const struct felt *a, const struct felt *b,
		   const char **fil, struct err *e)
{
	bool b_er_sidst = filnr(o, b->fil) > filnr(o, a->fil) ||
			  (!strcmp(a->fil, b->fil) && b->linje > a->linje);
	const struct felt *ny = b_er_sidst ? b : a, *foer = b_er_sidst ? a : b;
	*fil = ny->fil;
	return err_set(e, ERR_UGYLDIG,
		       strcmp(a->noegle, b->noegle)
			       ? _("%s:%d: nøglen »%s« passer ikke sammen med »%s« i %s:%d; den "
				   "ene er en del af den anden")
			       : _("%s:%d: nøglen »%s« findes i forvejen: »%s« i %s:%d; brug "
				   "rettelser for at ændre den"),
		       ny->fil, ny->linje, ny->noegle, foer->noegle, foer->fil, foer->linje);
}

static int noegler(const struct formsaet *f, const struct formorden *o, const char **fil,
		   struct err *e)
{
	size_t n = formsaet_antal(f);
	const struct felt **k = mem_nul(n + 1, sizeof *k);
	int r = 0;
	for (size_t i = 0; i < n; i++)
		k[i] = formsaet_nr(f, i);
	qsort(k, n, sizeof *k, noegle_orden);
	for (size_t i = 1; i < n && !r; i++)
		if (stoeder_sammen(k[i - 1]->noegle, k[i]->noegle))
			r = dobbelt(o, k[i - 1], k[i], fil, e);
	free(k);
	return r;
}

/* The list that the field lies in by its key and not by its section, "opgaver"
 * of a field "opgaver.x" of the case or of a list "opgaver.x"; NULL when in none. */
static const char *liste_om(const struct formsaet *f, const struct felt *felt)
{
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const char *liste = formsaet_nr(f, i)->liste;
		if (liste && (!felt->liste || strcmp(liste, felt->liste) != 0) &&
		    stoeder_sammen(liste, felt->noegle))
			return liste;
	}
	return NULL;
}

static int i_liste(const struct formsaet *f, const char **fil, struct err *e)
{
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const struct felt *felt = formsaet_nr(f, i);
		const char *liste = liste_om(f, felt);
		if (!liste)
			continue;
		*fil = felt->fil;
		return err_set(e, ERR_UGYLDIG,
			       _("%s:%d: nøglen »%s« ligger i listen »%s«; sektionen skal have liste: "
				 "%s"),
			       felt->fil, felt->linje, felt->noegle, liste, liste);
	}
	return 0;
}

int formtjek(const struct formsaet *f, const struct formorden *o, const char **fil, struct err *e)
{
	int r = noegler(f, o, fil, e);
	if (!r)
		r = i_liste(f, fil, e);
	for (size_t i = 0; i < formsaet_antal(f) && !r; i++) {
		struct sted s = {.f = f, .felt = formsaet_nr(f, i), .ukendte_ok = o->ukendte_ok};
		r = felt_tjek(&s, e);
		if (r)
			*fil = s.felt->fil;
	}
	return r ? r : kredse(f, o, fil, e);
}
