#include "proevesag.h"

#include "core/base/buf.h"
#include "core/base/json.h"

/* Each row: the nursery teacher's case (a grant of 12 hours, one remark), some
 * changes, and what becomes of one remark. */
enum svar { IKKE, REJST, BESVARET };

struct raekke {
	const char *kode, *ret;
	enum svar svar;
};

#define AFSLAG "afgoerelse.udfald=afslag;"
#define BREDT "funktionsnedsaettelse.udvidelse_begrundelse=Begge arme;"
#define UDD "sag.ordning=personlig-assistance-uddannelse;"

static const struct raekke AFGOERELSE[] = {
	{"over-loft", "afgoerelse.timer=20", IKKE},
	{"over-loft", "afgoerelse.timer=20.02", REJST},
	{"over-loft", "ansaettelser[0].timer_pr_uge=20", REJST},
	{"over-loft", "sag.trin=3;afgoerelse.timer=25", IKKE},
	{"over-loft", "afgoerelse.udfald=;afgoerelse.timer=25", IKKE},
	{"over-loft", AFSLAG "afgoerelse.timer=25", IKKE},
	{"over-loft", "afgoerelse.pr=kvartal;afgoerelse.timer=260", IKKE},
	{"over-loft", "afgoerelse.pr=kvartal;afgoerelse.timer=261", REJST},
	{"over-loft", "afgoerelse.pr=aar;afgoerelse.timer=1040.4", IKKE},
	{"over-loft", "afgoerelse.pr=aar;afgoerelse.timer=1041", REJST},
	{"over-loft", "funktionsnedsaettelse.meget_betydelig=ja;afgoerelse.timer=21", REJST},
	{"over-loft", BREDT "afgoerelse.timer=21", REJST},
	{"over-loft", BREDT "funktionsnedsaettelse.meget_betydelig=ja;afgoerelse.timer=37", IKKE},
	{"over-loft", BREDT "funktionsnedsaettelse.flere=ja;afgoerelse.timer=37", IKKE},
	{"over-loft", BREDT "funktionsnedsaettelse.flere=ja;afgoerelse.timer=37.02", REJST},
	{"over-loft", UDD "ansaettelser[0].timer_pr_uge=10;afgoerelse.timer=20", IKKE},

	{"uforenelig-bevilget", "vurdering.forenelighed=ja", IKKE},
	{"uforenelig-bevilget", "vurdering.forenelighed=nej", REJST},
	{"uforenelig-bevilget", "vurdering.forenelighed=", REJST},
	{"uforenelig-bevilget", AFSLAG "vurdering.forenelighed=nej", IKKE},
	{"uforenelig-bevilget", "sag.trin=2;vurdering.forenelighed=nej", IKKE},
	{"vikar-bevilget", "vurdering.vikar_eller_medhjaelp=nej", IKKE},
	{"vikar-bevilget", "vurdering.vikar_eller_medhjaelp=ja", REJST},
	{"vikar-bevilget", "vurdering.vikar_eller_medhjaelp=", REJST},
	{"vikar-bevilget", AFSLAG "vurdering.vikar_eller_medhjaelp=ja", IKKE},
	{"ikke-varig-betydelig", "", IKKE},
	{"ikke-varig-betydelig", "funktionsnedsaettelse.varig=nej", REJST},
	{"ikke-varig-betydelig", "funktionsnedsaettelse.betydelig=", REJST},
	{"ikke-varig-betydelig", AFSLAG "funktionsnedsaettelse.betydelig=nej", IKKE},
	{"dokumentation-mangler", "", IKKE},
	{"dokumentation-mangler", "funktionsnedsaettelse.aabenbar=nej", REJST},
	{"dokumentation-mangler",
	 "funktionsnedsaettelse.aabenbar=nej;+funktionsnedsaettelse.dokumentation:art=hospital", IKKE},
	{"dokumentation-mangler", AFSLAG "funktionsnedsaettelse.aabenbar=nej", IKKE},
	{"oplyst-nok", AFSLAG "afgoerelse.afslag_grund=ikke-dokumenteret", REJST},
	{"oplyst-nok", AFSLAG "afgoerelse.afslag_grund=ikke-dokumenteret;+indhentning:hos=Klinikken", IKKE},
	{"oplyst-nok", AFSLAG "afgoerelse.afslag_grund=uforenelig", IKKE},
	{"afslag-uden-grund", AFSLAG, REJST},
	{"afslag-uden-grund", AFSLAG "afgoerelse.afslag_grund=uforenelig", REJST},
	{"afslag-uden-grund", AFSLAG "afgoerelse.afslag_begrundelse=Fordi", REJST},
	{"afslag-uden-grund",
	 AFSLAG "afgoerelse.afslag_grund=uforenelig;afgoerelse.afslag_begrundelse=Fordi", IKKE},
	{"afslag-uden-grund", "", IKKE},

	{"udfald-passer-ikke", "", IKKE},
	{"udfald-passer-ikke", "afgoerelse.timer=11.5", REJST},
	{"udfald-passer-ikke", "afgoerelse.timer=13", IKKE},
	{"udfald-passer-ikke", "afgoerelse.timer=11.5;afgoerelse.udfald=delvis", IKKE},
	{"udfald-passer-ikke", "afgoerelse.timer=11.5;ansoegning.aendret.timer_pr_uge=11.5", IKKE},
	{"udfald-passer-ikke", "ansoegning.aendret.timer_pr_uge=14", REJST},
	{"udfald-passer-ikke", "ansoegning.timer_pr_uge=;afgoerelse.timer=1", IKKE},
	{"udfald-passer-ikke", "afgoerelse.pr=kvartal;afgoerelse.timer=156", IKKE},
	{"udfald-passer-ikke", "afgoerelse.pr=kvartal;afgoerelse.timer=155", REJST},
	{"udfald-passer-ikke", "afgoerelse.fra=2026-10-02", REJST},
	{"udfald-passer-ikke", "afgoerelse.fra=2026-09-30", IKKE},
	{"udfald-passer-ikke", "ansoegning.til=2027-09-30", IKKE},
	{"udfald-passer-ikke", "ansoegning.til=2027-10-01", REJST},
	{"udfald-passer-ikke", "ansoegning.til=2027-10-01;afgoerelse.til=", IKKE},
	{"udfald-passer-ikke", "opgaver[3].soegt=ja;opgaver[3].afslag=Ordnes af leverandøren", REJST},
	{"udfald-passer-ikke", "opgaver[3].soegt=nej;opgaver[3].afslag=Ikke søgt", IKKE},
	{"udfald-passer-ikke", "opgaver[3].soegt=ja", IKKE},
	{"udfald-passer-ikke", "afgoerelse.udfald=delvis", REJST},
	{"udfald-passer-ikke", "afgoerelse.udfald=delvis;afgoerelse.fra=2026-10-02", IKKE},
	{"udfald-passer-ikke",
	 "afgoerelse.udfald=delvis;opgaver[3].soegt=ja;opgaver[3].afslag=Nej", IKKE},
	{"udfald-passer-ikke", AFSLAG, IKKE},

	{"for-langt-tilbage", "ansoegning.modtaget=2027-01-01", IKKE},
	{"for-langt-tilbage", "ansoegning.modtaget=2027-01-02", REJST},
	{"for-langt-tilbage", "afgoerelse.fra=2026-06-05", IKKE},
	{"for-langt-tilbage", "afgoerelse.fra=2026-06-04", REJST},
	{"for-langt-tilbage", "afgoerelse.fra=2026-02-28;ansoegning.modtaget=2026-05-31", IKKE},
	{"for-langt-tilbage", "afgoerelse.fra=2026-02-27;ansoegning.modtaget=2026-05-31", REJST},
	{"for-langt-tilbage", AFSLAG "afgoerelse.fra=2026-01-01", IKKE},
	{"tilbage-uden-assistent", "afgoerelse.fra=2026-09-05", IKKE},
	{"tilbage-uden-assistent", "afgoerelse.fra=2026-09-04", REJST},
	{"tilbage-uden-assistent",
	 "afgoerelse.fra=2026-09-04;afgoerelse.tilbage_begrundelse=Kollegaen fik løn", BESVARET},
	{"foer-ansaettelse", "ansaettelser[0].fra=2026-10-01", IKKE},
	{"foer-ansaettelse", "ansaettelser[0].fra=2026-10-02", REJST},
	{"foer-ansaettelse",
	 "ansaettelser[0].fra=2026-10-02;+ansaettelser:virksomhed=To,fra=2020-01-01", IKKE},
	{"foer-ansaettelse", "", IKKE},
	{"ansaettelse-ikke-aftalt", "ansaettelser[0].aftalt=ja", IKKE},
	{"ansaettelse-ikke-aftalt", "ansaettelser[0].aftalt=nej", REJST},
	{"ansaettelse-ikke-aftalt", AFSLAG "ansaettelser[0].aftalt=nej", IKKE},
	{"fordeling-stemmer-ikke", "", IKKE},
	{"fordeling-stemmer-ikke", "+ansaettelser:virksomhed=To", REJST},
	{"fordeling-stemmer-ikke",
	 "+ansaettelser:virksomhed=To;+afgoerelse.fordeling:ansaettelse=a1,timer=8.5;"
	 "+afgoerelse.fordeling:ansaettelse=a2,timer=3.5", IKKE},
	{"fordeling-stemmer-ikke",
	 "+ansaettelser:virksomhed=To;+afgoerelse.fordeling:ansaettelse=a1,timer=12.5", REJST},

	{"partshoering-mangler", "afgoerelse.partshoering=", IKKE},
	{"partshoering-mangler", AFSLAG, IKKE},
	{"partshoering-mangler", AFSLAG "afgoerelse.partshoering_grund=", REJST},
	{"partshoering-mangler", AFSLAG "afgoerelse.partshoering=", REJST},
	{"partshoering-mangler", AFSLAG "afgoerelse.partshoering=sendt", IKKE},
	{"partshoering-mangler", AFSLAG "afgoerelse.partshoering=svar-modtaget", IKKE},
	{"partshoering-mangler", AFSLAG "afgoerelse.partshoering=frist-udloebet", IKKE},
	{"partshoering-mangler", "afgoerelse.udfald=delvis;afgoerelse.partshoering=", REJST},
	{"partshoering-frist", "afgoerelse.partshoering=sendt;afgoerelse.partshoering_frist=2026-09-27", IKKE},
	{"partshoering-frist", "afgoerelse.partshoering=sendt;afgoerelse.partshoering_frist=2026-09-28", REJST},
	{"partshoering-frist", "afgoerelse.partshoering=sendt", REJST},
	{"partshoering-frist",
	 "afgoerelse.partshoering=svar-modtaget;afgoerelse.partshoering_frist=2026-09-28", IKKE},
	{"opfoelgning-mangler", "", IKKE},
	{"opfoelgning-mangler", "opfoelgning.naeste=", REJST},
	{"opfoelgning-mangler", "opfoelgning.naeste=2027-09-28", IKKE},
	{"opfoelgning-mangler", "opfoelgning.naeste=2027-09-29", REJST},
	{"opfoelgning-mangler", "afgoerelse.til=2027-07-01", IKKE},
	{"opfoelgning-mangler", "afgoerelse.til=2027-06-30", REJST},
	{"opfoelgning-mangler", AFSLAG "opfoelgning.naeste=", IKKE},
	{"saerlig-sats-ubegrundet", "afgoerelse.sats=ordinaer", REJST},
	{"saerlig-sats-ubegrundet", "afgoerelse.sats=ordinaer;afgoerelse.sats_begrundelse=Tegnsprog", IKKE},
	{"saerlig-sats-ubegrundet", "afgoerelse.sats=tolk", IKKE},
	{"regelsaet-historisk", "afgoerelse.dato=2020-11-01", IKKE},
	{"regelsaet-historisk", "afgoerelse.dato=2020-10-31", REJST},
	{"regelsaet-historisk", "afgoerelse.dato=2012-01-01;afgoerelse.udfald=", IKKE},

	{"sps-uafklaret", "uddannelse.sps=ukendt", IKKE},
	{"sps-uafklaret", UDD "uddannelse.sps=ukendt", REJST},
	{"sps-uafklaret", UDD "uddannelse.sps=ja;sag.trin=1;afgoerelse.udfald=", REJST},
	{"sps-uafklaret", UDD "uddannelse.sps=nej", IKKE},
	{"uddannelse-uden-periode", "", IKKE},
	{"uddannelse-uden-periode", UDD "uddannelse.navn=Diplom", REJST},
	{"uddannelse-uden-periode", UDD "sag.trin=1;uddannelse.til=2027-06-30", REJST},
	{"uddannelse-uden-periode", UDD "uddannelse.navn=Diplom;uddannelse.til=2027-06-30", IKKE},
};

