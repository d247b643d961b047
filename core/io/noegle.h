#ifndef CORE_IO_NOEGLE_H
#define CORE_IO_NOEGLE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/io/segl.h"

struct err;
struct noegle;

/*
 * The key file of a store: 32 random bytes (the store's key), wrapped in two
 * slots. It lies beside the store twice, STI.noegle and STI.noegle2, each written
 * whole or not at all, one after the other.
 *
 *   0    "FEMNOEGL"                  8
 *   8    version 1                   4
 *   12   store id                   16
 *   28   Argon2id passes, KiB        4 + 4
 *   36   salt                       16
 *   52   slot 1: the key sealed under the passphrase's key; bytes 0-51 authenticated with it   72
 *   124  generation                  8   raised at each change: the higher copy counts
 *   132  in use, 0 or 1              4   1: there is a store, and a missing or empty one is a loss
 *   136  recovery public key        32   zeros: none
 *   168  slot 2: the key in a sealed box to it                80
 *   248  MAC of 0-247, subkey 5     32   checked when the key is known: no slot was put in
 *   280  checksum of 0-279          32   tells damage from a wrong passphrase
 *   312
 *
 * R15: slot 1 opens or it does not, and that alone says whether the passphrase
 * is right. ERR_NOEGLE then; its sentence says no more than that.
 */
#define NOEGLE_FIL 312
#define NOEGLE_RUNDER 3
#define NOEGLE_KIB (256 * 1024)
#define NOEGLE_KIB_MIN (64 * 1024)        /* the floor, for small machines and tests */
#define NOEGLE_LAGER 16

struct noegle_valg {
	struct segl_pris pris;            /* {0} = 3 passes, 256 MiB; the floor where that is too much */
	const uint8_t *genopretning;      /* 32 bytes: the municipality's public key; NULL = none */
};

/* Makes the key of a new store at sti; ERR_BRUG when there is one already or the passphrase
 * is empty. */
int noegle_opret(struct noegle **ud, const char *sti, struct segl_data kode,
		 const struct noegle_valg *v, struct err *e);

/* ERR_NOEGLE wrong passphrase; ERR_SKADET both copies damaged; ERR_FINDES_IKKE no key
 * file. A damaged or older copy is put right when the other one opens. */
int noegle_aabn(struct noegle **ud, const char *sti, struct segl_data kode, struct err *e);
int noegle_genopret(struct noegle **ud, const char *sti, const uint8_t privat[32], struct err *e);
void noegle_free(struct noegle *n);       /* wipes; NULL is fine */

/* Rewraps the same key; the store itself is not touched. Interrupted, the old
 * passphrase or both open it. */
int noegle_skift(struct noegle *n, struct segl_data kode, struct err *e);
int noegle_saet_genopretning(struct noegle *n, const uint8_t *offentlig, struct err *e);

const uint8_t *noegle_genopretning(const struct noegle *n);     /* 32 bytes, borrowed; NULL none */

/* Says in the key file that the store has been made; nothing when it says so already. */
int noegle_tag_i_brug(struct noegle *n, struct err *e);
bool noegle_i_brug(const struct noegle *n);

/* Writes the key file for a copy of the store at sti; ERR_BRUG when another store's key is
 * there. noegle_fjern_kopi takes it away again, for a copy that came to nothing. */
int noegle_kopi(const struct noegle *n, const char *sti, struct err *e);
void noegle_fjern_kopi(const struct noegle *n, const char *sti);

bool noegle_findes(const char *sti);      /* any of the two copies */
/* Removes both copies of a key that no store was made with; ERR_BRUG when one says it is in use. */
int noegle_fjern(const char *sti, struct err *e);
const uint8_t *noegle_raa(const struct noegle *n);      /* 32 bytes, borrowed, in locked memory */
const uint8_t *noegle_lager(const struct noegle *n);    /* the store's id, 16 bytes, borrowed */

/* The form of a key file, without passphrase or disk: 0, or -1 damaged. */
int noegle_form(const uint8_t *p, size_t n);

#endif
