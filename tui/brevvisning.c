#include "tui/brevvisning.h"

#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/brev/brev.h"
#include "core/brev/brevtekst.h"
#include "core/brev/lix.h"
#include "core/brev/skabelon.h"
#include "core/brev/stavning.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "tui/app.h"

void brevvisning_init(struct brevvisning *v)
{
	*v = (struct brevvisning){.spring = VEC_AF(struct brevspor)};
	linjer_init(&v->l);
}

void brevvisning_done(struct brevvisning *v)
{
	linjer_done(&v->l);
	vec_done(&v->spring);
}

/* ---- the lines --------------------------------------------------------- */

static enum style blok_stil(enum blok_art art)
{
	if (art == BLOK_TITEL || art == BLOK_OVERSKRIFT)
		return STYLE_TITLE;
	return art == BLOK_AFSENDER || art == BLOK_OPLYSNING ? STYLE_DIM : STYLE_NORMAL;
}

void brevvisning_brev(struct brevvisning *v)
{
	for (size_t i = 0; i < v->brev->n; i++) {
		const struct blok *k = &v->brev->blokke[i];
		struct buf b = BUF_TOM;
		blok_tekst(k, &b);
		while (b.len && b.data[b.len - 1] == '\n')
			b.data[--b.len] = '\0';
		linjer_tom(&v->l);
		linjer_add(&v->l, blok_stil(k->art), 0, VIS_BLOK + (int)i, buf_str(&b));
		buf_done(&b);
	}
}

static int spring_til(struct brevvisning *v, size_t blok, size_t saetning)
{
	*(struct brevspor *)vec_ny(&v->spring) = (struct brevspor){blok, saetning};
	return VIS_SPRING + (int)v->spring.n - 1;
}

static bool loebende(const struct blok *k)
{
	return k->art == BLOK_AFSNIT || k->art == BLOK_PUNKT;
}

/* The one of the block's sentences that byte stands in. */
static size_t ved_byte(const struct blok *k, size_t byte)
{
	size_t i = 0;
	while (i + 1 < k->n_saetninger && k->saetninger[i].til <= byte)
		i++;
	return i;
}

/* The first words, for a row that points at the sentence. */
static int kort(const char *s, size_t n)
{
	size_t v = n < 60 ? n : 60;
	while (v < n && v > 0 && s[v] != ' ')
		v--;
	return (int)v;
}

static void lange(struct brevvisning *v, size_t nr)
{
	const struct blok *k = &v->brev->blokke[nr];
	size_t fra = 0, maerke = k->art == BLOK_PUNKT ? strlen("• ") : 0;
	for (int ord; k->tekst[fra]; ) {
		const char *s = k->tekst + fra;
		size_t n = lix_saetning(s, &ord);
		if (ord > LIX_MAKS_ORD) {
			linjer_format(&v->l, STYLE_WARNING, 2, spring_til(v, nr, ved_byte(k, fra)),
				      _("! %d ord i én sætning: »%.*s …«"), ord, kort(s, n), s);
			linjer_maerk(&v->l, VIS_BLOK + (int)nr, fra + maerke, fra + n + maerke,
				     STYLE_WARNING);
		}
		fra += n;
	}
}

static const char *overskrift(const struct brev *b, size_t nr)
{
	for (size_t i = nr + 1; i-- > 0 && b->blokke[i].sektion == b->blokke[nr].sektion;)
		if (b->blokke[i].art == BLOK_OVERSKRIFT)
			return b->blokke[i].tekst;
	return b->blokke[nr].sektion;
}

void brevvisning_laesbarhed(struct brevvisning *v)
{
	const char *sektion = NULL;
	for (size_t i = 0; i < v->brev->n; i++) {
		const struct blok *k = &v->brev->blokke[i];
		if (!loebende(k))
			continue;
		if (!sektion || strcmp(sektion, k->sektion) != 0) {
			int lix = brev_lix_sektion(v->brev, k->sektion);
			if (lix > LIX_MAKS)
				linjer_format(&v->l, STYLE_WARNING, 2, spring_til(v, i, 0),
					      _("! LIX %d i »%s«; højst %d er let at læse"), lix,
					      overskrift(v->brev, i), LIX_MAKS);
		}
		sektion = k->sektion;
		lange(v, i);
	}
}

/* ---- spelling ------------------------------------------------------------ */

struct stavegang {
	const struct sag *sag;
	const struct stavning *stavning;
	struct buf navne, ord;
	struct vec set;                  /* struct brevfelt: fields looked at */
};

struct brevfelt {
	const char *noegle;
	struct uuid objekt;
};

