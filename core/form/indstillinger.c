#include "core/form/indstillinger.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/penge.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/form/yamlkort.h"
#include "core/io/noeglepar.h"
#include "core/io/yaml.h"

#define FILNAVN "indstillinger.yaml"

/* Text of k into a field of n bytes; untouched where the file does not say. */
static int tekst(const struct yamlkort *k, const char *noegle, char *ud, size_t n)
{
	const char *s;
	if (!yaml_find(k->y, noegle))
		return 0;
	int r = yamlkort_tekst(k, noegle, &s);
	if (r)
		return r;
	if (s && strlen(s) >= n)
		return yamlkort_fejlf(k, noegle, _("teksten er for lang; der er plads til %zu tegn"),
				      n - 1);
	memcpy(ud, s ? s : "", s ? strlen(s) + 1 : 1);
	return 0;
}

#define TEKST(k, noegle, felt) tekst(k, noegle, felt, sizeof(felt))

static int dato(const struct yamlkort *k, const char *noegle, struct dato *ud)
{
	const char *s;
	int r = yamlkort_tekst(k, noegle, &s);
	if (r || !s)
		return r;
	if (!dato_laes(ud, s))
		return yamlkort_fejl(k, noegle, _("her ventes en dato, f.eks. 2026-09-01"));
	return 0;
}

static int beloeb(const struct yamlkort *k, const char *noegle, int64_t *ud)
{
	char t[24];
	const char *s;
	int r = yamlkort_tekst(k, noegle, &s);
	if (r || !s)
		return r;
	if (strchr(s, ',') || !penge_fra_tastatur(t, s) || !penge_laes(ud, t))
		return yamlkort_fejl(k, noegle, _("her ventes et beløb i kroner, f.eks. 142.50"));
	return 0;
}

static int antal(const struct yamlkort *k, const char *noegle, const int64_t graenser[2], int *ud)
{
	int64_t v = *ud;
	int r = yamlkort_heltal(k, noegle, graenser[0], graenser[1], &v);
	*ud = (int)v;
	return r;
}

static struct yamlkort under(const struct yamlkort *k, const char *noegle)
{
	return (struct yamlkort){k->fil, yaml_find(k->y, noegle), k->e};
}

static int kommune(const struct yamlkort *k, struct indstillinger *i)
{
	if (!k->y)
		return 0;
	int r = yamlkort_kendte(k, "kode navn adresse telefon email");
	if (r || (r = TEKST(k, "navn", i->kommune.navn)) ||
	    (r = TEKST(k, "adresse", i->kommune.adresse)) ||
	    (r = TEKST(k, "telefon", i->kommune.telefon)) ||
	    (r = TEKST(k, "email", i->kommune.email)) || (r = TEKST(k, "kode", i->kommune.kode)))
		return r;
	size_t n = strlen(i->kommune.kode);
	if (n && (n != 4 || strspn(i->kommune.kode, "0123456789") != 4))
		return yamlkort_fejl(k, "kode", _("her ventes kommunekoden med fire cifre, f.eks. \"0630\""));
	return 0;
}

static int bruger(const struct yamlkort *k, struct indstillinger *i)
{
	if (!k->y)
		return 0;
	int r = yamlkort_kendte(k, "navn titel telefon");
	if (!r)
		r = TEKST(k, "navn", i->bruger.navn);
	if (!r)
		r = TEKST(k, "titel", i->bruger.titel);
	return r ? r : TEKST(k, "telefon", i->bruger.telefon);
}

static int frister(const struct yamlkort *k, struct indstillinger *i)
{
	static const int64_t DAGE[] = {0, 730};
	if (!k->y)
		return 0;
	int r = yamlkort_kendte(k, "sagsbehandling_dage indsendelse_dage");
	if (!r)
		r = antal(k, "sagsbehandling_dage", DAGE, &i->frist_sagsbehandling_dage);
	return r ? r : antal(k, "indsendelse_dage", DAGE, &i->frist_indsendelse_dage);
}

static int sats(const struct yamlkort *k, struct sats *s)
{
	const char *navn;
	int r = yamlkort_kendte(k, "art fra beloeb kilde");
	s->oere = -1;
	if (r || (r = yamlkort_kraev(k, "art", &navn)))
		return r;
	if (strcmp(navn, "student") && strcmp(navn, "ordinaer") && strcmp(navn, "tolk"))
		return yamlkort_fejl(k, "art", _("her ventes student, ordinaer eller tolk"));
	strcpy(s->art, navn);
	if ((r = dato(k, "fra", &s->fra)) || (r = beloeb(k, "beloeb", &s->oere)) ||
	    (r = TEKST(k, "kilde", s->kilde)))
		return r;
	if (!dato_er(s->fra))
		return yamlkort_fejl(k, "fra", _("mangler; her ventes den dato, satsen gælder fra"));
	return s->oere < 0 ? yamlkort_fejl(k, "beloeb", _("mangler; her ventes kroner i timen")) : 0;
}

static int satser(const struct yamlkort *k, struct indstillinger *i)
{
	const struct yaml *y;
	int r = yamlkort_liste(k, "satser", &y);
	if (r || !yaml_find(k->y, "satser"))
		return r;
	i->n_satser = y ? y->n : 0;
	i->satser = mem_nul(i->n_satser + 1, sizeof *i->satser);
	for (size_t j = 0; j < i->n_satser && !r; j++) {
		struct yamlkort sk = {k->fil, y->born[j], k->e};
		r = sats(&sk, &i->satser[j]);
	}
	return r;
}

