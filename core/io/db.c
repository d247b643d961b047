#include "core/io/db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"

enum { VENT_MS = 100, TABEL_START = 128 };

struct stmt {
	struct db *db;
	sqlite3_stmt *s;
	const char *sql;
	int fejl;                     /* of a bind; reported by the step */
};

struct db {
	sqlite3 *h;
	struct stmt **tabel;          /* open addressing by the literal's address */
	size_t n, plads;
	int dybde;
	bool doemt;
	const char *hvor;
	uint64_t tilbagerullet;
	void (*efter)(void *arg);
	void *efter_arg;
};

struct svar {
	int sqlite, kode;
	const char *tekst;
};

static const struct svar SVAR[] = {
	{SQLITE_IOERR_NOMEM, ERR_FEJL, N_("der er ikke mere hukommelse; luk andre programmer og prøv igen")},
	{SQLITE_NOMEM, ERR_FEJL, N_("der er ikke mere hukommelse; luk andre programmer og prøv igen")},
	{SQLITE_IOERR_DATA, ERR_SKADET, N_("sagsfilen er beskadiget; tag den nyeste kopi frem")},
	{SQLITE_FULL, ERR_FULD, N_("disken er fuld; gør plads og prøv igen")},
	{SQLITE_BUSY, ERR_LAAST, N_("sagsfilen er åben i en anden Femtrin; luk den først")},
	{SQLITE_LOCKED, ERR_LAAST, N_("sagsfilen er åben i en anden Femtrin; luk den først")},
	{SQLITE_CORRUPT, ERR_SKADET, N_("sagsfilen er beskadiget; tag den nyeste kopi frem")},
	{SQLITE_NOTADB, ERR_SKADET, N_("filen er ikke en sagsfil fra Femtrin, eller den er beskadiget")},
	{SQLITE_READONLY, ERR_SKRIVEBESKYTTET, N_("sagsfilen eller dens mappe er skrivebeskyttet")},
	{SQLITE_PERM, ERR_SKRIVEBESKYTTET, N_("der er ikke adgang til sagsfilen")},
	{SQLITE_AUTH, ERR_SKRIVEBESKYTTET, N_("der er ikke adgang til sagsfilen")},
	{SQLITE_CANTOPEN, ERR_SKRIVEBESKYTTET, N_("der kan ikke skrives i sagsfilens mappe")},
	{SQLITE_IOERR, ERR_LAESEFEJL, N_("disken svarer med en fejl")},
	{SQLITE_TOOBIG, ERR_UGYLDIG, N_("teksten er for lang til at gemmes")},
};

/* The one place where SQLite's codes become ours. */
static int fejl(const struct db *db, int rc, struct err *e)
{
	const struct svar *s = NULL;
	for (size_t i = 0; i < sizeof SVAR / sizeof *SVAR && !s; i++)
		if (SVAR[i].sqlite == rc || SVAR[i].sqlite == (rc & 0xFF))
			s = &SVAR[i];
	int kode = s ? err_set(e, s->kode, "%s", _(s->tekst))
		     : err_set(e, ERR_FEJL, _("databasen svarer %d: %s"), rc,
			       db->h ? sqlite3_errmsg(db->h) : sqlite3_errstr(rc));
	if (db->hvor)
		err_foran(e, "%s", db->hvor);
	return kode;
}

static int holds(struct db *db, const struct vaultdb_indstilling *k, struct err *e)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->h, k->spoerg, -1, &s, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	const char *svar = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
	int kode = 0;
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		kode = fejl(db, rc, e);
	else if (!svar || strcmp(svar, k->svar) != 0)
		kode = err_set(e, ERR_FEJL, _("databasen tager ikke imod indstillingen %s"), k->saet);
	sqlite3_finalize(s);
	return kode;
}

static int settings(struct db *db, bool hukommelse, struct err *e)
{
	const struct vaultdb_indstilling *alle = vaultdb_indstillinger;
	int kode = 0;
	for (size_t i = 0; kode == 0 && alle[i].saet; i++)
		if (!alle[i].kun_fil || !hukommelse)
			kode = db_exec(db, alle[i].saet, e);
	/* From here on nobody else gets in: EXCLUSIVE keeps the lock. */
	if (kode == 0)
		kode = db_exec(db, "BEGIN EXCLUSIVE; COMMIT", e);
	for (size_t i = 0; kode == 0 && alle[i].saet; i++)
		if (!alle[i].kun_fil || !hukommelse)
			kode = holds(db, &alle[i], e);
	return kode;
}

/* Readable by its owner alone, from its first byte on; SQLite gives its journal
 * the same rights. */
static int make_file(const char *path, unsigned flags, struct err *e)
{
	struct stat st;
	if (stat(path, &st) == 0) {
		if (S_ISREG(st.st_mode))
			return 0;
		return err_set(e, ERR_UGYLDIG, _("%s: er ikke en almindelig fil"), path);
	}
	if (!(flags & DB_OPRET))
		return err_set(e, ERR_FINDES_IKKE, _("%s: der er ingen sagsfil"), path);
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0) {
		close(fd);
		return 0;
	}
	int kode = errno == ENOSPC || errno == EDQUOT ? ERR_FULD
		 : errno == ENOENT ? ERR_FINDES_IKKE : ERR_SKRIVEBESKYTTET;
	return err_set(e, kode, _("%s: sagsfilen kan ikke oprettes: %s"), path, strerror(errno));
}

