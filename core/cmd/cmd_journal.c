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
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"

struct udskrift {
	struct buf *ud;
	struct json json;
	const struct sag *sag;
};

/* 2026-09-10T11:40:12.345Z */
static const char *iso_utc(int64_t ms, char ud[40])
{
	time_t t = (time_t)(ms / 1000);
	struct tm tm;
	char hele[32];
	gmtime_r(&t, &tm);
	strftime(hele, sizeof hele, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(ud, 40, "%s.%03dZ", hele, (int)(ms % 1000));
	return ud;
}

static int as_json(void *arg, const struct post *p, const char *fra)
{
	struct udskrift *u = arg;
	struct json *j = &u->json;
	char t[UUID_TEKST], tid[40];
	json_aabn(j, '{');
	json_noegle(j, "enhed");
	json_tekst(j, uuid_skriv(&p->enhed, t));
	json_noegle(j, "nr");
	json_tal(j, p->nr);
	json_noegle(j, "tid");
	json_tekst(j, iso_utc(POST_MS(p->tid), tid));
	json_noegle(j, "bruger");
	json_tekst(j, p->bruger);
	json_noegle(j, "objekt");
	json_tekst(j, uuid_skriv(&p->objekt, t));
	json_noegle(j, "felt");
	json_tekst(j, p->felt);
	json_noegle(j, "fra");
	json_tekst(j, fra);
	json_noegle(j, "til");
	json_tekst(j, p->vaerdi);
	json_luk(j, '}');
	return 0;
}

static void add_safe(struct buf *ud, const char *tekst)
{
	if (tekst)
		tekst_sikker(ud, tekst, strlen(tekst), false);
	else
		buf_tekst(ud, _("(tomt)"));
}

/* "opgaver.minutter (t3)": the object by the name it has in the case. */
static void add_field(struct buf *ud, const struct sag *s, const struct post *p)
{
	const struct objekt *o = sag_objekt(s, &p->objekt);
	const char *navn = o ? objekt_get(o, "id") : NULL;
	buf_tekst(ud, p->felt);
	if (!navn)
		return;
	buf_tekst(ud, " (");
	add_safe(ud, navn);
	buf_tegn(ud, ')');
}

static int as_line(void *arg, const struct post *p, const char *fra)
{
	struct udskrift *u = arg;
	time_t t = (time_t)(POST_MS(p->tid) / 1000);
	struct tm tm;
	char tid[32];
	localtime_r(&t, &tm);
	strftime(tid, sizeof tid, "%Y-%m-%d %H:%M:%S", &tm);
	buf_format(u->ud, "%s  ", tid);
	add_safe(u->ud, p->bruger);
	buf_tekst(u->ud, "  ");
	add_field(u->ud, u->sag, p);
	buf_tekst(u->ud, ": ");
	add_safe(u->ud, fra);
	buf_tekst(u->ud, " → ");
	add_safe(u->ud, p->vaerdi);
	buf_tegn(u->ud, '\n');
	return 0;
}

static int write_out(struct cmd *c, const struct miljoe *m, const struct sag *s, bool json)
{
	struct buf b = BUF_TOM;
	struct err e = {0, ""};
	struct udskrift u = {.ud = &b, .json = {.ud = &b}, .sag = s};
	if (json)
		json_aabn(&u.json, '[');
	int rc = journal_laes(store_journal(m->store), sag_id(s), json ? as_json : as_line, &u, &e);
	if (json) {
		json_luk(&u.json, ']');
		buf_tegn(&b, '\n');
	}
	if (rc == 0 && fwrite(buf_str(&b), 1, b.len, c->ud) != b.len)
		rc = err_set(&e, ERR_FEJL, _("kan ikke skrives ud"));
	if (rc < 0)
		kommando_fejl(c, "journal", e.tekst);
	buf_done(&b);
	return rc < 0 ? CMD_FEJL : CMD_OK;
}

int cmd_journal(struct cmd *c, int argc, char **argv)
{
	struct miljoe m;
	struct sag *s = NULL;
	bool json = kommando_flag(&argc, argv, "--json");
	if (kommando_ukendt(argc, argv))
		return kommando_brug(c, "journal", _("kender ikke dette valg"));
	if (argc != 2)
		return kommando_brug(c, "journal", _("forventede én sags nummer"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK)
		rc = kommando_sag(c, &m, argv[1], &s);
	if (rc == CMD_OK)
		rc = write_out(c, &m, s, json);
	sag_free(s);
	miljoe_luk(&m);
	return rc;
}
