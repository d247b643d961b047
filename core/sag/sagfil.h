#ifndef CORE_SAG_SAGFIL_H
#define CORE_SAG_SAGFIL_H

#include "core/base/dato.h"
#include "core/base/uuid.h"

struct buf;
struct err;
struct formsaet;
struct sag;
struct store;

/* The case as a YAML file (case-file.md). */

/* One file, whole or not at all, one act. *id gets the case. Lists in the file
 * are whole lists (notes excepted); objects are matched by id, else by equality,
 * else by place. Errors name file, line, key and what was expected. */
int sagfil_import(struct uuid *id, struct store *s, const struct formsaet *f, const char *sti,
		  struct dato i_dag, struct err *e);

/* Reads a file into a case in memory (no store). */
int sagfil_laes(struct sag **out, const struct formsaet *f, const char *sti, struct dato i_dag,
		struct err *e);

/* Every key of the forms, empty ones too, in the order of case-file.md. */
void sagfil_export(const struct sag *s, struct buf *ud);

#endif
