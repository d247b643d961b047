#include "core/form/felttype.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"

/* Longer than any line or note a person writes, short enough for every screen. */
#define TEKST_TEGN 500
#define LANG_TEGN 100000
#define UGE_MINUTTER (168 * 60)
#define MAKS_OERE 9999999999

static const struct {
	const char *navn;
	int64_t min, maks;
} TYPE[] = {
	[FELT_TEKST] = {"tekst", 0, TEKST_TEGN},
	[FELT_LANG] = {"lang", 0, LANG_TEGN},
	[FELT_DATO] = {"dato", 0, 0},
	[FELT_TIDSPUNKT] = {"tidspunkt", 0, 0},
	[FELT_KLOKKE] = {"klokke", 0, 0},
	[FELT_JANEJ] = {"janej", 0, 0},
	[FELT_VALG] = {"valg", 0, 0},
	[FELT_FLERVALG] = {"flervalg", 0, 0},
	[FELT_HELTAL] = {"heltal", 0, 999999},
	[FELT_TIMER] = {"timer", 0, UGE_MINUTTER},
	[FELT_DAGE] = {"dage", 1, 14},
	[FELT_BELOEB] = {"beloeb", 0, MAKS_OERE},
	[FELT_CPR] = {"cpr", 0, 0},
	[FELT_CVR] = {"cvr", 0, 0},
	[FELT_PNUMMER] = {"pnummer", 0, 0},
	[FELT_POSTNR] = {"postnr", 0, 0},
	[FELT_KOMMUNE] = {"kommune", 0, 0},
	[FELT_NAVN] = {"navn", 0, 0},
	[FELT_UUID] = {"uuid", 0, 0},
	[FELT_KVARTAL] = {"kvartal", 0, 0},
	[FELT_HASH] = {"hash", 0, 0},
};

#define ANTAL (sizeof TYPE / sizeof *TYPE)

bool felttype_af_navn(enum felttype *ud, const char *navn)
{
	for (size_t i = 0; i < ANTAL; i++) {
		if (!strcmp(TYPE[i].navn, navn)) {
			*ud = (enum felttype)i;
			return true;
		}
	}
	return false;
}

const char *felttype_navne(void)
{
	return "tekst, lang, dato, tidspunkt, klokke, janej, valg, flervalg, heltal, timer, dage, "
	       "beloeb, cpr, cvr, pnummer, postnr, kommune, navn, uuid, kvartal, hash";
}

void felttype_graenser(enum felttype t, int64_t *min, int64_t *maks)
{
	*min = TYPE[t].min;
	*maks = TYPE[t].maks;
}

bool felttype_har_graenser(enum felttype t)
{
	return TYPE[t].maks > 0;
}

bool felttype_er_tekst(enum felttype t)
{
	return t == FELT_TEKST || t == FELT_LANG;
}

static bool halve_dage(const char *s, int64_t *ud)
{
	char t[16];
	if (strchr(s, ':') || !timer_fra_tastatur(t, s))
		return false;
	const char *punkt = strchr(t, '.');
	if (punkt && strcmp(punkt, ".5") != 0)
		return false;
	*ud = strtoll(t, NULL, 10) * 2 + (punkt != NULL);
	return true;
}

static bool helt(const char *s, int64_t *ud)
{
	size_t n = strspn(s, "0123456789");
	if (!n || s[n] || n > 9)
		return false;
	*ud = strtoll(s, NULL, 10);
	return true;
}

bool felttype_graense_laes(enum felttype t, const char *tekst, int64_t *ud)
{
	char penge[24];
	if (t == FELT_TIMER)
		return minutter_af_timer(ud, tekst);
	if (t == FELT_DAGE)
		return halve_dage(tekst, ud);
	if (t == FELT_BELOEB)
		return penge_fra_tastatur(penge, tekst) && penge_laes(ud, penge);
	return felttype_har_graenser(t) && helt(tekst, ud);
}

void felttype_graense_vis(enum felttype t, int64_t graense, struct buf *ud)
{
	char penge[32];
	if (t == FELT_TIMER && graense % 60)
		buf_format(ud, "%" PRId64 ":%02d", graense / 60, (int)(graense % 60));
	else if (t == FELT_TIMER)
		buf_format(ud, "%" PRId64, graense / 60);
	else if (t == FELT_DAGE)
		buf_format(ud, "%" PRId64 "%s", graense / 2, graense % 2 ? ",5" : "");
	else if (t == FELT_BELOEB)
		buf_tekst(ud, penge_dansk(graense, penge));
	else
		buf_format(ud, "%" PRId64, graense);
}