/* A store in a folder without write access can be read, but every commit would
 * fail on its journal: better said now. */
static int may_write(struct db *db, const char *path, struct err *e)
{
	char *mappe = mem_tekst(path);
	char *skraa = strrchr(mappe, '/');
	if (skraa)
		skraa[skraa == mappe] = '\0';
	bool ja = access(skraa ? mappe : ".", W_OK | X_OK) == 0 &&
		  sqlite3_db_readonly(db->h, "main") == 0;
	free(mappe);
	return ja ? 0 : fejl(db, SQLITE_READONLY, e);
}

static int open_handle(struct db *db, const char *path, const struct vault *v, struct err *e)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	if (!path)
		flags |= SQLITE_OPEN_MEMORY;
	const char *vfs = v && path ? vault_navn(v) : NULL;
	int rc = sqlite3_open_v2(path ? path : ":memory:", &db->h, flags, vfs);
	if (rc != SQLITE_OK)
		return fejl(db, rc, e);
	sqlite3_busy_timeout(db->h, VENT_MS);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	return vfs ? vaultdb_forbered(db->h, e) : 0;
}

int db_open(struct db **out, const char *path, unsigned flags, struct err *e)
{
	return db_open_vault(out, path, flags, NULL, e);
}

int db_open_vault(struct db **out, const char *path, unsigned flags, const struct vault *v,
		  struct err *e)
{
	bool hukommelse = flags & DB_HUKOMMELSE;
	*out = NULL;
	int kode = hukommelse ? 0 : vaultdb_sti(path, e);
	if (kode == 0 && !hukommelse)
		kode = make_file(path, flags, e);
	if (kode < 0)
		return kode;
	struct db *db = mem_nul(1, sizeof *db);
	db->hvor = hukommelse ? NULL : path;
	kode = open_handle(db, hukommelse ? NULL : path, v, e);
	if (kode == 0 && !hukommelse)
		kode = may_write(db, path, e);
	if (kode == 0)
		kode = settings(db, hukommelse, e);
	db->hvor = NULL;
	if (kode < 0) {
		db_close(db);
		return kode;
	}
	*out = db;
	return 0;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < db->plads; i++) {
		if (!db->tabel[i])
			continue;
		sqlite3_finalize(db->tabel[i]->s);
		free(db->tabel[i]);
	}
	free(db->tabel);
	sqlite3_close(db->h);
	free(db);
}

int db_exec(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : fejl(db, rc, e);
}

static struct stmt **place(struct stmt **tabel, size_t plads, const char *sql)
{
	size_t i = ((uintptr_t)sql * 0x9E3779B97F4A7C15u) >> 20;
	while (tabel[i & (plads - 1)] && tabel[i & (plads - 1)]->sql != sql)
		i++;
	return &tabel[i & (plads - 1)];
}

static void grow(struct db *db)
{
	size_t plads = db->plads ? 2 * db->plads : TABEL_START;
	struct stmt **ny = mem_nul(plads, sizeof *ny);
	for (size_t i = 0; i < db->plads; i++)
		if (db->tabel[i])
			*place(ny, plads, db->tabel[i]->sql) = db->tabel[i];
	free(db->tabel);
	db->tabel = ny;
	db->plads = plads;
}

struct stmt *db_stmt(struct db *db, const char *sql, struct err *e)
{
	if (2 * db->n >= db->plads)
		grow(db);
	struct stmt **p = place(db->tabel, db->plads, sql);
	if (*p) {
		stmt_reset(*p);
		return *p;
	}
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v3(db->h, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL);
	if (rc != SQLITE_OK) {
		fejl(db, rc, e);
		return NULL;
	}
	*p = mem_nul(1, sizeof **p);
	**p = (struct stmt){.db = db, .s = s, .sql = sql};
	db->n++;
	return *p;
}

static int number(struct stmt *s, const char *navn)
{
	int i = sqlite3_bind_parameter_index(s->s, navn);
	if (i == 0)
		s->fejl = SQLITE_RANGE;
	return i;
}

static void bound(struct stmt *s, int rc)
{
	if (rc != SQLITE_OK && s->fejl == SQLITE_OK)
		s->fejl = rc;
}

void stmt_tekst(struct stmt *s, const char *navn, const char *v)
{
	if (v)
		stmt_tekst_n(s, navn, v, strlen(v));
	else
		stmt_nul(s, navn);
}

