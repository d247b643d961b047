#include "core/io/vaultdb.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/vaultside.h"

/* SQLite leaves the page with the lock bytes (at 1 GiB) out of the file. */
#define LAASESIDE (0x40000000 / SIDE_STR + 1)

int vaultdb_kode(int kode)
{
	if (kode == SQLITE_IOERR_DATA)
		return ERR_SKADET;              /* R14 */
	if (kode == SQLITE_IOERR_NOMEM)
		return ERR_FEJL;
	switch (kode & 0xff) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return 0;
	case SQLITE_FULL:
		return ERR_FULD;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_LAAST;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return ERR_SKADET;
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return ERR_SKRIVEBESKYTTET;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
		return ERR_LAESEFEJL;
	default:
		return ERR_FEJL;
	}
}

int vaultdb_sti(const char *sti, struct err *e)
{
	if (strncasecmp(sti, "file:", 5) != 0)
		return 0;
	return err_set(e, ERR_UGYLDIG, _("%s: en sagsfils sti kan ikke begynde med file:; skriv ./ "
					 "foran"), sti);
}

static int fejl(sqlite3 *db, struct err *e)
{
	int svar = sqlite3_extended_errcode(db), kode = vaultdb_kode(svar);
	if (svar == SQLITE_NOMEM || svar == SQLITE_IOERR_NOMEM)
		return err_set(e, ERR_FEJL, _("sagsfilen: der er ikke mere hukommelse"));
	switch (kode) {
	case ERR_FULD:
		return err_set(e, kode, _("sagsfilen: disken er fuld"));
	case ERR_LAAST:
		return err_set(e, kode, _("sagsfilen: den er åben i et andet program"));
	case ERR_SKADET:
		return err_set(e, kode, _("sagsfilen: den er beskadiget"));
	case ERR_SKRIVEBESKYTTET:
		return err_set(e, kode, _("sagsfilen: den kan ikke skrives"));
	case ERR_LAESEFEJL:
		return err_set(e, kode, _("sagsfilen: disken svarer med en fejl"));
	default:
		return err_set(e, ERR_FEJL, _("sagsfilen: den kan ikke tages i brug"));
	}
}

/* R8: what SQLite answers afterwards must be `svar`. */
const struct vaultdb_indstilling vaultdb_indstillinger[] = {
	{"PRAGMA page_size = 4096", "PRAGMA page_size", "4096", true},
	{"PRAGMA auto_vacuum = NONE", "PRAGMA auto_vacuum", "0", false},
	{"PRAGMA temp_store = MEMORY", "PRAGMA temp_store", "2", false},
	{"PRAGMA mmap_size = 0", "PRAGMA mmap_size", "0", true},
	{"PRAGMA cache_spill = OFF", "PRAGMA cache_spill", "0", false},
	{"PRAGMA cache_size = -16384", "PRAGMA cache_size", "-16384", false},
	{"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA locking_mode", "exclusive", false},
	{"PRAGMA journal_mode = DELETE", "PRAGMA journal_mode", "delete", true},
	{"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", "3", false},
	{"PRAGMA secure_delete = ON", "PRAGMA secure_delete", "1", false},
	{"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", "0", false},
	{"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", "1", false},
	{NULL, NULL, NULL, false},
};

static int svarer(sqlite3 *db, const struct vaultdb_indstilling *k, struct err *e)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(db, k->spoerg, -1, &s, NULL) != SQLITE_OK)
		return fejl(db, e);
	int rc = sqlite3_step(s);
	const char *fik = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(s, 0) : NULL;
	bool ens = fik && strcmp(k->svar, fik) == 0;
	sqlite3_finalize(s);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return fejl(db, e);
	return ens ? 0 : err_set(e, ERR_FEJL,
				 _("sagsfilen: databasen holder ikke indstillingen \"%s\""),
				 k->spoerg);
}

int vaultdb_forbered(sqlite3 *db, struct err *e)
{
	static const struct {
		int op, til;
	} valg[] = {
		{SQLITE_DBCONFIG_DEFENSIVE, 1},
		{SQLITE_DBCONFIG_DQS_DML, 0},
		{SQLITE_DBCONFIG_DQS_DDL, 0},
		{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	};
	for (size_t i = 0; i < sizeof valg / sizeof *valg; i++)
		if (sqlite3_db_config(db, valg[i].op, valg[i].til, NULL) != SQLITE_OK)
			return fejl(db, e);
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 1);    /* VACUUM needs one */
	int reserve = SEGL_TILLAEG;
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve) != SQLITE_OK)
		return fejl(db, e);
	return 0;
}

