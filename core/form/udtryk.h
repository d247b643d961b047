#ifndef CORE_FORM_UDTRYK_H
#define CORE_FORM_UDTRYK_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct udtryk;

/*
 * The small language of conditions in forms and letters:
 *   felt                     the field is filled in
 *   felt = vaerdi            felt != vaerdi
 *   felt i a|b|c             one of these (also: one of the chosen)
 *   ikke X   X og Y   X eller Y   ( … )      og binds tighter than eller
 * A field is written with its full key; inside a list a key beginning with "."
 * is a field of the same object (".spalte = 1").
 */
int udtryk_laes(struct udtryk **out, const char *kilde, struct err *e);
void udtryk_free(struct udtryk *u);

/* Answers a field's canonical value, NULL when empty. */
typedef const char *udtryk_slaaop(void *arg, const char *felt);
bool udtryk_sandt(const struct udtryk *u, udtryk_slaaop *slaaop, void *arg);   /* NULL holds */

/* The field keys it asks for, in order; borrowed. */
size_t udtryk_felter(const struct udtryk *u, const char *const **felter);

#endif
