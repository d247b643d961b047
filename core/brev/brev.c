#include "core/brev/brev.h"

#include <stdint.h>
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
	const struct del *del;           /* the section at hand */
	struct vec saetninger;           /* struct brev_saetning of what is being gathered */
};

static const char **kopi(const struct vec *felter)
{
	const char **ud = mem_alloc((felter->n ? felter->n : 1) * sizeof(*ud));
	if (felter->n > 0)
		memcpy(ud, felter->data, felter->n * sizeof(*ud));
	return ud;
}

static void husk_saetning(struct bygger *b, const struct led *led, const struct linje *l,
			  struct brev_saetning s)
{
	struct vec *f = &b->u.felter;
	if (l)
		sted_betingelsens(&b->u, l->hvis, f);
	if (led)
		sted_betingelsens(&b->u, led->hvis, f);
	if (f->n == 0)
		sted_betingelsens(&b->u, b->del->overskrift.hvis, f);
	s.felter = kopi(f);
	s.n_felter = f->n;
	s.fil = b->del->fil;
	s.linje = l ? l->nr : led->nr;
	s.kilde = l ? l->kilde : led->kilde;
	if (b->u.om.o)
		s.objekt = *objekt_id(b->u.om.o);
	*(struct brev_saetning *)vec_ny(&b->saetninger) = s;
	f->n = 0;
}

/* Fields, sources and sentences of the block, of those that touch fra … til. */
static void med_saetninger(struct bygger *b, struct blok *k, size_t fra, size_t til)
{
	struct vec felter = VEC_AF(const char *), ud = VEC_AF(struct brev_saetning);
	struct buf kilder = BUF_TOM;
	for (size_t i = 0; i < b->saetninger.n; i++) {
		struct brev_saetning s = *VEC_NR(struct brev_saetning, &b->saetninger, i);
		if (!k->celler && (s.til <= fra || s.fra >= til))
			continue;
		for (size_t n = 0; n < s.n_felter; n++)
			sted_husk(&felter, s.felter[n]);
		if (s.kilde && !(kilder.len > 0 && strstr(buf_str(&kilder), s.kilde)))
			buf_format(&kilder, "%s%s", kilder.len > 0 ? "; " : "", s.kilde);
		const struct vec egne = {s.felter, s.n_felter, s.n_felter, sizeof(*s.felter)};
		s.felter = kopi(&egne);
		s.fra = s.fra > fra ? s.fra - fra : 0;
		s.til = (s.til < til ? s.til : til) - fra;
		*(struct brev_saetning *)vec_ny(&ud) = s;
	}
	k->saetninger = ud.data;
	k->n_saetninger = ud.n;
	k->felter = felter.data;
	k->n_felter = felter.n;
	k->kilde = kilder.len > 0 ? buf_tag(&kilder) : NULL;
}

/* A block of what has been gathered; the text is taken. */
static struct blok *ny_blok(struct bygger *b, enum blok_art art, char *tekst)
{
	struct blok *k = vec_ny(&b->blokke);
	*k = (struct blok){.art = art, .tekst = tekst, .sektion = b->del->id};
	if (b->u.om.o)
		k->objekt = *objekt_id(b->u.om.o);
	return k;
}

static void forfra(struct bygger *b)
{
	for (size_t i = 0; i < b->saetninger.n; i++)
		free(VEC_NR(struct brev_saetning, &b->saetninger, i)->felter);
	b->saetninger.n = 0;
	b->u.felter.n = 0;
}

/* A field may hold several paragraphs: each is a block of its own. */
static void afsnit(struct bygger *b, enum blok_art art, const char *tekst)
{
	const char *skel, *p = tekst;
	while (art == BLOK_AFSNIT && (skel = strstr(p, "\n\n"))) {
		struct blok *k = ny_blok(b, art, mem_tekst_n(p, (size_t)(skel - p)));
		med_saetninger(b, k, (size_t)(p - tekst), (size_t)(skel - tekst));
		p = skel + 2;
	}
	if (*p)
		med_saetninger(b, ny_blok(b, art, mem_tekst(p)), (size_t)(p - tekst),
			       strlen(tekst));
	forfra(b);
}

static bool er_linjer(enum blok_art art)
{
	return art == BLOK_ADRESSE || art == BLOK_AFSENDER || art == BLOK_OPLYSNING ||
	       art == BLOK_UNDERSKRIFT;
}

