#include "synkdeling.h"

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every processer'th seed from number nr on. */
static bool share(const struct koersel *k, int nr)
{
	char fejl[FEJLTEKST] = "";
	for (uint32_t i = (uint32_t)nr; i < k->n; i += (uint32_t)k->processer)
		if (!k->liv(k->froe + i, k->m, fejl)) {
			printf("seed %u: %s\n", k->froe + i, fejl);
			fflush(stdout);
			return false;
		}
	return true;
}

bool synkdeling_alene(const struct koersel *k)
{
	return share(k, 0);
}

static void add(struct tal *sum, const struct tal *x)
{
	uint64_t *a = (uint64_t *)(void *)sum;
	const uint64_t *b = (const uint64_t *)(const void *)x;
	for (size_t i = 0; i < sizeof *sum / sizeof *a; i++)
		a[i] += b[i];
}

bool synkdeling_flere(const struct koersel *k)
{
	int fd[PROCESSER][2];
	bool ok = true;
	for (int i = 0; i < k->processer; i++) {
		if (pipe(fd[i]) < 0)
			return false;
		pid_t barn = fork();
		if (barn == 0) {
			bool godt = share(k, i);
			verden_luk();
			bool skrevet = write(fd[i][1], &verden_tal, sizeof verden_tal) == sizeof verden_tal;
			_exit(godt && skrevet ? 0 : 1);
		}
		close(fd[i][1]);
	}
	for (int i = 0; i < k->processer; i++) {
		struct tal x = {0};
		int svar = 1;
		ok = read(fd[i][0], &x, sizeof x) == sizeof x && ok;
		add(&verden_tal, &x);
		wait(&svar);
		ok = ok && svar == 0;
	}
	return ok;
}

void synkdeling_tal(double s, int processer)
{
	const struct tal *t = &verden_tal;
#define T(x) (unsigned long long)t->x
	printf("%llu lives in %.0f s of %d processes (%.0f a second): %llu edits, %llu syncs, %llu broken "
	       "off, %llu of %llu messages met a fault, %llu forks, %llu backups put back, %llu clones, "
	       "%llu erasures, %llu files kept, %llu centres put back, "
	       "%llu clock jumps of ten years, %llu newer forms, "
	       "%llu entries at the centre, %llu conflicts settled, %llu open, %llu refused: 0 violations\n",
	       T(froe), s, processer, (double)t->froe / (s > 0 ? s : 1), T(edits), T(synker), T(brudte),
	       T(fejlramte), T(beskeder), T(forks), T(gendannet), T(klonet), T(slettede), T(filer), T(epoker),
	       T(klokker), T(skemaer), T(poster), T(afgjorte), T(konflikter), T(afviste));
#undef T
}
