#include "tui/picture.h"

#include "core/base/sprog.h"
#include "tui/appdata.h"
#include "tui/dispatch.h"
#include "tui/keybar.h"
#include "tui/term.h"
#include "tui/topline.h"
#include "tui/udveksling.h"

/* How the terminal is parted: fewer lines, fewer parts, the screen last. */
struct parts {
	int h, w, top, linje, taster;
};

static struct parts parted(const struct app *a)
{
	struct parts p = {0};
	term_size(a->valg.term, &p.h, &p.w);
	p.top = p.h >= 10 && a->sag ? 2 : p.h >= 4 ? 1 : 0;
	p.linje = p.h >= 8;
	p.taster = p.h >= 3;
	return p;
}

void app_plads(const struct app *a, int *h, int *w)
{
	struct parts p = parted(a);
	*h = p.h - p.top - p.linje - p.taster;
	*w = p.w;
}

/* The screen that fills the whole rectangle, and what lies over it. */
static void screens(const struct app *a, struct flade f)
{
	size_t n = stack_antal(&a->stack), i = n ? n - 1 : 0;
	while (i > 0 && stack_nr(&a->stack, i)->ops->over)
		i--;
	for (; i < n; i++) {
		const struct frame *fr = stack_nr(&a->stack, i);
		zones_ryd(f.zones);
		fr->ops->draw(fr->state, a, f);
	}
}

static void linje(const struct app *a, struct flade f, bool egen)
{
	const struct frame *top = stack_top(&a->stack);
	if (a->besked.len > 0) {
		if (!egen)
			flade_ryd(f, STYLE_NORMAL);
		flade_felt(f, 0, 1, f.w - 2, a->besked_fejl ? STYLE_ERROR : STYLE_TITLE,
			   buf_str(&a->besked));
	} else if (egen && top && (top->ops->linje || udveksling_loeber(a))) {
		struct buf b = BUF_TOM;
		if (!udveksling_linje(a, &b) && top->ops->linje)
			top->ops->linje(top->state, a, &b);
		flade_felt(f, 0, 1, f.w - 2, STYLE_DIM, buf_str(&b));
		buf_done(&b);
	}
}

static const char *titel(const struct app *a)
{
	const struct frame *top = stack_top(&a->stack);
	return top && top->ops->titel ? _(top->ops->titel) : "";
}

void app_tegn(struct app *a)
{
	struct parts p = parted(a);
	struct flade f = {.term = a->valg.term, .zones = &a->zones, .h = p.h, .w = p.w};
	int bund = p.h - p.taster - p.linje;
	term_erase(a->valg.term);
	zones_ryd(&a->zones);
	if (p.h < 3 || p.w < 12) {
		flade_afsnit(f, 0, STYLE_NORMAL, _("Gør vinduet større. Alt er gemt."));
		term_show(a->valg.term);
		return;
	}
	screens(a, flade_del(f, p.top, 0, bund - p.top, p.w));
	if (p.top > 0)
		topline_sag(a, titel(a), flade_del(f, 0, 0, 1, p.w));
	if (p.top > 1)
		topline_trin(a, flade_del(f, 1, 0, 1, p.w));
	keybar_draw(stack_top(&a->stack), a, dispatch_kort(a), flade_del(f, p.h - 1, 0, 1, p.w));
	linje(a, flade_del(f, p.linje ? bund : p.h - 1, 0, 1, p.w), p.linje);
	term_show(a->valg.term);
}
