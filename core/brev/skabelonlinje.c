#include "core/brev/skabelonlinje.h"

#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/form/udtryk.h"
#include "core/io/yaml.h"

int skabelon_videre(const struct skabelon_laeser *l, int r)
{
	if (r == 0 || !l->om->alle)
		return r;
	l->om->sig(l->om->arg, l->e->tekst);
	return 0;
}

int skabelon_fejl(const struct skabelon_laeser *l, const struct yaml *y, const char *hvad)
{
	return err_set(l->e, ERR_UGYLDIG, "%s:%d: %s", yaml_navn(l->dok), y->linje, hvad);
}

int skabelon_foran(const struct skabelon_laeser *l, const struct yaml *y, int r)
{
	return r < 0 ? err_foran(l->e, "%s:%d", yaml_navn(l->dok), y->linje) : r;
}

int skabelon_kun(const struct skabelon_laeser *l, const struct yaml *y, const char *tilladt)
{
	if (y->art != YAML_KORT)
		return skabelon_fejl(l, y, _("her ventes et kort med nøgler"));
	for (size_t i = 0; i < y->n; i++) {
		const char *sted = tilladt;
		size_t n = strlen(y->noegler[i]);
		while ((sted = strstr(sted, y->noegler[i])) &&
		       !((sted == tilladt || sted[-1] == ' ') && (sted[n] == ' ' || !sted[n])))
			sted += n;
		if (!sted || n == 0)
			return err_set(l->e, ERR_UGYLDIG,
				       _("%s:%d: ukendt nøgle »%s«; her ventes: %s"),
				       yaml_navn(l->dok), y->born[i]->linje, y->noegler[i],
				       tilladt);
	}
	return 0;
}

int skabelon_tilladt(const struct skabelon_laeser *l, const char *noegle, const char *liste)
{
	char hel[120];
	const struct yaml *t = l->tilladte;
	if (!t)
		return 0;
	bool egen = noegle[0] == '.';
	int n = snprintf(hel, sizeof(hel), "%s%s", egen && liste ? liste : "", noegle);
	for (size_t i = 0; n > 0 && (size_t)n < sizeof(hel) && i < t->n; i++)
		if (t->born[i]->art == YAML_TEKST && strcmp(t->born[i]->tekst, hel) == 0)
			return 0;
	return err_set(l->e, ERR_UGYLDIG, _("»%s« står ikke i »tilladte_felter«"), hel);
}

static int tilladte_felter(const struct skabelon_laeser *l, const struct udtryk *u, const char *liste)
{
	const char *const *felter = NULL;
	size_t n = udtryk_felter(u, &felter);
	int r = 0;
	for (size_t i = 0; i < n && r == 0; i++)
		r = skabelon_tilladt(l, felter[i], liste);
	return r;
}

static int tilladte_steder(const struct skabelon_laeser *l, const struct saetning *s, const char *liste)
{
	int r = 0;
	for (size_t i = 0; i < s->stykker.n && r == 0; i++) {
		const struct stykke *k = VEC_NR(struct stykke, &s->stykker, i);
		if (k->felt || k->beregnet)
			r = skabelon_tilladt(l, k->felt ? k->felt->noegle : k->beregnet->navn, liste);
	}
	return r;
}

int skabelon_betingelse(const struct skabelon_laeser *l, const struct yaml *k, const char *liste,
		      struct udtryk **ud)
{
	const struct yaml *y = yaml_find(k, "hvis");
	*ud = NULL;
	if (yaml_er_nul(y))
		return 0;
	if (y->art != YAML_TEKST)
		return skabelon_fejl(l, y, _("»hvis« er en betingelse i én linje"));
	int r = udtryk_laes(ud, y->tekst, l->e);
	if (r == 0)
		r = sted_betingelse(*ud, l->f, liste, l->e);
	if (r == 0)
		r = tilladte_felter(l, *ud, liste);
	if (r < 0) {
		udtryk_free(*ud);
		*ud = NULL;
	}
	return skabelon_foran(l, y, r);
}

int skabelon_saetning(const struct skabelon_laeser *l, const struct yaml *y, const char *liste,
		    struct saetning *ud)
{
	if (!y || y->art != YAML_TEKST || yaml_er_nul(y))
		return skabelon_fejl(l, y, _("her ventes en tekst"));
	int r = sted_laes(ud, y->tekst, l->f, liste, l->e);
	if (r == 0)
		r = tilladte_steder(l, ud, liste);
	return skabelon_foran(l, y, r);
}

int skabelon_linje(const struct skabelon_laeser *l, const struct yaml *y, const char *liste, struct vec *ud)
{
	struct linje *ny = vec_ny(ud);
	*ny = (struct linje){.s = {VEC_AF(struct stykke)}, .kilde = l->kilde, .nr = y->linje};
	if (y->art == YAML_TEKST)
		return skabelon_saetning(l, y, liste, &ny->s);
	int r = skabelon_kun(l, y, "s hvis kilde");
	if (r == 0 && !yaml_find(y, "s"))
		r = skabelon_fejl(l, y, _("sætningen mangler: her ventes »s«"));
	if (r == 0)
		r = skabelon_saetning(l, yaml_find(y, "s"), liste, &ny->s);
	if (r == 0)
		r = skabelon_betingelse(l, y, liste, &ny->hvis);
	if (yaml_str(y, "kilde"))
		ny->kilde = yaml_str(y, "kilde");
	return r;
}

void skabelon_linje_done(struct linje *l)
{
	sted_done(&l->s);
	udtryk_free(l->hvis);
}
