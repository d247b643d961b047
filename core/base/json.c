#include "core/base/json.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/tekst.h"

static void foer_vaerdi(struct json *j)
{
	if (j->komma)
		buf_tegn(j->ud, ',');
	j->komma = true;
}

void json_aabn(struct json *j, char tegn)
{
	foer_vaerdi(j);
	buf_tegn(j->ud, tegn);
	j->komma = false;
}

void json_luk(struct json *j, char tegn)
{
	buf_tegn(j->ud, tegn);
	j->komma = true;
}

/* Bytes of the valid character at s; 0 when it is none. */
static size_t tegn_laengde(const char *s, size_t n)
{
	for (size_t k = 1; k <= 4 && k <= n; k++)
		if (tekst_gyldig(s, k))
			return k;
	return 0;
}

static void ascii(struct buf *ud, unsigned char c)
{
	static const char fra[] = "\"\\\n\r\t\b\f", til[] = "\"\\nrtbf";
	const char *p = c ? strchr(fra, c) : NULL;
	if (p)
		buf_format(ud, "\\%c", til[p - fra]);
	else if (c < 0x20 || c == 0x7f)
		buf_format(ud, "\\u%04x", c);
	else
		buf_tegn(ud, (char)c);
}

/* A terminal obeys C1 controls and turns the line round at bidi controls: those
 * leave as \\u like the rest of the controls. 0 for what may stand as it is. */
static unsigned usynlig(const unsigned char *s, size_t k)
{
	unsigned c = 0;
	if (k == 2)
		c = (s[0] & 0x1fU) << 6 | (s[1] & 0x3fU);
	else if (k == 3)
		c = (s[0] & 0xfU) << 12 | (s[1] & 0x3fU) << 6 | (s[2] & 0x3fU);
	bool styrer = (c >= 0x80 && c <= 0x9f) || (c >= 0x2028 && c <= 0x202e) ||
		      (c >= 0x2066 && c <= 0x2069);
	return styrer ? c : 0;
}

static void citat(struct buf *ud, const char *s)
{
	size_t n = strlen(s);
	buf_tegn(ud, '"');
	while (n) {
		size_t k = 1;
		if ((unsigned char)*s < 0x80)
			ascii(ud, (unsigned char)*s);
		else if (!(k = tegn_laengde(s, n)))
			buf_tekst(ud, "\xef\xbf\xbd"), k = 1;
		else if (usynlig((const unsigned char *)s, k))
			buf_format(ud, "\\u%04x", usynlig((const unsigned char *)s, k));
		else
			buf_add(ud, s, k);
		s += k;
		n -= k;
	}
	buf_tegn(ud, '"');
}

void json_noegle(struct json *j, const char *noegle)
{
	foer_vaerdi(j);
	citat(j->ud, noegle);
	buf_tegn(j->ud, ':');
	j->komma = false;
}

void json_tekst(struct json *j, const char *s)
{
	if (!s) {
		json_nul(j);
		return;
	}
	foer_vaerdi(j);
	citat(j->ud, s);
}

void json_tal(struct json *j, int64_t n)
{
	foer_vaerdi(j);
	buf_format(j->ud, "%" PRId64, n);
}

void json_sand(struct json *j, bool b)
{
	foer_vaerdi(j);
	buf_tekst(j->ud, b ? "true" : "false");
}

void json_nul(struct json *j)
{
	foer_vaerdi(j);
	buf_tekst(j->ud, "null");
}

void json_andel(struct json *j, int64_t over, int64_t under)
{
	if (under <= 0) {
		json_nul(j);
		return;
	}
	int64_t tusind = del_afrund(over * 1000, under);
	foer_vaerdi(j);
	buf_format(j->ud, "%" PRId64 ".%03" PRId64, tusind / 1000, tusind % 1000);
}
