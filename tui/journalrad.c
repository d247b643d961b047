#include "tui/journalrad.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/base/vec.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"

struct samler {
	const struct sag *s;
	struct vec rader;
};

static char *vaerdi(const struct felt *f, const char *v)
{
	struct buf b = BUF_TOM;
	if (v && f)
		felt_vis(f, v, &b);
	else if (v)
		buf_tekst(&b, v);
	return b.len ? buf_tag(&b) : mem_tekst("");
}

const char *journalrad_objektnavn(const struct objekt *o)
{
	static const char *const efter[] = {"navn", "virksomhed", "hos", "fra", "id"};
	for (size_t i = 0; o && i < sizeof(efter) / sizeof(*efter); i++)
		if (objekt_get(o, efter[i]))
			return objekt_get(o, efter[i]);
	return NULL;
}

static char *hvad(const struct samler *m, const struct post *p, const struct felt *f)
{
	bool sagen = uuid_ens(&p->objekt, &p->sag);
	const char *navn = sagen ? NULL : journalrad_objektnavn(sag_objekt(m->s, &p->objekt));
	const char *felt = f ? f->navn : !strcmp(p->felt, "slettet") ? _("Fjernet") : p->felt;
	if (navn && strcmp(p->felt, "opgaver.navn") != 0)
		return mem_format("%s · %s", felt, navn);
	return mem_tekst(felt);
}

static int raekke(void *arg, const struct post *p, const char *fra)
{
	struct samler *m = arg;
	const struct felt *f = formsaet_felt(sag_formsaet(m->s), p->felt);
	struct journalrad *r = vec_ny(&m->rader);
	r->ms = POST_MS(p->tid);
	r->objekt = p->objekt;
	r->felt = f;
	r->bruger = mem_tekst(p->bruger ? p->bruger : "");
	r->hvad = hvad(m, p, f);
	r->fra = vaerdi(f, fra);
	r->til = vaerdi(f, p->vaerdi);
	char *alt = mem_format("%s %s %s", r->hvad, r->bruger, p->felt);
	r->soeg = tekst_fold(alt);
	free(alt);
	return 0;
}

static void vend(struct journalrader *j)
{
	for (size_t i = 0; i < j->n / 2; i++) {
		struct journalrad r = j->alle[i];
		j->alle[i] = j->alle[j->n - 1 - i];
		j->alle[j->n - 1 - i] = r;
	}
}

int journalrader_hent(struct journalrader *out, const struct sag *s, struct err *e)
{
	struct samler m = {.s = s, .rader = VEC_AF(struct journalrad)};
	int rc = sag_store(s) ? journal_laes(store_journal(sag_store(s)), sag_id(s), raekke, &m, e)
			      : 0;
	*out = (struct journalrader){m.rader.data, m.rader.n};
	vend(out);
	if (rc < 0)
		journalrader_done(out);
	return rc;
}

void journalrader_done(struct journalrader *j)
{
	for (size_t i = 0; i < j->n; i++) {
		struct journalrad *r = &j->alle[i];
		free(r->bruger);
		free(r->hvad);
		free(r->fra);
		free(r->til);
		free(r->soeg);
	}
	free(j->alle);
	*j = (struct journalrader){NULL, 0};
}

bool journalrad_passer(const struct journalrad *r, const char *filter)
{
	while (*filter) {
		size_t n = strcspn(filter, " ");
		bool fundet = !n;
		for (const char *s = r->soeg; !fundet && *s; s++)
			fundet = !strncmp(s, filter, n);
		if (!fundet)
			return false;
		filter += n + strspn(filter + n, " ");
	}
	return true;
}

const char *journalrad_tid(const struct journalrad *r, char ud[24])
{
	time_t t = (time_t)(r->ms / 1000);
	struct tm tm;
	localtime_r(&t, &tm);
	strftime(ud, 24, "%d.%m.%Y %H.%M", &tm);
	return ud;
}
