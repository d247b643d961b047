#include "core/base/tekst.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

/* The code point at s; -1 and one byte where it is no UTF-8. */
static size_t punkt(const char *s, size_t n, int32_t *cp)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t len =
		utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &c);
	if (len <= 0) {
		*cp = -1;
		return 1;
	}
	*cp = c;
	return (size_t)len;
}

bool tekst_gyldig(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		int32_t cp;
		i += punkt(s + i, n - i, &cp);
		if (cp <= 0)
			return false;
	}
	return true;
}

static int bredde(int32_t cp)
{
	return cp < 0 ? 1 : utf8proc_charwidth(cp);
}

static bool synlig_ascii(char c)
{
	return c >= 0x20 && c < 0x7f;
}

size_t tekst_klynge(const char *s, size_t n, int *celler)
{
	int32_t foer, cp, stilling = 0;
	/* nothing joins two printable ASCII characters */
	if (n && synlig_ascii(s[0]) && (n == 1 || synlig_ascii(s[1]))) {
		if (celler)
			*celler = 1;
		return 1;
	}
	size_t i = punkt(s, n, &foer);
	int w = bredde(foer);
	while (i < n && foer >= 0) {
		size_t k = punkt(s + i, n - i, &cp);
		if (cp < 0 || utf8proc_grapheme_break_stateful(foer, cp, &stilling))
			break;
		if (bredde(cp) > w || cp == 0xFE0F)
			w = cp == 0xFE0F ? 2 : bredde(cp);
		foer = cp;
		i += k;
	}
	if (celler)
		*celler = w;
	return i;
}

size_t tekst_forrige(const char *s, size_t pos)
{
	/* Clusters only break forwards: start where one surely begins. */
	size_t fra = pos > 64 ? pos - 64 : 0;
	while (fra > 0 && s[fra] != ' ' && s[fra] != '\n' && pos - fra < 512)
		fra--;
	while (fra < pos && ((unsigned char)s[fra] & 0xC0) == 0x80)
		fra++;
	size_t sidste = fra;
	for (size_t i = fra; i < pos;) {
		sidste = i;
		i += tekst_klynge(s + i, pos - i, NULL);
	}
	return sidste;
}

int tekst_celler(const char *s, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n;) {
		int w;
		i += tekst_klynge(s + i, n - i, &w);
		sum += w;
	}
	return sum;
}

size_t tekst_passer(const char *s, size_t n, int celler)
{
	size_t i = 0;
	while (i < n) {
		int w;
		size_t k = tekst_klynge(s + i, n - i, &w);
		if (w > celler)
			break;
		celler -= w;
		i += k;
	}
	return i;
}

/* What a terminal would obey, hide or turn around instead of showing. */
static bool farlig(int32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029)
		return true;
	if ((cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
		return true;
	if (cp == 0x200B || cp == 0x200E || cp == 0x200F || cp == 0x2060 || cp == 0xFEFF)
		return true;
	utf8proc_category_t k = utf8proc_category(cp);
	return k == UTF8PROC_CATEGORY_CO || k == UTF8PROC_CATEGORY_CS || k == UTF8PROC_CATEGORY_CN;
}

void tekst_sikker(struct buf *ud, const char *s, size_t n, bool linjer)
{
	for (size_t i = 0; i < n;) {
		int32_t cp;
		size_t rent = 0;
		while (i + rent < n && synlig_ascii(s[i + rent]))
			rent++;
		if (rent) {
			buf_add(ud, s + i, rent);
			i += rent;
			continue;
		}
		size_t k = punkt(s + i, n - i, &cp);
		if (cp == '\n' || cp == '\t')
			buf_tegn(ud, linjer ? (char)cp : ' ');
		else if (cp == 0x1B)
			buf_tekst(ud, "␛");
		else if (farlig(cp))
			buf_tekst(ud, "�");
		else
			buf_add(ud, s + i, k);
		i += k;
	}
}

char *tekst_fold(const char *s)
{
	utf8proc_uint8_t *ud = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &ud,
					  UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE |
						  UTF8PROC_CASEFOLD);
	if (n < 0)
		return mem_tekst(s);
	return (char *)ud;
}

size_t tekst_linje(const char *s, size_t n, int celler, size_t *skip)
{
	const char *ny = memchr(s, '\n', n);
	size_t til = ny ? (size_t)(ny - s) : n;
	size_t k = tekst_passer(s, til, celler > 0 ? celler : 1);
	*skip = 0;
	if (k == til) {
		*skip = ny ? 1 : 0;
		return til;
	}
	if (s[k] == ' ') {
		*skip = 1;
		return k;
	}
	for (size_t i = k; i > 0; i--)
		if (s[i - 1] == ' ') {
			*skip = 1;
			return i - 1;
		}
	return k ? k : tekst_klynge(s, til, NULL);
}
