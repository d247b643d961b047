/*
 * An outbox of three records, changed as the input says (or, beginning with an odd byte,
 * with the input after its header): only records that were added come out, in order.
 */
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/outbox.h"
#include "core/io/varig.h"
#include "tests/fuzz/fuzz.h"

static char sti[64];     /* one for each process */

static const uint8_t noegle[SEGL_NOEGLE] = {1}, lager[OUTBOX_LAGER] = {2};
static const char *const poster[] = {"et", "to og lidt til som fylder noget mere end en blok", "tre"};
static struct buf god;

static void ryd(void)
{
	unlink(sti);
}

static void lav(void)
{
	struct outbox *o;
	if (god.len)
		return;
	snprintf(sti, sizeof sti, "/tmp/femtrin-fuzz-udbakke-%ld", (long)getpid());
	atexit(ryd);
	unlink(sti);
	SKAL(outbox_aabn(&o, sti, noegle, lager, NULL) == 0);
	for (int i = 0; i < 3; i++)
		SKAL(outbox_tilfoej(o, (struct segl_data){poster[i], strlen(poster[i])}, NULL) == 0);
	outbox_free(o);
	SKAL(varig_laes(&god, sti, 4096, NULL) == 0);
}

static int tag(void *arg, struct segl_data p)
{
	int *nr = arg;
	while (*nr < 3 && (strlen(poster[*nr]) != p.n || memcmp(poster[*nr], p.p, p.n) != 0))
		++*nr;
	SKAL((*nr)++ < 3);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct buf b = BUF_TOM;
	struct outbox *o;
	struct outbox_fund f;
	int nr = 0;
	lav();
	buf_add(&b, god.data, god.len);
	if (n && data[0] & 1) {
		buf_skift(&b, 64, b.len - 64, data + 1, n - 1);
	} else {
		for (size_t i = 0; i + 2 < n; i += 3)
			b.data[((size_t)data[i] << 8 | data[i + 1]) % b.len] ^= (char)data[i + 2];
	}
	som_fil(sti, b.data, b.len);
	int rc = outbox_aabn(&o, sti, noegle, lager, NULL);
	SKAL(rc == 0 || rc == ERR_SKADET);
	if (rc == 0) {
		rc = outbox_laes(o, tag, &nr, &f, NULL);
		SKAL(rc == 0 || rc == ERR_SKADET);
		SKAL(rc != 0 || f.poster == 3 || b.len == 64 || f.poster * 64 < god.len);
	}
	outbox_free(o);
	buf_done(&b);
	return 0;
}
