#ifndef TESTS_TORTURE_AFBRYDER_H
#define TESTS_TORTURE_AFBRYDER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * A proxy on the loopback, in a process of its own, between a laptop and the server: it
 * passes everything on, counts bytes and TLS records each way, and cuts where it is told
 * to. The board is shared memory: any process that was forked later may write on it.
 */
enum afbryder_vej { AFBRYDER_OP, AFBRYDER_NED };          /* to the server, from it */
enum afbryder_hvad {
	AFBRYDER_INTET,
	AFBRYDER_LUK,             /* both ends closed */
	AFBRYDER_RST,             /* the same, as a reset */
	AFBRYDER_TAVS,            /* nothing is passed on any more; nobody is told */
};

struct afbryder {
	int port;
	atomic_int hvad, vej;     /* what happens to what comes after `efter`: hvad is set last */
	atomic_bool poster;       /* efter counts TLS records, not bytes */
	atomic_llong efter;
	atomic_bool faldet;       /* it has happened */
	atomic_llong bytes[2], tls[2];
	atomic_llong slip;        /* raised: every connection there is, is closed */
	atomic_bool lukket;       /* nobody is let in: accepted and closed at once */
	long proces;
	int lytter, maal;
};

struct afbryder *afbryder_ny(int maal);           /* before any connection; NULL no port */
void afbryder_free(struct afbryder *a);

/* Counts from now on; nothing is to be under way. */
void afbryder_nulstil(struct afbryder *a);
/* Cuts in place of passing on the byte after `efter` more than now this way. */
void afbryder_om(struct afbryder *a, enum afbryder_hvad hvad, enum afbryder_vej vej,
		 long long efter);
void afbryder_alle(struct afbryder *a);           /* cuts everybody */

#endif
