/*
 * Every command, with each call to the disk or each allocation failing in turn, once
 * and for good. Each time: it ends by itself, with an exit code; what it says is a
 * Danish sentence without personal data; the store holds what it held, or all of what
 * was done (and that, when the command said it was done); `verify` finds nothing; a
 * file it writes is whole or not there; nothing half made is left lying.
 *
 *   torture_kommandoer FEMTRIN SVIGT disk|hukommelse POINTS [SEED] [COMMAND]
 *
 * POINTS of failure are spread over each command, each errno, once and for good; 0 is
 * every one. The drawing libraries end the program when they get no memory
 * (GLib aborts): that is counted by itself, and the store has to be as good.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/cmd/cmdtabel.h"
#include "tests/torture/proces.h"
#include "tests/torture/svigt.h"

#define KILDE FEMTRIN_KILDE "/tests/fixtures/"

struct ordre {
	const char *skabelon;         /* the store it begins with */
	const char *argv[10];         /* after the program's name */
	const char *fil;              /* what it writes, besides the store */
};

static const struct ordre ordrer[] = {
	{"tom", {"import", KILDE "landmand.yaml"}, NULL},
	{"sager", {"import", KILDE "paedagog.yaml"}, NULL},
	{"sager", {"import", "../rettet.yaml"}, NULL},
	{"sager", {"list"}, NULL},
	{"sager", {"list", "--json"}, NULL},
	{"gammel", {"list"}, NULL},
	{"sager", {"export", "ID", "-o", "ud.yaml"}, "ud.yaml"},
	{"sager", {"export", "--all", "ud", "--filer"}, "ud"},
	{"sager", {"letter", "ID", "-o", "ud.pdf", "--draft"}, "ud.pdf"},
	{"sager", {"letter", "ID", "-o", "ud.pdf", "--kind", "stamkort"}, "ud.pdf"},
	{"sager", {"letter", "ID", "--text", "--draft"}, NULL},
	{"sager", {"journal", "ID"}, NULL},
	{"sager", {"assess", "ID"}, NULL},
	{"sager", {"verify"}, NULL},
	{"sager", {"rebuild"}, NULL},
	{"sager", {"backup", "kopi.db"}, "kopi.db"},
	{"sager", {"passphrase", "--new-passphrase-file", "../ny"}, NULL},
	{"sager", {"recover", "--key", "../par.privat", "--new-passphrase-file", "../ny"}, NULL},
	{"tom", {"recover", "--make-key", "par"}, "par.privat"},
};
enum { ORDRER = sizeof ordrer / sizeof *ordrer };

struct proeve {
	const char *femtrin, *svigt;
	enum svigt_art art;
	char rod[200], arbejde[220], skabelon[260], id[40];
	long punkter, afvist, gjort, fremmed, daarlige;
};

struct facit {
	uint64_t foer, efter, ud, fil;
	int64_t kald;
	int kode;
};

/* --- what there is to compare ---------------------------------------- */

static size_t hex(const char *s, size_t n)
{
	size_t k = 0;
	while (k < n && s[k] && strchr("0123456789abcdef", s[k]))
		k++;
	return k;
}

static bool uuid_her(const char *s, size_t n)
{
	static const size_t led[] = {8, 4, 4, 4, 12};
	for (int i = 0; i < 5; i++) {
		if (hex(s, n) < led[i] || (i < 4 && (n <= led[i] || s[led[i]] != '-')))
			return false;
		s += led[i] + 1;
		n -= i < 4 ? led[i] + 1 : 0;
	}
	return true;
}

/* A hash of a text, whatever numbers the cases got, and whatever bytes the letters. */
static uint64_t sum(const struct buf *b)
{
	uint64_t h = 0xcbf29ce484222325u;
	const char *s = buf_str(b);
	for (size_t i = 0; i < b->len; i++) {
		if (uuid_her(s + i, b->len - i))
			i += 35;
		else if (hex(s + i, b->len - i) == 64)
			i += 63;
		else
			h = (h ^ (unsigned char)s[i]) * 0x100000001b3u;
	}
	return h;
}

static bool ender(const char *s, const char *med)
{
	size_t n = strlen(s), m = strlen(med);
	return n >= m && strcmp(s + n - m, med) == 0;
}

/* Of a file, or of all files in a folder; 0: not there. A PDF is whole or not (its
 * dates are packed): -1 when it is not. A key is another one each time. */
