#include "core/cmd/cmd.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/json.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/journal/afvist.h"
#include "core/journal/store.h"

/* In UTC for programs, by the clock on the wall for people. */
static const char *tidspunkt(const struct afvist *a, bool utc, char ud[40])
{
	time_t t = (time_t)(POST_MS(a->tid) / 1000);
	struct tm tm;
	if (utc)
		strftime(ud, 40, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &tm));
	else
		strftime(ud, 40, "%Y-%m-%d %H:%M", localtime_r(&t, &tm));
	return ud;
}

static void as_json(struct json *j, const struct afvist *a)
{
	char t[UUID_TEKST], tid[40];
	json_aabn(j, '{');
	json_noegle(j, "sag");
	json_tekst(j, uuid_skriv(&a->sag, t));
	json_noegle(j, "objekt");
	json_tekst(j, uuid_skriv(&a->objekt, t));
	json_noegle(j, "felt");
	json_tekst(j, a->felt);
	json_noegle(j, "vaerdi");
	json_tekst(j, a->vaerdi);
	json_noegle(j, "tid");
	json_tekst(j, tidspunkt(a, true, tid));
	json_noegle(j, "bruger");
	json_tekst(j, a->bruger);
	json_noegle(j, "grund");
	json_tekst(j, a->grund);
	json_noegle(j, "klaret");
	json_sand(j, a->set);
	json_luk(j, '}');
}

static void add_safe(struct buf *ud, const char *tekst)
{
	if (tekst)
		tekst_sikker(ud, tekst, strlen(tekst), true);
	else
		buf_tekst(ud, _("(tomt)"));
}

static void as_text(struct buf *ud, const struct afvist *a, const struct formsaet *fs)
{
	const struct felt *f = formsaet_felt(fs, a->felt);
	char t[UUID_TEKST], tid[40];
	buf_format(ud, "%s %s  %s: ", a->set ? "✓" : "✗", tidspunkt(a, false, tid),
		   f ? f->navn : a->felt);
	add_safe(ud, a->vaerdi);
	buf_format(ud, "\n  %s ", uuid_skriv(&a->sag, t));
	afvist_grund(a->grund, ud);
	buf_tegn(ud, '\n');
}

static int write_out(struct cmd *c, struct miljoe *m, bool json, struct err *e)
{
	struct vec alle = VEC_AF(struct afvist);
	struct buf ud = BUF_TOM;
	struct json j = {.ud = &ud};
	int r = afvist_hent(store_journal(m->store), NULL, &alle, e);
	if (json)
		json_aabn(&j, '[');
	for (size_t i = 0; i < alle.n; i++)
		if (json)
			as_json(&j, VEC_NR(struct afvist, &alle, i));
		else
			as_text(&ud, VEC_NR(struct afvist, &alle, i), m->formsaet);
	if (json) {
		json_luk(&j, ']');
		buf_tegn(&ud, '\n');
	}
	if (r == 0)
		fwrite(buf_str(&ud), 1, ud.len, c->ud);
	buf_done(&ud);
	afvist_ryd(&alle);
	return r;
}

int cmd_refused(struct cmd *c, int argc, char **argv)
{
	bool json = kommando_flag(&argc, argv, "--json");
	struct err e = {0, ""};
	struct miljoe m;
	if (argc != 1)
		return kommando_brug(c, "refused", _("kender ikke dette valg"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK && write_out(c, &m, json, &e) < 0) {
		kommando_fejl(c, "refused", e.tekst);
		rc = CMD_FEJL;
	}
	miljoe_luk(&m);
	return rc;
}
