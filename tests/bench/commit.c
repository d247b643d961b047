/* One field left by its user, durable: against one row into a bare table with
 * the same settings on the same disk, turn by turn. argv[1] = folder. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/io/db.h"
#include "core/journal/journal.h"
#include "core/journal/kladde.h"
#include "core/journal/store.h"
#include "tests/bench/maal.h"

enum { GANGE = 1500 };

static void must(int kode, const struct err *e)
{
	if (kode >= 0)
		return;
	fprintf(stderr, "%s\n", e->tekst);
	exit(1);
}

static double bare(struct db *db)
{
	struct err e;
	double t = maal_nu();
	must(db_begin(db, "bar", &e), &e);
	struct stmt *s = db_stmt(db, "INSERT INTO t (a, b) VALUES (NULL, :b)", &e);
	stmt_tekst(s, ":b", "Demo Borger");
	must(stmt_koer(s, &e), &e);
	must(db_commit(db, &e), &e);
	return maal_nu() - t;
}

static double field(struct store *s, const struct uuid *sag, const struct uuid *objekt,
		    const char *felt, int i)
{
	struct err e;
	char vaerdi[160];
	snprintf(vaerdi, sizeof vaerdi, "kan løfte %d kasser om dagen, men ikke bære dem ned", i);
	struct aendring a = {.sag = *sag, .objekt = *objekt, .felt = felt, .vaerdi = vaerdi};
	double t = maal_nu();
	must(journal_skriv(store_journal(s), &a, 1, &e), &e);
	return maal_nu() - t;
}

static double draft(struct store *s, const struct uuid *sag, int i)
{
	struct err e;
	char felt[] = "noter.tekst", tekst[64];
	snprintf(tekst, sizeof tekst, "halvt skrevet %d", i);
	struct kladde k = {.sag = *sag, .objekt = *sag, .felt = felt, .tekst = tekst};
	double t = maal_nu();
	must(kladde_gem(s, &k, &e), &e);
	return maal_nu() - t;
}

int main(int argc, char **argv)
{
	char mappe[256], a[300], b[300];
	struct err e;
	struct db *db;
	struct store *s;
	snprintf(mappe, sizeof mappe, "%s/femtrin-bench-XXXXXX", argc > 1 ? argv[1] : ".");
	if (!mkdtemp(mappe))
		return 1;
	snprintf(a, sizeof a, "%s/bar.db", mappe);
	snprintf(b, sizeof b, "%s/femtrin.db", mappe);
	must(db_open(&db, a, DB_OPRET, &e), &e);
	must(db_exec(db, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)", &e), &e);
	struct store_valg v = {.sti = b, .sqlmappe = FEMTRIN_KILDE "/core/sql", .bruger = "demo",
			       .opret = true};
	must(store_open(&s, &v, &e), &e);
	struct maal bar = {0}, felt = {0}, ord = {0}, kladde = {0};
	struct uuid sag, opgave, note;
	uuid_ny(&sag, 1);
	uuid_ny(&opgave, 2);
	for (int i = 0; i < GANGE; i++) {
		maal_tag(&bar, bare(db));
		maal_tag(&felt, field(s, &sag, &opgave, "opgaver.hvorfor", i));
		uuid_ny(&note, 3 + i);
		maal_tag(&ord, field(s, &sag, &note, "noter.tekst", i));
		maal_tag(&kladde, draft(s, &sag, i));
	}
	maal_vis(&bar, "one row, bare");
	maal_vis(&felt, "one field");
	maal_vis(&ord, "one note, searched");
	maal_vis(&kladde, "one draft");
	printf("field / bare: p50 %.2f  p99 %.2f (aim 2)   note / bare: p50 %.2f  p99 %.2f\n",
	       maal_del(&felt, 0.5) / maal_del(&bar, 0.5), maal_del(&felt, 0.99) / maal_del(&bar, 0.99),
	       maal_del(&ord, 0.5) / maal_del(&bar, 0.5), maal_del(&ord, 0.99) / maal_del(&bar, 0.99));
	db_close(db);
	store_close(s);
	remove(a);
	remove(b);
	return rmdir(mappe);
}
