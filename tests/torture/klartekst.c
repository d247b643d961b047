#define _GNU_SOURCE
/*
 * Nothing that was typed lies readable anywhere: cases with strings of their own in every free
 * text, in CPR and telephone are imported, worked on at a real terminal, written as letters,
 * copied. strace tells each file the program opened and each byte it wrote to one, so that what
 * was deleted again is seen too. Looked through are those files, those bytes, the copy, the
 * outbox, and all the memory of the locked program. The same search finds every string in the
 * export, and those of the open case in the memory before it is locked: it is not blind. Writes
 * and memory are seen by root alone.
 *
 *   torture_klartekst FEMTRIN CASES [SEED]
 */
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/io/varig.h"
#include "tests/torture/disk.h"
#include "tests/torture/ordsoeg.h"
#include "tests/torture/spor.h"

enum { AD_GANGEN = 20, BREVE = 5 };

#define KODE "demo kasket vindue hest"

struct proeve {
	const char *femtrin;
	char rod[64];                 /* ind/ what it is given, ud/ what it was asked for, lager/, hjem/ */
	struct rng r;
	struct ordsoeg *ord;
	struct spor spor;
	size_t laest, hukommelse, daarlige;
	unsigned koersler;
	struct buf sager;             /* ids, a line each */
};

static void doe(const char *hvad)
{
	perror(hvad);
	exit(2);
}

static void daarlig(struct proeve *p, const char *hvor, size_t n)
{
	p->daarlige += ordsoeg_sig(p->ord, hvor, n);
}

/* --- the cases ------------------------------------------------------------ */

static void nyt_ord(struct proeve *p, struct buf *ud)
{
	char t[16] = "Zq";
	for (int i = 2; i < 12; i++)
		t[i] = (char)('a' + rng_under(&p->r, 26));
	t[12] = '\0';
	ordsoeg_tilfoej(p->ord, t);
	buf_tekst(ud, t);
}

static void nye_cifre(struct proeve *p, struct buf *ud, const char *foran, int n)
{
	char t[24];
	int m = snprintf(t, sizeof t, "%s", foran);
	for (int i = 0; i < n; i++)
		t[m++] = (char)('0' + rng_under(&p->r, 10));
	t[m] = '\0';
	ordsoeg_tilfoej(p->ord, t);
	buf_tekst(ud, t);
}

static bool foer_er(const struct buf *b, const char *noegle)
{
	size_t n = strlen(noegle);
	return b->len >= n && memcmp(b->data + b->len - n, noegle, n) == 0;
}

/* A text in quotes: with a word of its own after it; numbers that tell who it is are new. */
static const char *citat(struct proeve *p, struct buf *ud, const char *s)
{
	const char *slut = strchr(s + 1, '"');
	bool ord = false;
	for (const char *c = s + 1; c < slut; c++)
		ord = ord || islower((unsigned char)*c);
	if (foer_er(ud, "cpr: ")) {
		buf_tegn(ud, '"');
		nye_cifre(p, ud, "610190-", 4);
		buf_tegn(ud, '"');
	} else if (foer_er(ud, "telefon: ")) {
		buf_tegn(ud, '"');
		nye_cifre(p, ud, "", 8);
		buf_tegn(ud, '"');
	} else if (ord) {
		buf_add(ud, s, (size_t)(slut - s));
		buf_tegn(ud, ' ');
		nyt_ord(p, ud);
		buf_tegn(ud, '"');
	} else {
		buf_add(ud, s, (size_t)(slut - s) + 1);
	}
	return slut + 1;
}

static void lav_sag(struct proeve *p, int nr)
{
	static const char *const FORLAEG[] = {"landmand", "paedagog"};
	struct buf f = BUF_TOM, ud = BUF_TOM;
	char sti[200];
	snprintf(sti, sizeof sti, "%s/tests/fixtures/%s.yaml", FEMTRIN_KILDE, FORLAEG[nr % 2]);
	if (varig_laes(&f, sti, 1 << 20, NULL) != 0)
		doe(sti);
	for (const char *s = buf_str(&f); *s;) {
		if (*s == '#')
			s += strcspn(s, "\n");
		else if (*s == '"')
			s = citat(p, &ud, s);
		else
			buf_tegn(&ud, *s++);
	}
	snprintf(sti, sizeof sti, "%s/ind/%04d.yaml", p->rod, nr);
	FILE *t = fopen(sti, "w");
	if (!t || fwrite(ud.data, 1, ud.len, t) != ud.len || fclose(t) != 0)
		doe(sti);
	buf_done(&f);
	buf_done(&ud);
}

/* --- the program ---------------------------------------------------------- */

