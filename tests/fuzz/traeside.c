/*
 * One page as it comes out of the vault, and a row: nothing outside is read, what is said to lie
 * within does, and a row's columns are exactly its bytes. The page is the input, zeros after it;
 * the rows are its cells and the input itself, whole and cut short. (bjaerg.c has them all
 * together, and far fewer a second.)
 */
#include "core/io/raekke.h"
#include "core/io/traeside.h"
#include "core/io/vaultside.h"
#include "core/journal/bjaergpost.h"
#include "tests/fuzz/fuzz.h"

static void raekke(const uint8_t *p, size_t n, uint64_t laengde)
{
	struct raekke r;
	uint64_t sum = 0;
	if (!raekke_laes(&r, p, n, laengde))
		return;
	SKAL(r.n >= 0 && r.n <= RAEKKE_MAKS);
	for (int i = 0; i < r.n; i++) {
		const struct raekke_vaerdi *v = &r.v[i];
		SKAL(v->hel || !r.hel);
		if (!v->hel)
			continue;
		SKAL(v->n == 0 || (v->p >= p && v->p + v->n <= p + n));
		sum += v->n;
	}
	SKAL(sum <= laengde);
	enum bjaergpost_art art = bjaergpost_art(&r);
	if (art == BJAERG_POST || art == BJAERG_HALV || art == BJAERG_FORKERT || art == BJAERG_NOEGLE)
		bjaergpost_noegle(&r, art);
}

static void side(const uint8_t *p, uint32_t nr)
{
	struct traeside s;
	struct traecelle c;
	if (!traeside_laes(&s, p, nr))
		return;
	for (unsigned i = 0; i < s.celler; i++) {
		if (!traeside_celle(&c, &s, i) || c.n == 0)
			continue;
		SKAL(c.p > p && c.p + c.n <= p + SIDE_BRUGT && c.n <= c.laengde);
		SKAL(c.n < c.laengde || c.overloeb == 0);
		raekke(c.p, c.n, c.laengde);
	}
	SKAL(!traeside_celle(&c, &s, s.celler));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	/* Of its own size, so that the sanitizer sees its end. */
	uint8_t *p = calloc(1, SIDE_STR);
	SKAL(p);
	if (n)
		memcpy(p, data, n < SIDE_STR ? n : SIDE_STR);
	side(p, 2);
	side(p, 1);
	free(p);
	const size_t laengder[] = {n, n / 2, n ? data[n - 1] % n : 0};
	for (size_t i = 0; n && i < sizeof laengder / sizeof *laengder; i++) {
		size_t m = laengder[i];
		uint8_t *kort = malloc(m ? m : 1);
		SKAL(kort);
		memcpy(kort, data, m);
		raekke(kort, m, n);
		raekke(kort, m, m);
		free(kort);
	}
	return 0;
}
