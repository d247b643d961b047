#ifndef CORE_IO_PRINTER_H
#define CORE_IO_PRINTER_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* Printing through CUPS: the programs lp and lpstat, run without a shell. */
struct printere {
	char **navne;            /* destinations */
	size_t n;
	size_t standard;         /* place of the default one; n when there is none */
};

/* Asks `lpstat -e` and `lpstat -d`. No lpstat, or no printer: 0 of them. */
void printere_find(struct printere *p);
void printere_done(struct printere *p);

struct udskrift {
	const char *printer;
	const char *titel;       /* shown in the queue: no personal data */
	int kopier;              /* 1-99 */
	bool tosidet;
	const void *pdf;
	size_t n;
};

/* Hands a PDF to lp. ERR_FINDES_IKKE: there is no lp; ERR_FEJL: it refused, with
 * what it said. */
int printer_udskriv(const struct udskrift *u, struct err *e);

#endif
