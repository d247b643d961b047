#include "core/form/udtryk.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"

#define MAKS_TEGN 4000
#define MAKS_DYBDE 32

enum led_art { LED_JA, LED_NEJ, LED_UDFYLDT, LED_ER, LED_ER_IKKE, LED_BLANDT, LED_IKKE, LED_OG,
	       LED_ELLER };

/* A node; a and b are places in the row of nodes. */
struct led {
	enum led_art art;
	size_t a, b;
	char *felt;
	char **vaerdier;
	size_t n;
};

struct udtryk {
	struct vec led;           /* struct led */
	struct vec felter;        /* const char *, owned by led */
	size_t rod;
};

struct skan {
	const char *p;
	struct udtryk *u;
	int dybde;
	struct err *e;
};

static bool ordtegn(char c)
{
	return isalnum((unsigned char)c) || strchr("_-.:", c) || (unsigned char)c >= 0x80;
}

static void mellemrum(struct skan *s)
{
	while (*s->p && strchr(" \t\r\n", *s->p))
		s->p++;
}

static size_t ordlaengde(const struct skan *s)
{
	size_t n = 0;
	while (s->p[n] && ordtegn(s->p[n]))
		n++;
	return n;
}

static bool tag_ord(struct skan *s, const char *ord)
{
	mellemrum(s);
	size_t n = strlen(ord);
	if (ordlaengde(s) != n || strncmp(s->p, ord, n) != 0)
		return false;
	s->p += n;
	return true;
}

static bool tag_tegn(struct skan *s, const char *tegn)
{
	mellemrum(s);
	size_t n = strlen(tegn);
	if (strncmp(s->p, tegn, n) != 0)
		return false;
	s->p += n;
	return true;
}

static int fejl(struct skan *s, const char *forventet)
{
	mellemrum(s);
	if (!*s->p)
		return err_set(s->e, ERR_UGYLDIG, _("betingelsen slutter for tidligt; her ventes %s"),
			       forventet);
	size_t n = ordlaengde(s);
	return err_set(s->e, ERR_UGYLDIG, _("betingelsen kan ikke læses ved »%.*s«; her ventes %s"),
		       (int)(n ? n : 1), s->p, forventet);
}

static size_t nyt_led(struct skan *s, enum led_art art, size_t a, size_t b)
{
	struct led *l = vec_ny(&s->u->led);
	l->art = art;
	l->a = a;
	l->b = b;
	return s->u->led.n - 1;
}

static int vaerdi(struct skan *s, size_t nr)
{
	mellemrum(s);
	const char *fra = s->p;
	size_t n = ordlaengde(s);
	if (*s->p == '"') {
		const char *slut = strchr(++fra, '"');
		if (!slut)
			return fejl(s, _("et afsluttende anførselstegn"));
		n = (size_t)(slut - fra);
		s->p = slut + 1;
	} else if (n) {
		s->p += n;
	} else {
		return fejl(s, _("en værdi"));
	}
	struct led *l = VEC_NR(struct led, &s->u->led, nr);
	l->vaerdier = mem_om(l->vaerdier, (l->n + 1) * sizeof *l->vaerdier);
	l->vaerdier[l->n++] = mem_tekst_n(fra, n);
	return 0;
}

static bool reserveret(const char *p, size_t n)
{
	static const char *const ORD[] = {"og", "eller", "ikke", "i"};
	for (size_t i = 0; i < sizeof ORD / sizeof *ORD; i++)
		if (strlen(ORD[i]) == n && !strncmp(p, ORD[i], n))
			return true;
	return false;
}

static int felt(struct skan *s, size_t *out)
{
	mellemrum(s);
	size_t n = ordlaengde(s);
	if (!n || reserveret(s->p, n))
		return fejl(s, _("navnet på et felt"));
	if (tag_ord(s, "ja") || tag_ord(s, "nej")) {
		*out = nyt_led(s, s->p[-1] == 'a' ? LED_JA : LED_NEJ, 0, 0);
		return 0;
	}
	*out = nyt_led(s, LED_UDFYLDT, 0, 0);
	struct led *l = VEC_NR(struct led, &s->u->led, *out);
	l->felt = mem_tekst_n(s->p, n);
	*(const char **)vec_ny(&s->u->felter) = l->felt;
	s->p += n;
	if (tag_tegn(s, "!="))
		l->art = LED_ER_IKKE;
	else if (tag_tegn(s, "="))
		l->art = LED_ER;
	else if (tag_ord(s, "i"))
		l->art = LED_BLANDT;
	if (l->art == LED_UDFYLDT)
		return 0;
	bool flere = l->art == LED_BLANDT;
	int r;
	while (!(r = vaerdi(s, *out)) && flere && tag_tegn(s, "|"))
		;
	return r;
}

static int eller(struct skan *s, size_t *out);

