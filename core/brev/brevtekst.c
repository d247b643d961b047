#include "core/brev/brevtekst.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"

#define PUNKT "• "
#define SKEL " | "

static void tabel(const struct blok *k, struct buf *ud)
{
	for (size_t r = 0; r < k->raekker; r++) {
		if (r > 0)
			buf_tegn(ud, '\n');
		for (size_t c = 0, skrevet = 0; c < k->kolonner; c++) {
			if (!*k->celler[r][c])
				continue;
			buf_format(ud, "%s%s", skrevet++ > 0 ? SKEL : "", k->celler[r][c]);
		}
	}
}

void blok_tekst(const struct blok *k, struct buf *ud)
{
	if (k->art == BLOK_TABEL) {
		tabel(k, ud);
		return;
	}
	if (k->art == BLOK_PUNKT)
		buf_tekst(ud, PUNKT);
	buf_tekst(ud, k->tekst);
}

static void celle(const struct blok *k, const struct brev_saetning *s, size_t *fra, size_t *til)
{
	size_t n = 0;
	for (size_t r = 0; r <= s->raekke; r++) {
		n += r > 0;
		for (size_t c = 0, foer = 0; c < k->kolonner; c++) {
			if (!*k->celler[r][c])
				continue;
			n += foer++ > 0 ? strlen(SKEL) : 0;
			if (r == s->raekke && c == s->kolonne) {
				*fra = n;
				*til = n + s->til;
				return;
			}
			n += strlen(k->celler[r][c]);
		}
	}
}

void blok_saetning(const struct blok *k, size_t nr, size_t *fra, size_t *til)
{
	const struct brev_saetning *s = &k->saetninger[nr];
	size_t maerke = k->art == BLOK_PUNKT ? strlen(PUNKT) : 0;
	*fra = s->fra + maerke;
	*til = s->til + maerke;
	if (k->art == BLOK_TABEL)
		celle(k, s, fra, til);
}

void brev_tekst(const struct brev *b, struct buf *ud)
{
	if (b->udkast)
		buf_format(ud, "%s\n\n", "UDKAST");
	for (size_t i = 0; i < b->n; i++) {
		bool i_liste = i > 0 && b->blokke[i].art == BLOK_PUNKT &&
			       b->blokke[i - 1].art == BLOK_PUNKT;
		if (i > 0 && !i_liste)
			buf_tegn(ud, '\n');
		blok_tekst(&b->blokke[i], ud);
		buf_tegn(ud, '\n');
	}
}
