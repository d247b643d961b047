#include "tests/torture/disk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"

#define SEKTOR 512

struct disk {
	sqlite3_vfs vfs;
	char navn[40];
	struct disk_fil fil[DISK_FILER];
	struct disk_fejl fejl;
	int64_t kald;
	struct disk_hag hag;
};

struct aaben {
	sqlite3_file fil;
	struct disk *d;
	struct disk_fil *f;
};

uint64_t rng_tal(struct rng *r)
{
	uint64_t z = (r->s += 0x9e3779b97f4a7c15u);
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

uint64_t rng_under(struct rng *r, uint64_t n)
{
	return rng_tal(r) % n;
}

/* Bytes */

static void laengde(struct bytes *b, size_t n)
{
	if (n > b->plads) {
		b->plads = n + n / 2 + 4096;
		b->p = mem_om(b->p, b->plads);
	}
	if (n > b->n)
		memset(b->p + b->n, 0, n - b->n);
	b->n = n;
}

static void laeg(struct bytes *b, int64_t fra, const void *p, size_t n)
{
	if ((size_t)fra + n > b->n)
		laengde(b, (size_t)fra + n);
	memcpy(b->p + fra, p, n);
}

static void kopi(struct bytes *til, const struct bytes *fra)
{
	til->n = 0;
	laengde(til, fra->n);
	if (fra->n)
		memcpy(til->p, fra->p, fra->n);
}

static void log_glem(struct disk_fil *f)
{
	for (size_t i = 0; i < f->logs; i++)
		free(f->log[i].data.p);
	f->logs = 0;
}

static struct disk_skriv *log_ny(struct disk_fil *f)
{
	if (f->logs == f->logplads) {
		f->logplads = f->logplads * 2 + 16;
		f->log = mem_om(f->log, f->logplads * sizeof *f->log);
	}
	struct disk_skriv *s = &f->log[f->logs++];
	*s = (struct disk_skriv){0};
	return s;
}

static void fil_tom(struct disk_fil *f)
{
	log_glem(f);
	f->nu.n = 0;
	f->synket.n = 0;
	f->findes = false;
	f->varig = false;
}

/* Faults */

static int fejler(struct disk *d, int egen)
{
	d->kald++;
	bool nu = d->fejl.ved && (d->kald == d->fejl.ved || (d->fejl.altid && d->kald > d->fejl.ved));
	return !nu ? SQLITE_OK : d->fejl.kode ? d->fejl.kode : egen;
}

static void foer(struct disk *d)
{
	if (d->hag.foer)
		d->hag.foer(d, d->hag.arg);
}

/* Methods of an open file */

static struct aaben *aaben_af(sqlite3_file *f)
{
	return (struct aaben *)f;
}

static int x_close(sqlite3_file *fil)
{
	fil->pMethods = NULL;
	return SQLITE_OK;
}

static int x_read(sqlite3_file *fil, void *ud, int n, sqlite3_int64 fra)
{
	struct aaben *a = aaben_af(fil);
	int rc = fejler(a->d, SQLITE_IOERR_READ);
	if (rc != SQLITE_OK)
		return rc;
	const struct bytes *b = &a->f->nu;
	size_t her = (size_t)fra < b->n ? b->n - (size_t)fra : 0;
	if (her > (size_t)n)
		her = (size_t)n;
	if (her)
		memcpy(ud, b->p + fra, her);
	memset((char *)ud + her, 0, (size_t)n - her);
	return her < (size_t)n ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

static int x_write(sqlite3_file *fil, const void *p, int n, sqlite3_int64 til)
{
	struct aaben *a = aaben_af(fil);
	int rc = fejler(a->d, SQLITE_IOERR_WRITE);
	if (rc != SQLITE_OK)
		return rc;
	foer(a->d);
	struct disk_skriv *s = log_ny(a->f);
	s->fra = til;
	laeg(&s->data, 0, p, (size_t)n);
	laeg(&a->f->nu, til, p, (size_t)n);
	return SQLITE_OK;
}

static int x_truncate(sqlite3_file *fil, sqlite3_int64 n)
{
	struct aaben *a = aaben_af(fil);
	int rc = fejler(a->d, SQLITE_IOERR_TRUNCATE);
	if (rc != SQLITE_OK)
		return rc;
	foer(a->d);
	struct disk_skriv *s = log_ny(a->f);
	s->afkort = true;
	s->fra = n;
	laengde(&a->f->nu, (size_t)n);
	return SQLITE_OK;
}

static int x_sync(sqlite3_file *fil, int flag)
{
	struct aaben *a = aaben_af(fil);
	(void)flag;
	int rc = fejler(a->d, SQLITE_IOERR_FSYNC);
	if (rc != SQLITE_OK)
		return rc;
	foer(a->d);
	kopi(&a->f->synket, &a->f->nu);
	log_glem(a->f);
	a->f->varig = a->f->findes;
	return SQLITE_OK;
}

static int x_size(sqlite3_file *fil, sqlite3_int64 *n)
{
	*n = (sqlite3_int64)aaben_af(fil)->f->nu.n;
	return SQLITE_OK;
}

static int x_lock(sqlite3_file *fil, int grad)
{
	(void)fil, (void)grad;
	return SQLITE_OK;
}

static int x_reserved(sqlite3_file *fil, int *svar)
{
	(void)fil;
	*svar = 0;
	return SQLITE_OK;
}

static int x_control(sqlite3_file *fil, int op, void *arg)
{
	(void)fil;
	if (op != SQLITE_FCNTL_MMAP_SIZE)
		return SQLITE_NOTFOUND;
	*(sqlite3_int64 *)arg = 0;
	return SQLITE_OK;
}

static int x_sector(sqlite3_file *fil)
{
	(void)fil;
	return SEKTOR;
}

/* All promises at once: the vault may pass on only the one that holds. */
static int x_device(sqlite3_file *fil)
{
	(void)fil;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_BATCH_ATOMIC | SQLITE_IOCAP_ATOMIC4K |
	       SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL;
}

static const sqlite3_io_methods metoder = {
	.iVersion = 1,
	.xClose = x_close,
	.xRead = x_read,
	.xWrite = x_write,
	.xTruncate = x_truncate,
	.xSync = x_sync,
	.xFileSize = x_size,
	.xLock = x_lock,
	.xUnlock = x_lock,
	.xCheckReservedLock = x_reserved,
	.xFileControl = x_control,
	.xSectorSize = x_sector,
	.xDeviceCharacteristics = x_device,
};

/* Methods of the VFS */

static struct disk_fil *find(struct disk *d, const char *navn)
{
	for (int i = 0; i < DISK_FILER; i++)
		if (strcmp(d->fil[i].navn, navn) == 0)
			return &d->fil[i];
	for (int i = 0; i < DISK_FILER; i++)
		if (!d->fil[i].navn[0]) {
			snprintf(d->fil[i].navn, sizeof d->fil[i].navn, "%s", navn);
			return &d->fil[i];
		}
	return NULL;
}

static int x_open(sqlite3_vfs *vfs, const char *navn, sqlite3_file *fil, int flag, int *ud)
{
	struct disk *d = vfs->pAppData;
	fil->pMethods = NULL;
	struct disk_fil *f = navn ? find(d, navn) : NULL;
	int rc = fejler(d, SQLITE_CANTOPEN);
	if (rc != SQLITE_OK)
		return rc;
	if (!f || (!f->findes && !(flag & SQLITE_OPEN_CREATE)))
		return SQLITE_CANTOPEN;
	if (!f->findes) {
		fil_tom(f);
		f->findes = true;
	}
	*aaben_af(fil) = (struct aaben){.fil.pMethods = &metoder, .d = d, .f = f};
	if (ud)
		*ud = flag;
	return SQLITE_OK;
}

static int x_delete(sqlite3_vfs *vfs, const char *navn, int sync)
{
	struct disk *d = vfs->pAppData;
	struct disk_fil *f = find(d, navn);
	int rc = fejler(d, SQLITE_IOERR_DELETE);
	if (rc != SQLITE_OK)
		return rc;
	if (!f || !f->findes)
		return SQLITE_IOERR_DELETE_NOENT;
	foer(d);
	f->findes = false;
	foer(d);                        /* gone from the folder, which is not synced yet */
	if (sync)
		fil_tom(f);
	return SQLITE_OK;
}

static int x_access(sqlite3_vfs *vfs, const char *navn, int flag, int *svar)
{
	struct disk_fil *f = find(vfs->pAppData, navn);
	(void)flag;
	*svar = f && f->findes;
	return SQLITE_OK;
}

static int x_path(sqlite3_vfs *vfs, const char *navn, int n, char *ud)
{
	(void)vfs;
	snprintf(ud, (size_t)n, "%s", navn);
	return SQLITE_OK;
}

static int x_random(sqlite3_vfs *vfs, int n, char *ud)
{
	(void)vfs;
	memset(ud, 0x5a, (size_t)n);
	return n;
}

static int x_sleep(sqlite3_vfs *vfs, int us)
{
	(void)vfs;
	return us;
}

static int x_time(sqlite3_vfs *vfs, double *ud)
{
	(void)vfs;
	*ud = 2461000.5;
	return SQLITE_OK;
}

/* The disk as a whole */

struct disk *disk_ny(void)
{
	struct disk *d = mem_nul(1, sizeof *d);
	snprintf(d->navn, sizeof d->navn, "disk-%p", (void *)d);
	d->vfs = (sqlite3_vfs){
		.iVersion = 1,
		.szOsFile = (int)sizeof(struct aaben),
		.mxPathname = 90,
		.zName = d->navn,
		.pAppData = d,
		.xOpen = x_open,
		.xDelete = x_delete,
		.xAccess = x_access,
		.xFullPathname = x_path,
		.xRandomness = x_random,
		.xSleep = x_sleep,
		.xCurrentTime = x_time,
	};
	sqlite3_vfs_register(&d->vfs, 0);
	return d;
}

void disk_free(struct disk *d)
{
	if (!d)
		return;
	sqlite3_vfs_unregister(&d->vfs);
	for (int i = 0; i < DISK_FILER; i++) {
		log_glem(&d->fil[i]);
		free(d->fil[i].log);
		free(d->fil[i].nu.p);
		free(d->fil[i].synket.p);
	}
	free(d);
}

const char *disk_navn(const struct disk *d)
{
	return d->navn;
}

struct disk_fil *disk_find(struct disk *d, const char *ende)
{
	for (int i = 0; i < DISK_FILER; i++) {
		size_t n = strlen(d->fil[i].navn), m = strlen(ende);
		if (n >= m && d->fil[i].findes && strcmp(d->fil[i].navn + n - m, ende) == 0)
			return &d->fil[i];
	}
	return NULL;
}

void disk_saet(struct disk *d, const struct disk *fra)
{
	for (int i = 0; i < DISK_FILER; i++) {
		struct disk_fil *f = &d->fil[i];
		const struct disk_fil *g = &fra->fil[i];
		fil_tom(f);
		memcpy(f->navn, g->navn, sizeof f->navn);
		f->findes = f->varig = g->findes;
		kopi(&f->nu, &g->nu);
		kopi(&f->synket, &g->nu);
	}
}

struct disk *disk_kopi(const struct disk *d)
{
	struct disk *ny = disk_ny();
	disk_saet(ny, d);
	return ny;
}

/* Adds to b one unsynced write, or as much of it as the cut let through. */
static void delvis(struct bytes *b, const struct disk_skriv *s, struct rng *r, unsigned promille)
{
	if (s->afkort) {
		if (rng_under(r, 1000) < promille)
			laengde(b, (size_t)s->fra);
		return;
	}
	for (size_t i = 0; i < s->data.n;) {
		size_t til = SEKTOR - ((size_t)s->fra + i) % SEKTOR;
		if (til > s->data.n - i)
			til = s->data.n - i;
		if (rng_under(r, 1000) < promille)
			laeg(b, s->fra + (int64_t)i, s->data.p + i, til);
		i += til;
	}
}

static void fil_efter(struct disk_fil *ud, const struct disk_fil *f, struct rng *r)
{
	static const unsigned chancer[] = {0, 1000, 500, 900, 100, 990};
	unsigned promille = chancer[rng_under(r, 6)];
	bool hele = rng_under(r, 2), affald = rng_under(r, 4) == 0;
	size_t kun = rng_under(r, 3) == 0 ? rng_under(r, f->logs + 1) : f->logs;
	kopi(&ud->nu, &f->synket);
	for (size_t i = 0; i < kun; i++)
		if (!hele || rng_under(r, 1000) < promille)
			delvis(&ud->nu, &f->log[i], r, hele ? 1000 : promille);
	/* The length may be on disk without what was written there. */
	size_t foer_n = ud->nu.n;
	if (rng_under(r, 3) == 0 && f->nu.n > foer_n) {
		laengde(&ud->nu, f->nu.n);
		for (size_t i = foer_n; affald && i < ud->nu.n; i++)
			ud->nu.p[i] = (uint8_t)rng_tal(r);
	}
	kopi(&ud->synket, &ud->nu);
}

struct disk *disk_stroemsvigt(const struct disk *d, struct rng *r)
{
	struct disk *ud = disk_ny();
	for (int i = 0; i < DISK_FILER; i++) {
		const struct disk_fil *f = &d->fil[i];
		struct disk_fil *g = &ud->fil[i];
		memcpy(g->navn, f->navn, sizeof g->navn);
		bool der = f->findes == f->varig ? f->findes : rng_under(r, 2) == 0;
		if (!der)
			continue;
		g->findes = g->varig = true;
		fil_efter(g, f, r);
	}
	return ud;
}

void disk_fejl_ved(struct disk *d, struct disk_fejl f)
{
	d->fejl = f;
	d->kald = 0;
}

int64_t disk_kald(const struct disk *d)
{
	return d->kald;
}

void disk_hag(struct disk *d, struct disk_hag h)
{
	d->hag = h;
}
