#ifndef CORE_IO_VAULT_H
#define CORE_IO_VAULT_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct vault;

/*
 * The vault: a SQLite VFS that seals the main file and its rollback journal,
 * over the unmodified library. Layouts: vaultside.h (a page), vaultjournal.h
 * (the journal); ciphers: segl.h; where the key comes from: noegle.h.
 *
 * It holds for one way of using SQLite only, which vaultdb_krav sets and checks:
 * 4096-byte pages with 40 reserved, rollback journal, one connection in
 * exclusive mode, nothing spilt, temporary data in memory. Not WAL: there a
 * damaged frame silently ends what is read back, and checksums of the plaintext
 * lie in the file. Whatever SQLite asks for outside that way is refused, and
 * what does not authenticate is an error, never data. The rules by number
 * (R1-R15; R16 is about WAL) stand at the lines that keep them:
 *
 *   R1  only the main file and its journal are opened
 *   R2  a write of unexpected size or place is an error
 *   R3  reserved bytes are zero for SQLite        R4  SQLite's buffers are not written to
 *   R5  a torn page 1 does not stop the journal from being rolled back
 *   R6  no memory map, no shared memory           R7  no promises but powersafe overwrite
 *   R8  the settings are checked                  R9  a record is bound to its place
 *   R10 no sum of plaintext on disk               R11 the journal's header has a MAC
 *   R12 one header per journal                    R13 a page of zeros is damage
 *   R14 damage is SQLITE_IOERR_DATA and vault_skade
 *   R15 the key is right before a page is tried (noegle.h)
 *
 * What it cannot see: one old authentic page, journal or whole store put back in
 * its own place. The chains of the journal table and the centre see those.
 */
#define VAULT_NOEGLE 32
#define VAULT_LAGER 16

/* Registers a VFS of its own for this key and store id, over `under` (NULL =
 * the system's). Both are copied, the key into locked memory. */
int vault_ny(struct vault **ud, const uint8_t noegle[VAULT_NOEGLE],
	     const uint8_t lager[VAULT_LAGER], const char *under, struct err *e);

/* Wipes the key; every database on it must be closed. NULL is fine. */
void vault_free(struct vault *v);

const char *vault_navn(const struct vault *v);    /* for sqlite3_open_v2; borrowed */

/* What did not authenticate last: page 0 of the journal is its header. */
struct vault_skade {
	unsigned antal;       /* since the vault was made */
	bool journal;
	uint32_t side;
};
struct vault_skade vault_skade(const struct vault *v);

#endif
