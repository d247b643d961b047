#include "core/brev/brev.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/brev/brevsaet.h"
#include "core/brev/forrige.h"
#include "core/brev/pligt.h"
#include "core/brev/skabelon.h"
#include "core/brev/sted.h"
#include "core/form/felt.h"
#include "core/form/udtryk.h"
#include "core/sag/sag.h"

struct bygger {
	struct udfyld u;
	struct vec blokke;               /* struct blok */
	const char *sektion;
	struct buf kilde;                /* sources of the sentences of one block */
};

static void husk_kilde(struct bygger *b, const char *kilde)
{
	if (!kilde || (b->kilde.len > 0 && strstr(buf_str(&b->kilde), kilde)))
		return;
	if (b->kilde.len > 0)
		buf_tekst(&b->kilde, "; ");
	buf_tekst(&b->kilde, kilde);
}

/* A block of what has been gathered; the text is taken. */
static struct blok *ny_blok(struct bygger *b, enum blok_art art, char *tekst)
{
	struct vec *f = &b->u.felter;
	struct blok *k = vec_ny(&b->blokke);
	*k = (struct blok){.art = art, .tekst = tekst, .sektion = b->sektion, .n_felter = f->n};
	if (f->n > 0) {
		k->felter = mem_alloc(f->n * sizeof(*k->felter));
		memcpy(k->felter, f->data, f->n * sizeof(*k->felter));
	}
	if (b->u.om.o)
		k->objekt = *objekt_id(b->u.om.o);
	if (b->kilde.len > 0)
		k->kilde = mem_tekst(buf_str(&b->kilde));
	return k;
}

static void forfra(struct bygger *b, const char *kilde)
{
	b->u.felter.n = 0;
	buf_ryd(&b->kilde);
	husk_kilde(b, kilde);
}

/* A field may hold several paragraphs: each is a block of its own. */
static void afsnit(struct bygger *b, enum blok_art art, const char *tekst)
{
	const char *skel;
	while (art == BLOK_AFSNIT && (skel = strstr(tekst, "\n\n"))) {
		ny_blok(b, art, mem_tekst_n(tekst, (size_t)(skel - tekst)));
		tekst = skel + 2;
	}
	if (*tekst)
		ny_blok(b, art, mem_tekst(tekst));
}

static bool er_linjer(enum blok_art art)
{
	return art == BLOK_ADRESSE || art == BLOK_AFSENDER || art == BLOK_OPLYSNING ||
	       art == BLOK_UNDERSKRIFT;
}

static void tekstled(struct bygger *b, const struct led *l)
{
	struct buf t = BUF_TOM;
	forfra(b, l->kilde);
	for (size_t i = 0; i < l->linjer.n; i++) {
		const struct linje *s = VEC_NR(struct linje, &l->linjer, i);
		if (!sted_gaelder(&b->u, s->hvis))
			continue;
		if (t.len > 0)
			buf_tegn(&t, er_linjer(l->art) ? '\n' : ' ');
		sted_fyld(&b->u, &s->s, &t);
		husk_kilde(b, s->kilde);
		if (!l->flere)
			continue;
		afsnit(b, l->art, buf_str(&t));
		buf_ryd(&t);
		forfra(b, l->kilde);
	}
	if (t.len > 0)
		afsnit(b, l->art, buf_str(&t));
	buf_done(&t);
}

static char *celle(struct bygger *b, const struct saetning *s)
{
	struct buf t = BUF_TOM;
	sted_fyld(&b->u, s, &t);
	return t.len > 0 ? buf_tag(&t) : mem_tekst("");
}

enum raekke { HOVED, RAEKKE, SUM };

static void tabelraekke(struct bygger *b, const struct led *l, struct vec *raekker, enum raekke r)
{
	char **ny = mem_nul(l->kolonner.n, sizeof(char *));
	for (size_t i = 0; i < l->kolonner.n; i++) {
		const struct kolonne *k = VEC_NR(struct kolonne, &l->kolonner, i);
		ny[i] = celle(b, r == HOVED ? &k->navn : r == SUM ? &k->sum : &k->celle);
	}
	*(char ***)vec_ny(raekker) = ny;
}

static void tabelled(struct bygger *b, const struct led *l)
{
	struct vec raekker = VEC_AF(char **);
	const struct sag *s = b->u.om.sag;
	forfra(b, l->kilde);
	for (size_t i = 0; i < sag_antal(s, l->hver); i++) {
		b->u.om.o = sag_nr(s, l->hver, i);
		if (!sted_gaelder(&b->u, l->hvis))
			continue;
		if (raekker.n == 0)
			tabelraekke(b, l, &raekker, HOVED);
		tabelraekke(b, l, &raekker, RAEKKE);
	}
	b->u.om.o = NULL;
	if (raekker.n == 0)
		return;
	if (l->sum)
		tabelraekke(b, l, &raekker, SUM);
	struct blok *k = ny_blok(b, BLOK_TABEL, NULL);
	k->celler = raekker.data;
	k->raekker = raekker.n;
	k->kolonner = l->kolonner.n;
	k->bredder = l->bredder;
	k->hoejre = l->hoejre;
	k->sum = l->sum;
}

