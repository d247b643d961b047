#include "core/io/yamlvagt.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"

static int linje_af(const char *data, const char *p)
{
	int linje = 1;
	for (; data < p; data++)
		linje += *data == '\n';
	return linje;
}

/* A control character that YAML only takes as an escape; the bytes are UTF-8. */
static bool styretegn(const unsigned char *p, size_t n)
{
	if (p[0] < 0x20)
		return p[0] != '\t' && p[0] != '\n' && p[0] != '\r';
	if (p[0] == 0xC2 && n > 1)
		return p[1] < 0xA0 && p[1] != 0x85;
	if (p[0] == 0xEF && n > 2)
		return (p[1] == 0xBB && p[2] == 0xBF) || (p[1] == 0xBF && p[2] >= 0xBE);
	return p[0] == 0x7F;
}

static int tegn_proev(const char *navn, const char *data, size_t n, struct err *e)
{
	const char *nul = memchr(data, '\0', n);
	if (nul)
		return err_set(e, ERR_UGYLDIG, _("%s:%d: der står et nultegn (NUL) i filen; den skal "
						 "være almindelig tekst i UTF-8"),
			       navn, linje_af(data, nul));
	for (const char *p = data, *slut = data + n; p < slut;) {
		const char *ny = memchr(p, '\n', (size_t)(slut - p));
		size_t m = ny ? (size_t)(ny - p) + 1 : (size_t)(slut - p);
		if (!tekst_gyldig(p, m))
			return err_set(e, ERR_UGYLDIG, _("%s:%d: linjen er ikke gyldig UTF-8; gem filen "
							 "som UTF-8"),
				       navn, linje_af(data, p));
		p += m;
	}
	for (size_t i = 0; i < n; i++)
		if (styretegn((const unsigned char *)data + i, n - i))
			return err_set(e, ERR_UGYLDIG, _("%s:%d: der står et styretegn i linjen; "
							 "skriv det i anførselstegn som \\x1B"),
				       navn, linje_af(data, data + i));
	return 0;
}

struct skan {
	const char *p, *slut;
	int dybde, maks;
	int indryk;               /* spaces before the line */
	bool start;               /* a value may begin here */
	bool aaben;               /* a plain text is under way and may go on on the next line */
	bool alene;               /* it stood first on its line */
	bool citeret;             /* a quoted text has just ended */
	bool uvis;                /* could be read in two ways: leave it to the reader */
};

static bool linjeslut(char c)
{
	return c == '\n' || c == '\r';
}

static bool blank(const struct skan *s, const char *p)
{
	return p >= s->slut || *p == ' ' || *p == '\t' || linjeslut(*p);
}

static void citat(struct skan *s)
{
	char q = *s->p++;
	for (; s->p < s->slut; s->p++) {
		if (q == '"' && *s->p == '\\' && s->p + 1 < s->slut) {
			s->p++;
		} else if (*s->p == q) {
			s->p++;
			if (q == '"' || s->p >= s->slut || *s->p != q)
				break;
		}
	}
	s->start = s->aaben = false;
	s->citeret = true;
}

static void til_linjeslut(struct skan *s)
{
	while (s->p < s->slut && !linjeslut(*s->p))
		s->p++;
}

static int indryk_her(const struct skan *s)
{
	int n = 0;
	while (s->p + n < s->slut && s->p[n] == ' ')
		n++;
	return n;
}

/* A block text: every line further in than the line that announced it. Rather
 * one line too many than one too few. */
static void bloktekst(struct skan *s, bool foerst)
{
	int foraelder = foerst ? 0 : s->indryk;
	s->start = s->aaben = false;
	til_linjeslut(s);
	while (s->p < s->slut) {
		s->p++;
		int ind = indryk_her(s);
		const char *c = s->p + ind;
		if (ind <= foraelder && c < s->slut && !linjeslut(*c))
			break;
		til_linjeslut(s);
	}
	if (s->p < s->slut)
		s->p--;
}