int vaultdb_krav(sqlite3 *db, struct err *e)
{
	sqlite3_extended_result_codes(db, 1);
	int rc = vaultdb_forbered(db, e);
	for (size_t i = 0; rc == 0 && vaultdb_indstillinger[i].saet; i++)
		if (sqlite3_exec(db, vaultdb_indstillinger[i].saet, NULL, NULL, NULL) != SQLITE_OK)
			rc = fejl(db, e);
	/* The lock, and what is hot is rolled back. */
	if (rc == 0 && sqlite3_exec(db, "BEGIN EXCLUSIVE; COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		rc = fejl(db, e);
	for (size_t i = 0; rc == 0 && vaultdb_indstillinger[i].saet; i++)
		rc = svarer(db, &vaultdb_indstillinger[i], e);
	return rc;
}

/* The main file of the connection, through the vault: pages come opened. */
static int main_fil(sqlite3 *db, sqlite3_file **f, uint32_t *sider, struct err *e)
{
	sqlite3_int64 n;
	if (sqlite3_get_autocommit(db) == 0)
		return err_set(e, ERR_BRUG, _("sagsfilen: den er midt i en ændring"));
	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, f) != SQLITE_OK ||
	    !(*f)->pMethods)
		return err_set(e, ERR_FEJL, _("sagsfilen: den kan ikke tages i brug"));
	int rc = (*f)->pMethods->xFileSize(*f, &n);
	if (rc != SQLITE_OK)
		return err_set(e, vaultdb_kode(rc), _("sagsfilen: disken svarer med en fejl"));
	*sider = (uint32_t)((n + SIDE_STR - 1) / SIDE_STR);
	return 0;
}

static int side(sqlite3_file *f, uint8_t *ud, uint32_t nr)
{
	return f->pMethods->xRead(f, ud, SIDE_STR, (sqlite3_int64)(nr - 1) * SIDE_STR);
}

int vaultdb_kontrol(sqlite3 *db, void (*sig)(void *arg, uint32_t side), void *arg, struct err *e)
{
	sqlite3_file *f;
	uint32_t sider;
	uint8_t klar[SIDE_STR];
	int skadede = 0;
	int rc = main_fil(db, &f, &sider, e);
	for (uint32_t i = 1; rc == 0 && i <= sider; i++) {
		int s = i == LAASESIDE ? SQLITE_OK : side(f, klar, i);
		if (s == SQLITE_IOERR_DATA) {
			skadede++;
			if (sig)
				sig(arg, i);
		} else if (s != SQLITE_OK) {
			rc = err_set(e, vaultdb_kode(s), _("sagsfilen: disken svarer med en fejl"));
		}
	}
	segl_slet(klar, sizeof klar);
	return rc == 0 ? skadede : rc;
}

/* The free pages of one trunk page: next trunk, count, numbers. */
static int stamme(sqlite3_file *f, const uint8_t *klar, uint32_t sider)
{
	static const uint8_t nul[SIDE_STR];
	uint8_t fri[SIDE_STR];
	int lagt = 0;
	uint32_t antal = tal32_laes(klar + 4);
	for (uint32_t i = 0; i < antal && i < SIDE_BRUGT / 4 - 2; i++) {
		uint32_t nr = tal32_laes(klar + 8 + 4 * (size_t)i);
		if (nr < 2 || nr > sider || side(f, fri, nr) != SQLITE_IOERR_DATA)
			continue;
		if (f->pMethods->xWrite(f, nul, SIDE_STR, (sqlite3_int64)(nr - 1) * SIDE_STR))
			return -1;
		lagt++;
	}
	return lagt;
}

int vaultdb_frie_sider(sqlite3 *db, struct err *e)
{
	sqlite3_file *f;
	uint32_t sider;
	uint8_t klar[SIDE_STR];
	int lagt = 0;
	int rc = main_fil(db, &f, &sider, e);
	if (rc != 0 || sider == 0)
		return rc;
	int s = side(f, klar, 1);
	uint32_t nr = tal32_laes(klar + 32);
	/* A list that goes in circles ends after as many steps as there are pages. */
	for (uint32_t trin = 0; s == SQLITE_OK && nr > 1 && nr <= sider && trin < sider; trin++) {
		s = side(f, klar, nr);
		nr = tal32_laes(klar);
		int her = s == SQLITE_OK ? stamme(f, klar, sider) : 0;
		if (her < 0)
			s = SQLITE_IOERR_WRITE;
		lagt += her > 0 ? her : 0;
	}
	segl_slet(klar, sizeof klar);
	if (s == SQLITE_OK && lagt > 0)
		s = f->pMethods->xSync(f, SQLITE_SYNC_FULL);
	if (s == SQLITE_IOERR_DATA)
		return err_set(e, ERR_SKADET, _("sagsfilen: den er beskadiget"));
	if (s != SQLITE_OK)
		return err_set(e, vaultdb_kode(s), _("sagsfilen: disken svarer med en fejl"));
	return lagt;
}