static void byg_led(struct bygger *b, const struct led *l)
{
	const struct sag *s = b->u.om.sag;
	if (l->art == BLOK_TABEL) {
		tabelled(b, l);
	} else if (!l->hver) {
		if (sted_gaelder(&b->u, l->hvis))
			tekstled(b, l);
	} else {
		for (size_t i = 0; i < sag_antal(s, l->hver); i++) {
			b->u.om.o = sag_nr(s, l->hver, i);
			if (sted_gaelder(&b->u, l->hvis))
				tekstled(b, l);
		}
		b->u.om.o = NULL;
	}
}

/* A heading without anything under it is not shown. */
static void byg_del(struct bygger *b, const struct del *d)
{
	b->sektion = d->id;
	if (!sted_gaelder(&b->u, d->overskrift.hvis))
		return;
	size_t foer = b->blokke.n;
	if (d->overskrift.s.stykker.n > 0) {
		struct buf t = BUF_TOM;
		forfra(b, NULL);
		sted_fyld(&b->u, &d->overskrift.s, &t);
		ny_blok(b, BLOK_OVERSKRIFT, buf_tag(&t));
	}
	size_t efter = b->blokke.n;
	for (size_t i = 0; i < d->led.n; i++)
		byg_led(b, VEC_NR(struct led, &d->led, i));
	if (b->blokke.n == efter && efter > foer) {
		blok_done(VEC_NR(struct blok, &b->blokke, foer));
		b->blokke.n = foer;
	}
}

static bool har_indhold(const struct vec *blokke, const char *sektion)
{
	for (size_t i = 0; i < blokke->n; i++) {
		const struct blok *k = VEC_NR(struct blok, blokke, i);
		if (k->art != BLOK_OVERSKRIFT && strcmp(k->sektion, sektion) == 0)
			return true;
	}
	return false;
}

static int tjek_pligter(struct bygger *b, const char *art, struct err *e)
{
	const struct pligt *p;
	int r = 0;
	for (size_t i = 0; r == 0 && (p = pligt_nr(art, i)); i++) {
		struct udtryk *hvis = NULL;
		if (p->hvis)
			r = udtryk_laes(&hvis, p->hvis, e);
		if (r == 0 && sted_gaelder(&b->u, hvis) && !har_indhold(&b->blokke, p->sektion))
			r = err_set(e, ERR_MANGLER,
				    _("Brevet mangler afsnittet »%s«, som loven kræver (%s)"),
				    p->sektion, p->kilde);
		udtryk_free(hvis);
	}
	return r;
}

static struct dato brevets_dato(const struct skabelon *sk, const struct sag *s,
				const struct brev_om *om)
{
	struct dato d;
	return sk->dato && sag_dato(s, sk->dato->noegle, &d) ? d : om->i_dag;
}

static int ukendt_art(const struct brevsaet *b, const char *art, struct err *e)
{
	const char *const *arter;
	struct buf t = BUF_TOM;
	size_t n = brevsaet_arter(b, &arter);
	for (size_t i = 0; i < n; i++)
		buf_format(&t, "%s%s", i > 0 ? ", " : "", arter[i]);
	err_set(e, ERR_FINDES_IKKE, _("Der er ingen brevskabelon »%s«; der er: %s"), art,
		buf_str(&t));
	buf_done(&t);
	return ERR_FINDES_IKKE;
}

int brev_lav(struct brev **out, const struct brevsaet *saet, const char *art, const struct sag *s,
	     const struct brev_om *om, struct err *e)
{
	const struct skabelon *sk = brevsaet_skabelon(saet, art);
	*out = NULL;
	if (!sk)
		return ukendt_art(saet, art, e);
	struct brev_om eget = *om;
	struct sag *hentet = om->forrige ? NULL : forrige_hent(s);
	eget.forrige = hentet ? hentet : om->forrige;
	struct buf kladde = BUF_TOM;
	struct brev *brev = mem_nul(1, sizeof(*brev));
	*brev = (struct brev){.art = sk->art, .dato = brevets_dato(sk, s, om),
			      .udkast = om->udkast};
	struct bygger b = {.u = {.om = {.sag = s, .om = &eget, .dato = brev->dato, .art = sk->art},
				 .felter = VEC_AF(const char *),
				 .mangler = VEC_AF(const char *),
				 .kladde = &kladde},
			   .blokke = VEC_AF(struct blok)};
	brev->titel = celle(&b, &sk->titel);
	for (size_t i = 0; i < sk->dele.n; i++)
		byg_del(&b, VEC_NR(struct del, &sk->dele, i));
	int r = om->udkast ? 0 : tjek_pligter(&b, art, e);
	brev->blokke = b.blokke.data;
	brev->n = b.blokke.n;
	brev->mangler = b.u.mangler.data;
	brev->n_mangler = b.u.mangler.n;
	vec_done(&b.u.felter);
	buf_done(&b.kilde);
	buf_done(&kladde);
	sag_free(hentet);
	if (r == 0)
		*out = brev;
	else
		brev_free(brev);
	return r;
}

void blok_done(struct blok *k)
{
	for (size_t r = 0; r < k->raekker; r++) {
		for (size_t c = 0; c < k->kolonner; c++)
			free(k->celler[r][c]);
		free(k->celler[r]);
	}
	free(k->celler);
	free(k->felter);
	free(k->kilde);
	free(k->tekst);
}

void brev_free(struct brev *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++)
		blok_done(&b->blokke[i]);
	free(b->blokke);
	free(b->mangler);
	free(b->titel);
	free(b);
}
