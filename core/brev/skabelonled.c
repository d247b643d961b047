#include "core/brev/skabelonled.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/skabelonlinje.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"
#include "core/io/yaml.h"

static int linjer(const struct skabelon_laeser *l, const struct yaml *y, struct led *ud)
{
	if (y->art != YAML_LISTE)
		return skabelon_linje(l, y, ud->hver, &ud->linjer);
	int r = y->n > 0 ? 0 : skabelon_fejl(l, y, _("her ventes mindst én sætning"));
	for (size_t i = 0; i < y->n && r == 0; i++)
		r = skabelon_videre(l, skabelon_linje(l, y->born[i], ud->hver, &ud->linjer));
	return r;
}

static int bredde(const struct skabelon_laeser *l, const struct yaml *y, int *ud)
{
	const struct yaml *b = yaml_find(y, "bredde");
	*ud = 1;
	if (yaml_er_nul(b))
		return 0;
	*ud = b->art == YAML_TEKST ? atoi(b->tekst) : 0;
	return *ud >= 1 && *ud <= 20 ? 0 : skabelon_fejl(l, b, _("»bredde« er et tal fra 1 til 20"));
}

static int kolonne(const struct skabelon_laeser *l, const struct yaml *y, struct led *ud, size_t nr)
{
	struct kolonne *k = vec_ny(&ud->kolonner);
	*k = (struct kolonne){
		{VEC_AF(struct stykke)}, {VEC_AF(struct stykke)}, {VEC_AF(struct stykke)}};
	int r = skabelon_kun(l, y, "navn celle bredde hoejre");
	if (r == 0 && (!yaml_find(y, "navn") || !yaml_find(y, "celle")))
		r = skabelon_fejl(l, y, _("en kolonne har »navn« og »celle«"));
	if (r == 0)
		r = skabelon_saetning(l, yaml_find(y, "navn"), NULL, &k->navn);
	if (r == 0)
		r = skabelon_saetning(l, yaml_find(y, "celle"), ud->hver, &k->celle);
	const char *hoejre = r == 0 ? yaml_str(y, "hoejre") : NULL;
	ud->hoejre[nr] = hoejre && strcmp(hoejre, "ja") == 0;
	return r == 0 ? bredde(l, y, &ud->bredder[nr]) : r;
}

static int sumraekke(const struct skabelon_laeser *l, const struct yaml *y, struct led *ud)
{
	if (yaml_er_nul(y))
		return 0;
	if (y->art != YAML_LISTE || y->n != ud->kolonner.n)
		return skabelon_fejl(l, y, _("»sum« har én tekst for hver kolonne"));
	int r = 0;
	ud->sum = true;
	for (size_t i = 0; i < y->n && r == 0; i++) {
		struct kolonne *k = VEC_NR(struct kolonne, &ud->kolonner, i);
		if (y->born[i]->art == YAML_TEKST && *y->born[i]->tekst)
			r = skabelon_saetning(l, y->born[i], NULL, &k->sum);
	}
	return r;
}

static int tabel(const struct skabelon_laeser *l, const struct yaml *y, struct led *ud)
{
	const char *forrige = yaml_str(y, "forrige");
	int r = skabelon_kun(l, y, "kolonner sum forrige");
	if (r < 0)
		return r;
	if (!ud->hver)
		return skabelon_fejl(l, y, _("en tabel kræver »hver« med en liste"));
	ud->forrige = forrige && strcmp(forrige, "ja") == 0;
	const struct yaml *k = yaml_find(y, "kolonner");
	if (!k || k->art != YAML_LISTE || k->n == 0 || k->n > 8)
		return skabelon_fejl(l, y, _("en tabel har fra 1 til 8 kolonner"));
	ud->bredder = mem_nul(k->n, sizeof(int));
	ud->hoejre = mem_nul(k->n, sizeof(bool));
	for (size_t i = 0; i < k->n && r == 0; i++)
		r = kolonne(l, k->born[i], ud, i);
	return r == 0 ? sumraekke(l, yaml_find(y, "sum"), ud) : r;
}

static const struct {
	const char *noegle;
	enum blok_art art;
	bool flere;
} ARTER[] = {
	{"titel", BLOK_TITEL, false},         {"tekst", BLOK_AFSNIT, false},
	{"punkt", BLOK_PUNKT, false},         {"punkter", BLOK_PUNKT, true},
	{"tabel", BLOK_TABEL, false},         {"adresse", BLOK_ADRESSE, false},
	{"afsender", BLOK_AFSENDER, false},   {"oplysning", BLOK_OPLYSNING, false},
	{"underskrift", BLOK_UNDERSKRIFT, false},
};

static int laes_hver(const struct skabelon_laeser *l, const struct yaml *y, struct led *ud)
{
	ud->hver = yaml_str(y, "hver");
	if (!ud->hver)
		return 0;
	if (formsaet_er_liste(l->f, ud->hver))
		return skabelon_foran(l, yaml_find(y, "hver"), skabelon_tilladt(l, ud->hver, NULL));
	return err_set(l->e, ERR_UGYLDIG, _("%s:%d: »%s« er ingen liste"), yaml_navn(l->dok),
		       yaml_find(y, "hver")->linje, ud->hver);
}

int skabelon_led(const struct skabelon_laeser *l, const struct yaml *y, struct vec *ud)
{
	struct led *ny = vec_ny(ud);
	*ny = (struct led){.linjer = VEC_AF(struct linje), .kolonner = VEC_AF(struct kolonne),
			   .nr = y->linje};
	int r = skabelon_kun(l, y,
		    "titel tekst punkt punkter tabel adresse afsender oplysning underskrift "
		    "hver hvis kilde");
	const struct yaml *indhold = NULL;
	for (size_t i = 0; i < sizeof(ARTER) / sizeof(*ARTER) && r == 0 && !indhold; i++) {
		indhold = yaml_find(y, ARTER[i].noegle);
		ny->art = ARTER[i].art;
		ny->flere = ARTER[i].flere;
	}
	if (r == 0 && !indhold)
		r = skabelon_fejl(l, y, _("her ventes tekst, punkter, tabel eller en anden slags indhold"));
	if (r == 0)
		r = laes_hver(l, y, ny);
	if (r == 0)
		r = skabelon_betingelse(l, y, ny->hver, &ny->hvis);
	struct skabelon_laeser i_den = *l;
	if (r == 0 && yaml_str(y, "kilde"))
		i_den.kilde = yaml_str(y, "kilde");
	ny->kilde = i_den.kilde;
	if (r == 0)
		r = ny->art == BLOK_TABEL ? tabel(&i_den, indhold, ny) : linjer(&i_den, indhold, ny);
	return r;
}

void skabelon_led_done(struct led *l)
{
	for (size_t i = 0; i < l->linjer.n; i++)
		skabelon_linje_done(VEC_NR(struct linje, &l->linjer, i));
	for (size_t i = 0; i < l->kolonner.n; i++) {
		struct kolonne *k = VEC_NR(struct kolonne, &l->kolonner, i);
		sted_done(&k->navn);
		sted_done(&k->celle);
		sted_done(&k->sum);
	}
	vec_done(&l->linjer);
	vec_done(&l->kolonner);
	udtryk_free(l->hvis);
	free(l->bredder);
	free(l->hoejre);
}