static uint64_t sum_fil(const char *mappe, const char *fil)
{
	struct buf b = BUF_TOM;
	char sti[600];
	uint64_t h = 0;
	snprintf(sti, sizeof sti, "%s/%s", mappe, fil);
	DIR *d = opendir(sti);
	for (struct dirent *f; d && (f = readdir(d)) != NULL;)
		if (f->d_name[0] != '.')
			h += sum_fil(sti, f->d_name);
	if (d)
		closedir(d);
	else if (ender(fil, ".privat"))
		h = fil_laes(&b, mappe, fil);
	else if (fil_laes(&b, mappe, fil) && ender(fil, ".pdf"))
		h = b.len > 1000 && memcmp(b.data, "%PDF", 4) == 0 &&
		    strncmp(b.data + b.len - 6, "%%EOF", 5) == 0 ? 1 : UINT64_MAX;
	else if (b.len || access(sti, F_OK) == 0)
		h = sum(&b);
	buf_done(&b);
	return h;
}

static int koer(struct proeve *p, struct svar *s, const struct ordre *o, struct svigt_tavle *t)
{
	char *argv[12] = {(char *)(uintptr_t)p->femtrin};
	for (int i = 0; o->argv[i]; i++)
		argv[i + 1] = (char *)(uintptr_t)o->argv[i];
	struct proces hvor = {.svigt = p->svigt, .mappe = p->arbejde, .id = p->id};
	proces_koer(s, &hvor, argv, t);
	return s->kode;
}

/* Runs a command without a fault, on the store or on a copy of it; its exit code. */
static int proev(struct proeve *p, const char *const *argv, char *hvorfor, size_t plads)
{
	struct ordre o = {"", {NULL}, NULL};
	struct svar s;
	for (int i = 0; argv[i]; i++)
		o.argv[i] = argv[i];
	int kode = koer(p, &s, &o, NULL);
	snprintf(hvorfor, plads, "%s afterwards: %d, %.150s %.150s", argv[0], kode, buf_str(&s.fejl),
		 buf_str(&s.ud));
	svar_done(&s);
	return kode;
}

/* What the store holds, as `export --all` has it, and which passphrase it takes; 0 when verify
 * or export is not content. */
static uint64_t tilstand(struct proeve *p, char *hvorfor, size_t plads)
{
	static const char *const gammel[] = {"verify", NULL},
		*const ny[] = {"verify", "--passphrase-file", "../ny", NULL},
		*const alt[] = {"export", "--all", "tilstand", "--filer", NULL},
		*const alt_ny[] = {"export", "--all", "tilstand", "--filer", "--passphrase-file", "../ny",
				   NULL};
	char mappe[260];
	snprintf(mappe, sizeof mappe, "%s/femtrin.db", p->arbejde);
	if (access(mappe, F_OK) != 0)
		return 1;                     /* no store yet */
	int kode = proev(p, gammel, hvorfor, plads);
	bool skiftet = kode == 4 && proev(p, ny, hvorfor, plads) == 0;
	if ((kode != 0 && !skiftet) || proev(p, skiftet ? alt_ny : alt, hvorfor, plads) != 0)
		return 0;
	snprintf(mappe, sizeof mappe, "%s/tilstand", p->arbejde);
	uint64_t h = sum_fil(p->arbejde, "tilstand") + skiftet;
	mappe_toem(mappe);
	rmdir(mappe);
	return h ? h : 1;
}

/* What the command was to write; a copy of the store is whole when verify says so. */
static uint64_t sum_ud(struct proeve *p, const struct ordre *o)
{
	static const char *const efterse[] = {"verify", "--store", "kopi.db", NULL};
	char hvorfor[400], sti[300];
	snprintf(sti, sizeof sti, "%s/%s", p->arbejde, o->fil ? o->fil : ".");
	if (!o->fil || !ender(o->fil, ".db"))
		return o->fil ? sum_fil(p->arbejde, o->fil) : 0;
	return access(sti, F_OK) != 0 ? 0 : proev(p, efterse, hvorfor, sizeof hvorfor) == 0 ? 1 : UINT64_MAX;
}

static void begynd(struct proeve *p, const struct ordre *o)
{
	snprintf(p->skabelon, sizeof p->skabelon, "%s/%s", p->rod, o->skabelon);
	mappe_kopi(p->skabelon, p->arbejde);
}

/* --- the judgement ---------------------------------------------------- */

