#include <criterion/criterion.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/cmd/laasop.h"
#include "core/io/db.h"
#include "core/io/noeglepar.h"
#include "core/io/varig.h"
#include "core/io/vaultlager.h"

static char mappe[64], sti[96], fil[96];
static struct laasop_valg v;

/* Answers in turn what the test put here. */
static const char *svar[4];
static int spurgt[4], antal;

static int spoerg(void *arg, enum laasop_hvad hvad, char *ud, size_t plads, struct err *e)
{
	(void)arg, (void)e;
	const char *s = svar[antal];
	spurgt[antal++] = (int)hvad;
	cr_assert_lt(strlen(s), plads);
	memcpy(ud, s, strlen(s));
	return (int)strlen(s);
}

static void start(void)
{
	strcpy(mappe, "/tmp/femtrin-laasop-XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/femtrin.db", mappe);
	snprintf(fil, sizeof fil, "%s/kode", mappe);
	v = (struct laasop_valg){.sti = sti, .opret = true, .spoerg = spoerg,
				 .noegle = {.pris = {NOEGLE_RUNDER, NOEGLE_KIB_MIN}}};
	antal = 0;
}

static void slut(void)
{
	char cmd[128];
	snprintf(cmd, sizeof cmd, "rm -rf '%s'", mappe);
	cr_assert_eq(system(cmd), 0);
}

TestSuite(laasop, .init = start, .fini = slut);

static int proev(const char *a, const char *b)
{
	struct vaultlager *l;
	svar[0] = a;
	svar[1] = b;
	antal = 0;
	int rc = laasop(&l, &v, NULL);
	vaultlager_free(l);
	return rc;
}

Test(laasop, a_new_store_asks_twice_and_the_next_time_once)
{
	cr_assert_eq(proev("kode", "Kode"), ERR_BRUG);
	cr_assert_eq(proev("", ""), ERR_BRUG);
	cr_assert_not(noegle_findes(sti));
	cr_assert_eq(proev("kode", "kode"), 0);
	cr_assert(antal == 2 && spurgt[0] == LAASOP_NY && spurgt[1] == LAASOP_IGEN);
	cr_assert_eq(proev("kode", NULL), 0);
	cr_assert(antal == 1 && spurgt[0] == LAASOP_KODE);
	cr_assert_eq(proev("forkert", NULL), ERR_NOEGLE);
}

Test(laasop, a_missing_store_is_made_only_where_it_may)
{
	v.opret = false;
	cr_assert_eq(proev("kode", "kode"), ERR_FINDES_IKKE);
	cr_assert_eq(antal, 0, "nobody is asked for nothing");
}

Test(laasop, the_first_line_of_a_file_is_the_passphrase)
{
	struct vaultlager *l;
	v.kodefil = fil;
	cr_assert_eq(varig_skriv(fil, "fire ord å\r\nandet\n", 19, NULL), 0);
	cr_assert_eq(laasop(&l, &v, NULL), 0);
	vaultlager_free(l);
	v.kodefil = NULL;
	cr_assert_eq(proev("fire ord å", NULL), 0);
	v.kodefil = "/findes/ikke";
	cr_assert_eq(laasop(&l, &v, NULL), ERR_FINDES_IKKE);
	v.kodefil = NULL;
	v.spoerg = NULL;
	cr_assert_eq(laasop(&l, &v, NULL), ERR_NOEGLE);
	char *lang = calloc(1, 2000);
	memset(lang, 'x', 1999);
	cr_assert_eq(varig_skriv(fil, lang, 1999, NULL), 0);
	v.kodefil = fil;
	cr_assert_eq(laasop(&l, &v, NULL), ERR_UGYLDIG);
	free(lang);
}

Test(laasop, an_unsealed_store_is_sealed_on_the_way)
{
	struct db *db;
	struct err e = {0};
	cr_assert_eq(db_open(&db, sti, DB_OPRET, &e), 0, "%s", e.tekst);
	cr_assert_eq(db_exec(db, "CREATE TABLE t(x)", &e), 0);
	db_close(db);
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_AABEN);
	cr_assert_eq(proev("kode", "kode"), 0);
	cr_assert_eq(vaultlager_art(sti), VAULTLAGER_FORSEGLET);
	cr_assert_eq(proev("kode", NULL), 0);
}