static int kontrol(const struct yamlkort *k, struct regelsaet_valg *v)
{
	if (yaml_er_nul(k->y))
		return 0;
	int r = yamlkort_kendte(k, "dato af");
	if (!r)
		r = dato(k, "dato", &v->kontrolleret);
	if (!r)
		r = TEKST(k, "af", v->kontrolleret_af);
	if (!r && (!dato_er(v->kontrolleret) || !*v->kontrolleret_af))
		r = yamlkort_fejl_ved(k, k->y, _("hjemmel_kontrolleret: her ventes både dato og af "
						 "(hvem har kontrolleret)"));
	return r;
}

static int regel(const struct yamlkort *k, struct regelsaet_valg *v)
{
	const char *id;
	int r = yamlkort_kendte(k, "id fra hjemmel_kontrolleret");
	if (r || (r = yamlkort_kraev(k, "id", &id)) || (r = TEKST(k, "id", v->id)) ||
	    (r = dato(k, "fra", &v->fra)))
		return r;
	struct yamlkort kk = under(k, "hjemmel_kontrolleret");
	return kontrol(&kk, v);
}

static int regelsaet(const struct yamlkort *k, struct indstillinger *i)
{
	const struct yaml *y;
	int r = yamlkort_liste(k, "regelsaet", &y);
	if (r || !yaml_find(k->y, "regelsaet"))
		return r;
	i->n_regelsaet = y ? y->n : 0;
	i->regelsaet = mem_nul(i->n_regelsaet + 1, sizeof *i->regelsaet);
	for (size_t j = 0; j < i->n_regelsaet && !r; j++) {
		struct yamlkort rk = {k->fil, y->born[j], k->e};
		r = regel(&rk, &i->regelsaet[j]);
	}
	return r;
}

/* As `femtrin recover --make-key` writes it; empty takes back what a lighter file said. */
static int genopretning(const struct yamlkort *k, struct indstillinger *i)
{
	const char *s;
	if (!yaml_find(k->y, "gendannelsesnoegle"))
		return 0;
	int r = yamlkort_tekst(k, "gendannelsesnoegle", &s);
	if (r)
		return r;
	i->har_genopretning = s && *s;
	if (i->har_genopretning && noeglepar_afkod(s, i->genopretning) != 0)
		return yamlkort_fejl(k, "gendannelsesnoegle",
				     _("er ikke en genopretningsnøgle; her ventes de 72 tegn fra den "
				       "offentlige halvdel, som femtrin recover --make-key skrev"));
	return 0;
}

static int resten(const struct yamlkort *k, struct indstillinger *i)
{
	static const int64_t MINUTTER[] = {0, 480};
	if (yaml_find(k->y, "beloebsgraense"))
		i->beloebsgraense = -1;
	int r = beloeb(k, "beloebsgraense", &i->beloebsgraense);
	if (!r)
		r = antal(k, "laas_minutter", MINUTTER, &i->laas_minutter);
	if (!r)
		r = genopretning(k, i);
	return r ? r : TEKST(k, "central", i->central);
}

static int alt(const struct yamlkort *k, struct indstillinger *i)
{
	struct yamlkort kom = under(k, "kommune"), bru = under(k, "bruger"), fri = under(k, "frister");
	int r = yamlkort_kendte(k, "kommune bruger satser beloebsgraense frister laas_minutter regelsaet "
				   "central gendannelsesnoegle");
	if (r || (r = kommune(&kom, i)) || (r = bruger(&bru, i)) || (r = frister(&fri, i)) ||
	    (r = resten(k, i)) || (r = satser(k, i)))
		return r;
	return regelsaet(k, i);
}

/* The lists that the new settings do not share with the old ones. */
static void slip(struct indstillinger *i, const struct indstillinger *beholdes)
{
	if (i->satser != beholdes->satser)
		free(i->satser);
	if (i->regelsaet != beholdes->regelsaet)
		free(i->regelsaet);
}

static int fil(struct indstillinger *ud, const char *sti, struct err *e)
{
	struct yaml_dok *dok;
	struct indstillinger ny = *ud;
	int r = yaml_fil(&dok, sti, e);
	if (r)
		return r == ERR_FINDES_IKKE ? 0 : r;
	struct yamlkort k = {sti, yaml_rod(dok), e};
	r = alt(&k, &ny);
	if (r) {
		slip(&ny, ud);
	} else {
		slip(ud, &ny);
		*ud = ny;
	}
	yaml_dok_free(dok);
	return r;
}

void indstillinger_hent(struct indstillinger *out, const char *const *mapper, size_t n,
			void (*sig)(void *arg, const char *saetning), void *arg)
{
	*out = (struct indstillinger){.beloebsgraense = -1, .laas_minutter = 5};
	for (size_t i = 0; i < n; i++) {
		struct err e;
		if (!mapper[i])
			continue;
		char *sti = mem_format("%s/%s", mapper[i], FILNAVN);
		if (fil(out, sti, &e) && sig)
			sig(arg, e.tekst);
		free(sti);
	}
}

void indstillinger_done(struct indstillinger *i)
{
	free(i->satser);
	free(i->regelsaet);
	*i = (struct indstillinger){.beloebsgraense = -1, .laas_minutter = 5};
}

int64_t indstillinger_sats(const struct indstillinger *i, const char *art, struct dato dag)
{
	const struct sats *bedst = NULL;
	for (size_t j = 0; j < i->n_satser; j++) {
		const struct sats *s = &i->satser[j];
		if (strcmp(s->art, art) != 0 || dato_orden(s->fra, dag) > 0)
			continue;
		if (!bedst || dato_orden(s->fra, bedst->fra) >= 0)
			bedst = s;
	}
	return bedst ? bedst->oere : -1;
}
