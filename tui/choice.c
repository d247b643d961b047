#include "tui/choice.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"

static const char *const JANEJ[] = {N_("ja"), N_("nej")};   /* value and name */

size_t choice_antal(const struct felt *f)
{
	if (f->type == FELT_JANEJ)
		return 2;
	return f->type == FELT_VALG || f->type == FELT_FLERVALG ? f->n_valg : 0;
}

const char *choice_vaerdi(const struct felt *f, size_t i)
{
	return f->type == FELT_JANEJ ? JANEJ[i] : f->valg[i].vaerdi;
}

const char *choice_navn(const struct felt *f, size_t i)
{
	return f->type == FELT_JANEJ ? _(JANEJ[i]) : f->valg[i].navn;
}

size_t choice_nr(const struct felt *f, const char *vaerdi)
{
	size_t i = 0, n = choice_antal(f);
	while (i < n && (!vaerdi || strcmp(choice_vaerdi(f, i), vaerdi) != 0))
		i++;
	return i;
}

static bool begynder(const char *navn, const char *fold)
{
	char *n = tekst_fold(navn);
	bool ja = strncmp(n, fold, strlen(fold)) == 0;
	free(n);
	return ja;
}

size_t choice_begynder(const struct felt *f, const char *typed, size_t efter)
{
	size_t n = choice_antal(f), fra = efter < n ? efter + 1 : 0, svar = n;
	char *fold = tekst_fold(typed);
	for (size_t i = 0; i < n && svar == n; i++)
		if (begynder(choice_navn(f, (fra + i) % n), fold))
			svar = (fra + i) % n;
	free(fold);
	return svar;
}

bool choice_har(const char *valgte, const char *vaerdi)
{
	size_t n = strlen(vaerdi);
	for (const char *p = valgte; p && *p;) {
		size_t k = strcspn(p, " ");
		if (k == n && memcmp(p, vaerdi, n) == 0)
			return true;
		p += k;
		p += strspn(p, " ");
	}
	return false;
}

char *choice_skift(const struct felt *f, const char *valgte, size_t i)
{
	struct buf b = BUF_TOM;
	for (size_t k = 0; k < choice_antal(f); k++) {
		const char *v = choice_vaerdi(f, k);
		if (choice_har(valgte, v) == (k == i))
			continue;
		if (b.len)
			buf_tegn(&b, ' ');
		buf_tekst(&b, v);
	}
	if (b.len)
		return buf_tag(&b);
	buf_done(&b);
	return NULL;
}
