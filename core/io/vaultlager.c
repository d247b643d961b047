#include "core/io/vaultlager.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/varig.h"
#include "core/io/vault.h"
#include "core/io/vaultafskrift.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultkopi.h"

struct vaultlager {
	char *udbakke;
	struct noegle *noegle;
	struct vault *vault;
};

/* What the file at sti begins with: -1 missing or empty, 1 an unsealed store, 0 else. */
static int begyndelse(const char *sti)
{
	char p[16];
	int fd = open(sti, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? 0 : read(fd, p, sizeof p);
	if (fd >= 0)
		close(fd);
	return n <= 0 ? -1 : n == sizeof p && memcmp(p, "SQLite format 3", 16) == 0;
}

enum vaultlager_art vaultlager_art(const char *sti)
{
	int b = begyndelse(sti);
	if (b == 1)
		return VAULTLAGER_AABEN;
	return b == 0 || noegle_findes(sti) ? VAULTLAGER_FORSEGLET : VAULTLAGER_INGEN;
}

/* Takes n over. */
static int af_noegle(struct vaultlager **ud, const char *sti, struct noegle *n, struct err *e)
{
	struct vaultlager *l = mem_nul(1, sizeof *l);
	l->udbakke = mem_format("%s.udbakke", sti);
	l->noegle = n;
	int rc = vault_ny(&l->vault, noegle_raa(n), noegle_lager(n), NULL, e);
	if (rc != 0) {
		vaultlager_free(l);
		l = NULL;
	}
	*ud = l;
	return rc;
}

void vaultlager_free(struct vaultlager *l)
{
	if (!l)
		return;
	vault_free(l->vault);
	noegle_free(l->noegle);
	free(l->udbakke);
	free(l);
}

int vaultlager_opret(struct vaultlager **ud, const char *sti, struct segl_data kode,
		     const struct noegle_valg *v, struct err *e)
{
	struct noegle *n;
	*ud = NULL;
	if (vaultlager_art(sti) != VAULTLAGER_INGEN)
		return err_set(e, ERR_BRUG, _("%s: der er allerede en sagsfil"), sti);
	int rc = noegle_opret(&n, sti, kode, v, e);
	return rc == 0 ? af_noegle(ud, sti, n, e) : rc;
}

/* A store that is known to have been there, and is not, is no new store. */
static int er_der(const char *sti, const struct noegle *n, struct err *e)
{
	int b = begyndelse(sti);
	if (b == 1)
		return err_set(e, ERR_SKADET, _("%s: sagsfilen er ikke forseglet"), sti);
	if (b == -1 && noegle_i_brug(n))
		return err_set(e, ERR_SKADET,
			       _("%s: sagsfilen mangler eller er tom; hent den fra en kopi, eller lav "
				 "den på ny med femtrin recover --outbox"), sti);
	return 0;
}

int vaultlager_aabn(struct vaultlager **ud, const char *sti, struct segl_data kode, struct err *e)
{
	struct noegle *n;
	*ud = NULL;
	int rc = noegle_aabn(&n, sti, kode, e);
	if (rc == 0 && (rc = er_der(sti, n, e)) != 0)
		noegle_free(n);
	return rc == 0 ? af_noegle(ud, sti, n, e) : rc;
}

int vaultlager_forfra(struct vaultlager **ud, const char *sti, struct segl_data kode,
		      struct err *e)
{
	struct noegle *n;
	*ud = NULL;
	if (begyndelse(sti) != -1)
		return err_set(e, ERR_BRUG, _("%s: der er allerede en sagsfil"), sti);
	int rc = noegle_aabn(&n, sti, kode, e);
	if (rc == 0) {
		/* One left behind is of no use without its database, and not for the next. */
		char *journal = mem_format("%s-journal", sti);
		unlink(journal);
		free(journal);
		rc = af_noegle(ud, sti, n, e);
	}
	return rc;
}

int vaultlager_laeg_til_side(const char *sti, const char *til, struct err *e)
{
	char *fra_j = mem_format("%s-journal", sti), *til_j = mem_format("%s-journal", til);
	int rc = 0;
	/* Under both names first: whenever this ends, neither is without the other. */
	if ((link(fra_j, til_j) != 0 && errno != ENOENT && errno != EEXIST) ||
	    (rename(sti, til) != 0 && errno != ENOENT))
		rc = varig_fejl(til, errno, e);
	else
		unlink(fra_j);
	free(fra_j);
	free(til_j);
	return rc == 0 ? varig_mappe(sti, e) : rc;
}

int vaultlager_genopret(struct vaultlager **ud, const char *sti, const uint8_t privat[32],
			struct segl_data ny_kode, struct err *e)
{
	struct noegle *n;
	*ud = NULL;
	int rc = noegle_genopret(&n, sti, privat, e);
	if (rc != 0)
		return rc;
	rc = noegle_skift(n, ny_kode, e);
	if (rc == 0)
		return af_noegle(ud, sti, n, e);
	noegle_free(n);
	return rc;
}

struct vault *vaultlager_vault(struct vaultlager *l)
{
	return l->vault;
}

struct noegle *vaultlager_noegle(struct vaultlager *l)
{
	return l->noegle;
}

const char *vaultlager_udbakke(const struct vaultlager *l)
{
	return l->udbakke;
}

/* Sealing */

/* First what a dead process left is rolled back and its journal removed, then
 * nobody else is let in. */
static int hold(sqlite3 **db, const char *sti, struct err *e)
{
	int rc = sqlite3_open_v2(sti, db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW |
				 SQLITE_OPEN_EXRESCODE, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(*db, "PRAGMA temp_store=MEMORY; BEGIN IMMEDIATE; ROLLBACK;"
				       "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT",
				  NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		return 0;
	int kode = vaultdb_kode(rc);
	if (kode == ERR_LAAST)
		return err_set(e, kode, _("%s: sagsfilen er åben i et andet program"), sti);
	return err_set(e, kode, _("%s: sagsfilen kan ikke åbnes (%s)"), sti, sqlite3_errstr(rc));
}

static int sund(sqlite3 *db, const char *sti, struct err *e)
{
	sqlite3_stmt *s = NULL;
	bool ok = sqlite3_prepare_v2(db, "PRAGMA integrity_check(1)", -1, &s, NULL) == SQLITE_OK &&
		  sqlite3_step(s) == SQLITE_ROW &&
		  strcmp((const char *)sqlite3_column_text(s, 0), "ok") == 0;
	sqlite3_finalize(s);
	return ok ? 0 : err_set(e, ERR_SKADET, _("%s: sagsfilen er beskadiget"), sti);
}

/* Writes over what the old file held. A disk that writes elsewhere keeps it all
 * the same: that is what disk encryption is for. */
static void overskriv(int fd)
{
	static const char nul[65536];
	struct stat st;
	if (fstat(fd, &st) != 0)
		return;
	for (off_t i = 0; i < st.st_size; i += (off_t)sizeof nul) {
		off_t n = st.st_size - i < (off_t)sizeof nul ? st.st_size - i : (off_t)sizeof nul;
		if (pwrite(fd, nul, (size_t)n, i) < 0)
			return;
	}
	fsync(fd);
}

int vaultlager_forsegl(const char *sti, struct segl_data kode, const struct noegle_valg *v,
		       struct err *e)
{
	sqlite3 *db = NULL;
	struct noegle *n = NULL;
	struct vaultlager *l = NULL;
	if (vaultlager_art(sti) != VAULTLAGER_AABEN)
		return err_set(e, ERR_BRUG, _("%s: der er ingen uforseglet sagsfil"), sti);
	int gammel = -1, rc = hold(&db, sti, e);
	if (rc == 0)
		rc = sund(db, sti, e);
	if (rc == 0)
		rc = noegle_fjern(sti, e);      /* of an attempt that was interrupted */
	if (rc == 0)
		rc = noegle_opret(&n, sti, kode, v, e);
	if (rc == 0)
		rc = af_noegle(&l, sti, n, e);
	if (rc == 0 && (gammel = open(sti, O_WRONLY | O_NOFOLLOW | O_CLOEXEC)) < 0)
		rc = varig_fejl(sti, errno, e);
	if (rc == 0)
		rc = vaultkopi_forsegl(db, l->vault, sti, e);
	sqlite3_close(db);
	if (rc == 0) {
		overskriv(gammel);
		rc = noegle_tag_i_brug(l->noegle, e);
	}
	if (gammel >= 0)
		close(gammel);
	vaultlager_free(l);
	return rc;
}

int vaultlager_backup(struct vaultkopi **ud, struct vaultlager *l, sqlite3 *db, const char *til,
		      struct err *e)
{
	int rc = vaultkopi_begynd(ud, db, l->vault, til, e);
	if (rc == 0 && (rc = vaultkopi_noegle(*ud, l->noegle, e)) != 0) {
		vaultkopi_free(*ud);
		*ud = NULL;
	}
	return rc;
}

int vaultlager_afskrift(struct vaultlager *l, const char *sti, const char *til, struct err *e)
{
	if (vaultdb_sti(til, e) < 0)
		return ERR_UGYLDIG;
	if (access(til, F_OK) == 0)
		return err_set(e, ERR_BRUG, _("%s: der er allerede en fil med det navn"), til);
	int rc = noegle_kopi(l->noegle, til, e);
	if (rc == 0)
		rc = vaultafskrift(sti, l->vault, til, e);
	if (rc != 0 && access(til, F_OK) != 0)
		noegle_fjern_kopi(l->noegle, til);
	return rc;
}

long vaultlager_holder(const char *sti)
{
	/* SQLite's reserved and pending bytes, and the shared ones after them. */
	struct flock f = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000,
			  .l_len = 512};
	int fd = open(sti, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	bool nogen = fcntl(fd, F_GETLK, &f) == 0 && f.l_type != F_UNLCK;
	close(fd);
	return nogen ? (long)f.l_pid : 0;
}
