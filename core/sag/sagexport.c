#include "core/sag/sagexport.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/form/formsaet.h"
#include "core/io/yaml.h"
#include "core/sag/sag.h"
#include "core/sag/sagblade.h"
#include "core/sag/sagdata.h"

enum { BREDDE = 100 };                   /* what is shorter stands on one line */

struct eksport {
	const struct sag *s;
	struct vec blade;                /* struct blad */
	struct buf *ud;
};

static bool altid_citat(enum felttype type)
{
	return type == FELT_CPR || type == FELT_CVR || type == FELT_PNUMMER ||
	       type == FELT_POSTNR || type == FELT_KOMMUNE || type == FELT_KLOKKE ||
	       type == FELT_TIDSPUNKT;
}

static const char *tom_form(const struct felt *f)
{
	if (f && f->type == FELT_FLERVALG)
		return "[]";
	bool tekst = f && (f->type == FELT_TEKST || f->type == FELT_LANG ||
			   (altid_citat(f->type) && f->type != FELT_KLOKKE &&
			    f->type != FELT_TIDSPUNKT));
	return tekst ? "\"\"" : "null";
}

/* Numbers, dates and choices stand as they are; people and programs that read
 * them as such are right. */
static void skriv_plain(struct buf *ud, const char *vaerdi)
{
	bool ord = *vaerdi && strcmp(vaerdi, "null") != 0;

	for (const unsigned char *p = (const unsigned char *)vaerdi; *p && ord; p++)
		ord = isalnum(*p) || *p >= 0x80 || *p == '-' || *p == '_' || *p == '.';
	if (ord)
		buf_tekst(ud, vaerdi);
	else
		yaml_skriv_tekst(ud, vaerdi);
}

static void skriv_flere(struct buf *ud, const char *vaerdi)
{
	buf_tegn(ud, '[');
	for (const char *p = vaerdi; *p;) {
		size_t n = strcspn(p, " ");
		char *valg = mem_tekst_n(p, n);
		buf_tekst(ud, p == vaerdi ? "" : ", ");
		skriv_plain(ud, valg);
		free(valg);
		p += n + (p[n] == ' ');
	}
	buf_tegn(ud, ']');
}

static void skriv_vaerdi(struct buf *ud, const struct felt *f, const char *vaerdi)
{
	if (!vaerdi)
		buf_tekst(ud, tom_form(f));
	else if (f && f->type == FELT_FLERVALG)
		skriv_flere(ud, vaerdi);
	else if (f && altid_citat(f->type))
		buf_format(ud, "\"%s\"", vaerdi);
	else if (f && f->type != FELT_TEKST && f->type != FELT_LANG)
		skriv_plain(ud, vaerdi);
	else
		yaml_skriv_tekst(ud, vaerdi);
}

static void ryk_ind(struct buf *ud, int dybde)
{
	for (int i = 0; i < dybde; i++)
		buf_tekst(ud, "  ");
}

static void skriv_par(struct buf *ud, const char *kort, const struct felt *f, const char *vaerdi)
{
	yaml_skriv_tekst(ud, kort);
	buf_tekst(ud, ": ");
	skriv_vaerdi(ud, f, vaerdi);
}

/* dybde < 0: on one line. */
static void skriv_raekke(struct buf *ud, const struct objekt *o, const struct vec *kolonner,
			 int dybde)
{
	for (size_t i = 0; i < kolonner->n; i++) {
		const struct blad *k = VEC_NR(struct blad, kolonner, i);
		if (dybde < 0)
			buf_tekst(ud, i ? ", " : "{");
		else if (i > 0)
			ryk_ind(ud, dybde + 1);
		skriv_par(ud, k->noegle, k->felt, objekt_get(o, k->noegle));
		if (dybde >= 0)
			buf_tegn(ud, '\n');
	}
	buf_tekst(ud, dybde < 0 ? "}\n" : "");
}

static bool er_smal(const struct buf *b, size_t bredde)
{
	size_t start = 0;

	for (size_t i = 0; i <= b->len; i++)
		if (i == b->len || b->data[i] == '\n') {
			if (i - start > bredde)
				return false;
			start = i + 1;
		}
	return true;
}

static void skriv_raekker(struct buf *ud, const struct objektliste *l, const struct vec *kolonner,
			  int dybde, bool linjevis)
{
	for (size_t i = 0; i < l->objekter.n; i++) {
		const struct objekt *o = *VEC_NR(struct objekt *, &l->objekter, i);
		if (vaerdier_antal(&o->v) == 0)
			continue;
		ryk_ind(ud, dybde);
		buf_tekst(ud, "- ");
		skriv_raekke(ud, o, kolonner, linjevis ? -1 : dybde);
	}
}

