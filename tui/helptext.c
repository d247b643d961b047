#include "tui/helptext.h"

#include <string.h>

#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "tui/appdata.h"
#include "tui/dispatch.h"
#include "tui/keymap.h"

enum { TAST_BREDDE = 22 };

static void taster(struct buf *b, const char *taster)
{
	char vist[KEYMAP_TAST];
	for (const char *foer = ""; *taster; foer = ", ") {
		size_t n = strcspn(taster, " ");
		buf_tekst(b, foer);
		buf_tekst(b, keymap_vist(taster, n, vist));
		taster += n;
		taster += strspn(taster, " ");
	}
}

static void linje(struct buf *ud, const struct keymap_post *p)
{
	struct buf t = BUF_TOM;
	taster(&t, p->taster);
	buf_tekst(ud, buf_str(&t));
	for (int n = tekst_celler(buf_str(&t), t.len); n < TAST_BREDDE; n++)
		buf_tegn(ud, ' ');
	buf_format(ud, " %s\n", _(p->hjaelp));
	buf_done(&t);
}

void helptext_taster(struct buf *ud, unsigned kort, unsigned uden)
{
	for (int c = 1; c < C_ANTAL; c++) {
		const struct keymap_post *p = keymap_post((enum command)c);
		bool almen = p->kort == KORT_ALLE;
		if (p->kort & uden || (almen ? !!(uden & KORT_SAG) : !(p->kort & kort)))
			continue;
		linje(ud, p);
	}
}

void helptext_lav(const struct app *a, struct buf *ud)
{
	const struct frame *f = stack_top(&a->stack);
	unsigned kort = dispatch_kort(a);
	if (!f)
		return;
	if (f->ops->forklar)
		f->ops->forklar(f->state, a, ud);
	if (ud->len)
		buf_tegn(ud, '\n');
	if (f->ops->titel)
		buf_format(ud, "%s\n", _(f->ops->titel));
	if (f->ops->hjaelp)
		buf_format(ud, "%s\n", _(f->ops->hjaelp));
	buf_format(ud, "\n%s\n", _("TASTER, DER VIRKER HER"));
	helptext_taster(ud, kort & ~(unsigned)KORT_SAG, KORT_SAG);
	buf_format(ud, "\n%s\n", _("TASTER, DER VIRKER OVERALT"));
	helptext_taster(ud, kort & KORT_SAG, 0);
}