/* By sh, in the root folder, under strace into a log of its own; stdout into *ud (NULL: away). */
static int koer(struct proeve *p, const char *hvad, struct buf *ud)
{
	char *kommando = mem_format("cd '%s' && strace -f -y -qq -s 70000 -xx -o spor/%u "
		"-e trace=open,openat,creat,write,writev,pwrite64,pwritev '%s' --passphrase-file kode %s",
		p->rod, p->koersler++, p->femtrin, hvad);
	char b[4096];
	FILE *f = popen(kommando, "r");
	if (!f)
		doe("popen");
	for (size_t n; (n = fread(b, 1, sizeof b, f)) > 0;)
		if (ud)
			buf_add(ud, b, n);
	free(kommando);
	return pclose(f);
}

static void skal(struct proeve *p, const char *hvad, struct buf *ud)
{
	int kode = koer(p, hvad, ud);
	if (kode == 0)
		return;
	printf("  FAIL femtrin %.60s: status %d\n", hvad, kode);
	p->daarlige++;
}

static void importer(struct proeve *p, int antal)
{
	for (int i = 0; i < antal; i += AD_GANGEN) {
		struct buf b = BUF_TOM;
		buf_tekst(&b, "import");
		for (int k = i; k < antal && k < i + AD_GANGEN; k++)
			buf_format(&b, " ind/%04d.yaml", k);
		skal(p, buf_str(&b), &p->sager);
		buf_done(&b);
	}
}

static void breve(struct proeve *p)
{
	const char *s = buf_str(&p->sager);
	for (int i = 0; i < BREVE && *s; i++, s = strchr(s, '\n') + 1) {
		char *hvad = mem_format("letter %.36s -o ud/%d.pdf%s", s, i, i % 2 ? " --draft" : "");
		koer(p, hvad, NULL);          /* one that lacks something is no matter here */
		free(hvad);
	}
}

/* --- the terminal --------------------------------------------------------- */

struct skaerm {
	pid_t strace;
	int fd;
	struct buf ud;
};

static void aabn(struct proeve *p, struct skaerm *s)
{
	struct winsize ws = {.ws_row = 40, .ws_col = 100};
	*s = (struct skaerm){.ud = BUF_TOM};
	s->strace = forkpty(&s->fd, NULL, NULL, &ws);
	if (s->strace == 0) {
		if (chdir(p->rod) != 0)
			_exit(127);
		execlp("strace", "strace", "-f", "-y", "-qq", "-s", "70000", "-xx", "-o", "spor/skaerm", "-e",
		       "trace=open,openat,creat,write,writev,pwrite64,pwritev", p->femtrin, (char *)NULL);
		_exit(127);
	}
}

static void vent(struct proeve *p, struct skaerm *s, const char *tekst)
{
	struct pollfd f = {.fd = s->fd, .events = POLLIN};
	char b[4096];
	while (!strstr(buf_str(&s->ud), tekst)) {
		ssize_t n = poll(&f, 1, 30000) > 0 ? read(s->fd, b, sizeof b) : 0;
		if (n <= 0) {
			printf("  FAIL the screen does not show \"%s\"\n", tekst);
			p->daarlige++;
			return;
		}
		buf_add(&s->ud, b, (size_t)n);
	}
}

static void tast(struct skaerm *s, const char *t)
{
	buf_ryd(&s->ud);
	if (write(s->fd, t, strlen(t)) != (ssize_t)strlen(t))
		doe("terminal");
}

/* The program that strace runs. */
static pid_t barnet(pid_t strace)
{
	char sti[64];
	long pid = 0;
	snprintf(sti, sizeof sti, "/proc/%ld/task/%ld/children", (long)strace, (long)strace);
	FILE *f = fopen(sti, "r");
	if (f && fscanf(f, "%ld", &pid) != 1)
		pid = 0;
	if (f)
		fclose(f);
	return (pid_t)pid;
}

/* Every readable page of its memory; -1 when it may not be read. */
static long hukommelse(struct proeve *p, pid_t pid)
{
	char sti[64], linje[600];
	static char b[1 << 20];
	size_t fund = 0;
	snprintf(sti, sizeof sti, "/proc/%ld/maps", (long)pid);
	FILE *kort = fopen(sti, "r");
	snprintf(sti, sizeof sti, "/proc/%ld/mem", (long)pid);
	int fd = open(sti, O_RDONLY);
	if (!kort || fd < 0)
		return -1;
	while (fgets(linje, sizeof linje, kort)) {
		unsigned long fra, til;
		/* What is larger than any memory is a sanitizer's. */
		if (sscanf(linje, "%lx-%lx r", &fra, &til) != 2 || til - fra > 1ul << 30 ||
		    strstr(linje, "[vvar]") || strstr(linje, "[vsyscall]"))
			continue;
		/* Pieces overlap by more than a pattern's length. */
		for (unsigned long i = fra; i < til; i += sizeof b - 512) {
			size_t m = til - i < sizeof b ? til - i : sizeof b;
			ssize_t n = pread(fd, b, m, (off_t)i);
			fund += n > 0 ? ordsoeg_i(p->ord, b, (size_t)n) : 0;
			p->hukommelse += n > 0 ? (size_t)n : 0;
		}
	}
	fclose(kort);
	close(fd);
	return (long)fund;
}