/* On to the next line that has something on it; p stands on a line's end. */
static void ny_linje(struct skan *s)
{
	int foer = s->indryk;
	const char *efter = s->p;
	while (efter < s->slut && linjeslut(*efter)) {
		s->p = efter + 1;
		s->indryk = indryk_her(s);
		efter = s->p + s->indryk;
		while (efter < s->slut && (*efter == ' ' || *efter == '\t'))
			efter++;
	}
	s->p = efter;
	s->start = true;
	s->citeret = false;
	if (!s->aaben || s->p >= s->slut)
		return;
	bool streg = *s->p == '-' || *s->p == '?';
	if (streg ? s->alene || s->indryk > foer : strchr("\"'[{|>&*!", *s->p) != NULL)
		s->uvis = true;
}

/* NEL, LS and PS end a line too; nobody writes them. */
static bool sjaeldent_linjeslut(const struct skan *s)
{
	size_t n = (size_t)(s->slut - s->p);
	return (n > 1 && !memcmp(s->p, "\xC2\x85", 2)) ||
	       (n > 2 && (!memcmp(s->p, "\xE2\x80\xA8", 3) || !memcmp(s->p, "\xE2\x80\xA9", 3)));
}

/* One character where a value may begin, or a bracket inside brackets. */
static void tegn(struct skan *s, bool foerst)
{
	char c = *s->p;
	if ((c == '[' || c == '{') && (s->start || s->dybde)) {
		s->maks = ++s->dybde > s->maks ? s->dybde : s->maks;
		s->start = true;
		s->aaben = false;
	} else if ((c == ']' || c == '}') && s->dybde) {
		s->dybde--;
		s->start = s->aaben = false;
		s->citeret = true;
	} else if (c == ',' && s->dybde) {
		s->start = true;
		s->aaben = false;
	} else if (c == ':' && (blank(s, s->p + 1) || (s->dybde && s->citeret))) {
		s->start = true;
		s->aaben = s->citeret = false;
	} else if (s->start && strchr("\"'", c)) {
		citat(s);
		return;
	} else if (s->start && !s->dybde && (c == '|' || c == '>')) {
		bloktekst(s, foerst);
		return;
	} else if (s->start && (c == '-' || c == '?') && blank(s, s->p + 1)) {
		s->aaben = false;
	} else if ((s->start && strchr("&*!%@`", c)) || sjaeldent_linjeslut(s)) {
		s->uvis = true;
	} else {
		s->alene = foerst || (s->alene && s->aaben);
		s->start = s->citeret = false;
		s->aaben = true;
	}
	s->p++;
}

/* The deepest nesting of brackets that is certain. */
static int parentesdybde(const char *data, size_t n, int *linjenr)
{
	struct skan s = {.p = data, .slut = data + n, .start = true};
	s.indryk = indryk_her(&s);
	s.p += s.indryk;
	const char *linje = s.p, *foerst = s.p;
	while (s.p < s.slut && !s.uvis && s.maks <= YAML_MAKS_DYBDE) {
		if (linjeslut(*s.p)) {
			ny_linje(&s);
			linje = foerst = s.p;
		} else if (*s.p == ' ' || *s.p == '\t') {
			s.p++;
		} else if (*s.p == '#' && (s.p == linje || blank(&s, s.p - 1))) {
			til_linjeslut(&s);
		} else if (s.p == linje && (s.p == data || linjeslut(s.p[-1])) &&
			   s.slut - s.p > 3 && blank(&s, s.p + 3) &&
			   (!memcmp(s.p, "---", 3) || !memcmp(s.p, "...", 3))) {
			s.p += 3;
			while (s.p < s.slut && (*s.p == ' ' || *s.p == '\t'))
				s.p++;
			foerst = s.p;
			s.aaben = false;
		} else {
			tegn(&s, s.p == foerst);
		}
	}
	*linjenr = 1;
	for (const char *p = data; p < s.p; p++)
		*linjenr += *p == '\n';
	return s.maks;
}

int yamlvagt_proev(const char *navn, const char *data, size_t n, struct err *e)
{
	if (n > YAML_MAKS_BYTES)
		return err_set(e, ERR_UGYLDIG, _("%s: filen fylder mere end %u MB; det er det højeste"),
			       navn, YAML_MAKS_BYTES >> 20);
	int r = tegn_proev(navn, data, n, e);
	if (r)
		return r;
	int linje;
	if (parentesdybde(data, n, &linje) > YAML_MAKS_DYBDE)
		return err_set(e, ERR_UGYLDIG, _("%s:%d: parenteserne ligger for dybt; der må højst "
						 "være %d niveauer"),
			       navn, linje, YAML_MAKS_DYBDE);
	return 0;
}
