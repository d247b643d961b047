#include "tui/paste.h"

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/base/tekst.h"

static bool styretegn(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];
	if (n == 1)
		return (c < 0x20 && c != '\n' && c != '\t') || c >= 0x7f;
	return c == 0xc2 && (unsigned char)s[1] < 0xa0;       /* the controls above ASCII */
}

size_t paste_rens(struct buf *ud, const char *s, size_t n)
{
	size_t udeladt = 0;
	for (size_t i = 0; i < n;) {
		if (s[i] == '\r') {
			i++;
			if (i == n || s[i] != '\n')
				buf_tegn(ud, '\n');
			continue;
		}
		size_t k = tekst_klynge(s + i, n - i, NULL);
		if (!tekst_gyldig(s + i, k) || styretegn(s + i, k))
			udeladt++;
		else
			buf_add(ud, s + i, k);
		i += k;
	}
	return udeladt;
}
