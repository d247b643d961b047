#ifndef CORE_IO_YAMLVAGT_H
#define CORE_IO_YAMLVAGT_H

#include <stddef.h>

struct err;

#define YAML_MAKS_BYTES (16u << 20)
#define YAML_MAKS_DYBDE 32
#define YAML_MAKS_KNUDER 100000

/*
 * What is refused before libyaml sees a byte (its work grows with the square
 * of the depth): too many bytes, text that is not UTF-8, NUL and other control
 * characters, brackets nested too deep. The look at the nesting knows quotes,
 * comments and block texts; where it cannot be sure it lets the file through,
 * because the reader counts the depth again. ERR_UGYLDIG, "NAVN:LINE: …".
 */
int yamlvagt_proev(const char *navn, const char *data, size_t n, struct err *e);

#endif
