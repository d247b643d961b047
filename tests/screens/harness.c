#include "tests/screens/harness.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/cmd/miljoe.h"
#include "core/form/formsaet.h"
#include "core/journal/store.h"
#include "core/regler/regelsaet.h"
#include "core/sag/gendan.h"
#include "tui/screens.h"
#include "tui/tast.h"
#include "tui/term.h"

static int64_t ms(void *arg)
{
	return ((struct harness *)arg)->ms;
}

static struct dato i_dag(void *arg)
{
	return ((struct harness *)arg)->i_dag;
}

/* 2026-11-22 10:00 UTC and what has gone by. */
static int64_t ur(void *arg)
{
	return INT64_C(1795341600000) + ((struct harness *)arg)->ms;
}

static void sig(void *arg, const char *saetning)
{
	(void)arg;
	cr_log_warn("%s", saetning);
}

static void aabn(struct harness *t, int h, int w)
{
	struct err e = {0};
	cr_assert_eq(term_headless(&t->term, h, w, &e), 0, "%s", e.tekst);
	struct app_valg v = {.miljoe = t->miljoe, .term = t->term, .screens = screens,
			     .laas = t->laas.oplaas ? &t->laas : NULL,
			     .i_dag = i_dag, .ms = ms, .ur_arg = t};
	t->app = app_new(&v);
	app_tegn(t->app);
}

/* Forms of the source tree alone: what /etc and the home folder hold is not asked. */
static void grundlag(struct harness *t)
{
	struct err e = {0};
	struct miljoe *m = t->miljoe;
	m->data = mem_tekst(FEMTRIN_KILDE);
	m->mapper[0] = mem_tekst(FEMTRIN_KILDE "/forms");
	const char *mapper[] = {m->mapper[0]};
	cr_assert_eq(formsaet_hent(&m->formsaet, mapper, 1, sig, NULL, &e), 0, "%s", e.tekst);
	indstillinger_hent(&m->ind, mapper, 1, sig, NULL);
	cr_assert_eq(regler_hent(&m->regler, mapper, 1, &m->ind, sig, NULL, &e), 0, "%s", e.tekst);
	struct store_valg v = {.sti = "", .sqlmappe = FEMTRIN_KILDE "/core/sql", .bruger = "demo",
			       .opret = true, .hukommelse = true, .ur = ur, .ur_arg = t};
	cr_assert_eq(store_open(&m->store, &v, &e), 0, "%s", e.tekst);
}

struct harness *harness_start(int h, int w)
{
	struct harness *t = mem_nul(1, sizeof *t);
	unsetenv("LANG");
	unsetenv("NO_COLOR");
	setenv("DICPATH", "/dev/null", 0);       /* no speller, unless the test brings one */
	sprog_start("");
	t->ms = 1000;
	t->i_dag = (struct dato){2026, 11, 22};
	t->miljoe = mem_nul(1, sizeof *t->miljoe);
	grundlag(t);
	aabn(t, h, w);
	return t;
}

void harness_slut(struct harness *t)
{
	app_free(t->app);
	term_close(t->term);
	if (!t->miljoe->store)
		t->miljoe->store = t->gemt;
	miljoe_luk(t->miljoe);
	free(t->miljoe);
	free(t->billede);
	free(t);
}

static int oplaas(void *arg, struct segl_data kode, struct err *e)
{
	struct harness *t = arg;
	if (kode.n != 6 || memcmp(kode.p, "kasket", 6) != 0)
		return err_set(e, ERR_NOEGLE, "adgangskoden er ikke den rigtige");
	t->miljoe->store = t->gemt;
	return 0;
}

void harness_laas(struct harness *t, enum vaultlager_art art)
{
	int h, w;
	term_size(t->term, &h, &w);
	app_free(t->app);
	term_close(t->term);
	if (t->miljoe->store)
		t->gemt = t->miljoe->store;
	t->miljoe->store = NULL;
	t->laas = (struct app_laas){.art = art, .oplaas = oplaas, .arg = t};
	aabn(t, h, w);
}

void harness_doe(struct harness *t)
{
	int h, w;
	struct err e = {0};
	term_size(t->term, &h, &w);
	term_close(t->term);
	t->app = NULL;                   /* as dead as kill -9 leaves it */
	cr_assert_geq(gendan_kladder(t->miljoe->store, t->miljoe->formsaet, &e), 0, "%s", e.tekst);
	aabn(t, h, w);
}

void harness_bytes(struct harness *t, const char *s, size_t n)
{
	app_bytes(t->app, s, n);
	app_stille(t->app);
	app_tid(t->app);
	app_tegn(t->app);
}

