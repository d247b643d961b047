#ifndef TESTS_TORTURE_SVIGT_H
#define TESTS_TORTURE_SVIGT_H

#include <stdint.h>

/*
 * A library to lay before a program (LD_PRELOAD): its n-th call to the disk, or its
 * n-th allocation, fails. What it is to do, and what came of it, stands on a board: a
 * file of this shape, named by FEMTRIN_SVIGT. Failing calls do nothing. Standard
 * error always works; /dev and /proc do too.
 *
 * The passphrase costs nothing there (crypto_pwhash is a plain hash), so a point of
 * failure takes the time of the command alone.
 */
enum svigt_art { SVIGT_DISK, SVIGT_HUKOMMELSE };

struct svigt_tavle {
	int32_t art, nr;          /* nr: the errno to answer; counted are calls that can give it */
	int64_t ved;              /* which call fails, from 1; 0 none */
	int32_t altid;            /* and every one after it */
	int32_t ramt;             /* how many have failed */
	int64_t kald;             /* counted */
	char hvad[24];            /* the first that failed, of which file, */
	char fil[200];
	char bibliotek[100];      /* and who called */
};

#endif
