#include "core/regler/fakta.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/minutter.h"
#include "core/form/indstillinger.h"
#include "core/regler/assess.h"
#include "core/regler/regelsaet.h"
#include "core/sag/sag.h"

/* A month's cost in øre, halves up at the end: rate × hours a year / 12. */
static int64_t kost_maaned(const struct fakta *f)
{
	const char *sats = sag_get(f->s, "afgoerelse.sats");
	int64_t aar = timer_fastsat_aar(f->s, f->r);
	if (!sats || !f->om->ind || aar < 0)
		return -1;
	int64_t oere = indstillinger_sats(f->om->ind, sats, f->dag);
	return oere < 0 ? -1 : del_afrund(oere * aar, 60 * 12);
}

static void laes_former(struct fakta *f)
{
	for (size_t i = 0; i < sag_antal(f->s, "ansaettelser"); i++) {
		const char *form = objekt_get(sag_nr(f->s, "ansaettelser", i), "form");
		if (!form)
			continue;
		bool fleks_selv = !strcmp(form, "fleksjob-selvstaendig");
		f->selvstaendig |= fleks_selv || !strcmp(form, "selvstaendig");
		f->fleksjob |= fleks_selv || !strcmp(form, "fleksjob");
	}
}

void fakta_laes(struct fakta *ud, const struct sag *s, const struct assess_om *om)
{
	struct fakta *f = ud;
	*f = (struct fakta){.s = s, .om = om, .dag = om->i_dag};
	struct dato afgjort;
	if (sag_dato(s, "afgoerelse.dato", &afgjort))
		f->dag = afgjort;
	f->r = regler_paa(om->regler, f->dag);
	f->afgjort = sag_get(s, "afgoerelse.udfald");
	f->afslag = sag_er(s, "afgoerelse.udfald", "afslag");
	f->tilsagn = f->afgjort && !f->afslag;
	laes_former(f);
	opgaver_laes(&f->opgaver, s);
	timer_regn_opgaver(&f->tal, s, f->r, &f->opgaver);
	f->bevilget_min = timer_bevilget(s, f->r);
	f->fastsat_min = timer_fastsat(s, f->r);
	f->kost_maaned_oere = kost_maaned(f);
}

void fakta_done(struct fakta *f)
{
	fakta_glem(f);
	opgaver_done(&f->opgaver);
}

void fakta_glem(struct fakta *f)
{
	for (size_t i = 0; i < f->n_steder; i++)
		free(f->steder[i].tekst);
	f->n_steder = 0;
	f->opgave = NULL;
}

void fakta_sted(struct fakta *f, const char *navn, const char *tekst)
{
	if (f->n_steder < sizeof f->steder / sizeof *f->steder)
		f->steder[f->n_steder++] = (struct sted){navn, mem_tekst(tekst)};
}

void fakta_sted_tid(struct fakta *f, const char *navn, int64_t minutter)
{
	char klokke[24];
	fakta_sted(f, navn, minutter_klokke(minutter, klokke));
}

void fakta_sted_dato(struct fakta *f, const char *navn, struct dato d)
{
	char lang[40];
	fakta_sted(f, navn, dato_lang(d, lang));
}

void fakta_sted_tal(struct fakta *f, const char *navn, int64_t n)
{
	char t[24];
	snprintf(t, sizeof t, "%" PRId64, n);
	fakta_sted(f, navn, t);
}
