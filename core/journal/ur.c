#include "core/journal/ur.h"

#include <time.h>

int64_t ur_naeste(int64_t forrige, int64_t ms)
{
	int64_t nu = ms > 0 && ms < INT64_C(1) << 47 ? ms * 65536 : 0;
	return nu > forrige ? nu : forrige + 1;
}

int64_t ur_ms(void *arg)
{
	(void)arg;
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}
