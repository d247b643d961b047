#include "core/brev/pligt.h"

#include <string.h>

#define GRANT "afgoerelse.udfald i bevilling|delvis"
#define IKKE_MEDHOLD "afgoerelse.udfald i delvis|afslag"

static const struct pligt PLIGTER[] = {
	{"afgoerelse", "overskrift", NULL, "vejledning om at skrive en afgørelse"},
	{"afgoerelse", "resultat", NULL, "vejledning om at skrive en afgørelse"},
	{"afgoerelse", "opgaver", GRANT, "evalueringen 2019, tabel 12"},
	{"afgoerelse", "ikke-bevilget", "afgoerelse.udfald = delvis", "forvaltningsloven § 22"},
	{"afgoerelse", "begrundelse", NULL, "forvaltningsloven §§ 22 og 24"},
	{"afgoerelse", "egne-opgaver", GRANT, "evalueringen 2019, tabel 12"},
	{"afgoerelse", "betydning", GRANT, "evalueringen 2019, tabel 12"},
	{"afgoerelse", "syn", IKKE_MEDHOLD, "forvaltningsloven §§ 19 og 24"},
	{"afgoerelse", "vilkaar", GRANT, "BEK 1406/2006 §§ 12-19, 28-30"},
	{"afgoerelse", "penge", GRANT, "BEK 1406/2006 §§ 22-27"},
	{"afgoerelse", "opfoelgning", GRANT, "evalueringen 2019, afsnit 4.3.5"},
	{"afgoerelse", "klage", NULL, "forvaltningsloven § 25"},
	{"afgoerelse", "aktindsigt", NULL, "forvaltningsloven §§ 8 og 9"},
	{"afgoerelse", "kontakt", NULL, "vejledning om at skrive en afgørelse"},
};

const struct pligt *pligt_nr(const char *art, size_t i)
{
	for (size_t k = 0; k < sizeof(PLIGTER) / sizeof(*PLIGTER); k++)
		if (strcmp(PLIGTER[k].art, art) == 0 && i-- == 0)
			return &PLIGTER[k];
	return NULL;
}
