#include "tests/torture/spor.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "tests/torture/ordsoeg.h"

void spor_init(struct spor *s, const char *rod, struct ordsoeg *ord)
{
	*s = (struct spor){.rod = rod, .ord = ord, .filer = VEC_AF(char *)};
}

void spor_done(struct spor *s)
{
	for (size_t i = 0; i < s->filer.n; i++)
		free(*VEC_NR(char *, &s->filer, i));
	vec_done(&s->filer);
}

void spor_fil(struct spor *s, const char *sti)
{
	for (size_t i = 0; i < s->filer.n; i++)
		if (strcmp(*VEC_NR(char *, &s->filer, i), sti) == 0)
			return;
	*(char **)vec_ny(&s->filer) = mem_tekst(sti);
}

static bool begynder(const char *s, const char *med)
{
	return strncmp(s, med, strlen(med)) == 0;
}

/* The path below the root folder, with its slash; NULL outside it. */
static const char *i_roden(const struct spor *s, const char *sti)
{
	return begynder(sti, s->rod) ? sti + strlen(s->rod) : NULL;
}

static bool uden_for(const struct spor *s, const char *sti)
{
	static const char *const FREMMEDE[] = {"/usr/", "/lib", "/etc/", "/proc/", "/sys/", "/dev/",
					       "/var/cache/fontconfig/", FEMTRIN_KILDE "/"};
	const char *her = i_roden(s, sti);
	if (her)
		return begynder(her, "/ind/") || begynder(her, "/ud/") || strcmp(her, "/kode") == 0;
	for (size_t i = 0; i < sizeof FREMMEDE / sizeof *FREMMEDE; i++)
		if (begynder(sti, FREMMEDE[i]) && !begynder(sti, "/dev/shm/"))
			return true;
	return sti[0] != '/';         /* a pipe, a socket */
}

/* "\x41\x42" to the quote that ends it as bytes, in place; where it ended is returned. */
static char *afkod(char *s, size_t *n)
{
	char *ud = s, *c = s + 1;
	unsigned v;
	for (*n = 0; sscanf(c, "\\x%2x", &v) == 1; c += 4)
		ud[(*n)++] = (char)v;
	return c;
}

/* The path between < and >: in hex where it came so. What is gone by now is marked behind it. */
static char *navn(char *ud, size_t plads, const char *fra)
{
	size_t n = 0;
	for (const char *c = fra; *c && *c != '>' && n + 1 < plads;) {
		unsigned v = (unsigned char)*c;
		c += sscanf(c, "\\x%2x", &v) == 1 ? 4 : 1;
		ud[n++] = (char)v;
	}
	ud[n] = '\0';
	char *vaek = strstr(ud, " (deleted)");
	if (vaek)
		*vaek = '\0';
	return ud;
}

static void skrevet(struct spor *s, const char *sti, char *p, bool kontrol)
{
	for (size_t n; p; p = strchr(p + 1, '"')) {
		char *data = p;
		p = afkod(p, &n);
		size_t fund = ordsoeg_i(s->ord, data, n);
		if (!kontrol) {
			s->skrivninger++;
			s->skrevet += n;
			s->daarlige += ordsoeg_sig(s->ord, sti, fund);
		}
		if (*p != '"')
			return;
	}
}

/* PID openat(AT_FDCWD<..>, "..", ..) = 5<path>, or PID pwrite64(5<path>, "..", ..) = .. */
static void linje(struct spor *s, char *l)
{
	char *kald = strchr(l, ' '), sti[4096];
	if (!kald)
		return;
	while (*kald == ' ')
		kald++;
	bool aabner = begynder(kald, "open") || begynder(kald, "creat");
	const char *hak = aabner ? strrchr(kald, '<') : strchr(kald, '<');
	if (!hak || (aabner && !strstr(kald, ") = ")))
		return;
	navn(sti, sizeof sti, hak + 1);
	const char *her = i_roden(s, sti);
	bool kontrol = her && begynder(her, "/ud/alle/");
	if (uden_for(s, sti) && !kontrol)
		return;
	if (!kontrol)
		spor_fil(s, sti);
	if (!aabner)
		skrevet(s, sti, strchr(kald, '"'), kontrol);
}

void spor_laes(struct spor *s)
{
	char sti[600], *l = NULL;
	size_t plads = 0;
	snprintf(sti, sizeof sti, "%s/spor", s->rod);
	DIR *d = opendir(sti);
	for (const struct dirent *f; d && (f = readdir(d));) {
		snprintf(sti, sizeof sti, "%s/spor/%s", s->rod, f->d_name);
		FILE *t = *f->d_name == '.' ? NULL : fopen(sti, "r");
		while (t && getline(&l, &plads, t) > 0)
			linje(s, l);
		if (t)
			fclose(t);
	}
	if (d)
		closedir(d);
	free(l);
}
