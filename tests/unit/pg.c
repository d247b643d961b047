#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/err.h"
#include "core/io/krypto.h"
#include "core/io/memfil.h"
#include "core/io/pg.h"
#include "core/synk/central.h"
#include "core/synk/postgresfejl.h"

#define GOD "postgresql://demo@central.example/femtrin?sslrootcert=/etc/femtrin/ca.crt"

static void refuses(const char *tekst, const char *ord)
{
	struct pg_adresse *a;
	struct err e = {0, ""};
	cr_assert_eq(pg_adresse_laes(&a, tekst, &e), ERR_BRUG, "%s", tekst);
	cr_assert_null(a);
	cr_assert(strstr(e.tekst, ord), "%s: %s", tekst, e.tekst);
	cr_assert_not(strstr(e.tekst, "hemmelig"), "%s", e.tekst);
}

Test(pg, reads_a_connection_that_asks_for_enough)
{
	struct pg_adresse *a;
	struct err e = {0, ""};
	cr_assert_eq(pg_adresse_laes(&a, GOD "&sslmode=verify-full&channel_binding=require", &e), 0, "%s",
		     e.tekst);
	cr_assert_str_eq(pg_adresse_ord(a, "user"), "demo");
	cr_assert_null(pg_adresse_ord(a, "sslkey"));
	cr_assert_null(pg_adresse_ord(a, "findes_ikke"));
	pg_adresse_free(a);
}

Test(pg, refuses_a_connection_that_asks_for_less)
{
	refuses(GOD "&sslmode=require", "sslmode skal være verify-full");
	refuses(GOD "&sslmode=disable", "sslmode");
	refuses(GOD "&channel_binding=prefer", "channel_binding");
	refuses(GOD "&gssencmode=prefer", "gssencmode");
	refuses(GOD "&ssl_min_protocol_version=TLSv1", "ssl_min_protocol_version");
	refuses(GOD "&ssl_max_protocol_version=TLSv1.2", "ssl_max_protocol_version");
	refuses(GOD "&options=-csearch_path%3Dx", "options");
	refuses(GOD "&service=x", "service");
}

Test(pg, refuses_a_connection_without_the_names_it_needs)
{
	refuses("postgresql://demo@central.example/femtrin", "sslrootcert");
	refuses("postgresql://central.example/femtrin?sslrootcert=/x", "user");
	refuses("user=demo dbname=femtrin sslrootcert=/x", "host");
	refuses("host=/tmp user=demo dbname=femtrin sslrootcert=/x", "host");
	refuses("host=central.example,/tmp user=demo dbname=femtrin sslrootcert=/x", "host");
	refuses("host=@abstrakt user=demo dbname=femtrin sslrootcert=/x", "host");
}

Test(pg, shows_no_password_when_it_refuses)
{
	refuses("postgresql://demo:hemmelig@central.example/femtrin?sslrootcert=/x", "passfile");
	refuses("host=central.example password=hemmelig forkert", "kan ikke læses");
	refuses("password='hemmelig", "kan ikke læses");
}

Test(pg, writes_integers_as_the_server_reads_them)
{
	const int64_t v[] = {0, 1, -1, 255, 256, INT64_MAX, INT64_MIN, 0x0197a1b2c3d4LL << 16};
	for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
		uint8_t b[8];
		pgbinaer_tal(b, v[i]);
		cr_assert_eq(pgbinaer_laes(b, 8), v[i]);
	}
	cr_assert_eq(pgbinaer_laes("\xff\xff\xff\xfe", 4), -2);
	cr_assert_eq(pgbinaer_laes("\x01", 1), 1);
	cr_assert_eq(pgbinaer_laes("", 0), 0);
}

Test(pg, writes_an_array_as_the_server_reads_it)
{
	static const uint8_t ventet[] = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 25, 0, 0, 0, 3, 0, 0, 0, 1,
					 0, 0, 0, 1, 'a', 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0};
	struct pgraekke r = {.n = 0};
	pgraekke_ny(&r, PG_TEXT);
	pgraekke_add(&r, "a", 1);
	pgraekke_add(&r, NULL, 0);
	pgraekke_add(&r, "", 0);
	const struct buf *b = pgraekke_slut(&r);
	cr_assert_eq(b->len, sizeof ventet);
	cr_assert_eq(memcmp(b->data, ventet, sizeof ventet), 0);
	buf_done(&r.b);
}

Test(pg, keeps_a_key_in_memory_that_only_its_owner_may_open)
{
	struct memfil m;
	struct err e = {0, ""};
	struct stat st;
	char laest[8] = "";
	cr_assert_eq(memfil_lav(&m, "nøgle", 6, &e), 0, "%s", e.tekst);
	cr_assert_eq(stat(m.sti, &st), 0);
	cr_assert(S_ISREG(st.st_mode));
	cr_assert_eq(st.st_mode & 077, 0);
	FILE *f = fopen(m.sti, "r");
	cr_assert_not_null(f);
	cr_assert_eq(fread(laest, 1, sizeof laest, f), 6);
	fclose(f);
	cr_assert_str_eq(laest, "nøgle");
	memfil_luk(&m);
	memfil_luk(&m);
	cr_assert_eq(m.fd, -1);
}

static void means(const char *sqlstate, int kode, const char *ord)
{
	struct err e = {PG_SVAR, "som den kom"};
	cr_assert_eq(postgresfejl(PG_SVAR, sqlstate, &e), kode, "%s", sqlstate);
	cr_assert_eq(e.kode, kode);
	cr_assert(strstr(e.tekst, ord), "%s: %s", sqlstate, e.tekst);
}

Test(pg, has_words_for_the_codes_of_the_server)
{
	means("FT001", CENTRAL_FORK, "historie");
	means("FT002", CENTRAL_HUL, "mangler");
	means("FT005", CENTRAL_SPAERRET, "spærret");
	means("53100", CENTRAL_FULD, "fuldt");
	means("53300", CENTRAL_NET, "travlt");
	means("57P01", CENTRAL_NET, "afbrød");
	means("42883", CENTRAL_AFVIST, "upgrade");
	means("22P02", CENTRAL_AFVIST, "som den kom");
}

Test(pg, tells_a_lost_race_from_an_error)
{
	cr_assert(postgresfejl_igen("40001"));
	cr_assert(postgresfejl_igen("40P01"));
	cr_assert(postgresfejl_igen("55P03"));
	cr_assert_not(postgresfejl_igen("57014"));
	cr_assert_not(postgresfejl_igen(""));
}
