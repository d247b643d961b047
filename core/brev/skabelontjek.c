#include "core/brev/skabelontjek.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/lix.h"
#include "core/brev/naaelig.h"
#include "core/brev/skabelon.h"
#include "core/io/yaml.h"

#define MAKS_ORD 30
#define MAKS_LIX 45
#define MINDST_ORD 40                    /* fewer tell nothing of how hard a letter is */

struct gang {                            /* one walk through a template */
	const struct skabelon_om *om;
	const struct del *d;
	const struct udtryk *hvis[3];    /* of section, paragraph and sentence */
	struct lix lix;
};

static void meld(const struct gang *g, int linje, const char *hvad)
{
	char *s = mem_format("%s:%d: %s", g->d->fil, linje, hvad);
	g->om->sig(g->om->arg, s);
	free(s);
}

static bool loebende(const struct led *l)
{
	return l->art == BLOK_AFSNIT || l->art == BLOK_PUNKT;
}

/* The sentence with a short word where its places stand. */
static void fast_tekst(const struct saetning *s, struct buf *ud)
{
	for (size_t i = 0; i < s->stykker.n; i++) {
		const struct stykke *k = VEC_NR(struct stykke, &s->stykker, i);
		if (k->tekst)
			buf_add(ud, k->tekst, k->n);
		else
			buf_tekst(ud, "felt");
	}
}

/* How long it is, sentence for sentence where one line holds several. */
static void tael(struct gang *g, const struct linje *s)
{
	struct buf b = BUF_TOM;
	struct lix l = {0};
	fast_tekst(&s->s, &b);
	lix_tael(&l, buf_str(&b));
	if (l.saetninger > 0 && l.ord > MAKS_ORD * l.saetninger) {
		char *t = mem_format(_("sætningen er på %d ord; højst 30 kan læses i ét stræk"),
				     l.ord / l.saetninger);
		meld(g, s->nr, t);
		free(t);
	}
	g->lix.ord += l.ord;
	g->lix.lange += l.lange;
	g->lix.saetninger += l.saetninger;
	buf_done(&b);
}

/* What stands in the letter rests on the law, or on the municipality's own word. */
static void tjek_kilde(const struct gang *g, int linje, const char *kilde)
{
	if (!kilde)
		meld(g, linje,
		     _("sætningen har ingen »kilde«; er den kommunens egen, skrives »kilde: kommunen«"));
}

static void tjek_led(struct gang *g, const struct led *l)
{
	g->hvis[1] = l->hvis;
	if (l->art == BLOK_TABEL)
		tjek_kilde(g, l->nr, l->kilde);
	if (l->hvis && !naaelig(g->hvis, 2, g->om->f, l->hver)) {
		meld(g, l->nr,
		     _("afsnittet kan aldrig komme med: betingelserne kan ikke være opfyldt på én "
		       "gang"));
		return;
	}
	for (size_t i = 0; i < l->linjer.n; i++) {
		const struct linje *s = VEC_NR(struct linje, &l->linjer, i);
		g->hvis[2] = s->hvis;
		if (s->hvis && !naaelig(g->hvis, 3, g->om->f, l->hver))
			meld(g, s->nr,
			     _("sætningen kan aldrig komme med: betingelserne kan ikke være opfyldt "
			       "på én gang"));
		if (loebende(l))
			tael(g, s);
		if (loebende(l) || l->art == BLOK_TITEL)
			tjek_kilde(g, s->nr, s->kilde);
	}
}

void skabelon_tjek(const struct skabelon *s, const struct skabelon_om *om)
{
	struct gang g = {.om = om};
	for (size_t i = 0; i < s->dele.n; i++) {
		g.d = VEC_NR(struct del, &s->dele, i);
		if (!g.d->id)
			continue;
		g.hvis[0] = g.d->overskrift.hvis;
		if (g.hvis[0] && !naaelig(g.hvis, 1, om->f, NULL)) {
			char *t = mem_format(_("sektionen »%s« kan aldrig komme med: betingelsen "
					       "kan ikke være opfyldt"), g.d->id);
			meld(&g, g.d->overskrift.nr, t);
			free(t);
			continue;
		}
		for (size_t k = 0; k < g.d->led.n; k++)
			tjek_led(&g, VEC_NR(struct led, &g.d->led, k));
	}
	if (g.lix.ord < MINDST_ORD || lix_tal(&g.lix) <= MAKS_LIX)
		return;
	char *t = mem_format(_("brevets faste tekst har LIX %d; den må højst være 45"),
			     lix_tal(&g.lix));
	const struct del egen = {.fil = yaml_navn(s->dok)};
	g.d = &egen;
	meld(&g, 1, t);
	free(t);
}
