#ifndef CORE_IO_VAULTSIDE_H
#define CORE_IO_VAULTSIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/io/segl.h"

/*
 * One sealed page. SQLite leaves the last 40 bytes of each page alone (reserve
 * 40): in memory they are zero, on disk they hold nonce and tag.
 *
 *   0     ciphertext of the page's 4056 used bytes
 *   4056  nonce, 24 random bytes, new at every write
 *   4080  tag, 16 bytes
 *
 * What is authenticated with it says where it belongs, so that no page can be
 * moved to another place, another file or another store:
 *
 *   kind 1 ('D' main file, 'J' journal) ‖ store id 16 ‖ page number 4
 *   ‖ the journal's random number 4 ‖ offset in the journal 8   (both 0 for 'D')
 */
#define SIDE_STR 4096
#define SIDE_BRUGT (SIDE_STR - SEGL_TILLAEG)
#define VAULT_ID 16

/* The keys of one open store; lives in segl_hemmelig memory. */
struct vaultside {
	uint8_t sider[SEGL_NOEGLE];    /* subkey 1 */
	uint8_t hoved[SEGL_NOEGLE];    /* subkey 2: MAC of the journal's header */
	uint8_t lager[VAULT_ID];
};

struct side_sted {
	char art;             /* 'D' or 'J' */
	uint32_t side;        /* from 1 */
	uint32_t tal;         /* the journal's random number */
	uint64_t offset;      /* where the record begins in the journal */
};

void vaultside_init(struct vaultside *n, const uint8_t noegle[SEGL_NOEGLE],
		    const uint8_t lager[VAULT_ID]);

/* Seals SIDE_STR bytes of klar into ud, which may not overlap. */
void vaultside_luk(uint8_t *ud, const uint8_t *klar, const struct side_sted *sted,
		   const struct vaultside *n);
/* Opens; the reserved bytes of ud are zero after. false: not what was sealed here. */
bool vaultside_aabn(uint8_t *ud, const uint8_t *lukket, const struct side_sted *sted,
		    const struct vaultside *n);

/* True when the reserved bytes are zero, as SQLite keeps them with reserve 40. */
bool vaultside_reserve_tom(const uint8_t *klar);

void tal32_skriv(uint8_t *ud, uint32_t v);    /* big-endian, as SQLite's own files */
void tal64_skriv(uint8_t *ud, uint64_t v);
uint32_t tal32_laes(const uint8_t *p);

#endif
