#define _GNU_SOURCE
#include "core/base/sprog.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

void sprog_start(const char *mappe)
{
	const char *lang = getenv("LANG");
	char kort[3] = "da";
	if (lang && strncmp(lang, "en", 2) == 0)
		memcpy(kort, "en", 3);
	/* gettext reads LANGUAGE only when the locale is not called "C"; newer C
	 * libraries leave it out for "C.UTF-8" too, but not by its other name. */
	if (!setlocale(LC_CTYPE, "") || strcmp(setlocale(LC_CTYPE, NULL), "C") == 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	if (!setlocale(LC_MESSAGES, lang && *lang ? lang : "C.utf8"))
		setlocale(LC_MESSAGES, "C.utf8");
	setlocale(LC_NUMERIC, "C");
	setenv("LANGUAGE", kort, 1);
	bindtextdomain("femtrin", mappe);
	bind_textdomain_codeset("femtrin", "UTF-8");
	textdomain("femtrin");
}
