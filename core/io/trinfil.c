#include "core/io/trinfil.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"

static int by_number(const void *a, const void *b)
{
	const struct trinfil *x = a, *y = b;
	return (x->nr > y->nr) - (x->nr < y->nr);
}

static bool is_step(const char *navn)
{
	for (int i = 0; i < 4; i++)
		if (!isdigit((unsigned char)navn[i]))
			return false;
	const char *hale = strrchr(navn, '.');
	return navn[4] == '-' && hale && strcmp(hale, ".sql") == 0;
}

void trinfil_done(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(VEC_NR(struct trinfil, v, i)->navn);
	vec_done(v);
}

int trinfil_find(struct vec *v, const char *mappe, struct err *e)
{
	DIR *d = opendir(mappe);
	if (!d)
		return err_set(e, ERR_FEJL, _("%s: programmets egne filer mangler: %s"), mappe,
			       strerror(errno));
	for (const struct dirent *f; (f = readdir(d));) {
		if (!is_step(f->d_name))
			continue;
		struct trinfil *t = vec_ny(v);
		t->nr = strtol(f->d_name, NULL, 10);
		t->navn = mem_tekst(f->d_name);
	}
	closedir(d);
	if (v->n)
		qsort(v->data, v->n, sizeof(struct trinfil), by_number);
	for (size_t i = 0; i < v->n; i++)
		if (VEC_NR(struct trinfil, v, i)->nr != (long)i + 1)
			return err_set(e, ERR_FEJL, _("%s: trin %zu mangler eller er der to gange"),
				       mappe, i + 1);
	if (v->n == 0)
		return err_set(e, ERR_FEJL, _("%s: programmets egne trin mangler"), mappe);
	return 0;
}

int trinfil_laes(struct buf *ud, const char *mappe, const struct trinfil *t, struct err *e)
{
	char *sti = mem_format("%s/%s", mappe, t->navn);
	FILE *f = fopen(sti, "re");
	int kode = 0;
	char stykke[4096];
	for (size_t n; f && (n = fread(stykke, 1, sizeof stykke, f)) > 0;)
		buf_add(ud, stykke, n);
	if (!f || ferror(f))
		kode = err_set(e, ERR_FEJL, "%s: %s", sti, strerror(errno));
	if (f)
		fclose(f);
	free(sti);
	return kode;
}
