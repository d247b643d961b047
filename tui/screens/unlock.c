#include "tui/screens/unlock.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/cmd/laasop.h"
#include "tui/app.h"
#include "tui/kodeord.h"

struct state {
	struct kodeord *felt[2];         /* the passphrase; again, while it is chosen */
	int her;                         /* which of them has the cursor */
	bool vaelges;
	bool arbejder;                   /* the key is being worked out */
	struct err fejl;
};

enum { ZONE_FELT = 1, BREDDE = 40 };

static int unlock_open(void *state, struct app *app, const void *arg, struct err *e)
{
	struct state *s = state;
	(void)arg;
	(void)e;
	for (int i = 0; i < 2; i++)
		s->felt[i] = kodeord_ny();
	s->vaelges = app_laas(app)->art != VAULTLAGER_FORSEGLET;
	return 0;
}

static const char *forklaring(enum vaultlager_art art)
{
	switch (art) {
	case VAULTLAGER_INGEN:
		return _("Sagerne bliver forseglet med en adgangskode, som du vælger nu. Uden den kan "
			 "ingen læse dem, heller ikke du selv.");
	case VAULTLAGER_AABEN:
		return _("Sagsfilen er fra en tidligere version og ikke forseglet. Vælg en adgangskode; "
			 "så forsegles den nu, og intet går tabt.");
	case VAULTLAGER_FORSEGLET:
		break;
	}
	return _("Skriv adgangskoden, og tryk Enter.");
}

static int kode_felt(const struct state *s, struct flade f, int y, int nr, const char *navn)
{
	size_t n = kodeord_tegn(s->felt[nr]);
	int w = f.w < BREDDE ? f.w : BREDDE;
	flade_tekst(f, y, 0, STYLE_LABEL, navn);
	struct flade d = flade_del(f, y + 1, 0, 1, w);
	flade_felt(d, 0, 0, d.w, s->her == nr ? STYLE_FOCUS : STYLE_VALUE, "");
	int vises = (int)n < d.w - 1 ? (int)n : d.w - 1;
	for (int i = 0; i < vises; i++)
		flade_tekst(d, 0, i, s->her == nr ? STYLE_FOCUS : STYLE_VALUE, "*");
	flade_zone(d, 0, 0, 1, d.w, ZONE_FELT + nr);
	if (s->her == nr)
		flade_markoer(d, 0, vises);
	return y + 3;
}

static void unlock_draw(const void *state, const struct app *app, struct flade f)
{
	const struct state *s = state;
	struct segl_data kode = kodeord_data(s->felt[0]);
	const char *raad = kode.n ? laasop_raad(kode.p, kode.n) : NULL;
	struct flade d = flade_del(f, f.h > 14 ? 3 : 0, f.w > 60 ? 8 : 1, f.h, f.w > 60 ? f.w - 16 : f.w - 2);
	int y = flade_afsnit(d, 0, STYLE_NORMAL, forklaring(app_laas(app)->art)) + 1;
	y = kode_felt(s, d, y, 0, _("Adgangskode"));
	if (s->vaelges) {
		y += flade_afsnit(d, y - 1, STYLE_DIM,
				  raad ? raad : "");
		y = kode_felt(s, d, y, 1, _("Adgangskoden igen"));
	}
	if (s->arbejder)
		flade_afsnit(d, y, STYLE_TITLE, _("Låser op …"));
	else if (s->fejl.kode)
		flade_afsnit(d, y, STYLE_ERROR, s->fejl.tekst);
}

static unsigned unlock_kort(const void *state, const struct app *app)
{
	(void)state;
	(void)app;
	return KORT_OPLAAS;
}

static bool unlock_kan(const void *state, const struct app *app, enum command c)
{
	const struct state *s = state;
	(void)app;
	if (c == C_OPLAAS_FELT)
		return s->vaelges;
	return c == C_OPLAAS || c == C_LUK || c == C_HJAELP;
}

static void svar(struct state *s, struct app *app)
{
	err_ryd(&s->fejl);
	if (kodeord_tegn(s->felt[0]) == 0) {
		err_set(&s->fejl, ERR_NOEGLE, _("Skriv adgangskoden først."));
	} else if (s->vaelges && s->her == 0) {
		s->her = 1;
	} else if (s->vaelges && !kodeord_ens(s->felt[0], s->felt[1])) {
		err_set(&s->fejl, ERR_NOEGLE, _("De to adgangskoder er ikke ens. Skriv dem igen."));
		kodeord_toem(s->felt[0]);
		kodeord_toem(s->felt[1]);
		s->her = 0;
	} else {
		s->arbejder = true;      /* drawn first: it takes most of a second */
		app_tick_in(app, 0);
	}
}

/* Everything else stays shut: no command may look for a store that is not open. */
static unsigned unlock_command(void *state, struct app *app, enum command c)
{
	struct state *s = state;
	if (c == C_LUK || c == C_STOP || c == C_TEGN_OM || c == C_HJAELP)
		return IGNORED;
	if (s->arbejder)
		return DONE;
	if (c == C_OPLAAS)
		svar(s, app);
	else if (c == C_OPLAAS_FELT && s->vaelges)
		s->her = !s->her;
	else if (c == C_OPLAAS_SLET)
		kodeord_slet_sidste(s->felt[s->her]);
	else if (c == C_OPLAAS_TOEM)
		kodeord_toem(s->felt[s->her]);
	else
		app_message(app, "%s", _("Femtrin er låst. Skriv adgangskoden først."));
	return DONE;
}

/* A pasted line end is not part of the passphrase. */
static unsigned unlock_tekst(void *state, struct app *app, const char *t, size_t n)
{
	struct state *s = state;
	while (n > 0 && (t[n - 1] == '\n' || t[n - 1] == '\r'))
		n--;
	if (!s->arbejder && !kodeord_ind(s->felt[s->her], t, n))
		app_message(app, _("Adgangskoden kan højst fylde %d tegn."), LAASOP_MAKS - 1);
	return DONE;
}

static unsigned unlock_mouse(void *state, struct app *app, struct mouse m)
{
	struct state *s = state;
	(void)app;
	if (m.art == MOUSE_CLICK && m.zone >= ZONE_FELT)
		s->her = m.zone - ZONE_FELT;
	return DONE;
}

static unsigned unlock_tick(void *state, struct app *app)
{
	struct state *s = state;
	const struct app_laas *l = app_laas(app);
	s->arbejder = false;
	if (l->oplaas(l->arg, kodeord_data(s->felt[0]), &s->fejl) == 0)
		return UNLOCKED;
	kodeord_toem(s->felt[0]);
	kodeord_toem(s->felt[1]);
	s->her = 0;
	return DONE;
}

static void unlock_close(void *state)
{
	struct state *s = state;
	kodeord_free(s->felt[0]);
	kodeord_free(s->felt[1]);
}

const struct screen_ops unlock_screen = {
	.name = "laas",
	.titel = N_("Låst"),
	.hjaelp = N_("Sagerne på denne maskine er forseglet med adgangskoden. Er den glemt, kan kommunen "
		     "åbne med sin genopretningsnøgle: femtrin recover."),
	.state_size = sizeof(struct state),
	.open = unlock_open,
	.draw = unlock_draw,
	.kort = unlock_kort,
	.kan = unlock_kan,
	.command = unlock_command,
	.tekst = unlock_tekst,
	.mouse = unlock_mouse,
	.tick = unlock_tick,
	.close = unlock_close,
};
