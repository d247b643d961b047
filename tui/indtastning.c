#include "tui/indtastning.h"

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "tui/app.h"
#include "tui/appdata.h"
#include "tui/dispatch.h"
#include "tui/keymap.h"
#include "tui/laasning.h"
#include "tui/paste.h"

/* That something is not stored is said until it is. */
static void ny_tast(struct app *a)
{
	if (a->ugemt)
		return;
	buf_ryd(&a->besked);
	a->besked_fejl = false;
}

static void ukendt(struct app *a)
{
	app_message(a, "%s", _("Den tast bruges ikke her. Linjen nedenfor viser dem, der virker; F1 viser alle."));
}

static void tast(struct app *a, int kode)
{
	enum command c = keymap_find(kode, dispatch_kort(a));
	ny_tast(a);
	if (c == C_INGEN)
		ukendt(a);
	else
		dispatch_command(a, c);
	dispatch_oensker(a);
}

static void giv_tekst(struct app *a, const char *s, size_t n, bool paste)
{
	struct frame *f = stack_top(&a->stack);
	unsigned wish = f && f->ops->tekst ? f->ops->tekst(f->state, a, s, n) : IGNORED;
	if (!(wish & IGNORED))
		dispatch_wish(a, wish);
	else if (paste)
		app_message(a, "%s", _("Her kan der ikke indsættes tekst. ^N åbner et notat, der kan tage den."));
	else
		ukendt(a);
	dispatch_oensker(a);
}

/* Bytes of s up to the first character that is a command here; all of them
 * while text is typed. */
static size_t foer_command(const struct app *a, const char *s, size_t n)
{
	bool er_command[128];
	size_t i = 0;
	keymap_tegn(dispatch_kort(a), er_command);
	while (i < n && ((unsigned char)s[i] >= 128 || !er_command[(unsigned char)s[i]]))
		i++;
	return i;
}

static void tekst(struct app *a, const char *raa, size_t raa_n)
{
	struct buf ren = BUF_TOM;
	ny_tast(a);
	paste_rens(&ren, raa, raa_n);
	const char *s = buf_str(&ren);
	for (size_t n = ren.len; n > 0 && !a->slut;) {
		size_t k = foer_command(a, s, n);
		if (k > 0) {
			giv_tekst(a, s, k, false);
		} else {
			dispatch_command(a, keymap_find((unsigned char)*s, dispatch_kort(a)));
			dispatch_oensker(a);
			k = 1;
		}
		s += k;
		n -= k;
	}
	buf_done(&ren);
}

static void paste(struct app *a, const struct tast *t)
{
	ny_tast(a);
	if (t->for_stor) {
		app_message(a, "%s", _("Det indsatte fylder over 1 MB og blev ikke taget med. Intet er ændret."));
		return;
	}
	struct buf ren = BUF_TOM;
	size_t udeladt = paste_rens(&ren, t->tekst, t->n);
	if (udeladt > t->n / 20 + 8) {
		app_message(a, "%s", _("Det indsatte er ikke tekst og blev ikke taget med. Intet er ændret."));
	} else if (ren.len > 0) {
		giv_tekst(a, buf_str(&ren), ren.len, true);
		if (udeladt > 0)
			app_message(a, ngettext("%zu tegn, der ikke er tekst, blev udeladt.",
						"%zu tegn, der ikke er tekst, blev udeladt.", udeladt),
				    udeladt);
	}
	buf_done(&ren);
}

static void mus(struct app *a, const struct tast *t)
{
	const struct zone *z = zones_ved(&a->zones, t->y, t->x);
	ny_tast(a);
	if (z && z->id < 0 && t->mus == MOUSE_CLICK) {
		dispatch_command(a, (enum command)(-1 - z->id));
	} else if (z && z->id >= 0) {
		struct frame *f = stack_top(&a->stack);
		struct mouse m = {t->mus, z->id, t->y - z->y, t->x - z->x};
		unsigned wish = f->ops->mouse ? f->ops->mouse(f->state, a, m) : IGNORED;
		dispatch_wish(a, wish & IGNORED ? DONE : wish);
	} else if (t->mus != MOUSE_CLICK) {
		enum command c = keymap_find(t->mus == MOUSE_UP ? TAST_OP : TAST_NED,
					     dispatch_kort(a));
		if (c != C_INGEN)
			dispatch_command(a, c);
	}
	dispatch_oensker(a);
}

static void laes(struct app *a, bool stille)
{
	for (;;) {
		struct tast t = tast_naeste(&a->taster, stille);
		if (t.art == TAST_INGEN || a->slut)
			return;
		if (t.art == TAST_TAST)
			tast(a, t.kode);
		else if (t.art == TAST_TEKST)
			tekst(a, t.tekst, t.n);
		else if (t.art == TAST_PASTE)
			paste(a, &t);
		else
			mus(a, &t);
	}
}

void app_bytes(struct app *a, const char *bytes, size_t n)
{
	tast_foed(&a->taster, bytes, n);
	a->paste_ved = app_ms(a);
	/* Waking up is no work: keys that come when it should have been locked are dropped. */
	if (!laasning_tid(a)) {
		a->roert = app_ms(a);
		laes(a, false);
	}
	tast_glem(&a->taster);
}

void app_stille(struct app *a)
{
	/* A paste whose end never comes is ended after two seconds without a byte. */
	if (!a->taster.i_paste || app_ms(a) - a->paste_ved >= 2000)
		laes(a, true);
}
