#include "core/journal/bjaergpost.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/io/raekke.h"
#include "core/io/segl.h"
#include "core/journal/post.h"

enum { JOURNAL_V1 = 16, JOURNAL_V2 = 18 };        /* columns, by schema version */

static bool blob(const struct raekke *r, int k, size_t n)
{
	return raekke_er(r, k, RAEKKE_BLOB, n);
}

static bool tal(const struct raekke *r, int k)
{
	return raekke_er(r, k, RAEKKE_TAL, 0);
}

/* A text of ours has no NUL in it. */
static bool tekst(const struct raekke *r, int k)
{
	return raekke_er(r, k, RAEKKE_TEKST, 0) && !memchr(r->v[k].p, 0, r->v[k].n);
}

static bool nul(const struct raekke *r, int k)
{
	return raekke_er(r, k, RAEKKE_NUL, 0);
}

static bool begyndelse(const struct raekke *r)
{
	return blob(r, BJAERG_ENHED, 16) && tal(r, BJAERG_NR) && tal(r, BJAERG_GRUPPE) &&
	       tal(r, BJAERG_TID) && tekst(r, BJAERG_BRUGER) && blob(r, BJAERG_SAG, 16) &&
	       blob(r, BJAERG_OBJEKT, 16) && tekst(r, BJAERG_FELT);
}

static bool resten(const struct raekke *r)
{
	return (nul(r, BJAERG_VAERDI) || tekst(r, BJAERG_VAERDI)) &&
	       (nul(r, BJAERG_SALT) || blob(r, BJAERG_SALT, 16)) && blob(r, BJAERG_VHASH, 32) &&
	       blob(r, BJAERG_AFLOESER, 0) && r->v[BJAERG_AFLOESER].n % POST_REF == 0 &&
	       tal(r, BJAERG_SKEMA) && blob(r, BJAERG_HASH, 32) &&
	       (nul(r, BJAERG_LBNR) || tal(r, BJAERG_LBNR)) &&
	       (nul(r, BJAERG_SAGSNR) || tal(r, BJAERG_SAGSNR)) &&
	       (r->n == JOURNAL_V1 || ((nul(r, BJAERG_FORRIGE) || blob(r, BJAERG_FORRIGE, 32)) &&
				       tal(r, BJAERG_UDENFOR)));
}

/* Of one that was blanked because the law says so only the chain can tell. */
static bool har_vhash(const struct raekke *r)
{
	const struct raekke_vaerdi *v = &r->v[BJAERG_VAERDI];
	uint8_t h[32];
	if (r->v[BJAERG_SALT].art == RAEKKE_NUL)
		return v->art == RAEKKE_NUL;
	char *vaerdi = v->art == RAEKKE_TEKST ? mem_tekst_n((const char *)v->p, v->n) : NULL;
	post_vhash(h, r->v[BJAERG_SALT].p, vaerdi);
	if (vaerdi)
		segl_slet(vaerdi, v->n);
	free(vaerdi);
	return memcmp(h, r->v[BJAERG_VHASH].p, sizeof h) == 0;
}

static enum bjaergpost_art journal(const struct raekke *r)
{
	if (!begyndelse(r) || r->v[BJAERG_NR].tal < 1)
		return BJAERG_INTET;
	if (!r->hel)
		return BJAERG_HALV;
	if (!resten(r))
		return BJAERG_INTET;
	return har_vhash(r) ? BJAERG_POST : BJAERG_FORKERT;
}

enum bjaergpost_art bjaergpost_art(const struct raekke *r)
{
	if (r->n == JOURNAL_V1 || r->n == JOURNAL_V2)
		return journal(r);
	if (!r->hel)
		return BJAERG_INTET;
	if (r->n == 4 && blob(r, 0, 16) && tal(r, 1) && blob(r, 2, 16) && tal(r, 3))
		return BJAERG_NOEGLE;
	if (r->n == 3 && blob(r, 0, 32) && tal(r, 1) && blob(r, 2, 0))
		return BJAERG_STYKKE;
	if (r->n == 5 && blob(r, 0, 16) && tekst(r, 1) && blob(r, 2, 16) &&
	    (nul(r, 3) || tekst(r, 3)) && tekst(r, 4))
		return BJAERG_KLADDE;
	return BJAERG_INTET;
}

struct bjaergnoegle bjaergpost_noegle(const struct raekke *r, enum bjaergpost_art art)
{
	bool indeks = art == BJAERG_NOEGLE;
	struct bjaergnoegle n = {.nr = r->v[indeks ? 3 : BJAERG_NR].tal};
	memcpy(n.sag.b, r->v[indeks ? 0 : BJAERG_SAG].p, sizeof n.sag.b);
	memcpy(n.enhed.b, r->v[indeks ? 2 : BJAERG_ENHED].p, sizeof n.enhed.b);
	return n;
}