void stmt_tekst_n(struct stmt *s, const char *navn, const char *v, size_t n)
{
	if (s)
		bound(s, sqlite3_bind_text64(s->s, number(s, navn), v, n, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void stmt_blob(struct stmt *s, const char *navn, const void *v, size_t n)
{
	if (s)
		bound(s, sqlite3_bind_blob64(s->s, number(s, navn), n ? v : "", n, SQLITE_TRANSIENT));
}

void stmt_tal(struct stmt *s, const char *navn, int64_t v)
{
	if (s)
		bound(s, sqlite3_bind_int64(s->s, number(s, navn), v));
}

void stmt_nul(struct stmt *s, const char *navn)
{
	if (s)
		bound(s, sqlite3_bind_null(s->s, number(s, navn)));
}

void stmt_raekke(struct stmt *s, struct stmt *fra)
{
	int n = sqlite3_column_count(fra->s);
	for (int i = 0; s && i < n; i++)
		bound(s, sqlite3_bind_value(s->s, i + 1, sqlite3_column_value(fra->s, i)));
}

int stmt_step(struct stmt *s, struct err *e)
{
	if (!s)
		return e && e->kode < 0 ? e->kode : ERR_FEJL;
	/* A full disk makes SQLite itself roll back: what follows must not run alone. */
	if (s->db->dybde > 0 && sqlite3_get_autocommit(s->db->h))
		return err_set(e, ERR_FEJL, _("%s: handlingen er afbrudt"), s->db->hvor);
	int rc = s->fejl ? s->fejl : sqlite3_step(s->s);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc == SQLITE_DONE)
		return 0;
	return fejl(s->db, rc, e);
}

int stmt_koer(struct stmt *s, struct err *e)
{
	int r;
	while ((r = stmt_step(s, e)) > 0)
		;
	if (s)
		sqlite3_reset(s->s);
	return r;
}

void stmt_reset(struct stmt *s)
{
	if (!s)
		return;
	sqlite3_reset(s->s);
	sqlite3_clear_bindings(s->s);
	s->fejl = SQLITE_OK;
}

bool stmt_er_nul(struct stmt *s, int kol)
{
	return sqlite3_column_type(s->s, kol) == SQLITE_NULL;
}

int64_t stmt_kol_tal(struct stmt *s, int kol)
{
	return sqlite3_column_int64(s->s, kol);
}

const char *stmt_kol_tekst(struct stmt *s, int kol)
{
	return (const char *)sqlite3_column_text(s->s, kol);
}

const void *stmt_kol_blob(struct stmt *s, int kol, size_t *n)
{
	const void *p = sqlite3_column_blob(s->s, kol);
	*n = (size_t)sqlite3_column_bytes(s->s, kol);
	return p;
}

bool stmt_ens(struct stmt *a, struct stmt *b)
{
	int n = sqlite3_column_count(a->s);
	for (int i = 0; i < n; i++) {
		if (sqlite3_column_type(a->s, i) != sqlite3_column_type(b->s, i))
			return false;
		const void *x = sqlite3_column_blob(a->s, i), *y = sqlite3_column_blob(b->s, i);
		int nx = sqlite3_column_bytes(a->s, i), ny = sqlite3_column_bytes(b->s, i);
		if (nx != ny || (nx && memcmp(x, y, (size_t)nx) != 0))
			return false;
	}
	return n == sqlite3_column_count(b->s);
}

/* A file that was moved or removed takes what is written and gives it to nobody. */
static bool vaek(struct db *db)
{
	int flyttet = 0;
	return sqlite3_file_control(db->h, "main", SQLITE_FCNTL_HAS_MOVED, &flyttet) ==
		       SQLITE_OK && flyttet;
}

int db_begin(struct db *db, const char *hvor, struct err *e)
{
	if (db->doemt)
		return err_set(e, ERR_FEJL, _("%s: handlingen er afbrudt"), db->hvor);
	if (db->dybde == 0 && vaek(db))
		return err_set(e, ERR_FINDES_IKKE, _("%s: sagsfilen er flyttet eller fjernet"), hvor);
	if (db->dybde == 0) {
		db->hvor = hvor;
		int kode = db_exec(db, "BEGIN IMMEDIATE", e);
		if (kode < 0) {
			db->hvor = NULL;
			return kode;
		}
	}
	db->dybde++;
	return 0;
}

int db_commit(struct db *db, struct err *e)
{
	if (db->dybde > 1) {
		db->dybde--;
		return 0;
	}
	int kode;
	if (db->doemt)
		kode = err_set(e, ERR_FEJL, _("%s: handlingen er afbrudt"), db->hvor);
	else
		kode = db_exec(db, "COMMIT", e);
	if (kode < 0) {
		db_rollback(db);
		return kode;
	}
	db->dybde = 0;
	db->hvor = NULL;
	if (db->efter)
		db->efter(db->efter_arg);
	return 0;
}

void db_efter_commit(struct db *db, void (*kald)(void *arg), void *arg)
{
	db->efter = kald;
	db->efter_arg = arg;
}

void db_rollback(struct db *db)
{
	if (db->dybde > 1) {
		db->dybde--;
		db->doemt = true;
		return;
	}
	if (!sqlite3_get_autocommit(db->h))
		sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
	db->dybde = 0;
	db->doemt = false;
	db->hvor = NULL;
	db->tilbagerullet++;
}

struct sqlite3 *db_forbindelse(struct db *db)
{
	return db->h;
}

uint64_t db_tilbagerullet(const struct db *db)
{
	return db->tilbagerullet;
}
