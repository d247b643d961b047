#include "core/io/outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/varig.h"
#include "core/io/vaultside.h"

enum { LAGER = 16, FILID = 32, HOVED_MAC = 48, HOVED = 64 };
enum { POST_MAC = 4, INDHOLD = 20 };

#define OM (16 + 8 + 4)
#define KORT_MAC 16
#define TRIN 64

static const uint8_t magi[16] = {'F', 'E', 'M', 'U', 'D', 'B', 'A', 'K', 0, 0, 0, 1};

struct outbox {
	char *sti;
	uint8_t *noegler;         /* subkeys 3 and 6, in locked memory */
	uint8_t hoved[HOVED];
	int fd;
	uint64_t ende;            /* where the next record goes */
	unsigned hale;            /* a tail was cut off when it was opened */
};

static uint64_t rundet(uint64_t n)
{
	return (n + TRIN - 1) / TRIN * TRIN;
}

static const uint8_t *segl_noegle(const struct outbox *o)
{
	return o->noegler;
}

static const uint8_t *mac_noegle(const struct outbox *o)
{
	return o->noegler + SEGL_NOEGLE;
}

static uint64_t post_str(uint32_t n)
{
	return rundet(INDHOLD + (uint64_t)n + SEGL_TILLAEG);
}

/* Records */

/* Where a record stands and how long it is: known to be true before it is used. */
static void post_om(uint8_t om[OM], const struct outbox *o, uint64_t sted, const uint8_t *post)
{
	memcpy(om, o->hoved + FILID, 16);
	tal64_skriv(om + 16, sted);
	memcpy(om + 24, post, POST_MAC);
}

static void kort_mac(uint8_t ud[KORT_MAC], const void *p, size_t n, const uint8_t *noegle)
{
	uint8_t mac[SEGL_MAC];
	segl_mac(mac, (struct segl_data){p, n}, noegle);
	memcpy(ud, mac, KORT_MAC);
}

static void post_lav(struct buf *ud, const struct outbox *o, uint64_t sted,
		     struct segl_data indhold)
{
	uint8_t om[OM];
	size_t fra = ud->len, n = (size_t)post_str((uint32_t)indhold.n);
	buf_plads(ud, n);
	uint8_t *p = (uint8_t *)ud->data + fra;
	memset(p, 0, n + 1);
	tal32_skriv(p, (uint32_t)indhold.n);
	post_om(om, o, sted, p);
	kort_mac(p + POST_MAC, om, sizeof om, mac_noegle(o));
	segl_luk(p + INDHOLD, indhold, (struct segl_data){om, sizeof om}, segl_noegle(o));
	ud->len += n;
}

/* True when a record begins at sted, whatever its content is like. */
static bool post_der(const struct outbox *o, struct segl_data fil, uint64_t sted)
{
	uint8_t om[OM], mac[KORT_MAC];
	if (sted + INDHOLD > fil.n)
		return false;
	const uint8_t *p = (const uint8_t *)fil.p + sted;
	post_om(om, o, sted, p);
	kort_mac(mac, om, sizeof om, mac_noegle(o));
	return segl_ens(mac, p + POST_MAC, KORT_MAC) && tal32_laes(p) <= OUTBOX_POST_MAKS;
}

/* Opens the record at sted into klar; false when it is not whole. */
static bool post_aabn(const struct outbox *o, struct segl_data fil, uint64_t sted, struct buf *klar)
{
	const uint8_t *p = (const uint8_t *)fil.p + sted;
	uint32_t n = tal32_laes(p);
	uint8_t om[OM];
	if (sted + post_str(n) > fil.n)
		return false;
	post_om(om, o, sted, p);
	buf_ryd(klar);
	buf_plads(klar, n);
	klar->len = n;
	return segl_aabn((uint8_t *)klar->data, (struct segl_data){p + INDHOLD, n + SEGL_TILLAEG},
			 (struct segl_data){om, sizeof om}, segl_noegle(o)) == 0;
}

