#include "core/brev/brevhtml.h"

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"

static void tekst(struct buf *ud, const char *s)
{
	for (; *s; s++) {
		if (*s == '&')
			buf_tekst(ud, "&amp;");
		else if (*s == '<')
			buf_tekst(ud, "&lt;");
		else if (*s == '>')
			buf_tekst(ud, "&gt;");
		else if (*s == '"')
			buf_tekst(ud, "&quot;");
		else if (*s == '\n')
			buf_tekst(ud, "<br>\n");
		else
			buf_tegn(ud, *s);
	}
}

static void i_maerke(struct buf *ud, const char *maerke, const char *s)
{
	buf_format(ud, "<%s>", maerke);
	tekst(ud, s);
	buf_format(ud, "</%s>\n", maerke);
}

static void raekke(const struct blok *k, size_t r, struct buf *ud)
{
	buf_tekst(ud, "<tr>");
	for (size_t c = 0; c < k->kolonner; c++) {
		buf_tekst(ud, r == 0 ? "<th scope=\"col\">" : "<td>");
		tekst(ud, k->celler[r][c]);
		buf_tekst(ud, r == 0 ? "</th>" : "</td>");
	}
	buf_tekst(ud, "</tr>\n");
}

static void tabel(const struct blok *k, struct buf *ud)
{
	buf_tekst(ud, "<table>\n<thead>\n");
	for (size_t r = 0; r < k->raekker; r++) {
		raekke(k, r, ud);
		if (r == 0)
			buf_tekst(ud, "</thead>\n<tbody>\n");
	}
	buf_tekst(ud, "</tbody>\n</table>\n");
}

static void blok(const struct blok *k, struct buf *ud)
{
	switch (k->art) {
	case BLOK_TITEL:
		i_maerke(ud, "h1", k->tekst);
		break;
	case BLOK_OVERSKRIFT:
		i_maerke(ud, "h2", k->tekst);
		break;
	case BLOK_PUNKT:
		i_maerke(ud, "li", k->tekst);
		break;
	case BLOK_TABEL:
		tabel(k, ud);
		break;
	case BLOK_AFSENDER:
	case BLOK_OPLYSNING:
	case BLOK_ADRESSE:
	case BLOK_AFSNIT:
	case BLOK_UNDERSKRIFT:
		i_maerke(ud, "p", k->tekst);
		break;
	}
}

void brev_html(const struct brev *b, struct buf *ud)
{
	buf_tekst(ud, "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n");
	i_maerke(ud, "title", b->titel);
	buf_tekst(ud, "</head>\n<body>\n");
	if (b->udkast)
		i_maerke(ud, "p", "UDKAST");
	for (size_t i = 0; i < b->n; i++) {
		bool punkt = b->blokke[i].art == BLOK_PUNKT;
		bool foer = i > 0 && b->blokke[i - 1].art == BLOK_PUNKT;
		bool efter = i + 1 < b->n && b->blokke[i + 1].art == BLOK_PUNKT;
		if (punkt && !foer)
			buf_tekst(ud, "<ul>\n");
		blok(&b->blokke[i], ud);
		if (punkt && !efter)
			buf_tekst(ud, "</ul>\n");
	}
	buf_tekst(ud, "</body>\n</html>\n");
}
