#include "core/regler/mangler.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/form/formsaet.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

struct samler {
	const struct sag *s;
	struct vec alle;                 /* struct mangel */
	struct mangler *ud;
};

static void tag(struct samler *m, struct mangel ny)
{
	*(struct mangel *)vec_ny(&m->alle) = ny;
}

static char *felt_tekst(const struct felt *f, const struct objekt *o)
{
	static const struct {
		const char *liste, *kort, *hvad;
	} navne[] = {
		{"opgaver", "navn", N_("for opgaven")},
		{"ansaettelser", "virksomhed", N_("for ansættelsen hos")},
		{"funktionsnedsaettelse.dokumentation", "fra", N_("for dokumentet fra")},
		{"samtykke", "hos", N_("for samtykket hos")},
		{"indhentning", "hos", N_("for det, der er bedt om hos")},
		{"besoeg", "dato", N_("for besøget")},
	};
	for (size_t i = 0; o && i < sizeof navne / sizeof *navne; i++) {
		const char *navn = !strcmp(f->liste, navne[i].liste) ? objekt_get(o, navne[i].kort)
								      : NULL;
		if (navn)
			return mem_format(_("%s mangler %s %s"), f->navn, _(navne[i].hvad), navn);
	}
	return mem_format(_("%s mangler"), f->navn);
}

static bool fyldt(const struct sag *s, const struct objekt *o, const struct felt *f)
{
	return (o ? objekt_get(o, f->kort) : sag_get(s, f->noegle)) != NULL;
}

static void tag_felt(struct samler *m, const struct felt *f, const struct objekt *o)
{
	tag(m, (struct mangel){
		.felt = f,
		.objekt = o,
		.liste = f->liste,
		.kraeves = f->kraeves == KRAEVES_IKKE ? KRAEVES_KONTOR : f->kraeves,
		.trin = f->trin,
		.tekst = felt_tekst(f, o),
	});
}

static void tael(struct samler *m, int trin, bool er_fyldt)
{
	if (trin < 1 || trin > 5)
		return;
	m->ud->krav[trin]++;
	m->ud->fyldt[trin] += er_fyldt;
}

static void maal_felt(struct samler *m, const struct felt *f, const struct objekt *o)
{
	if (f->skjult || f->kraeves == KRAEVES_IKKE || !sag_vises(m->s, o, f) ||
	    (f->kraeves_hvis && !sag_gaelder(m->s, o, f->kraeves_hvis)))
		return;
	bool her = fyldt(m->s, o, f);
	tael(m, f->trin, her);
	if (!her)
		tag_felt(m, f, o);
}

static void tag_tom(struct samler *m, const struct sektion *k)
{
	tag(m, (struct mangel){
		.liste = k->liste,
		.kraeves = k->kraeves == KRAEVES_IKKE ? KRAEVES_KONTOR : k->kraeves,
		.trin = k->trin,
		.tekst = k->mangler ? mem_tekst(k->mangler) : mem_format(_("%s mangler"), k->titel),
	});
}

static void maal_liste(struct samler *m, const struct sektion *k)
{
	size_t n = sag_antal(m->s, k->liste);
	if (k->kraeves != KRAEVES_IKKE && sag_gaelder(m->s, NULL, k->kraeves_hvis)) {
		tael(m, k->trin, n > 0);
		if (!n)
			tag_tom(m, k);
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < k->n; j++)
			maal_felt(m, k->felter[j], sag_nr(m->s, k->liste, i));
}

static void maal_sektion(struct samler *m, const struct sektion *k)
{
	if (!sag_gaelder(m->s, NULL, k->vis_hvis))
		return;
	if (k->liste) {
		maal_liste(m, k);
		return;
	}
	for (size_t j = 0; j < k->n; j++)
		maal_felt(m, k->felter[j], NULL);
}