static bool fremmed_tegner(const struct svigt_tavle *t)
{
	static const char *const navne[] = {"glib", "gobject", "pango", "fontconfig", "freetype",
		"harfbuzz", "cairo", "pixman", "stdc++", "fribidi", "thai", "datrie", "expat", "gio"};
	for (size_t i = 0; i < sizeof navne / sizeof *navne; i++)
		if (strstr(t->bibliotek, navne[i]))
			return true;
	return false;
}

/* Our own lines alone: the drawing libraries have their own way of speaking. */
static const char *saetningen(const struct svar *s)
{
	static const char *const aldrig[] = {"Demo", "0019", "0004", "databasen svarer", "(null)"};
	int linjer = 0;
	for (const char *l = buf_str(&s->fejl); *l; l += strcspn(l, "\n"), l += *l == '\n') {
		char linje[600];
		snprintf(linje, sizeof linje, "%.*s", (int)strcspn(l, "\n"), l);
		if (strncmp(linje, "femtrin: ", 9) != 0)
			continue;
		linjer++;
		for (size_t i = 0; i < sizeof aldrig / sizeof *aldrig; i++)
			if (strstr(linje, aldrig[i]))
				return "an unclear sentence, or a name in it";
	}
	return linjer ? NULL : "no sentence";
}

/* Files that nobody asked for. */
static bool efterladt(const struct proeve *p, const struct ordre *o, char *navn, size_t plads)
{
	static const char *const vore[] = {"femtrin.db", "femtrin.db.noegle", "femtrin.db.noegle2",
		"femtrin.db.udbakke", "femtrin.db-journal", "kopi.db.noegle", "kopi.db.noegle2",
		"kopi.db.udbakke", "par.offentlig"};
	bool fundet = false, skrevet = o->fil && sum_fil(p->arbejde, o->fil);
	DIR *d = opendir(p->arbejde);
	for (struct dirent *f; d && !fundet && (f = readdir(d)) != NULL;) {
		fundet = f->d_name[0] != '.' && (!o->fil || strcmp(f->d_name, o->fil) != 0);
		for (size_t i = 0; i < sizeof vore / sizeof *vore; i++)
			fundet &= (vore[i][0] != 'f' && !skrevet) || strcmp(f->d_name, vore[i]) != 0;
		snprintf(navn, plads, "leaves %s behind", f->d_name);
	}
	if (d)
		closedir(d);
	return fundet;
}

static const char *svaret(struct proeve *p, const struct ordre *o, const struct facit *f,
			  const struct svar *s)
{
	uint64_t fil = sum_ud(p, o);
	if (s->haenger)
		return "hangs";
	if (s->kode < 0)
		return "ended by a signal";
	if (s->kode == f->kode)
		return sum(&s->ud) != f->ud && strcmp(o->argv[0], "recover") != 0
			     ? "done, but it said something else"
		     : fil != f->fil ? "done, but not the same file" : NULL;
	if (fil == UINT64_MAX || (strcmp(o->argv[0], "letter") == 0 && fil && fil != f->fil))
		return "half a file";
	return saetningen(s);
}

static void daarlig(struct proeve *p, const struct ordre *o, const struct svigt_tavle *t,
		    const struct svar *s, const char *hvad)
{
	printf("  FAIL %s %s: %s\n    call %lld%s (%s %s by %s), errno %d, exit %d: %.300s\n",
	       o->argv[0], o->argv[1] ? o->argv[1] : "", hvad, (long long)t->ved,
	       t->altid ? " and on" : "", t->hvad, t->fil, t->bibliotek, t->nr, s->kode,
	       buf_str(&s->fejl));
	p->daarlige++;
}

static uint64_t igen(struct proeve *p, const struct ordre *o, char *hvorfor, size_t plads)
{
	struct svar s;
	int kode = koer(p, &s, o, NULL);
	svar_done(&s);
	return kode == 0 ? tilstand(p, hvorfor, plads) : 0;
}

static void lageret(struct proeve *p, const struct ordre *o, const struct facit *f,
		    const struct svigt_tavle *t, const struct svar *s)
{
	char hvorfor[400] = "";
	bool roert = !mappe_ens(p->arbejde, p->skabelon, "femtrin.db") ||
		     !mappe_ens(p->arbejde, p->skabelon, "femtrin.db.noegle") ||
		     !mappe_ens(p->arbejde, p->skabelon, "femtrin.db.noegle2") ||
		     !mappe_ens(p->arbejde, p->skabelon, "femtrin.db-journal");
	uint64_t nu = roert ? tilstand(p, hvorfor, sizeof hvorfor) : f->foer;
	if (nu == 0 && f->foer == 1)          /* a first start that was cut off goes on */
		nu = igen(p, o, hvorfor, sizeof hvorfor);
	if (nu == 0)
		daarlig(p, o, t, s, hvorfor);
	else if (nu != f->foer && nu != f->efter)
		daarlig(p, o, t, s, "the store holds something else");
	else if (s->kode == 0 && nu != f->efter)
		daarlig(p, o, t, s, "said to be done, and is not in the store");
	else if (p->art == SVIGT_DISK && !t->altid && strcmp(t->hvad, "unlink") != 0 &&
		 efterladt(p, o, hvorfor, sizeof hvorfor))
		daarlig(p, o, t, s, hvorfor);
}

