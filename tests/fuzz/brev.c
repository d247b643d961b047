/* Anything as a letter template: either told about, with its file, or a draft
 * that can be read and set. */
#include <sys/stat.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"
#include "core/form/formsaet.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"
#include "tests/fuzz/fuzz.h"

static const char *const FORMS[] = {FEMTRIN_KILDE "/forms"};
static const struct dato DAG = {2026, 9, 20};
static char mappe[] = "/tmp/femtrin-fuzz-XXXXXX";
static char egen[64];
static struct formsaet *formsaet;
static struct regler *regler;
static struct indstillinger ind;
static struct sag *sag;
static struct assess assess;

static void ryd(void)
{
	char sti[64];
	remove(egen);
	snprintf(sti, sizeof sti, "%s/breve", mappe);
	remove(sti);
	remove(mappe);
	assess_done(&assess);
	sag_free(sag);
	regler_free(regler);
	indstillinger_done(&ind);
	formsaet_free(formsaet);
}

static void begynd(void)
{
	char sti[64];
	if (*egen)
		return;
	SKAL(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/breve", mappe);
	SKAL(!mkdir(sti, 0700));
	snprintf(egen, sizeof egen, "%s/breve/brev.yaml", mappe);
	indstillinger_hent(&ind, FORMS, 1, NULL, NULL);
	SKAL(!formsaet_hent(&formsaet, FORMS, 1, NULL, NULL, NULL));
	SKAL(!regler_hent(&regler, FORMS, 1, &ind, NULL, NULL, NULL));
	SKAL(!sagfil_laes(&sag, formsaet, FEMTRIN_KILDE "/tests/fixtures/landmand.yaml", DAG, NULL));
	assess_run(&assess, sag, &(struct assess_om){DAG, -1, regler, &ind, NULL});
	atexit(ryd);
}

static void sig(void *arg, const char *saetning)
{
	SKAL(strstr(saetning, "brev.yaml"));
	++*(int *)arg;
}

static void proev(const struct brevsaet *b)
{
	const char *const *arter;
	const struct brev_om om = {.assess = &assess, .ind = &ind, .i_dag = DAG, .udkast = true};
	struct buf ud = BUF_TOM;
	struct brev *brev = NULL;
	SKAL(brevsaet_arter(b, &arter) == 1);
	SKAL(!brev_lav(&brev, b, arter[0], sag, &om, NULL));
	brev_tekst(brev, &ud);
	buf_ryd(&ud);
	SKAL(!brev_pdf(brev, brevsaet_layout(b), false, &ud, NULL));
	buf_done(&ud);
	brev_free(brev);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const char *mapper[] = {mappe};
	struct brevsaet *b = NULL;
	int sagt = 0;
	begynd();
	som_fil(egen, (const char *)data, n);
	if (brevsaet_hent(&b, mapper, 1, formsaet, sig, &sagt, NULL) == 0)
		proev(b);
	else
		SKAL(sagt == 1);
	brevsaet_free(b);
	return 0;
}
