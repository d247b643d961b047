#include "core/io/hunspell.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"

#define BIBLIOTEK "libhunspell-1.7.so.0"
#define MAPPER "/usr/share/hunspell:/usr/share/myspell/dicts"

/* The C interface of libhunspell 1.7 (hunspell.h): a handle and three calls. */
struct hunspell {
	void *bibliotek, *ordbog;
	void (*slut)(void *ordbog);
	int (*kender)(void *ordbog, const char *ord);
	int (*laer)(void *ordbog, const char *ord);
};

/* POSIX lets a pointer to a function be read from one to data; ISO C has no cast for it. */
static bool hent(void *bibliotek, const char *navn, void *funktion)
{
	void *p = bibliotek ? dlsym(bibliotek, navn) : NULL;
	memcpy(funktion, &p, sizeof(p));
	return p != NULL;
}

/* The first folder that has both files; aff and dic are yours. */
static bool find_ordbog(char **aff, char **dic)
{
	const char *valgt = getenv("DICPATH");
	for (const char *p = valgt && *valgt ? valgt : MAPPER; *p;) {
		int n = (int)strcspn(p, ":");
		*aff = mem_format("%.*s/da_DK.aff", n, p);
		*dic = mem_format("%.*s/da_DK.dic", n, p);
		if (access(*aff, R_OK) == 0 && access(*dic, R_OK) == 0)
			return true;
		free(*aff);
		free(*dic);
		p += n + (p[n] == ':');
	}
	*aff = *dic = NULL;
	return false;
}

int hunspell_ny(struct hunspell **out, struct err *e)
{
	void *(*ny)(const char *aff, const char *dic);
	char *(*tegnsaet)(void *ordbog);
	struct hunspell *h = mem_nul(1, sizeof(*h));
	*out = NULL;
	char *aff = NULL, *dic = NULL;
	h->bibliotek = dlopen(BIBLIOTEK, RTLD_NOW | RTLD_LOCAL);
	if (!hent(h->bibliotek, "Hunspell_create", &ny) ||
	    !hent(h->bibliotek, "Hunspell_destroy", &h->slut) ||
	    !hent(h->bibliotek, "Hunspell_spell", &h->kender) ||
	    !hent(h->bibliotek, "Hunspell_add", &h->laer) ||
	    !hent(h->bibliotek, "Hunspell_get_dic_encoding", &tegnsaet))
		err_set(e, ERR_FINDES_IKKE, _("hunspell (%s) er ikke installeret"), BIBLIOTEK);
	else if (!find_ordbog(&aff, &dic))
		err_set(e, ERR_FINDES_IKKE, _("den danske ordbog (da_DK) til hunspell er ikke installeret"));
	else if (!(h->ordbog = ny(aff, dic)) || strcmp(tegnsaet(h->ordbog), "UTF-8") != 0)
		err_set(e, ERR_FINDES_IKKE, _("%s kan ikke bruges: her ventes en ordbog i UTF-8"), dic);
	else
		*out = h;
	free(aff);
	free(dic);
	if (*out == h)
		return 0;
	hunspell_free(h);
	return ERR_FINDES_IKKE;
}

void hunspell_free(struct hunspell *h)
{
	if (!h)
		return;
	if (h->ordbog)
		h->slut(h->ordbog);
	if (h->bibliotek)
		dlclose(h->bibliotek);
	free(h);
}

bool hunspell_kender(const struct hunspell *h, const char *ord)
{
	return h->kender(h->ordbog, ord) != 0;
}

void hunspell_laer(struct hunspell *h, const char *ord)
{
	h->laer(h->ordbog, ord);
}
