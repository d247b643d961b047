/* The decision letter of a worked case, two pages: built, set, drawn and completed in
 * process, beside the same words as one plain, untagged Pango layout. Aim: <= 60 ms,
 * the first one of the process included, and no memory kept from letter to letter.
 * With two file names the words and the PDF are written there (for brev.sh). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"
#include "core/brev/lix.h"
#include "core/form/formsaet.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"
#include "core/sag/sagfil.h"

enum { GANGE = 500, VARM = 50 };

static const char *const MAPPER[] = {FEMTRIN_KILDE "/forms"};
static const struct dato DAG = {2026, 9, 20};

struct alt {
	struct formsaet *fs;
	struct indstillinger ind;
	struct regler *regler;
	struct brevsaet *saet;
	struct sag *sag;
	struct assess assess;
};

/* Milliseconds on the wall, and of this process alone: the same on an idle machine. */
static double ur(clockid_t hvilket)
{
	struct timespec t;
	clock_gettime(hvilket, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double nu(void)
{
	return ur(CLOCK_MONOTONIC);
}

static double regnetid(void)
{
	return ur(CLOCK_PROCESS_CPUTIME_ID);
}

/* Resident now, in KiB; the peak would hide what was given back. */
static long hukommelse(void)
{
	long alt = 0, nu_her = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	if (!f || fscanf(f, "%ld %ld", &alt, &nu_her) != 2)
		nu_her = 0;
	if (f)
		fclose(f);
	return nu_her * (sysconf(_SC_PAGESIZE) / 1024);
}

static void start(struct alt *a)
{
	struct err e;
	indstillinger_hent(&a->ind, MAPPER, 1, NULL, NULL);
	if (formsaet_hent(&a->fs, MAPPER, 1, NULL, NULL, &e) < 0 ||
	    regler_hent(&a->regler, MAPPER, 1, &a->ind, NULL, NULL, &e) < 0 ||
	    brevsaet_hent(&a->saet, MAPPER, 1, a->fs, NULL, NULL, &e) < 0 ||
	    sagfil_laes(&a->sag, a->fs, FEMTRIN_KILDE "/tests/fixtures/sager/uforenelig.yaml", DAG, &e) < 0) {
		fprintf(stderr, "%s\n", e.tekst);
		exit(1);
	}
	assess_run(&a->assess, a->sag, &(struct assess_om){DAG, -1, a->regler, &a->ind, NULL});
}

static double et_brev(const struct alt *a, struct buf *tekst, struct buf *pdf)
{
	const struct brev_om om = {.assess = &a->assess, .ind = &a->ind, .i_dag = DAG};
	struct brev *b = NULL;
	struct err e;
	double fra = nu();
	buf_ryd(pdf);
	if (brev_lav(&b, a->saet, "afgoerelse", a->sag, &om, &e) < 0 ||
	    brev_pdf(b, brevsaet_layout(a->saet), false, pdf, &e) < 0) {
		fprintf(stderr, "%s\n", e.tekst);
		exit(1);
	}
	double ms = nu() - fra;
	if (tekst->len == 0)
		brev_tekst(b, tekst);
	brev_free(b);
	return ms;
}

static cairo_status_t slug(void *arg, const unsigned char *data, unsigned n)
{
	(void)data;
	*(size_t *)arg += n;
	return CAIRO_STATUS_SUCCESS;
}

static double uden_alt(const char *tekst)
{
	size_t n = 0;
	double fra = nu();
	cairo_surface_t *f = cairo_pdf_surface_create_for_stream(slug, &n, 595, 3000);
	cairo_t *cr = cairo_create(f);
	PangoLayout *l = pango_cairo_create_layout(cr);
	PangoFontDescription *fd = pango_font_description_from_string("Noto Sans 9");
	pango_layout_set_font_description(l, fd);
	pango_layout_set_width(l, 450 * PANGO_SCALE);
	pango_layout_set_text(l, tekst, -1);
	pango_cairo_show_layout(cr, l);
	pango_font_description_free(fd);
	g_object_unref(l);
	cairo_destroy(cr);
	cairo_surface_finish(f);
	cairo_surface_destroy(f);
	return nu() - fra;
}

static void gem(const char *sti, const struct buf *b)
{
	FILE *f = fopen(sti, "wb");
	if (!f || fwrite(b->data, 1, b->len, f) != b->len || fclose(f) != 0) {
		perror(sti);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	struct alt a = {.fs = NULL};
	struct buf tekst = BUF_TOM, pdf = BUF_TOM;
	double sum = 0, ref = 0, vaerst = 0;
	start(&a);
	double regnet = regnetid();
	double foerste = et_brev(&a, &tekst, &pdf);
	regnet = regnetid() - regnet;
	long efter_50 = 0;
	if (argc > 2) {
		gem(argv[1], &tekst);
		gem(argv[2], &pdf);
	}
	double alle = 0;
	for (int i = 0; i < GANGE; i++) {
		if (i == VARM)
			efter_50 = hukommelse();
		double fra = regnetid();
		double ms = et_brev(&a, &tekst, &pdf);
		sum += ms;
		vaerst = ms > vaerst ? ms : vaerst;
		alle += regnetid() - fra;
		ref += uden_alt(buf_str(&tekst));
	}
	printf("første brev i processen  %6.1f ms (mål 60), regnetid %.1f ms\n", foerste, regnet);
	printf("derefter, snit af %d    %6.1f ms, værst %.1f ms, regnetid %.1f ms, %zu bytes\n", GANGE,
	       sum / GANGE, vaerst, alle / GANGE, pdf.len);
	printf("samme ord uden noget     %6.1f ms, forhold %.2f\n", ref / GANGE, sum / ref);
	printf("hukommelse efter %d og %d breve: %ld og %ld KiB\n", VARM, GANGE, efter_50,
	       hukommelse());
	buf_done(&tekst);
	buf_done(&pdf);
	assess_done(&a.assess);
	sag_free(a.sag);
	brevsaet_free(a.saet);
	regler_free(a.regler);
	indstillinger_done(&a.ind);
	formsaet_free(a.fs);
	return 0;
}
