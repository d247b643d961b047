#include "core/form/formmappe.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

static bool er_datafil(const char *navn)
{
	size_t n = strlen(navn);
	return n > 5 && *navn != '.' && !strcmp(navn + n - 5, ".yaml");
}

static int efter_navn(const void *a, const void *b)
{
	const struct formkandidat *x = a, *y = b;
	return strcmp(x->navn, y->navn);
}

static struct formkandidat *kandidat(struct formmappe *m, const char *navn)
{
	for (size_t i = 0; i < m->filer.n; i++) {
		struct formkandidat *k = VEC_NR(struct formkandidat, &m->filer, i);
		if (!strcmp(k->navn, navn))
			return k;
	}
	struct formkandidat *k = vec_ny(&m->filer);
	k->navn = mem_tekst(navn);
	k->stier = (struct vec)VEC_AF(char *);
	return k;
}

static void laes_mappe(struct formmappe *m, const char *mappe)
{
	DIR *d = opendir(mappe);
	if (!d)
		return;
	size_t foer = m->filer.n;
	for (const struct dirent *p; (p = readdir(d));)
		if (er_datafil(p->d_name))
			*(char **)vec_ny(&kandidat(m, p->d_name)->stier) =
				mem_format("%s/%s", mappe, p->d_name);
	closedir(d);
	if (m->filer.n > foer)
		qsort(VEC_NR(struct formkandidat, &m->filer, foer), m->filer.n - foer,
		      sizeof(struct formkandidat), efter_navn);
}

void formmappe_find(struct formmappe *m, const char *const *mapper, size_t n, const char *under)
{
	m->filer = (struct vec)VEC_AF(struct formkandidat);
	for (size_t i = 0; i < n; i++) {
		if (!mapper[i])
			continue;
		char *mappe = mem_format("%s/%s", mapper[i], under);
		laes_mappe(m, mappe);
		free(mappe);
	}
}

void formmappe_done(struct formmappe *m)
{
	for (size_t i = 0; i < m->filer.n; i++) {
		struct formkandidat *k = VEC_NR(struct formkandidat, &m->filer, i);
		for (size_t j = 0; j < k->stier.n; j++)
			free(*VEC_NR(char *, &k->stier, j));
		vec_done(&k->stier);
		free(k->navn);
	}
	vec_done(&m->filer);
}

const char *formmappe_sti(const struct formmappe *m, size_t i)
{
	const struct formkandidat *k = VEC_NR(struct formkandidat, &m->filer, i);
	return k->stier.n ? *VEC_NR(char *, &k->stier, k->stier.n - 1) : NULL;
}

bool formmappe_opgiv(struct formmappe *m, const char *sti)
{
	for (size_t i = 0; i < m->filer.n; i++) {
		struct formkandidat *k = VEC_NR(struct formkandidat, &m->filer, i);
		const char *nu = formmappe_sti(m, i);
		if (!nu || strcmp(nu, sti) != 0)
			continue;
		free(*VEC_NR(char *, &k->stier, --k->stier.n));
		return k->stier.n > 0;
	}
	return false;
}
