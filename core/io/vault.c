#include "core/io/vault.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/vaultjournal.h"
#include "core/io/vaultside.h"

struct vault {
	sqlite3_vfs vfs;
	sqlite3_vfs *under;
	struct vaultside *noegle;     /* in locked memory */
	struct vault_skade skade;
	char navn[40];
};

/* An open file: what SQLite sees, then the file of the VFS below. */
struct fil {
	sqlite3_file fil;
	struct vault *v;
	sqlite3_file *under;
	bool journal;
	struct vaultjournal j;        /* a journal's state */
	uint8_t lukket[SIDE_STR];     /* R4: a page is sealed and opened here */
};

#define FIL_PLADS ((sizeof(struct fil) + 15) / 16 * 16)

/* What SQLite may ask of page 1's first 100 bytes before it has the journal
 * rolled back: our format has one answer. */
static const uint8_t format[100] = {
	'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0,
	SIDE_STR >> 8, SIDE_STR & 0xff, 1, 1, SEGL_TILLAEG, 64, 32, 32,
};

static struct fil *fil_af(sqlite3_file *f)
{
	return (struct fil *)f;
}

/* R14: say which page; SQLite passes the code on. */
static int skadet(struct fil *f, uint32_t side)
{
	f->v->skade = (struct vault_skade){f->v->skade.antal + 1, f->journal, side};
	return SQLITE_IOERR_DATA;
}

/* The main file */

static struct side_sted side_sted(uint32_t side)
{
	return (struct side_sted){.art = 'D', .side = side};
}

static int side_laes(struct fil *f, uint8_t *ud, uint32_t side)
{
	sqlite3_int64 fra = (sqlite3_int64)(side - 1) * SIDE_STR;
	int rc = f->under->pMethods->xRead(f->under, f->lukket, SIDE_STR, fra);
	/* SQLite would take what is missing of a page for zeros. */
	if (rc == SQLITE_IOERR_SHORT_READ)
		return skadet(f, side);
	if (rc != SQLITE_OK)
		return rc;
	struct side_sted sted = side_sted(side);
	return vaultside_aabn(ud, f->lukket, &sted, f->v->noegle) ? SQLITE_OK : skadet(f, side);
}

/* A store that nothing has been written to yet. */
static int ny_fil(uint8_t *ud, int n)
{
	memset(ud, 0, (size_t)n);
	return SQLITE_IOERR_SHORT_READ;
}

static int main_laes(struct fil *f, uint8_t *ud, int n, sqlite3_int64 fra)
{
	uint8_t klar[SIDE_STR];
	sqlite3_int64 str = 0;
	int rc = fra < SIDE_STR ? f->under->pMethods->xFileSize(f->under, &str) : SQLITE_OK;
	if (rc != SQLITE_OK)
		return rc;
	if (fra < SIDE_STR && str == 0)
		return ny_fil(ud, n);
	if (n == SIDE_STR && fra % SIDE_STR == 0)
		return side_laes(f, ud, (uint32_t)(fra / SIDE_STR + 1));
	/* R5: the 100 bytes are asked for before a hot journal is rolled back, when
	 * page 1 may be torn. What the format says is all SQLite needs of them then;
	 * page 1 itself is read, and has to authenticate, afterwards. */
	if (n == sizeof format && fra == 0) {
		memcpy(ud, format, sizeof format);
		return SQLITE_OK;
	}
	if (n != 16 || fra != 24)               /* page 1's change counter */
		return SQLITE_IOERR_READ;
	rc = side_laes(f, klar, 1);
	memcpy(ud, klar + fra, (size_t)n);
	segl_slet(klar, sizeof klar);
	return rc;
}

/* R2: page 1 says the one format that can be read back; bytes 52-55 say that
 * pages do not move by themselves (auto_vacuum). */
static bool format_holder(const uint8_t *klar)
{
	static const uint8_t nul[4];
	return memcmp(klar, format, 24) == 0 && memcmp(klar + 52, nul, sizeof nul) == 0;
}

