#include "core/io/traeside.h"

#include "core/io/vaultside.h"

enum { HOVED_1 = 100, HOVED_BLAD = 8, HOVED_GREN = 12, POST_MAKS = 1 << 30 };

static size_t tal16(const uint8_t *p)
{
	return (size_t)p[0] << 8 | p[1];
}

bool traeside_gren(const struct traeside *s)
{
	return s->art == TRAESIDE_INDEKS_GREN || s->art == TRAESIDE_TABEL_GREN;
}

static size_t hoved_str(const struct traeside *s)
{
	return traeside_gren(s) ? HOVED_GREN : HOVED_BLAD;
}

bool traeside_laes(struct traeside *ud, const uint8_t *p, uint32_t nr)
{
	*ud = (struct traeside){.p = p, .hoved = nr == 1 ? HOVED_1 : 0};
	const uint8_t *h = p + ud->hoved;
	if (h[0] != TRAESIDE_INDEKS_GREN && h[0] != TRAESIDE_TABEL_GREN &&
	    h[0] != TRAESIDE_INDEKS_BLAD && h[0] != TRAESIDE_TABEL_BLAD)
		return false;
	ud->art = h[0];
	ud->celler = (unsigned)tal16(h + 3);
	if (traeside_gren(ud))
		ud->hoejre = tal32_laes(h + 8);
	return ud->hoved + hoved_str(ud) + 2 * (size_t)ud->celler <= SIDE_BRUGT;
}

/* A number of 1 to 9 bytes; how many it took, 0 when it does not end before n. */
static size_t varint(uint64_t *ud, const uint8_t *p, size_t n)
{
	uint64_t v = 0;
	for (size_t i = 0; i < n && i < 8; i++) {
		v = v << 7 | (p[i] & 0x7f);
		if (!(p[i] & 0x80)) {
			*ud = v;
			return i + 1;
		}
	}
	if (n < 9)
		return 0;
	*ud = v << 8 | p[8];
	return 9;
}

/* How much of a record of `laengde` bytes stays on the page. */
static size_t paa_siden(enum traeside_art art, uint64_t laengde)
{
	const uint64_t u = SIDE_BRUGT, mindst = (u - 12) * 32 / 255 - 23;
	uint64_t hoejst = art == TRAESIDE_TABEL_BLAD ? u - 35 : (u - 12) * 64 / 255 - 23;
	if (laengde <= hoejst)
		return (size_t)laengde;
	uint64_t k = mindst + (laengde - mindst) % (u - 4);
	return (size_t)(k <= hoejst ? k : mindst);
}

struct rest {
	const uint8_t *p;
	size_t n;                     /* bytes to the end of what is used of the page */
};

static bool tag_varint(struct rest *r, uint64_t *ud)
{
	size_t m = varint(ud, r->p, r->n);
	r->p += m;
	r->n -= m;
	return m > 0;
}

/* Where the cell begins; false when not between the list of cells and the end. */
static bool find(struct rest *r, const struct traeside *s, unsigned i)
{
	size_t liste = s->hoved + hoved_str(s);
	size_t fra = tal16(s->p + liste + 2 * (size_t)i);
	if (fra < liste + 2 * (size_t)s->celler || fra >= SIDE_BRUGT)
		return false;
	*r = (struct rest){s->p + fra, SIDE_BRUGT - fra};
	return true;
}

/* The record, and where it goes on. */
static bool indhold(struct traecelle *ud, enum traeside_art art, const struct rest *r)
{
	ud->p = r->p;
	ud->n = paa_siden(art, ud->laengde);
	if (ud->n == ud->laengde)
		return ud->n <= r->n;
	if (r->n < 4 || ud->n > r->n - 4)
		return false;
	ud->overloeb = tal32_laes(r->p + ud->n);
	return true;
}

bool traeside_celle(struct traecelle *ud, const struct traeside *s, unsigned i)
{
	struct rest r;
	uint64_t rowid;
	*ud = (struct traecelle){.n = 0};
	if (i >= s->celler || !find(&r, s, i))
		return false;
	if (traeside_gren(s)) {
		if (r.n < 4)
			return false;
		ud->barn = tal32_laes(r.p);
		r = (struct rest){r.p + 4, r.n - 4};
	}
	if (s->art == TRAESIDE_TABEL_GREN)
		return tag_varint(&r, &rowid);
	if (!tag_varint(&r, &ud->laengde) || ud->laengde > POST_MAKS)
		return false;
	if (s->art == TRAESIDE_TABEL_BLAD && !tag_varint(&r, &rowid))
		return false;
	return indhold(ud, s->art, &r);
}
