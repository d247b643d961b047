#include "core/base/penge.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool penge_laes(int64_t *oere, const char *s)
{
	char t[24];
	if (!penge_fra_tastatur(t, s) || strcmp(t, s) != 0)
		return false;
	int64_t kr = 0;
	const char *p = t;
	for (; isdigit((unsigned char)*p); p++)
		kr = kr * 10 + (*p - '0');
	*oere = kr * 100 + (p[1] - '0') * 10 + (p[2] - '0');
	return true;
}

/* A point before exactly three digits parts thousands; otherwise it is the
 * decimal mark, as in the case file. */
static bool tusindpunkt(const char *p)
{
	return p[0] == '.' && isdigit((unsigned char)p[1]) && isdigit((unsigned char)p[2]) &&
	       isdigit((unsigned char)p[3]) && !isdigit((unsigned char)p[4]);
}

bool penge_fra_tastatur(char ud[24], const char *s)
{
	int64_t kr = 0;
	int cifre = 0, brok[2] = {0, 0}, n = 0;
	for (; isdigit((unsigned char)*s) || (cifre && tusindpunkt(s)); s++) {
		if (*s == '.')
			continue;
		if (++cifre > 12)
			return false;
		kr = kr * 10 + (*s - '0');
	}
	if (!cifre)
		return false;
	if (*s == '.' || *s == ',') {
		for (s++; isdigit((unsigned char)*s) && n < 2; s++)
			brok[n++] = *s - '0';
		if (!n)
			return false;
	}
	if (*s)
		return false;
	snprintf(ud, 24, "%" PRId64 ".%d%d", kr, brok[0], brok[1]);
	return true;
}

const char *penge_dansk(int64_t oere, char ud[32])
{
	char hele[24];
	snprintf(hele, sizeof hele, "%" PRId64, oere / 100);
	size_t n = strlen(hele), k = 0;
	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			ud[k++] = '.';
		ud[k++] = hele[i];
	}
	snprintf(ud + k, 32 - k, ",%02d", (int)(oere % 100));
	return ud;
}

const char *penge_skriv(int64_t oere, char ud[24])
{
	snprintf(ud, 24, "%" PRId64 ".%02d", oere / 100, (int)(oere % 100));
	return ud;
}
