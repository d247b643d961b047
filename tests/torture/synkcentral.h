#ifndef TESTS_TORTURE_SYNKCENTRAL_H
#define TESTS_TORTURE_SYNKCENTRAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/synk/central.h"

/* The municipality's store by the rules of store-and-sync.md section 3, in memory,
 * and a line to it that may be cut. */
enum { MFOLK = 6, MENHEDER = 64, MSAGER = 64 };

enum mutant {                         /* rules broken on purpose: each must be noticed */
	M_INGEN, M_HUL, M_DOBBELT, M_FORK, M_ADGANG, M_HALV_AKT, M_RETTET, M_TAVS, M_NYESTE,
	M_SLETTER, M_ANTAL
};

struct mpost {
	struct modtag_post p;
	bool afvist, uret;            /* refused; taken without the right to it */
};

struct mhoved {                       /* a head, as the centre keeps it */
	struct uuid objekt;
	char felt[24];
	struct post_ref ref;
	bool vist;
};

struct msag {
	struct uuid id;
	int64_t sagsnr, lbnr;
	uint8_t kaede[32];
	int ret[MFOLK];                /* enum adgangsret */
	struct vec hoveder;           /* struct mhoved */
};

struct menhed {
	struct uuid id;
	int folk;
	enum central_enhed tilstand;
	int64_t nr;
	uint8_t hash[32];
};

struct madgang {
	struct modtag_adgang a;
	int folk;
};

struct mcentral {
	struct uuid epoke;
	int64_t lbnr;
	struct vec poster;            /* struct mpost *: accepted and refused, as they came */
	struct vec adgange;           /* struct madgang */
	struct msag sager[MSAGER];
	struct menhed enheder[MENHEDER];
	size_t n_sager, n_enheder;
	bool leder[MFOLK];
	enum mutant mutant;
};

struct mlinje {                       /* one laptop's line to it */
	struct mcentral *c;
	int folk;
	int fejl;                     /* of 100 messages this many meet a fault */
	uint32_t *tilfaeldig;
	uint64_t beskeder, fejlramte;
};

extern const struct central_ops mcentral_ops;     /* arg: struct mlinje */

uint32_t mrnd(uint32_t *t, uint32_t under);
void mcentral_done(struct mcentral *c);
struct msag *mcentral_sag(struct mcentral *c, const struct uuid *id);
bool mcentral_ser(const struct mcentral *c, int folk, const struct msag *s);
void mcentral_adgang(struct mcentral *c, int folk, struct msag *s, enum adgangsret ret);
void mcentral_leder(struct mcentral *c, int folk, bool leder);

#endif