#define UDEN_FORENELIGHED "vurdering.forenelighed_begrundelse=;"
#define UDEN_VIKAR "vurdering.vikar_begrundelse=;"
#define MED_VIKAR "vurdering.vikar_begrundelse=Ingen ekstra hænder;"
#define HALVT                                                                                      \
	"opgaver[0].minutter=60;opgaver[0].pr=uge;opgaver[1].indhold=nej;opgaver[2].indhold=nej;"  \
	"opgaver[3].indhold=ja;opgaver[3].antal=1;opgaver[3].pr=uge;opgaver[3].bistand=1;"
#define GAARD "ansaettelser[0].form=selvstaendig;"

static const struct raekke TVIVL[] = {
	{"forenelighed-egen-andel", "", IKKE},
	{"forenelighed-egen-andel", HALVT "opgaver[3].minutter=60", BESVARET},
	{"forenelighed-egen-andel", HALVT "opgaver[3].minutter=59", IKKE},
	{"forenelighed-egen-andel", HALVT "opgaver[3].minutter=60;" UDEN_FORENELIGHED, REJST},
	{"forenelighed-egen-andel",
	 HALVT "opgaver[3].minutter=60;" UDEN_FORENELIGHED
	 "+noter:tid=2026-09-10T10:00,kode=forenelighed-egen-andel,tekst=Set på stedet", BESVARET},
	{"forenelighed-egen-andel",
	 HALVT "opgaver[3].minutter=60;" UDEN_FORENELIGHED
	 "+noter:tid=2026-09-10T10:00,kode=daekning-hoej,tekst=Set på stedet", REJST},
	{"forenelighed-egen-andel", UDD HALVT "opgaver[3].minutter=60", IKKE},
	{"forenelighed-20-37", "ansaettelser[0].timer_pr_uge=22.2", IKKE},
	{"forenelighed-20-37", "ansaettelser[0].timer_pr_uge=22.18", BESVARET},
	{"forenelighed-20-37", "ansaettelser[0].timer_pr_uge=22.18;" UDEN_FORENELIGHED, REJST},
	{"forenelighed-20-37",
	 "ansaettelser[0].timer_pr_uge=20;funktionsnedsaettelse.flere=ja;" BREDT, IKKE},
	{"forenelighed-20-37", "ansaettelser[0].timer_pr_uge=20;funktionsnedsaettelse.flere=ja", BESVARET},
	{"forenelighed-20-37", UDD "ansaettelser[0].timer_pr_uge=20", IKKE},
	{"indhold-ikke-selv", "", IKKE},
	{"indhold-ikke-selv", "opgaver[3].indhold=ja", BESVARET},
	{"indhold-ikke-selv", UDEN_FORENELIGHED "opgaver[3].indhold=ja", REJST},
	{"indhold-ikke-selv", UDEN_FORENELIGHED "opgaver[4].indhold=ja", IKKE},
	{"indhold-ikke-angivet",
	 UDEN_FORENELIGHED "opgaver[0].indhold=;opgaver[1].indhold=nej;opgaver[2].indhold=", REJST},
	{"indhold-ikke-angivet", UDEN_FORENELIGHED "opgaver[0].indhold=;opgaver[1].indhold=", IKKE},
	{"indhold-ikke-angivet", UDEN_FORENELIGHED "-opgaver", IKKE},
	{"vikar-merarbejde", "opgaver[3].foer=kollega-for-borger", IKKE},
	{"vikar-merarbejde", "opgaver[3].foer=forgaenger", IKKE},
	{"vikar-merarbejde", "opgaver[3].foer=", IKKE},
	{"vikar-merarbejde", "opgaver[3].foer=kollega", REJST},
	{"vikar-merarbejde", "opgaver[3].foer=vikar", REJST},
	{"vikar-merarbejde", "opgaver[3].foer=ny-opgave", REJST},
	{"vikar-merarbejde", "opgaver[3].foer=ingen", REJST},
	{"vikar-merarbejde", "opgaver[3].foer=ingen;opgaver[3].loesning=arbejdsgiver", IKKE},
	{"vikar-merarbejde", MED_VIKAR "opgaver[3].foer=ingen", BESVARET},
	{"daekning-hoej", "opgaver[0].minutter=261", IKKE},
	{"daekning-hoej", "opgaver[0].minutter=262", REJST},
	{"daekning-hoej", MED_VIKAR "opgaver[0].minutter=262", BESVARET},
	{"daekning-hoej", UDD "opgaver[0].minutter=262", IKKE},
	{"daekning-hoej",
	 "opgaver[0].minutter=300;opgaver[3].loesning=ingen;opgaver[4].loesning=ingen;"
	 "opgaver[5].loesning=ingen", IKKE},
	{"selvstaendig-bemanding", "", IKKE},
	{"selvstaendig-bemanding", GAARD, REJST},
	{"selvstaendig-bemanding", "ansaettelser[0].form=fleksjob-selvstaendig", REJST},
	{"selvstaendig-bemanding", GAARD "ansaettelser[0].bemanding=Alene", IKKE},
	{"omfordeling-mulig", GAARD, IKKE},
	{"omfordeling-mulig", "ansaettelser[0].ansatte=3", IKKE},
	{"omfordeling-mulig", GAARD "ansaettelser[0].ansatte=1", REJST},
	{"omfordeling-mulig", GAARD MED_VIKAR "ansaettelser[0].ansatte=1", BESVARET},
	{"omfordeling-mulig", GAARD "ansaettelser[0].ansatte=1;opgaver[3].loesning=omfordeling", IKKE},
	{"afviger-fra-behov", "vurdering.timer_pr_uge=12.25", IKKE},
	{"afviger-fra-behov", "vurdering.timer_pr_uge=11.75", IKKE},
	{"afviger-fra-behov", "vurdering.timer_pr_uge=12.27", BESVARET},
	{"afviger-fra-behov", "vurdering.timer_pr_uge=11.73;vurdering.begrundelse=", REJST},
	{"afviger-fra-behov", "vurdering.timer_pr_uge=;vurdering.begrundelse=", IKKE},
	{"afviger-fra-behov", "ansaettelser[0].timer_pr_uge=20;vurdering.timer_pr_uge=10.8", IKKE},
	{"hjaelpemidler-ikke-overvejet", "", IKKE},
	{"hjaelpemidler-ikke-overvejet", "hjaelpemidler.overvejet=nej", BESVARET},
	{"hjaelpemidler-ikke-overvejet", "hjaelpemidler.overvejet=nej;hjaelpemidler.vurdering=", REJST},
	{"hjaelpemidler-ikke-overvejet", "hjaelpemidler.overvejet=;hjaelpemidler.vurdering=", REJST},
	{"uden-besoeg", "+besoeg:dato=2026-09-15", IKKE},
	{"uden-besoeg", GAARD, REJST},
	{"uden-besoeg", GAARD "+noter:tid=2026-09-10T10:00,kode=uden-besoeg,tekst=Set i 2025", BESVARET},
	{"fleksjob-dobbelt", "ansaettelser[0].form=fleksjob", IKKE},
	{"fleksjob-dobbelt", AFSLAG, IKKE},
	{"fleksjob-dobbelt", AFSLAG "ansaettelser[0].form=fleksjob", REJST},
	{"fleksjob-dobbelt", AFSLAG "ansaettelser[0].form=fleksjob-selvstaendig", REJST},
	{"fleksjob-dobbelt",
	 AFSLAG "ansaettelser[0].form=fleksjob;+noter:tid=2026-09-10T10:00,kode=fleksjob-dobbelt,tekst=A",
	 BESVARET},
	{"behov-over-loft", "", IKKE},
	{"behov-over-loft", "ansaettelser[0].timer_pr_uge=22", REJST},
	{"daekning-lav", "", IKKE},
	{"daekning-lav", "ansaettelser[0].timer_pr_uge=48.64", IKKE},
	{"daekning-lav", "ansaettelser[0].timer_pr_uge=49", REJST},
	{"daekning-lav", "ansaettelser[0].timer_pr_uge=49;opgaver[1].minutter=", IKKE},
	{"daekning-lav", UDD "ansaettelser[0].timer_pr_uge=49", IKKE},
	{"observeret-afviger", "opgaver[0].observeret=240", IKKE},
	{"observeret-afviger", "opgaver[0].observeret=300", IKKE},
	{"observeret-afviger", "opgaver[0].observeret=301", REJST},
	{"observeret-afviger", "opgaver[0].observeret=179", REJST},
	{"observeret-afviger", "opgaver[4].bistand=8;opgaver[4].minutter=8;opgaver[4].observeret=12", IKKE},
	{"observeret-afviger", "opgaver[4].bistand=8;opgaver[4].minutter=8;opgaver[4].observeret=13", REJST},
	{"koersel", "", IKKE},
	{"koersel", "opgaver[3].type=foere-bil", REJST},
};

