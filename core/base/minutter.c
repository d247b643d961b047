#include "core/base/minutter.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Hundredths of an hour out of digits, one decimal mark of `marks`, digits. */
static bool hundrededele(int64_t *out, const char *s, const char *marks)
{
	int64_t hele = 0, brok = 0;
	int cifre = 0, decimaler = 0;
	for (; isdigit((unsigned char)*s) && cifre < 7; s++, cifre++)
		hele = hele * 10 + (*s - '0');
	if (!cifre)
		return false;
	if (*s && strchr(marks, *s)) {
		for (s++; isdigit((unsigned char)*s) && decimaler < 2; s++, decimaler++)
			brok = brok * 10 + (*s - '0');
		if (!decimaler)
			return false;
	}
	if (*s)
		return false;
	*out = hele * 100 + (decimaler == 1 ? brok * 10 : brok);
	return true;
}

bool minutter_af_timer(int64_t *out, const char *decimal)
{
	int64_t h;
	if (!hundrededele(&h, decimal, "."))
		return false;
	*out = del_afrund(h * 60, 100);
	return true;
}

static bool klokkeform(int64_t *hundrede, const char *s)
{
	int t, m, n = 0;
	if (sscanf(s, "%6d:%2d%n", &t, &m, &n) != 2 || s[n] || !isdigit((unsigned char)s[0]))
		return false;
	const char *kolon = strchr(s, ':');
	if (strlen(kolon) != 3 || !isdigit((unsigned char)kolon[1]) || m > 59)
		return false;
	*hundrede = (int64_t)t * 100 + del_afrund((int64_t)m * 100, 60);
	return true;
}

bool timer_fra_tastatur(char ud[16], const char *s)
{
	int64_t h;
	if (!hundrededele(&h, s, ".,") && !klokkeform(&h, s))
		return false;
	unsigned hele = (unsigned)(h / 100) % 100000000u, brok = (unsigned)(h % 100);
	if (!brok)
		snprintf(ud, 16, "%u", hele);
	else if (brok % 10 == 0)
		snprintf(ud, 16, "%u.%u", hele, brok / 10);
	else
		snprintf(ud, 16, "%u.%02u", hele, brok);
	return true;
}

const char *minutter_klokke(int64_t min, char ud[24])
{
	snprintf(ud, 24, "%" PRId64 ":%02" PRId64, min / 60, min % 60);
	return ud;
}

const char *minutter_tekst(int64_t min, char ud[48])
{
	int64_t t = min / 60, m = min % 60;
	const char *time = t == 1 ? "time" : "timer", *minut = m == 1 ? "minut" : "minutter";
	if (!m)
		snprintf(ud, 48, "%" PRId64 " %s", t, time);
	else if (!t)
		snprintf(ud, 48, "%" PRId64 " %s", m, minut);
	else
		snprintf(ud, 48, "%" PRId64 " %s og %" PRId64 " %s", t, time, m, minut);
	return ud;
}

const char *timer_dansk(const char *decimal, char ud[16])
{
	snprintf(ud, 16, "%s", decimal);
	char *p = strchr(ud, '.');
	if (p)
		*p = ',';
	return ud;
}

int64_t del_afrund(int64_t a, int64_t b)
{
	return (2 * a + b) / (2 * b);
}
