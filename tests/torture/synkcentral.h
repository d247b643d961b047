#ifndef TESTS_TORTURE_SYNKCENTRAL_H
#define TESTS_TORTURE_SYNKCENTRAL_H

#include <stdint.h>

#include "core/synk/central.h"
#include "mcentral.h"

struct mlinje {                       /* one laptop's line to it */
	struct mcentral *c;
	int folk;
	int fejl;                     /* of 100 messages this many meet a fault */
	uint32_t *tilfaeldig;
	uint64_t beskeder, fejlramte;
};

extern const struct central_ops mcentral_ops;     /* arg: struct mlinje */

#endif
