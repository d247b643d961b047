#ifndef TESTS_UNIT_SKADET_H
#define TESTS_UNIT_SKADET_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/io/traeside.h"
#include "core/io/vaultfil.h"
#include "core/io/vaultlager.h"
#include "core/io/vaultside.h"
#include "core/journal/fil.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"

/*
 * A sealed store of 30 cases with 30 entries each (two levels of the journal's tree), one
 * value of 20,000 bytes, one file of 600 kB and a draft; closed. Its outbox is taken away,
 * as when all of it has been sent, unless a test wants it. Pages are found by what they are.
 */
enum { SKADET_SAGER = 30, SKADET_POSTER = 30, SKADET_LANG = 20000, SKADET_FIL = 600000 };

#define SKADET_KODE ((struct segl_data){"kode", 4})

struct skadet {
	char mappe[64], sti[96];
	struct vaultlager *l;
	uint8_t fil[32];
	struct buf foer;              /* every value of every case, as text */
};

enum skadet_hvad { SKADET_BLAD, SKADET_GREN, SKADET_OVERLOEB };

static inline struct uuid skadet_sag(int i)
{
	return (struct uuid){{1, (uint8_t)i, 7}};
}

static inline struct store_valg skadet_valg(const struct skadet *s)
{
	return (struct store_valg){.sti = s->sti, .laas = s->l, .bruger = "demo",
				   .sqlmappe = FEMTRIN_KILDE "/core/sql"};
}

static inline struct store *skadet_aabn(const struct skadet *s, bool opret)
{
	struct store *ud;
	struct err e = {0, ""};
	struct store_valg v = skadet_valg(s);
	v.opret = opret;
	cr_assert_eq(store_open(&ud, &v, &e), 0, "%s", e.tekst);
	return ud;
}

/* Every value that is shown, by case, object and field: the same before and after. */
static inline void skadet_indhold(struct store *st, struct buf *ud)
{
	struct stmt *s = db_stmt(store_db(st), "SELECT hex(s.id), hex(o.id), f.felt, f.vaerdi FROM felt f "
		"JOIN sag s ON s.nr = f.sag JOIN objekt o ON o.sag = f.sag AND o.orden = f.objekt "
		"ORDER BY 1, 2, 3", NULL);
	buf_ryd(ud);
	while (stmt_step(s, NULL) > 0)
		buf_format(ud, "%s %s %s %s\n", stmt_kol_tekst(s, 0), stmt_kol_tekst(s, 1),
			   stmt_kol_tekst(s, 2), stmt_kol_tekst(s, 3));
	stmt_reset(s);
}

static inline void skadet_skriv(struct store *st, int sag)
{
	struct err e = {0, ""};
	struct uuid u = skadet_sag(sag);
	struct aendring a[SKADET_POSTER];
	char felt[SKADET_POSTER][32], vaerdi[SKADET_POSTER][80];
	char *lang = mem_nul(SKADET_LANG + 1, 1);
	memset(lang, 'x', SKADET_LANG);
	for (int i = 0; i < SKADET_POSTER; i++) {
		snprintf(felt[i], sizeof felt[i], "borger.felt%d", i);
		snprintf(vaerdi[i], sizeof vaerdi[i], "Demo %d-%d, en værdi af almindelig længde", sag, i);
		bool denne = sag == 3 && i == 5;
		a[i] = (struct aendring){.sag = u, .objekt = u, .felt = i ? felt[i] : "borger.navn",
					 .vaerdi = denne ? lang : vaerdi[i]};
	}
	cr_assert_eq(journal_skriv(store_journal(st), a, SKADET_POSTER, &e), 0, "%s", e.tekst);
	free(lang);
}

