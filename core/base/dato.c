#include "core/base/dato.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/base/sprog.h"

static const char *const MAANED[] = {"januar", "februar", "marts", "april", "maj", "juni", "juli",
				     "august", "september", "oktober", "november", "december"};
static const char *const UGEDAG[] = {"mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag",
				     "søndag"};

static bool skudaar(int a)
{
	return (a % 4 == 0 && a % 100 != 0) || a % 400 == 0;
}

static int dage_i_maaned(int aar, int m)
{
	static const int dage[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return m == 2 && skudaar(aar) ? 29 : dage[m - 1];
}

bool dato_gyldig(struct dato d)
{
	return d.aar >= 1800 && d.aar <= 2199 && d.maaned >= 1 && d.maaned <= 12 && d.dag >= 1 &&
	       d.dag <= dage_i_maaned(d.aar, d.maaned);
}

bool dato_er(struct dato d)
{
	return d.aar != 0;
}

bool dato_laes(struct dato *out, const char *s)
{
	for (int i = 0; i < 10; i++) {
		bool streg = i == 4 || i == 7;
		if (streg ? s[i] != '-' : !isdigit((unsigned char)s[i]))
			return false;
	}
	if (s[10] != '\0')
		return false;
	struct dato d;
	if (sscanf(s, "%4d-%2d-%2d", &d.aar, &d.maaned, &d.dag) != 3 || !dato_gyldig(d))
		return false;
	*out = d;
	return true;
}

static int fuldt_aar(int aar, int cifre)
{
	return cifre > 2 ? aar : aar < 70 ? 2000 + aar : 1900 + aar;
}

/* Day, month, year parted by any of . / - or space. */
static bool dele(struct dato *out, const char *s, struct dato i_dag)
{
	int tal[3] = {0, 0, i_dag.aar}, cifre[3] = {0, 0, 4}, n = 0;
	while (*s && n < 3) {
		if (!isdigit((unsigned char)*s))
			return false;
		tal[n] = 0;
		for (cifre[n] = 0; isdigit((unsigned char)*s) && cifre[n] < 5; cifre[n]++)
			tal[n] = tal[n] * 10 + (*s++ - '0');
		n++;
		while (*s && strchr("./- ", *s))
			s++;
	}
	if (*s || n < 2 || cifre[0] > 2 || cifre[1] > 2 || cifre[2] == 1 || cifre[2] == 3)
		return false;
	*out = (struct dato){fuldt_aar(tal[2], cifre[2]), tal[1], tal[0]};
	return dato_gyldig(*out);
}

static bool samlet(struct dato *out, const char *s)
{
	size_t n = strlen(s);
	if ((n != 6 && n != 8) || strspn(s, "0123456789") != n)
		return false;
	int d, m, a;
	if (sscanf(s, "%2d%2d%4d", &d, &m, &a) != 3)
		return false;
	*out = (struct dato){fuldt_aar(a, (int)n - 4), m, d};
	return dato_gyldig(*out);
}

bool dato_fra_tastatur(struct dato *out, const char *s, struct dato i_dag)
{
	while (*s == ' ')
		s++;
	if (!strcmp(s, "i dag") || !strcmp(s, "idag") || !strcmp(s, _("i dag")))
		return *out = i_dag, true;
	if (!strcmp(s, "i morgen") || !strcmp(s, "imorgen") || !strcmp(s, _("i morgen")))
		return *out = dato_plus_dage(i_dag, 1), true;
	if (!strcmp(s, "i går") || !strcmp(s, "igår") || !strcmp(s, _("i går")))
		return *out = dato_plus_dage(i_dag, -1), true;
	return dato_laes(out, s) || samlet(out, s) || dele(out, s, i_dag);
}

const char *dato_iso(struct dato d, char ud[DATO_ISO])
{
	char t[40];
	snprintf(t, sizeof t, "%04d-%02d-%02d", d.aar % 10000, d.maaned % 100, d.dag % 100);
	memcpy(ud, t, DATO_ISO - 1);
	ud[DATO_ISO - 1] = '\0';
	return ud;
}

const char *dato_lang(struct dato d, char ud[40])
{
	int m = d.maaned >= 1 && d.maaned <= 12 ? d.maaned : 1;
	snprintf(ud, 40, "%d. %s %d", d.dag % 100, MAANED[m - 1], d.aar % 10000);
	return ud;
}

const char *dato_kort(struct dato d, char ud[12])
{
	char t[40];
	snprintf(t, sizeof t, "%02d.%02d.%04d", d.dag % 100, d.maaned % 100, d.aar % 10000);
	memcpy(ud, t, 11);
	ud[10] = '\0';
	return ud;
}

const char *dato_ugedag(struct dato d)
{
	int64_t n = (dato_dage(d) + 3) % 7;
	return UGEDAG[n < 0 ? n + 7 : n];
}

int dato_orden(struct dato a, struct dato b)
{
	if (a.aar != b.aar)
		return a.aar < b.aar ? -1 : 1;
	if (a.maaned != b.maaned)
		return a.maaned < b.maaned ? -1 : 1;
	return (a.dag > b.dag) - (a.dag < b.dag);
}

/* Days from the civil calendar and back: Howard Hinnant's published formulas. */
int64_t dato_dage(struct dato d)
{
	int64_t y = d.aar - (d.maaned <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (d.maaned + (d.maaned > 2 ? -3 : 9)) + 2) / 5 + d.dag - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

struct dato dato_fra_dage(int64_t z)
{
	z += 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int dag = (int)(doy - (153 * mp + 2) / 5 + 1);
	int maaned = (int)(mp < 10 ? mp + 3 : mp - 9);
	return (struct dato){(int)(yoe + era * 400 + (maaned <= 2)), maaned, dag};
}

struct dato dato_plus_dage(struct dato d, int64_t n)
{
	return dato_fra_dage(dato_dage(d) + n);
}

struct dato dato_plus_maaneder(struct dato d, int n)
{
	int m = d.aar * 12 + d.maaned - 1 + n;
	struct dato r = {m / 12, m % 12 + 1, d.dag};
	int sidste = dage_i_maaned(r.aar, r.maaned);
	if (r.dag > sidste)
		r.dag = sidste;
	return r;
}

struct dato dato_af_ms(int64_t ms)
{
	time_t t = (time_t)(ms / 1000);
	struct tm tm;
	if (!localtime_r(&t, &tm))
		return (struct dato){1970, 1, 1};
	return (struct dato){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday};
}