/* Visit first, then office; inside each the order in which they were found. */
static void ordn(struct samler *m)
{
	struct mangler *ud = m->ud;
	ud->n = m->alle.n;
	ud->alle = mem_nul(ud->n ? ud->n : 1, sizeof *ud->alle);
	size_t k = 0;
	for (int runde = 0; runde < 2; runde++)
		for (size_t i = 0; i < m->alle.n; i++) {
			struct mangel *g = VEC_NR(struct mangel, &m->alle, i);
			if ((g->kraeves == KRAEVES_BESOEG) != (runde == 0))
				continue;
			ud->alle[k++] = *g;
			*(runde == 0 ? &ud->besoeg : &ud->kontor) += 1;
		}
	vec_done(&m->alle);
}

void mangler_find(struct mangler *out, const struct sag *s)
{
	*out = (struct mangler){0};
	struct samler m = {.s = s, .alle = VEC_AF(struct mangel), .ud = out};
	for (int nr = 1; nr <= 5; nr++) {
		const struct trin *t = formsaet_trin(sag_formsaet(s), nr);
		for (size_t i = 0; t && i < t->n; i++)
			maal_sektion(&m, t->sektioner[i]);
	}
	ordn(&m);
}

static void endelig_felt(struct samler *m, const struct felt *f, const struct objekt *o)
{
	if (sag_gaelder(m->s, o, f->endelig) && !fyldt(m->s, o, f))
		tag_felt(m, f, o);
}

/* A refusal because the citizen is outside the scheme may lack the employment. */
static void endelig_felter(struct samler *m)
{
	const struct formsaet *fs = sag_formsaet(m->s);
	for (size_t nr = 0; nr < formsaet_antal(fs); nr++) {
		const struct felt *f = formsaet_nr(fs, nr);
		if (!f->endelig)
			continue;
		if (!f->liste) {
			endelig_felt(m, f, NULL);
			continue;
		}
		for (size_t i = 0; i < sag_antal(m->s, f->liste); i++)
			endelig_felt(m, f, sag_nr(m->s, f->liste, i));
	}
}

/* Where the cursor goes: the field itself, or the list that it would stand in. */
static void peg(const struct samler *m, struct mangel *g, const char *noegle,
		const struct objekt *o)
{
	const struct formsaet *fs = sag_formsaet(m->s);
	g->felt = formsaet_felt(fs, noegle);
	if (!g->felt) {
		g->liste = formsaet_er_liste(fs, noegle) ? noegle : NULL;
		return;
	}
	g->trin = g->felt->trin;
	if (!(g->liste = g->felt->liste))
		return;
	if (o && !strcmp(objekt_liste(o), g->liste))
		g->objekt = o;
	else if (sag_antal(m->s, g->liste))
		g->objekt = sag_nr(m->s, g->liste, 0);
	else
		g->felt = NULL;
}

static void tag_kode(struct samler *m, const char *kode, const char *noegle,
		     const struct objekt *o, const char *tekst)
{
	struct mangel g = {.kode = kode, .kraeves = KRAEVES_KONTOR, .trin = 4};
	g.tekst = mem_tekst(tekst);
	if (noegle)
		peg(m, &g, noegle, o);
	tag(m, g);
}

static const struct {
	const char *felt, *tekst;
} PARAMETRE[PAR_ANTAL] = {
	[PAR_LOVHJEMMEL] = {NULL, N_("Regelsættet har ingen hjemmel at skrive i brevet")},
	[PAR_LAGT_TIL_GRUND] = {"afgoerelse.lagt_til_grund",
				N_("Det mangler, hvilke oplysninger der er lagt til grund")},
	[PAR_EGNE_OPGAVER] = {"vurdering.egne_opgaver",
			      N_("Det mangler, hvad borgeren selv udfører: skriv det, eller sæt en "
				 "opgave i spalte 1")},
	[PAR_BETYDNING] = {"funktionsnedsaettelse.betydning",
			   N_("Det mangler, hvad funktionsnedsættelsen betyder for arbejdet: skriv "
			      "det, eller skriv hvorfor ved hver opgave med hjælp")},
	[PAR_BEHOV] = {"vurdering.begrundelse", N_("Begrundelsen for timetallet mangler")},
};

