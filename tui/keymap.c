#include "tui/keymap.h"

#include <stdio.h>
#include <string.h>

#include "core/base/sprog.h"
#include "tui/tast.h"

static const struct keymap_post poster[C_ANTAL] = {
	[C_INGEN] = {C_INGEN, 0, "", "", ""},
#define X(id, kort, taster, ord, hjaelp) [C_##id] = {C_##id, kort, taster, ord, hjaelp},
	COMMANDS(X)
#undef X
};

static const struct {
	const char *navn, *vist;
} pile[] = {
	{"Up", "↑"}, {"Down", "↓"}, {"Left", "←"}, {"Right", "→"},
	{"Space", N_("Mellemrum")}, {"S-Tab", N_("Skift-Tab")},
};

static bool har_tast(const char *taster, int tast)
{
	while (*taster) {
		size_t n = strcspn(taster, " ");
		if (tast_af_navn(taster, n) == tast)
			return true;
		taster += n;
		taster += strspn(taster, " ");
	}
	return false;
}

enum command keymap_find(int tast, unsigned kort)
{
	enum command almen = C_INGEN;
	for (int i = 1; i < C_ANTAL; i++) {
		const struct keymap_post *p = &poster[i];
		bool alle = p->kort == KORT_ALLE || p->kort == KORT_SAG;
		if (p->kort && !(p->kort & kort))
			continue;
		if (alle && almen != C_INGEN)
			continue;
		if (!har_tast(p->taster, tast))
			continue;
		if (!alle)
			return p->command;
		almen = p->command;
	}
	return almen;
}

void keymap_tegn(unsigned kort, bool er_command[128])
{
	memset(er_command, 0, 128 * sizeof *er_command);
	for (int i = 1; i < C_ANTAL; i++) {
		if (poster[i].kort && !(poster[i].kort & kort))
			continue;
		for (const char *p = poster[i].taster; *p;) {
			size_t n = strcspn(p, " ");
			int kode = tast_af_navn(p, n);
			if (kode > 0 && kode < 128)
				er_command[kode] = true;
			p += n;
			p += strspn(p, " ");
		}
	}
}

const struct keymap_post *keymap_post(enum command c)
{
	return &poster[c < C_ANTAL ? c : C_INGEN];
}

const char *keymap_vist(const char *tast, size_t n, char ud[KEYMAP_TAST])
{
	for (size_t i = 0; i < sizeof pile / sizeof *pile; i++)
		if (strlen(pile[i].navn) == n && memcmp(pile[i].navn, tast, n) == 0) {
			snprintf(ud, KEYMAP_TAST, "%s", _(pile[i].vist));
			return ud;
		}
	if (n > 2 && tast[1] == '-' && tast[0] != 'S') {
		char resten[KEYMAP_TAST];
		snprintf(ud, KEYMAP_TAST, "%s-%.14s", tast[0] == 'M' ? "Alt" : "Ctrl",
			 keymap_vist(tast + 2, n - 2, resten));
		return ud;
	}
	snprintf(ud, KEYMAP_TAST, "%.*s", (int)n, tast);
	return ud;
}

const char *keymap_tast(enum command c, char ud[KEYMAP_TAST])
{
	const char *taster = keymap_post(c)->taster;
	return keymap_vist(taster, strcspn(taster, " "), ud);
}
