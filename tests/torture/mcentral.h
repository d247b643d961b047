#ifndef TESTS_TORTURE_MCENTRAL_H
#define TESTS_TORTURE_MCENTRAL_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/vec.h"
#include "core/synk/central.h"

/* The municipality's store by the rules of store-and-sync.md section 3, in memory:
 * what it holds, and what its people do there. How laptops reach it: synkcentral.h. */
enum { MFOLK = 6, MENHEDER = 64, MSAGER = 64 };

/* Rules broken on purpose, at the centre, on the line or on the laptop: each must be
 * noticed. */
#define MUTANTER(X) \
	X(HUL, "a page leaves an entry out") \
	X(DOBBELT, "what was sent before is taken again") \
	X(FORK, "another history under the same number is not noticed") \
	X(ADGANG, "whoever sends may write") \
	X(HALV_AKT, "half an act is refused") \
	X(RETTET, "a value is another on the way back") \
	X(TAVS, "a lost right is not told") \
	X(NYESTE, "the newest value is shown") \
	X(SLETTER, "a case is fetched with entries missing") \
	X(SLET_TAVS, "an erasure is not told") \
	X(SLET_HALV, "an erased value is still sent to those who come later") \
	X(GIVET_TAVS, "a given right is not told") \
	X(ANDRES, "other people's cases come along") \
	X(KAEDE, "a case's chain lacks its last link") \
	X(FOR_LANGT, "a page claims to reach further than it does") \
	X(BAGLAENS, "two entries change places in a page") \
	X(AFLOESER, "an entry comes without what it replaces") \
	X(SKEMA, "an entry comes with another form version") \
	X(NYT_NUMMER, "a repeated answer has other numbers") \
	X(GLEMT_AFVIST, "a refused entry is not kept") \
	X(SPAERRET, "a laptop that is shut out may write") \
	X(TALLER, "a number of the commit order is passed over") \
	X(GAMMEL_EPOKE, "a centre put back from a backup says the old epoch") \
	X(FIL_TABT, "a file is said to be kept and is not") \
	X(FIL_ANDEN, "a file has other bytes on the way back") \
	X(L_FIL, "laptop: loses files that came") \
	X(L_MARKOER, "laptop: the cursor runs ahead") \
	X(L_AFVIST, "laptop: forgets what was refused") \
	X(L_VIST, "laptop: shows the other value") \
	X(L_TOEM, "laptop: drops what is unsent when it is wiped")

enum mutant {
	M_INGEN,
#define X(navn, saetning) M_##navn,
	MUTANTER(X)
#undef X
	M_ANTAL
};

struct mpost {
	struct modtag_post p;
	bool afvist, uret, slettet;   /* refused; taken without the right to it; erased */
	int64_t akt;                  /* entries of its act that were sent together */
	char grund[24];               /* why it was refused */
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
	struct vec sletninger;        /* struct modtag_sletning */
	struct vec filer;             /* struct mfil */
	struct msag sager[MSAGER];
	struct menhed enheder[MENHEDER];
	size_t n_sager, n_enheder;
	bool leder[MFOLK];
	int64_t skema;                /* forms older than this are not taken */
	const char *kommune;          /* cases of others are refused; NULL = all are taken */
	enum mutant mutant;
};

uint32_t mrnd(uint32_t *t, uint32_t under);
const char *mutant_tekst(enum mutant m);
void mcentral_init(struct mcentral *c, enum mutant m);
void mcentral_done(struct mcentral *c);
void mcentral_kopi(struct mcentral *ud, const struct mcentral *c);   /* a backup; ud is not initialised */
bool mcentral_afloeser(const struct post *p, const struct post_ref *r);   /* does p replace it? */
struct mpost *mcentral_post(const struct mcentral *c, const struct post_ref *r);   /* NULL: none */
struct msag *mcentral_sag(struct mcentral *c, const struct uuid *id);
bool mcentral_ser(const struct mcentral *c, int folk, const struct msag *s);
void mcentral_adgang(struct mcentral *c, int folk, struct msag *s, enum adgangsret ret);
void mcentral_slet(struct mcentral *c, struct mpost *m);             /* the law wants its value gone */
void mcentral_leder(struct mcentral *c, int folk, bool leder);


/* For synkcentral.c. */
struct menhed *mcentral_enhed(struct mcentral *c, const struct uuid *id);     /* NULL: unknown */
void mcentral_sig(struct mcentral *c, int folk, const struct uuid *sag, enum adgangsret ret);
struct mpost *mcentral_ny_post(struct mcentral *c, const struct post *p, const struct menhed *d);
void mcentral_glem_sidste(struct mcentral *c);
void mcentral_nummer(struct mcentral *c, struct msag *s, struct mpost *m);    /* and chain, and heads */

#endif