static int enkelt(struct skan *s, size_t *out)
{
	int r;
	if (++s->dybde > MAKS_DYBDE)
		return err_set(s->e, ERR_UGYLDIG, _("betingelsen har for mange parenteser i hinanden; "
						    "der må højst være %d"), MAKS_DYBDE);
	if (tag_ord(s, "ikke")) {
		if (!(r = enkelt(s, out)))
			*out = nyt_led(s, LED_IKKE, *out, 0);
	} else if (tag_tegn(s, "(")) {
		r = eller(s, out);
		if (!r && !tag_tegn(s, ")"))
			r = fejl(s, "»)«");
	} else {
		r = felt(s, out);
	}
	s->dybde--;
	return r;
}

static int og(struct skan *s, size_t *out)
{
	size_t b;
	int r = enkelt(s, out);
	while (!r && tag_ord(s, "og"))
		if (!(r = enkelt(s, &b)))
			*out = nyt_led(s, LED_OG, *out, b);
	return r;
}

static int eller(struct skan *s, size_t *out)
{
	size_t b;
	int r = og(s, out);
	while (!r && tag_ord(s, "eller"))
		if (!(r = og(s, &b)))
			*out = nyt_led(s, LED_ELLER, *out, b);
	return r;
}

int udtryk_laes(struct udtryk **out, const char *kilde, struct err *e)
{
	*out = NULL;
	if (strlen(kilde) > MAKS_TEGN)
		return err_set(e, ERR_UGYLDIG, _("betingelsen er for lang; den må højst være på %d "
						 "tegn"), MAKS_TEGN);
	struct udtryk *u = mem_nul(1, sizeof *u);
	u->led = (struct vec)VEC_AF(struct led);
	u->felter = (struct vec)VEC_AF(const char *);
	struct skan s = {.p = kilde, .u = u, .e = e};
	int r = eller(&s, &u->rod);
	mellemrum(&s);
	if (!r && *s.p)
		r = fejl(&s, _("»og«, »eller« eller slutningen"));
	if (r) {
		udtryk_free(u);
		return r;
	}
	*out = u;
	return 0;
}

void udtryk_free(struct udtryk *u)
{
	if (!u)
		return;
	for (size_t i = 0; i < u->led.n; i++) {
		struct led *l = VEC_NR(struct led, &u->led, i);
		for (size_t j = 0; j < l->n; j++)
			free(l->vaerdier[j]);
		free(l->vaerdier);
		free(l->felt);
	}
	vec_done(&u->led);
	vec_done(&u->felter);
	free(u);
}

/* Is it the value, or one of the several chosen? */
static bool blandt(const char *felt, const char *v)
{
	size_t n = strlen(v);
	for (const char *p = felt; p; p = strchr(p, ' ') ? strchr(p, ' ') + 1 : NULL)
		if (!strncmp(p, v, n) && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

static bool led_sandt(const struct udtryk *u, size_t nr, udtryk_slaaop *slaaop, void *arg)
{
	const struct led *l = VEC_NR(struct led, &u->led, nr);
	const char *v = l->felt ? slaaop(arg, l->felt) : NULL;
	switch (l->art) {
	case LED_JA:
		return true;
	case LED_NEJ:
		return false;
	case LED_UDFYLDT:
		return v && *v;
	case LED_ER:
		return v && !strcmp(v, l->vaerdier[0]);
	case LED_ER_IKKE:
		return !v || strcmp(v, l->vaerdier[0]) != 0;
	case LED_BLANDT:
		for (size_t i = 0; v && i < l->n; i++)
			if (blandt(v, l->vaerdier[i]))
				return true;
		return false;
	case LED_IKKE:
		return !led_sandt(u, l->a, slaaop, arg);
	case LED_OG:
		return led_sandt(u, l->a, slaaop, arg) && led_sandt(u, l->b, slaaop, arg);
	case LED_ELLER:
		return led_sandt(u, l->a, slaaop, arg) || led_sandt(u, l->b, slaaop, arg);
	}
	return false;
}

bool udtryk_sandt(const struct udtryk *u, udtryk_slaaop *slaaop, void *arg)
{
	return !u || led_sandt(u, u->rod, slaaop, arg);
}

size_t udtryk_felter(const struct udtryk *u, const char *const **felter)
{
	*felter = u ? u->felter.data : NULL;
	return u ? u->felter.n : 0;
}

int udtryk_gennemgaa(const struct udtryk *u, udtryk_tjek *tjek, void *arg, struct err *e)
{
	int r = 0;
	for (size_t i = 0; u && i < u->led.n && !r; i++) {
		const struct led *l = VEC_NR(struct led, &u->led, i);
		if (l->felt && !l->n)
			r = tjek(arg, l->felt, NULL, e);
		for (size_t j = 0; j < l->n && !r; j++)
			r = tjek(arg, l->felt, l->vaerdier[j], e);
	}
	return r;
}
