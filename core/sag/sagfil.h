#ifndef CORE_SAG_SAGFIL_H
#define CORE_SAG_SAGFIL_H

#include <stddef.h>

#include "core/base/dato.h"
#include "core/base/uuid.h"
#include "core/sag/sagexport.h"

struct err;
struct formsaet;
struct sag;
struct store;

/* The case as a YAML file (case-file.md). */

struct sagfil_valg {
	struct dato i_dag;
	const char *kommune;             /* code a new case gets where the file has none; NULL or "" = none */
	/* Told of every mistake after the first, one sentence each; NULL = nobody. */
	void (*sig)(void *arg, const char *saetning);
	void *arg;
};

/* One file, whole or not at all, one act. *id gets the case. Lists in the file
 * are whole lists (notes excepted); objects are matched by id, else by equality,
 * else by place. Errors name file, line, key and what was expected. */
int sagfil_import(struct uuid *id, struct store *s, const struct formsaet *f, const char *sti,
		  const struct sagfil_valg *v, struct err *e);

/* Reads a file into a case in memory (no store). */
int sagfil_laes(struct sag **out, const struct formsaet *f, const char *sti, struct dato i_dag,
		struct err *e);

/* The same from text; navn stands for the file in sentences. */
int sagfil_laes_tekst(struct sag **out, const struct formsaet *f, const char *navn,
		      const char *tekst, size_t n, struct dato i_dag, struct err *e);

#endif
