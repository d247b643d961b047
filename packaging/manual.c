/*
 * Makes the manual page: copies standard input, and where a line says @TASTER@
 * writes the keys out of the program's own list of commands.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "tui/keymap.h"

/* The parts of the list, in the order of the manual. */
static const struct {
	unsigned kort;
	const char *titel;
} DELE[] = {
	{KORT_ALLE, "Overalt"},
	{KORT_SAG, "I en åben sag"},
	{KORT_SAGER, "Listen over sager"},
	{KORT_FORM, "Felter"},
	{KORT_VALG, "Valg og ja/nej"},
	{KORT_RAEKKE, "Linjer i en liste"},
	{KORT_OPDELING, "Opgaverne i tre spalter"},
	{KORT_STOPUR, "Uret"},
	{KORT_BEMAERK, "Timer og bemærkninger"},
	{KORT_BREV, "Brevet"},
	{KORT_JOURNAL, "Journalen"},
	{KORT_FRISTER, "Frister"},
	{KORT_NOTE, "Notatet"},
	{KORT_TEKST, "En linje tekst"},
	{KORT_LANG, "Flere linjer tekst"},
	{KORT_LISTE, "Lister"},
	{KORT_RULLE, "Tekst at læse"},
	{KORT_SPOERG, "Spørgsmål"},
};

/* Text as roff takes it: nothing at the start of a line or behind a backslash
 * is a command. */
static void tekst(const char *s)
{
	for (; *s; s++) {
		if (*s == '\\')
			fputs("\\e", stdout);
		else if (*s == '-')
			fputs("\\-", stdout);
		else if (*s == '^')
			fputs("\\(ha", stdout);
		else if (*s == '"')
			fputs("\\(dq", stdout);
		else
			putchar(*s);
	}
}

static void post(const struct keymap_post *p)
{
	puts(".TP");
	fputs("\\fB", stdout);
	for (const char *t = p->taster, *foer = ""; *t; foer = ", ") {
		char vist[KEYMAP_TAST];
		size_t n = strcspn(t, " ");
		tekst(foer);
		tekst(keymap_vist(t, n, vist));
		t += n;
		t += strspn(t, " ");
	}
	fputs("\\fR\n", stdout);
	tekst(p->hjaelp);
	putchar('\n');
}

static void taster(void)
{
	for (size_t i = 0; i < sizeof DELE / sizeof *DELE; i++) {
		bool foerste = true;
		for (int c = 1; c < C_ANTAL; c++) {
			const struct keymap_post *p = keymap_post((enum command)c);
			if (DELE[i].kort ? !(p->kort & DELE[i].kort) : p->kort != KORT_ALLE)
				continue;
			if (foerste)
				printf(".SS %s\n", DELE[i].titel);
			foerste = false;
			post(p);
		}
	}
}

int main(void)
{
	char linje[1024];
	while (fgets(linje, sizeof linje, stdin)) {
		if (!strcmp(linje, "@TASTER@\n"))
			taster();
		else
			fputs(linje, stdout);
	}
	return ferror(stdin) || fflush(stdout) ? 1 : 0;
}
