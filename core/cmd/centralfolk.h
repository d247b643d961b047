#ifndef CORE_CMD_CENTRALFOLK_H
#define CORE_CMD_CENTRALFOLK_H

struct centralkald;

/* Parts of femtrin central that are about people, their laptops and what they may
 * see. argv[0] is the part's name; the answer is an exit code. */
int centralfolk_user(struct centralkald *k, int argc, char **argv);
int centralfolk_device(struct centralkald *k, int argc, char **argv);
int centralfolk_access(struct centralkald *k, int argc, char **argv);
int centralfolk_erase(struct centralkald *k, int argc, char **argv);

#endif
