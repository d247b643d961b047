#include "core/journal/bjaerg.h"

#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/outbox.h"
#include "core/io/raekke.h"
#include "core/io/segl.h"
#include "core/io/traeside.h"
#include "core/io/vault.h"
#include "core/io/vaultfil.h"
#include "core/io/vaultlager.h"
#include "core/io/vaultside.h"
#include "core/journal/genskab.h"
#include "core/journal/store.h"
#include "core/journal/udbakkepost.h"

struct bjaergning {
	struct db *til;
	const struct bjaerg_valg *v;
	struct bjaerg_fund *f;
	struct buf post;              /* the row that is being read */
	struct buf fil;               /* the file whose pieces come from the outbox */
	struct err *e;
};

void bjaerg_done(struct bjaerg_fund *f)
{
	vec_done(&f->sager);
}

bool bjaerg_mangler(const struct bjaerg_fund *f)
{
	return f->sager.n > 0 || f->ukendte > 0 || f->flere;
}

bool bjaerg_afledt(const char *tabel, bool indeks)
{
	static const char *const TABELLER[] = {"sag", "objekt", "felt", "sidehoved", "fjernelse"};
	if (indeks || strncmp(tabel, "soeg_", 5) == 0)
		return true;
	for (size_t i = 0; i < sizeof TABELLER / sizeof *TABELLER; i++)
		if (strcmp(tabel, TABELLER[i]) == 0)
			return true;
	return false;
}

/* A row of the page, and what of it goes over. Files only when they are wanted: a piece fills
 * some 64 pages. */
static int en_celle(struct bjaergning *b, const struct traeside *s, const struct traecelle *c)
{
	struct raekke r;
	bool tabel = s->art == TRAESIDE_TABEL_BLAD;
	if (c->n == 0 || (tabel && !b->v->filer))
		return 0;
	sidekort_post(b->v->kilde, c, &b->post);
	if (!raekke_laes(&r, (const uint8_t *)b->post.data, b->post.len, c->laengde))
		return 0;
	enum bjaergpost_art art = bjaergpost_art(&r);
	if (art == BJAERG_INTET || tabel != (art == BJAERG_STYKKE))
		return 0;
	b->f->forkerte += art == BJAERG_FORKERT;
	int kode = bjaergind_raekke(b->til, &r, art, b->e);
	return kode < 0 ? kode : 0;
}

static int en_side(struct bjaergning *b, uint32_t nr)
{
	uint8_t p[SIDE_STR];
	struct traeside s;
	struct traecelle c;
	int kode = b->v->kilde->laes(b->v->kilde->arg, p, nr);
	if (kode == 0 && traeside_laes(&s, p, nr))
		for (unsigned i = 0; kode == 0 && i < s.celler; i++)
			if (traeside_celle(&c, &s, i))
				kode = en_celle(b, &s, &c);
	segl_slet(p, sizeof p);
	return kode == ERR_LAESEFEJL || kode == ERR_SKADET ? 0 : kode;
}

/* Those of a tree, and those nobody says whose they are. Nothing is in a free page, and one that
 * a long row goes on to is read with it. */
static int sider(struct bjaergning *b)
{
	const struct sidekort *k = b->v->kort;
	int kode = 0;
	for (uint32_t nr = 1; kode == 0 && nr <= k->sider; nr++)
		if (!k->side[nr].skadet && k->side[nr].art <= KORT_TRAE)
			kode = en_side(b, nr);
	return kode;
}

static int udbakkefil(struct bjaergning *b, struct segl_data d)
{
	struct udbakkefil f;
	if (!b->v->filer || udbakkefil_laes(&f, d) != 0)
		return 0;
	if (f.sted == 0)
		buf_ryd(&b->fil);
	if (f.sted != b->fil.len)
		return 0;
	buf_add(&b->fil, f.bytes.p, f.bytes.n);
	if (b->fil.len < f.laengde)
		return 0;
	return bjaergind_fil(b->til, &f, (struct segl_data){b->fil.data, b->fil.len}, b->e);
}

static int tag_udbakke(void *arg, struct segl_data d)
{
	struct bjaergning *b = arg;
	struct vec v = VEC_AF(struct udbakkepost);
	int kode = 0;
	if (udbakkepost_art(d) == UDBAKKE_FIL)
		return udbakkefil(b, d);
	if (udbakkepost_laes(&v, d) != 0)
		return 0;
	for (size_t i = 0; kode >= 0 && i < v.n; i++) {
		kode = bjaergind_udbakke(b->til, VEC_NR(struct udbakkepost, &v, i), b->e);
		b->f->udbakke += kode > 0;
	}
	udbakkepost_done(&v, 0);
	vec_done(&v);
	return kode < 0 ? kode : 0;
}

