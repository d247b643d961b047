#include "tui/gemning.h"

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "tui/appdata.h"
#include "tui/drafts.h"

enum { IGEN_MS = 1000 };

int gemning_alt(struct app *a, struct err *e)
{
	int r = a->sag ? drafts_igen(&a->sag->drafts, e) : 0;
	for (size_t i = stack_antal(&a->stack); i-- > 0;) {
		const struct frame *f = stack_nr(&a->stack, i);
		struct err ny = {0};
		int k = f->ops->keep ? f->ops->keep(f->state, a, &ny) : 0;
		if (k < 0 && r == 0) {
			r = k;
			*e = ny;
		}
	}
	return r;
}

/* The cause in few words: the line has to hold it. */
static const char *aarsag(const struct err *e)
{
	switch (e->kode) {
	case ERR_FULD: return _("disken er fuld");
	case ERR_LAESEFEJL: return _("disken svarer med en fejl");
	case ERR_SKRIVEBESKYTTET: return _("der kan ikke skrives på disken");
	case ERR_FINDES_IKKE: return _("sagsfilen er flyttet eller fjernet");
	default: return e->tekst;
	}
}

void gemning_mislykket(struct app *a, const struct err *e)
{
	const char *hvorfor = aarsag(e);
	if (a->hindret == C_LUK)
		app_message(a, _("Ikke gemt: %s. ^Q igen lukker uden at gemme."), hvorfor);
	else if (a->hindret == C_LAAS)
		app_message(a, _("Ikke låst, for teksten er ikke gemt: %s"), hvorfor);
	else
		app_message(a, _("Ikke gemt endnu, prøver igen: %s"), hvorfor);
	a->besked_fejl = true;
	a->ugemt = true;
	a->keep_ved = app_ms(a) + IGEN_MS;
}

void app_gem(struct app *a)
{
	struct err e = {0};
	a->keep_ved = -1;
	if (gemning_alt(a, &e) < 0) {
		gemning_mislykket(a, &e);
	} else if (a->ugemt) {
		a->ugemt = false;
		a->hindret = C_INGEN;
		app_message(a, "%s", _("Nu er det hele gemt."));
	}
}
