#ifndef CORE_BASE_UUID_H
#define CORE_BASE_UUID_H

#include <stdbool.h>
#include <stdint.h>

struct uuid {
	uint8_t b[16];
};

#define UUID_TEKST 37   /* 36 characters and the NUL */

/* Version 7: the milliseconds first, so that later ones sort later. */
void uuid_ny(struct uuid *out, int64_t ms);
bool uuid_laes(struct uuid *out, const char *tekst);       /* the 36-character form only */
const char *uuid_skriv(const struct uuid *u, char ud[UUID_TEKST]);
bool uuid_ens(const struct uuid *a, const struct uuid *b);
int uuid_orden(const struct uuid *a, const struct uuid *b); /* as memcmp */
bool uuid_tom(const struct uuid *u);                        /* all zero */

#endif
