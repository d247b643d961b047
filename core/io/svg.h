#ifndef CORE_IO_SVG_H
#define CORE_IO_SVG_H

#include <stddef.h>

struct err;
struct svg;

/*
 * A picture of lines (SVG) through librsvg, where it is installed: looked for when a
 * municipality has such a logo (dlopen), so that no one else pays for it. It reads the
 * bytes it is given and nothing they point to. Lengths are the picture's own.
 */

/* The bytes are only read. ERR_FINDES_IKKE: no librsvg; ERR_UGYLDIG: no SVG, or one
 * without a size of its own. */
int svg_laes(struct svg **out, const char *data, size_t n, struct err *e);
void svg_free(struct svg *s);

double svg_bredde(const struct svg *s);
double svg_hoejde(const struct svg *s);

/* Draws it with its upper left corner at 0, 0; cr is a cairo_t. ERR_FEJL. */
int svg_tegn(struct svg *s, void *cr, struct err *e);

#endif
