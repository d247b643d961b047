#ifndef CORE_SAG_SAG_SKRIV_H
#define CORE_SAG_SAG_SKRIV_H

#include <stddef.h>
#include <stdint.h>

struct aendring;
struct err;
struct felt;
struct formsaet;
struct objekt;
struct sag;
struct store;

/* Changing a case: the journal first, then memory, each call one act. Comes
 * with sag.h. In a case of a store sag.trin goes along to the furthest step that
 * was filled in on; the letter with the decision opens step 5. */

/* A new case of the ordinary scheme, in step 1, with its citizen's name and,
 * where the settings name one, its municipality (NULL or "" = none), one act. */
int sag_opret(struct sag **out, struct store *s, const struct formsaet *f, const char *navn,
	      const char *kommune, struct err *e);

/* What a person typed: checked, made canonical, journalled. o NULL for a field
 * of the case. ERR_UGYLDIG with the field's sentence; store errors as they are. */
int sag_set(struct sag *s, const struct objekt *o, const struct felt *f, const char *input,
	    struct err *e);

/* Several at once, one act; values typed, empty = emptied. For a new object give
 * liste; *ny gets it (NULL if not wanted). Names ("t3") are given by themselves. */
struct saet {
	const char *kort;             /* key inside the list, or full key for the case */
	const char *input;
};
int sag_set_flere(struct sag *s, const struct objekt *o, const struct saet *v, size_t n,
		  struct err *e);
int sag_tilfoej(struct sag *s, const struct objekt **ny, const char *liste, const struct saet *v,
		size_t n, struct err *e);

/* Fields that name the object (a task's employment) are emptied with it. */
int sag_fjern(struct sag *s, const struct objekt *o, struct err *e);

/* A journal note, stamped now; kode = the remark it answers, or "". */
int sag_note(struct sag *s, const char *kode, const char *tekst, struct err *e);

/* Takes back the act before (journal_fortryd) and reads the case again. */
int sag_fortryd(struct sag *s, int64_t *foer, struct err *e);

/* One act of ready changes in canonical form, unchecked. */
int sag_udfoer(struct sag *s, const struct aendring *a, size_t n, struct err *e);

/* The next free name of a list ("t4"), passing over the n names in brugt; yours
 * to free, NULL where objects of the list bear no name. */
char *sag_nyt_navn(const struct sag *s, const char *liste, const char *const *brugt, size_t n);

#endif
