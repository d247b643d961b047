#include "core/base/uuid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

void uuid_ny(struct uuid *out, int64_t ms)
{
	size_t fyldt = 0;
	while (fyldt < sizeof out->b) {
		ssize_t n = getrandom(out->b + fyldt, sizeof out->b - fyldt, 0);
		if (n > 0)
			fyldt += (size_t)n;
	}
	for (int i = 0; i < 6; i++)
		out->b[i] = (uint8_t)((uint64_t)ms >> (40 - 8 * i));
	out->b[6] = (uint8_t)(0x70 | (out->b[6] & 0x0F));
	out->b[8] = (uint8_t)(0x80 | (out->b[8] & 0x3F));
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool uuid_laes(struct uuid *out, const char *t)
{
	struct uuid u;
	if (strlen(t) != 36)
		return false;
	for (int i = 0, k = 0; i < 36; i++) {
		if (i == 8 || i == 13 || i == 18 || i == 23) {
			if (t[i] != '-')
				return false;
			continue;
		}
		int h = hex(t[i]), l = hex(t[i + 1]);
		if (h < 0 || l < 0)
			return false;
		u.b[k++] = (uint8_t)(h << 4 | l);
		i++;
	}
	*out = u;
	return true;
}

const char *uuid_skriv(const struct uuid *u, char ud[UUID_TEKST])
{
	char *p = ud;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		snprintf(p, 3, "%02x", u->b[i]);
		p += 2;
	}
	return ud;
}

bool uuid_ens(const struct uuid *a, const struct uuid *b)
{
	return memcmp(a->b, b->b, sizeof a->b) == 0;
}

int uuid_orden(const struct uuid *a, const struct uuid *b)
{
	return memcmp(a->b, b->b, sizeof a->b);
}

bool uuid_tom(const struct uuid *u)
{
	static const struct uuid nul;
	return uuid_ens(u, &nul);
}
