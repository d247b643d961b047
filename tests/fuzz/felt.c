/* Types anything into a field of any type: what is taken is canonical, also from
 * a file, and can be shown. First byte the type, second keyboard or file. */
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/tekst.h"
#include "core/form/felt.h"
#include "core/form/felttype.h"
#include "tests/fuzz/fuzz.h"

static const struct valg VALG[] = {
	{"en", "En", "En"}, {"to", "Nummer to", "Nummer to"}, {"tre", "Ærø", "Ærø"},
};

static void igen(const struct felt *f, const char *kanonisk)
{
	struct buf b = BUF_TOM, vist = BUF_TOM;
	struct err e = {0};
	SKAL(!felt_kanon(f, kanonisk, true, (struct dato){2026, 11, 22}, &b, &e));
	SKAL(!strcmp(buf_str(&b), kanonisk));
	felt_vis(f, kanonisk, &vist);
	felt_hint(f, kanonisk, &vist);
	SKAL(tekst_gyldig(buf_str(&vist), vist.len));
	buf_done(&vist);
	buf_done(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n < 2)
		return 0;
	struct felt f = {.navn = "Felt", .type = (enum felttype)(data[0] % (FELT_HASH + 1)),
			 .valg = VALG, .n_valg = 3, .enhed = data[1] & 2 ? "min" : NULL};
	felttype_graenser(f.type, &f.min, &f.maks);
	char *s = som_tekst(data + 2, n - 2);
	struct buf b = BUF_TOM;
	struct err e = {0};
	if (felt_kanon(&f, s, data[1] & 1, (struct dato){2026, 11, 22}, &b, &e))
		SKAL(!strncmp(e.tekst, "Felt: ", 6) && !b.len && tekst_gyldig(e.tekst, strlen(e.tekst)));
	else
		igen(&f, buf_str(&b));
	buf_done(&b);
	free(s);
	return 0;
}
