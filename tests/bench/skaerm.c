/*
 * What a person waits for, measured through a pty: key to screen on the split
 * with 200 tasks beside `vim -u NONE` on 200 lines, and exec to the passphrase's screen
 * beside nnn on a folder of 1,000 files; then to the list of 1,000 cases, most of
 * which is the passphrase being made a key. vim and nnn are left out where they are not.
 * bench_skaerm PATH-TO-FEMTRIN
 */
#define _XOPEN_SOURCE 600

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TASTER = 1000, STARTER = 21, OPGAVER = 200, SAGER = 1000, STILLE_MS = 8, VENT_MS = 1000,
       AABN_MS = 20000 };

struct pty {
	int fd;
	pid_t pid;
};

static char mappe[64];

static double nu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void barn(const char *slave, char *const argv[])
{
	struct winsize ws = {.ws_row = 24, .ws_col = 80};
	setsid();
	int fd = open(slave, O_RDWR);
	ioctl(fd, TIOCSWINSZ, &ws);
	for (int i = 0; i < 3; i++)
		dup2(fd, i);
	if (fd > 2)
		close(fd);
	setenv("TERM", "xterm-256color", 1);
	setenv("LANG", "C.UTF-8", 1);
	execvp(argv[0], argv);
	_exit(127);
}

static struct pty start(char *const argv[])
{
	struct pty p = {.fd = posix_openpt(O_RDWR | O_NOCTTY)};
	grantpt(p.fd);
	unlockpt(p.fd);
	char slave[128];
	snprintf(slave, sizeof(slave), "%s", ptsname(p.fd));
	fcntl(p.fd, F_SETFD, FD_CLOEXEC);
	p.pid = fork();
	if (!p.pid)
		barn(slave, argv);
	return p;
}

/* Reads till nothing has come for a while; answers when the last of it came,
 * 0 when nothing did. */
static double laes_snart(const struct pty *p, int stille, int vent)
{
	char b[65536];
	double sidst = 0;
	struct pollfd f = {.fd = p->fd, .events = POLLIN};
	while (poll(&f, 1, sidst > 0 ? stille : vent) > 0) {
		if (read(p->fd, b, sizeof(b)) <= 0)
			break;
		sidst = nu();
	}
	return sidst;
}

static double laes(const struct pty *p, int stille)
{
	return laes_snart(p, stille, VENT_MS);
}

static void slut(struct pty *p)
{
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	close(p->fd);
}

static void tryk(const struct pty *p, const char *s)
{
	if (write(p->fd, s, strlen(s)) < 0)
		perror("write");
	laes(p, 150);
}

