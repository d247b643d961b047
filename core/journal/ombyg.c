#include "core/journal/ombyg.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/vaultkopi.h"
#include "core/io/vaultlager.h"
#include "core/journal/genskab.h"
#include "core/journal/skema.h"

/* Everything but the derived tables, read without an index. */
static const struct { const char *fra, *til; } TABELLER[] = {
	{"SELECT enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, afloeser, skema, "
	 "hash, lbnr, sagsnr, forrige, udenfor FROM journal NOT INDEXED",
	 "INSERT INTO journal (enhed, nr, gruppe, tid, bruger, sag, objekt, felt, vaerdi, salt, vhash, "
	 "afloeser, skema, hash, lbnr, sagsnr, forrige, udenfor) "
	 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
	{"SELECT hash, laengde FROM fil NOT INDEXED", "INSERT INTO fil (hash, laengde) VALUES (?, ?)"},
	{"SELECT hash, nr, data FROM fil_del NOT INDEXED ORDER BY rowid",
	 "INSERT INTO fil_del (hash, nr, data) VALUES (?, ?, ?)"},
	{"SELECT noegle, vaerdi FROM lokal NOT INDEXED",
	 "INSERT INTO lokal (noegle, vaerdi) VALUES (?, ?)"},
	{"SELECT noegle, vaerdi FROM husket NOT INDEXED",
	 "INSERT INTO husket (noegle, vaerdi) VALUES (?, ?)"},
	{"SELECT objekt, felt, sag, liste, tekst FROM kladde NOT INDEXED",
	 "INSERT INTO kladde (objekt, felt, sag, liste, tekst) VALUES (?, ?, ?, ?, ?)"},
	{"SELECT gruppe, fortrudt FROM fortrydelse NOT INDEXED",
	 "INSERT INTO fortrydelse (gruppe, fortrudt) VALUES (?, ?)"},
	{"SELECT sag, sagsnr, kaede, lbnr, ens FROM sagshoved NOT INDEXED",
	 "INSERT INTO sagshoved (sag, sagsnr, kaede, lbnr, ens) VALUES (?, ?, ?, ?, ?)"},
	{"SELECT sag, ret, lbnr FROM adgang NOT INDEXED",
	 "INSERT INTO adgang (sag, ret, lbnr) VALUES (?, ?, ?)"},
	{"SELECT enhed, nr, tid, sag, objekt, felt, vaerdi, grund FROM afvist NOT INDEXED",
	 "INSERT INTO afvist (enhed, nr, tid, sag, objekt, felt, vaerdi, grund) "
	 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
	{"SELECT enhed, nr, tid, hash FROM enhedshoved NOT INDEXED",
	 "INSERT INTO enhedshoved (enhed, nr, tid, hash) VALUES (?, ?, ?, ?)"},
	{"SELECT nr, tid, sager, alle, poster, lbnr, kaede FROM kvittering NOT INDEXED",
	 "INSERT INTO kvittering (nr, tid, sager, alle, poster, lbnr, kaede) VALUES (?, ?, ?, ?, ?, ?, ?)"},
};

static int raekker(struct db *fra, struct db *til, size_t i, struct err *e)
{
	struct stmt *a = db_stmt(fra, TABELLER[i].fra, e);
	int r;
	while ((r = stmt_step(a, e)) > 0) {
		struct stmt *b = db_stmt(til, TABELLER[i].til, e);
		stmt_raekke(b, a);
		int kode = stmt_koer(b, e);
		if (kode < 0) {
			r = kode;
			break;
		}
	}
	stmt_reset(a);
	return r;
}

/* In a transaction each: the pages of one stay in memory till it ends. */
static int en_tabel(struct db *fra, struct db *til, size_t i, struct err *e)
{
	int kode = db_begin(til, _("sagsfilen er ikke lavet igen"), e);
	if (kode < 0)
		return kode;
	kode = raekker(fra, til, i, e);
	if (kode == 0)
		return db_commit(til, e);
	db_rollback(til);
	return kode;
}

static int indhold(struct db *fra, struct db *til, struct err *e)
{
	int kode = 0;
	for (size_t i = 0; kode == 0 && i < sizeof TABELLER / sizeof *TABELLER; i++)
		kode = en_tabel(fra, til, i, e);
	return kode == 0 ? genskab_alt(til, e) : kode;
}

static void fjern(const char *ny)
{
	char *j = mem_format("%s-journal", ny);
	unlink(ny);
	unlink(j);
	free(j);
}

int ombyg(struct db *db, const char *sti, struct vaultlager *laas, const char *sqlmappe,
	  struct err *e)
{
	char *ny = mem_format("%s.ny", sti);
	struct db *til = NULL;
	fjern(ny);
	int kode = db_open_vault(&til, ny, DB_OPRET, vaultlager_vault(laas), e);
	if (kode == 0)
		kode = skema_opgrader(til, sqlmappe, true, e);
	if (kode == 0)
		kode = indhold(db, til, e);
	db_close(til);
	if (kode == 0)
		kode = vaultkopi_paa_plads(vaultlager_vault(laas), ny, sti, e);
	if (kode < 0)
		fjern(ny);
	free(ny);
	return kode;
}
