/* Reads anything as YAML. What was read can be written and read again; and the
 * look at the nesting never refuses what libyaml finds shallow enough. */
#include <yaml.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/yaml.h"
#include "core/io/yamlvagt.h"
#include "tests/fuzz/fuzz.h"

static void tekst_igen(const struct yaml *y)
{
	struct buf b = BUF_TOM;
	struct yaml_dok *d;
	struct err e;
	buf_tekst(&b, "k: ");
	yaml_skriv_tekst(&b, y->tekst);
	SKAL(!yaml_tekst(&d, "x", b.data, b.len, &e));
	SKAL(!strcmp(yaml_find(yaml_rod(d), "k")->tekst, y->tekst));
	yaml_dok_free(d);
	buf_done(&b);
}

static int gennemgaa(const struct yaml *y, int antal)
{
	SKAL(y->linje >= 1);
	if (y->art == YAML_TEKST && antal < 20)
		tekst_igen(y);
	for (size_t i = 0; i < y->n; i++) {
		antal = gennemgaa(y->born[i], antal + 1);
		SKAL(y->art != YAML_KORT || yaml_find(y, y->noegler[i]) == y->born[i]);
	}
	return antal;
}

/* Does libyaml by itself take the bytes with no more than the depth allowed? */
static int flad_nok(const uint8_t *data, size_t n)
{
	yaml_parser_t p;
	yaml_event_t ev;
	int dybde = 0, ok = 1, slut = 0;
	SKAL(yaml_parser_initialize(&p));
	yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&p, data, n);
	while (ok && !slut) {
		ok = yaml_parser_parse(&p, &ev);
		if (!ok)
			break;
		if (ev.type == YAML_SEQUENCE_START_EVENT || ev.type == YAML_MAPPING_START_EVENT)
			ok = ++dybde <= YAML_MAKS_DYBDE;
		if (ev.type == YAML_SEQUENCE_END_EVENT || ev.type == YAML_MAPPING_END_EVENT)
			dybde--;
		slut = ev.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&ev);
	}
	yaml_parser_delete(&p);
	return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct yaml_dok *d;
	struct err e = {0};
	int r = yaml_tekst(&d, "x", (const char *)data, n, &e);
	if (!r)
		gennemgaa(yaml_rod(d), 0);
	else
		SKAL(r == ERR_UGYLDIG && *e.tekst && !d);
	yaml_dok_free(d);
	if (yamlvagt_proev("x", (const char *)data, n, &e) && strstr(e.tekst, "parenteserne"))
		SKAL(!flad_nok(data, n));
	return 0;
}
