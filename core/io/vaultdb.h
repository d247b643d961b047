#ifndef CORE_IO_VAULTDB_H
#define CORE_IO_VAULTDB_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct sqlite3;

/* A connection on the vault: its settings, and the checks SQLite cannot make. */

/* The settings of store-and-sync.md section 2, for every store, sealed or not; the last row
 * is empty. kun_fil: means nothing for a store in memory. */
struct vaultdb_indstilling {
	const char *saet, *spoerg, *svar;
	bool kun_fil;
};
extern const struct vaultdb_indstilling vaultdb_indstillinger[];

/* What an SQLite result code is called here (ERR_FULD, ERR_SKADET, …); 0 for success. */
int vaultdb_kode(int sqlite_kode);

/* ERR_UGYLDIG for a path that begins with "file:": SQLite would take it for a URI, with
 * settings of its own. To be asked wherever a path comes from outside. */
int vaultdb_sti(const char *sti, struct err *e);

/* What has to be said before the first page is read or written: 40 reserved bytes,
 * nothing attached but what VACUUM needs, no code from outside. vaultdb_krav does it too. */
int vaultdb_forbered(struct sqlite3 *db, struct err *e);

/*
 * Makes the settings a sealed store needs and checks that they took; to be called on
 * a connection nothing has been asked of yet. Takes the exclusive lock and rolls a
 * hot journal back. ERR_LAAST, ERR_SKADET, ERR_LAESEFEJL, ERR_FULD, ERR_SKRIVEBESKYTTET;
 * ERR_FEJL when a setting did not take.
 */
int vaultdb_krav(struct sqlite3 *db, struct err *e);

/* Reads every page of the main file, free ones too, and calls sig (may be NULL)
 * for each that does not authenticate. Returns their number, or a code. Not
 * inside a transaction. */
int vaultdb_kontrol(struct sqlite3 *db, void (*sig)(void *arg, uint32_t side), void *arg,
		    struct err *e);

/*
 * SQLite does not journal free pages, so a power cut while one is being written
 * leaves it torn. It is never read again, except by a backup and by
 * vaultdb_kontrol: before those, this puts zeros in the free pages that do not
 * authenticate. Returns how many, or a code. Not inside a transaction.
 */
int vaultdb_frie_sider(struct sqlite3 *db, struct err *e);

#endif
