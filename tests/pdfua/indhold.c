#include "tests/pdfua/dokument.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

/* The content stream of a page, read by the grammar of ISO 32000-1, 7.8.2. */
enum { DYBDE = 32 };

struct maerke {
	int mcid;
	bool artefakt;
};

struct laeser {
	struct ua *u;
	size_t side, i, n;
	const char *s;
	struct maerke stak[DYBDE];
	int dybde;
	char navn[32];                   /* the last name: "/P", "/f-0-0" */
	char skrift[32];
	int mcid;                        /* of the last dictionary, -1 = none */
	struct buf tekst;                /* the strings since the last operator */
};

static bool skille(char c)
{
	return strchr(" \t\r\n\f", c) || c == '\0';
}

static bool ordslut(char c)
{
	return skille(c) || strchr("()<>[]{}/%", c);
}

static int flugt(struct laeser *l)
{
	static const char FRA[] = "nrtbf", TIL[] = "\n\r\t\b\f";
	char c = l->s[l->i++];
	if (c >= '0' && c <= '7') {
		int v = c - '0';
		for (int k = 0; k < 2 && l->i < l->n && l->s[l->i] >= '0' && l->s[l->i] <= '7'; k++)
			v = v * 8 + l->s[l->i++] - '0';
		return v & 0xFF;
	}
	const char *p = strchr(FRA, c);
	return c == '\n' ? -1 : p ? TIL[p - FRA] : (unsigned char)c;
}

static void streng(struct laeser *l)
{
	int dybde = 1;
	for (l->i++; l->i < l->n;) {
		char c = l->s[l->i++];
		if (c == '\\' && l->i < l->n) {
			int v = flugt(l);
			if (v >= 0)
				buf_tegn(&l->tekst, (char)v);
			continue;
		}
		dybde += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (dybde == 0)
			return;
		buf_tegn(&l->tekst, c);
	}
}

static void hexstreng(struct laeser *l)
{
	int v = 0, antal = 0;
	for (l->i++; l->i < l->n && l->s[l->i] != '>'; l->i++) {
		if (!isxdigit((unsigned char)l->s[l->i]))
			continue;
		char c[2] = {l->s[l->i], '\0'};
		v = v * 16 + (int)strtol(c, NULL, 16);
		if (++antal % 2 == 0) {
			buf_tegn(&l->tekst, (char)v);
			v = 0;
		}
	}
	if (antal % 2)
		buf_tegn(&l->tekst, (char)(v * 16));
	l->i++;
}

/* "<< /MCID 3 … >>"; dictionaries inside are passed over. */
static void ordbog(struct laeser *l)
{
	int dybde = 0;
	l->mcid = -1;
	while (l->i < l->n) {
		if (strncmp(l->s + l->i, "<<", 2) == 0) {
			dybde++;
			l->i += 2;
		} else if (strncmp(l->s + l->i, ">>", 2) == 0) {
			l->i += 2;
			if (--dybde == 0)
				return;
		} else if (strncmp(l->s + l->i, "/MCID", 5) == 0) {
			l->mcid = (int)strtol(l->s + l->i + 5, NULL, 10);
			l->i += 5;
		} else if (l->s[l->i] == '(') {
			size_t foer = l->tekst.len;
			streng(l);
			l->tekst.len = foer;
		} else {
			l->i++;
		}
	}
}

static void navn(struct laeser *l)
{
	size_t fra = l->i++;
	while (l->i < l->n && !ordslut(l->s[l->i]))
		l->i++;
	size_t n = l->i - fra < sizeof(l->navn) ? l->i - fra : sizeof(l->navn) - 1;
	memcpy(l->navn, l->s + fra, n);
	l->navn[n] = '\0';
	l->mcid = -1;
}

static bool inde(const struct laeser *l, bool artefakt)
{
	for (int i = 0; i < l->dybde; i++)
		if (artefakt ? l->stak[i].artefakt : l->stak[i].mcid >= 0)
			return true;
	return false;
}

static void begynd(struct laeser *l)
{
	bool artefakt = strcmp(l->navn, "/Artifact") == 0;
	if (l->dybde == DYBDE) {
		l->u->ubalance = true;
		return;
	}
	if (artefakt && inde(l, false))
		l->u->artefakt_i_maerket = true;
	if (l->mcid >= 0 && inde(l, true))
		l->u->maerket_i_artefakt = true;
	l->stak[l->dybde++] = (struct maerke){l->mcid, artefakt};
}

static void malet(struct laeser *l, bool tekst)
{
	struct ua_stykke *s = vec_ny(&l->u->stykker);
	*s = (struct ua_stykke){.side = l->side, .mcid = -1, .artefakt = inde(l, true)};
	for (int i = 0; i < l->dybde; i++)
		s->mcid = l->stak[i].mcid >= 0 ? l->stak[i].mcid : s->mcid;
	if (!tekst)
		return;
	memcpy(s->skrift, l->skrift, sizeof(s->skrift));
	s->n = l->tekst.len;
	s->koder = mem_tekst_n(buf_str(&l->tekst), s->n);
}

static bool et_af(const char *op, const char *liste)
{
	size_t n = strlen(op);
	for (const char *p = liste; (p = strstr(p, op)); p++)
		if ((p == liste || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static void operation(struct laeser *l, const char *op)
{
	if (et_af(op, "BDC BMC"))
		begynd(l);
	else if (strcmp(op, "EMC") == 0 && l->dybde > 0)
		l->dybde--;
	else if (strcmp(op, "EMC") == 0)
		l->u->ubalance = true;
	else if (strcmp(op, "Tf") == 0)
		memcpy(l->skrift, l->navn, sizeof(l->skrift));
	else if (et_af(op, "Tj TJ ' \""))
		malet(l, true);
	else if (et_af(op, "f F f* B B* b b* S s sh Do BI"))
		malet(l, false);
	buf_ryd(&l->tekst);
}

static void ordet(struct laeser *l)
{
	char ord[40];
	size_t fra = l->i;
	while (l->i < l->n && !ordslut(l->s[l->i]))
		l->i++;
	size_t n = l->i - fra < sizeof(ord) ? l->i - fra : sizeof(ord) - 1;
	if (n == 0) {
		l->i++;
		return;
	}
	memcpy(ord, l->s + fra, n);
	ord[n] = '\0';
	if (!strchr("0123456789+-.", ord[0]))
		operation(l, ord);
}

void ua_indhold(struct ua *u, size_t side, const char *s, size_t n)
{
	struct laeser l = {.u = u, .side = side, .s = s, .n = n, .mcid = -1};
	while (l.i < n) {
		if (skille(s[l.i]))
			l.i++;
		else if (s[l.i] == '(')
			streng(&l);
		else if (strncmp(s + l.i, "<<", 2) == 0)
			ordbog(&l);
		else if (s[l.i] == '<')
			hexstreng(&l);
		else if (s[l.i] == '/')
			navn(&l);
		else
			ordet(&l);
	}
	u->ubalance |= l.dybde > 0;
	buf_done(&l.tekst);
}