static void tjek(struct proeve *p, const struct raekke *r)
{
	proeve_laes(p, "paedagog");
	proeve_ret(p, r->ret);
	const struct bemaerkning *b = proeve_bem(proeve_vurder(p), r->kode);
	enum svar fik = !b ? IKKE : b->besvaret ? BESVARET : REJST;
	cr_expect_eq(fik, r->svar, "%s: %s: expected %d, got %d", r->kode, r->ret, r->svar, fik);
}

Test(bemaerkning, those_about_the_decision_are_raised_exactly_when_they_should)
{
	struct proeve p;
	proeve_start(&p);
	for (size_t i = 0; i < sizeof AFGOERELSE / sizeof *AFGOERELSE; i++)
		tjek(&p, &AFGOERELSE[i]);
	proeve_slut(&p);
}

Test(bemaerkning, doubts_are_raised_exactly_when_they_should_and_answered_by_their_row)
{
	struct proeve p;
	proeve_start(&p);
	for (size_t i = 0; i < sizeof TVIVL / sizeof *TVIVL; i++)
		tjek(&p, &TVIVL[i]);
	proeve_slut(&p);
}

Test(bemaerkning, every_one_of_them_is_in_the_tables_raised_and_not_raised)
{
	for (int nr = 0; nr < BEM_ANTAL; nr++) {
		const char *kode = bemaerkning_kode((enum bem)nr);
		int rejst = 0, ikke = 0;
		for (size_t i = 0; i < sizeof AFGOERELSE / sizeof *AFGOERELSE; i++)
			if (!strcmp(AFGOERELSE[i].kode, kode))
				*(AFGOERELSE[i].svar == IKKE ? &ikke : &rejst) += 1;
		for (size_t i = 0; i < sizeof TVIVL / sizeof *TVIVL; i++)
			if (!strcmp(TVIVL[i].kode, kode))
				*(TVIVL[i].svar == IKKE ? &ikke : &rejst) += 1;
		if (strcmp(kode, "mangler-godkendelse") != 0)   /* has a test of its own */
			cr_expect(rejst && ikke, "%s", kode);
	}
}

