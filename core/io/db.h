#ifndef CORE_IO_DB_H
#define CORE_IO_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct db;
struct sqlite3;
struct stmt;
struct vault;

/*
 * The one module that talks to SQLite. Statements are prepared once per db and
 * kept; values are bound by name; errors name what was being done, never a
 * value. Writers begin with BEGIN IMMEDIATE. The settings of store-and-sync.md
 * section 2 (rollback journal, EXCLUSIVE, EXTRA, temp in memory, no spill, no
 * mmap, secure delete) are set in db_open and asserted afterwards.
 */
enum db_flag {
	DB_OPRET = 1,      /* make the file when it is missing */
	DB_HUKOMMELSE = 2, /* a store in memory; path is not used */
};

/* ERR_FINDES_IKKE, ERR_LAAST, ERR_FULD, ERR_SKADET, ERR_SKRIVEBESKYTTET, ERR_LAESEFEJL */
int db_open(struct db **out, const char *path, unsigned flags, struct err *e);
/* The same through the vault; v is borrowed until db_close. NULL = unsealed. */
int db_open_vault(struct db **out, const char *path, unsigned flags, const struct vault *v,
		  struct err *e);
void db_close(struct db *db);                     /* NULL is fine */

int db_exec(struct db *db, const char *sql, struct err *e);

/* The prepared statement of this very SQL literal, reset and unbound.
 * Borrowed from db; NULL with e set when it does not compile: binding to NULL
 * does nothing, stepping it gives that error. */
struct stmt *db_stmt(struct db *db, const char *sql, struct err *e);

void stmt_tekst(struct stmt *s, const char *navn, const char *v);  /* NULL binds NULL; copied */
void stmt_tekst_n(struct stmt *s, const char *navn, const char *v, size_t n);
void stmt_blob(struct stmt *s, const char *navn, const void *v, size_t n);
void stmt_tal(struct stmt *s, const char *navn, int64_t v);
void stmt_nul(struct stmt *s, const char *navn);

void stmt_raekke(struct stmt *s, struct stmt *fra);  /* the row that stands in fra, column by place */

int stmt_step(struct stmt *s, struct err *e);     /* 1 a row, 0 no more, < 0 an error */
int stmt_koer(struct stmt *s, struct err *e);     /* steps to the end and resets; 0 or < 0 */
void stmt_reset(struct stmt *s);

/* Columns of the row that stands; 0-based. */
bool stmt_er_nul(struct stmt *s, int kol);
int64_t stmt_kol_tal(struct stmt *s, int kol);
const char *stmt_kol_tekst(struct stmt *s, int kol);               /* borrowed till the next step; NULL for NULL */
const void *stmt_kol_blob(struct stmt *s, int kol, size_t *n);
bool stmt_ens(struct stmt *a, struct stmt *b);    /* the same values in both rows? */

/* Nest by counting; the outermost commits. `hvor` says who began it, for errors.
 * Each begin is answered by one commit or one rollback; a rollback inside
 * another transaction dooms it: its commit fails and everything goes back. A
 * commit that fails has rolled back. */
int db_begin(struct db *db, const char *hvor, struct err *e);
int db_commit(struct db *db, struct err *e);
void db_rollback(struct db *db);

/* Called after each outermost commit, with nothing begun; NULL ends it. It may read. */
void db_efter_commit(struct db *db, void (*kald)(void *arg), void *arg);

/* The connection itself, for core/io/vault* alone: page check and backup. Borrowed. */
struct sqlite3 *db_forbindelse(struct db *db);

/* Grows with each transaction that went back: what was remembered of it is void. */
uint64_t db_tilbagerullet(const struct db *db);

#endif
