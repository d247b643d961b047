#ifndef TESTS_TORTURE_SPOR_H
#define TESTS_TORTURE_SPOR_H

#include <stddef.h>

#include "core/base/vec.h"

struct ordsoeg;

/*
 * What "strace -f -y -xx -e trace=open,openat,creat,write,writev,pwrite64,pwritev" saw of a
 * program, in logs in the folder spor: each file opened, each byte written to one, be it gone
 * since. Not looked at are the system's files, and of the root folder what the program was given
 * (ind/, kode) and what it was asked for (ud/); what was written to ud/alle is the control.
 */
struct spor {
	const char *rod;
	struct ordsoeg *ord;          /* borrowed */
	struct vec filer;             /* char *: the files, once each */
	size_t skrivninger, skrevet;  /* writes, and their bytes, without the control's */
	size_t daarlige;              /* writes with a string in them */
};

void spor_init(struct spor *s, const char *rod, struct ordsoeg *ord);
void spor_done(struct spor *s);
void spor_laes(struct spor *s);                           /* all the logs */
void spor_fil(struct spor *s, const char *sti);           /* one more file to be looked at */

#endif