static void endelig_parametre(struct samler *m, const struct assess *a)
{
	for (int p = 0; p < PAR_ANTAL; p++) {
		if (!a->kraevet[p] || a->parametre[p])
			continue;
		bool hjaelp = p == PAR_BEHOV && sag_get(m->s, "vurdering.begrundelse");
		tag_kode(m, parameter_navn((enum parameter)p), hjaelp ? "opgaver" : PARAMETRE[p].felt,
			 NULL, hjaelp ? _("Der er ingen opgave med hjælp") : _(PARAMETRE[p].tekst));
	}
}

static void endelig_bemaerkninger(struct samler *m, const struct assess *a)
{
	for (size_t i = 0; i < a->n_remarks + a->n_forud; i++) {
		const struct bemaerkning *b = &a->remarks[i];
		if (b->niveau == NIVEAU_OPLYSNING || b->besvaret)
			continue;
		bool note = !b->besvares_af || !strcmp(b->besvares_af, "note");
		const char *felt = !note && b->niveau == NIVEAU_ADVARSEL ? b->besvares_af
				   : b->n_felter ? b->felter[0] : NULL;
		tag_kode(m, b->kode, felt, b->opgave, b->tekst);
	}
}

/* A list that must have a row: where its form says so, and the tasks where the
 * outcome rests on them. */
static void endelig_liste(struct samler *m, const struct sektion *k, const struct assess *a)
{
	if (!k->liste || sag_antal(m->s, k->liste))
		return;
	if ((k->endelig && sag_gaelder(m->s, NULL, k->endelig)) ||
	    (k->opdeling && a->kraever_opgave))
		tag_tom(m, k);
}

static void endelig_lister(struct samler *m, const struct assess *a)
{
	for (int nr = 1; nr <= 5; nr++) {
		const struct trin *t = formsaet_trin(sag_formsaet(m->s), nr);
		for (size_t i = 0; t && i < t->n; i++)
			endelig_liste(m, t->sektioner[i], a);
	}
}

static bool naevnt(const struct samler *m, const char *noegle)
{
	for (size_t i = 0; i < m->alle.n; i++) {
		const struct mangel *g = VEC_NR(struct mangel, &m->alle, i);
		if (g->felt && !strcmp(g->felt->noegle, noegle))
			return true;
	}
	return false;
}

/* Nothing can rest on what two people have written differently. */
static void endelig_konflikter(struct samler *m)
{
	struct store *store = sag_store(m->s);
	struct vec alle = KONFLIKTER;
	if (store && konflikt_hent(store_journal(store), sag_id(m->s), &alle, NULL) < 0)
		tag_kode(m, "KONFLIKT", NULL, NULL, _("Sagens konflikter kan ikke læses"));
	for (size_t i = 0; i < alle.n; i++) {
		const struct konflikt *k = VEC_NR(struct konflikt, &alle, i);
		const struct felt *f = formsaet_felt(sag_formsaet(m->s), k->felt);
		if (f && f->skjult && !f->liste && strcmp(f->noegle, "sag.trin") == 0)
			continue;
		const char *navn = f ? f->navn : _("en linje, der er fjernet af den ene");
		char *tekst = mem_format(_("Konflikt om %s: vælg, hvad der skal stå (Alt-k)"), navn);
		tag_kode(m, "KONFLIKT", f ? f->noegle : k->liste,
			 k->liste ? sag_objekt(m->s, &k->objekt) : NULL, tekst);
		free(tekst);
	}
	konflikt_ryd(&alle);
}

void mangler_endelig(struct mangler *out, const struct sag *s, const struct assess *a)
{
	*out = (struct mangler){0};
	struct samler m = {.s = s, .alle = VEC_AF(struct mangel), .ud = out};
	endelig_felter(&m);
	endelig_lister(&m, a);
	if (!sag_get(s, "afgoerelse.udfald") && !naevnt(&m, "afgoerelse.udfald"))
		tag_kode(&m, NULL, "afgoerelse.udfald", NULL, _("Udfaldet mangler"));
	endelig_parametre(&m, a);
	endelig_bemaerkninger(&m, a);
	endelig_konflikter(&m);
	ordn(&m);
}

void mangler_done(struct mangler *m)
{
	for (size_t i = 0; i < m->n; i++)
		free(m->alle[i].tekst);
	free(m->alle);
	*m = (struct mangler){0};
}
