#include "core/journal/skema.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/db.h"

enum { FEMT = 0x46454D54 };

struct trin {
	long nr;
	char *navn;
};

static int one_number(struct db *db, const char *sql, int64_t *ud, struct err *e)
{
	struct stmt *s = db_stmt(db, sql, e);
	int r = stmt_step(s, e);
	if (r > 0)
		*ud = stmt_kol_tal(s, 0);
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int by_number(const void *a, const void *b)
{
	const struct trin *x = a, *y = b;
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

static void free_steps(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(VEC_NR(struct trin, v, i)->navn);
	vec_done(v);
}

static int find_steps(struct vec *v, const char *mappe, struct err *e)
{
	DIR *d = opendir(mappe);
	if (!d)
		return err_set(e, ERR_FEJL, _("%s: programmets egne filer mangler: %s"), mappe,
			       strerror(errno));
	for (const struct dirent *f; (f = readdir(d));) {
		if (!is_step(f->d_name))
			continue;
		struct trin *t = vec_ny(v);
		t->nr = strtol(f->d_name, NULL, 10);
		t->navn = mem_tekst(f->d_name);
	}
	closedir(d);
	if (v->n)
		qsort(v->data, v->n, sizeof(struct trin), by_number);
	for (size_t i = 0; i < v->n; i++)
		if (VEC_NR(struct trin, v, i)->nr != (long)i + 1)
			return err_set(e, ERR_FEJL, _("%s: trin %zu mangler eller er der to gange"),
				       mappe, i + 1);
	if (v->n == 0)
		return err_set(e, ERR_FEJL, _("%s: der er ingen trin til sagsfilen"), mappe);
	return 0;
}

static int read_file(struct buf *ud, const char *mappe, const char *navn, struct err *e)
{
	char *sti = mem_format("%s/%s", mappe, navn);
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

static int run_step(struct db *db, const char *mappe, const struct trin *t, struct err *e)
{
	struct buf sql = BUF_TOM;
	int64_t version = 0;
	int kode = read_file(&sql, mappe, t->navn, e);
	if (kode == 0)
		kode = db_begin(db, _("sagsfilen kan ikke opdateres"), e);
	if (kode < 0)
		goto out;
	kode = db_exec(db, buf_str(&sql), e);
	if (kode == 0)
		kode = one_number(db, "PRAGMA user_version", &version, e);
	if (kode == 0 && version != t->nr)
		kode = err_set(e, ERR_FEJL, _("%s: trinnet sætter ikke user_version = %ld"), t->navn,
			       t->nr);
	if (kode < 0)
		db_rollback(db);
	else
		kode = db_commit(db, e);
out:
	buf_done(&sql);
	return kode;
}

/* Is it empty, ours, or somebody else's? *version 0 = empty. */
static int look(struct db *db, bool ny, int64_t *version, struct err *e)
{
	int64_t program = 0, tabeller = 0;
	int kode = one_number(db, "PRAGMA user_version", version, e);
	if (kode == 0)
		kode = one_number(db, "PRAGMA application_id", &program, e);
	if (kode == 0)
		kode = one_number(db, "SELECT count(*) FROM sqlite_schema", &tabeller, e);
	if (kode < 0)
		return kode;
	if (tabeller == 0 && program == 0 && *version == 0)
		return ny ? 0 : err_set(e, ERR_FINDES_IKKE, _("sagsfilen er tom"));
	if (program != FEMT || *version <= 0)
		return err_set(e, ERR_SKADET, _("filen er en database, men ikke en sagsfil fra Femtrin"));
	return 0;
}

int skema_opgrader(struct db *db, const char *mappe, bool ny, struct err *e)
{
	struct vec v = VEC_AF(struct trin);
	int64_t version = 0;
	int kode = look(db, ny, &version, e);
	if (kode == 0)
		kode = find_steps(&v, mappe, e);
	if (kode == 0 && version > (int64_t)v.n)
		kode = err_set(e, ERR_NYERE,
			       _("sagsfilen er lavet af en nyere Femtrin (skema %lld, her %zu); "
				 "opdater programmet"),
			       (long long)version, v.n);
	for (size_t i = (size_t)version; kode == 0 && i < v.n; i++)
		kode = run_step(db, mappe, VEC_NR(struct trin, &v, i), e);
	free_steps(&v);
	return kode;
}