static void skriv_ord(struct proeve *p, struct skaerm *s, const char *foer, const char *efter)
{
	struct buf b = BUF_TOM;
	buf_tekst(&b, foer);
	nyt_ord(p, &b);
	const char *ord = mem_tekst(buf_str(&b) + strlen(foer));
	buf_tekst(&b, efter);
	tast(s, buf_str(&b));
	if (!*efter)
		vent(p, s, ord);
	free((char *)(uintptr_t)ord);
	buf_done(&b);
}

/* Two notes, a search, a case of its own; then locked in the middle of a note. */
static void arbejd(struct proeve *p, struct skaerm *s, size_t *foer)
{
	const char *et;
	vent(p, s, "Adgangskode");
	tast(s, KODE "\r");
	vent(p, s, " sag");
	tast(s, "\r");
	vent(p, s, "1 Kontakt");
	for (int i = 0; i < 2; i++) {
		tast(s, "\016");
		vent(p, s, "Notat");
		skriv_ord(p, s, "Borgeren siger ", "");
		tast(s, "\033");
		vent(p, s, "gemt");
	}
	tast(s, "\016");
	vent(p, s, "Notat");
	skriv_ord(p, s, "Midt i noget ", "");
	hukommelse(p, barnet(s->strace));
	*foer = ordsoeg_fundne(p->ord, &et);
	p->hukommelse = 0;
	tast(s, "\033[24~");
	vent(p, s, "Adgangskode");
}

static void skaermen(struct proeve *p, size_t *foer)
{
	struct skaerm s;
	aabn(p, &s);
	arbejd(p, &s, foer);
	/* The passphrase is one of them from here on. */
	ordsoeg_tilfoej(p->ord, KODE);
	long fund = hukommelse(p, barnet(s.strace));
	daarlig(p, "the memory of the locked program", fund > 0 ? (size_t)fund : 0);
	tast(&s, KODE "\r");
	vent(p, &s, "Midt i noget");
	tast(&s, "\033");
	vent(p, &s, "gemt");
	tast(&s, "\021");
	int status;
	struct pollfd f = {.fd = s.fd, .events = POLLIN};
	char b[4096];
	while (poll(&f, 1, 30000) > 0 && read(s.fd, b, sizeof b) > 0)
		;
	waitpid(s.strace, &status, 0);
	close(s.fd);
	buf_done(&s.ud);
}

/* --- what was left -------------------------------------------------------- */

static void en_fil(struct proeve *p, const char *sti)
{
	struct buf b = BUF_TOM;
	struct stat st;
	if (stat(sti, &st) == 0 && S_ISREG(st.st_mode) && varig_laes(&b, sti, 1u << 30, NULL) == 0) {
		p->laest += b.len;
		daarlig(p, sti, ordsoeg_i(p->ord, b.data, b.len));
		daarlig(p, "the name of a file", ordsoeg_i(p->ord, sti, strlen(sti)));
	}
	buf_done(&b);
}

/* The store, its outbox, the copy, the settings' folder: seen by strace or not. */
static void mappe(struct proeve *p, const char *navn)
{
	char sti[400];
	snprintf(sti, sizeof sti, "%s/%s", p->rod, navn);
	DIR *d = opendir(sti);
	for (const struct dirent *f; d && (f = readdir(d));) {
		snprintf(sti, sizeof sti, "%s/%s/%s", p->rod, navn, f->d_name);
		spor_fil(&p->spor, sti);
	}
	if (d)
		closedir(d);
}

/* The search is not blind: all of it is in what was asked for. */
static size_t i_eksporten(struct proeve *p)
{
	char sti[400];
	const char *et;
	snprintf(sti, sizeof sti, "%s/ud/alle", p->rod);
	DIR *d = opendir(sti);
	for (const struct dirent *f; d && (f = readdir(d));) {
		struct buf b = BUF_TOM;
		snprintf(sti, sizeof sti, "%s/ud/alle/%s", p->rod, f->d_name);
		if (*f->d_name != '.' && varig_laes(&b, sti, 1u << 30, NULL) == 0)
			ordsoeg_i(p->ord, b.data, b.len);
		buf_done(&b);
	}
	if (d)
		closedir(d);
	return ordsoeg_fundne(p->ord, &et);
}

