#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/io/printer.h"

/* udskriv: each destination on a line, a star before the default one.
 * udskriv PRINTER KOPIER en|to FIL.pdf: prints it on one or two sides. */
static int vis(void)
{
	struct printere p;
	printere_find(&p);
	for (size_t i = 0; i < p.n; i++)
		printf("%s%s\n", i == p.standard ? "*" : "", p.navne[i]);
	printere_done(&p);
	return 0;
}

int main(int argc, char **argv)
{
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM;
	char rum[4096];
	size_t n;
	if (argc != 5)
		return vis();
	FILE *f = fopen(argv[4], "rb");
	while (f && (n = fread(rum, 1, sizeof(rum), f)) > 0)
		buf_add(&pdf, rum, n);
	if (f)
		fclose(f);
	const struct udskrift u = {.printer = argv[1], .titel = "Brev", .kopier = atoi(argv[2]),
				   .tosidet = strcmp(argv[3], "to") == 0, .pdf = pdf.data,
				   .n = pdf.len};
	int r = printer_udskriv(&u, &e);
	if (r < 0)
		puts(e.tekst);
	buf_done(&pdf);
	return r < 0;
}
