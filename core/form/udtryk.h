#ifndef CORE_FORM_UDTRYK_H
#define CORE_FORM_UDTRYK_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct udtryk;

/*
 * The small language of conditions in forms and letters:
 *   felt                     the field is filled in; a list: it has at least one row
 *   felt = vaerdi            felt != vaerdi       (an empty field is != everything)
 *   felt i a|b|c             one of these (also: one of the chosen)
 *   ikke X   X og Y   X eller Y   ( … )      og binds tighter than eller
 *   ja   nej                 always, never
 * A field is written with its full key; inside a list a key beginning with "."
 * is a field of the same object (".spalte = 1"). A value that is no plain word
 * stands in double quotes.
 */
int udtryk_laes(struct udtryk **out, const char *kilde, struct err *e);   /* ERR_UGYLDIG */
void udtryk_free(struct udtryk *u);

/* Answers a field's canonical value, NULL when empty; for the key of a list
 * anything but NULL when it has rows. */
typedef const char *udtryk_slaaop(void *arg, const char *felt);
bool udtryk_sandt(const struct udtryk *u, udtryk_slaaop *slaaop, void *arg);   /* NULL holds */

/* The field keys it asks for, in order; borrowed. */
size_t udtryk_felter(const struct udtryk *u, const char *const **felter);

/* Calls tjek for each field and each value that it is held against (NULL where
 * it is only asked whether it is filled in); stops at the first that is not 0. */
typedef int udtryk_tjek(void *arg, const char *felt, const char *vaerdi, struct err *e);
int udtryk_gennemgaa(const struct udtryk *u, udtryk_tjek *tjek, void *arg, struct err *e);

#endif