static int stigende(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

struct maal {
	double p50, p99;
};

static struct maal fordel(double *ms, size_t n)
{
	qsort(ms, n, sizeof(*ms), stigende);
	return (struct maal){ms[n / 2], ms[n * 99 / 100]};
}

/* Each key in turn, from writing it to the last byte that it caused. */
static struct maal taster(const struct pty *p, const char *const *keys, size_t n)
{
	double ms[TASTER];
	size_t m = 0;
	for (size_t i = 0; i < TASTER; i++) {
		double t = nu();
		if (write(p->fd, keys[i % n], strlen(keys[i % n])) < 0)
			break;
		double til = laes(p, STILLE_MS);
		if (til > 0)
			ms[m++] = til - t;
	}
	return m ? fordel(ms, m) : (struct maal){0, 0};
}

static struct maal starter(char *const argv[])
{
	double ms[STARTER];
	for (size_t i = 0; i < STARTER; i++) {
		double t = nu();
		struct pty p = start(argv);
		ms[i] = laes_snart(&p, 60, AABN_MS) - t;
		slut(&p);
	}
	return fordel(ms, STARTER);
}

static void vis(const char *navn, struct maal m)
{
	printf("%-44s p50 %7.3f ms   p99 %7.3f ms\n", navn, m.p50, m.p99);
	fflush(stdout);
}

static void i_mappe(char sti[128], const char *navn)
{
	snprintf(sti, 128, "%s/%s", mappe, navn);
}

static bool koer(const char *kommando)
{
	return system(kommando) == 0;
}

static bool importer(const char *program, const char *fil, const char *store)
{
	char k[600];
	snprintf(k, sizeof(k), "'%s' --store '%s' import %s >/dev/null", program, store, fil);
	return koer(k);
}

static void skriv_sag(const char *sti, int opgaver, int nr)
{
	FILE *f = fopen(sti, "w");
	fprintf(f, "femtrin: 1\nborger: {navn: \"Demo Borger %d\"}\n"
		   "ansaettelser:\n  - {id: a1, virksomhed: \"Demo Firma %d\", timer_pr_uge: 37, "
		   "arbejdsdage_pr_uge: 5}\n", nr, nr);
	if (opgaver)
		fprintf(f, "opgaver:\n");
	for (int i = 0; i < opgaver; i++)
		fprintf(f, "  - {navn: \"Opgave nummer %d\", spalte: %d, antal: 1, pr: uge, "
			   "minutter: 30%s}\n", i + 1, i % 3 + 1,
			i % 3 ? ", bistand: 20, loesning: assistance" : "");
	fclose(f);
}

static bool split(char *program)
{
	static const char *const pile[] = {"\033[B", "\033[B", "\033[A", "\033[A"};
	static const char *const sider[] = {"\033[C", "\033[C", "\033[D", "\033[D"};
	static const char *const tekst[] = {"a", "b", "c", "d", "\177", "\177", "\177", "\177"};
	static const char *const flyt[] = {">", "<"};
	char fil[128], store[128], valg[] = "--store";
	i_mappe(fil, "200.yaml");
	i_mappe(store, "200.db");
	skriv_sag(fil, OPGAVER, 1);
	if (!importer(program, fil, store))
		return false;
	char *argv[] = {program, valg, store, NULL};
	struct pty p = start(argv);
	laes_snart(&p, 300, AABN_MS);
	tryk(&p, "\r");
	tryk(&p, "\033OR");
	vis("femtrin split, 200 tasks: up and down", taster(&p, pile, 4));
	vis("femtrin split, 200 tasks: between columns", taster(&p, sider, 4));
	vis("femtrin split, 200 tasks: move (with commit)", taster(&p, flyt, 2));
	tryk(&p, "n");
	vis("femtrin split, 200 tasks: typing a name", taster(&p, tekst, 8));
	slut(&p);
	return true;
}

static void vim(void)
{
	static const char *const pile[] = {"j", "j", "k", "k"};
	static const char *const tekst[] = {"a", "b", "c", "d", "\177", "\177", "\177", "\177"};
	char fil[128], program[] = "vim", u[] = "-u", ingen[] = "NONE", n[] = "-n";
	i_mappe(fil, "200.txt");
	FILE *f = fopen(fil, "w");
	for (int i = 0; i < OPGAVER; i++)
		fprintf(f, "Opgave nummer %d\n", i + 1);
	fclose(f);
	char *argv[] = {program, u, ingen, n, fil, NULL};
	struct pty p = start(argv);
	laes(&p, 300);
	vis("vim -u NONE, 200 lines: up and down", taster(&p, pile, 4));
	tryk(&p, "i");
	vis("vim -u NONE, 200 lines: typing", taster(&p, tekst, 8));
	slut(&p);
}

static bool foerste(char *program)
{
	char store[128], sager[128], k[400], valg[] = "--store", nnn[] = "nnn";
	i_mappe(store, "1000.db");
	i_mappe(sager, "sager");
	snprintf(k, sizeof(k), "mkdir -p '%s'", sager);
	if (!koer(k))
		return false;
	for (int i = 0; i < SAGER; i++) {
		char fil[200];
		snprintf(fil, sizeof(fil), "%s/%04d.yaml", sager, i);
		skriv_sag(fil, 0, i);
	}
	snprintf(k, sizeof(k), "%s/*.yaml", sager);
	if (!importer(program, k, store))
		return false;
	char *argv[] = {program, valg, store, NULL}, *reference[] = {nnn, sager, NULL};
	vis("femtrin, 1,000 cases: exec to the list", starter(argv));
	unsetenv("FEMTRIN_PASSPHRASE_FILE");
	vis("femtrin: exec to the passphrase's screen", starter(argv));
	if (koer("command -v nnn >/dev/null"))
		vis("nnn, 1,000 files: exec to first screen", starter(reference));
	return true;
}

/* A passphrase, in a file of its own. */
static bool laas(void)
{
	char fil[128];
	i_mappe(fil, "adgangskode");
	FILE *f = fopen(fil, "w");
	if (!f)
		return false;
	fputs("kun til denne maaling\n", f);
	return fclose(f) == 0 && chmod(fil, 0600) == 0 && setenv("FEMTRIN_PASSPHRASE_FILE", fil, 1) == 0;
}

int main(int argc, char **argv)
{
	char k[128];
	if (argc != 2) {
		fprintf(stderr, "bench_skaerm PATH-TO-FEMTRIN\n");
		return 2;
	}
	snprintf(mappe, sizeof(mappe), "/tmp/femtrin-bench.XXXXXX");
	if (!mkdtemp(mappe))
		return 1;
	setenv("HOME", mappe, 1);
	bool ok = laas() && split(argv[1]);
	if (ok && koer("command -v vim >/dev/null"))
		vim();
	ok = ok && foerste(argv[1]);
	snprintf(k, sizeof(k), "rm -rf '%s'", mappe);
	return koer(k) && ok ? 0 : 1;
}
