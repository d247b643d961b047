#include "tui/hjemfil.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/base/mem.h"

char *hjemfil_sti(const char *stamme, struct dato dag, const char *endelse)
{
	const char *hjem = getenv("HOME");
	char dato[DATO_ISO];
	dato_iso(dag, dato);
	for (int nr = 1;; nr++) {
		char *sti = nr == 1 ? mem_format("%s/%s-%s.%s", hjem ? hjem : ".", stamme, dato, endelse)
				    : mem_format("%s/%s-%s-%d.%s", hjem ? hjem : ".", stamme, dato, nr,
						 endelse);
		if (nr > 99 || access(sti, F_OK) < 0)
			return sti;
		free(sti);
	}
}
