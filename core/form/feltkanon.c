#include "core/form/feltkanon.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/cpr.h"
#include "core/base/err.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/base/uuid.h"
#include "core/form/felttype.h"
#include "core/form/feltvalg.h"

static int afvis(const struct laesning *l, const char *saetning)
{
	return err_set(l->e, ERR_UGYLDIG, "%s", saetning);
}

static int tag(const struct laesning *l, const char *kanonisk)
{
	buf_tekst(l->ud, kanonisk);
	return 0;
}

static size_t tegn_i(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static void uden_cr(struct buf *ud, const char *s)
{
	for (; *s; s++) {
		if (*s != '\r')
			buf_tegn(ud, *s);
		else if (s[1] != '\n')
			buf_tegn(ud, '\n');
	}
}

static int tekst(const struct laesning *l, const char *s)
{
	size_t n = tegn_i(s);
	if (!tekst_gyldig(s, strlen(s)))
		return afvis(l, _("teksten er ikke gyldig UTF-8; indsæt den igen som almindelig "
				  "tekst"));
	if (n > (size_t)l->felt->maks)
		return err_set(l->e, ERR_UGYLDIG, _("teksten er på %zu tegn; der er plads til højst "
						    "%d"),
			       n, (int)l->felt->maks);
	if (l->felt->type == FELT_LANG) {
		uden_cr(l->ud, s);
		return 0;
	}
	if (l->fra_fil && strpbrk(s, "\r\n"))
		return afvis(l, _("teksten må kun være på én linje"));
	for (; *s; s++)
		buf_tegn(l->ud, strchr("\r\n\t", *s) && !l->fra_fil ? ' ' : *s);
	return 0;
}

static int dato(const struct laesning *l, const char *s)
{
	struct dato d;
	char t[DATO_ISO];
	if (l->fra_fil ? !dato_laes(&d, s) : !dato_fra_tastatur(&d, s, l->i_dag))
		return afvis(l, l->fra_fil ? _("datoen findes ikke; skriv den som 2026-09-01")
					   : _("datoen findes ikke; skriv den som 1/9-26 eller "
					       "01092026"));
	return tag(l, dato_iso(d, t));
}

/* 12:30; typed also 12.30, 1230, 930, 9. */
static bool klokkeslaet(char ud[6], const char *s, bool fra_fil)
{
	size_t n = strspn(s, "0123456789");
	int t = n && n <= 4 ? atoi(s) : 99, m = 0;
	bool skilt = s[n] == ':' || (s[n] == '.' && !fra_fil);
	if (!s[n] && !fra_fil && n > 2) {
		m = t % 100;
		t /= 100;
	} else if (skilt && n <= 2 && strspn(s + n + 1, "0123456789") == 2 && !s[n + 3]) {
		m = atoi(s + n + 1);
	} else if (s[n] || n > 2 || fra_fil) {
		return false;
	}
	if (t > 23 || m > 59 || (fra_fil && n != 2))
		return false;
	snprintf(ud, 6, "%02d:%02d", t, m);
	return true;
}

static int klokke(const struct laesning *l, const char *s)
{
	char t[6];
	if (!klokkeslaet(t, s, l->fra_fil))
		return afvis(l, _("klokkeslættet findes ikke; skriv det som 12:30"));
	return tag(l, t);
}

static bool tidspunkt_laes(const struct laesning *l, const char *s, struct dato *d, char kl[6])
{
	const char *skel = l->fra_fil || strchr(s, 'T') ? strchr(s, 'T') : strrchr(s, ' ');
	if (!skel) {
		*d = l->i_dag;
		return !l->fra_fil && klokkeslaet(kl, s, false);
	}
	char dag[32];
	if ((size_t)(skel - s) >= sizeof dag)
		return false;
	memcpy(dag, s, (size_t)(skel - s));
	dag[skel - s] = '\0';
	return (l->fra_fil ? dato_laes(d, dag) : dato_fra_tastatur(d, dag, l->i_dag)) &&
	       klokkeslaet(kl, skel + 1, l->fra_fil);
}

static int tidspunkt(const struct laesning *l, const char *s)
{
	struct dato d;
	char kl[6], t[DATO_ISO];
	if (!tidspunkt_laes(l, s, &d, kl))
		return afvis(l, l->fra_fil ? _("tidspunktet findes ikke; skriv det som "
					       "2026-09-10T13:40")
					   : _("tidspunktet findes ikke; skriv det som "
					       "10/9-26 13:40"));
	buf_format(l->ud, "%sT%s", dato_iso(d, t), kl);
	return 0;
}

static int i_graensen(const struct laesning *l, int64_t v, const char *kanonisk)
{
	const struct felt *f = l->felt;
	if (v >= f->min && v <= f->maks)
		return tag(l, kanonisk);
	struct buf b = BUF_TOM;
	felttype_graense_vis(f->type, f->min, &b);
	buf_tekst(&b, _(" og "));
	felttype_graense_vis(f->type, f->maks, &b);
	if (f->enhed)
		buf_format(&b, " %s", f->enhed);
	int r = err_set(l->e, ERR_UGYLDIG, _("tallet skal ligge mellem %s"), buf_str(&b));
	buf_done(&b);
	return r;
}

/* The number without the unit that people put behind it: "30 min", "12 timer". */
static void uden_enhed(char ud[32], const struct laesning *l, const char *s)
{
	size_t n = strspn(s, "0123456789.,: ");
	while (n && strchr(" .,", s[n - 1]))
		n--;
	const char *hale = s + n + strspn(s + n, " ");
	const char *enhed = l->felt->enhed ? l->felt->enhed : "";
	size_t m = strlen(hale);
	if (m && hale[m - 1] == '.')
		m--;
	bool kendt = m && (!strncmp(hale, enhed, m) || !strncmp(hale, enhed, strlen(enhed)));
	if (l->fra_fil || !kendt || !n || !*enhed)
		n = strlen(s);
	snprintf(ud, 32, "%.*s", n < 31 ? (int)n : 31, s);
}

static int heltal(const struct laesning *l, const char *s)
{
	char t[32];
	int timer, min, n = 0;
	uden_enhed(t, l, s);
	bool minutter = l->felt->enhed && !strncmp(l->felt->enhed, "min", 3);
	if (!l->fra_fil && minutter && sscanf(t, "%2d:%2d%n", &timer, &min, &n) == 2 && !t[n] &&
	    timer >= 0 && min >= 0 && min < 60)
		snprintf(t, sizeof t, "%d", timer * 60 + min);
	size_t cifre = strspn(t, "0123456789");
	if (!cifre || t[cifre])
		return afvis(l, _("der skal stå et helt tal, f.eks. 30"));
	int64_t v = cifre > 9 ? INT64_MAX : strtoll(t, NULL, 10);
	snprintf(t, sizeof t, "%" PRId64, v);
	return i_graensen(l, v, t);
}

/* As a file writes a number: digits, a point, digits. */
static bool punkttal(const char *s)
{
	size_t n = strspn(s, "0123456789");
	if (!n || !s[n])
		return n > 0;
	size_t m = s[n] == '.' ? strspn(s + n + 1, "0123456789") : 0;
	return m && m <= 2 && !s[n + 1 + m];
}

static int timer(const struct laesning *l, const char *s)
{
	char t[32], ud[16];
	int64_t min;
	uden_enhed(t, l, s);
	if ((l->fra_fil && !punkttal(t)) || !timer_fra_tastatur(ud, t) ||
	    !minutter_af_timer(&min, ud))
		return afvis(l, l->fra_fil ? _("der skal stå timer med punktum og højst to "
					       "decimaler, f.eks. 30.5")
					   : _("der skal stå timer, f.eks. 30,5 eller 30:30"));
	return i_graensen(l, min, ud);
}

static int dage(const struct laesning *l, const char *s)
{
	char t[32];
	int64_t halve;
	uden_enhed(t, l, s);
	if ((l->fra_fil && !punkttal(t)) || !felttype_graense_laes(FELT_DAGE, t, &halve))
		return afvis(l, _("der skal stå hele eller halve dage, f.eks. 5 eller 2,5"));
	snprintf(t, sizeof t, "%" PRId64 "%s", halve / 2, halve % 2 ? ".5" : "");
	return i_graensen(l, halve, t);
}

static int beloeb(const struct laesning *l, const char *s)
{
	char t[32], ud[24];
	int64_t oere;
	uden_enhed(t, l, s);
	if ((l->fra_fil && !punkttal(t)) || !penge_fra_tastatur(ud, t) || !penge_laes(&oere, ud))
		return afvis(l, l->fra_fil ? _("der skal stå et beløb med punktum og to decimaler, "
					       "f.eks. 2400.00")
					   : _("der skal stå et beløb i kroner, f.eks. 2.400,50"));
	return i_graensen(l, oere, ud);
}

/* Exactly n digits; typed numbers may have blanks, points and dashes in them. */
static bool cifre(char *ud, size_t n, const char *s, bool fra_fil)
{
	size_t k = 0;
	for (; *s; s++) {
		if (isdigit((unsigned char)*s) && k < n)
			ud[k++] = *s;
		else if (fra_fil || !strchr(" -.", *s))
			return false;
	}
	ud[k] = '\0';
	return k == n;
}

static int cpr(const struct laesning *l, const char *s)
{
	char c[11];
	struct cpr tal;
	size_t n = strlen(s);
	bool form = !l->fra_fil || (n == 11 && s[6] == '-' && strspn(s, "0123456789") == 6);
	if (!form || !cifre(c, 10, s, false))
		return afvis(l, _("der skal stå ti cifre, f.eks. 610190-0019"));
	if (!cpr_laes(&tal, c))
		return afvis(l, _("de første seks cifre er ikke en dato; de skal være dag, måned og "
				  "år (i et erstatningsnummer dag + 60)"));
	buf_format(l->ud, "%.6s-%s", c, c + 6);
	return 0;
}

static int cvr(const struct laesning *l, const char *s)
{
	char c[9];
	if (!l->fra_fil && (!strncmp(s, "DK", 2) || !strncmp(s, "dk", 2)))
		s += 2;
	if (!cifre(c, 8, s, l->fra_fil))
		return afvis(l, _("der skal stå otte cifre, f.eks. 99999993"));
	if (!cvr_gyldig(c))
		return afvis(l, _("nummeret findes ikke (kontrolcifferet passer ikke); tjek de otte "
				  "cifre"));
	return tag(l, c);
}

static int pnummer(const struct laesning *l, const char *s)
{
	char c[11];
	if (!cifre(c, 10, s, l->fra_fil))
		return afvis(l, _("der skal stå ti cifre"));
	return tag(l, c);
}

static int postnr(const struct laesning *l, const char *s)
{
	char c[5];
	if (!cifre(c, 4, s, l->fra_fil))
		return afvis(l, _("der skal stå fire cifre, f.eks. 9999"));
	return tag(l, c);
}

static int kommune(const struct laesning *l, const char *s)
{
	char c[5];
	if (cifre(c, 4, s, l->fra_fil))
		return tag(l, c);
	if (l->fra_fil || !cifre(c + 1, 3, s, false))
		return afvis(l, _("der skal stå en kommunekode på fire cifre, f.eks. 0630"));
	c[0] = '0';
	return tag(l, c);
}

static int navn(const struct laesning *l, const char *s)
{
	static const char TEGN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
	size_t n = strspn(s, TEGN);
	if (s[n] || n > 40 || !isalnum((unsigned char)*s))
		return afvis(l, _("et navn som t1 må kun rumme bogstaver fra a til z, cifre, - og _, "
				  "højst 40 tegn"));
	return tag(l, s);
}

static int uuid(const struct laesning *l, const char *s)
{
	struct uuid u;
	char t[UUID_TEKST];
	if (!uuid_laes(&u, s))
		return afvis(l, _("der skal stå et UUID på 36 tegn"));
	return tag(l, uuid_skriv(&u, t));
}

/* Year and quarter in any order and with any mark between: 2026K4, 4/26, k4. */
static bool kvartal_tastet(const char *s, int aar, int ud[2])
{
	long tal[2] = {0, 0};
	size_t laengde[2] = {0, 0}, n = 0;
	while (*s && n < 2) {
		s += strspn(s, "kKqQ./- ");
		if (!isdigit((unsigned char)*s))
			break;
		char *slut;
		tal[n] = strtol(s, &slut, 10);
		laengde[n++] = (size_t)(slut - s);
		s = slut;
	}
	if (*s || !n)
		return false;
	size_t k = laengde[0] == 1 ? 0 : 1;
	if (n == 2 && (laengde[k] != 1 || (laengde[1 - k] != 4 && laengde[1 - k] != 2)))
		return false;
	ud[0] = n == 1 ? aar : (int)(laengde[1 - k] == 2 ? 2000 + tal[1 - k] : tal[1 - k]);
	ud[1] = (int)tal[k];
	return n == 2 || laengde[0] == 1;
}

static int kvartal(const struct laesning *l, const char *s)
{
	int k[2];
	bool form = strlen(s) == 6 && s[4] == 'K' && strspn(s, "0123456789") == 4;
	if ((l->fra_fil && !form) || !kvartal_tastet(s, l->i_dag.aar, k) || k[1] < 1 || k[1] > 4 ||
	    k[0] < 1900 || k[0] > 2199)
		return afvis(l, _("der skal stå år og kvartal, f.eks. 2026K4"));
	buf_format(l->ud, "%04dK%d", k[0], k[1]);
	return 0;
}

static int hash(const struct laesning *l, const char *s)
{
	if (strlen(s) != 64 || strspn(s, "0123456789abcdef") != 64)
		return afvis(l, _("der skal stå 64 hex-cifre (0-9, a-f)"));
	return tag(l, s);
}

int feltkanon(const struct laesning *l, const char *s)
{
	static int (*const LAES[])(const struct laesning *, const char *) = {
		[FELT_TEKST] = tekst, [FELT_LANG] = tekst, [FELT_DATO] = dato,
		[FELT_TIDSPUNKT] = tidspunkt, [FELT_KLOKKE] = klokke,
		[FELT_JANEJ] = feltvalg_janej, [FELT_VALG] = feltvalg_et,
		[FELT_FLERVALG] = feltvalg_flere, [FELT_HELTAL] = heltal, [FELT_TIMER] = timer,
		[FELT_DAGE] = dage, [FELT_BELOEB] = beloeb, [FELT_CPR] = cpr, [FELT_CVR] = cvr,
		[FELT_PNUMMER] = pnummer, [FELT_POSTNR] = postnr, [FELT_KOMMUNE] = kommune,
		[FELT_NAVN] = navn, [FELT_UUID] = uuid, [FELT_KVARTAL] = kvartal,
		[FELT_HASH] = hash,
	};
	return LAES[l->felt->type](l, s);
}
