#include "core/brev/udbetalt.h"

#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/brev/beregn.h"
#include "core/sag/sag.h"

bool udbetalt_timer(const struct beregn_om *om, struct buf *ud)
{
	int64_t i_alt = 0, min;
	char t[48];
	for (size_t i = 0; i < sag_antal(om->sag, "udbetalinger"); i++) {
		const struct objekt *o = sag_nr(om->sag, "udbetalinger", i);
		if (objekt_get(o, "udbetalt") && objekt_timer(o, "timer", &min))
			i_alt += min;
	}
	if (i_alt > 0)
		buf_tekst(ud, minutter_tekst(i_alt, t));
	return i_alt > 0;
}

bool udbetalt_beloeb(const struct beregn_om *om, struct buf *ud)
{
	int64_t i_alt = 0, oere;
	char t[48];
	for (size_t i = 0; i < sag_antal(om->sag, "udbetalinger"); i++) {
		const char *v = objekt_get(sag_nr(om->sag, "udbetalinger", i), "udbetalt");
		if (v && penge_laes(&oere, v))
			i_alt += oere;
	}
	if (i_alt > 0)
		buf_format(ud, "%s kr.", penge_dansk(i_alt, t));
	return i_alt > 0;
}
