#include "core/io/pdftekst.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"

enum { DYBDE = 32, NAVN = 48 };

struct laeser {
	const char *s;
	size_t i, n;
	int stak[DYBDE], dybde;          /* mcid of the open pieces */
	char navn[NAVN], skrift[NAVN];   /* the last name; the font */
	int mcid;                        /* of the last dictionary */
	struct buf koder;                /* strings since the last operator */
	void (*brug)(void *arg, const struct pdftekst_streng *t);
	void *arg;
};

static bool blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool skille(char c)
{
	return blank(c) || strchr("()<>[]{}/%", c);
}

/* After a backslash; -1: a line that goes on. */
static int flugt(struct laeser *l)
{
	static const char FRA[] = "nrtbf", TIL[] = "\n\r\t\b\f";
	char c = l->s[l->i++];
	const char *p = strchr(FRA, c);
	if (c == '\n')
		return -1;
	if (c < '0' || c > '7')
		return c && p ? TIL[p - FRA] : (unsigned char)c;
	int v = c - '0';
	for (int k = 0; k < 2 && l->i < l->n && l->s[l->i] >= '0' && l->s[l->i] <= '7'; k++)
		v = v * 8 + l->s[l->i++] - '0';
	return v & 0xFF;
}

static void streng(struct laeser *l, struct buf *ud)
{
	int dybde = 1;
	for (l->i++; l->i < l->n;) {
		char c = l->s[l->i++];
		if (c == '\\' && l->i < l->n) {
			int v = flugt(l);
			if (v >= 0 && ud)
				buf_tegn(ud, (char)v);
			continue;
		}
		dybde += c == '(' ? 1 : c == ')' ? -1 : 0;
		if (dybde == 0)
			return;
		if (ud)
			buf_tegn(ud, c);
	}
}