static void tekstled(struct bygger *b, const struct led *l)
{
	struct buf t = BUF_TOM;
	forfra(b);
	for (size_t i = 0; i < l->linjer.n; i++) {
		const struct linje *s = VEC_NR(struct linje, &l->linjer, i);
		if (!sted_gaelder(&b->u, s->hvis))
			continue;
		if (t.len > 0)
			buf_tegn(&t, er_linjer(l->art) ? '\n' : ' ');
		size_t fra = t.len;
		sted_fyld(&b->u, &s->s, &t);
		husk_saetning(b, l, s, (struct brev_saetning){.fra = fra, .til = t.len});
		if (!l->flere)
			continue;
		afsnit(b, l->art, buf_str(&t));
		buf_ryd(&t);
	}
	if (t.len > 0)
		afsnit(b, l->art, buf_str(&t));
	forfra(b);
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
	const struct objekt *o = b->u.om.o;
	if (r == HOVED)
		b->u.om.o = NULL;        /* is of no object */
	for (size_t i = 0; i < l->kolonner.n; i++) {
		const struct kolonne *k = VEC_NR(struct kolonne, &l->kolonner, i);
		ny[i] = celle(b, r == HOVED ? &k->navn : r == SUM ? &k->sum : &k->celle);
		if (*ny[i])
			husk_saetning(b, l, NULL,
				      (struct brev_saetning){.til = strlen(ny[i]),
							     .raekke = raekker->n,
							     .kolonne = i});
	}
	b->u.om.o = o;
	*(char ***)vec_ny(raekker) = ny;
}

/* nu: the rows are of the case before, those that the case of now has no more. */
static void tabelraekker(struct bygger *b, const struct led *l, struct vec *raekker,
			 const struct sag *nu)
{
	const struct sag *s = b->u.om.sag;
	for (size_t i = 0; i < sag_antal(s, l->hver); i++) {
		b->u.om.o = sag_nr(s, l->hver, i);
		if ((nu && !forrige_er_udgaaet(nu, b->u.om.o)) || !sted_gaelder(&b->u, l->hvis))
			continue;
		if (raekker->n == 0)
			tabelraekke(b, l, raekker, HOVED);
		tabelraekke(b, l, raekker, RAEKKE);
	}
	b->u.om.o = NULL;
}

static void tabelled(struct bygger *b, const struct led *l)
{
	struct vec raekker = VEC_AF(char **);
	const struct sag *s = b->u.om.sag;
	forfra(b);
	tabelraekker(b, l, &raekker, NULL);
	if (l->forrige && b->u.om.om->forrige) {
		b->u.om.sag = b->u.om.om->forrige;
		tabelraekker(b, l, &raekker, s);
		b->u.om.sag = s;
	}
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
	med_saetninger(b, k, 0, SIZE_MAX);
	forfra(b);
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
	b->del = d;
	if (!sted_gaelder(&b->u, d->overskrift.hvis))
		return;
	size_t foer = b->blokke.n;
	if (d->overskrift.s.stykker.n > 0) {
		struct buf t = BUF_TOM;
		forfra(b);
		sted_fyld(&b->u, &d->overskrift.s, &t);
		husk_saetning(b, NULL, &d->overskrift, (struct brev_saetning){.til = t.len});
		afsnit(b, BLOK_OVERSKRIFT, buf_str(&t));
		buf_done(&t);
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
			   .blokke = VEC_AF(struct blok),
			   .saetninger = VEC_AF(struct brev_saetning)};
	brev->titel = celle(&b, &sk->titel);
	for (size_t i = 0; i < sk->dele.n; i++)
		byg_del(&b, VEC_NR(struct del, &sk->dele, i));
	int r = om->udkast ? 0 : tjek_pligter(&b, art, e);
	brev->blokke = b.blokke.data;
	brev->n = b.blokke.n;
	brev->mangler = b.u.mangler.data;
	brev->n_mangler = b.u.mangler.n;
	forfra(&b);
	vec_done(&b.saetninger);
	vec_done(&b.u.felter);
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
	for (size_t i = 0; i < k->n_saetninger; i++)
		free(k->saetninger[i].felter);
	free(k->saetninger);
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
