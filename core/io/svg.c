#include "core/io/svg.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"

#define BIBLIOTEK "librsvg-2.so.2"

/* What is used of the C interface of librsvg 2.52 (rsvg.h). */
struct laengde {
	double tal;
	int enhed;
};

struct rektangel {
	double x, y, bredde, hoejde;
};

struct svg {
	void *bibliotek, *billede;
	double bredde, hoejde;
	void (*slip)(void *billede);
	int (*tegn)(void *billede, void *cr, const struct rektangel *ramme, void **fejl);
};

/* POSIX lets a pointer to a function be read from one to data; ISO C has no cast for it. */
static bool hent(void *bibliotek, const char *navn, void *funktion)
{
	void *p = bibliotek ? dlsym(bibliotek, navn) : NULL;
	memcpy(funktion, &p, sizeof(p));
	return p != NULL;
}

/* Its width and height, else its view box. */
static bool maal(struct svg *s)
{
	int (*punkter)(void *billede, double *bredde, double *hoejde);
	void (*alt)(void *billede, int *har_b, struct laengde *b, int *har_h, struct laengde *h,
		    int *har_ramme, struct rektangel *ramme);
	int har_b, har_h, har_ramme = 0;
	struct laengde b, h;
	struct rektangel ramme = {0, 0, 0, 0};
	if (!hent(s->bibliotek, "rsvg_handle_get_intrinsic_size_in_pixels", &punkter) ||
	    !hent(s->bibliotek, "rsvg_handle_get_intrinsic_dimensions", &alt))
		return false;
	if (!punkter(s->billede, &s->bredde, &s->hoejde)) {
		alt(s->billede, &har_b, &b, &har_h, &h, &har_ramme, &ramme);
		s->bredde = har_ramme ? ramme.bredde : 0;
		s->hoejde = har_ramme ? ramme.hoejde : 0;
	}
	return s->bredde > 0 && s->hoejde > 0;
}

int svg_laes(struct svg **out, const char *data, size_t n, struct err *e)
{
	void *(*ny)(const unsigned char *data, size_t n, void **fejl);
	struct svg *s = mem_nul(1, sizeof(*s));
	int r = 0;
	s->bibliotek = dlopen(BIBLIOTEK, RTLD_NOW | RTLD_LOCAL);
	if (!hent(s->bibliotek, "rsvg_handle_new_from_data", &ny) ||
	    !hent(s->bibliotek, "rsvg_handle_render_document", &s->tegn) ||
	    !hent(s->bibliotek, "g_object_unref", &s->slip))
		r = err_set(e, ERR_FINDES_IKKE, _("en SVG-fil kræver librsvg (%s), som ikke er "
						  "installeret; brug en PNG-fil"), BIBLIOTEK);
	else if (!(s->billede = ny((const unsigned char *)data, n, NULL)) || !maal(s))
		r = err_set(e, ERR_UGYLDIG, _("det er ikke et SVG-billede med en størrelse"));
	if (r == 0)
		*out = s;
	else
		svg_free(s);
	return r;
}

/* GLib's types stay for as long as the process: the library is not taken away again. */
void svg_free(struct svg *s)
{
	if (s && s->billede)
		s->slip(s->billede);
	free(s);
}

double svg_bredde(const struct svg *s)
{
	return s->bredde;
}

double svg_hoejde(const struct svg *s)
{
	return s->hoejde;
}

int svg_tegn(struct svg *s, void *cr, struct err *e)
{
	const struct rektangel ramme = {0, 0, s->bredde, s->hoejde};
	if (s->tegn(s->billede, cr, &ramme, NULL))
		return 0;
	return err_set(e, ERR_FEJL, _("SVG-billedet kan ikke tegnes"));
}
