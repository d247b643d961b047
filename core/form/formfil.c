#include "core/form/formfil.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/form/felttype.h"
#include "core/form/udtryk.h"
#include "core/form/yamlkort.h"
#include "core/io/yaml.h"

static const char *oversat(const char *s)
{
	return s && *s ? gettext(s) : s;
}

bool formfil_kraeves(enum kraeves *ud, const char *ord)
{
	if (!strcmp(ord, "besoeg"))
		*ud = KRAEVES_BESOEG;
	else if (!strcmp(ord, "kontor"))
		*ud = KRAEVES_KONTOR;
	else if (!strcmp(ord, "nej"))
		*ud = KRAEVES_IKKE;
	else
		return false;
	return true;
}

static int kraeves(const struct yamlkort *k, enum kraeves *ud)
{
	const char *s;
	int r = yamlkort_tekst(k, "kraeves", &s);
	if (!r && s && !formfil_kraeves(ud, s))
		r = yamlkort_fejl(k, "kraeves", _("her ventes besoeg, kontor eller nej"));
	return r;
}

static int betingelse(const struct yamlkort *k, const char *noegle, struct udtryk **ud)
{
	const char *s;
	struct err e;
	int r = yamlkort_tekst(k, noegle, &s);
	if (!r && s && udtryk_laes(ud, s, &e))
		r = yamlkort_fejl(k, noegle, e.tekst);
	return r;
}

/* a-z first, then a-z, 0-9 and _; with point: several such, parted by points. */
static bool noegleform(const char *s, bool punkt)
{
	bool foerst = true;
	for (; *s; s++) {
		bool bogstav = *s >= 'a' && *s <= 'z';
		if (foerst ? !bogstav : !bogstav && !strchr("0123456789_.", *s))
			return false;
		foerst = *s == '.';
		if (foerst && !punkt)
			return false;
	}
	return !foerst;
}

static int valg(const struct yamlkort *k, struct felt *f)
{
	const struct yaml *y = yaml_find(k->y, "valg");
	bool skal = f->type == FELT_VALG || f->type == FELT_FLERVALG;
	if (!skal)
		return y ? yamlkort_fejl(k, "valg", _("valg hører kun til typerne valg og flervalg")) : 0;
	if (!y || y->art != YAML_LISTE || !y->n)
		return yamlkort_fejl(k, "valg", _("her ventes en liste af valg: [{vaerdi: Navn}, …]"));
	struct valg *v = mem_nul(y->n, sizeof *v);
	f->valg = v;
	for (size_t i = 0; i < y->n; i++) {
		const struct yaml *b = y->born[i];
		bool par = b->art == YAML_KORT && b->n == 1 && b->born[0]->art == YAML_TEKST;
		if (!par && (b->art != YAML_TEKST || yaml_er_nul(b)))
			return yamlkort_fejl_ved(k, b, _("et valg skrives som vaerdi: Navn"));
		v[i].vaerdi = par ? b->noegler[0] : b->tekst;
		v[i].dansk = par ? b->born[0]->tekst : b->tekst;
		v[i].navn = oversat(v[i].dansk);
		f->n_valg = i + 1;
		if (!*v[i].vaerdi || strpbrk(v[i].vaerdi, " ,;\t\n"))
			return yamlkort_fejl_ved(k, b, _("et valgs værdi skal være ét ord"));
		for (size_t j = 0; j < i; j++)
			if (!strcmp(v[i].vaerdi, v[j].vaerdi))
				return yamlkort_fejl_ved(k, b, _("samme værdi står to gange"));
	}
	return 0;
}

static int graense(const struct yamlkort *k, const char *noegle, const struct felt *f, int64_t *ud)
{
	const char *s;
	int r = yamlkort_tekst(k, noegle, &s);
	if (r || !s)
		return r;
	if (!felttype_har_graenser(f->type))
		return yamlkort_fejl(k, noegle, _("denne type har ingen grænser"));
	if (!felttype_graense_laes(f->type, s, ud))
		return yamlkort_fejl(k, noegle, _("her ventes et tal i feltets egen enhed"));
	return 0;
}

