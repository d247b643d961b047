#include "core/regler/assess.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/json.h"
#include "core/base/mem.h"
#include "core/base/uuid.h"
#include "core/base/vec.h"
#include "core/regler/afgoerelsesregler.h"
#include "core/regler/fakta.h"
#include "core/regler/regelsaet.h"
#include "core/regler/tvivlsregler.h"
#include "core/sag/sag.h"

const char *parameter_navn(enum parameter p)
{
	static const char *const navne[PAR_ANTAL] = {
		[PAR_LOVHJEMMEL] = "lovhjemmel",       [PAR_LAGT_TIL_GRUND] = "lagt_til_grund",
		[PAR_EGNE_OPGAVER] = "egne_opgaver",   [PAR_BETYDNING] = "betydning",
		[PAR_BEHOV] = "behov",
	};
	return navne[p];
}

const char *niveau_navn(enum niveau n)
{
	static const char *const navne[] = {
		[NIVEAU_OPLYSNING] = "oplysning",
		[NIVEAU_ADVARSEL] = "advarsel",
		[NIVEAU_FEJL] = "fejl",
	};
	return navne[n];
}

static bool har_notat(const struct sag *s, const char *kode)
{
	for (size_t i = 0; i < sag_antal(s, "noter"); i++) {
		const struct objekt *n = sag_nr(s, "noter", i);
		if (objekt_er(n, "kode", kode) && objekt_get(n, "tekst"))
			return true;
	}
	return false;
}

static bool besvaret(const struct sag *s, const struct bemaerkning *b)
{
	if (b->niveau != NIVEAU_ADVARSEL)
		return false;
	if (b->besvares_af && strcmp(b->besvares_af, "note") != 0 && sag_get(s, b->besvares_af))
		return true;
	return har_notat(s, b->kode);
}

static void tilfoej(struct vec *v, const struct fakta *f, enum bem nr)
{
	const struct bemaerkningstekst *t = bemaerkning_tekst(regler_bemaerkninger(f->om->regler), nr);
	struct buf tekst = BUF_TOM;
	bemaerkning_udfyld(t->tekst, f->steder, f->n_steder, &tekst);
	struct bemaerkning *b = vec_ny(v);
	*b = (struct bemaerkning){
		.kode = t->kode,
		.niveau = f->selvstaendig ? t->niveau_selvstaendig : t->niveau,
		.felter = t->felter,
		.n_felter = t->n_felter,
		.besvares_af = t->besvares_af,
		.tekst = buf_tag(&tekst),
		.kilde = t->kilde,
		.opgave = f->opgave,
	};
	b->besvaret = besvaret(f->s, b);
}

static bool spoerges(const struct regel *r, const struct fakta *f)
{
	return r->naar == ALTID || (r->naar == AFGJORT ? f->afgjort : f->tilsagn);
}

/* Those about the decision are shown from step 4 on; before that they go into
 * `forud`. */
static void spoerg(struct vec *vist, struct vec *forud, struct fakta *f,
		   const struct regel *(*regler)(size_t *n))
{
	const char *trin = sag_get(f->s, "sag.trin");
	bool trin4 = trin && atoi(trin) >= 4;
	size_t n;
	const struct regel *r = regler(&n);
	for (size_t i = 0; i < n; i++) {
		fakta_glem(f);
		if (spoerges(&r[i], f) && r[i].gaelder(f))
			tilfoej(r[i].naar == ALTID || trin4 ? vist : forud, f, r[i].bem);
	}
}

static void find_bemaerkninger(struct assess *a, struct fakta *f)
{
	struct vec vist = VEC_AF(struct bemaerkning), forud = VEC_AF(struct bemaerkning);
	spoerg(&vist, &forud, f, afgoerelsesregler);
	spoerg(&vist, &forud, f, tvivlsregler);
	a->n_remarks = vist.n;
	a->n_forud = forud.n;
	for (size_t i = 0; i < forud.n; i++)
		*(struct bemaerkning *)vec_ny(&vist) = *VEC_NR(struct bemaerkning, &forud, i);
	vec_done(&forud);
	a->remarks = vist.data;
}

/* Is the meaning of the impairment told of each task that gets help? */
static bool hvorfor_overalt(const struct fakta *f)
{
	bool nogen = false;
	for (size_t i = 0; i < f->opgaver.n; i++) {
		const struct opgave *o = &f->opgaver.alle[i];
		if (o->tal.hjaelp <= 0)
			continue;
		if (!objekt_get(o->objekt, "hvorfor"))
			return false;
		nogen = true;
	}
	return nogen;
}

static bool kan_selv(const struct fakta *f)
{
	for (size_t i = 0; i < f->opgaver.n; i++)
		if (f->opgaver.alle[i].spalte == 1)
			return true;
	return false;
}

static void find_parametre(struct assess *a, const struct fakta *f)
{
	const struct sag *s = f->s;
	a->parametre[PAR_LOVHJEMMEL] = f->r->hjemmel != NULL;
	a->parametre[PAR_LAGT_TIL_GRUND] = sag_get(s, "afgoerelse.lagt_til_grund");
	a->parametre[PAR_EGNE_OPGAVER] = sag_get(s, "vurdering.egne_opgaver") || kan_selv(f);
	a->parametre[PAR_BETYDNING] =
		sag_get(s, "funktionsnedsaettelse.betydning") || hvorfor_overalt(f);
	a->parametre[PAR_BEHOV] = f->tal.hjaelp_aar > 0 && sag_get(s, "vurdering.begrundelse");
}

