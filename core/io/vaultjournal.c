#include "core/io/vaultjournal.h"

#include <sqlite3.h>
#include <string.h>

#define HOVED_DISK (JOURNAL_HOVED + SEGL_MAC)

static const uint8_t magi[8] = {0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7};
static const uint8_t nuller[JOURNAL_SEKTOR];

enum { MAGI = 0, ANTAL = 8, TAL = 12, SEKTOR = 20, SIDESTR = 24 };   /* in the header */

void vaultjournal_init(struct vaultjournal *j, sqlite3_file *under, const struct vaultside *noegle)
{
	*j = (struct vaultjournal){.under = under, .noegle = noegle, .klar = -1};
}

static void hoved_glem(struct vaultjournal *j, bool laest)
{
	memset(j->hoved, 0, sizeof j->hoved);
	j->laest = laest;
	j->vores = false;
	j->tvivl = false;
	j->antal = 0;
	j->klar = -1;
	j->dele = 0;
}

static int skadet(struct vaultjournal *j, uint32_t side)
{
	j->skadet = side;
	return SQLITE_IOERR_DATA;       /* R14 */
}

static void hoved_mac(uint8_t mac[SEGL_MAC], const uint8_t *hoved, const struct vaultside *noegle)
{
	uint8_t alt[JOURNAL_HOVED + VAULT_ID];
	memcpy(alt, hoved, JOURNAL_HOVED);
	memcpy(alt + JOURNAL_HOVED, noegle->lager, VAULT_ID);
	segl_mac(mac, (struct segl_data){alt, sizeof alt}, noegle->hoved);
}

/* A header that counts: its MAC fits, and the records it names are all there. */
static bool hoved_holder(struct vaultjournal *j, const uint8_t *disk)
{
	uint8_t mac[SEGL_MAC];
	sqlite3_int64 str;
	hoved_mac(mac, disk, j->noegle);
	return memcmp(disk, magi, sizeof magi) == 0 &&
	       segl_ens(mac, disk + JOURNAL_HOVED, SEGL_MAC) &&
	       j->under->pMethods->xFileSize(j->under, &str) == SQLITE_OK &&
	       str >= JOURNAL_SEKTOR + (int64_t)tal32_laes(disk + ANTAL) * JOURNAL_POST;
}

/* R11: zeros, or a header that holds; all else is an error, whatever was asked for. */
static int hoved_hent(struct vaultjournal *j)
{
	uint8_t disk[HOVED_DISK];
	if (j->laest)
		return SQLITE_OK;
	int rc = j->under->pMethods->xRead(j->under, disk, HOVED_DISK, 0);
	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return rc;              /* a short read has filled up with zeros */
	hoved_glem(j, true);
	if (memcmp(disk, nuller, HOVED_DISK) == 0)
		return SQLITE_OK;
	j->laest = hoved_holder(j, disk);
	if (!j->laest)
		return skadet(j, 0);
	memcpy(j->hoved, disk, JOURNAL_HOVED);
	j->antal = tal32_laes(disk + ANTAL);
	return SQLITE_OK;
}

static struct side_sted post_sted(const struct vaultjournal *j, uint32_t nr, uint32_t side)
{
	return (struct side_sted){
		.art = 'J',
		.side = side,
		.tal = tal32_laes(j->hoved + TAL),
		.offset = JOURNAL_SEKTOR + (uint64_t)nr * JOURNAL_POST,
	};
}

/* SQLite's own sum over every 200th byte of the plaintext. R10: it never reaches
 * the disk; what SQLite reads back is made anew from the page that authenticated. */
static uint32_t tjeksum(const uint8_t *hoved, const uint8_t *klar)
{
	uint32_t sum = tal32_laes(hoved + TAL);
	for (int i = SIDE_STR - 200; i > 0; i -= 200)
		sum += klar[i];
	return sum;
}

/* Brings record nr into j->post, opened and checked as a whole, so that its page
 * number is not believed before its page is. */
static int post_hent(struct vaultjournal *j, uint32_t nr)
{
	if (j->klar == (int64_t)nr)
		return SQLITE_OK;
	j->klar = -1;
	struct side_sted sted = post_sted(j, nr, 0);
	int rc = j->under->pMethods->xRead(j->under, j->lukket, JOURNAL_POST,
					   (sqlite3_int64)sted.offset);
	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return rc;
	sted.side = tal32_laes(j->lukket);      /* what a short read lacks is zeros, and no tag */
	if (!vaultside_aabn(j->post + 4, j->lukket + 4, &sted, j->noegle))
		return skadet(j, sted.side);
	memcpy(j->post, j->lukket, 4);
	tal32_skriv(j->post + 4 + SIDE_STR, tjeksum(j->hoved, j->post + 4));
	j->klar = nr;
	return SQLITE_OK;
}

/* The header's fields, and zeros for the rest of its sector. */
static int laes_hoved(struct vaultjournal *j, uint8_t *ud, int n, int64_t offset)
{
	if (offset == 0 && j->tvivl)
		j->laest = false;
	int rc = hoved_hent(j);
	if (rc != SQLITE_OK)
		return rc;
	for (int i = 0; i < n; i++)
		ud[i] = offset + i < JOURNAL_HOVED ? j->hoved[offset + i] : 0;
	return SQLITE_OK;
}

static bool er_del(int n, int64_t i)
{
	return (i == 0 && n == 4) || (i == 4 && n == SIDE_STR) || (i == 4 + SIDE_STR && n == 4);
}

/*
 * Beyond the header SQLite reads the parts of records, and looks for things that
 * are never there: another header (R12), the name of a super-journal. Those
 * looks, and records past the last, are answered with zeros, which SQLite takes for
 * "nothing there"; they may not fail, for old records of longer transactions
 * stay in the file.
 */