static int graenser(const struct yamlkort *k, struct felt *f)
{
	felttype_graenser(f->type, &f->min, &f->maks);
	int r = graense(k, "min", f, &f->min);
	if (!r)
		r = graense(k, "maks", f, &f->maks);
	if (!r && f->min > f->maks)
		r = yamlkort_fejl(k, "min", _("min er større end maks"));
	return r;
}

/* Full key and short key, from either of them. */
static int feltnoegle(const struct yamlkort *k, struct felt *f, const char *liste)
{
	const char *s;
	int r = yamlkort_kraev(k, "noegle", &s);
	if (r)
		return r;
	size_t n = liste ? strlen(liste) : 0;
	if (liste && !strncmp(s, liste, n) && s[n] == '.')
		s += n + 1;
	if (!noegleform(s, !liste))
		return yamlkort_fejl(k, "noegle",
				     liste ? _("en nøgle i en liste er ét ord med a-z, 0-9 og _")
					   : _("en nøgle skrives med a-z, 0-9 og _, delt af punktum"));
	char *fuld = liste ? mem_format("%s.%s", liste, s) : mem_tekst(s);
	f->noegle = fuld;
	f->kort = liste ? fuld + n + 1 : fuld;
	f->liste = liste;
	return 0;
}

static int felttekster(const struct yamlkort *k, struct felt *f)
{
	const char *type, *navn, *hjaelp, *kilde, *enhed;
	int r = yamlkort_kraev(k, "type", &type);
	if (!r && !felttype_af_navn(&f->type, type))
		r = yamlkort_fejlf(k, "type", _("typen findes ikke; her ventes en af disse: %s"),
				   felttype_navne());
	if (r || (r = yamlkort_kraev(k, "navn", &navn)) || (r = yamlkort_tekst(k, "hjaelp", &hjaelp)) ||
	    (r = yamlkort_tekst(k, "kilde", &kilde)) || (r = yamlkort_tekst(k, "enhed", &enhed)))
		return r;
	f->navn = oversat(navn);
	f->hjaelp = oversat(hjaelp);
	f->kilde = oversat(kilde);
	f->enhed = oversat(enhed);
	return 0;
}

static int feltbetingelser(const struct yamlkort *k, struct felt *f)
{
	struct udtryk *hvis = NULL, *endelig = NULL, *vis = NULL;
	int r = kraeves(k, &f->kraeves);
	if (!r)
		r = betingelse(k, "kraeves_hvis", &hvis);
	if (!r)
		r = betingelse(k, "endelig", &endelig);
	if (!r)
		r = betingelse(k, "vis_hvis", &vis);
	f->kraeves_hvis = hvis;
	f->endelig = endelig;
	f->vis_hvis = vis;
	if (!r && hvis && f->kraeves == KRAEVES_IKKE)
		r = yamlkort_fejl(k, "kraeves_hvis", _("uden kraeves: besoeg eller kontor har den "
						       "ingen virkning"));
	return r;
}

static int feltet(const struct yamlkort *k, struct felt *f, const struct formsektion *s)
{
	static const char KENDTE[] = "noegle type navn hjaelp kilde enhed kraeves kraeves_hvis endelig "
				     "vis_hvis min maks valg skjult foelsom";
	f->trin = s->s.trin;
	f->fil = k->fil;
	f->linje = k->y->linje;
	int r = yamlkort_kendte(k, KENDTE);
	if (r || (r = feltnoegle(k, f, s->s.liste)) || (r = felttekster(k, f)) || (r = valg(k, f)) ||
	    (r = graenser(k, f)) || (r = feltbetingelser(k, f)) ||
	    (r = yamlkort_janej(k, "skjult", &f->skjult)))
		return r;
	return yamlkort_janej(k, "foelsom", &f->foelsom);
}

