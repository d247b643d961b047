#include "core/io/vaultfil.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/vault.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultside.h"

/* SQLite leaves the page with the lock bytes (at 1 GiB) out of the file. */
#define LAASESIDE (0x40000000 / SIDE_STR + 1)
enum { MANGLER_MAKS = 1 << 20 };      /* pages cut off that are still counted one by one */

struct vaultfil {
	sqlite3 *egen;                /* NULL: the connection is another's */
	sqlite3_file *f;
	uint32_t sider, i_filen;
};

static int laes(void *arg, uint8_t *ud, uint32_t nr)
{
	const struct vaultfil *v = arg;
	if (nr == LAASESIDE) {
		memset(ud, 0, SIDE_STR);
		return 0;
	}
	if (nr < 1 || nr > v->i_filen)
		return ERR_SKADET;
	int s = v->f->pMethods->xRead(v->f, ud, SIDE_STR, (sqlite3_int64)(nr - 1) * SIDE_STR);
	if (s == SQLITE_OK)
		return 0;
	/* What came of it is nobody's. */
	memset(ud, 0, SIDE_STR);
	return vaultdb_kode(s) == ERR_SKADET ? ERR_SKADET : ERR_LAESEFEJL;
}

/* A file that was cut off has fewer pages than page 1 says. */
static int maal(struct vaultfil *v, struct err *e)
{
	uint8_t p[SIDE_STR];
	sqlite3_int64 n;
	int s = v->f->pMethods->xFileSize(v->f, &n);
	if (s != SQLITE_OK)
		return err_set(e, vaultdb_kode(s), _("sagsfilen: disken svarer med en fejl"));
	v->i_filen = v->sider = (uint32_t)((n + SIDE_STR - 1) / SIDE_STR);
	if (laes(v, p, 1) == 0) {
		uint32_t siger = tal32_laes(p + 28);
		if (siger > v->sider && siger - v->sider <= MANGLER_MAKS)
			v->sider = siger;
	}
	segl_slet(p, sizeof p);
	return 0;
}

int vaultfil_af(struct vaultfil **ud, sqlite3 *db, struct err *e)
{
	*ud = NULL;
	if (sqlite3_get_autocommit(db) == 0)
		return err_set(e, ERR_BRUG, _("sagsfilen: den er midt i en ændring"));
	struct vaultfil *v = mem_nul(1, sizeof *v);
	int rc = 0;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &v->f) != SQLITE_OK ||
	    !v->f->pMethods)
		rc = err_set(e, ERR_FEJL, _("sagsfilen: den kan ikke tages i brug"));
	if (rc == 0)
		rc = maal(v, e);
	if (rc != 0) {
		free(v);
		return rc;
	}
	*ud = v;
	return 0;
}

/* SQLite gives the lock up when it cannot read page 1. */
static int alene(const struct vaultfil *v, struct err *e)
{
	static const int GRADER[] = {SQLITE_LOCK_SHARED, SQLITE_LOCK_RESERVED,
				     SQLITE_LOCK_EXCLUSIVE};
	int s = SQLITE_OK;
	for (size_t i = 0; s == SQLITE_OK && i < sizeof GRADER / sizeof *GRADER; i++)
		s = v->f->pMethods->xLock(v->f, GRADER[i]);
	if (s == SQLITE_OK)
		return 0;
	return err_set(e, vaultdb_kode(s), _("sagsfilen: den er åben i et andet program"));
}

int vaultfil_aabn(struct vaultfil **ud, const char *sti, const struct vault *v, struct err *e)
{
	sqlite3 *db = NULL;
	struct err lokal = {0, ""};
	*ud = NULL;
	if (vaultdb_sti(sti, e) < 0)
		return ERR_UGYLDIG;
	int s = sqlite3_open_v2(sti, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
				SQLITE_OPEN_EXRESCODE, vault_navn(v));
	int rc = s == SQLITE_OK ? vaultdb_krav(db, &lokal)
				: err_set(&lokal, vaultdb_kode(s),
					  _("%s: sagsfilen kan ikke åbnes (%s)"), sti,
					  sqlite3_errstr(s));
	/* The settings are SQLite's; of a damaged store only its pages are wanted. */
	if (s == SQLITE_OK && (rc == ERR_SKADET || rc == ERR_LAESEFEJL || rc == ERR_FEJL))
		rc = 0;
	if (rc == 0)
		rc = vaultfil_af(ud, db, &lokal);
	if (rc == 0)
		rc = alene(*ud, &lokal);
	if (rc == 0) {
		(*ud)->egen = db;
		return 0;
	}
	vaultfil_luk(*ud);
	*ud = NULL;
	sqlite3_close(db);
	return err_set(e, rc, "%s", lokal.tekst);
}

void vaultfil_luk(struct vaultfil *f)
{
	if (!f)
		return;
	sqlite3_close(f->egen);
	free(f);
}

struct sidekilde vaultfil_kilde(struct vaultfil *f)
{
	return (struct sidekilde){.laes = laes, .arg = f, .sider = f->sider};
}
