#include "core/io/sidekort.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/raekke.h"
#include "core/io/traeside.h"
#include "core/io/vaultside.h"

enum { TRAEER_MAKS = 1000, OVERLOEB = SIDE_BRUGT - 4 };

static bool ulaeselig(int kode)
{
	return kode == ERR_SKADET || kode == ERR_LAESEFEJL;
}

/* Takes page nr for this tree; false when it is somebody's already, or no page. */
static bool tag(struct sidekort *k, uint32_t nr, enum sidekort_art art, size_t trae)
{
	if (nr == 0 || nr > k->sider || k->side[nr].art != KORT_UKENDT)
		return false;
	k->side[nr].art = art;
	k->side[nr].trae = (uint16_t)(trae + 1);
	return true;
}

static int overloeb(struct sidekort *k, const struct sidekilde *kilde, uint32_t nr, size_t trae)
{
	uint8_t p[SIDE_STR];
	int kode = 0;
	while (kode == 0 && tag(k, nr, KORT_OVERLOEB, trae) && !k->side[nr].skadet) {
		kode = kilde->laes(kilde->arg, p, nr);
		nr = tal32_laes(p);
	}
	segl_slet(p, sizeof p);
	return ulaeselig(kode) ? 0 : kode;
}

int sidekort_post(const struct sidekilde *kilde, const struct traecelle *c, struct buf *ud)
{
	uint8_t p[SIDE_STR];
	uint32_t nr = c->overloeb;
	buf_ryd(ud);
	buf_add(ud, c->p, c->n);
	/* A chain that goes in circles ends where the record does. */
	while (ud->len < c->laengde) {
		uint64_t rest = c->laengde - ud->len;
		if (nr == 0 || nr > kilde->sider || kilde->laes(kilde->arg, p, nr) != 0)
			break;
		buf_add(ud, p + 4, rest < OVERLOEB ? (size_t)rest : OVERLOEB);
		nr = tal32_laes(p);
	}
	segl_slet(p, sizeof p);
	return ud->len == c->laengde;
}

static void navngiv(char ud[64], const struct raekke_vaerdi *v)
{
	size_t n = v->n < 63 ? v->n : 63;
	memcpy(ud, v->p, n);
	ud[n] = '\0';
}

/* A line of the schema: type, name, tbl_name, rootpage, sql. */
static void skemalinje(struct sidekort *k, const struct sidekilde *kilde, const struct traecelle *c)
{
	struct buf b = BUF_TOM;
	struct raekke r;
	sidekort_post(kilde, c, &b);
	if (k->traeer.n < TRAEER_MAKS &&
	    raekke_laes(&r, (const uint8_t *)b.data, b.len, c->laengde) &&
	    raekke_er(&r, 0, RAEKKE_TEKST, 0) && raekke_er(&r, 1, RAEKKE_TEKST, 0) &&
	    raekke_er(&r, 2, RAEKKE_TEKST, 0) && raekke_er(&r, 3, RAEKKE_TAL, 0) &&
	    r.v[3].tal > 1 && r.v[3].tal <= k->sider) {
		struct sidekort_trae *t = vec_ny(&k->traeer);
		navngiv(t->navn, &r.v[1]);
		navngiv(t->tabel, &r.v[2]);
		t->rod = (uint32_t)r.v[3].tal;
		t->indeks = r.v[0].n == 5 && memcmp(r.v[0].p, "index", 5) == 0;
	}
	buf_done(&b);
}

struct vandring {
	struct sidekort *k;
	const struct sidekilde *kilde;
	size_t trae;
	struct vec venter;            /* uint32_t: pages still to be looked at */
};

static void vent_med(struct vandring *v, uint32_t nr)
{
	if (tag(v->k, nr, KORT_TRAE, v->trae) && !v->k->side[nr].skadet)
		*(uint32_t *)vec_ny(&v->venter) = nr;
}

static int en_side(struct vandring *v, uint32_t nr)
{
	uint8_t p[SIDE_STR];
	struct traeside s;
	struct traecelle c;
	int kode = v->kilde->laes(v->kilde->arg, p, nr);
	bool god = kode == 0 && traeside_laes(&s, p, nr);
	for (unsigned i = 0; god && kode == 0 && i < s.celler; i++) {
		if (!traeside_celle(&c, &s, i))
			continue;
		if (traeside_gren(&s))
			vent_med(v, c.barn);
		if (c.overloeb)
			kode = overloeb(v->k, v->kilde, c.overloeb, v->trae);
		if (v->trae == 0 && s.art == TRAESIDE_TABEL_BLAD)
			skemalinje(v->k, v->kilde, &c);
	}
	if (god && traeside_gren(&s))
		vent_med(v, s.hoejre);
	segl_slet(p, sizeof p);
	return ulaeselig(kode) ? 0 : kode;
}

