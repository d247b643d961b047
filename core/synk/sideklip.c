#include "core/synk/sideklip.h"

#include <stdlib.h>

#include "core/journal/modtag.h"

static bool same_act(const struct post *a, const struct post *b)
{
	return a->gruppe == b->gruppe && uuid_ens(&a->enhed, &b->enhed);
}

static void drop_above(struct modtag_side *s)
{
	while (s->adgange.n &&
	       VEC_NR(struct modtag_adgang, &s->adgange, s->adgange.n - 1)->lbnr > s->til)
		s->adgange.n--;
	while (s->sletninger.n &&
	       VEC_NR(struct modtag_sletning, &s->sletninger, s->sletninger.n - 1)->lbnr > s->til)
		s->sletninger.n--;
}

bool sideklip_akt(struct modtag_side *s, size_t maks)
{
	if (s->poster.n < maks)
		return true;
	size_t n = s->poster.n;
	const struct post *sidst = &VEC_NR(struct modtag_post, &s->poster, n - 1)->post;
	while (n > 0 && same_act(&VEC_NR(struct modtag_post, &s->poster, n - 1)->post, sidst))
		n--;
	if (n == 0)
		return false;
	s->til = VEC_NR(struct modtag_post, &s->poster, n)->post.lbnr - 1;
	s->poster.n = n;
	drop_above(s);
	return true;
}

static int by_number(const void *a, const void *b)
{
	const struct modtag_post *x = a, *y = b;
	return (x->post.lbnr > y->post.lbnr) - (x->post.lbnr < y->post.lbnr);
}

void sideklip_orden(struct modtag_side *s)
{
	struct modtag_post *p = s->poster.data;
	size_t n = 0;
	if (s->poster.n > 1)
		qsort(p, s->poster.n, sizeof *p, by_number);
	for (size_t i = 0; i < s->poster.n; i++)
		if (n == 0 || p[i].post.lbnr != p[n - 1].post.lbnr)
			p[n++] = p[i];
	s->poster.n = n;
}