static void begynd(struct proeve *p)
{
	static const char *const MAPPER[] = {"ind", "ud", "lager", "hjem", "spor"};
	char sti[200];
	strcpy(p->rod, "/tmp/femtrin-klartekst-XXXXXX");
	if (!mkdtemp(p->rod))
		doe(p->rod);
	for (size_t i = 0; i < sizeof MAPPER / sizeof *MAPPER; i++) {
		snprintf(sti, sizeof sti, "%s/%s", p->rod, MAPPER[i]);
		mkdir(sti, 0700);
	}
	snprintf(sti, sizeof sti, "%s/kode", p->rod);
	FILE *f = fopen(sti, "w");
	if (!f || fputs(KODE "\n", f) == EOF || fclose(f) != 0)
		doe(sti);
	snprintf(sti, sizeof sti, "%s/lager/femtrin.db", p->rod);
	setenv("FEMTRIN_STORE", sti, 1);
	snprintf(sti, sizeof sti, "%s/hjem", p->rod);
	setenv("HOME", sti, 1);
	setenv("XDG_CONFIG_HOME", sti, 1);
	setenv("FEMTRIN_DATA", FEMTRIN_KILDE, 1);
	setenv("FEMTRIN_KDF", "gulv", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("ASAN_OPTIONS", "detect_leaks=0", 1);      /* it cannot while strace looks on */
	unsetenv("FEMTRIN_PASSPHRASE_FILE");
	unsetenv("LANG");
	unsetenv("LC_ALL");
}

/* The figures; false when something was found, or the search did not find what is there. */
static bool dom(struct proeve *p, int antal, size_t i_sporet, size_t i_hukommelsen)
{
	const struct spor *s = &p->spor;
	size_t fandt = i_eksporten(p), alle = ordsoeg_antal(p->ord) - 1;   /* and the passphrase */
	p->daarlige += s->daarlige;
	printf("%d cases, %zu strings; %zu files (%zu kB), %zu writes (%zu kB), "
	       "memory of the locked program %zu kB: %zu bad\n", antal, alle, s->filer.n,
	       p->laest / 1024, s->skrivninger, s->skrevet / 1024, p->hukommelse / 1024, p->daarlige);
	printf("control: %zu of them in the export, %zu as strace saw it written, "
	       "%zu in the memory of the unlocked program\n", fandt, i_sporet, i_hukommelsen);
	/* The program lets nobody else look into it: what it wrote where, only root is told. */
	bool set = i_sporet == alle && s->skrivninger > 100 && i_hukommelsen > 0;
	if (geteuid() != 0)
		printf("not root: the writes and the memory are left out\n");
	return p->daarlige == 0 && fandt == alle && (set || geteuid() != 0);
}

static bool arbejd_alt(struct proeve *p, int antal)
{
	size_t i_hukommelsen = 0;
	const char *et;
	for (int i = 0; i < antal; i++)
		lav_sag(p, i);
	importer(p, antal);
	breve(p);
	skaermen(p, &i_hukommelsen);
	skal(p, "backup lager/kopi.db", NULL);
	skal(p, "export --all ud/alle", NULL);
	mappe(p, "lager");
	mappe(p, "hjem");
	spor_laes(&p->spor);
	size_t i_sporet = ordsoeg_fundne(p->ord, &et);
	for (size_t i = 0; i < p->spor.filer.n; i++)
		en_fil(p, *VEC_NR(char *, &p->spor.filer, i));
	return dom(p, antal, i_sporet, i_hukommelsen);
}

int main(int argc, char **argv)
{
	struct proeve p = {.ord = ordsoeg_ny(), .r = {argc > 3 ? strtoull(argv[3], NULL, 0) : 1}};
	if (argc < 3 || system("strace -V >/dev/null 2>&1") != 0) {
		printf("usage: torture_klartekst FEMTRIN CASES [SEED]; strace has to be there\n");
		return 2;
	}
	p.femtrin = argv[1];
	begynd(&p);
	spor_init(&p.spor, p.rod, p.ord);
	bool god = arbejd_alt(&p, atoi(argv[2]));
	char *ryd = mem_format("rm -rf '%s'", p.rod);
	if (system(ryd) != 0)
		god = false;
	free(ryd);
	spor_done(&p.spor);
	buf_done(&p.sager);
	ordsoeg_free(p.ord);
	return god ? 0 : 1;
}
