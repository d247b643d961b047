/*
 * A half-written sealed store with a hot journal, changed as the input says:
 * it is refused as damaged or comes back as it was before the transaction. An
 * input that begins with an odd byte is the two files themselves.
 */
#include "core/base/err.h"
#include "tests/fuzz/fuzz.h"
#include "tests/torture/disk.h"
#include "tests/torture/lager.h"

struct billede {
	struct disk *d, *arbejde;
	uint64_t foer;
};

static void tag(struct disk *d, void *arg)
{
	struct billede *b = arg;
	struct disk_fil *f = disk_find(d, "sag.db"), *j = disk_find(d, "-journal");
	if (!b->d && j && j->nu.n > 5000 && j->nu.p[0] && f->logs > 2)
		b->d = disk_kopi(d);
}

/* Made once for the whole run. */
static struct billede *billede(void)
{
	static struct billede b;
	struct rng r = {3};
	struct lager l;
	int rc;
	if (b.d)
		return &b;
	struct disk *d = disk_ny();
	SKAL(lager_aabn(&l, d) == 0 && lager_tabeller(&l) == 0);
	for (int i = 0; i < 8; i++)
		lager_arbejd(&l, &r);
	while (!b.d) {
		b.foer = lager_sum(&l, &rc);
		disk_hag(d, (struct disk_hag){tag, &b});
		lager_arbejd(&l, &r);
		disk_hag(d, (struct disk_hag){NULL, NULL});
	}
	lager_luk(&l);
	disk_free(d);
	b.arbejde = disk_ny();
	return &b;
}

/* Records of the input: which file, where (2 bytes), how many, the bytes. */
static void ret(struct disk *d, const uint8_t *p, size_t n)
{
	struct disk_fil *f[2] = {disk_find(d, "-journal"), disk_find(d, "sag.db")};
	while (n >= 4) {
		struct bytes *b = &f[p[0] & 1]->nu;
		size_t fra = (size_t)p[1] << 8 | p[2], m = p[3] & 63;
		if (p[0] & 2)
			b->n = fra < b->n ? fra : b->n;
		if (m > n - 4)
			m = n - 4;
		for (size_t i = 0; i < m && fra + i < b->n; i++)
			b->p[fra + i] ^= p[4 + i];
		p += 4 + m;
		n -= 4 + m;
	}
}

static void raa(struct disk *d, const uint8_t *p, size_t n)
{
	struct disk_fil *f[2] = {disk_find(d, "-journal"), disk_find(d, "sag.db")};
	size_t midt = n / 2;
	for (int i = 0; i < 2; i++) {
		size_t m = i ? n - midt : midt;
		m = m < f[i]->nu.plads ? m : f[i]->nu.plads;
		memcpy(f[i]->nu.p, p + (i ? midt : 0), m);
		f[i]->nu.n = m;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct billede *b = billede();
	struct lager l;
	if (n == 0)
		return 0;
	disk_saet(b->arbejde, b->d);
	bool filer = data[0] & 1;
	if (filer)
		raa(b->arbejde, data + 1, n - 1);
	else
		ret(b->arbejde, data + 1, n - 1);
	/* An emptied main file is a new store, an emptied journal none: the key file and
	 * the centre see those. */
	static const uint8_t nuller[60];
	const struct bytes *j = &disk_find(b->arbejde, "-journal")->nu;
	if (disk_find(b->arbejde, "sag.db")->nu.n == 0 || j->n == 0 ||
	    memcmp(j->p, nuller, j->n < 60 ? j->n : 60) == 0)
		return 0;
	int rc = lager_aabn(&l, b->arbejde);
	SKAL(rc == 0 || rc == ERR_SKADET);
	if (rc != 0)
		return 0;
	SKAL(!filer);
	uint64_t sum = lager_sum(&l, &rc);
	SKAL(rc != 0 || sum == b->foer);
	lager_luk(&l);
	return 0;
}
