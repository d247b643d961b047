#ifndef CORE_BASE_JSON_H
#define CORE_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>

struct buf;

/*
 * Writes JSON into a buffer, commas and quoting included; no white space, no
 * newline. Start with {&buffer}. Inside an object each value follows its
 * json_noegle. Texts: control characters are escaped, invalid UTF-8 becomes
 * U+FFFD, so what comes out is always valid JSON.
 */
struct json {
	struct buf *ud;
	bool komma;                      /* a value stands before the next one */
};

void json_aabn(struct json *j, char tegn);       /* '{' or '[' */
void json_luk(struct json *j, char tegn);        /* '}' or ']' */
void json_noegle(struct json *j, const char *noegle);
void json_tekst(struct json *j, const char *s);  /* NULL: null */
void json_tal(struct json *j, int64_t n);
void json_sand(struct json *j, bool b);
void json_nul(struct json *j);

/* over / under as a decimal with three places, halves up ("0.692"); null when
 * under <= 0. over >= 0. */
void json_andel(struct json *j, int64_t over, int64_t under);

#endif