/* The next place after fra where a record begins; the file's length when there is none. */
static uint64_t post_naeste(const struct outbox *o, struct segl_data fil, uint64_t fra)
{
	uint64_t i = rundet(fra + 1);
	while (i < fil.n && !post_der(o, fil, i))
		i += TRIN;
	return i < fil.n ? i : fil.n;
}

struct gang {                     /* one walk through the records */
	int (*tag)(void *arg, struct segl_data post);
	void *arg;
	struct outbox_fund fund;
	uint64_t ende;            /* after the last whole record */
};

/* From the first record to the last. A bad one with a good one after it is damage;
 * the last one may be an addition that was cut off. */
static int gennemgaa(const struct outbox *o, struct segl_data fil, struct gang *g)
{
	struct buf klar = BUF_TOM;
	int rc = 0;
	buf_plads(&klar, fil.n);        /* once: growing would leave copies behind */
	g->ende = HOVED;
	for (uint64_t i = HOVED; rc == 0 && i < fil.n;) {
		if (!post_der(o, fil, i) || !post_aabn(o, fil, i, &klar)) {
			i = post_naeste(o, fil, i);
			g->fund.hale += i == fil.n;
			g->fund.skadede += i != fil.n;
			continue;
		}
		g->fund.poster++;
		i += post_str(tal32_laes((const uint8_t *)fil.p + i));
		g->ende = i;
		if (g->tag)
			rc = g->tag(g->arg, (struct segl_data){klar.data, klar.len});
	}
	segl_slet(klar.data, klar.plads);
	buf_done(&klar);
	return rc;
}

/* The file */

static void hoved_lav(uint8_t hoved[HOVED], const uint8_t *lager, const struct outbox *o)
{
	memset(hoved, 0, HOVED);
	memcpy(hoved, magi, sizeof magi);
	memcpy(hoved + LAGER, lager, OUTBOX_LAGER);
	segl_tilfaeldig(hoved + FILID, 16);
	kort_mac(hoved + HOVED_MAC, hoved, HOVED_MAC, mac_noegle(o));
}

static int hoved_holder(const struct outbox *o, const struct buf *fil, const uint8_t *lager,
			struct err *e)
{
	uint8_t mac[KORT_MAC];
	if (fil->len >= HOVED) {
		kort_mac(mac, fil->data, HOVED_MAC, mac_noegle(o));
		if (memcmp(fil->data, magi, sizeof magi) == 0 &&
		    memcmp(fil->data + LAGER, lager, OUTBOX_LAGER) == 0 &&
		    segl_ens(mac, fil->data + HOVED_MAC, KORT_MAC))
			return 0;
	}
	return err_set(e, ERR_SKADET, _("%s: udbakken er beskadiget eller hører til en anden sagsfil"),
		       o->sti);
}

