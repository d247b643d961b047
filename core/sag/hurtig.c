#include "core/sag/hurtig.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/tekst.h"

enum { ORD_MAKS = 40, ANTAL_MAKS = 999, MINUTTER_MAKS = 1440 };

struct ordliste {
	char *s[ORD_MAKS];            /* folded words, each its own string */
	size_t start[ORD_MAKS];       /* where each begins in the line */
	size_t n;
};

struct ordpar {
	const char *ord, *pr;
};

/* "2 dag", "2 gange om ugen": the word after a number. */
static const struct ordpar perioder[] = {
	{"dag", "dag"}, {"dage", "dag"}, {"dagen", "dag"}, {"dagligt", "dag"}, {"daglig", "dag"},
	{"uge", "uge"}, {"ugen", "uge"}, {"ugentligt", "uge"}, {"ugentlig", "uge"},
	{"14-dage", "14-dage"}, {"14dage", "14-dage"}, {"14.dag", "14-dage"},
	{"maaned", "maaned"}, {"måned", "maaned"}, {"måneden", "maaned"},
	{"månedligt", "maaned"}, {"månedlig", "maaned"}, {"md", "maaned"}, {"mdr", "maaned"},
	{"kvartal", "kvartal"}, {"kvartalet", "kvartal"}, {"kvt", "kvartal"},
	{"aar", "aar"}, {"år", "aar"}, {"året", "aar"}, {"årligt", "aar"}, {"årlig", "aar"},
};

/* Words that say "once per" by themselves. */
static const struct ordpar alene[] = {
	{"dagligt", "dag"}, {"daglig", "dag"}, {"ugentligt", "uge"}, {"ugentlig", "uge"},
	{"månedligt", "maaned"}, {"månedlig", "maaned"}, {"årligt", "aar"}, {"årlig", "aar"},
};

static const char *find(const struct ordpar *par, size_t n, const char *ord)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(par[i].ord, ord))
			return par[i].pr;
	return NULL;
}

static bool er_en_af(const char *ord, const char *const *liste)
{
	for (; *liste; liste++)
		if (!strcmp(*liste, ord))
			return true;
	return false;
}

static const char *ordet(const struct ordliste *o, size_t i)
{
	return i < o->n ? o->s[i] : "";
}

/* A whole number at the start of s; *rest what follows it. */
static bool tal(const char *s, int maks, int *ud, const char **rest)
{
	char *slut;
	if (!isdigit((unsigned char)*s))
		return false;
	long v = strtol(s, &slut, 10);
	if (slut - s > 4 || v > maks)
		return false;
	*ud = (int)v;
	*rest = slut;
	return true;
}

/* "pr.", "om", "hver" before the period are only manners. */
static const char *periode(const struct ordliste *o, size_t *i)
{
	static const char *const fyld[] = {"pr", "pr.", "om", "per", "hver", "gang", "gange", "x",
					   "*", "×", NULL};
	size_t j = *i;
	while (j < o->n && er_en_af(o->s[j], fyld))
		j++;
	if (!strcmp(ordet(o, j), "14") && j + 1 < o->n &&
	    (!strcmp(o->s[j + 1], "dage") || !strcmp(o->s[j + 1], "dag"))) {
		*i = j + 2;
		return "14-dage";
	}
	const char *pr = find(perioder, sizeof(perioder) / sizeof(*perioder), ordet(o, j));
	if (pr)
		*i = j + 1;
	return pr;
}

/* "2xdag", "2/uge", "2×måned": number, sign and period in one word. */
static const char *sammensat(const char *rest)
{
	static const char *const tegn[] = {"x", "×", "*", "/"};
	for (size_t i = 0; i < sizeof(tegn) / sizeof(*tegn); i++) {
		size_t n = strlen(tegn[i]);
		if (!strncmp(rest, tegn[i], n))
			return rest + n;
	}
	return NULL;
}

/* How often; false and *i as it was when the words say nothing of the kind. */
static bool hyppighed(const struct ordliste *o, size_t *i, struct hurtig *ud)
{
	const char *rest, *pr = find(alene, sizeof(alene) / sizeof(*alene), ordet(o, *i));
	size_t j = *i + 1;
	int antal = 1;
	if (!pr) {
		if (!tal(ordet(o, *i), ANTAL_MAKS, &antal, &rest) || antal < 1)
			return false;
		const char *efter = *rest ? sammensat(rest) : NULL;
		if (*rest && !efter)
			return false;
		if (efter && *efter)
			pr = find(perioder, sizeof(perioder) / sizeof(*perioder), efter);
		else
			pr = periode(o, &j);
	}
	if (!pr)
		return false;
	ud->antal = antal;
	ud->pr = pr;
	*i = j;
	return true;
}

static int enhed(const char *ord)
{
	static const char *const minut[] = {"m", "min", "min.", "minut", "minutter", NULL};
	static const char *const time[] = {"t", "t.", "time", "timer", NULL};
	return er_en_af(ord, minut) ? 1 : er_en_af(ord, time) ? 60 : 0;
}

