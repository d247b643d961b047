/* One field left by its user: in an unsealed store, in a sealed one, and in a sealed one
 * with its outbox, turn by turn on the same disk. argv[1] = folder. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/io/vaultlager.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "tests/bench/maal.h"

enum { GANGE = 1000 };

static char mappe[256];

static void must(int kode, const struct err *e)
{
	if (kode >= 0)
		return;
	fprintf(stderr, "%s\n", e->tekst);
	exit(1);
}

static struct store *aabn(const char *navn, bool forseglet)
{
	struct noegle_valg billig = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	struct vaultlager *l = NULL;
	struct store *s;
	struct err e;
	char sti[300];
	snprintf(sti, sizeof sti, "%s/%s.db", mappe, navn);
	if (forseglet)
		must(vaultlager_opret(&l, sti, (struct segl_data){"kode", 4}, &billig, &e), &e);
	struct store_valg v = {.sti = sti, .laas = l, .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .opret = true};
	must(store_open(&s, &v, &e), &e);
	return s;
}

static double field(struct store *s, const struct uuid *sag, int i)
{
	struct err e;
	char vaerdi[160];
	snprintf(vaerdi, sizeof vaerdi, "kan løfte %d kasser om dagen, men ikke bære dem ned", i);
	struct aendring a = {.sag = *sag, .objekt = *sag, .felt = "noter.tekst", .vaerdi = vaerdi};
	double t = maal_nu();
	must(journal_skriv(store_journal(s), &a, 1, &e), &e);
	return maal_nu() - t;
}

int main(int argc, char **argv)
{
	struct maal aaben = {0}, segl = {0}, med = {0};
	struct uuid sag;
	char cmd[300];
	snprintf(mappe, sizeof mappe, "%s/femtrin-bench-XXXXXX", argc > 1 ? argv[1] : ".");
	if (!mkdtemp(mappe))
		return 1;
	struct store *a = aabn("aaben", false), *b = aabn("segl", true), *c = aabn("med", true);
	db_efter_commit(store_db(b), NULL, NULL);       /* sealed, and no outbox */
	uuid_ny(&sag, 1);
	for (int i = 0; i < GANGE; i++) {
		maal_tag(&aaben, field(a, &sag, i));
		maal_tag(&segl, field(b, &sag, i));
		maal_tag(&med, field(c, &sag, i));
	}
	maal_vis(&aaben, "unsealed");
	maal_vis(&segl, "sealed");
	maal_vis(&med, "sealed, with outbox");
	printf("sealed / unsealed: p50 %.2f  p99 %.2f (aim 1.4)   with outbox: p50 %.2f  p99 %.2f (aim 2)\n",
	       maal_del(&segl, 0.5) / maal_del(&aaben, 0.5),
	       maal_del(&segl, 0.99) / maal_del(&aaben, 0.99),
	       maal_del(&med, 0.5) / maal_del(&aaben, 0.5), maal_del(&med, 0.99) / maal_del(&aaben, 0.99));
	store_close(a);
	store_close(b);
	store_close(c);
	snprintf(cmd, sizeof cmd, "rm -r '%s'", mappe);
	return system(cmd);
}
