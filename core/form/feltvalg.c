#include "core/form/feltvalg.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/form/feltkanon.h"

enum { INTET = -1, FLERE = -2 };

static bool begynder(const char *s, const char *med)
{
	return *med && !strncmp(s, med, strlen(med));
}

int feltvalg_janej(const struct laesning *l, const char *s)
{
	if (!strcmp(s, "ja") || !strcmp(s, "nej")) {
		buf_tekst(l->ud, s);
		return 0;
	}
	char *t = tekst_fold(s);
	bool ja = begynder("ja", t) || begynder(_("ja"), t);
	bool nej = begynder("nej", t) || begynder(_("nej"), t);
	free(t);
	if (l->fra_fil || ja == nej)
		return err_set(l->e, ERR_UGYLDIG, _("der skal stå ja eller nej"));
	buf_tekst(l->ud, ja ? "ja" : "nej");
	return 0;
}

static int praecis(const struct felt *f, const char *s)
{
	for (size_t i = 0; i < f->n_valg; i++)
		if (!strcmp(f->valg[i].vaerdi, s))
			return (int)i;
	return INTET;
}

/* The choice that the folded t is (hel), or that alone begins with it. */
static int passer(const struct felt *f, const char *t, bool hel)
{
	int fundet = INTET;
	for (size_t i = 0; i < f->n_valg; i++) {
		char *v = tekst_fold(f->valg[i].vaerdi), *n = tekst_fold(f->valg[i].navn);
		bool ja = hel ? !strcmp(v, t) || !strcmp(n, t) : begynder(v, t) || begynder(n, t);
		free(v);
		free(n);
		if (ja)
			fundet = fundet == INTET ? (int)i : FLERE;
	}
	return fundet;
}

static int find(const struct laesning *l, const char *s)
{
	int i = praecis(l->felt, s);
	if (i >= 0 || l->fra_fil)
		return i;
	char *t = tekst_fold(s);
	i = passer(l->felt, t, true);
	if (i < 0)
		i = passer(l->felt, t, false);
	free(t);
	return i;
}

static int intet_valg(const struct laesning *l, int hvorfor)
{
	struct buf b = BUF_TOM;
	const struct felt *f = l->felt;
	for (size_t i = 0; i < f->n_valg; i++)
		buf_format(&b, "%s%s", i ? ", " : "", l->fra_fil ? f->valg[i].vaerdi : f->valg[i].navn);
	int r = err_set(l->e, ERR_UGYLDIG,
			hvorfor == FLERE ? _("flere valg begynder sådan; skriv mere af et af disse: %s")
					 : _("det er ikke et af valgene: %s"),
			buf_str(&b));
	buf_done(&b);
	return r;
}

int feltvalg_et(const struct laesning *l, const char *s)
{
	int i = find(l, s);
	if (i < 0)
		return intet_valg(l, i);
	buf_tekst(l->ud, l->felt->valg[i].vaerdi);
	return 0;
}

/* Sets the choices of s, parted by any of skel; 0, INTET or FLERE. */
static int saml(const struct laesning *l, bool *valgt, const char *s, const char *skel)
{
	char *t = mem_tekst(s), *rest = NULL;
	int r = 0;
	for (char *p = strtok_r(t, skel, &rest); p && !r; p = strtok_r(NULL, skel, &rest)) {
		p += strspn(p, " ");
		for (size_t n = strlen(p); n && p[n - 1] == ' '; n--)
			p[n - 1] = '\0';
		int i = *p ? find(l, p) : INTET;
		if (i >= 0)
			valgt[i] = true;
		else if (*p)
			r = i;
	}
	free(t);
	return r;
}

int feltvalg_flere(const struct laesning *l, const char *s)
{
	const struct felt *f = l->felt;
	bool *valgt = mem_nul(f->n_valg + 1, sizeof *valgt);
	int r = INTET;
	if (!l->fra_fil)
		r = saml(l, valgt, s, ",;");
	if (r && !strpbrk(s, ",;"))
		r = saml(l, valgt, s, " ");
	for (size_t i = 0, n = 0; i < f->n_valg && !r; i++)
		if (valgt[i])
			buf_format(l->ud, "%s%s", n++ ? " " : "", f->valg[i].vaerdi);
	free(valgt);
	return r ? intet_valg(l, r) : 0;
}