static void felt_free(struct felt *f)
{
	free((void *)(uintptr_t)f->noegle);
	free((void *)(uintptr_t)f->valg);
	udtryk_free((struct udtryk *)(uintptr_t)f->kraeves_hvis);
	udtryk_free((struct udtryk *)(uintptr_t)f->endelig);
	udtryk_free((struct udtryk *)(uintptr_t)f->vis_hvis);
	free(f);
}

static int sektionsfelter(const struct yamlkort *k, struct formsektion *s)
{
	const struct yaml *y;
	int r = yamlkort_liste(k, "felter", &y);
	for (size_t i = 0; !r && y && i < y->n; i++) {
		struct yamlkort fk = {k->fil, y->born[i], k->e};
		struct felt *f = mem_nul(1, sizeof *f);
		*(struct felt **)vec_ny(&s->felter) = f;
		r = feltet(&fk, f, s);
	}
	return r;
}

static int sektionsord(const struct yamlkort *k, struct sektion *s)
{
	const char *titel, *hjaelp, *mangler;
	int r = yamlkort_kraev(k, "id", &s->id);
	if (!r)
		r = yamlkort_tekst(k, "titel", &titel);
	if (!r)
		r = yamlkort_tekst(k, "hjaelp", &hjaelp);
	if (!r)
		r = yamlkort_tekst(k, "mangler", &mangler);
	if (!r)
		r = yamlkort_tekst(k, "liste", &s->liste);
	if (r)
		return r;
	s->titel = oversat(titel);
	s->hjaelp = oversat(hjaelp);
	s->mangler = oversat(mangler);
	if (s->liste && !noegleform(s->liste, true))
		return yamlkort_fejl(k, "liste", _("en nøgle skrives med a-z, 0-9 og _, delt af punktum"));
	return yamlkort_janej(k, "opdeling", &s->opdeling);
}

static int sektion(const struct yamlkort *k, struct formsektion *s)
{
	static const char KENDTE[] =
		"id titel hjaelp liste opdeling mangler kraeves kraeves_hvis endelig vis_hvis "
		"felter";
	int r = yamlkort_kendte(k, KENDTE);
	if (r || (r = sektionsord(k, &s->s)) || (r = kraeves(k, &s->s.kraeves)) ||
	    (r = betingelse(k, "kraeves_hvis", &s->kraeves_hvis)) ||
	    (r = betingelse(k, "endelig", &s->endelig)) ||
	    (r = betingelse(k, "vis_hvis", &s->vis_hvis)))
		return r;
	s->s.kraeves_hvis = s->kraeves_hvis;
	s->s.endelig = s->endelig;
	s->s.vis_hvis = s->vis_hvis;
	if (!s->s.liste && (s->s.kraeves || s->endelig || s->s.opdeling))
		return yamlkort_fejl(k, "id", _("kraeves, endelig og opdeling hører til en sektion med "
						"liste"));
	return sektionsfelter(k, s);
}

static int sektioner(const struct yamlkort *k, struct formfil *f)
{
	const struct yaml *y;
	int r = yamlkort_liste(k, "sektioner", &y);
	for (size_t i = 0; !r && y && i < y->n; i++) {
		struct yamlkort sk = {k->fil, y->born[i], k->e};
		struct formsektion *s = mem_nul(1, sizeof *s);
		*(struct formsektion **)vec_ny(&f->sektioner) = s;
		s->felter = (struct vec)VEC_AF(struct felt *);
		s->fil = k->fil;
		s->linje = sk.y->linje;
		s->s.trin = f->trin;
		r = sektion(&sk, s);
	}
	return r;
}

