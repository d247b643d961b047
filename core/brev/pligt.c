#include "core/brev/pligt.h"

#include <string.h>

#define GRANT "afgoerelse.udfald i bevilling|delvis"
#define IKKE_MEDHOLD "afgoerelse.udfald i delvis|afslag"

#define BEVILLINGER "afgoerelse genbevilling merbevilling aendring"

static const struct pligt PLIGTER[] = {
	{BEVILLINGER, "overskrift", NULL, "vejledning om at skrive en afgørelse", false},
	{BEVILLINGER, "resultat", NULL, "vejledning om at skrive en afgørelse", false},
	{BEVILLINGER, "opgaver", GRANT, "evalueringen 2019, tabel 12", false},
	{BEVILLINGER, "ikke-bevilget", "afgoerelse.udfald = delvis", "forvaltningsloven § 22", false},
	{BEVILLINGER, "begrundelse", NULL, "forvaltningsloven §§ 22 og 24", false},
	{BEVILLINGER, "egne-opgaver", GRANT, "evalueringen 2019, tabel 12", false},
	{BEVILLINGER, "betydning", GRANT, "evalueringen 2019, tabel 12", false},
	{BEVILLINGER, "syn", IKKE_MEDHOLD, "forvaltningsloven §§ 19 og 24", false},
	{BEVILLINGER, "vilkaar", GRANT, "BEK 1406/2006 §§ 12-19, 28-30", false},
	{BEVILLINGER, "penge", GRANT, "BEK 1406/2006 §§ 22-27", false},
	{BEVILLINGER, "opfoelgning", GRANT, "evalueringen 2019, afsnit 4.3.5", false},
	{BEVILLINGER, "klage", NULL, "forvaltningsloven § 25", false},
	{BEVILLINGER, "aktindsigt", NULL, "forvaltningsloven §§ 8 og 9", false},
	{BEVILLINGER, "kontakt", NULL, "vejledning om at skrive en afgørelse", false},
	{"genbevilling", "sammenligning", NULL, "evalueringen 2019, afsnit 4.3.5", true},
	{"ophoer", "overskrift", NULL, "vejledning om at skrive en afgørelse", false},
	{"ophoer", "resultat", NULL, "vejledning om at skrive en afgørelse", false},
	{"ophoer", "begrundelse", NULL, "forvaltningsloven §§ 22 og 24", false},
	{"ophoer", "syn", NULL, "forvaltningsloven §§ 19 og 24", false},
	{"ophoer", "klage", NULL, "forvaltningsloven § 25", false},
	{"ophoer", "aktindsigt", NULL, "forvaltningsloven §§ 8 og 9", false},
	{"ophoer", "kontakt", NULL, "vejledning om at skrive en afgørelse", false},
	{"partshoering", "oplysninger", NULL, "forvaltningsloven § 19", false},
	{"partshoering", "svar", NULL, "forvaltningsloven § 19", false},
	{"oplysninger", "samtykke", NULL, "retssikkerhedsloven §§ 11 a og 12", false},
	{"kvittering", "frist", NULL, "retssikkerhedsloven § 3, stk. 2", false},
	{"genvurdering", "resultat", NULL, "forvaltningsloven §§ 22 og 24", false},
	{"genvurdering", "videre", NULL, "retssikkerhedsloven § 66", false},
	{"hjaelpemiddel", "begrundelse", NULL, "forvaltningsloven §§ 22 og 24", false},
	{"hjaelpemiddel", "klage", NULL, "forvaltningsloven § 25", false},
	{"udbetaling", "virksomhed", NULL, "BEK 1406/2006 § 26", false},
	{"udbetaling", "borger", NULL, "BEK 1406/2006 § 26", false},
	{"udbetaling", "kvartal", NULL, "BEK 1406/2006 § 26", false},
	{"udbetaling", "tro-og-love", NULL, "BEK 1406/2006 § 26, stk. 2", false},
};

/* Kinds that rest on a decision, and wait for all that one needs. */
#define HEL_SAG BEVILLINGER " ophoer udbetaling orientering-virksomhed"

/* What an employer never reads, whatever the municipality's list says. */
static const char *const FORBUDT[] = {
	"funktionsnedsaettelse.", "hjaelpemidler.", "samtykke",        "indhentning",
	"borger.cpr",             "borger.adresse", "borger.postnr",   "borger.by",
	"borger.telefon",         "borger.email",   "borger.hensyn",   "opgaver.hvorfor",
	"opgaver.note",           "noter",          "vurdering.",      "klage.",
	"afgoerelse.lagt_til_grund", "afgoerelse.borgers_syn", "afgoerelse.svar_paa_syn",
	"afgoerelse.partshoering", "kontakt.notat", "besoeg",          "forrige.",
};

static bool blandt(const char *ord, const char *et)
{
	size_t n = strlen(et);
	for (const char *p = ord; (p = strstr(p, et)); p += n)
		if ((p == ord || p[-1] == ' ') && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

const struct pligt *pligt_nr(const char *art, size_t i)
{
	for (size_t k = 0; *art && k < sizeof(PLIGTER) / sizeof(*PLIGTER); k++)
		if (blandt(PLIGTER[k].arter, art) && i-- == 0)
			return &PLIGTER[k];
	return NULL;
}

bool pligt_hel_sag(const char *art)
{
	return *art && blandt(HEL_SAG, art);
}

bool pligt_et_job(const char *art)
{
	return *art && blandt("orientering-virksomhed udbetaling", art);
}

bool pligt_liste(const char *art)
{
	return strcmp(art, "orientering-virksomhed") == 0;
}

bool pligt_forbudt(const char *noegle)
{
	for (size_t i = 0; i < sizeof(FORBUDT) / sizeof(*FORBUDT); i++)
		if (strncmp(noegle, FORBUDT[i], strlen(FORBUDT[i])) == 0)
			return true;
	return false;
}
