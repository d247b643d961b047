/*
 * Damage to the small files: bits of the outbox flipped, its records moved and its end
 * cut; bits of the key file's copies flipped. An outbox hands over only what was
 * added, in order, and says that something is missing; a key file opens with the
 * true key, or says that it is damaged.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/noegle.h"
#include "core/io/outbox.h"
#include "core/io/varig.h"
#include "tests/torture/disk.h"

#define POSTER 30

static const uint8_t noegle[SEGL_NOEGLE] = {6}, lager[OUTBOX_LAGER] = {5};
static struct rng r;
static long daarlige;

static void daarlig(const char *hvad, long nr)
{
	printf("  FAIL %s at %ld\n", hvad, nr);
	daarlige++;
}

/* Written in place: what is tested is the reading, not the writing. */
static void fil_skriv(const char *sti, const void *p, size_t n)
{
	int fd = open(sti, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (fd < 0 || write(fd, p, n) != (ssize_t)n)
		exit(2);
	close(fd);
}

struct laest {
	int sidste, antal;
	bool forkert;
};

static int tag(void *arg, struct segl_data p)
{
	struct laest *l = arg;
	char t[64];
	int nr = p.n < sizeof t ? atoi(memcpy(t, p.p, p.n)) : -1;
	t[p.n < sizeof t ? p.n : 0] = '\0';
	char facit[64];
	snprintf(facit, sizeof facit, "%d %.*s", nr, nr % 40, "0123456789012345678901234567890123456789");
	l->forkert = l->forkert || nr <= l->sidste || strcmp(t, facit) != 0;
	l->sidste = nr;
	l->antal++;
	return 0;
}

static void udbakke_skad(struct buf *b, uint8_t *p)
{
	size_t n = (b->len - 64) / 64;
	size_t i = 64 + 64 * rng_under(&r, n), j = 64 + 64 * rng_under(&r, n);
	switch (rng_under(&r, 12)) {
	case 0:
		memmove(p + i, p + j, 64);
		return;
	case 1:
		memset(p + i, 0, 64);
		return;
	case 2:
		b->len = rng_under(&r, b->len);
		return;
	default:
		p[rng_under(&r, b->len)] ^= (uint8_t)(1u << rng_under(&r, 8));
	}
}

static void udbakke_proev(const char *sti, long nr, long *sagt, long *ens)
{
	struct outbox *o;
	struct outbox_fund f;
	struct laest l = {-1, 0, false};
	int rc = outbox_aabn(&o, sti, noegle, lager, NULL);
	if (rc == 0)
		rc = outbox_laes(o, tag, &l, &f, NULL);
	outbox_free(o);
	if (l.forkert)
		daarlig("a record that was never added", nr);
	if (rc == 0 && l.antal != POSTER)
		(*ens)--, daarlig("records are missing and nothing is said", nr);
	*sagt += rc == ERR_SKADET;
	*ens += rc == 0;
	if (rc != 0 && rc != ERR_SKADET)
		daarlig("another error than damage", rc);
}

static void udbakke(const char *mappe, long antal)
{
	char sti[200];
	struct outbox *o;
	struct buf god = BUF_TOM, b = BUF_TOM;
	long sagt = 0, ens = 0, klippet = 0;
	snprintf(sti, sizeof sti, "%s/udbakke", mappe);
	if (outbox_aabn(&o, sti, noegle, lager, NULL) != 0)
		exit(2);
	for (int i = 0; i < POSTER; i++) {
		char t[64];
		snprintf(t, sizeof t, "%d %.*s", i, i % 40, "0123456789012345678901234567890123456789");
		outbox_tilfoej(o, (struct segl_data){t, strlen(t)}, NULL);
	}
	outbox_free(o);
	varig_laes(&god, sti, 1 << 20, NULL);
	for (long i = 0; i < antal && daarlige < 10; i++) {
		buf_ryd(&b);
		buf_add(&b, god.data, god.len);
		udbakke_skad(&b, (uint8_t *)b.data);
		/* Cut between two records it is a shorter outbox: that the store sees. */
		if (b.len % 64 == 0 && b.len < god.len) {
			klippet++;
			continue;
		}
		fil_skriv(sti, b.data, b.len);
		udbakke_proev(sti, i, &sagt, &ens);
	}
	printf("sidefil: outbox: %ld damages: %ld said, %ld harmless, %ld left out (cut between "
	       "records)\n", antal, sagt, ens, klippet);
	unlink(sti);
	buf_done(&god);
	buf_done(&b);
}

/* The form decides; the price of a passphrase is not paid for each bit. */
static void noeglefil(const char *mappe, long antal)
{
	char sti[200], fil[220];
	struct noegle *n;
	struct noegle_valg v = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}};
	struct buf b = BUF_TOM;
	long fundet = 0, aabnet = 0;
	snprintf(sti, sizeof sti, "%s/sag.db", mappe);
	snprintf(fil, sizeof fil, "%s.noegle", sti);
	if (noegle_opret(&n, sti, (struct segl_data){"k", 1}, &v, NULL) != 0)
		exit(2);
	uint8_t raa[32];
	memcpy(raa, noegle_raa(n), 32);
	noegle_free(n);
	varig_laes(&b, fil, 1000, NULL);
	for (long i = 0; i < antal && daarlige < 10; i++) {
		uint8_t *p = (uint8_t *)b.data, bit = (uint8_t)(1u << rng_under(&r, 8));
		size_t sted = (size_t)i % b.len;
		p[sted] ^= bit;
		if (noegle_form(p, b.len) == 0)
			daarlig("a changed key file passes", (long)sted);
		else
			fundet++;
		if (i % (antal / 20 + 1) == 0) {        /* on disk, with the whole way through */
			fil_skriv(fil, p, b.len);
			int rc = noegle_aabn(&n, sti, (struct segl_data){"k", 1}, NULL);
			if (rc != 0 || memcmp(raa, noegle_raa(n), 32) != 0)
				daarlig("the other copy did not open", (long)sted);
			noegle_free(n);
			varig_laes(&b, fil, 1000, NULL);        /* mended */
			p = (uint8_t *)b.data;
			aabnet++;
			continue;
		}
		p[sted] ^= bit;
	}
	printf("sidefil: key file: %ld of %ld flipped bits found, %ld times opened from the other copy "
	       "and mended\n", fundet, antal, aabnet);
	snprintf(fil, sizeof fil, "%s.noegle2", sti);
	unlink(fil);
	snprintf(fil, sizeof fil, "%s.noegle", sti);
	unlink(fil);
	buf_done(&b);
}

int main(int argc, char **argv)
{
	long antal = argc > 1 ? atol(argv[1]) : 1000;
	r.s = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	char mappe[] = "/tmp/femtrin-sidefil-XXXXXX";
	if (!mkdtemp(mappe))
		return 2;
	udbakke(mappe, antal);
	noeglefil(mappe, antal);
	rmdir(mappe);
	return daarlige != 0;
}
