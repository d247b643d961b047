#ifndef CORE_CMD_KOMMANDO_H
#define CORE_CMD_KOMMANDO_H

#include <stdbool.h>

struct cmd;
struct err;
struct miljoe;
struct sag;

/* What every command does in the same way. */

/* "femtrin: hvad: hvorfor" on c->fejl, safe on a terminal; hvad may be NULL. */
void kommando_fejl(struct cmd *c, const char *hvad, const char *hvorfor);

/* Wrong usage of the command: the reason (may be NULL) and its usage line; CMD_BRUG. */
int kommando_brug(struct cmd *c, const char *kommando, const char *hvorfor);

/* Opens everything, the store too. CMD_OK, CMD_FEJL (no forms), CMD_STORE; said
 * already. miljoe_luk it in any case. */
int kommando_aabn(struct cmd *c, struct miljoe *m, bool opret);

/* The same without the store: forms and settings, and c's passphrase for m's store. With
 * `laas` the key is unlocked too (m->laas), whoever has the store open. */
int kommando_forbered(struct cmd *c, struct miljoe *m, bool laas);

/* The store after that. CMD_OK or CMD_STORE, said already. */
int kommando_store(struct cmd *c, struct miljoe *m, bool opret);

/* The same for what works on a damaged store too: CMD_OK and no m->store when SQLite cannot open
 * it, its key unlocked and why not in e. */
int kommando_skadet(struct cmd *c, struct miljoe *m, struct err *e);

/* The case with this id. CMD_OK or CMD_FEJL, said already; *out is then NULL. */
int kommando_sag(struct cmd *c, struct miljoe *m, const char *id, struct sag **out);

/* Takes a flag such as --json out of the arguments; was it there? */
bool kommando_flag(int *argc, char **argv, const char *flag);

/* Takes "-o FILE", "-oFILE" or "--kind=X" out; the value, NULL when it was not
 * there. *ok gets false when the value is missing. */
const char *kommando_vaerdi(int *argc, char **argv, const char *flag, bool *ok);

/* The first argument that looks like an option; NULL when all are plain. */
const char *kommando_ukendt(int argc, char **argv);

#endif
