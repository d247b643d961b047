#include "tui/textedit.h"

#include <string.h>

#include "core/base/tekst.h"

/* One row of the text as it is shown. */
struct row {
	size_t start, len;
};

/* The row at *i; false after the last one. A text that ends where a row was
 * broken off has an empty row after it: there the next character comes. */
static bool naeste_row(const struct textedit *t, int bredde, size_t *i, bool *mere,
		       struct row *r)
{
	if (!*mere)
		return false;
	size_t skip, w = bredde > 2 ? (size_t)bredde - 1 : 1;
	r->start = *i;
	r->len = tekst_linje(buf_str(&t->b) + *i, t->b.len - *i, (int)w, &skip);
	*i += r->len + skip;
	*mere = *i < t->b.len || skip > 0;
	return true;
}

/* Cells as drawn: what is no plain text is shown by a substitute. */
static int vist_bredde(const char *p, size_t n)
{
	struct buf b = BUF_TOM;
	tekst_sikker(&b, p, n, false);
	int w = tekst_celler(buf_str(&b), b.len);
	buf_done(&b);
	return w;
}

void textedit_set(struct textedit *t, const char *tekst, bool linjer)
{
	buf_ryd(&t->b);
	buf_tekst(&t->b, tekst ? tekst : "");
	t->pos = t->b.len;
	t->linjer = linjer;
	t->soejle = -1;
	t->aendret = false;
}

void textedit_til(struct textedit *t, size_t pos)
{
	const char *s = buf_str(&t->b);
	int celler;
	t->pos = 0;
	while (t->pos < pos && t->pos < t->b.len)
		t->pos += tekst_klynge(s + t->pos, t->b.len - t->pos, &celler);
	t->soejle = -1;
}

void textedit_done(struct textedit *t)
{
	buf_done(&t->b);
}

const char *textedit_str(const struct textedit *t)
{
	return buf_str(&t->b);
}

static void skift(struct textedit *t, size_t fra, size_t til)
{
	buf_skift(&t->b, fra, til - fra, "", 0);
	t->pos = fra;
	t->aendret = true;
}

bool textedit_ind(struct textedit *t, const char *s, size_t n)
{
	size_t maks = t->maks ? t->maks : TEXTEDIT_MAKS;
	if (t->b.len + n > maks)
		return false;
	struct buf ny = BUF_TOM;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		bool linje = s[i] == '\n' || s[i] == '\r';
		if (linje && !t->linjer && i + 1 == n)
			break;
		if (linje)
			buf_tegn(&ny, t->linjer ? '\n' : ' ');
		else
			buf_tegn(&ny, s[i] == '\t' ? ' ' : s[i]);
	}
	buf_skift(&t->b, t->pos, 0, buf_str(&ny), ny.len);
	t->pos += ny.len;
	t->soejle = -1;
	t->aendret = true;
	buf_done(&ny);
	return true;
}

static size_t ord_venstre(const struct textedit *t)
{
	const char *s = buf_str(&t->b);
	size_t i = t->pos;
	while (i > 0 && (s[i - 1] == ' ' || s[i - 1] == '\n'))
		i--;
	while (i > 0 && s[i - 1] != ' ' && s[i - 1] != '\n')
		i--;
	return i;
}

static size_t ord_hoejre(const struct textedit *t)
{
	const char *s = buf_str(&t->b);
	size_t i = t->pos;
	while (i < t->b.len && s[i] != ' ' && s[i] != '\n')
		i++;
	while (i < t->b.len && (s[i] == ' ' || s[i] == '\n'))
		i++;
	return i;
}

static size_t linje_start(const struct textedit *t)
{
	size_t i = t->pos;
	while (i > 0 && buf_str(&t->b)[i - 1] != '\n')
		i--;
	return i;
}

static size_t linje_slut(const struct textedit *t)
{
	const char *s = buf_str(&t->b) + t->pos;
	const char *ny = memchr(s, '\n', t->b.len - t->pos);
	return ny ? (size_t)(ny - buf_str(&t->b)) : t->b.len;
}

static size_t foer(const struct textedit *t)
{
	return t->pos > 0 ? tekst_forrige(buf_str(&t->b), t->pos) : 0;
}

static size_t efter(const struct textedit *t)
{
	if (t->pos >= t->b.len)
		return t->pos;
	return t->pos + tekst_klynge(buf_str(&t->b) + t->pos, t->b.len - t->pos, NULL);
}

/* Is pos on this row? A row broken inside a word gives its end to the next. */
static bool paa(const struct textedit *t, const struct row *r, size_t naeste, bool mere)
{
	if (t->pos < r->start || t->pos > r->start + r->len)
		return false;
	return t->pos < r->start + r->len || naeste > r->start + r->len || !mere;
}

void textedit_where(const struct textedit *t, int bredde, int *row, int *col)
{
	struct row r = {0, 0};
	size_t i = 0;
	bool mere = true;
	*row = -1;
	while (naeste_row(t, bredde, &i, &mere, &r)) {
		++*row;
		if (paa(t, &r, i, mere))
			break;
	}
	size_t n = t->pos > r.start ? t->pos - r.start : 0;
	*col = vist_bredde(buf_str(&t->b) + r.start, n);
}