static int aabn_fd(struct outbox *o, struct err *e)
{
	int fd = open(o->sti, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return varig_fejl(o->sti, errno, e);
	if (o->fd >= 0)
		close(o->fd);
	o->fd = fd;
	return 0;
}

static int hent(const struct outbox *o, struct buf *fil, struct err *e)
{
	return varig_laes(fil, o->sti, SIZE_MAX / 4, e);
}

/* Finds the end, and cuts off the tail a power cut has left. */
static int find_ende(struct outbox *o, const struct buf *fil, struct err *e)
{
	struct gang g = {0};
	gennemgaa(o, (struct segl_data){fil->data, fil->len}, &g);
	o->ende = g.ende;
	o->hale = g.fund.hale;
	if (o->hale && (ftruncate(o->fd, (off_t)o->ende) != 0 || fsync(o->fd) != 0))
		return varig_fejl(o->sti, errno, e);
	return 0;
}

void outbox_free(struct outbox *o)
{
	if (!o)
		return;
	if (o->fd >= 0)
		close(o->fd);
	segl_glem(o->noegler);
	free(o->sti);
	free(o);
}

int outbox_aabn(struct outbox **ud, const char *sti, const uint8_t noegle[SEGL_NOEGLE],
		const uint8_t lager[OUTBOX_LAGER], struct err *e)
{
	struct outbox *o = mem_nul(1, sizeof *o);
	struct buf fil = BUF_TOM;
	*ud = NULL;
	o->fd = -1;
	o->sti = mem_tekst(sti);
	o->noegler = segl_hemmelig(2 * SEGL_NOEGLE);
	segl_undernoegle(o->noegler, 3, noegle);
	segl_undernoegle(o->noegler + SEGL_NOEGLE, 6, noegle);
	int rc = hent(o, &fil, e);
	if (rc == ERR_FINDES_IKKE) {
		hoved_lav(o->hoved, lager, o);
		rc = varig_skriv(sti, o->hoved, HOVED, e);
		if (rc == 0)
			rc = hent(o, &fil, e);
	}
	if (rc == 0)
		rc = hoved_holder(o, &fil, lager, e);
	if (rc == 0)
		rc = aabn_fd(o, e);
	if (rc == 0) {
		memcpy(o->hoved, fil.data, HOVED);
		rc = find_ende(o, &fil, e);
	}
	buf_done(&fil);
	if (rc != 0) {
		outbox_free(o);
		return rc;
	}
	*ud = o;
	return 0;
}

static int skriv_alt(int fd, const char *p, size_t n, uint64_t sted)
{
	while (n > 0) {
		ssize_t k = pwrite(fd, p, n, (off_t)sted);
		if (k < 0 && errno != EINTR)
			return errno;
		if (k > 0) {
			p += k;
			sted += (uint64_t)k;
			n -= (size_t)k;
		}
	}
	return fdatasync(fd) == 0 ? 0 : errno;
}

static int for_lang(const struct outbox *o, struct err *e)
{
	return err_set(e, ERR_UGYLDIG, _("%s: posten er for stor til udbakken"), o->sti);
}

int outbox_tilfoej(struct outbox *o, struct segl_data post, struct err *e)
{
	struct buf b = BUF_TOM;
	if (post.n > OUTBOX_POST_MAKS)
		return for_lang(o, e);
	post_lav(&b, o, o->ende, post);
	int nr = skriv_alt(o->fd, b.data, b.len, o->ende);
	if (nr == 0) {
		o->ende += b.len;
	} else if (ftruncate(o->fd, (off_t)o->ende) == 0) {
		fsync(o->fd);
	}
	buf_done(&b);
	return nr ? varig_fejl(o->sti, nr, e) : 0;
}

int outbox_laes(struct outbox *o, int (*tag)(void *arg, struct segl_data post), void *arg,
		struct outbox_fund *f, struct err *e)
{
	struct buf fil = BUF_TOM;
	struct gang g = {.tag = tag, .arg = arg};
	int rc = hent(o, &fil, e);
	if (rc == 0)
		rc = gennemgaa(o, (struct segl_data){fil.data, fil.len}, &g);
	*f = g.fund;
	f->hale |= o->hale;
	/* Shorter than what was added through this object: somebody cut it. */
	if (rc == 0 && fil.len < o->ende)
		f->skadede++;
	buf_done(&fil);
	if (rc == 0 && (f->skadede || f->hale))
		rc = err_set(e, ERR_SKADET, _("%s: udbakken er beskadiget"), o->sti);
	return rc;
}

int outbox_erstat(struct outbox *o, const struct segl_data *poster, size_t n, struct err *e)
{
	struct buf b = BUF_TOM;
	struct outbox ny = {.sti = o->sti, .noegler = o->noegler, .fd = -1};
	int rc = 0;
	hoved_lav(ny.hoved, o->hoved + LAGER, o);
	buf_add(&b, ny.hoved, HOVED);
	for (size_t i = 0; rc == 0 && i < n; i++) {
		if (poster[i].n > OUTBOX_POST_MAKS)
			rc = for_lang(o, e);
		else
			post_lav(&b, &ny, b.len, poster[i]);
	}
	if (rc == 0)
		rc = varig_skriv(o->sti, b.data, b.len, e);
	if (rc == 0)
		rc = aabn_fd(o, e);
	if (rc == 0) {
		memcpy(o->hoved, ny.hoved, HOVED);
		o->ende = b.len;
		o->hale = 0;
	}
	buf_done(&b);
	return rc;
}