int vaultjournal_laes(struct vaultjournal *j, uint8_t *ud, int n, int64_t offset)
{
	sqlite3_int64 str;
	int rc = j->under->pMethods->xFileSize(j->under, &str);
	if (rc != SQLITE_OK)
		return rc;
	memset(ud, 0, (size_t)n);
	if (offset < JOURNAL_SEKTOR)
		rc = laes_hoved(j, ud, n, offset);
	else
		rc = hoved_hent(j);
	if (rc != SQLITE_OK)
		return rc;
	if (offset >= JOURNAL_SEKTOR) {
		int64_t nr = (offset - JOURNAL_SEKTOR) / JOURNAL_POST;
		int64_t del = (offset - JOURNAL_SEKTOR) % JOURNAL_POST;
		if (nr < (int64_t)j->antal && er_del(n, del)) {
			rc = post_hent(j, (uint32_t)nr);
			if (rc == SQLITE_OK)
				memcpy(ud, j->post + del, (size_t)n);
			return rc;
		}
	}
	return offset + n > str ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

/* The header as SQLite first writes it: kept here, zeros on disk. */
static int hoved_begynd(struct vaultjournal *j, const uint8_t *p)
{
	if (memcmp(p, nuller, TAL) != 0 || tal32_laes(p + SEKTOR) != JOURNAL_SEKTOR ||
	    tal32_laes(p + SIDESTR) != SIDE_STR)
		return SQLITE_IOERR_WRITE;
	hoved_glem(j, true);
	memcpy(j->hoved, p, JOURNAL_HOVED);
	j->vores = true;
	return j->under->pMethods->xWrite(j->under, nuller, JOURNAL_SEKTOR, 0);
}

/* The header that makes the journal hot; its 60 bytes lie in one sector. */
static int hoved_afslut(struct vaultjournal *j, const uint8_t *p)
{
	uint8_t disk[HOVED_DISK];
	if (!j->vores || j->dele != 0 || memcmp(p, magi, sizeof magi) != 0 ||
	    tal32_laes(p + ANTAL) != j->antal)
		return SQLITE_IOERR_WRITE;
	memcpy(j->hoved, p, TAL);
	memcpy(disk, j->hoved, JOURNAL_HOVED);
	hoved_mac(disk + JOURNAL_HOVED, j->hoved, j->noegle);
	int rc = j->under->pMethods->xWrite(j->under, disk, HOVED_DISK, 0);
	/* SQLite may now take its cache back from the records (it needs them), or
	 * ask whether the journal is hot (then the disk has the answer). */
	j->tvivl = rc != SQLITE_OK;
	return rc;
}

/* Ends the journal. If that fails it may be hot still: look again before the next answer. */
static int hoved_nul(struct vaultjournal *j)
{
	int rc = j->under->pMethods->xWrite(j->under, nuller, HOVED_DISK, 0);
	hoved_glem(j, rc == SQLITE_OK);
	return rc;
}

/* The record is whole: seal it and write it in one piece. */
static int post_skriv(struct vaultjournal *j)
{
	uint32_t side = tal32_laes(j->post);
	struct side_sted sted = post_sted(j, j->antal, side);
	j->dele = 0;
	if (side == 0 || !vaultside_reserve_tom(j->post + 4) ||
	    tal32_laes(j->post + 4 + SIDE_STR) != tjeksum(j->hoved, j->post + 4))
		return SQLITE_IOERR_WRITE;              /* R2 */
	memcpy(j->lukket, j->post, 4);
	vaultside_luk(j->lukket + 4, j->post + 4, &sted, j->noegle);
	memset(j->lukket + 4 + SIDE_STR, 0, 4);         /* R10 */
	int rc = j->under->pMethods->xWrite(j->under, j->lukket, JOURNAL_POST,
					    (sqlite3_int64)sted.offset);
	if (rc == SQLITE_OK)
		j->klar = j->antal++;
	return rc;
}

/* SQLite hands over a record in three parts, in order. */
static int del_skriv(struct vaultjournal *j, const uint8_t *p, int n, int64_t offset)
{
	static const int fra[] = {0, 4, 4 + SIDE_STR}, antal[] = {4, SIDE_STR, 4};
	int64_t i = offset - JOURNAL_SEKTOR - (int64_t)j->antal * JOURNAL_POST;
	if (i == 0)
		j->dele = 0;            /* begins, or begins again after an error */
	if (!j->vores || memcmp(j->hoved, magi, sizeof magi) == 0 || i != fra[j->dele] ||
	    n != antal[j->dele])
		return SQLITE_IOERR_WRITE;              /* R2 */
	if (i == 0)
		j->klar = -1;
	memcpy(j->post + i, p, (size_t)n);
	return ++j->dele == 3 ? post_skriv(j) : SQLITE_OK;
}

int vaultjournal_skriv(struct vaultjournal *j, const uint8_t *p, int n, int64_t offset)
{
	if (offset == 0 && n == JOURNAL_SEKTOR)
		return hoved_begynd(j, p);
	if (offset == 0 && n == TAL)
		return hoved_afslut(j, p);
	if (offset == 0 && n == JOURNAL_HOVED && memcmp(p, nuller, JOURNAL_HOVED) == 0)
		return hoved_nul(j);
	if (offset < JOURNAL_SEKTOR)
		return SQLITE_IOERR_WRITE;              /* R2 */
	return del_skriv(j, p, n, offset);              /* R12: no header out here */
}

int vaultjournal_afkort(struct vaultjournal *j, int64_t n)
{
	if (n != 0)
		return SQLITE_IOERR_TRUNCATE;           /* R2 */
	int rc = j->under->pMethods->xTruncate(j->under, 0);
	hoved_glem(j, rc == SQLITE_OK);
	return rc;
}