static const struct {
	const char *navn, *bytes;
} sekvenser[] = {
	{"Up", "\033[A"}, {"Down", "\033[B"}, {"Right", "\033[C"}, {"Left", "\033[D"},
	{"Home", "\033[H"}, {"End", "\033[F"}, {"PgUp", "\033[5~"}, {"PgDn", "\033[6~"},
	{"Ins", "\033[2~"}, {"Del", "\033[3~"}, {"Backspace", "\177"}, {"Enter", "\r"},
	{"Tab", "\t"}, {"S-Tab", "\033[Z"}, {"Esc", "\033"}, {"Space", " "},
	{"C-Left", "\033[1;5D"}, {"C-Right", "\033[1;5C"}, {"C-Home", "\033[1;5H"},
	{"C-End", "\033[1;5F"}, {"S-Left", "\033[1;2D"}, {"S-Right", "\033[1;2C"},
	{"F1", "\033OP"}, {"F2", "\033OQ"}, {"F3", "\033OR"}, {"F4", "\033OS"},
	{"F5", "\033[15~"}, {"F6", "\033[17~"}, {"F7", "\033[18~"}, {"F8", "\033[19~"},
	{"F9", "\033[20~"}, {"F10", "\033[21~"}, {"F11", "\033[23~"}, {"F12", "\033[24~"},
};

static void en_tast(struct harness *t, const char *navn, size_t n)
{
	for (size_t i = 0; i < sizeof sekvenser / sizeof *sekvenser; i++)
		if (strlen(sekvenser[i].navn) == n && memcmp(sekvenser[i].navn, navn, n) == 0) {
			harness_bytes(t, sekvenser[i].bytes, strlen(sekvenser[i].bytes));
			return;
		}
	if (n == 2 && navn[0] == '^') {
		char c = (char)(navn[1] & 0x1f);
		harness_bytes(t, &c, 1);
	} else if (n == 3 && navn[0] == 'M') {
		char c[2] = {033, navn[2]};
		harness_bytes(t, c, 2);
	} else {
		cr_assert_fail("ukendt tast <%.*s>", (int)n, navn);
	}
}

void harness_keys(struct harness *t, const char *keys)
{
	while (*keys) {
		const char *slut = *keys == '<' ? strchr(keys, '>') : NULL;
		if (keys[0] == '<' && keys[1] == '<') {
			harness_bytes(t, "<", 1);
			keys += 2;
		} else if (slut) {
			en_tast(t, keys + 1, (size_t)(slut - keys - 1));
			keys = slut + 1;
		} else {
			size_t n = strcspn(keys, "<");
			harness_bytes(t, keys, n);
			keys += n;
		}
	}
}

void harness_paste(struct harness *t, const char *s, size_t n)
{
	struct buf b = BUF_TOM;
	buf_tekst(&b, "\033[200~");
	buf_add(&b, s, n);
	buf_tekst(&b, "\033[201~");
	/* In pieces, as a terminal sends it. */
	for (size_t i = 0; i < b.len; i += 4096)
		app_bytes(t->app, b.data + i, b.len - i < 4096 ? b.len - i : 4096);
	app_tegn(t->app);
	buf_done(&b);
}

void harness_klik(struct harness *t, int y, int x)
{
	char s[32];
	int n = snprintf(s, sizeof s, "\033[<0;%d;%dM", x + 1, y + 1);
	harness_bytes(t, s, (size_t)n);
}

void harness_vent(struct harness *t, int hvor_laenge)
{
	t->ms += hvor_laenge;
	app_tid(t->app);
	app_tegn(t->app);
}

void harness_stoerrelse(struct harness *t, int h, int w)
{
	term_resize_to(t->term, h, w);
	app_tegn(t->app);
}

const char *harness_billede(struct harness *t)
{
	struct buf b = BUF_TOM;
	term_text(t->term, &b);
	free(t->billede);
	t->billede = buf_tag(&b);
	return t->billede;
}

char *harness_linje(struct harness *t, int y)
{
	const char *p = harness_billede(t);
	for (; y > 0 && *p; y--)
		p += strcspn(p, "\n") + 1;
	return mem_tekst_n(p, strcspn(p, "\n"));
}

bool harness_ses(struct harness *t, const char *tekst)
{
	return strstr(harness_billede(t), tekst) != NULL;
}

char *harness_ved_markoer(struct harness *t)
{
	int y, x;
	term_where(t->term, &y, &x);
	char *linje = harness_linje(t, y < 0 ? 0 : y);
	/* One cell a character: enough for the texts of the tests. */
	const char *p = linje;
	for (int i = 0; i < x && *p; i++) {
		p++;
		while (((unsigned char)*p & 0xc0) == 0x80)
			p++;
	}
	char *svar = mem_tekst(p);
	free(linje);
	return svar;
}
