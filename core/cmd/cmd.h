#ifndef CORE_CMD_CMD_H
#define CORE_CMD_CMD_H

#include <stdio.h>

#include "core/base/dato.h"
#include "core/cmd/laasop.h"

/* The commands that need no screen. They write only to the streams they are
 * handed. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the case does not
 * allow it, 4 the store cannot be opened. */
enum { CMD_OK = 0, CMD_FEJL = 1, CMD_BRUG = 2, CMD_MANGLER = 3, CMD_STORE = 4 };

struct cmd {
	FILE *ud, *fejl;
	const char *store;               /* --store or FEMTRIN_STORE, or NULL */
	const char *adgangskodefil;      /* --passphrase-file or FEMTRIN_PASSPHRASE_FILE, or NULL */
	laasop_spoerg *spoerg;           /* asks for a passphrase; NULL: there is nobody to ask */
	struct dato i_dag;
};

/* Takes --store FILE and --passphrase-file FILE (also --store=FILE) out of the
 * arguments, wherever they stand before "--", and puts them into c; what the
 * environment says stands where they are missing. argv[0] is passed over. CMD_OK
 * or CMD_BRUG (said on c->fejl). */
int cmd_valg(struct cmd *c, int *argc, char **argv);

/* argv[0] is the command's own name, or --help, --version, help; anything else
 * is wrong usage. What could not be written makes CMD_FEJL. */
int cmd_koer(struct cmd *c, int argc, char **argv);

/* One per file cmd_*.c, same shape. */
int cmd_import(struct cmd *c, int argc, char **argv);
int cmd_export(struct cmd *c, int argc, char **argv);
int cmd_list(struct cmd *c, int argc, char **argv);
int cmd_assess(struct cmd *c, int argc, char **argv);
int cmd_letter(struct cmd *c, int argc, char **argv);
int cmd_journal(struct cmd *c, int argc, char **argv);
int cmd_verify(struct cmd *c, int argc, char **argv);
int cmd_passphrase(struct cmd *c, int argc, char **argv);
int cmd_backup(struct cmd *c, int argc, char **argv);
int cmd_recover(struct cmd *c, int argc, char **argv);
int cmd_refused(struct cmd *c, int argc, char **argv);
int cmd_rebuild(struct cmd *c, int argc, char **argv);
int cmd_central(struct cmd *c, int argc, char **argv);
int cmd_sync(struct cmd *c, int argc, char **argv);

#endif
