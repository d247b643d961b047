#include "core/form/felt.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/cpr.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/base/sprog.h"
#include "core/form/feltkanon.h"

/* White space at the ends means nothing; a long text keeps its first indent. */
static char *trimmet(const struct felt *f, const char *s)
{
	size_t n = strlen(s);
	while (n && isspace((unsigned char)s[n - 1]))
		n--;
	if (f->type == FELT_LANG)
		for (; n && strchr("\r\n", *s); n--)
			s++;
	else
		for (; n && isspace((unsigned char)*s); n--)
			s++;
	return mem_tekst_n(s, n);
}

int felt_kanon(const struct felt *f, const char *input, bool fra_fil, struct dato i_dag,
	       struct buf *ud, struct err *e)
{
	struct laesning l = {f, fra_fil, i_dag, ud, e};
	buf_ryd(ud);
	char *s = trimmet(f, input);
	int r = *s ? feltkanon(&l, s) : 0;
	free(s);
	if (r) {
		buf_ryd(ud);
		err_foran(e, "%s", f->navn);
	}
	return r;
}

static const struct valg *valget(const struct felt *f, const char *vaerdi)
{
	for (size_t i = 0; i < f->n_valg; i++)
		if (!strcmp(f->valg[i].vaerdi, vaerdi))
			return &f->valg[i];
	return NULL;
}

const char *felt_valgnavn(const struct felt *f, const char *vaerdi)
{
	const struct valg *v = valget(f, vaerdi);
	return v ? v->navn : vaerdi;
}

const char *felt_valgnavn_dansk(const struct felt *f, const char *vaerdi)
{
	const struct valg *v = valget(f, vaerdi);
	return v ? v->dansk : vaerdi;
}

static void vis_flere(const struct felt *f, const char *v, struct buf *ud)
{
	char *t = mem_tekst(v), *rest = NULL;
	bool foerste = true;
	for (char *p = strtok_r(t, " ", &rest); p; p = strtok_r(NULL, " ", &rest)) {
		buf_format(ud, "%s%s", foerste ? "" : ", ", felt_valgnavn(f, p));
		foerste = false;
	}
	free(t);
}

/* A date, or the date of a moment; what is none is shown as it stands. */
static void vis_dato(const char *v, struct buf *ud)
{
	struct dato d;
	char dag[DATO_ISO], t[12];
	size_t n = strlen(v);
	memcpy(dag, v, n < 10 ? n : 10);
	dag[n < 10 ? n : 10] = '\0';
	if (!dato_laes(&d, dag)) {
		buf_tekst(ud, v);
		return;
	}
	buf_tekst(ud, dato_kort(d, t));
	if (n > 11)
		buf_format(ud, " %s", v + 11);
}

static void vis_komma(const char *v, struct buf *ud)
{
	for (; *v; v++)
		buf_tegn(ud, *v == '.' ? ',' : *v);
}

void felt_vis(const struct felt *f, const char *v, struct buf *ud)
{
	int64_t oere;
	char t[32];
	if (f->type == FELT_DATO || f->type == FELT_TIDSPUNKT)
		vis_dato(v, ud);
	else if (f->type == FELT_TIMER || f->type == FELT_DAGE)
		vis_komma(v, ud);
	else if (f->type == FELT_BELOEB && penge_laes(&oere, v))
		buf_tekst(ud, penge_dansk(oere, t));
	else if (f->type == FELT_VALG)
		buf_tekst(ud, felt_valgnavn(f, v));
	else if (f->type == FELT_FLERVALG)
		vis_flere(f, v, ud);
	else if (f->type == FELT_JANEJ && *v)
		buf_tekst(ud, !strcmp(v, "ja") ? _("ja") : _("nej"));
	else
		buf_tekst(ud, v);
}

bool felt_hint(const struct felt *f, const char *v, struct buf *ud)
{
	char c[11];
	struct cpr cpr;
	if (f->type != FELT_CPR || strlen(v) != 11)
		return false;
	memcpy(c, v, 6);
	memcpy(c + 6, v + 7, 5);
	if (!cpr_laes(&cpr, c))
		return false;
	if (cpr.erstatning)
		buf_tekst(ud, _("Det er et erstatningsnummer, ikke et rigtigt CPR-nummer."));
	else if (!cpr.modulus11)
		buf_tekst(ud, _("Kontrolcifferet passer ikke. Numre fra efter 2007 kan være sådan; tjek "
				"for tastefejl."));
	else
		return false;
	return true;
}

bool felt_mulig(const struct felt *f, const char *v)
{
	if (f->type == FELT_JANEJ)
		return !strcmp(v, "ja") || !strcmp(v, "nej");
	if (f->type != FELT_VALG && f->type != FELT_FLERVALG)
		return true;
	for (size_t i = 0; i < f->n_valg; i++)
		if (!strcmp(f->valg[i].vaerdi, v))
			return true;
	return false;
}