Test(bemaerkning, approval_by_another_is_asked_above_the_threshold_only)
{
	struct proeve p;
	proeve_start(&p);
	struct sats student = {"student", {2026, 4, 1}, 13000, "prøve"};
	p.om.ind = &(struct indstillinger){.satser = &student, .n_satser = 1, .beloebsgraense = 676000};
	struct indstillinger lav = *p.om.ind, fra = *p.om.ind;
	lav.beloebsgraense = 675999;
	fra.beloebsgraense = -1;
	proeve_laes(&p, "paedagog");
	cr_assert_eq(proeve_vurder(&p)->kost_maaned_oere, 676000, "12 × 52 / 12 × 130 kr.");
	cr_assert_null(proeve_bem(&p.a, "mangler-godkendelse"));
	p.om.ind = &fra;
	cr_assert_null(proeve_bem(proeve_vurder(&p), "mangler-godkendelse"));
	p.om.ind = &lav;
	p.om.bruger = "anna";
	cr_assert_not_null(proeve_bem(proeve_vurder(&p), "mangler-godkendelse"));
	proeve_ret(&p, "afgoerelse.godkendelse.bruger=anna");
	cr_assert_not_null(proeve_bem(proeve_vurder(&p), "mangler-godkendelse"), "not one's own");
	proeve_ret(&p, "afgoerelse.godkendelse.bruger=bente");
	cr_assert_null(proeve_bem(proeve_vurder(&p), "mangler-godkendelse"));
	proeve_ret(&p, "afgoerelse.godkendelse.bruger=;afgoerelse.dato=2026-03-31");
	cr_assert_eq(proeve_vurder(&p)->kost_maaned_oere, -1, "no rate that day");
	cr_assert_null(proeve_bem(&p.a, "mangler-godkendelse"));
	proeve_slut(&p);
}

