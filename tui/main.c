#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/cmd.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "tui/app.h"
#include "tui/loop.h"
#include "tui/plain.h"
#include "tui/screens.h"
#include "tui/signals.h"
#include "tui/term.h"

/* What was wrong with forms and settings: told on the screen, which opens all
 * the same. */
static void gem_besked(void *arg, const char *saetning)
{
	struct buf *b = arg;
	buf_tekst(b, b->len ? " · " : "");
	buf_tekst(b, saetning);
}

static int fejl(struct cmd *c, const struct err *e, int kode)
{
	kommando_fejl(c, NULL, e->tekst);
	return kode;
}

static int vis(struct miljoe *m, const struct buf *beskeder, struct err *e)
{
	struct app_valg v = {.miljoe = m, .screens = screens};
	signals_husk_terminal();
	int r = term_open(&v.term, e);
	if (r < 0)
		return r;
	struct app *a = app_new(&v);
	if (beskeder->len > 0)
		app_message(a, "%s", buf_str(beskeder));
	r = loop_koer(a, e);
	app_free(a);
	term_close(v.term);
	return r;
}

static int linjevis(struct miljoe *m, struct cmd *c, const struct buf *beskeder, struct err *e)
{
	struct plain_valg v = {.miljoe = m, .ind = stdin, .ud = c->ud, .i_dag = c->i_dag};
	if (beskeder->len > 0)
		kommando_fejl(c, NULL, buf_str(beskeder));
	return plain_koer(&v, e);
}

static int skaerm(struct cmd *c, bool plain)
{
	struct miljoe m = {0};
	struct buf beskeder = BUF_TOM;
	struct err e = {0};
	int rc = CMD_OK;
	if (miljoe_aabn(&m, gem_besked, &beskeder, &e) < 0)
		rc = fejl(c, &e, CMD_FEJL);
	else if (miljoe_store(&m, c->store, c->adgangskodefil, true, &e) < 0)
		rc = fejl(c, &e, CMD_STORE);
	else if ((plain ? linjevis(&m, c, &beskeder, &e) : vis(&m, &beskeder, &e)) < 0)
		rc = fejl(c, &e, CMD_FEJL);
	miljoe_luk(&m);
	buf_done(&beskeder);
	return rc;
}

int main(int argc, char **argv)
{
	struct cmd c = {.ud = stdout, .fejl = stderr,
			.i_dag = dato_af_ms((int64_t)time(NULL) * 1000)};
	char *locale = miljoe_locale();
	sprog_start(locale ? locale : "");
	free(locale);
	int rc = cmd_valg(&c, &argc, argv);
	if (rc != CMD_OK)
		return rc;
	bool plain = kommando_flag(&argc, argv, "--plain");
	return argc > 1 ? cmd_koer(&c, argc - 1, argv + 1) : skaerm(&c, plain);
}
