#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/varig.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultkopi.h"
#include "core/io/vaultlager.h"
#include "core/journal/store.h"

/* The whole store, opened sealed. */

#define KODE ((struct segl_data){"kode", 4})
#define HEMMELIGT "720168-0004 Demo Hemmelig"

static const struct noegle_valg billig = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
static char mappe[64], sti[96], til[96];

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-forseglet-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/femtrin.db", mappe);
	snprintf(til, sizeof til, "%s/kopi.db", mappe);
}

static void slut(void)
{
	char cmd[128];
	snprintf(cmd, sizeof cmd, "rm -rf '%s'", mappe);
	cr_assert_eq(system(cmd), 0);
}

TestSuite(forseglet, .init = start, .fini = slut);

static int aabn(struct store **s, struct vaultlager *l, const char *fil, bool opret, struct err *e)
{
	return store_open(s, &(struct store_valg){.sti = fil, .laas = l, .bruger = "demo", .opret = opret,
						  .sqlmappe = FEMTRIN_KILDE "/core/sql"}, e);
}

static struct vaultlager *lav(void)
{
	struct vaultlager *l;
	struct store *s;
	struct err e = {0};
	cr_assert_eq(vaultlager_opret(&l, sti, KODE, &billig, &e), 0, "%s", e.tekst);
	cr_assert_eq(aabn(&s, l, sti, true, &e), 0, "%s", e.tekst);
	cr_assert_eq(store_husk(s, "skærm", HEMMELIGT, &e), 0, "%s", e.tekst);
	store_close(s);
	return l;
}

static void husket(const char *fil)
{
	struct vaultlager *l;
	struct store *s;
	struct err e = {0};
	cr_assert_eq(vaultlager_aabn(&l, fil, KODE, &e), 0, "%s", e.tekst);
	cr_assert_eq(aabn(&s, l, fil, false, &e), 0, "%s", e.tekst);
	char *v = store_husket(s, "skærm");
	cr_assert_str_eq(v, HEMMELIGT);
	free(v);
	cr_assert_eq(store_verify(s, NULL, NULL, &e), 0, "%s", e.tekst);
	store_close(s);
	vaultlager_free(l);
}

static bool findes_i(const char *fil, const char *s)
{
	struct buf b = BUF_TOM;
	bool der = false;
	cr_assert_eq(varig_laes(&b, fil, 1u << 30, NULL), 0);
	for (size_t i = 0; !der && i + strlen(s) <= b.len; i++)
		der = memcmp(b.data + i, s, strlen(s)) == 0;
	buf_done(&b);
	return der;
}

Test(forseglet, a_store_is_made_closed_and_opened_again_and_nothing_of_it_shows)
{
	vaultlager_free(lav());
	cr_assert_not(findes_i(sti, "Demo Hemmelig"));
	cr_assert_not(findes_i(sti, "CREATE"));
	husket(sti);
}

Test(forseglet, without_its_key_it_is_not_tried)
{
	struct store *s;
	struct err e = {0};
	vaultlager_free(lav());
	cr_assert_eq(aabn(&s, NULL, sti, true, &e), ERR_NOEGLE);
	cr_assert_null(s);
	husket(sti);
}

Test(forseglet, an_emptied_store_is_not_taken_for_a_new_one)
{
	struct vaultlager *l;
	vaultlager_free(lav());
	cr_assert_eq(truncate(sti, 0), 0);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE, NULL), ERR_SKADET);
}

Test(forseglet, the_store_of_an_earlier_version_is_sealed_and_whole)
{
	struct store *s;
	struct err e = {0};
	cr_assert_eq(aabn(&s, NULL, sti, true, &e), 0, "%s", e.tekst);
	cr_assert_eq(store_husk(s, "skærm", HEMMELIGT, &e), 0);
	store_close(s);
	cr_assert(findes_i(sti, "Demo Hemmelig"));
	cr_assert_eq(vaultlager_forsegl(sti, KODE, &billig, &e), 0, "%s", e.tekst);
	cr_assert_not(findes_i(sti, "Demo Hemmelig"));
	husket(sti);
}

Test(forseglet, a_backup_is_a_store_of_its_own)
{
	struct store *s;
	struct vaultkopi *k;
	struct err e = {0};
	struct vaultlager *l = lav();
	cr_assert_eq(aabn(&s, l, sti, false, &e), 0);
	cr_assert_eq(vaultlager_backup(&k, l, db_forbindelse(store_db(s)), til, &e), 0, "%s", e.tekst);
	int rc;
	while ((rc = vaultkopi_skridt(k, 16, &e)) == 1)
		;
	cr_assert_eq(rc, 0, "%s", e.tekst);
	vaultkopi_free(k);
	store_close(s);
	vaultlager_free(l);
	husket(til);
	husket(sti);
}

Test(forseglet, damage_is_said_as_damage)
{
	struct vaultlager *l;
	struct store *s;
	struct err e = {0};
	vaultlager_free(lav());
	FILE *f = fopen(sti, "r+");
	fseek(f, 3 * 4096 + 7, SEEK_SET);
	int c = fgetc(f);
	fseek(f, -1, SEEK_CUR);
	fputc(c ^ 1, f);
	fclose(f);
	cr_assert_eq(vaultlager_aabn(&l, sti, KODE, &e), 0);
	int rc = aabn(&s, l, sti, false, &e);
	if (rc == 0) {
		cr_assert_eq(vaultdb_kontrol(db_forbindelse(store_db(s)), NULL, NULL, NULL), 1);
		rc = store_verify(s, NULL, NULL, &e);
		store_close(s);
	}
	cr_assert_eq(rc, ERR_SKADET, "%s", e.tekst);
	vaultlager_free(l);
}