static bool har_raekker(const struct objektliste *l)
{
	for (size_t i = 0; l && i < l->objekter.n; i++)
		if (vaerdier_antal(&(*VEC_NR(struct objekt *, &l->objekter, i))->v) > 0)
			return true;
	return false;
}

static void skriv_liste(struct eksport *x, const char *liste, int dybde)
{
	const struct objektliste *l = sagdata_liste(x->s, liste);
	struct vec kolonner = VEC_AF(struct blad);
	struct buf b = BUF_TOM;

	if (!har_raekker(l)) {
		buf_tekst(x->ud, " []\n");
		return;
	}
	buf_tegn(x->ud, '\n');
	sagblade_kolonner(x->s, liste, &kolonner);
	skriv_raekker(&b, l, &kolonner, dybde, true);
	if (er_smal(&b, BREDDE))
		buf_add(x->ud, b.data, b.len);
	else
		skriv_raekker(x->ud, l, &kolonner, dybde, false);
	buf_done(&b);
	vec_done(&kolonner);
}

/* Has a leaf before number i led to the same key of this map already? */
static bool er_skrevet(const struct eksport *x, size_t i, const char *noegle)
{
	for (size_t k = 0; k < i; k++)
		if (blad_under(VEC_NR(struct blad, &x->blade, k)->noegle, noegle))
			return true;
	return false;
}

static void skriv_kort(struct eksport *x, const char *foran, int dybde);

static void skriv_fladt(struct eksport *x, const char *foran, struct buf *ud)
{
	size_t n = strlen(foran), antal = 0;

	for (size_t i = 0; i < x->blade.n; i++) {
		const struct blad *b = VEC_NR(struct blad, &x->blade, i);
		if (!blad_under(b->noegle, foran))
			continue;
		buf_tekst(ud, antal++ ? ", " : "{");
		skriv_par(ud, b->noegle + n + 1, b->felt, sag_get(x->s, b->noegle));
	}
	buf_tegn(ud, '}');
}

/* May the map stand on one line: only fields in it, and no map below? */
static bool er_fladt(const struct eksport *x, const char *foran)
{
	size_t n = strlen(foran);

	for (size_t i = 0; i < x->blade.n; i++) {
		const struct blad *b = VEC_NR(struct blad, &x->blade, i);
		if (blad_under(b->noegle, foran) && (b->liste || strchr(b->noegle + n + 1, '.')))
			return false;
	}
	return true;
}

static void skriv_underkort(struct eksport *x, const char *noegle, int dybde)
{
	struct buf b = BUF_TOM;

	if (dybde > 0 && er_fladt(x, noegle))
		skriv_fladt(x, noegle, &b);
	if (b.len > 0 && er_smal(&b, BREDDE - 20)) {
		buf_format(x->ud, " %s\n", buf_str(&b));
	} else {
		buf_tegn(x->ud, '\n');
		skriv_kort(x, noegle, dybde + 1);
	}
	buf_done(&b);
}

static void skriv_kort(struct eksport *x, const char *foran, int dybde)
{
	size_t n = *foran ? strlen(foran) + 1 : 0;

	for (size_t i = 0; i < x->blade.n; i++) {
		const struct blad *b = VEC_NR(struct blad, &x->blade, i);
		if (n > 0 && !blad_under(b->noegle, foran))
			continue;
		char *noegle = mem_tekst_n(b->noegle, n + strcspn(b->noegle + n, "."));
		if (!er_skrevet(x, i, noegle)) {
			ryk_ind(x->ud, dybde);
			yaml_skriv_tekst(x->ud, noegle + n);
			buf_tegn(x->ud, ':');
			if (strcmp(noegle, b->noegle) != 0) {
				skriv_underkort(x, noegle, dybde);
			} else if (b->liste) {
				skriv_liste(x, noegle, dybde + 1);
			} else {
				buf_tegn(x->ud, ' ');
				skriv_vaerdi(x->ud, b->felt, sag_get(x->s, noegle));
				buf_tegn(x->ud, '\n');
			}
		}
		free(noegle);
	}
}

void sagfil_export(const struct sag *s, struct buf *ud)
{
	struct eksport x = {s, VEC_AF(struct blad), ud};

	sagblade_alle(s, &x.blade);
	buf_tekst(ud, "femtrin: 1\n");
	skriv_kort(&x, "", 0);
	vec_done(&x.blade);
}
