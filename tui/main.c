#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/cmd.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/io/haerdning.h"
#include "core/io/lagerslet.h"
#include "core/journal/store.h"
#include "tui/app.h"
#include "tui/loop.h"
#include "tui/plain.h"
#include "tui/screens.h"
#include "tui/signals.h"
#include "tui/term.h"
#include "tui/tty.h"
#include "tui/udveksling.h"

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

struct skaerm {
	struct miljoe m;
	struct buf beskeder;             /* told on the screen when it has opened */
	struct app_laas laas;
	bool laast;                      /* --locked: the screen asks, whatever file there is */
	char **igen;                     /* the arguments to begin again with */
};

static int skrevet(void *arg, enum laasop_hvad hvad, char *ud, size_t plads, struct err *e)
{
	const struct segl_data *kode = arg;
	(void)hvad;
	if (kode->n > plads)
		return err_set(e, ERR_UGYLDIG, _("adgangskoden er for lang"));
	memcpy(ud, kode->p, kode->n);
	return (int)kode->n;
}

/* The passphrase of the unlock screen, which has asked twice where it had to. */
static int oplaas(void *arg, struct segl_data kode, struct err *e)
{
	struct skaerm *s = arg;
	struct laasop_valg v = {.sti = s->m.sti, .opret = !s->laast, .spoerg = skrevet,
				.arg = &kode};
	int r = miljoe_store(&s->m, &v, gem_besked, &s->beskeder, e);
	if (r == 0)
		s->laas.art = VAULTLAGER_FORSEGLET;
	return r;
}

/* The centre has withdrawn this laptop and has everything: nothing stays here. */
static int slet_lager(struct skaerm *s, struct err *e)
{
	store_close(s->m.store);
	s->m.store = NULL;
	int r = lagerslet(s->m.sti, e);
	return r < 0 ? r : err_set(e, ERR_FEJL, _("kommunen har trukket denne computer tilbage: det, der ikke "
						  "var sendt, er afleveret, og sagsfilen er slettet"));
}

static int vis(struct skaerm *s, struct err *e)
{
	struct app_valg v = {.miljoe = &s->m, .screens = screens, .laas = &s->laas};
	signals_husk_terminal();
	int r = term_open(&v.term, e);
	if (r < 0)
		return r;
	struct app *a = app_new(&v);
	if (s->beskeder.len > 0)
		app_message(a, "%s", buf_str(&s->beskeder));
	r = loop_koer(a, e);
	if (r == 0 && app_vil_laase(a))
		r = 1;
	bool slettes = app_skal_slettes(a);
	app_free(a);
	term_close(v.term);
	return r == 0 && slettes ? slet_lager(s, e) : r;
}

/* Locked: the program begins anew, so that nothing of what it held is left in its memory.
 * Where that cannot be done it goes on without the key. */
static int koer(struct skaerm *s, struct err *e)
{
	int r;
	while ((r = vis(s, e)) > 0) {
		miljoe_laas(&s->m);
		buf_ryd(&s->beskeder);
		s->laast = true;
		execv("/proc/self/exe", s->igen);
	}
	return r;
}

static int linjevis(struct miljoe *m, struct cmd *c, const struct buf *beskeder, struct err *e)
{
	struct plain_valg v = {.miljoe = m, .ind = stdin, .ud = c->ud, .i_dag = c->i_dag};
	if (beskeder->len > 0)
		kommando_fejl(c, NULL, buf_str(beskeder));
	return plain_koer(&v, e);
}

/* With a passphrase file, and on a plain line, the store is opened first; else the
 * screen asks, unless another Femtrin has it. */
static int aabn(struct skaerm *s, const struct cmd *c, bool plain, struct err *e)
{
	struct laasop_valg v = {.sti = miljoe_sti(&s->m, c->store), .kodefil = c->adgangskodefil,
				.opret = true, .spoerg = c->spoerg};
	s->laas = (struct app_laas){vaultlager_art(v.sti), oplaas, s, &s->beskeder};
	if (s->laast)
		s->laas.art = VAULTLAGER_FORSEGLET;     /* it was there: no new one is made */
	if (s->laast)
		return 0;
	if (!c->adgangskodefil && !plain)
		return laasop_ledig(v.sti, e);
	s->laas.art = VAULTLAGER_FORSEGLET;
	return miljoe_store(&s->m, &v, gem_besked, &s->beskeder, e);
}

static int skaerm(struct cmd *c, bool plain, bool laast, char **igen)
{
	struct skaerm s = {.beskeder = BUF_TOM, .laast = laast, .igen = igen};
	struct err e = {0};
	int rc = CMD_OK;
	if (miljoe_aabn(&s.m, gem_besked, &s.beskeder, &e) < 0)
		rc = fejl(c, &e, CMD_FEJL);
	else if (aabn(&s, c, plain, &e) < 0)
		rc = fejl(c, &e, CMD_STORE);
	else if ((plain ? linjevis(&s.m, c, &s.beskeder, &e) : koer(&s, &e)) < 0)
		rc = fejl(c, &e, CMD_FEJL);
	miljoe_luk(&s.m);
	buf_done(&s.beskeder);
	return rc;
}

/* The arguments as they came, and once --locked. */
static char **laast_igen(int argc, char **argv)
{
	static char laast[] = "--locked";
	char **ud = mem_nul((size_t)argc + 2, sizeof *ud);
	int n = 0;
	for (int i = 0; i < argc; i++)
		if (strcmp(argv[i], laast) != 0)
			ud[n++] = argv[i];
	ud[n] = laast;
	return ud;
}

int main(int argc, char **argv)
{
	struct err e = {0};
	struct cmd c = {.ud = stdout, .fejl = stderr, .spoerg = tty_spoerg,
			.i_dag = dato_af_ms((int64_t)time(NULL) * 1000)};
	if (haerdning_start(&e) < 0)
		return fejl(&c, &e, CMD_FEJL);
	char *locale = miljoe_locale();
	sprog_start(locale ? locale : "");
	free(locale);
	char **igen = laast_igen(argc, argv);
	int rc = cmd_valg(&c, &argc, argv);
	bool plain = kommando_flag(&argc, argv, "--plain");
	bool laast = kommando_flag(&argc, argv, "--locked");
	if (rc == CMD_OK)
		rc = argc > 1 ? cmd_koer(&c, argc - 1, argv + 1) : skaerm(&c, plain, laast, igen);
	free(igen);
	return rc;
}
