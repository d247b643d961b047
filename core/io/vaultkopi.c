#include "core/io/vaultkopi.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/noegle.h"
#include "core/io/varig.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultside.h"

struct vaultkopi {
	char *til, *ny;
	const struct vault *v;
	sqlite3 *db;              /* the copy */
	sqlite3_backup *b;
	const struct noegle *noegle;   /* its key file lies at til; NULL none */
	bool faerdig;
};

static int fejl(const char *sti, int sqlite_kode, struct err *e)
{
	int kode = vaultdb_kode(sqlite_kode);
	if (kode == ERR_FULD)
		return varig_fejl(sti, ENOSPC, e);
	if (kode == ERR_SKADET)
		return err_set(e, kode, _("%s: sagsfilen er beskadiget og kan ikke kopieres"), sti);
	return err_set(e, kode == 0 ? ERR_FEJL : kode, _("%s: kopien kan ikke laves (%s)"), sti,
		       sqlite3_errstr(sqlite_kode));
}

static void fjern(const char *sti)
{
	char *j = mem_format("%s-journal", sti);
	unlink(sti);
	unlink(j);
	free(j);
}

static int tom_fil(const char *sti, struct err *e)
{
	fjern(sti);
	int fd = open(sti, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return varig_fejl(sti, errno, e);
	close(fd);
	return 0;
}

/* A file nobody depends on yet: no journal; it is synced once, when it is whole. */
static int ny_base(sqlite3 **db, const struct vault *v, const char *sti)
{
	int reserve = SEGL_TILLAEG;
	int rc = sqlite3_open_v2(sti, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW,
				 vault_navn(v));
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(*db, "PRAGMA temp_store=MEMORY; PRAGMA locking_mode=EXCLUSIVE;"
				       "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF",
				  NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_file_control(*db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
	return rc;
}

/* Opens the copy as a store is opened, and reads each of its pages. */
static int efterse(const struct vault *v, const char *sti, struct err *e)
{
	sqlite3 *db = NULL;
	int rc = sqlite3_open_v2(sti, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW,
				 vault_navn(v));
	rc = rc == SQLITE_OK ? vaultdb_krav(db, e) : fejl(sti, rc, e);
	if (rc == 0)
		rc = vaultdb_frie_sider(db, e);
	if (rc >= 0)
		rc = vaultdb_kontrol(db, NULL, NULL, e);
	sqlite3_close(db);
	return rc <= 0 ? rc : fejl(sti, SQLITE_IOERR_DATA, e);
}

/* Synced and under its name, in this order. */
static int omdoeb(const char *ny, const char *til, struct err *e)
{
	int fd = open(ny, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	int nr = fd < 0 || fsync(fd) != 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	if (nr == 0 && rename(ny, til) != 0)
		nr = errno;
	return nr ? varig_fejl(til, nr, e) : varig_mappe(til, e);
}

int vaultkopi_paa_plads(const struct vault *v, const char *ny, const char *til, struct err *e)
{
	int rc = efterse(v, ny, e);
	return rc == 0 ? omdoeb(ny, til, e) : rc;
}

/* Copying an open store */

int vaultkopi_begynd(struct vaultkopi **ud, sqlite3 *fra, const struct vault *v, const char *til,
		     struct err *e)
{
	*ud = NULL;
	if (vaultdb_sti(til, e) < 0)
		return ERR_UGYLDIG;
	if (access(til, F_OK) == 0)
		return err_set(e, ERR_BRUG, _("%s: der er allerede en fil med det navn"), til);
	int rc = vaultdb_frie_sider(fra, e);    /* a backup reads free pages too */
	if (rc < 0)
		return rc;
	struct vaultkopi *k = mem_nul(1, sizeof *k);
	k->v = v;
	k->til = mem_tekst(til);
	k->ny = mem_format("%s.ny", til);
	rc = tom_fil(k->ny, e);
	int s = rc == 0 ? ny_base(&k->db, v, k->ny) : SQLITE_OK;
	if (rc == 0 && s == SQLITE_OK) {
		k->b = sqlite3_backup_init(k->db, "main", fra, "main");
		s = k->b ? SQLITE_OK : sqlite3_errcode(k->db);
	}
	if (rc == 0 && s != SQLITE_OK)
		rc = fejl(til, s, e);
	if (rc != 0) {
		vaultkopi_free(k);
		return rc;
	}
	*ud = k;
	return 0;
}

int vaultkopi_noegle(struct vaultkopi *k, const struct noegle *n, struct err *e)
{
	k->noegle = n;
	return noegle_kopi(n, k->til, e);
}

static int afslut(struct vaultkopi *k, struct err *e)
{
	int s = sqlite3_backup_finish(k->b);
	k->b = NULL;
	int luk = sqlite3_close(k->db);
	k->db = NULL;
	if (s != SQLITE_OK || luk != SQLITE_OK)
		return fejl(k->til, s != SQLITE_OK ? s : luk, e);
	int rc = vaultkopi_paa_plads(k->v, k->ny, k->til, e);
	k->faerdig = rc == 0;
	if (rc != 0 && access(k->ny, F_OK) != 0)
		unlink(k->til);         /* renamed, and the folder not synced: its key goes, too */
	return rc;
}

int vaultkopi_skridt(struct vaultkopi *k, int sider, struct err *e)
{
	int s = sqlite3_backup_step(k->b, sider);
	if (s == SQLITE_OK)
		return 1;
	if (s != SQLITE_DONE)
		return fejl(k->til, s, e);
	return afslut(k, e);
}

void vaultkopi_free(struct vaultkopi *k)
{
	if (!k)
		return;
	if (k->b)
		sqlite3_backup_finish(k->b);
	sqlite3_close(k->db);
	if (!k->faerdig)
		fjern(k->ny);
	if (!k->faerdig && k->noegle)
		noegle_fjern_kopi(k->noegle, k->til);
	free(k->til);
	free(k->ny);
	free(k);
}

/* Sealing an unsealed store */

/* The name as SQLite's URI form takes it. */
static void uri(struct buf *ud, const char *sti, const struct vault *v)
{
	buf_tekst(ud, "file:");
	for (const char *p = sti; *p; p++) {
		if (strchr("%?#'", *p))
			buf_format(ud, "%%%02x", (unsigned char)*p);
		else
			buf_tegn(ud, *p);
	}
	buf_format(ud, "?vfs=%s", vault_navn(v));
}

static int ind_i(sqlite3 *fra, const struct vault *v, const char *ny)
{
	struct buf navn = BUF_TOM;
	sqlite3_stmt *s = NULL;
	int reserve = SEGL_TILLAEG;
	uri(&navn, ny, v);
	/* All of it in the cache until it is written: the vault takes no journal of
	 * several parts (R12), which spilling would make. */
	int rc = sqlite3_exec(fra, "PRAGMA cache_size=-4000000", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_file_control(fra, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(fra, "VACUUM INTO ?1", -1, &s, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_text(s, 1, buf_str(&navn), -1, SQLITE_STATIC);
		rc = sqlite3_step(s);
	}
	int slut = sqlite3_finalize(s);
	buf_done(&navn);
	return rc == SQLITE_DONE || rc == SQLITE_OK ? slut : rc;
}

static bool ens_raekke(sqlite3_stmt *a, sqlite3_stmt *b)
{
	int n = sqlite3_column_count(a);
	if (n != sqlite3_column_count(b))
		return false;
	for (int i = 0; i < n; i++) {
		if (sqlite3_column_type(a, i) != sqlite3_column_type(b, i))
			return false;
		const void *p = sqlite3_column_blob(a, i), *q = sqlite3_column_blob(b, i);
		int m = sqlite3_column_bytes(a, i);
		if (m != sqlite3_column_bytes(b, i) || (m && memcmp(p, q, (size_t)m) != 0))
			return false;
	}
	return true;
}

/* The same answer, row by row, from both. */
static bool ens_svar(sqlite3 *a, sqlite3 *b, const char *sql)
{
	sqlite3_stmt *s = NULL, *t = NULL;
	int x = SQLITE_ROW, y = SQLITE_ROW;
	bool ens = sqlite3_prepare_v2(a, sql, -1, &s, NULL) == SQLITE_OK &&
		   sqlite3_prepare_v2(b, sql, -1, &t, NULL) == SQLITE_OK;
	while (ens && x == SQLITE_ROW) {
		x = sqlite3_step(s);
		y = sqlite3_step(t);
		ens = x == y && (x == SQLITE_DONE || (x == SQLITE_ROW && ens_raekke(s, t)));
	}
	sqlite3_finalize(s);
	sqlite3_finalize(t);
	return ens;
}

/* Schema, version and every row of every table that has rows of its own. */
static bool ens_baser(sqlite3 *a, sqlite3 *b)
{
	static const char tabeller[] = "SELECT name FROM sqlite_schema WHERE type = 'table' "
				       "AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
	sqlite3_stmt *s = NULL;
	bool ens = ens_svar(a, b, "PRAGMA user_version") && ens_svar(a, b, "PRAGMA application_id") &&
		   ens_svar(a, b, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2");
	if (sqlite3_prepare_v2(a, tabeller, -1, &s, NULL) != SQLITE_OK)
		return false;
	while (ens && sqlite3_step(s) == SQLITE_ROW) {
		char *sql = sqlite3_mprintf("SELECT * FROM \"%w\" NOT INDEXED",
					    sqlite3_column_text(s, 0));
		ens = sql && ens_svar(a, b, sql);
		sqlite3_free(sql);
	}
	return sqlite3_finalize(s) == SQLITE_OK && ens;
}

static int sammenlign(sqlite3 *fra, const struct vault *v, const char *ny, struct err *e)
{
	sqlite3 *db = NULL;
	int s = sqlite3_open_v2(ny, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW, vault_navn(v));
	int rc = s == SQLITE_OK ? vaultdb_krav(db, e) : fejl(ny, s, e);
	if (rc == 0 && !ens_baser(fra, db))
		rc = err_set(e, ERR_FEJL, _("%s: kopien er ikke som originalen"), ny);
	sqlite3_close(db);
	return rc;
}

int vaultkopi_forsegl(sqlite3 *fra, const struct vault *v, const char *til, struct err *e)
{
	char *ny = mem_format("%s.ny", til);
	int rc = tom_fil(ny, e);
	int s = rc == 0 ? ind_i(fra, v, ny) : SQLITE_OK;
	if (s != SQLITE_OK)
		rc = fejl(til, s, e);
	if (rc == 0)
		rc = sammenlign(fra, v, ny, e);
	if (rc == 0)
		rc = vaultkopi_paa_plads(v, ny, til, e);
	if (rc != 0)
		fjern(ny);
	free(ny);
	return rc;
}
