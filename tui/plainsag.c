#include "tui/plainsag.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"
#include "tui/choice.h"
#include "tui/plainvej.h"

/* Where a stop leads. */
enum videre { FREM, TILBAGE, IGEN, TRIN, SLUT };

static const struct objekt *objekt(const struct samtale *t, const struct stop *s)
{
	return uuid_tom(&s->objekt) ? NULL : sag_objekt(t->sag, &s->objekt);
}

static void fejl(struct samtale *t, const struct err *e)
{
	samtale_sig(t, _("Fejl: %s"), e->tekst);
}

static void valgmuligheder(struct samtale *t, const struct felt *f)
{
	for (size_t i = 0; i < choice_antal(f); i++)
		samtale_sig(t, "  %zu %s", i + 1, choice_navn(f, i));
}

static void overskrift(struct samtale *t, const struct stop *s)
{
	const struct trin *trin = formsaet_trin(sag_formsaet(t->sag), s->sektion->trin);
	samtale_sig(t, "%s", "");
	samtale_sig(t, _("Trin %d, %s: %s"), s->sektion->trin, trin ? trin->titel : "",
		    s->sektion->titel);
}

static void spoerg(struct samtale *t, const struct stop *s)
{
	const struct objekt *o = objekt(t, s);
	const char *v = o ? objekt_get(o, s->felt->kort) : sag_get(t->sag, s->felt->noegle);
	struct buf b = BUF_TOM;
	buf_tekst(&b, s->felt->navn);
	if (s->nr)
		buf_format(&b, _(" (%zu af %zu)"), s->nr, s->antal);
	if (s->felt->enhed)
		buf_format(&b, ", %s", s->felt->enhed);
	buf_tekst(&b, ": ");
	if (v)
		felt_vis(s->felt, v, &b);
	else
		buf_tekst(&b, s->felt->kraeves == KRAEVES_IKKE ? _("tom") : _("mangler"));
	samtale_sig(t, "%s", buf_str(&b));
	buf_done(&b);
}

static void hjaelp(struct samtale *t, const struct stop *s)
{
	if (s->felt && s->felt->hjaelp)
		samtale_sig(t, "%s", s->felt->hjaelp);
	if (s->felt && s->felt->kilde)
		samtale_sig(t, _("Kilde: %s"), s->felt->kilde);
	if (s->felt)
		valgmuligheder(t, s->felt);
	samtale_sig(t, "%s", _("Enter beholder. < går tilbage. - tømmer feltet. + og en tekst skriver et "
			       "notat. x! fjerner linjen fra en liste. 1! til 5! går til et trin. ! slutter "
			       "og siger, hvad der mangler."));
}

/* A choice may be given by its number in the list; anything else as it is. */
static const char *svar_som_vaerdi(const struct samtale *t, const struct felt *f)
{
	const char *s = buf_str(&t->linje);
	size_t n = choice_antal(f);
	if (n == 0 || f->type == FELT_FLERVALG || s[strspn(s, "0123456789")])
		return s;
	size_t nr = 0;
	for (const char *p = s; *p && nr <= n; p++)
		nr = nr * 10 + (size_t)(*p - '0');
	return nr >= 1 && nr <= n ? choice_vaerdi(f, nr - 1) : s;
}

/* The first line has been given; the rest until an empty one. */
static void flere_linjer(struct samtale *t)
{
	struct buf hele = BUF_TOM;
	buf_tekst(&hele, buf_str(&t->linje));
	samtale_sig(t, "%s", _("Skriv videre; en tom linje slutter teksten."));
	while (samtale_svar(t) && t->linje.len > 0)
		buf_format(&hele, "\n%s", buf_str(&t->linje));
	buf_ryd(&t->linje);
	buf_tekst(&t->linje, buf_str(&hele));
	buf_done(&hele);
}

static enum videre saet(struct samtale *t, const struct stop *s)
{
	struct err e = {0};
	if (s->felt->type == FELT_LANG && !samtale_er(t, "-"))
		flere_linjer(t);
	const char *v = samtale_er(t, "-") ? "" : svar_som_vaerdi(t, s->felt);
	if (sag_set(t->sag, objekt(t, s), s->felt, v, &e) == 0)
		return FREM;
	fejl(t, &e);
	return IGEN;
}

static void notat(struct samtale *t)
{
	struct err e = {0};
	const char *s = buf_str(&t->linje) + 1;
	s += strspn(s, " ");
	if (sag_note(t->sag, "", s, &e) < 0)
		fejl(t, &e);
	else
		samtale_sig(t, "%s", _("Notatet er gemt i sagen."));
}

