#ifndef TESTS_TORTURE_MASKINE_H
#define TESTS_TORTURE_MASKINE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/synk/synk.h"

struct err;
struct proevebase;
struct postgres;
struct store;
struct vaultlager;

/*
 * A laptop as it is: a sealed store on the disk, the product's sync, the real server. The
 * key is unlocked once, by whoever makes the machine, and its children inherit it: that is
 * the time of a sync but for the passphrase.
 */
struct maskine {
	const char *bruger;       /* anna, bent, lise */
	char sti[100];
	char *forbindelse;
	struct vaultlager *laas;  /* NULL: not sealed */
};

/* navn: its file under the base's folder; port: of the server, or of a proxy before it. */
bool maskine_ny(struct maskine *m, const struct proevebase *b, const char *bruger, const char *navn,
		int port);
void maskine_done(struct maskine *m);
struct store *maskine_aabn(const struct maskine *m);      /* NULL: said why */

enum kald { KALD_HILSEN, KALD_MELD, KALD_PUSH, KALD_PULL, KALD_SAG, KALD_HOVEDER, KALD_FIL_GEM,
	    KALD_FIL_HENT, KALD_HENTET, KALD_ANTAL };

/* What is done beside a sync: before an exchange is begun, and when its answer is here. */
struct maskine_krog {
	void (*foer)(void *arg, enum kald k);
	void (*efter)(void *arg, enum kald k, int kode);
	void *arg;
	int taalmod;              /* ms without an answer till it is cancelled; 0 never */
	int skridt;               /* steps till it is cancelled; 0 never */
	size_t side, bundt;       /* as in struct synk_valg */
	struct postgres **linje;  /* kept from one sync to the next; NULL each its own */
};

enum { MASKINE_FORTRUDT = -1000 };        /* cancelled */

struct maskine_udfald {
	int kode;                 /* 0; of synk_trin; MASKINE_FORTRUDT */
	char tekst[200];
	struct synk_kvittering kvittering;
	bool ny_enhed;
};
int maskine_forbind(const struct maskine *m, struct store *s, struct postgres **ud, struct err *e);
void maskine_synk(const struct maskine *m, struct store *s, const struct maskine_krog *krog,
		  struct maskine_udfald *ud);

/* One act of n new values, no two alike in all the world: "NAVN.foerste" and so on, in these
 * fields in turn. false: not written. */
struct maskine_akt {
	const struct uuid *sag;
	const char *navn;
	int64_t foerste;
	int n;
	bool fil;                 /* and a file that the last names */
};
bool maskine_skriv(struct store *s, const struct maskine_akt *a);

/* SHA-256 over the hashes of all that the centre has of this store, in its order; how many. */
int64_t maskine_sum(struct store *s, uint8_t ud[32]);
int64_t maskine_tal(struct store *s, const char *sql);    /* first column of the first row */
/* store_verify: how many findings, each said. */
int maskine_fund(struct store *s, const char *hvem);

#endif