static bool ny_her(struct stavegang *g, const char *noegle, const struct uuid *objekt)
{
	for (size_t i = 0; i < g->set.n; i++) {
		const struct brevfelt *f = VEC_NR(struct brevfelt, &g->set, i);
		if (strcmp(f->noegle, noegle) == 0 && uuid_ens(&f->objekt, objekt))
			return false;
	}
	*(struct brevfelt *)vec_ny(&g->set) = (struct brevfelt){noegle, *objekt};
	return true;
}

static void ukendt(void *arg, const char *ord)
{
	struct buf *ud = arg;
	buf_format(ud, "%s»%s«", ud->len ? ", " : "", ord);
}

static void stav_felt(struct brevvisning *v, struct stavegang *g, const char *noegle,
		      struct brevspor her)
{
	const struct brev_saetning *s = &v->brev->blokke[her.blok].saetninger[her.saetning];
	const struct felt *f = formsaet_felt(sag_formsaet(g->sag), noegle);
	const struct objekt *o = f && f->liste ? sag_objekt(g->sag, &s->objekt) : NULL;
	if (!f || !stavning_prosa(f) || (f->liste && !o) ||
	    !ny_her(g, noegle, f->liste ? &s->objekt : &(struct uuid){{0}}))
		return;
	const char *tekst = o ? objekt_get(o, f->kort) : sag_get(g->sag, noegle);
	buf_ryd(&g->ord);
	if (tekst)
		stavning_ukendte(g->stavning, tekst, buf_str(&g->navne), ukendt, &g->ord);
	if (g->ord.len)
		linjer_format(&v->l, STYLE_WARNING, 2, spring_til(v, her.blok, her.saetning),
			      _("! Stavning i »%s«: %s"), f->navn, buf_str(&g->ord));
}

void brevvisning_stavning(struct brevvisning *v, const struct sag *sag,
			  const struct stavning *stavning)
{
	struct stavegang g = {.sag = sag, .stavning = stavning, .navne = BUF_TOM, .ord = BUF_TOM,
			      .set = VEC_AF(struct brevfelt)};
	if (!stavning)
		return;
	stavning_navne(sag, &g.navne);
	for (size_t i = 0; i < v->brev->n; i++)
		for (size_t k = 0; k < v->brev->blokke[i].n_saetninger; k++) {
			const struct brev_saetning *s = &v->brev->blokke[i].saetninger[k];
			for (size_t n = 0; n < s->n_felter; n++)
				stav_felt(v, &g, s->felter[n], (struct brevspor){i, k});
		}
	buf_done(&g.navne);
	buf_done(&g.ord);
	vec_done(&g.set);
}

/* ---- the sentence under the cursor ------------------------------------- */

/* Where the cursor is; false: not on the letter. */
static bool her(const struct brevvisning *v, const struct app *app, struct brevspor *p)
{
	int h, w;
	app_plads(app, &h, &w);
	int valg = linjer_valg(&v->l, w) - VIS_BLOK;
	if (valg < 0 || !v->brev || (size_t)valg >= v->brev->n)
		return false;
	*p = (struct brevspor){(size_t)valg, v->saetning};
	return p->saetning < v->brev->blokke[valg].n_saetninger;
}

const struct brev_saetning *brevvisning_her(const struct brevvisning *v, const struct app *app)
{
	struct brevspor p;
	return her(v, app, &p) ? &v->brev->blokke[p.blok].saetninger[p.saetning] : NULL;
}

const struct felt *brevvisning_felt(const struct brevvisning *v, const struct app *app)
{
	const struct brev_saetning *s = brevvisning_her(v, app);
	return s && s->n_felter ? formsaet_felt(sag_formsaet(app_sag(app)),
						s->felter[v->felt % s->n_felter])
				: NULL;
}

static void maerk(struct brevvisning *v, struct brevspor p)
{
	const struct blok *k = &v->brev->blokke[p.blok];
	v->saetning = p.saetning;
	v->felt = 0;
	v->l.fra = v->l.til = 0;
	if (p.saetning < k->n_saetninger)
		blok_saetning(k, p.saetning, &v->l.fra, &v->l.til);
}

void brevvisning_ajour(struct brevvisning *v, const struct app *app)
{
	int h, w;
	size_t fra, til, a, b;
	app_plads(app, &h, &w);
	int valg = linjer_valg(&v->l, w) - VIS_BLOK;
	v->l.fra = v->l.til = 0;
	v->saetning = v->felt = 0;
	if (valg < 0 || !v->brev || (size_t)valg >= v->brev->n)
		return;
	const struct blok *k = &v->brev->blokke[valg];
	linjer_bytes(&v->l, w, &fra, &til);
	size_t valgt = 0;
	for (size_t i = 0; i < k->n_saetninger; i++) {
		blok_saetning(k, i, &a, &b);
		valgt = a <= fra ? i : valgt;
		if (a >= fra && a < til) {
			valgt = i;
			break;
		}
	}
	maerk(v, (struct brevspor){(size_t)valg, valgt});
}

