#ifndef CORE_CMD_LAASOP_H
#define CORE_CMD_LAASOP_H

#include <stdbool.h>
#include <stddef.h>

#include "core/io/noegle.h"

struct err;
struct vaultlager;

/*
 * Unlocking a store, whatever state it is in: a new one gets its key, an unsealed one of
 * an earlier version is sealed, a sealed one is opened. The passphrase is the first
 * line of a file, or is asked for by whoever calls.
 */
enum laasop_hvad {
	LAASOP_KODE,              /* the passphrase */
	LAASOP_NY,                /* a new one */
	LAASOP_IGEN,              /* the new one again */
	LAASOP_LAGER,             /* not a store's: a user's password at the municipality's store */
};

#define LAASOP_MAKS 1024          /* bytes of a passphrase */

/* Puts the passphrase in ud (locked memory) and returns its length, or a code. */
typedef int laasop_spoerg(void *arg, enum laasop_hvad hvad, char *ud, size_t plads, struct err *e);

struct laasop_valg {
	const char *sti;          /* of the store */
	const char *kodefil;      /* NULL = ask */
	bool opret;               /* a missing store may be made */
	bool delt;                /* the key alone is wanted: another process may have the store open */
	struct noegle_valg noegle;
	laasop_spoerg *spoerg;    /* NULL = nobody can be asked */
	void *arg;
};

/* ERR_NOEGLE wrong passphrase, or none to be had; ERR_FINDES_IKKE no store and none to be made;
 * ERR_LAAST another process has it, before anybody is asked (laasop_ledig); ERR_BRUG the two
 * new passphrases differ; codes of vaultlager.h. */
int laasop(struct vaultlager **ud, const struct laasop_valg *v, struct err *e);

/* A new passphrase, asked for twice (or from the file), for an unlocked store. */
int laasop_skift(struct vaultlager *l, const struct laasop_valg *v, struct err *e);

/* With the municipality's private key, and a new passphrase. */
int laasop_genopret(struct vaultlager **ud, const uint8_t privat[32], const struct laasop_valg *v,
		    struct err *e);

/* ERR_LAAST when another process has the store open, naming it and its user. Not while it is
 * open here: closing the file would give up the locks. */
int laasop_ledig(const char *sti, struct err *e);

/* The key of a store whose database is gone: vaultlager_forfra. */
int laasop_forfra(struct vaultlager **ud, const struct laasop_valg *v, struct err *e);

/* Nobody can be asked: ERR_NOEGLE and how to give the passphrase all the same. */
int laasop_ingen(struct err *e);

/* A sentence that helps to a better passphrase; NULL when it is good. It is a hint, not a rule. */
const char *laasop_raad(const char *kode, size_t n);

#endif