static int rettelse(const struct yamlkort *k, struct formrettelse *t)
{
	static const char KENDTE[] = "noegle navn hjaelp kilde enhed kraeves kraeves_hvis vis_hvis skjult "
				     "foelsom";
	enum kraeves ord = KRAEVES_IKKE;
	bool janej;
	t->linje = k->y->linje;
	int r = yamlkort_kendte(k, KENDTE);
	if (r || (r = yamlkort_kraev(k, "noegle", &t->noegle)) || (r = kraeves(k, &ord)) ||
	    (r = yamlkort_janej(k, "skjult", &janej)) || (r = yamlkort_janej(k, "foelsom", &janej)) ||
	    (r = betingelse(k, "kraeves_hvis", &t->kraeves_hvis)) ||
	    (r = betingelse(k, "vis_hvis", &t->vis_hvis)))
		return r;
	t->navn = oversat(yaml_str(k->y, "navn"));
	t->hjaelp = oversat(yaml_str(k->y, "hjaelp"));
	t->kilde = oversat(yaml_str(k->y, "kilde"));
	t->enhed = oversat(yaml_str(k->y, "enhed"));
	t->kraeves = yaml_str(k->y, "kraeves");
	t->skjult = yaml_str(k->y, "skjult");
	t->foelsom = yaml_str(k->y, "foelsom");
	return 0;
}

static int rettelser(const struct yamlkort *k, struct formfil *f)
{
	const struct yaml *y;
	int r = yamlkort_liste(k, "rettelser", &y);
	for (size_t i = 0; !r && y && i < y->n; i++) {
		struct yamlkort rk = {k->fil, y->born[i], k->e};
		r = rettelse(&rk, vec_ny(&f->rettelser));
	}
	return r;
}

static int hoved(const struct yamlkort *k, struct formfil *f)
{
	const char *titel, *kort;
	int64_t trin = 0, version = 0;
	int r = yamlkort_kendte(k, "trin titel kort version sektioner rettelser");
	if (r || (r = yamlkort_heltal(k, "trin", 1, 5, &trin)) ||
	    (r = yamlkort_heltal(k, "version", 1, 1000000, &version)) ||
	    (r = yamlkort_tekst(k, "titel", &titel)) || (r = yamlkort_tekst(k, "kort", &kort)))
		return r;
	f->trin = (int)trin;
	f->version = (int)version;
	f->titel = oversat(titel);
	f->kort = oversat(kort ? kort : titel);
	if (!trin && yaml_find(k->y, "sektioner"))
		return yamlkort_fejl(k, "trin", _("her ventes trinnets nummer, 1 til 5"));
	return 0;
}

int formfil_laes(struct formfil **out, const char *sti, struct err *e)
{
	*out = NULL;
	struct yaml_dok *dok;
	int r = yaml_fil(&dok, sti, e);
	if (r)
		return r;
	struct formfil *f = mem_nul(1, sizeof *f);
	f->dok = dok;
	f->sti = yaml_navn(dok);
	f->sektioner = (struct vec)VEC_AF(struct formsektion *);
	f->rettelser = (struct vec)VEC_AF(struct formrettelse);
	struct yamlkort k = {f->sti, yaml_rod(dok), e};
	if (!(r = hoved(&k, f)) && !(r = sektioner(&k, f)))
		r = rettelser(&k, f);
	if (r)
		formfil_free(f);
	else
		*out = f;
	return r;
}

static void sektion_free(struct formsektion *s)
{
	for (size_t i = 0; i < s->felter.n; i++)
		felt_free(*VEC_NR(struct felt *, &s->felter, i));
	vec_done(&s->felter);
	udtryk_free(s->kraeves_hvis);
	udtryk_free(s->endelig);
	udtryk_free(s->vis_hvis);
	free(s);
}

void formfil_free(struct formfil *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->sektioner.n; i++)
		sektion_free(*VEC_NR(struct formsektion *, &f->sektioner, i));
	for (size_t i = 0; i < f->rettelser.n; i++) {
		struct formrettelse *t = VEC_NR(struct formrettelse, &f->rettelser, i);
		udtryk_free(t->kraeves_hvis);
		udtryk_free(t->vis_hvis);
	}
	vec_done(&f->sektioner);
	vec_done(&f->rettelser);
	yaml_dok_free(f->dok);
	free(f);
}
