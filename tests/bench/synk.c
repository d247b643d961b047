/*
 * The sync with the real client over TLS to a PostgreSQL with fsync on, from sealed
 * stores: the figures of one laptop beside another. synk.sh starts the centre, and
 * puts a bare COPY and one statement per row of the same rows beside them.
 *   bench_synk FOLDER SAGSBEHANDLER LEDER ENTRIES FIGURES     (connections; what is
 *   written into FIGURES is read by synk.sh)
 */
#include "core/io/vaulthukommelse.h"
#include "tests/bench/kontakt.h"

enum { GANGE = 60, BESOEG = 40 };

static void aim(const char *hvad, double er, double maal, const char *enhed)
{
	bool under = strstr(enhed, "/s") == NULL;
	printf("%-52s %9.1f %-10s aim %s %g%s\n", hvad, er, enhed, under ? "<=" : ">=", maal,
	       (under ? er <= maal : er >= maal) ? "" : "   MISSED");
}

/* ---------------------------------------------------------------- much at once */

static double push(struct laptop *l, long antal)
{
	laptop_fyld(l, antal);
	struct kontakt k = contact(l);
	double s = k.fase[SYNK_SEND] / 1e6, vent = k.vent[SYNK_SEND] / 1e6;
	if (k.sendt != antal)
		exit(1);
	printf("  %ld entries in %d round trips, %.2f s, %.2f of them waiting; processor here %.2f, there %.2f s\n",
	       antal, k.ture, s, vent, k.cpu / 1e6, k.server / 1e6);
	aim("push, one connection, stamped here too", (double)antal / s, 10000, "entries/s");
	return (double)antal / s;
}

/* Everything, and nothing done with it. */
static double pull_alone(struct laptop *l)
{
	struct postgres *p = laptop_ring(l);
	struct central_hilsen h;
	struct modtag_side side = MODTAG_SIDE;
	struct err e;
	int kode, n = 0;
	while ((kode = postgres_ops.hilsen(p, journal_enhed(store_journal(l->store)), 0, &h, &e)) > 0)
		postgres_vent(p);
	laptop_maa(kode, &e);
	double t = maal_nu();
	for (int64_t fra = 0; fra < h.lbnr; fra = side.til) {
		modtag_side_ryd(&side);
		while ((kode = postgres_ops.pull(p, fra, 2000, &side, &e)) > 0)
			postgres_vent(p);
		laptop_maa(kode, &e);
		n += (int)side.poster.n;
	}
	t = maal_nu() - t;
	modtag_side_done(&side);
	postgres_free(p);
	return n * 1e6 / t;
}

static void pull(struct laptop *l)
{
	struct kontakt k = contact(l);
	double s = k.fase[SYNK_HENT] / 1e6, vent = k.vent[SYNK_HENT] / 1e6;
	printf("  %lld entries in %d round trips, %.2f s, %.2f of them waiting; processor here %.2f, there %.2f s; "
	       "longest step %.1f ms\n", (long long)k.hentet, k.ture, s, vent, k.cpu / 1e6, k.server / 1e6,
	       k.skive / 1e3);
	aim("pull, applied in a sealed store", (double)k.hentet / (s - vent), 30000, "entries/s");
}

/* ---------------------------------------------------------------- little, often */

struct ofte {
	struct maal forbind, efter, cpu, server;
	int ture;                     /* most */
};

static void take(struct ofte *o, const struct kontakt *k)
{
	maal_tag(&o->forbind, k->forbind);
	maal_tag(&o->efter, k->efter);
	maal_tag(&o->cpu, k->cpu);
	maal_tag(&o->server, k->server);
	o->ture = k->ture > o->ture ? k->ture : o->ture;
}

static void show(struct ofte *o, const char *hvad, double maal_ms, int ture)
{
	char navn[80];
	maal_vis(&o->forbind, "  connect");
	maal_vis(&o->efter, "  beyond it");
	maal_vis(&o->cpu, "  of it processor here");
	maal_vis(&o->server, "  of it processor there");
	snprintf(navn, sizeof navn, "%s, beyond the connect", hvad);
	aim(navn, maal_del(&o->efter, 0.5) / 1e3, maal_ms, "ms");
	aim("  round trips", o->ture, ture, "");
}

static double nothing(struct laptop *l, const char *hvad)
{
	struct ofte o = {0};
	for (int i = 0; i < GANGE; i++) {
		struct kontakt k = contact(l);
		take(&o, &k);
	}
	show(&o, hvad, 2, 1);
	return maal_del(&o.efter, 0.5);
}

static void visits(struct laptop *l, struct laptop *kollega)
{
	struct ofte af = {0}, hent = {0};
	struct uuid sag;
	uuid_ny(&sag, store_nu(l->store));
	for (int i = 0; i < BESOEG; i++) {
		laptop_besoeg(l, &sag, i);
		struct kontakt k = contact(l);
		take(&af, &k);
		k = contact(kollega);
		take(&hent, &k);
	}
	show(&af, "a visit of 200 handed in", 50, 4);
	show(&hent, "a colleague's visit of 200 fetched", 50, 4);
}

int main(int argc, char **argv)
{
	struct laptop a = {.kommune = ""}, b = {.kommune = ""}, c = {.kommune = ""};
	if (argc < 6)
		return 2;
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (vaulthukommelse_start() < 0)      /* as the program itself begins */
		return 1;
	long antal = atol(argv[4]) / 300 * 300;
	snprintf(a.central, sizeof a.central, "%s", argv[2]);
	snprintf(b.central, sizeof b.central, "%s", argv[3]);
	c = b;
	laptop_aabn(&a, argv[1], "a");
	laptop_aabn(&b, argv[1], "b");
	laptop_aabn(&c, argv[1], "c");
	contact(&a);
	contact(&b);
	contact(&c);
	push(&a, antal);
	pull(&b);
	double foer = nothing(&a, "nothing new"), leder = nothing(&b, "nothing new, a supervisor");
	visits(&a, &b);
	double sendt = push(&a, 9 * antal);
	double hent = pull_alone(&c);
	aim("pull from the centre", hent, 150000, "entries/s");
	pull(&b);
	printf("%-52s caseworker %.2f, supervisor %.2f\n", "nothing new: ten times the history beside once",
	       nothing(&a, "nothing new, ten times the history") / foer,
	       nothing(&b, "nothing new, ten times, a supervisor") / leder);
	FILE *ud = fopen(argv[5], "w");
	if (!ud)
		return 1;
	fprintf(ud, "push=%.0f\nhent=%.0f\n", sendt, hent);
	laptop_luk(&a);
	laptop_luk(&b);
	laptop_luk(&c);
	return fclose(ud);
}
