#include "core/brev/layout.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"

/* A red point: the smallest PNG there is. */
static const unsigned char PNG[] = {
	0x89, 'P',  'N',  'G',	0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 'I',  'H',
	'D',  'R',  0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00,
	0x00, 0x90, 0x77, 0x53, 0xDE, 0x00, 0x00, 0x00, 0x0C, 'I',  'D',  'A',	'T',  0x08,
	0xD7, 0x63, 0xF8, 0xCF, 0xC0, 0x00, 0x00, 0x03, 0x01, 0x01, 0x00, 0x18, 0xDD, 0x8D,
	0xB0, 0x00, 0x00, 0x00, 0x00, 'I',  'E',  'N',	'D',  0xAE, 0x42, 0x60, 0x82};

static char mappe[64];

static void skriv(const char *navn, const void *data, size_t n)
{
	char sti[128];
	snprintf(sti, sizeof(sti), "%s/%s", mappe, navn);
	FILE *f = fopen(sti, "wb");
	fwrite(data, 1, n, f);
	fclose(f);
}

static void foer(void)
{
	snprintf(mappe, sizeof(mappe), "/tmp/layout.XXXXXX");
	cr_assert_not_null(mkdtemp(mappe));
}

static void efter(void)
{
	char kommando[128];
	snprintf(kommando, sizeof(kommando), "rm -r %s", mappe);
	cr_assert_eq(system(kommando), 0);
}

TestSuite(layout, .init = foer, .fini = efter);

static int laes(struct layout *l, const char *tekst, struct err *e)
{
	char sti[128];
	skriv("layout.yaml", tekst, strlen(tekst));
	snprintf(sti, sizeof(sti), "%s/layout.yaml", mappe);
	return layout_laes(l, sti, e);
}

static size_t bytes(const struct layout *l, struct buf *ud)
{
	struct blok k = {.art = BLOK_AFSENDER, .tekst = (char[]){"Demo Kommune"}, .sektion = "s"};
	struct brev b = {.art = "p", .titel = (char[]){"P"}, .dato = {2026, 9, 28}, .blokke = &k,
			 .n = 1};
	struct err e = {0, ""};
	cr_assert_eq(brev_pdf(&b, l, false, ud, &e), 0, "%s", e.tekst);
	return ud->len;
}

Test(layout, a_logo_lies_beside_the_layout_and_is_drawn_the_same_each_time)
{
	struct layout uden, med;
	struct err e = {0, ""};
	struct buf a = BUF_TOM, b = BUF_TOM, c = BUF_TOM;
	layout_standard(&uden);
	med = uden;
	skriv("logo.png", PNG, sizeof(PNG));
	cr_assert_eq(laes(&med, "logo: logo.png\nlogo_hoejde_mm: 12\n", &e), 0, "%s", e.tekst);
	cr_expect_eq(med.logo[0], '/');
	cr_expect_eq(med.logo_hoejde, 12.0);
	bytes(&uden, &a);
	bytes(&med, &b);
	bytes(&med, &c);
	cr_expect_neq(a.len, b.len);
	cr_assert_eq(b.len, c.len);
	cr_expect_eq(memcmp(b.data, c.data, b.len), 0);
	cr_expect_eq(laes(&med, "logo: \"\"\n", &e), 0);
	cr_expect_eq(med.logo[0], '\0');
	buf_done(&a);
	buf_done(&b);
	buf_done(&c);
}

Test(layout, a_logo_that_is_no_picture_is_told_of_with_file_and_line)
{
	struct layout l;
	struct err e = {0, ""};
	layout_standard(&l);
	cr_expect_eq(laes(&l, "tekst_pt: 12\nlogo: findes-ikke.png\n", &e), ERR_UGYLDIG);
	cr_expect(strstr(e.tekst, "layout.yaml:2"), "%s", e.tekst);
	skriv("logo.png", PNG, 40);
	cr_expect_eq(laes(&l, "logo: logo.png\n", &e), ERR_UGYLDIG);
	unsigned char stor[sizeof(PNG)];
	memcpy(stor, PNG, sizeof(PNG));
	stor[18] = 0xFF;
	skriv("logo.png", stor, sizeof(stor));
	cr_expect_eq(laes(&l, "logo: logo.png\n", &e), ERR_UGYLDIG);
	cr_expect(strstr(e.tekst, "4000"), "%s", e.tekst);
	cr_expect_eq(l.tekst_pt, 11.5, "a mistake changes nothing");
}

static const char SVG[] =
	"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
	"viewBox='0 0 200 80'><rect width='200' height='80' rx='10' fill='#1a5276'/>"
	"<text x='20' y='50' font-size='30'>Demo</text>"
	"<image width='50' height='50' xlink:href='file:///etc/passwd'/></svg>";

Test(layout, a_logo_of_lines_is_drawn_as_lines_and_the_same_each_time)
{
	struct layout uden, med;
	struct err e = {0, ""};
	struct buf a = BUF_TOM, b = BUF_TOM, c = BUF_TOM;
	layout_standard(&uden);
	med = uden;
	skriv("logo.svg", SVG, sizeof(SVG) - 1);
	int r = laes(&med, "logo: logo.svg\n", &e);
	if (r == ERR_FINDES_IKKE)
		cr_skip_test("%s", e.tekst);
	cr_assert_eq(r, 0, "%s", e.tekst);
	bytes(&uden, &a);
	bytes(&med, &b);
	bytes(&med, &c);
	cr_expect_gt(b.len, a.len);
	cr_assert_eq(b.len, c.len);
	cr_expect_eq(memcmp(b.data, c.data, b.len), 0);
	buf_done(&a);
	buf_done(&b);
	buf_done(&c);
}

Test(layout, an_svg_file_that_is_none_is_told_of)
{
	static const char *const GALE[] = {"", "<svg", "hej", "<svg xmlns='http://www.w3.org/2000/svg'/>"};
	struct layout l;
	struct err e = {0, ""};
	layout_standard(&l);
	for (size_t i = 0; i < sizeof(GALE) / sizeof(*GALE); i++) {
		skriv("logo.svg", GALE[i], strlen(GALE[i]));
		cr_expect_lt(laes(&l, "logo: logo.svg\n", &e), 0, "%s", GALE[i]);
		cr_expect(strstr(e.tekst, "layout.yaml:1"), "%s", e.tekst);
	}
}