static void punkt(struct proeve *p, const struct ordre *o, const struct facit *f,
		  struct svigt_tavle t)
{
	struct svar s;
	begynd(p, o);
	koer(p, &s, o, &t);
	const char *hvad = t.ramt ? svaret(p, o, f, &s) : NULL;
	bool fremmed = hvad && p->art == SVIGT_HUKOMMELSE && fremmed_tegner(&t);
	p->punkter += t.ramt > 0;
	p->afvist += t.ramt && s.kode != f->kode;
	p->gjort += t.ramt && s.kode == f->kode;
	p->fremmed += fremmed;
	if (hvad && !fremmed)
		daarlig(p, o, &t, &s, hvad);
	if (t.ramt)
		lageret(p, o, f, &t, &s);
	svar_done(&s);
}

/* --- the run ------------------------------------------------------------ */

/* Without a fault: what is right, and how many calls there are to fail. */
static bool facit(struct proeve *p, const struct ordre *o, struct svigt_tavle t, struct facit *f)
{
	char hvorfor[400] = "";
	struct svar s;
	begynd(p, o);
	if (strcmp(o->skabelon, "gammel") == 0)
		f->foer = 2;                  /* unsealed: the same bytes, or sealed */
	else
		f->foer = tilstand(p, hvorfor, sizeof hvorfor);
	begynd(p, o);
	f->kode = koer(p, &s, o, &t);
	f->kald = t.kald;
	f->ud = sum(&s.ud);
	f->fil = sum_ud(p, o);
	f->efter = tilstand(p, hvorfor, sizeof hvorfor);
	bool god = f->foer && f->efter && f->kode == 0 && (!o->fil || f->fil);
	if (!god)
		daarlig(p, o, &t, &s, hvorfor);
	svar_done(&s);
	return god;
}

static void ordre(struct proeve *p, const struct ordre *o, long antal, uint64_t froe)
{
	static const int disk[] = {EIO, ENOSPC, EROFS}, hukommelse[] = {ENOMEM};
	const int *nr = p->art == SVIGT_DISK ? disk : hukommelse;
	for (int i = 0; i < (p->art == SVIGT_DISK ? 3 : 1); i++) {
		struct facit f;
		struct svigt_tavle t = {.art = (int32_t)p->art, .nr = nr[i]};
		if (!facit(p, o, t, &f))
			return;
		int64_t n = antal == 0 || antal > f.kald ? f.kald : antal;
		for (int64_t k = 0; k < 2 * n && p->daarlige < 20; k++) {
			t.altid = k & 1;
			t.ved = 1 + ((k / 2) * f.kald / n + (int64_t)(froe * 7919 % (uint64_t)f.kald)) %
				    f.kald;
			punkt(p, o, &f, t);
		}
	}
}

static void skabelon(struct proeve *p, const char *navn)
{
	char til[300];
	snprintf(til, sizeof til, "%s/%s", p->rod, navn);
	mappe_kopi(p->arbejde, til);
	mappe_toem(p->arbejde);
}

/* The case as it stands, with one line more; its number goes into p->id. */
static void rettet(struct proeve *p)
{
	static const struct ordre ud = {"", {"export", "ID"}, NULL}, vis = {"", {"list", "--json"}, NULL};
	struct svar s;
	koer(p, &s, &vis, NULL);
	for (size_t i = 0; i < s.ud.len && !p->id[0]; i++)
		if (uuid_her(s.ud.data + i, s.ud.len - i))
			snprintf(p->id, sizeof p->id, "%.36s", s.ud.data + i);
	svar_done(&s);
	koer(p, &s, &ud, NULL);
	char *navn = strstr(buf_str(&s.ud), "Demo Landmand");
	if (navn)
		memcpy(navn, "Demo Rettelse", 13);
	char sti[300];
	snprintf(sti, sizeof sti, "%s/rettet.yaml", p->rod);
	FILE *f = fopen(sti, "w");
	if (!navn || !f || fputs(buf_str(&s.ud), f) < 0 || fclose(f) != 0)
		exit(2);
	svar_done(&s);
}