/* A damaged outbox gives what it can. */
static int udbakke(struct bjaergning *b)
{
	struct outbox_fund f;
	struct err e = {0, ""};
	int kode = outbox_laes(b->v->udbakke, tag_udbakke, b, &f, &e);
	if (kode == 0 || kode == ERR_SKADET || kode == ERR_LAESEFEJL)
		return 0;
	return b->e && b->e->kode ? kode : err_set(b->e, kode, "%s", e.tekst);
}

static int antal(struct bjaergning *b)
{
	struct stmt *s = db_stmt(b->til, "SELECT count(*) FROM journal", b->e);
	int r = stmt_step(s, b->e);
	if (r > 0)
		b->f->poster = (size_t)stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r < 0 ? r : 0;
}

/* The index of cases tells of each entry; that is only worth something while it is whole. A
 * page that belongs to what is made anew, or is the schema's, had no entry. */
static void flere(const struct sidekort *k, struct bjaerg_fund *f)
{
	const struct sidekort_trae *indeks = sidekort_find(k, "journal_sag");
	unsigned mulige = k->ukendte;
	for (size_t i = 1; i < k->traeer.n; i++) {
		const struct sidekort_trae *t = VEC_NR(struct sidekort_trae, &k->traeer, i);
		if (strcmp(t->navn, "journal") == 0)
			mulige += t->skadede;
	}
	const struct sidekort_trae *kladder = sidekort_find(k, "kladde");
	f->flere = (mulige > 0 && (!indeks || indeks->skadede > 0)) ||
		   (kladder && kladder->skadede > 0);
	f->skadede = k->skadede;
}

static int hent(struct bjaergning *b)
{
	int kode = bjaergind_start(b->til, b->e);
	if (kode == 0)
		kode = sider(b);
	if (kode == 0 && b->v->udbakke)
		kode = udbakke(b);
	if (kode == 0)
		kode = bjaergind_kaeder(b->til, b->e);
	if (kode >= 0) {
		b->f->forkerte += (size_t)kode;
		kode = bjaergind_mangler(b->til, &b->f->sager, &b->f->ukendte, b->e);
	}
	if (kode == 0 && b->v->filer)
		kode = bjaergind_filer(b->til, b->e);
	return kode;
}

int bjaerg(struct db *til, const struct bjaerg_valg *v, struct bjaerg_fund *f, struct err *e)
{
	struct bjaergning b = {.til = til, .v = v, .f = f, .e = e};
	int kode = db_begin(til, _("sagerne kan ikke læses ud"), e);
	if (kode < 0)
		return kode;
	kode = hent(&b);
	if (kode == 0)
		kode = antal(&b);
	if (kode == 0)
		kode = db_commit(til, e);
	else
		db_rollback(til);
	flere(v->kort, f);
	if (b.post.data)
		segl_slet(b.post.data, b.post.plads);
	buf_done(&b.post);
	if (b.fil.data)
		segl_slet(b.fil.data, b.fil.plads);
	buf_done(&b.fil);
	return kode == 0 ? genskab_alt(til, e) : kode;
}

struct outbox *bjaerg_udbakke(const struct store_valg *v)
{
	struct outbox *o = NULL;
	const struct noegle *n = vaultlager_noegle(v->laas);
	const char *sti = vaultlager_udbakke(v->laas);
	if (access(sti, F_OK) == 0)
		outbox_aabn(&o, sti, noegle_raa(n), noegle_lager(n), NULL);
	return o;
}

static int ud_af(struct store *til, struct vaultfil *fil, const struct store_valg *v, bool filer,
		 struct bjaerg_fund *f, struct err *e)
{
	struct sidekilde kilde = vaultfil_kilde(fil);
	struct sidekort kort;
	int kode = sidekort_lav(&kort, &kilde);
	if (kode < 0)
		kode = err_set(e, kode, _("sagsfilen: disken svarer med en fejl"));
	struct outbox *o = kode == 0 ? bjaerg_udbakke(v) : NULL;
	if (kode == 0)
		kode = bjaerg(store_db(til), &(struct bjaerg_valg){.kilde = &kilde, .kort = &kort,
				.udbakke = o, .filer = filer}, f, e);
	outbox_free(o);
	sidekort_done(&kort);
	return kode;
}

int bjaerg_store(struct store **ud, const struct store_valg *v, bool filer, struct bjaerg_fund *f,
		 struct err *e)
{
	struct store_valg valg = *v;
	struct vaultfil *fil;
	*ud = NULL;
	valg.hukommelse = true;
	int kode = vaultfil_aabn(&fil, v->sti, vaultlager_vault(v->laas), e);
	if (kode < 0)
		return kode;
	/* A journal that cannot be rolled back leaves the last act half there. */
	bool halv = vault_skade(vaultlager_vault(v->laas)).journal;
	kode = store_open(ud, &valg, e);
	if (kode == 0)
		kode = ud_af(*ud, fil, v, filer, f, e);
	f->flere = f->flere || halv;
	vaultfil_luk(fil);
	if (kode < 0) {
		store_close(*ud);
		*ud = NULL;
	}
	return kode;
}
