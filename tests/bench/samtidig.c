/*
 * Many laptops at the same moment: each a process of its own with a sealed store, a
 * visit of 200 entries in it, and the real client. Their times, and how many failed.
 *   bench_samtidig FOLDER LIST    (a line each: kommune, space, connection)
 */
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/kontakt.h"

enum { MAKS = 200 };

struct barn {
	pid_t pid;
	int svar;                     /* a byte when it is ready, then its struct kontakt */
};

/* Everything that is not the contact is done before the others may begin. */
static void live(struct laptop *l, const char *mappe, int nr, const int *start, int svar)
{
	char navn[16], c;
	struct uuid sag;
	snprintf(navn, sizeof navn, "l%d", nr);
	laptop_aabn(l, mappe, navn);
	contact(l);
	uuid_ny(&sag, store_nu(l->store));
	laptop_besoeg(l, &sag, 0);
	close(start[1]);
	if (write(svar, "", 1) != 1 || read(start[0], &c, 1) != 0)
		exit(1);
	struct kontakt k = contact(l);
	bool ok = k.sendt == 200 && write(svar, &k, sizeof k) == sizeof k;
	laptop_luk(l);
	exit(!ok);
}

static struct barn begin(const char *mappe, int nr, const char *linje, const int *start)
{
	struct barn b;
	int r[2];
	char c;
	if (pipe(r) != 0 || (b.pid = fork()) < 0)
		exit(1);
	if (b.pid == 0) {
		struct laptop l = {.store = NULL};
		snprintf(l.kommune, sizeof l.kommune, "%.4s", linje);
		snprintf(l.central, sizeof l.central, "%s", linje + 5);
		live(&l, mappe, nr, start, r[1]);
	}
	close(r[1]);
	b.svar = r[0];
	if (read(b.svar, &c, 1) != 1)
		fprintf(stderr, "laptop %d: not ready\n", nr);
	return b;
}

static int end(struct barn *b, struct maal *forbind, struct maal *efter)
{
	struct kontakt k;
	int status;
	bool ok = read(b->svar, &k, sizeof k) == sizeof k;
	waitpid(b->pid, &status, 0);
	close(b->svar);
	if (!ok || status != 0)
		return 1;
	maal_tag(forbind, k.forbind);
	maal_tag(efter, k.efter);
	return 0;
}

int main(int argc, char **argv)
{
	static struct barn b[MAKS];
	struct maal forbind = {0}, efter = {0};
	char linje[1200];
	int start[2], n = 0, fejl = 0;
	FILE *f = argc > 2 ? fopen(argv[2], "r") : NULL;
	if (!f || pipe(start) != 0)
		return 2;
	while (n < MAKS && fgets(linje, sizeof linje, f)) {
		linje[strcspn(linje, "\n")] = '\0';
		b[n] = begin(argv[1], n, linje, start);
		n++;
	}
	fclose(f);
	double t = maal_nu();
	close(start[0]);
	close(start[1]);
	for (int i = 0; i < n; i++)
		fejl += end(&b[i], &forbind, &efter);
	if (efter.n) {
		maal_vis(&forbind, "  connect");
		maal_vis(&efter, "  beyond it: a visit of 200");
	}
	printf("  %d laptops at once: all through after %.2f s, %d failed (aim 0)%s\n", n, (maal_nu() - t) / 1e6,
	       fejl, fejl ? "   MISSED" : "");
	return fejl != 0;
}
