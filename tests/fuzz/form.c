/* Lays anything as a form file over a good one: the good one always stands, and
 * each file is either used or told about. */
#include <sys/stat.h>

#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "tests/fuzz/fuzz.h"

static const char GOD[] = "trin: 1\ntitel: Et\nsektioner:\n  - id: s\n    titel: S\n    felter:\n"
			  "      - {noegle: a.b, type: tekst, navn: B}\n"
			  "      - {noegle: a.c, type: valg, navn: C, valg: [x, y], vis_hvis: a.b}\n"
			  "  - id: l\n    titel: L\n    liste: l\n    felter:\n"
			  "      - {noegle: d, type: heltal, navn: D}\n";
static char mappe[] = "/tmp/femtrin-fuzz-XXXXXX";
static char egen[64];

static void ryd(void)
{
	char sti[64];
	remove(egen);
	snprintf(sti, sizeof sti, "%s/trin/1.yaml", mappe);
	remove(sti);
	snprintf(sti, sizeof sti, "%s/trin", mappe);
	remove(sti);
	remove(mappe);
}

static void begynd(void)
{
	char sti[64];
	if (*egen)
		return;
	SKAL(mkdtemp(mappe));
	snprintf(sti, sizeof sti, "%s/trin", mappe);
	SKAL(!mkdir(sti, 0700));
	snprintf(sti, sizeof sti, "%s/trin/1.yaml", mappe);
	som_fil(sti, GOD, sizeof GOD - 1);
	snprintf(egen, sizeof egen, "%s/trin/2.yaml", mappe);
	atexit(ryd);
}

static void sig(void *arg, const char *saetning)
{
	SKAL(strstr(saetning, "2.yaml"));
	++*(int *)arg;
}

static void proev(const struct formsaet *f)
{
	SKAL(formsaet_trin(f, 1) && formsaet_felt(f, "a.b") && formsaet_listefelt(f, "l", "d"));
	for (size_t i = 0; i < formsaet_antal(f); i++) {
		const struct felt *felt = formsaet_nr(f, i);
		SKAL(felt->nr == (int)i && felt->navn && *felt->noegle);
		SKAL(formsaet_felt(f, felt->noegle) == felt || strlen(felt->noegle) > 200);
		SKAL(formsaet_sektion(f, felt));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	int sagt = 0;
	struct err e;
	struct formsaet *f;
	begynd();
	som_fil(egen, data, n);
	const char *mapper[] = {mappe};
	SKAL(!formsaet_hent(&f, mapper, 1, sig, &sagt, &e));
	SKAL(sagt <= 1);
	proev(f);
	formsaet_free(f);
	return 0;
}