/* A grant is asked for all five, a refusal for those that its grounds need; as
 * long as nothing is decided, all five stand open. */
static void find_kraevede(struct assess *a, const struct fakta *f)
{
	const char *grund = f->afslag ? sag_get(f->s, "afgoerelse.afslag_grund") : NULL;
	a->kraever_opgave =
		grund && (strstr(grund, "intet-behov") || strstr(grund, "vikar-medhjaelp"));
	bool egne = !f->afslag || a->kraever_opgave || (grund && strstr(grund, "uforenelig"));
	a->kraevet[PAR_LOVHJEMMEL] = a->kraevet[PAR_LAGT_TIL_GRUND] = true;
	a->kraevet[PAR_EGNE_OPGAVER] = a->kraevet[PAR_BETYDNING] = egne;
	a->kraevet[PAR_BEHOV] = !f->afslag;
}

void assess_run(struct assess *out, const struct sag *s, const struct assess_om *om)
{
	struct fakta f;
	fakta_laes(&f, s, om);
	*out = (struct assess){
		.regelsaet = f.r,
		.tal = f.tal,
		.fastsat_min = f.fastsat_min,
		.kost_maaned_oere = f.kost_maaned_oere,
	};
	find_bemaerkninger(out, &f);
	find_parametre(out, &f);
	find_kraevede(out, &f);
	fakta_done(&f);
}

void assess_done(struct assess *a)
{
	for (size_t i = 0; i < a->n_remarks + a->n_forud; i++)
		free(a->remarks[i].tekst);
	free(a->remarks);
	*a = (struct assess){0};
}

int64_t assess_forrige(struct store *st, const struct formsaet *f, const struct sag *s,
		       const struct regler *r)
{
	const char *id = sag_get(s, "sag.forrige");
	struct uuid u;
	struct sag *forrige = NULL;
	struct dato dag = {0, 0, 0};
	if (!st || !id || !uuid_laes(&u, id) || sag_hent(&forrige, st, f, &u, NULL) < 0)
		return -1;
	sag_dato(forrige, "afgoerelse.dato", &dag);
	int64_t min = sag_get(forrige, "afgoerelse.udfald")
			      ? timer_bevilget(forrige, regler_paa(r, dag))
			      : -1;
	sag_free(forrige);
	return min;
}

static void json_remark(struct json *j, const struct bemaerkning *b)
{
	json_aabn(j, '{');
	json_noegle(j, "kode");
	json_tekst(j, b->kode);
	json_noegle(j, "niveau");
	json_tekst(j, niveau_navn(b->niveau));
	json_noegle(j, "besvaret");
	json_sand(j, b->besvaret);
	json_noegle(j, "felter");
	json_aabn(j, '[');
	for (size_t i = 0; i < b->n_felter; i++)
		json_tekst(j, b->felter[i]);
	json_luk(j, ']');
	json_noegle(j, "tekst");
	json_tekst(j, b->tekst);
	json_noegle(j, "kilde");
	json_tekst(j, b->kilde);
	json_luk(j, '}');
}

static void json_minutter(struct json *j, const char *noegle, int64_t n)
{
	json_noegle(j, noegle);
	if (n < 0)
		json_nul(j);
	else
		json_tal(j, n);
}

static void json_share(struct json *j, const char *noegle, struct andel a)
{
	json_noegle(j, noegle);
	json_andel(j, a.over, a.under);
}

static void json_tal_af(struct json *j, const struct assess *a)
{
	json_minutter(j, "arbejdstid_min", a->tal.arbejdstid_min);
	json_share(j, "beskrevet", a->tal.beskrevet);
	json_share(j, "egen_andel", a->tal.egen);
	json_share(j, "indholdsandel", a->tal.indhold);
	json_minutter(j, "behov_min", a->tal.behov_min);
	json_minutter(j, "loft_min", a->tal.loft_min);
	json_minutter(j, "fastsat_min", a->fastsat_min);
}

void assess_json(const struct assess *a, const struct sag *s, struct buf *ud)
{
	char id[UUID_TEKST];
	struct json j = {ud, false};
	json_aabn(&j, '{');
	json_noegle(&j, "id");
	json_tekst(&j, uuid_skriv(sag_id(s), id));
	json_noegle(&j, "regelsaet");
	json_tekst(&j, a->regelsaet->id);
	json_tal_af(&j, a);
	json_noegle(&j, "remarks");
	json_aabn(&j, '[');
	for (size_t i = 0; i < a->n_remarks; i++)
		json_remark(&j, &a->remarks[i]);
	json_luk(&j, ']');
	json_noegle(&j, "parametre");
	json_aabn(&j, '{');
	for (int i = 0; i < PAR_ANTAL; i++) {
		json_noegle(&j, parameter_navn((enum parameter)i));
		json_sand(&j, a->parametre[i]);
	}
	json_luk(&j, '}');
	json_noegle(&j, "kost");
	json_aabn(&j, '{');
	json_minutter(&j, "maaned", a->kost_maaned_oere);
	json_luk(&j, '}');
	json_luk(&j, '}');
}
