#ifndef CORE_SAG_HURTIG_H
#define CORE_SAG_HURTIG_H

#include <stddef.h>

/*
 * A task typed as one line while somebody talks: a name, and behind it what is
 * known already. "Rengøring" · "Rengøring 2 dag 30 20" · "Rengøring, 2xdag 30 min
 * hjælp 20" · "Løn 1 måned 1:30". Words behind the name are taken as figures
 * only when they make sense to the end of the line; otherwise they belong to
 * the name.
 */
struct hurtig {
	size_t navn;              /* bytes of the name at the start of `navn_start` */
	const char *navn_start;   /* into the line that was read */
	int antal;                /* times per pr; 0 = not given */
	const char *pr;           /* dag | uge | 14-dage | maaned | kvartal | aar; NULL = not given */
	int minutter;             /* the whole task; -1 = not given */
	int bistand;              /* minutes of it that need help; -1 = not given */
};

/* Never fails; a blank line gives navn 0. Values out of the fields' range
 * (antal 1-999, minutter 1-1440, bistand 0-1440) are left in the name. */
void hurtig_laes(struct hurtig *ud, const char *linje);

#endif
