#include "core/base/cpr.h"

#include <stddef.h>
#include <string.h>

static bool kun_cifre(const char *s, size_t n)
{
	return strlen(s) == n && strspn(s, "0123456789") == n;
}

static bool modulus11(const char *s, const int *vaegt, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += (s[i] - '0') * vaegt[i];
	return sum % 11 == 0;
}

static int to_cifre(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static int aarhundrede(int syvende, int aar)
{
	if (syvende <= 3)
		return 1900;
	if (syvende == 4 || syvende == 9)
		return aar <= 36 ? 2000 : 1900;
	return aar <= 57 ? 2000 : 1800;
}

bool cpr_laes(struct cpr *out, const char *s)
{
	static const int VAEGT[] = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
	if (!kun_cifre(s, 10))
		return false;
	int dag = to_cifre(s), aar = to_cifre(s + 4);
	struct cpr c = {.erstatning = dag > 60, .modulus11 = modulus11(s, VAEGT, 10)};
	c.foedt = (struct dato){aarhundrede(s[6] - '0', aar) + aar, to_cifre(s + 2),
				c.erstatning ? dag - 60 : dag};
	*out = c;
	return dato_gyldig(c.foedt);
}

bool cvr_gyldig(const char *s)
{
	static const int VAEGT[] = {2, 7, 6, 5, 4, 3, 2, 1};
	return kun_cifre(s, 8) && s[0] != '0' && modulus11(s, VAEGT, 8);
}