/* "3!" goes to step 3. */
static bool til_trin(const struct samtale *t)
{
	const char *s = buf_str(&t->linje);
	return strlen(s) == 2 && s[0] >= '1' && s[0] <= '5' && s[1] == '!';
}

/* Answers that mean the same everywhere; false: it is an answer to the question. */
static bool faelles(struct samtale *t, const struct stop *s, enum videre *ud)
{
	if (samtale_er(t, "<"))
		*ud = TILBAGE;
	else if (samtale_er(t, "!"))
		*ud = SLUT;
	else if (til_trin(t))
		*ud = TRIN;
	else if (samtale_er(t, "?") || buf_str(&t->linje)[0] == '+')
		*ud = IGEN;
	else
		return false;
	if (samtale_er(t, "?"))
		hjaelp(t, s);
	else if (*ud == IGEN)
		notat(t);
	return true;
}

static enum videre fjern(struct samtale *t, const struct stop *s)
{
	struct err e = {0};
	if (sag_fjern(t->sag, objekt(t, s), &e) < 0)
		fejl(t, &e);
	else
		samtale_sig(t, "%s", _("Linjen er fjernet fra listen."));
	return IGEN;
}

static enum videre felt(struct samtale *t, const struct stop *s)
{
	enum videre v;
	spoerg(t, s);
	if (!samtale_svar(t))
		return SLUT;
	if (t->linje.len == 0)
		return FREM;
	if (samtale_er(t, "x!") && s->nr)
		return fjern(t, s);
	return faelles(t, s, &v) ? v : saet(t, s);
}

/* A new line of a list begins with its first visible field. */
static const struct felt *foerste(const struct samtale *t, const struct sektion *k)
{
	for (size_t i = 0; i < k->n; i++)
		if (!k->felter[i]->skjult && sag_vises(t->sag, NULL, k->felter[i]))
			return k->felter[i];
	return NULL;
}

static enum videre en_til(struct samtale *t, struct stop *s)
{
	const struct felt *f = foerste(t, s->sektion);
	struct err e = {0};
	enum videre v;
	if (!f)
		return FREM;
	samtale_sig(t, _("%s: %zu. En til? Skriv %s, eller Enter for at gå videre."),
		    s->sektion->titel, s->antal, f->navn);
	valgmuligheder(t, f);
	if (!samtale_svar(t))
		return SLUT;
	if (t->linje.len == 0)
		return FREM;
	if (faelles(t, s, &v))
		return v;
	const struct objekt *ny = NULL;
	const struct saet vaerdi = {f->kort, svar_som_vaerdi(t, f)};
	if (sag_tilfoej(t->sag, &ny, s->sektion->liste, &vaerdi, 1, &e) < 0) {
		fejl(t, &e);
		return IGEN;
	}
	s->objekt = *objekt_id(ny);
	s->felt = f;
	return FREM;
}

static void sig_mangler(struct samtale *t)
{
	struct mangler m = {0};
	mangler_find(&m, t->sag);
	samtale_sig(t, "%s", "");
	if (m.n == 0)
		samtale_sig(t, "%s", _("Der mangler ikke noget."));
	else
		samtale_sig(t, _("Det mangler endnu. Før du går: %d. Senere: %d."), m.besoeg,
			    m.kontor);
	for (size_t i = 0; i < m.n; i++)
		samtale_sig(t, "%s %s", m.alle[i].kraeves == KRAEVES_BESOEG ? _("Før du går:") : _("Senere:"),
			    m.alle[i].tekst);
	mangler_done(&m);
}

void plainsag_gaa(struct samtale *t, int trin)
{
	struct vec stop = VEC_AF(struct stop);
	const struct sektion *sidst = NULL;
	enum videre v = FREM;
	plainvej_lav(&stop, t->sag);
	samtale_sig(t, "%s", _("Et felt ad gangen. Enter beholder, ? forklarer, < går tilbage, ! slutter."));
	for (size_t i = plainvej_trin(&stop, trin); i < stop.n && v != SLUT;) {
		struct stop her = *VEC_NR(struct stop, &stop, i);
		if (her.sektion != sidst)
			overskrift(t, &her);
		sidst = her.sektion;
		v = her.felt ? felt(t, &her) : en_til(t, &her);
		plainvej_lav(&stop, t->sag);
		i = v == TRIN ? plainvej_trin(&stop, *buf_str(&t->linje) - '0')
			      : plainvej_find(&stop, &her, i);
		if (v == FREM)
			i++;
		else if (v == TILBAGE && i > 0)
			i--;
	}
	sig_mangler(t);
	vec_done(&stop);
}
