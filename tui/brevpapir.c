#include "tui/brevpapir.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/endelig.h"
#include "core/brev/pligt.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "tui/app.h"

static struct brev_om om(const struct app *app, const struct brevpapir *p, bool udkast)
{
	const struct sag *s = app_sag(app);
	return (struct brev_om){.assess = app_assess(app), .ind = &app_miljoe(app)->ind,
				.i_dag = app_i_dag(app), .udkast = udkast,
				.arbejdssted = *p->job ? sag_med_navn(s, "ansaettelser", p->job)
						       : NULL};
}

const struct objekt *brevpapir_gemt(const struct app *app, const struct brevpapir *p)
{
	struct brev_om o = om(app, p, false);
	return brev_gemt(app_sag(app), &(struct endelig_om){.art = p->art, .brev = &o});
}

void brevpapir_job(const struct app *app, struct brevpapir *p, int skridt)
{
	const struct sag *s = app_sag(app);
	size_t n = sag_antal(s, "ansaettelser"), i = 0;
	if (!pligt_et_job(p->art) || n < 2) {
		p->job[0] = '\0';
		return;
	}
	while (i < n && !objekt_er(sag_nr(s, "ansaettelser", i), "id", p->job))
		i++;
	i = i == n ? 0 : (i + (size_t)skridt) % n;
	const char *id = objekt_get(sag_nr(s, "ansaettelser", i), "id");
	snprintf(p->job, sizeof(p->job), "%s", id ? id : "");
}

int brevpapir_brev(struct brev **out, const struct app *app, const struct brevpapir *p,
		   struct err *e)
{
	struct brev_om o = om(app, p, true);
	return brev_lav(out, p->saet, p->art, app_sag(app), &o, e);
}

int brevpapir_pdf(const struct app *app, const struct brevpapir *p, struct buf *pdf, bool *fandtes,
		  struct err *e)
{
	struct brev_om o = om(app, p, !p->endelig);
	struct brev *b = NULL;
	*fandtes = false;
	if (p->endelig) {
		struct endelig_om eo = {.art = p->art, .brev = &o, .stor_skrift = p->stor};
		return brev_endelig(app_sag(app), p->saet, &eo, pdf, fandtes, e);
	}
	int rc = brevpapir_brev(&b, app, p, e);
	if (rc >= 0)
		rc = brev_pdf(b, brevsaet_layout(p->saet), p->stor, pdf, e);
	brev_free(b);
	return rc;
}

/* "~/x" lies at home. Yours to free. */
static char *fuld_sti(const char *s)
{
	const char *hjem = getenv("HOME");
	while (*s == ' ')
		s++;
	if (s[0] == '~' && s[1] == '/' && hjem)
		return mem_format("%s%s", hjem, s + 1);
	return mem_tekst(s);
}

void brevpapir_sti(const struct app *app, const struct brevpapir *p, struct buf *ud)
{
	char *mappe = store_husket(sag_store(app_sag(app)), "pdfmappe"), dato[DATO_ISO];
	struct dato d;
	size_t foer = ud->len;
	if (!sag_dato(app_sag(app), "afgoerelse.dato", &d))
		d = app_i_dag(app);
	for (int nr = 1; nr < 1000; nr++) {
		ud->len = foer;
		buf_format(ud, "%s/%s%s%s-%s%s", mappe && *mappe ? mappe : "~", p->art,
			   *p->job ? "-" : "", p->job, dato_iso(d, dato), p->endelig ? "" : "-udkast");
		if (nr > 1)
			buf_format(ud, "-%d", nr);
		buf_tekst(ud, ".pdf");
		char *fuld = fuld_sti(buf_str(ud) + foer);
		bool ledig = access(fuld, F_OK) < 0;
		free(fuld);
		if (ledig)
			break;
	}
	free(mappe);
}

/* The folder is offered again next time. */
static void husk_mappe(struct app *app, const char *sti)
{
	const char *slut = strrchr(sti, '/');
	if (!slut || slut == sti)
		return;
	char *mappe = mem_tekst_n(sti, (size_t)(slut - sti));
	store_husk(sag_store(app_sag(app)), "pdfmappe", mappe, NULL);
	free(mappe);
}

static int gem(struct app *app, const struct brevpapir *p, const char *sti, struct err *e)
{
	struct buf pdf = BUF_TOM;
	bool fandtes = false;
	int rc;
	if (!*sti || sti[strlen(sti) - 1] == '/')
		rc = err_set(e, ERR_UGYLDIG, _("Skriv et filnavn efter mappen."));
	else if (access(sti, F_OK) == 0)
		rc = err_set(e, ERR_UGYLDIG, _("Filen findes allerede. Vælg et andet navn."));
	else
		rc = brevpapir_pdf(app, p, &pdf, &fandtes, e);
	if (rc >= 0)
		rc = udfil_skriv(sti, pdf.data, pdf.len, e);
	buf_done(&pdf);
	if (rc < 0)
		return rc;
	if (fandtes)
		app_message(app, _("Det endelige brev, der allerede var gemt i sagen, ligger nu i %s"),
			    sti);
	else
		app_message(app, _("PDF'en ligger i %s"), sti);
	return 0;
}

int brevpapir_gem(struct app *app, const struct brevpapir *p, const char *sti, struct err *e)
{
	char *fuld = fuld_sti(sti);
	int rc = gem(app, p, fuld, e);
	if (rc >= 0)
		husk_mappe(app, sti);
	free(fuld);
	return rc;
}
