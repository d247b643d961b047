/* Reads anything as a condition; what was read can be asked. */
#include "core/base/err.h"
#include "core/form/udtryk.h"
#include "tests/fuzz/fuzz.h"

static const char *slaaop(void *arg, const char *felt)
{
	(void)arg;
	SKAL(*felt);
	return strlen(felt) % 3 ? felt : NULL;
}

static int led(void *arg, const char *felt, const char *vaerdi, struct err *e)
{
	(void)e;
	(void)vaerdi;
	SKAL(*felt);
	++*(size_t *)arg;
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *s = som_tekst(data, n);
	struct udtryk *u;
	struct err e = {0};
	if (udtryk_laes(&u, s, &e)) {
		SKAL(!u && *e.tekst);
	} else {
		const char *const *felter;
		size_t ledene = 0;
		udtryk_sandt(u, slaaop, NULL);
		SKAL(!udtryk_gennemgaa(u, led, &ledene, &e));
		SKAL(ledene >= udtryk_felter(u, &felter));
	}
	udtryk_free(u);
	free(s);
	return 0;
}