/* The municipality's pair of keys: its public half goes into the settings. */
static void noeglepar(struct proeve *p)
{
	static const struct ordre lav = {"", {"recover", "--make-key", "../par"}, NULL};
	char sti[300];
	struct svar s;
	koer(p, &s, &lav, NULL);
	const char *linje = strstr(buf_str(&s.ud), "gendannelsesnoegle:");
	snprintf(sti, sizeof sti, "%s/femtrin", p->rod);
	mkdir(sti, 0700);
	snprintf(sti, sizeof sti, "%s/femtrin/indstillinger.yaml", p->rod);
	FILE *f = fopen(sti, "w");
	if (!linje || !f || fputs(linje, f) < 0 || fclose(f) != 0)
		exit(2);
	svar_done(&s);
	snprintf(sti, sizeof sti, "%s/ny", p->rod);
	f = fopen(sti, "w");
	if (!f || fputs("en ny kode\n", f) < 0 || fclose(f) != 0)
		exit(2);
}

static void start(struct proeve *p, const char *fra)
{
	const char *rod = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	struct svar s;
	char sti[300];
	snprintf(p->rod, sizeof p->rod, "%s/femtrin-svigt-XXXXXX", rod);
	if (!mkdtemp(p->rod))
		exit(2);
	snprintf(p->arbejde, sizeof p->arbejde, "%s/arbejde", p->rod);
	mkdir(p->arbejde, 0700);
	snprintf(sti, sizeof sti, "%s/femtrin.db", p->arbejde);
	setenv("FEMTRIN_STORE", sti, 1);
	setenv("FEMTRIN_DATA", fra, 1);
	setenv("FEMTRIN_PASSPHRASE_FILE", FEMTRIN_KILDE "/tests/adgangskode", 1);
	setenv("HOME", p->rod, 1);
	setenv("XDG_CACHE_HOME", p->rod, 1);
	setenv("G_SLICE", "always-malloc", 1);
	setenv("XDG_CONFIG_HOME", p->rod, 1);
	unsetenv("LANGUAGE");
	noeglepar(p);
	skabelon(p, "tom");
	if (koer(p, &s, &ordrer[0], NULL) != 0)
		printf("%s", buf_str(&s.fejl)), exit(2);
	svar_done(&s);
	rettet(p);
	skabelon(p, "sager");
	struct buf b = BUF_TOM;
	FILE *f = fil_laes(&b, KILDE, "store-v1.db") ? fopen(sti, "w") : NULL;
	if (!f || fwrite(b.data, 1, b.len, f) != b.len || fclose(f) != 0)
		exit(2);
	buf_done(&b);
	skabelon(p, "gammel");
}

/* Said, so that the hole in the proof is seen. `central` and what speaks with it needs a
 * server: tests/central. */
static void ikke_med(void)
{
	for (size_t i = 0; i < cmdtabel_antal(); i++) {
		bool med = false;
		for (int k = 0; k < ORDRER; k++)
			med |= strcmp(ordrer[k].argv[0], cmdtabel_nr(i)->navn) == 0;
		if (!med)
			printf("  %s is not tried here\n", cmdtabel_nr(i)->navn);
	}
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	struct proeve p = {.femtrin = argv[1], .svigt = argv[2],
		.art = strcmp(argv[3], "disk") == 0 ? SVIGT_DISK : SVIGT_HUKOMMELSE};
	uint64_t froe = argc > 5 ? strtoull(argv[5], NULL, 10) : 0;
	const char *kun = argc > 6 ? argv[6] : NULL;
	start(&p, FEMTRIN_KILDE);
	ikke_med();
	for (int i = 0; i < ORDRER && p.daarlige < 20; i++)
		if (!kun || strcmp(kun, ordrer[i].argv[0]) == 0)
			ordre(&p, &ordrer[i], atol(argv[4]), froe);
	printf("kommandoer, %s: seed %llu, %d command lines, %ld points of failure: %ld refused in words, "
	       "%ld done all the same, %ld ended by a drawing library; %ld bad\n", argv[3],
	       (unsigned long long)froe, ORDRER, p.punkter, p.afvist - p.fremmed, p.gjort, p.fremmed,
	       p.daarlige);
	mappe_toem(p.rod);
	rmdir(p.rod);
	return p.daarlige != 0;
}