Test(bemaerkning, less_than_the_grant_before_needs_a_hearing)
{
	struct proeve p;
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "afgoerelse.partshoering=");
	p.om.forrige_min = 720;
	cr_assert_null(proeve_bem(proeve_vurder(&p), "partshoering-mangler"));
	p.om.forrige_min = 721;
	cr_assert_not_null(proeve_bem(proeve_vurder(&p), "partshoering-mangler"));
	proeve_slut(&p);
}

Test(bemaerkning, no_visit_is_a_warning_only_for_the_self_employed)
{
	struct proeve p;
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	cr_assert_eq(proeve_bem(proeve_vurder(&p), "uden-besoeg")->niveau, NIVEAU_OPLYSNING);
	proeve_ret(&p, GAARD);
	cr_assert_eq(proeve_bem(proeve_vurder(&p), "uden-besoeg")->niveau, NIVEAU_ADVARSEL);
	proeve_slut(&p);
}

Test(bemaerkning, the_sentence_has_the_figures_and_names_the_tasks)
{
	struct proeve p;
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "afgoerelse.timer=22;ansaettelser[0].timer_pr_uge=30;"
		       "opgaver[3].foer=ingen;opgaver[5].foer=vikar");
	const struct bemaerkning *b = proeve_bem(proeve_vurder(&p), "over-loft");
	cr_assert_not_null(strstr(b->tekst, "22:00 timer om ugen, men loftet er 16:12 ved 30:00"), "%s",
			   b->tekst);
	b = proeve_bem(&p.a, "vikar-merarbejde");
	cr_assert_not_null(strstr(b->tekst, "Flytning af borde og legetøj, Mad og service"), "%s",
			   b->tekst);
	cr_assert_eq(b->opgave, sag_nr(p.s, "opgaver", 3));
	for (size_t i = 0; i < p.a.n_remarks + p.a.n_forud; i++)
		cr_expect_null(strchr(p.a.remarks[i].tekst, '{'), "%s", p.a.remarks[i].tekst);
	proeve_slut(&p);
}