static int main_skriv(struct fil *f, const uint8_t *p, int n, sqlite3_int64 til)
{
	if (n != SIDE_STR || til % SIDE_STR != 0 || !vaultside_reserve_tom(p) ||
	    (til == 0 && !format_holder(p)))
		return SQLITE_IOERR_WRITE;              /* R2 */
	struct side_sted sted = side_sted((uint32_t)(til / SIDE_STR + 1));
	vaultside_luk(f->lukket, p, &sted, f->v->noegle);       /* R4 */
	return f->under->pMethods->xWrite(f->under, f->lukket, n, til);
}

/* Methods of an open file */

static int x_close(sqlite3_file *fil)
{
	struct fil *f = fil_af(fil);
	int rc = f->under->pMethods ? f->under->pMethods->xClose(f->under) : SQLITE_OK;
	segl_slet(&f->j, sizeof f->j);          /* held a page in the clear */
	fil->pMethods = NULL;
	return rc;
}

static int x_read(sqlite3_file *fil, void *ud, int n, sqlite3_int64 fra)
{
	struct fil *f = fil_af(fil);
	if (!f->journal)
		return main_laes(f, ud, n, fra);
	int rc = vaultjournal_laes(&f->j, ud, n, fra);
	return rc == SQLITE_IOERR_DATA ? skadet(f, f->j.skadet) : rc;
}

static int x_write(sqlite3_file *fil, const void *p, int n, sqlite3_int64 til)
{
	struct fil *f = fil_af(fil);
	return f->journal ? vaultjournal_skriv(&f->j, p, n, til) : main_skriv(f, p, n, til);
}

static int x_truncate(sqlite3_file *fil, sqlite3_int64 n)
{
	struct fil *f = fil_af(fil);
	if (f->journal)
		return vaultjournal_afkort(&f->j, n);
	if (n % SIDE_STR != 0)
		return SQLITE_IOERR_TRUNCATE;           /* R2 */
	return f->under->pMethods->xTruncate(f->under, n);
}

static int x_sync(sqlite3_file *fil, int flag)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xSync(u, flag);
}

static int x_size(sqlite3_file *fil, sqlite3_int64 *n)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xFileSize(u, n);
}

static int x_lock(sqlite3_file *fil, int grad)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xLock(u, grad);
}

static int x_unlock(sqlite3_file *fil, int grad)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xUnlock(u, grad);
}

static int x_reserved(sqlite3_file *fil, int *svar)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xCheckReservedLock(u, svar);
}

/* R2, R6: of the many requests only those that tell, and change nothing in how
 * the file is written; no chunks, no map, no batches. */
static int x_control(sqlite3_file *fil, int op, void *arg)
{
	sqlite3_file *u = fil_af(fil)->under;
	if (op == SQLITE_FCNTL_MMAP_SIZE) {
		*(sqlite3_int64 *)arg = 0;
		return SQLITE_OK;
	}
	if (op == SQLITE_FCNTL_LOCKSTATE || op == SQLITE_FCNTL_LAST_ERRNO ||
	    op == SQLITE_FCNTL_HAS_MOVED || op == SQLITE_FCNTL_SYNC ||
	    op == SQLITE_FCNTL_COMMIT_PHASETWO)
		return u->pMethods->xFileControl(u, op, arg);
	return SQLITE_NOTFOUND;
}

static int x_sector(sqlite3_file *fil)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xSectorSize(u);
}

static int x_device(sqlite3_file *fil)
{
	sqlite3_file *u = fil_af(fil)->under;
	return u->pMethods->xDeviceCharacteristics(u) & SQLITE_IOCAP_POWERSAFE_OVERWRITE; /* R7 */
}

static const sqlite3_io_methods metoder = {
	.iVersion = 1,                          /* R6 */
	.xClose = x_close,
	.xRead = x_read,
	.xWrite = x_write,
	.xTruncate = x_truncate,
	.xSync = x_sync,
	.xFileSize = x_size,
	.xLock = x_lock,
	.xUnlock = x_unlock,
	.xCheckReservedLock = x_reserved,
	.xFileControl = x_control,
	.xSectorSize = x_sector,
	.xDeviceCharacteristics = x_device,
};

/* Methods of the VFS */

