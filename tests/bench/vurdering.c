/* What one committed key costs on a case with 200 tasks: the assessment and the
 * meter, beside the mere reading of the tasks' fields. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/form/formsaet.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/mangler.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"

enum { OPGAVER = 200, GANGE = 2000 };

static double nu(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void skriv_sag(struct buf *b)
{
	buf_tekst(b, "femtrin: 1\nborger: {navn: Demo}\n"
		     "ansaettelser: [{id: a1, form: ordinaer, timer_pr_uge: 37, arbejdsdage_pr_uge: 5}]\n"
		     "opgaver:\n");
	for (int i = 0; i < OPGAVER; i++)
		buf_format(b,
			   "  - {id: t%d, ansaettelse: a1, navn: Opgave %d, spalte: %d, antal: 2, pr: dag, "
			   "minutter: 20, bistand: %d, loesning: assistance, type: andet, foer: kollega, "
			   "indhold: ja, hvorfor: x}\n",
			   i + 1, i + 1, i % 3 + 1, i % 3 ? 10 : 0);
}

static size_t laes_alt(const struct sag *s)
{
	size_t fyldte = 0;
	for (size_t i = 0; i < sag_antal(s, "opgaver"); i++) {
		struct opgave o;
		opgave_laes(&o, s, sag_nr(s, "opgaver", i));
		fyldte += o.tal.taeller;
	}
	return fyldte;
}

static void linje(const char *navn, double mikrosekunder, double mod)
{
	printf("%-28s %8.1f us   %.1fx\n", navn, mikrosekunder, mikrosekunder / mod);
}

static void maal(const struct sag *s, const struct assess_om *om)
{
	size_t fyldte = 0;
	double t0 = nu();
	for (int i = 0; i < GANGE; i++)
		fyldte += laes_alt(s);
	double t1 = nu();
	for (int i = 0; i < GANGE; i++) {
		struct assess a;
		assess_run(&a, s, om);
		fyldte += a.n_remarks;
		assess_done(&a);
	}
	double t2 = nu();
	for (int i = 0; i < GANGE; i++) {
		struct mangler m;
		mangler_find(&m, s);
		fyldte += m.n;
		mangler_done(&m);
	}
	double t3 = nu(), mod = (t1 - t0) / GANGE;
	printf("%d opgaver (%zu)\n", OPGAVER, fyldte);
	linje("laesning af opgaverne", mod, mod);
	linje("vurdering", (t2 - t1) / GANGE, mod);
	linje("maaler", (t3 - t2) / GANGE, mod);
}

int main(void)
{
	static const char *const mapper[] = {FEMTRIN_KILDE "/forms"};
	struct formsaet *fs = NULL;
	struct regler *r = NULL;
	struct indstillinger ind = {0};
	struct sag *s = NULL;
	struct err e = {0, ""};
	struct buf b = BUF_TOM;
	struct dato dag = {2026, 9, 20};
	int rc = 1;

	skriv_sag(&b);
	indstillinger_hent(&ind, mapper, 1, NULL, NULL);
	if (formsaet_hent(&fs, mapper, 1, NULL, NULL, &e) < 0 ||
	    regler_hent(&r, mapper, 1, &ind, NULL, NULL, &e) < 0 ||
	    sagfil_laes_tekst(&s, fs, "bench", buf_str(&b), b.len, dag, &e) < 0) {
		fprintf(stderr, "%s\n", e.tekst);
		goto out;
	}
	maal(s, &(struct assess_om){dag, -1, r, &ind, NULL});
	rc = 0;
out:
	sag_free(s);
	regler_free(r);
	indstillinger_done(&ind);
	formsaet_free(fs);
	buf_done(&b);
	return rc;
}
