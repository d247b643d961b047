/*
 * Writes every text of form files and remarks that people see, as lines that
 * xgettext reads: gettext("…"). Arguments: the YAML files.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/io/yaml.h"

static bool vises(const char *noegle)
{
	static const char *const vist[] = {"navn", "titel", "kort", "hjaelp", "mangler",
					   "enhed", "kilde", "tekst"};
	for (size_t i = 0; i < sizeof vist / sizeof *vist; i++)
		if (!strcmp(noegle, vist[i]))
			return true;
	return false;
}

static void skriv(const char *fil, const struct yaml *y)
{
	if (y->art != YAML_TEKST || !*y->tekst)
		return;
	printf("#line %d \"%s\"\ngettext(\"", y->linje, fil);
	for (const char *p = y->tekst; *p; p++) {
		if (*p == '"' || *p == '\\')
			putchar('\\');
		if (*p == '\n')
			fputs("\\n", stdout);
		else
			putchar(*p);
	}
	puts("\");");
}

static void gennem(const char *fil, const struct yaml *y, bool valg)
{
	for (size_t i = 0; i < y->n; i++) {
		const struct yaml *barn = y->born[i];
		const char *noegle = y->art == YAML_KORT ? y->noegler[i] : "";
		if (barn->art == YAML_TEKST && (valg || vises(noegle)))
			skriv(fil, barn);
		else if (barn->art != YAML_TEKST)
			gennem(fil, barn, valg || !strcmp(noegle, "valg"));
	}
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct yaml_dok *dok;
		struct err e;
		if (yaml_fil(&dok, argv[i], &e) < 0) {
			fprintf(stderr, "%s\n", e.tekst);
			return 1;
		}
		gennem(argv[i], yaml_rod(dok), false);
		yaml_dok_free(dok);
	}
	return 0;
}