static struct vault *vault_af(sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

static int x_open(sqlite3_vfs *vfs, const char *navn, sqlite3_file *fil, int flag, int *ud)
{
	struct vault *v = vault_af(vfs);
	struct fil *f = fil_af(fil);
	int art = flag & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL);
	fil->pMethods = NULL;
	if (art == 0 || !navn)
		return SQLITE_CANTOPEN;                 /* R1 */
	memset(f, 0, FIL_PLADS);
	f->v = v;
	f->under = (sqlite3_file *)((char *)f + FIL_PLADS);
	f->under->pMethods = NULL;
	f->journal = art == SQLITE_OPEN_MAIN_JOURNAL;
	int rc = v->under->xOpen(v->under, navn, f->under, flag, ud);
	vaultjournal_init(&f->j, f->under, v->noegle);
	if (f->under->pMethods)
		fil->pMethods = &metoder;
	return rc;
}

static int x_delete(sqlite3_vfs *vfs, const char *navn, int sync)
{
	sqlite3_vfs *u = vault_af(vfs)->under;
	return u->xDelete(u, navn, sync);
}

static int x_access(sqlite3_vfs *vfs, const char *navn, int flag, int *svar)
{
	sqlite3_vfs *u = vault_af(vfs)->under;
	return u->xAccess(u, navn, flag, svar);
}

static int x_path(sqlite3_vfs *vfs, const char *navn, int n, char *ud)
{
	sqlite3_vfs *u = vault_af(vfs)->under;
	return u->xFullPathname(u, navn, n, ud);
}

static void *x_dlopen(sqlite3_vfs *vfs, const char *navn)
{
	(void)vfs, (void)navn;
	return NULL;                            /* no code from outside */
}

static void x_dlerror(sqlite3_vfs *vfs, int n, char *ud)
{
	(void)vfs;
	snprintf(ud, (size_t)n, "not allowed");
}

static int x_random(sqlite3_vfs *vfs, int n, char *ud)
{
	(void)vfs;
	segl_tilfaeldig(ud, (size_t)n);
	return n;
}

static int x_sleep(sqlite3_vfs *vfs, int us)
{
	sqlite3_vfs *u = vault_af(vfs)->under;
	return u->xSleep(u, us);
}

static int x_time(sqlite3_vfs *vfs, double *ud)
{
	sqlite3_vfs *u = vault_af(vfs)->under;
	return u->xCurrentTime(u, ud);
}

static int x_lasterror(sqlite3_vfs *vfs, int n, char *ud)
{
	sqlite3_vfs *u = vault_af(vfs)->under;
	return u->xGetLastError ? u->xGetLastError(u, n, ud) : 0;
}

int vault_ny(struct vault **ud, const uint8_t noegle[VAULT_NOEGLE],
	     const uint8_t lager[VAULT_LAGER], const char *under, struct err *e)
{
	*ud = NULL;
	sqlite3_vfs *u = sqlite3_vfs_find(under);
	if (!u)
		return err_set(e, ERR_FEJL, _("databasen: filsystemet kan ikke tages i brug"));
	struct vault *v = mem_nul(1, sizeof *v);
	v->under = u;
	v->noegle = segl_hemmelig(sizeof *v->noegle);
	vaultside_init(v->noegle, noegle, lager);
	snprintf(v->navn, sizeof v->navn, "femtrin-vault-%p", (void *)v);
	v->vfs = (sqlite3_vfs){
		.iVersion = 1,
		.szOsFile = (int)FIL_PLADS + u->szOsFile,
		.mxPathname = u->mxPathname,
		.zName = v->navn,
		.pAppData = v,
		.xOpen = x_open,
		.xDelete = x_delete,
		.xAccess = x_access,
		.xFullPathname = x_path,
		.xDlOpen = x_dlopen,
		.xDlError = x_dlerror,
		.xRandomness = x_random,
		.xSleep = x_sleep,
		.xCurrentTime = x_time,
		.xGetLastError = x_lasterror,
	};
	if (sqlite3_vfs_register(&v->vfs, 0) != SQLITE_OK) {
		vault_free(v);
		return err_set(e, ERR_FEJL, _("databasen: filsystemet kan ikke tages i brug"));
	}
	*ud = v;
	return 0;
}

void vault_free(struct vault *v)
{
	if (!v)
		return;
	sqlite3_vfs_unregister(&v->vfs);
	segl_glem(v->noegle);
	free(v);
}

const char *vault_navn(const struct vault *v)
{
	return v->navn;
}

struct vault_skade vault_skade(const struct vault *v)
{
	return v->skade;
}
