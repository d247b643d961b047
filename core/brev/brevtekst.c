#include "core/brev/brevtekst.h"

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/brev/brev.h"

static void tabel(const struct blok *k, struct buf *ud)
{
	for (size_t r = 0; r < k->raekker; r++) {
		if (r > 0)
			buf_tegn(ud, '\n');
		for (size_t c = 0, skrevet = 0; c < k->kolonner; c++) {
			if (!*k->celler[r][c])
				continue;
			buf_format(ud, "%s%s", skrevet++ > 0 ? " | " : "", k->celler[r][c]);
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
		buf_tekst(ud, "• ");
	buf_tekst(ud, k->tekst);
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