Test(bemaerkning, every_place_of_every_sentence_is_filled_when_it_is_raised)
{
	struct proeve p;
	proeve_start(&p);
	for (size_t i = 0; i < sizeof AFGOERELSE / sizeof *AFGOERELSE; i++) {
		if (AFGOERELSE[i].svar == IKKE)
			continue;
		proeve_laes(&p, "paedagog");
		proeve_ret(&p, AFGOERELSE[i].ret);
		cr_expect_null(strchr(proeve_bem(proeve_vurder(&p), AFGOERELSE[i].kode)->tekst, '{'), "%s",
			       AFGOERELSE[i].kode);
	}
	for (size_t i = 0; i < sizeof TVIVL / sizeof *TVIVL; i++) {
		if (TVIVL[i].svar == IKKE)
			continue;
		proeve_laes(&p, "paedagog");
		proeve_ret(&p, TVIVL[i].ret);
		cr_expect_null(strchr(proeve_bem(proeve_vurder(&p), TVIVL[i].kode)->tekst, '{'), "%s",
			       TVIVL[i].kode);
	}
	proeve_slut(&p);
}

Test(bemaerkning, fields_that_they_point_at_exist_in_the_forms)
{
	struct proeve p;
	proeve_start(&p);
	for (int nr = 0; nr < BEM_ANTAL; nr++) {
		const struct bemaerkningstekst *t =
			bemaerkning_tekst(regler_bemaerkninger(p.regler), (enum bem)nr);
		for (size_t i = 0; i < t->n_felter; i++)
			cr_expect(formsaet_felt(p.fs, t->felter[i]) ||
					  formsaet_er_liste(p.fs, t->felter[i]),
				  "%s: %s", t->kode, t->felter[i]);
		if (t->besvares_af && strcmp(t->besvares_af, "note") != 0)
			cr_expect_not_null(formsaet_felt(p.fs, t->besvares_af), "%s", t->kode);
	}
	proeve_slut(&p);
}

Test(bemaerkning, a_step_before_four_holds_them_back_but_does_not_forget_them)
{
	struct proeve p;
	proeve_start(&p);
	proeve_laes(&p, "paedagog");
	proeve_ret(&p, "sag.trin=2;afgoerelse.timer=25");
	const struct assess *a = proeve_vurder(&p);
	cr_assert_null(proeve_bem(a, "over-loft"));
	cr_assert_eq(a->n_forud, 1);
	cr_assert_str_eq(a->remarks[a->n_remarks].kode, "over-loft");
	proeve_slut(&p);
}
