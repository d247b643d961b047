#include "core/io/pdfindhold.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"

#define DYBDE 32

struct laeser {
	const char *s;
	size_t n, i;
};

/* Past a literal string: parentheses nest, a backslash hides the next byte. */
static void over_tekst(struct laeser *l)
{
	int dybde = 0;
	while (l->i < l->n) {
		char c = l->s[l->i++];
		if (c == '\\' && l->i < l->n)
			l->i++;
		else if (c == '(')
			dybde++;
		else if (c == ')' && --dybde == 0)
			return;
	}
}

static void over_hex(struct laeser *l)
{
	while (l->i < l->n && l->s[l->i++] != '>')
		;
}

static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static void over_blanke(struct laeser *l)
{
	while (l->i < l->n && blank(l->s[l->i]))
		l->i++;
}

static bool staar(const struct laeser *l, const char *ord)
{
	size_t k = strlen(ord);
	return l->n - l->i >= k && memcmp(l->s + l->i, ord, k) == 0;
}

/* "<< … >>": leaves *mcid alone where there is none. */
static bool ordbog(struct laeser *l, long *mcid)
{
	if (!staar(l, "<<"))
		return false;
	for (l->i += 2; l->i < l->n;) {
		if (staar(l, ">>")) {
			l->i += 2;
			return true;
		}
		if (staar(l, "/MCID "))
			*mcid = strtol(l->s + l->i + 6, NULL, 10);
		if (l->s[l->i] == '(')
			over_tekst(l);
		else if (l->s[l->i] == '<')
			over_hex(l);
		else
			l->i++;
	}
	return false;
}

/* "/P << /MCID 3 >> BDC" from here? Then l stands behind it. */
static bool begynder(struct laeser *l, long *mcid)
{
	struct laeser k = *l;
	*mcid = -1;
	while (k.i < k.n && !blank(k.s[k.i]))
		k.i++;
	over_blanke(&k);
	if (!ordbog(&k, mcid))
		return false;
	over_blanke(&k);
	if (!staar(&k, "BDC"))
		return false;
	k.i += 3;
	*l = k;
	return true;
}

/* Copies one token that means nothing here. */
static void kopier(struct laeser *l, struct buf *ud)
{
	size_t fra = l->i;
	if (l->s[l->i] == '(')
		over_tekst(l);
	else if (l->s[l->i] == '<' && !staar(l, "<<"))
		over_hex(l);
	else
		l->i++;
	buf_add(ud, l->s + fra, l->i - fra);
}

bool pdfindhold_maerk(const char *ind, size_t n, const bool *artefakt, size_t n_mcid,
		      struct buf *ud)
{
	struct laeser l = {ind, n, 0};
	bool skjult[DYBDE];
	int dybde = 0;
	while (l.i < l.n) {
		bool ordstart = l.i == 0 || blank(l.s[l.i - 1]);
		size_t fra = l.i;
		long mcid;
		if (l.s[l.i] == '/' && begynder(&l, &mcid)) {
			if (dybde == DYBDE || mcid >= (long)n_mcid)
				return false;
			skjult[dybde++] = mcid < 0;
			if (mcid >= 0 && artefakt[mcid])
				buf_tekst(ud, "/Artifact << /Type /Pagination >> BDC");
			else if (mcid >= 0)
				buf_add(ud, ind + fra, l.i - fra);
		} else if (ordstart && staar(&l, "EMC")) {
			if (dybde == 0)
				return false;
			if (!skjult[--dybde])
				buf_tekst(ud, "EMC");
			l.i += 3;
		} else {
			kopier(&l, ud);
		}
	}
	return dybde == 0;
}
