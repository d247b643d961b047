#include "core/brev/stavning.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/io/hunspell.h"
#include "core/io/yaml.h"
#include "core/sag/sag.h"

enum { ORD_MAKS = 100 };                 /* bytes; a longer run of letters is no word */
#define SKILLER " \n\t,;:!?()\"/"

struct stavning {
	struct hunspell *h;
};

/* ---- the words of the field -------------------------------------------- */

static void meld(const struct yaml_dok *d, const struct yaml *y,
		 void (*sig)(void *arg, const char *saetning), void *arg)
{
	char *s = mem_format(_("%s:%d: her ventes »ord« med en liste af ord"), yaml_navn(d), y->linje);
	if (sig)
		sig(arg, s);
	free(s);
}

static void laes_liste(struct stavning *s, const char *sti,
		       void (*sig)(void *arg, const char *saetning), void *arg)
{
	struct yaml_dok *d = NULL;
	struct err e = {0, ""};
	if (access(sti, F_OK) != 0)
		return;
	if (yaml_fil(&d, sti, &e) < 0) {
		if (sig)
			sig(arg, e.tekst);
		return;
	}
	const struct yaml *rod = yaml_rod(d), *alle = yaml_find(rod, "ord");
	if (!alle || alle->art != YAML_LISTE || rod->n != 1)
		meld(d, rod, sig, arg);
	for (size_t i = 0; alle && alle->art == YAML_LISTE && i < alle->n; i++) {
		const struct yaml *y = alle->born[i];
		if (y->art == YAML_TEKST && *y->tekst && strlen(y->tekst) <= ORD_MAKS)
			hunspell_laer(s->h, y->tekst);
		else
			meld(d, y, sig, arg);
	}
	yaml_dok_free(d);
}

int stavning_ny(struct stavning **out, const char *const mapper[3],
		void (*sig)(void *arg, const char *saetning), void *arg, struct err *e)
{
	struct hunspell *h;
	*out = NULL;
	int r = hunspell_ny(&h, e);
	if (r < 0)
		return r;
	*out = mem_nul(1, sizeof(**out));
	(*out)->h = h;
	for (size_t i = 0; i < 3 && mapper[i]; i++) {
		char *sti = mem_format("%s/ordliste.yaml", mapper[i]);
		laes_liste(*out, sti, sig, arg);
		free(sti);
	}
	return 0;
}

void stavning_free(struct stavning *s)
{
	if (!s)
		return;
	hunspell_free(s->h);
	free(s);
}

/* ---- one word after another --------------------------------------------- */

/* How many bytes the letter is; 0: no letter. Latin letters are what Danish is
 * written with: a-z, and U+00C0 to U+017F but for × and ÷. */
static size_t bogstav(const char *s)
{
	unsigned char a = (unsigned char)s[0], b = a ? (unsigned char)s[1] : 0;
	if ((a >= 'a' && a <= 'z') || (a >= 'A' && a <= 'Z'))
		return 1;
	if (a == 0xC3 && b >= 0x80 && b != 0x97 && b != 0xB7)
		return 2;
	return (a == 0xC4 || a == 0xC5) && b >= 0x80 ? 2 : 0;
}

static bool stort(const char *s)
{
	unsigned char a = (unsigned char)s[0];
	return (a >= 'A' && a <= 'Z') || (a == 0xC3 && (unsigned char)s[1] <= 0x9E);
}

/* Of a word: letters, and hyphens and apostrophes between them. */
static size_t ordets_laengde(const char *s)
{
	size_t n = 0, k;
	while ((k = bogstav(s + n)) > 0 ||
	       (n > 0 && strchr("-'", s[n]) && s[n] && bogstav(s + n + 1) > 0))
		n += k > 0 ? k : 1;
	return n;
}

/* Letters, figures and whatever they are glued together with: "2026K4", "m.v.", an
 * address of the net. No word, and passed over whole; not over quotation marks and
 * dashes (U+0080 to U+00BF, U+2000 on). */
static size_t klump(const char *s)
{
	return strcspn(s, SKILLER "\xC2\xE2");
}

/* A word stands alone: what follows parts it from the next, a full stop at its end too. */
static bool helt(const char *efter)
{
	if (*efter == '.')
		efter++;
	return !*efter || strchr(SKILLER, *efter) || (unsigned char)*efter >= 0x80;
}

static bool forkortelse(const char *ord)
{
	size_t foerste = bogstav(ord);
	return stort(ord) && stort(ord + foerste) && bogstav(ord + foerste) > 0;
}

static bool blandt(const char *navne, const char *ord)
{
	size_t n = strlen(ord);
	for (const char *p = navne; (p = strstr(p, ord)); p++)
		if ((p == navne || p[-1] == '\n') && p[n] == '\n')
			return true;
	return false;
}

/* "stk" is known with its full stop alone. */
static bool kender(const struct stavning *s, const char *ord, char efter)
{
	char med[ORD_MAKS + 2];
	if (hunspell_kender(s->h, ord))
		return true;
	snprintf(med, sizeof(med), "%s.", ord);
	return efter == '.' && hunspell_kender(s->h, med);
}

/* Does a sentence begin here? After nothing, or a full stop and a blank. */
static bool begynder(const char *tekst, const char *p)
{
	while (p > tekst && strchr(" \n\t\"(", p[-1]))
		p--;
	return p == tekst || strchr(".:!?", p[-1]);
}

void stavning_ukendte(const struct stavning *s, const char *tekst, const char *navne,
		      void (*ord)(void *arg, const char *ord), void *arg)
{
	char det[ORD_MAKS + 1];
	for (const char *p = tekst; *p;) {
		size_t n = ordets_laengde(p);
		if (n == 0 || n > ORD_MAKS || !helt(p + n)) {
			n += klump(p + n);
			p += n > 0 ? n : 1;
			while (((unsigned char)*p & 0xC0) == 0x80)
				p++;
			continue;
		}
		memcpy(det, p, n);
		det[n] = '\0';
		bool navn = stort(det) && !begynder(tekst, p);
		if (n > bogstav(det) && !navn && !forkortelse(det) && !kender(s, det, p[n]) &&
		    !blandt(navne, det))
			ord(arg, det);
		p += n;
	}
}

/* ---- names of the case --------------------------------------------------- */

static void del_op(const char *v, struct buf *ud)
{
	for (; v && *v; v++) {
		size_t n = ordets_laengde(v);
		if (n == 0)
			continue;
		buf_add(ud, v, n);
		buf_tegn(ud, '\n');
		v += n - 1;
	}
}

bool stavning_prosa(const struct felt *f)
{
	return f->type == FELT_LANG ||
	       (f->liste && strcmp(f->liste, "opgaver") == 0 &&
		(strcmp(f->kort, "hvorfor") == 0 || strcmp(f->kort, "afslag") == 0));
}

void stavning_navne(const struct sag *sag, struct buf *ud)
{
	const struct formsaet *f = sag_formsaet(sag);
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const struct felt *felt = formsaet_nr(f, i);
		if (felt->type != FELT_TEKST || stavning_prosa(felt))
			continue;
		if (!felt->liste)
			del_op(sag_get(sag, felt->noegle), ud);
		for (size_t k = 0; felt->liste && k < sag_antal(sag, felt->liste); k++)
			del_op(objekt_get(sag_nr(sag, felt->liste, k), felt->kort), ud);
	}
}