void brevvisning_til(struct brevvisning *v, const struct app *app, struct brevspor p)
{
	int h, w;
	app_plads(app, &h, &w);
	if (!v->brev || p.blok >= v->brev->n)
		return;
	maerk(v, p);
	linjer_til_byte(&v->l, VIS_BLOK + (int)p.blok, v->l.fra, h, w);
}

bool brevvisning_skridt(struct brevvisning *v, const struct app *app, int retning)
{
	struct brevspor p = {0, 0};
	bool inde = her(v, app, &p);
	if (!v->brev || (inde && !brevspor_skridt(v->brev, &p, retning)))
		return false;
	brevvisning_til(v, app, p);
	return true;
}

bool brevvisning_bruger(struct brevvisning *v, const struct app *app, const char *felt,
			const struct uuid *objekt)
{
	struct brevspor p = {v->brev ? v->brev->n : 0, 0};
	const struct brev_saetning *s = brevvisning_her(v, app);
	static const struct uuid INGEN = {0};
	if (!felt && (!s || !s->n_felter))
		return false;
	if (!felt) {
		felt = s->felter[v->felt % s->n_felter];
		her(v, app, &p);
	}
	if (!brevspor_naeste(v->brev, &p, felt, objekt ? objekt : &INGEN))
		return false;
	brevvisning_til(v, app, p);
	s = brevvisning_her(v, app);
	for (size_t nr = 0; s && nr < s->n_felter; nr++)
		if (strcmp(s->felter[nr], felt) == 0)
			v->felt = nr;
	return true;
}

void brevvisning_husk(const struct brevvisning *v, struct app *app, const char *art)
{
	const struct brev_saetning *s = brevvisning_her(v, app);
	struct brevsted *b = app_brevsted(app);
	*b = (struct brevsted){.linje = 0};
	if (!s || !her(v, app, &b->spor))
		return;
	b->sag = *sag_id(app_sag(app));
	b->objekt = s->objekt;
	b->linje = s->linje;
	snprintf(b->art, sizeof(b->art), "%s", art);
}

void brevvisning_igen(struct brevvisning *v, const struct app *app)
{
	const struct brevsted *b = app_brevsted(app);
	const struct brev_saetning var = {.linje = b->linje, .objekt = b->objekt};
	if (b->linje && uuid_ens(&b->sag, sag_id(app_sag(app))))
		brevvisning_til(v, app, brevspor_igen(v->brev, &var, b->spor));
}

/* ---- what is said of it ------------------------------------------------ */

static const char *filnavn(const char *sti)
{
	const char *p = strrchr(sti, '/');
	return p ? p + 1 : sti;
}

void brevvisning_linje(const struct brevvisning *v, const struct app *app, struct buf *ud)
{
	const struct brev_saetning *s = brevvisning_her(v, app);
	if (!s)
		return;
	if (!s->n_felter) {
		buf_format(ud, _("Fast tekst: %s, linje %d"), filnavn(s->fil), s->linje);
		return;
	}
	const char *noegle = s->felter[v->felt % s->n_felter];
	const struct felt *f = formsaet_felt(sag_formsaet(app_sag(app)), noegle);
	buf_format(ud, _("Enter retter feltet: %s"), f ? f->navn : noegle);
	if (s->n_felter > 1)
		buf_format(ud, _(" (%zu af %zu, Tab skifter)"), v->felt % s->n_felter + 1,
			   s->n_felter);
}

void brevvisning_forklar(const struct brevvisning *v, const struct app *app, struct buf *ud)
{
	const struct brev_saetning *s = brevvisning_her(v, app);
	struct brevspor p;
	if (!s || !her(v, app, &p))
		return;
	if (s->kilde && strcmp(s->kilde, SKABELON_EGEN) == 0)
		buf_tekst(ud, _("Sætningen er kommunens egen.\n"));
	else if (s->kilde)
		buf_format(ud, _("Sætningens kilde: %s\n"), s->kilde);
	buf_format(ud, _("Den står i %s, linje %d.\n"), s->fil, s->linje);
	int lix = brev_lix_sektion(v->brev, v->brev->blokke[p.blok].sektion);
	if (lix > 0)
		buf_format(ud, _("Afsnittet »%s« har LIX %d, hele brevet %d.\n"),
			   overskrift(v->brev, p.blok), lix, brev_lix(v->brev));
}
