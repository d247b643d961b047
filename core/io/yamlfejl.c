#include "core/io/yamlfejl.h"

#include <stddef.h>
#include <string.h>

#include "core/base/sprog.h"

/* By the beginning of libyaml's sentence. */
static const struct {
	const char *libyaml, *dansk;
} FEJL[] = {
	{"could not find expected ':'", N_("der mangler kolon og mellemrum efter nøglen")},
	{"mapping values are not allowed",
	 N_("der står et kolon for meget eller linjen er rykket forkert ind; en tekst med "
	    "kolon skal stå i anførselstegn")},
	{"block sequence entries are not", N_("en liste med »-« kan ikke begynde her; sæt den på "
					      "en linje for sig")},
	{"mapping keys are not allowed", N_("en nøgle kan ikke begynde her")},
	{"did not find expected key", N_("linjen er rykket forkert ind, eller der mangler en nøgle")},
	{"did not find expected '-'", N_("linjen er rykket forkert ind, eller der mangler en »-«")},
	{"did not find expected ',' or ']'", N_("der mangler et komma eller en »]«")},
	{"did not find expected ',' or '}'", N_("der mangler et komma eller en »}«")},
	{"did not find expected node content", N_("der mangler en værdi")},
	{"did not find expected <document", N_("teksten fortsætter efter filens slutning")},
	{"found a tab character", N_("der er brugt tabulator til indrykning; brug mellemrum")},
	{"found character that cannot start", N_("tegnet kan ikke begynde en værdi; sæt teksten i "
						 "anførselstegn, og ryk ind med mellemrum")},
	{"found unexpected end of stream", N_("et anførselstegn er aldrig lukket")},
	{"found unexpected document indicator", N_("et anførselstegn er aldrig lukket")},
	{"found unknown escape", N_("omvendt skråstreg efterfulgt af et tegn, som YAML ikke kender")},
	{"did not find expected hexdecimal", N_("omvendt skråstreg uden det rette antal hex-cifre")},
	{"found invalid Unicode", N_("omvendt skråstreg med et tegn, der ikke findes")},
	{"found unexpected ':'", N_("der står et kolon for meget; sæt teksten i anførselstegn")},
	{"did not find expected comment or", N_("der står noget efter »|« eller »>«; teksten "
						"begynder på næste linje")},
	{"did not find expected alphabetic", N_("»&« og »*« kan ikke begynde en værdi; sæt teksten "
						"i anførselstegn")},
	{"found undefined tag", N_("»!« kan ikke begynde en værdi; sæt teksten i anførselstegn")},
};

const char *yamlfejl_dansk(const char *libyaml)
{
	for (size_t i = 0; i < sizeof FEJL / sizeof *FEJL; i++)
		if (!strncmp(libyaml, FEJL[i].libyaml, strlen(FEJL[i].libyaml)))
			return _(FEJL[i].dansk);
	return _("linjen er ikke gyldig YAML; tjek kolon, indrykning og anførselstegn");
}
