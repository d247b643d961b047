#include "tests/torture/ordsoeg.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/vec.h"

enum { KURVE = 1 << 20, NOEGLE = 8 };

struct moenster {
	char *p;
	size_t n, ord;
	size_t naeste;                /* 1 + the next with this key; 0 none */
};

struct ord {
	char *tekst;
	bool fundet;
};

struct ordsoeg {
	struct vec ord, moenstre;
	size_t *kurv;                 /* 1 + the first pattern; 0 none */
};

static size_t kurv_af(const void *p)
{
	uint64_t v;
	memcpy(&v, p, NOEGLE);
	return (size_t)(v * UINT64_C(0x9E3779B97F4A7C15) >> 44);
}

struct ordsoeg *ordsoeg_ny(void)
{
	struct ordsoeg *o = mem_nul(1, sizeof *o);
	*o = (struct ordsoeg){VEC_AF(struct ord), VEC_AF(struct moenster),
			      mem_nul(KURVE, sizeof *o->kurv)};
	return o;
}

void ordsoeg_free(struct ordsoeg *o)
{
	for (size_t i = 0; i < o->moenstre.n; i++)
		free(VEC_NR(struct moenster, &o->moenstre, i)->p);
	for (size_t i = 0; i < o->ord.n; i++)
		free(VEC_NR(struct ord, &o->ord, i)->tekst);
	vec_done(&o->ord);
	vec_done(&o->moenstre);
	free(o->kurv);
	free(o);
}

static void moenster(struct ordsoeg *o, const char *p, size_t n)
{
	struct moenster *m = vec_ny(&o->moenstre);
	size_t k = kurv_af(p);
	*m = (struct moenster){mem_tekst_n(p, n), n, o->ord.n - 1, o->kurv[k]};
	o->kurv[k] = o->moenstre.n;
}

static void som_hex(struct ordsoeg *o, const char *ord, bool store)
{
	char ud[512];
	size_t n = 0;
	for (const char *s = ord; *s && n + 3 < sizeof ud; s++, n += 2)
		snprintf(ud + n, 3, store ? "%02X" : "%02x", (unsigned char)*s);
	moenster(o, ud, n);
}

/* The groups of four that come of the string's own bytes alone, when `foer` bytes of others
 * stand before it in its first group. */
static void som_base64(struct ordsoeg *o, const char *ord, size_t foer)
{
	static const char TEGN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *s = (const unsigned char *)ord + (3 - foer) % 3;
	size_t n = strlen((const char *)s);
	char ud[512];
	size_t m = 0;
	for (; n >= 3 && m + 4 < sizeof ud; s += 3, n -= 3, m += 4) {
		ud[m] = TEGN[s[0] >> 2];
		ud[m + 1] = TEGN[(s[0] & 3) << 4 | s[1] >> 4];
		ud[m + 2] = TEGN[(s[1] & 15) << 2 | s[2] >> 6];
		ud[m + 3] = TEGN[s[2] & 63];
	}
	if (m >= NOEGLE)
		moenster(o, ud, m);
}

void ordsoeg_tilfoej(struct ordsoeg *o, const char *ord)
{
	char bred[512] = {0};
	size_t n = strlen(ord);
	*(struct ord *)vec_ny(&o->ord) = (struct ord){mem_tekst(ord), false};
	moenster(o, ord, n);
	for (size_t i = 0; i < n && 2 * i + 1 < sizeof bred; i++)
		bred[2 * i] = ord[i];
	moenster(o, bred, 2 * n - 1);
	som_hex(o, ord, false);
	som_hex(o, ord, true);
	for (size_t i = 0; i < 3; i++)
		som_base64(o, ord, i);
}

size_t ordsoeg_antal(const struct ordsoeg *o)
{
	return o->ord.n;
}

size_t ordsoeg_i(struct ordsoeg *o, const void *p, size_t n)
{
	const char *b = p;
	size_t fund = 0;
	for (size_t i = 0; n >= NOEGLE && i <= n - NOEGLE; i++)
		for (size_t k = o->kurv[kurv_af(b + i)]; k;) {
			const struct moenster *m = VEC_NR(struct moenster, &o->moenstre, k - 1);
			if (m->n <= n - i && memcmp(m->p, b + i, m->n) == 0) {
				VEC_NR(struct ord, &o->ord, m->ord)->fundet = true;
				fund++;
			}
			k = m->naeste;
		}
	return fund;
}

size_t ordsoeg_fundne(struct ordsoeg *o, const char **et)
{
	size_t n = 0;
	*et = NULL;
	for (size_t i = 0; i < o->ord.n; i++) {
		struct ord *w = VEC_NR(struct ord, &o->ord, i);
		n += w->fundet;
		*et = w->fundet ? w->tekst : *et;
		w->fundet = false;
	}
	return n;
}

size_t ordsoeg_sig(struct ordsoeg *o, const char *hvor, size_t n)
{
	const char *et;
	if (n == 0)
		return 0;
	size_t forskellige = ordsoeg_fundne(o, &et);
	printf("  FAIL %s: %zu hits of %zu strings, one is \"%s\"\n", hvor, n, forskellige, et);
	return 1;
}
