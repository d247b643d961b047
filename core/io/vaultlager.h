#ifndef CORE_IO_VAULTLAGER_H
#define CORE_IO_VAULTLAGER_H

#include <stdbool.h>

#include "core/io/noegle.h"

struct err;
struct sqlite3;
struct vault;
struct vaultkopi;
struct vaultlager;

/*
 * A store that has been unlocked: where it is, its key, and the VFS to open it
 * with. Locking is closing the database and vaultlager_free.
 *
 *   STI           the sealed database       STI-journal   its rollback journal
 *   STI.noegle    the key file              STI.noegle2   the same again
 *   STI.udbakke   the outbox                STI.ny        a copy under way
 */
enum vaultlager_art {
	VAULTLAGER_INGEN,         /* nothing there yet */
	VAULTLAGER_AABEN,         /* an unsealed store of an earlier version: vaultlager_forsegl */
	VAULTLAGER_FORSEGLET,     /* vaultlager_aabn */
};

enum vaultlager_art vaultlager_art(const char *sti);

/* The key of a new store; the database is made by opening it. Codes of noegle_opret. */
int vaultlager_opret(struct vaultlager **ud, const char *sti, struct segl_data kode,
		     const struct noegle_valg *v, struct err *e);

/* ERR_NOEGLE wrong passphrase; ERR_SKADET key file damaged, or the store it was
 * used with is gone or empty; ERR_FINDES_IKKE no key file. */
int vaultlager_aabn(struct vaultlager **ud, const char *sti, struct segl_data kode,
		    struct err *e);

/* The key of a store whose database is gone, to make it anew with. ERR_BRUG when it is there. */
int vaultlager_forfra(struct vaultlager **ud, const char *sti, struct segl_data kode,
		      struct err *e);

/* Gives a closed database and its journal another name; the key file stays. */
int vaultlager_laeg_til_side(const char *sti, const char *til, struct err *e);

/* Opens with the municipality's private key and gives it a new passphrase, be the
 * database there or not. */
int vaultlager_genopret(struct vaultlager **ud, const char *sti, const uint8_t privat[32],
			struct segl_data ny_kode, struct err *e);
void vaultlager_free(struct vaultlager *l);             /* wipes; NULL is fine */

struct vault *vaultlager_vault(struct vaultlager *l);   /* borrowed */
struct noegle *vaultlager_noegle(struct vaultlager *l); /* borrowed; for noegle_skift and the like */
const char *vaultlager_udbakke(const struct vaultlager *l);     /* the outbox's path; borrowed */

/*
 * Seals an unsealed store in place. Until the last moment the old one stands
 * untouched, then the new one stands in its place; interrupted, it is begun again from
 * the start. What the old file held is written over, as far as the disk
 * lets us. ERR_LAAST, ERR_SKADET, ERR_FULD, ERR_BRUG (no unsealed store there).
 */
int vaultlager_forsegl(const char *sti, struct segl_data kode, const struct noegle_valg *v,
		       struct err *e);

/* A copy of the open store db, with its key file, at til: see vaultkopi.h for the steps. */
int vaultlager_backup(struct vaultkopi **ud, struct vaultlager *l, struct sqlite3 *db,
		      const char *til, struct err *e);

/* The same of the store at sti while another process has it open: vaultafskrift.h. */
int vaultlager_afskrift(struct vaultlager *l, const char *sti, const char *til, struct err *e);

/* The process that has the store open; 0 nobody or unknown. Not while it is open here. */
long vaultlager_holder(const char *sti);

#endif