static int et_trae(struct sidekort *k, const struct sidekilde *kilde, size_t trae)
{
	struct vandring v = {.k = k, .kilde = kilde, .trae = trae, .venter = VEC_AF(uint32_t)};
	int kode = 0;
	vent_med(&v, VEC_NR(struct sidekort_trae, &k->traeer, trae)->rod);
	while (kode == 0 && v.venter.n > 0)
		kode = en_side(&v, *VEC_NR(uint32_t, &v.venter, --v.venter.n));
	vec_done(&v.venter);
	return kode;
}

/* Page 1 names the first trunk of the free pages, each trunk the next one and its pages. */
static int frie(struct sidekort *k, const struct sidekilde *kilde)
{
	uint8_t p[SIDE_STR];
	int kode = k->side[1].skadet ? ERR_SKADET : kilde->laes(kilde->arg, p, 1);
	uint32_t nr = kode == 0 ? tal32_laes(p + 32) : 0;
	while (kode == 0 && nr > 1 && nr <= k->sider && k->side[nr].art == KORT_UKENDT) {
		k->side[nr].art = KORT_STAMME;
		if (k->side[nr].skadet || (kode = kilde->laes(kilde->arg, p, nr)) != 0)
			break;
		uint32_t antal = tal32_laes(p + 4);
		for (uint32_t i = 0; i < antal && i < SIDE_BRUGT / 4 - 2; i++) {
			uint32_t fri = tal32_laes(p + 8 + 4 * (size_t)i);
			if (fri > 1 && fri <= k->sider && k->side[fri].art == KORT_UKENDT)
				k->side[fri].art = KORT_FRI;
		}
		nr = tal32_laes(p);
	}
	segl_slet(p, sizeof p);
	return ulaeselig(kode) ? 0 : kode;
}

static int laes_alle(struct sidekort *k, const struct sidekilde *kilde)
{
	uint8_t p[SIDE_STR];
	int kode = 0;
	for (uint32_t nr = 1; !kode && nr <= k->sider; nr++) {
		kode = kilde->laes(kilde->arg, p, nr);
		k->side[nr].skadet = kode != 0;
		kode = ulaeselig(kode) ? 0 : kode;
	}
	segl_slet(p, sizeof p);
	return kode;
}

static void taeller(struct sidekort *k)
{
	for (uint32_t nr = 1; nr <= k->sider; nr++) {
		const struct sidekort_side *s = &k->side[nr];
		if (!s->skadet)
			continue;
		k->skadede += s->art != KORT_FRI;
		k->frie += s->art == KORT_FRI;
		k->ukendte += s->art == KORT_UKENDT;
		if (s->trae)
			VEC_NR(struct sidekort_trae, &k->traeer, s->trae - 1)->skadede++;
	}
}

int sidekort_lav(struct sidekort *k, const struct sidekilde *kilde)
{
	*k = (struct sidekort){.sider = kilde->sider, .traeer = VEC_AF(struct sidekort_trae)};
	k->side = mem_nul((size_t)kilde->sider + 1, sizeof *k->side);
	*(struct sidekort_trae *)vec_ny(&k->traeer) =
		(struct sidekort_trae){"sqlite_schema", "sqlite_schema", 1, false, 0};
	if (kilde->sider == 0)
		return 0;
	int kode = laes_alle(k, kilde);
	for (size_t i = 0; kode == 0 && i < k->traeer.n; i++)
		kode = et_trae(k, kilde, i);
	if (kode == 0)
		kode = frie(k, kilde);
	taeller(k);
	return kode;
}

void sidekort_done(struct sidekort *k)
{
	free(k->side);
	vec_done(&k->traeer);
	*k = (struct sidekort){.side = NULL};
}

const struct sidekort_trae *sidekort_hvis(const struct sidekort *k, uint32_t nr)
{
	uint16_t t = nr >= 1 && nr <= k->sider ? k->side[nr].trae : 0;
	return t ? VEC_NR(struct sidekort_trae, &k->traeer, t - 1) : NULL;
}

const struct sidekort_trae *sidekort_find(const struct sidekort *k, const char *navn)
{
	for (size_t i = 0; i < k->traeer.n; i++)
		if (strcmp(VEC_NR(struct sidekort_trae, &k->traeer, i)->navn, navn) == 0)
			return VEC_NR(struct sidekort_trae, &k->traeer, i);
	return NULL;
}