/* "1:30", "1,5" and "30" as hundredths of what they count. */
static bool maal(const char *s, int *hundrede, bool *klokke, const char **rest)
{
	int hele, del = 0;
	if (!tal(s, MINUTTER_MAKS, &hele, rest))
		return false;
	*klokke = **rest == ':';
	if (**rest == ':' || **rest == ',' || **rest == '.') {
		const char *cifre = *rest + 1;
		if (!isdigit((unsigned char)*cifre))
			return **rest == '.' ? *hundrede = hele * 100, true : false;
		if (!tal(cifre, 99, &del, rest) || (*klokke && (*rest - cifre != 2 || del > 59)))
			return false;
		if (!*klokke && *rest - cifre == 1)
			del *= 10;
	}
	*hundrede = *klokke ? (hele * 60 + del) * 100 : hele * 100 + del;
	return true;
}

/* How long, in minutes. Without a unit only where `bar` says so. */
static bool varighed(const struct ordliste *o, size_t *i, bool bar, int *ud)
{
	const char *rest;
	int hundrede, faktor = 0;
	bool klokke;
	size_t j = *i;
	if (!maal(ordet(o, j), &hundrede, &klokke, &rest))
		return false;
	j++;
	if (*rest) {
		faktor = enhed(rest);
		if (!faktor)
			return false;
	} else if (enhed(ordet(o, j))) {
		faktor = enhed(o->s[j++]);
	}
	if (!faktor && !bar && !klokke)
		return false;
	int min = hundrede * (klokke || !faktor ? 1 : faktor);
	if (min % 100 || min / 100 > MINUTTER_MAKS)
		return false;
	*ud = min / 100;
	*i = j;
	return true;
}

static bool hjaelpeord(const char *ord)
{
	static const char *const liste[] = {"hjælp", "hjaelp", "bistand", "heraf", "hj", "hj.", NULL};
	return er_en_af(ord, liste);
}

/* Do the words from number i to the end make sense as figures? */
static bool tal_fra(const struct ordliste *o, size_t i, struct hurtig *ud)
{
	bool hyppig = false;
	while (i < o->n) {
		if (hjaelpeord(o->s[i])) {
			i++;
			if (ud->bistand >= 0 || !varighed(o, &i, true, &ud->bistand))
				return false;
		} else if (!hyppig && hyppighed(o, &i, ud)) {
			hyppig = true;
		} else if (ud->minutter < 0 && varighed(o, &i, hyppig, &ud->minutter)) {
			if (ud->minutter < 1)
				return false;
		} else if (ud->bistand >= 0 || ud->minutter < 0 ||
			   !varighed(o, &i, hyppig, &ud->bistand)) {
			return false;
		}
	}
	return hyppig || ud->minutter > 0;
}

static bool skiller(char c)
{
	return c == ' ' || c == '\t' || c == ',' || c == ';';
}

/* A comma between digits is a decimal mark, not the end of a word. */
static bool ordslut(const char *linje, size_t i)
{
	if (linje[i] == ',' && i && isdigit((unsigned char)linje[i - 1]) &&
	    isdigit((unsigned char)linje[i + 1]))
		return false;
	return skiller(linje[i]);
}

static void del_op(struct ordliste *o, const char *linje)
{
	struct { size_t fra, til; } ord[ORD_MAKS];
	size_t i = 0, n = strlen(linje);
	while (i < n) {
		while (i < n && ordslut(linje, i))
			i++;
		size_t fra = i;
		while (i < n && !ordslut(linje, i))
			i++;
		if (i == fra)
			break;
		if (o->n == ORD_MAKS) {                /* the figures stand last */
			memmove(ord, ord + 1, sizeof(ord) - sizeof(*ord));
			o->n--;
		}
		ord[o->n].fra = fra;
		ord[o->n++].til = i;
	}
	for (size_t k = 0; k < o->n; k++) {
		char *raa = mem_tekst_n(linje + ord[k].fra, ord[k].til - ord[k].fra);
		o->s[k] = tekst_fold(raa);
		o->start[k] = ord[k].fra;
		free(raa);
	}
}

static void nulstil(struct hurtig *ud)
{
	ud->antal = 0;
	ud->pr = NULL;
	ud->minutter = ud->bistand = -1;
}

void hurtig_laes(struct hurtig *ud, const char *linje)
{
	struct ordliste o = {.n = 0};
	while (*linje && skiller(*linje))
		linje++;
	size_t slut = strlen(linje);
	nulstil(ud);
	ud->navn_start = linje;
	del_op(&o, linje);
	for (size_t i = 1; i < o.n; i++) {
		if (tal_fra(&o, i, ud)) {
			slut = o.start[i];
			break;
		}
		nulstil(ud);
	}
	while (slut && skiller(linje[slut - 1]))
		slut--;
	ud->navn = slut;
	for (size_t i = 0; i < o.n; i++)
		free(o.s[i]);
}