static inline void skadet_fyld(struct skadet *s)
{
	struct store *st = skadet_aabn(s, true);
	struct err e = {0, ""};
	for (int i = 0; i < SKADET_SAGER; i++)
		skadet_skriv(st, i);
	char *bytes = mem_nul(SKADET_FIL, 1);
	for (int i = 0; i < SKADET_FIL; i++)
		bytes[i] = (char)(i * 7);
	cr_assert_eq(store_fil_gem(st, bytes, SKADET_FIL, s->fil, &e), 0, "%s", e.tekst);
	free(bytes);
	char felt[] = "borger.navn", halv[] = "Demo halv";
	struct kladde k = {.sag = skadet_sag(1), .objekt = skadet_sag(1), .felt = felt, .tekst = halv};
	cr_assert_eq(kladde_gem(st, &k, &e), 0, "%s", e.tekst);
	skadet_indhold(st, &s->foer);
	store_close(st);
}

static inline void skadet_lav(struct skadet *s, bool udbakke)
{
	static const struct noegle_valg BILLIG = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	struct err e = {0, ""};
	*s = (struct skadet){.mappe = "/tmp/femtrin-skadet-XXXXXX"};
	cr_assert_not_null(mkdtemp(s->mappe));
	snprintf(s->sti, sizeof s->sti, "%s/femtrin.db", s->mappe);
	cr_assert_eq(vaultlager_opret(&s->l, s->sti, SKADET_KODE, &BILLIG, &e), 0, "%s", e.tekst);
	skadet_fyld(s);
	if (!udbakke)
		cr_assert_eq(unlink(vaultlager_udbakke(s->l)), 0);
}

static inline void skadet_slut(struct skadet *s)
{
	char cmd[128];
	vaultlager_free(s->l);
	buf_done(&s->foer);
	snprintf(cmd, sizeof cmd, "rm -rf '%s'", s->mappe);
	cr_assert_eq(system(cmd), 0);
}

static inline bool skadet_er(struct vaultfil *f, const struct sidekort *k, uint32_t nr,
			     enum skadet_hvad hvad)
{
	uint8_t p[SIDE_STR];
	struct traeside s;
	struct sidekilde kilde = vaultfil_kilde(f);
	if (k->side[nr].art == KORT_OVERLOEB)
		return hvad == SKADET_OVERLOEB;
	if (hvad == SKADET_OVERLOEB || kilde.laes(kilde.arg, p, nr) != 0 || !traeside_laes(&s, p, nr))
		return false;
	return traeside_gren(&s) == (hvad == SKADET_GREN);
}

/* The n-th page (from 0) of this tree that is a leaf, a branch, the rest of a long row. */
static inline uint32_t skadet_side(const struct skadet *s, const char *navn, enum skadet_hvad hvad,
				   int n)
{
	struct vaultfil *f;
	struct sidekort k;
	uint32_t fundet = 0;
	cr_assert_eq(vaultfil_aabn(&f, s->sti, vaultlager_vault(s->l), NULL), 0);
	struct sidekilde kilde = vaultfil_kilde(f);
	cr_assert_eq(sidekort_lav(&k, &kilde), 0);
	for (uint32_t nr = 1; !fundet && nr <= k.sider; nr++) {
		const struct sidekort_trae *t = sidekort_hvis(&k, nr);
		if (t && strcmp(t->navn, navn) == 0 && skadet_er(f, &k, nr, hvad) && n-- == 0)
			fundet = nr;
	}
	sidekort_done(&k);
	vaultfil_luk(f);
	cr_assert_neq(fundet, 0, "%s has no such page", navn);
	return fundet;
}

/* A bit of the page turned. */
static inline void skadet_bryd(const struct skadet *s, uint32_t nr)
{
	FILE *f = fopen(s->sti, "r+");
	long sted = (long)(nr - 1) * SIDE_STR + 1000;
	cr_assert(f && fseek(f, sted, SEEK_SET) == 0);
	int c = fgetc(f);
	cr_assert(fseek(f, sted, SEEK_SET) == 0 && fputc(c ^ 4, f) != EOF && fclose(f) == 0);
}

#endif