static int ciffer(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

static void hex(struct laeser *l, struct buf *ud)
{
	int v = 0, antal = 0;
	for (l->i++; l->i < l->n && l->s[l->i] != '>'; l->i++) {
		int c = ciffer(l->s[l->i]);
		if (c < 0)
			continue;
		v = v * 16 + c;
		if (++antal % 2 == 0) {
			buf_tegn(ud, (char)v);
			v = 0;
		}
	}
	if (antal % 2)
		buf_tegn(ud, (char)(v * 16));
	l->i++;
}

static bool staar(const struct laeser *l, const char *ord)
{
	size_t k = strlen(ord);
	return l->n - l->i >= k && memcmp(l->s + l->i, ord, k) == 0;
}

static int tal(const struct laeser *l, size_t fra)
{
	long v = 0;
	while (fra < l->n && blank(l->s[fra]))
		fra++;
	for (; fra < l->n && l->s[fra] >= '0' && l->s[fra] <= '9' && v < 1000000; fra++)
		v = v * 10 + l->s[fra] - '0';
	return (int)v;
}

static void ordbog(struct laeser *l)
{
	int dybde = 0;
	for (l->mcid = -1; l->i < l->n;) {
		if (staar(l, "<<")) {
			dybde++;
			l->i += 2;
		} else if (staar(l, ">>")) {
			l->i += 2;
			if (--dybde == 0)
				return;
		} else if (staar(l, "/MCID")) {
			l->i += 5;
			l->mcid = tal(l, l->i);
		} else if (l->s[l->i] == '(') {
			streng(l, NULL);
		} else {
			l->i++;
		}
	}
}

static size_t ordet(struct laeser *l, char ud[NAVN])
{
	size_t fra = l->i++;
	while (l->i < l->n && !skille(l->s[l->i]))
		l->i++;
	size_t n = l->i - fra < NAVN ? l->i - fra : NAVN - 1;
	memcpy(ud, l->s + fra, n);
	ud[n] = '\0';
	return n;
}

static void vis(struct laeser *l)
{
	int mcid = -1;
	for (int i = 0; i < l->dybde; i++)
		mcid = l->stak[i] >= 0 ? l->stak[i] : mcid;
	const struct pdftekst_streng t = {mcid, l->skrift, buf_str(&l->koder), l->koder.len};
	if (t.n > 0)
		l->brug(l->arg, &t);
}

static void operation(struct laeser *l, const char *op)
{
	if (strcmp(op, "BDC") == 0 || strcmp(op, "BMC") == 0) {
		if (l->dybde < DYBDE)
			l->stak[l->dybde++] = op[1] == 'D' ? l->mcid : -1;
	} else if (strcmp(op, "EMC") == 0) {
		l->dybde -= l->dybde > 0;
	} else if (strcmp(op, "Tf") == 0) {
		memcpy(l->skrift, l->navn, NAVN);
	} else if (strcmp(op, "Tj") == 0 || strcmp(op, "TJ") == 0) {
		vis(l);
	}
	buf_ryd(&l->koder);
}

void pdftekst_strenge(const char *s, size_t n,
		      void (*brug)(void *arg, const struct pdftekst_streng *t), void *arg)
{
	struct laeser l = {.s = s, .n = n, .mcid = -1, .brug = brug, .arg = arg};
	char ord[NAVN];
	while (l.i < n) {
		if (blank(s[l.i]) || s[l.i] == '[' || s[l.i] == ']')
			l.i++;
		else if (s[l.i] == '(')
			streng(&l, &l.koder);
		else if (staar(&l, "<<"))
			ordbog(&l);
		else if (s[l.i] == '<')
			hex(&l, &l.koder);
		else if (s[l.i] == '/')
			ordet(&l, l.navn), l.mcid = -1;
		else if (ordet(&l, ord) > 0 && !strchr("0123456789+-.", ord[0]))
			operation(&l, ord);
	}
	buf_done(&l.koder);
}

/* ---- ToUnicode --------------------------------------------------------- */

static void utf8(struct buf *ud, uint32_t c)
{
	if (c < 0x80) {
		buf_tegn(ud, (char)c);
		return;
	}
	static const unsigned char FORAN[] = {0, 0xC0, 0xE0, 0xF0};
	int efter = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	buf_tegn(ud, (char)(FORAN[efter] | c >> 6 * efter));
	while (efter-- > 0)
		buf_tegn(ud, (char)(0x80 | (c >> 6 * efter & 0x3F)));
}

/* "<0048 0065>": each four figures a unit of UTF-16; `plus` is added to the last. */
static void vaerdi(const char *p, const char *slut, uint32_t plus, struct buf *ud)
{
	uint32_t foer = 0;
	for (; p + 4 <= slut; p += 4) {
		uint32_t v = 0;
		for (int i = 0; i < 4; i++)
			v = v * 16 + (uint32_t)(ciffer(p[i]) < 0 ? 0 : ciffer(p[i]));
		v += p + 8 > slut ? plus : 0;
		if (v >= 0xD800 && v < 0xDC00)
			foer = v;
		else if (v >= 0xDC00 && v < 0xE000)
			utf8(ud, 0x10000 + ((foer & 0x3FF) << 10 | (v & 0x3FF)));
		else
			utf8(ud, v);
	}
}

struct hexord {
	const char *fra, *til;           /* the figures */
	unsigned long v;
};

static bool naeste(const char **p, const char *slut, struct hexord *h)
{
	const char *fra = memchr(*p, '<', (size_t)(slut - *p));
	const char *til = fra ? memchr(fra, '>', (size_t)(slut - fra)) : NULL;
	if (!til)
		return false;
	*h = (struct hexord){fra + 1, til, strtoul(fra + 1, NULL, 16)};
	*p = til + 1;
	return true;
}

/* One code in one bfchar or bfrange part. */
static bool i_del(const char *p, const char *slut, bool omraade, unsigned long kode, struct buf *ud)
{
	struct hexord fra, til, v;
	while (naeste(&p, slut, &fra)) {
		til = fra;
		if ((omraade && !naeste(&p, slut, &til)) || !naeste(&p, slut, &v))
			return false;
		if (kode < fra.v || kode > til.v)
			continue;
		vaerdi(v.fra, v.til, (uint32_t)(kode - fra.v), ud);
		return true;
	}
	return false;
}

static bool slaa_op(const char *map, unsigned long kode, struct buf *ud)
{
	for (const char *p = map; (p = strstr(p, "beginbf"));) {
		const char *slut = strstr(p, "endbf");
		if (!slut)
			return false;
		if (i_del(p, slut, strncmp(p, "beginbfrange", 12) == 0, kode, ud))
			return true;
		p = slut;
	}
	return false;
}

void pdftekst_ord(const char *map, const char *koder, size_t n, size_t bredde, struct buf *ud)
{
	for (size_t i = 0; i + bredde <= n; i += bredde) {
		unsigned long kode = 0;
		for (size_t k = 0; k < bredde; k++)
			kode = kode * 256 + (unsigned char)koder[i + k];
		if (!slaa_op(map, kode, ud))
			utf8(ud, 0xFFFD);
	}
}
