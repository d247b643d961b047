#ifndef CORE_IO_VAULTJOURNAL_H
#define CORE_IO_VAULTJOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/io/vaultside.h"

struct sqlite3_file;

/*
 * The rollback journal on disk: SQLite's own layout with the contents sealed.
 *
 *   0    SQLite's 28-byte header: magic 8, number of records 4, random number 4,
 *        pages before the transaction 4, sector size 4, page size 4
 *   28   MAC, 32 bytes, of the header and the store's id (subkey 2)
 *   60   zeros
 *   512  records of 4104 bytes: page number 4 ‖ sealed page 4096 ‖ zeros 4
 *
 * SQLite writes the header twice: first without magic, while records are still
 * to come, then with magic and their number when they are safe on disk. The
 * first one is kept in memory and stands as zeros on disk, so that there are
 * only two headers to be met after a crash: zeros, which say that the main file
 * is whole, and one that carries a MAC. Anything else is damage.
 *
 * SQLite takes a short journal, a wrong magic or a wrong checksum for the end of
 * what there is to roll back, and goes on with half of it. None of these can
 * come from a crash (records are synced before the header names them), so each
 * of them is an error here.
 *
 * One object per open journal; it lives in the file the vault hands SQLite.
 */
#define JOURNAL_HOVED 28
#define JOURNAL_SEKTOR 512
#define JOURNAL_POST (4 + SIDE_STR + 4)

struct vaultjournal {
	struct sqlite3_file *under;      /* the file itself; borrowed */
	const struct vaultside *noegle;  /* borrowed */
	bool laest, vores;               /* header known; written by this process */
	bool tvivl;                      /* writing it failed: the disk may say something else */
	uint8_t hoved[JOURNAL_HOVED];
	uint32_t antal;                  /* records that may be read */
	int64_t klar;                    /* the record whose plaintext is in post; -1 none */
	int dele;                        /* parts of record `antal` received: 0, 1, 2 */
	uint32_t skadet;                 /* page of the last record that did not open; 0 the header */
	uint8_t post[JOURNAL_POST], lukket[JOURNAL_POST];
};

void vaultjournal_init(struct vaultjournal *j, struct sqlite3_file *under,
		       const struct vaultside *noegle);

/* As xRead, xWrite and xTruncate, with SQLite's codes; SQLITE_IOERR_DATA for what
 * does not authenticate. */
int vaultjournal_laes(struct vaultjournal *j, uint8_t *ud, int n, int64_t offset);
int vaultjournal_skriv(struct vaultjournal *j, const uint8_t *p, int n, int64_t offset);
int vaultjournal_afkort(struct vaultjournal *j, int64_t n);

#endif
