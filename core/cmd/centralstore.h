#ifndef CORE_CMD_CENTRALSTORE_H
#define CORE_CMD_CENTRALSTORE_H

struct centralkald;

/* Parts of femtrin central that are about the store itself. argv[0] is the part's
 * name; the answer is an exit code. */
int centralstore_init(struct centralkald *k, int argc, char **argv);
int centralstore_upgrade(struct centralkald *k, int argc, char **argv);
int centralstore_kommune(struct centralkald *k, int argc, char **argv);
int centralstore_epoch(struct centralkald *k, int argc, char **argv);
int centralstore_check(struct centralkald *k, int argc, char **argv);
int centralstore_status(struct centralkald *k, int argc, char **argv);

#endif
