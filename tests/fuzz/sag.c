/* Reads anything as a case file; a case that was read comes out and in again the
 * same. */
#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/fuzz/fuzz.h"

static const struct dato I_DAG = {2026, 11, 22};
static struct formsaet *former;
static char sti[] = "/tmp/femtrin-fuzz-XXXXXX";

static void ryd(void)
{
	remove(sti);
	formsaet_free(former);
}

static void begynd(void)
{
	const char *mapper[] = {FEMTRIN_KILDE "/forms"};
	if (former)
		return;
	SKAL(!formsaet_hent(&former, mapper, 1, NULL, NULL, NULL));
	int fd = mkstemp(sti);
	SKAL(fd >= 0 && !close(fd));
	atexit(ryd);
}

static struct sag *laes(const void *data, size_t n)
{
	struct sag *s;
	struct err e = {0};
	som_fil(sti, data, n);
	if (!sagfil_laes(&s, former, sti, I_DAG, &e))
		return s;
	SKAL(*e.tekst);
	return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	begynd();
	struct sag *s = laes(data, n);
	if (!s)
		return 0;
	struct buf a = BUF_TOM, b = BUF_TOM;
	sagfil_export(s, &a);
	sag_free(s);
	SKAL((s = laes(buf_str(&a), a.len)));
	sagfil_export(s, &b);
	sag_free(s);
	SKAL(!strcmp(buf_str(&a), buf_str(&b)));
	buf_done(&a);
	buf_done(&b);
	return 0;
}