int textedit_rows(const struct textedit *t, int bredde)
{
	struct row r;
	size_t i = 0;
	bool mere = true;
	int n = 0;
	if (!t->linjer)
		return 1;
	while (naeste_row(t, bredde, &i, &mere, &r))
		n++;
	return n;
}

/* The byte at row, col. */
static size_t sted(const struct textedit *t, int bredde, int row, int col)
{
	struct row r = {0, 0};
	size_t i = 0;
	bool mere = true;
	for (int n = 0; n <= row && naeste_row(t, bredde, &i, &mere, &r); n++)
		;
	return r.start + tekst_passer(buf_str(&t->b) + r.start, r.len, col);
}

static bool lodret(struct textedit *t, int n, int bredde)
{
	int row, col, rows = textedit_rows(t, bredde);
	textedit_where(t, bredde, &row, &col);
	int til = row + n;
	if ((n < 0 && row == 0) || (n > 0 && row == rows - 1))
		return false;
	if (t->soejle < 0)
		t->soejle = col;
	til = til < 0 ? 0 : til >= rows ? rows - 1 : til;
	t->pos = sted(t, bredde, til, t->soejle);
	return true;
}

static bool flyt(struct textedit *t, enum command c)
{
	size_t til;
	if (c == C_TEGN_VENSTRE)
		til = foer(t);
	else if (c == C_TEGN_HOEJRE)
		til = efter(t);
	else if (c == C_ORD_VENSTRE)
		til = ord_venstre(t);
	else if (c == C_ORD_HOEJRE)
		til = ord_hoejre(t);
	else if (c == C_LINJE_START)
		til = linje_start(t);
	else if (c == C_LINJE_SLUT)
		til = linje_slut(t);
	else if (c == C_TEKST_START)
		til = 0;
	else if (c == C_TEKST_SLUT)
		til = t->b.len;
	else
		return false;
	t->pos = til;
	return true;
}

static bool slet(struct textedit *t, enum command c)
{
	if (c == C_SLET_FOER)
		skift(t, foer(t), t->pos);
	else if (c == C_SLET_EFTER)
		skift(t, t->pos, efter(t));
	else if (c == C_SLET_ORD)
		skift(t, ord_venstre(t), t->pos);
	else if (c == C_SLET_RESTEN)
		skift(t, t->pos, linje_slut(t) == t->pos ? efter(t) : linje_slut(t));
	else
		return false;
	return true;
}

bool textedit_command(struct textedit *t, enum command c, int bredde)
{
	if (c == C_LINJE_OP)
		return lodret(t, -1, bredde);
	if (c == C_LINJE_NED)
		return lodret(t, 1, bredde);
	if (c == C_SIDE_OP)
		return lodret(t, -10, bredde);
	if (c == C_SIDE_NED)
		return lodret(t, 10, bredde);
	t->soejle = -1;
	if (c == C_LINJE_NY)
		return t->linjer && textedit_ind(t, "\n", 1);
	return flyt(t, c) || slet(t, c);
}

/* Scrolling by halves of the window, so that it stands still while one types,
 * and depends on nothing but the cursor. */
static int rul(int sted_nu, int plads)
{
	int trin = plads / 2 > 0 ? plads / 2 : 1;
	if (sted_nu < plads)
		return 0;
	return ((sted_nu - plads) / trin + 1) * trin;
}

static void draw_linje(const struct textedit *t, struct flade f, enum style s, bool fokus)
{
	const char *p = buf_str(&t->b);
	int col = vist_bredde(p, t->pos);
	int fra = fokus ? rul(col, f.w) : 0;
	size_t start = tekst_passer(p, t->b.len, fra);
	fra = vist_bredde(p, start);
	flade_felt(f, 0, 0, f.w, s, "");
	flade_tekst_n(f, 0, 0, s, p + start, t->b.len - start);
	if (fokus)
		flade_markoer(f, 0, col - fra);
}

void textedit_draw(const struct textedit *t, struct flade f, enum style s, bool fokus)
{
	if (!t->linjer) {
		draw_linje(t, f, s, fokus);
		return;
	}
	struct row r;
	size_t i = 0;
	bool mere = true;
	int row, col;
	textedit_where(t, f.w, &row, &col);
	int top = fokus ? rul(row, f.h) : 0;
	for (int y = 0; naeste_row(t, f.w, &i, &mere, &r) && y < top + f.h; y++)
		if (y >= top)
			flade_tekst_n(f, y - top, 0, s, buf_str(&t->b) + r.start, r.len);
	if (fokus)
		flade_markoer(f, row - top, col);
}

void textedit_click(struct textedit *t, int h, int w, int y, int x)
{
	t->soejle = -1;
	if (!t->linjer) {
		const char *p = buf_str(&t->b);
		int fra = rul(tekst_celler(p, t->pos), w);
		t->pos = tekst_passer(p, t->b.len, fra + x);
		return;
	}
	int row, col;
	textedit_where(t, w, &row, &col);
	t->pos = sted(t, w, rul(row, h) + y, x);
}
