#include "core/brev/lix.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "core/brev/brev.h"

#define LANGT 6
#define MINDST_ORD 20                    /* fewer tell nothing of how hard a text is */

static bool fortsaetter(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* Letters and figures. Above ASCII a lead byte begins a letter (æ ø å é), except
 * those of § and of dashes and quotation marks. */
static int tegn(const char *s, size_t n)
{
	int antal = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		antal += isalnum(c) || (c >= 0x80 && !fortsaetter(s[i]) && c != 0xC2 && c != 0xE2);
	}
	return antal;
}

/* Æ Ø Å and the other capitals of Latin-1, or A-Z. */
static bool stort(const char *s)
{
	unsigned char a = (unsigned char)s[0], b = a ? (unsigned char)s[1] : 0;
	return isupper(a) || (a == 0xC3 && b >= 0x80 && b <= 0x9E);
}

/* "stk. 1", "1. september" and "m.v. og" go on. */
static bool slutter(const char *ord, size_t n, const char *naeste)
{
	while (n > 0 && strchr("\")]", ord[n - 1]))
		n--;
	if (*naeste == '\0')
		return true;
	if (n == 0)
		return false;
	return strchr(":!?", ord[n - 1]) || (ord[n - 1] == '.' && stort(naeste));
}

/* One word; where the next begins. */
static const char *et_ord(struct lix *l, const char *p)
{
	size_t n = strcspn(p, " \n");
	const char *naeste = p + n + strspn(p + n, " \n");
	int t = tegn(p, n);
	l->ord += t > 0;
	l->lange += t > LANGT;
	l->saetninger += slutter(p, n, naeste);
	return naeste;
}

void lix_tael(struct lix *l, const char *tekst)
{
	for (const char *p = tekst + strspn(tekst, " \n"); *p;)
		p = et_ord(l, p);
}

size_t lix_saetning(const char *tekst, int *ord)
{
	struct lix l = {0};
	const char *p = tekst + strspn(tekst, " \n");
	while (*p && l.saetninger == 0)
		p = et_ord(&l, p);
	*ord = l.ord;
	return (size_t)(p - tekst);
}

int lix_tal(const struct lix *l)
{
	if (l->ord == 0 || l->saetninger == 0)
		return 0;
	long o = l->ord, s = l->saetninger;
	/* o / s + 100 × lange / o, over one denominator. */
	return (int)((2 * (o * o + 100L * l->lange * s) + o * s) / (2 * o * s));
}

/* Of one section, or all of it. */
static struct lix loebende(const struct brev *b, const char *sektion)
{
	struct lix l = {0};
	for (size_t i = 0; i < b->n; i++) {
		const struct blok *k = &b->blokke[i];
		if ((k->art == BLOK_AFSNIT || k->art == BLOK_PUNKT) &&
		    (!sektion || strcmp(k->sektion, sektion) == 0))
			lix_tael(&l, k->tekst);
	}
	return l;
}

int brev_lix_sektion(const struct brev *b, const char *sektion)
{
	const struct lix l = loebende(b, sektion);
	return l.ord >= MINDST_ORD ? lix_tal(&l) : 0;
}

int brev_lix(const struct brev *b)
{
	const struct lix l = loebende(b, NULL);
	return lix_tal(&l);
}