/* Another process holds the store as SQLite does. */
static pid_t en_anden(int stop[2])
{
	int klar[2];
	char c;
	cr_assert(pipe(klar) == 0 && pipe(stop) == 0);
	pid_t barn = fork();
	if (barn == 0) {
		struct flock f = {.l_type = F_WRLCK, .l_whence = SEEK_SET,
				  .l_start = 0x40000000, .l_len = 512};
		int fd = open(sti, O_RDWR);
		close(stop[1]);
		_exit(fcntl(fd, F_SETLK, &f) < 0 || write(klar[1], "x", 1) != 1 ||
		      read(stop[0], &c, 1) < 0);
	}
	cr_assert_eq(read(klar[0], &c, 1), 1);
	close(stop[0]);
	return barn;
}

Test(laasop, a_store_that_is_open_elsewhere_is_refused_before_anybody_is_asked)
{
	struct vaultlager *l;
	struct err e = {0};
	int stop[2];
	char hvem[128];
	const struct passwd *pw = getpwuid(getuid());
	cr_assert_eq(varig_skriv(sti, "noget forseglet ", 16, &e), 0, "%s", e.tekst);
	cr_assert_eq(proev("kode", NULL), ERR_SKADET, "no key file: nobody is asked either");
	unlink(sti);
	cr_assert_eq(proev("kode", "kode"), 0);
	cr_assert_eq(varig_skriv(sti, "noget forseglet ", 16, &e), 0, "%s", e.tekst);
	pid_t barn = en_anden(stop);
	antal = 0;
	cr_assert_eq(laasop(&l, &v, &e), ERR_LAAST);
	cr_assert_null(l);
	cr_assert_eq(antal, 0);
	snprintf(hvem, sizeof hvem, "proces %d, bruger %s)", (int)barn, pw ? pw->pw_name : "");
	cr_assert_not_null(strstr(e.tekst, hvem), "%s", e.tekst);
	close(stop[1]);
	waitpid(barn, NULL, 0);
	cr_assert_eq(laasop_ledig(sti, &e), 0);
}

Test(laasop, the_passphrase_is_changed_and_recovered)
{
	struct vaultlager *l;
	uint8_t off[32], priv[32];
	segl_par(off, priv);
	v.noegle.genopretning = off;
	svar[0] = svar[1] = "en";
	cr_assert_eq(laasop(&l, &v, NULL), 0);
	svar[2] = svar[3] = "to";
	cr_assert_eq(laasop_skift(l, &v, NULL), 0);
	vaultlager_free(l);
	cr_assert_eq(proev("en", NULL), ERR_NOEGLE);
	cr_assert_eq(proev("to", NULL), 0);
	svar[0] = svar[1] = "tre";
	antal = 0;
	cr_assert_eq(laasop_genopret(&l, priv, &v, NULL), 0);
	vaultlager_free(l);
	cr_assert_eq(proev("tre", NULL), 0);
}

Test(laasop, advice_is_given_and_long_ones_need_none)
{
	cr_assert_not_null(laasop_raad("kode", 4));
	cr_assert_not_null(laasop_raad("aaaaaaaaaaaaaaaaaaaaaaa", 23));
	cr_assert_not_null(laasop_raad("ganske godt", 11));
	cr_assert_null(laasop_raad("hest kasket vindue å", 21));
}

Test(laasop, a_recovery_pair_is_two_files_that_cannot_be_mistaken)
{
	char priv[96], off[96];
	uint8_t a[32], b[32], c[32];
	struct err e;
	struct stat st;
	snprintf(priv, sizeof priv, "%s/privat", mappe);
	snprintf(off, sizeof off, "%s/offentlig", mappe);
	cr_assert_eq(noeglepar_lav(priv, off, &e), 0);
	cr_assert_eq(noeglepar_lav(priv, off, &e), ERR_BRUG);
	cr_assert(stat(priv, &st) == 0 && (st.st_mode & 0777) == 0600);
	cr_assert_eq(noeglepar_laes(priv, NOEGLEPAR_PRIVAT, a, &e), 0);
	cr_assert_eq(noeglepar_laes(off, NOEGLEPAR_OFFENTLIG, b, &e), 0);
	segl_offentlig(c, a);
	cr_assert_arr_eq(b, c, 32);
	cr_assert_eq(noeglepar_laes(off, NOEGLEPAR_PRIVAT, a, &e), ERR_UGYLDIG);
	cr_assert_not_null(strstr(e.tekst, "offentlige halvdel"));
	FILE *f = fopen(priv, "r+");
	fseek(f, 40, SEEK_SET);
	int t = fgetc(f);
	fseek(f, -1, SEEK_CUR);
	fputc(t == '0' ? '1' : '0', f);
	fclose(f);
	cr_assert_eq(noeglepar_laes(priv, NOEGLEPAR_PRIVAT, a, &e), ERR_UGYLDIG, "a digit read wrong");
}
