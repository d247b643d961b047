/* Import of 1,000 cases of 150 fields, beside 1,000 bare commits of one row with
 * the same settings on the same disk. Aim: >= 200 cases/s. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/store.h"
#include "core/sag/sagfil.h"

enum { SAGER = 1000, OPGAVER = 9 };

static double nu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stop(const char *hvad, const struct err *e)
{
	fprintf(stderr, "%s: %s\n", hvad, e->tekst);
	exit(1);
}

static void skriv_sag(struct buf *b, int nr)
{
	buf_format(b,
		   "femtrin: 1\n"
		   "sag: {ordning: personlig-assistance, anledning: ny, kommune: \"0630\", trin: 4}\n"
		   "borger: {navn: Demo Borger %d, cpr: \"610190-0019\", adresse: Storegade %d, "
		   "postnr: \"9999\", by: Ølsemagle, telefon: \"00000002\", email: d@example.org, "
		   "adressebeskyttelse: nej, undtaget_digital_post: nej}\n"
		   "kontakt: {dato: 2026-08-20, kilde: borger, kanal: moede, notat: Ringede selv.}\n"
		   "ansoegning: {modtaget: 2026-09-05, timer_pr_uge: 12, fra: 2026-10-01}\n"
		   "ansaettelser: [{id: a1, virksomhed: Demo Virksomhed %d, cvr: \"99999993\", "
		   "form: ordinaer, stilling: Pædagog, sektor: offentlig, timer_pr_uge: 37, "
		   "arbejdsdage_pr_uge: 5}]\n"
		   "funktionsnedsaettelse: {art: arme-haender, beskrivelse: Smerter i armen., "
		   "varig: ja, betydelig: ja, aabenbar: ja, betydning: Tunge løft er udelukket.}\n"
		   "opgaver:\n",
		   nr, nr, nr);
	for (int i = 1; i <= OPGAVER; i++)
		buf_format(b,
			   "  - {id: t%d, ansaettelse: a1, navn: Opgave nummer %d, spalte: 2, "
			   "antal: 2, pr: dag, minutter: 30, bistand: 20, loesning: assistance, "
			   "type: fysisk-aflastning, foer: borger, indhold: ja}\n",
			   i, i);
	buf_tekst(b,
		  "vurdering: {timer_pr_uge: 12, begrundelse: Svarer til opgaverne., forenelighed: ja, "
		  "vikar_eller_medhjaelp: nej, egne_opgaver: Resten.}\n"
		  "afgoerelse: {udfald: bevilling, dato: 2026-09-28, timer: 12, pr: uge, "
		  "fra: 2026-10-01, til: 2027-09-30, assistent: ny, sats: student}\n"
		  "opfoelgning: {naeste: 2027-07-01, form: virksomhedsbesoeg}\n");
}

static void skriv_filer(const char *mappe)
{
	for (int i = 0; i < SAGER; i++) {
		char sti[128];
		struct buf b = BUF_TOM;
		snprintf(sti, sizeof sti, "%s/%04d.yaml", mappe, i);
		FILE *f = fopen(sti, "w");
		skriv_sag(&b, i);
		fwrite(b.data, 1, b.len, f);
		fclose(f);
		buf_done(&b);
	}
}

static double importer_alle(const char *mappe, struct store *st, const struct formsaet *former)
{
	struct sagfil_valg v = {.i_dag = {2026, 11, 22}};
	double start = nu();
	struct err e;

	for (int i = 0; i < SAGER; i++) {
		char sti[128];
		struct uuid id;
		snprintf(sti, sizeof sti, "%s/%04d.yaml", mappe, i);
		if (sagfil_import(&id, st, former, sti, &v, &e) != 0)
			stop(sti, &e);
		unlink(sti);
	}
	return nu() - start;
}

static double bare_commits(const char *mappe)
{
	struct err e;
	struct db *db;
	char sti[128];

	snprintf(sti, sizeof sti, "%s/bar.db", mappe);
	if (db_open(&db, sti, DB_OPRET, &e) != 0 ||
	    db_exec(db, "CREATE TABLE t (a TEXT)", &e) != 0)
		stop("bare", &e);
	double start = nu();
	for (int i = 0; i < SAGER; i++)
		if (db_exec(db, "BEGIN IMMEDIATE; INSERT INTO t VALUES ('x'); COMMIT", &e) != 0)
			stop("bare", &e);
	double tid = nu() - start;
	db_close(db);
	unlink(sti);
	return tid;
}

int main(int argc, char **argv)
{
	char mappe[128], sti[160];
	const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct formsaet *former = NULL;
	struct store *st = NULL;
	struct err e;

	snprintf(mappe, sizeof mappe, "%s/femtrin-bench-XXXXXX", argc > 1 ? argv[1] : "/var/tmp");
	if (!mkdtemp(mappe))
		return 1;
	snprintf(sti, sizeof sti, "%s/femtrin.db", mappe);
	krypto_start(NULL);
	struct store_valg v = {.sti = sti, .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .opret = true};
	if (formsaet_hent(&former, mapper, 1, NULL, NULL, &e) != 0 || store_open(&st, &v, &e) != 0)
		stop("start", &e);
	skriv_filer(mappe);
	double tid = importer_alle(mappe, st, former), bar = bare_commits(mappe);
	printf("import: %d cases in %.2f s, %.0f cases/s (aim 200); %.2f ms a case, "
	       "a bare commit %.2f ms, ratio %.1f\n",
	       SAGER, tid, SAGER / tid, 1e3 * tid / SAGER, 1e3 * bar / SAGER, tid / bar);
	store_close(st);
	formsaet_free(former);
	unlink(sti);
	rmdir(mappe);
	return 0;
}
