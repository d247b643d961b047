#ifndef CORE_IO_VAULTFIL_H
#define CORE_IO_VAULTFIL_H

#include "core/io/sidekort.h"

struct err;
struct sqlite3;
struct vault;
struct vaultfil;

/*
 * The pages of a sealed store one by one, where SQLite gives no more of it: the vault opens
 * each, and what does not authenticate does not come. Nothing is written, but that a hot
 * journal is rolled back first; nobody else has the store meanwhile.
 */

/* A closed store; damage is no error here. ERR_LAAST, ERR_SKRIVEBESKYTTET, ERR_FULD, ERR_LAESEFEJL
 * when its file cannot be opened. */
int vaultfil_aabn(struct vaultfil **ud, const char *sti, const struct vault *v, struct err *e);
/* An open one, not inside a transaction; borrowed until vaultfil_luk. */
int vaultfil_af(struct vaultfil **ud, struct sqlite3 *db, struct err *e);
void vaultfil_luk(struct vaultfil *f);            /* NULL is fine */

/* Its pages: those the file has, or that page 1 says it should have. Borrowed. */
struct sidekilde vaultfil_kilde(struct vaultfil *f);

#endif
