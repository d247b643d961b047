#include "core/brev/skabelonstav.h"

#include <stddef.h>
#include <stdlib.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/skabelon.h"
#include "core/brev/stavning.h"

struct her {
	const struct stav_sig *til;
	const char *fil;
	int linje;
};

static void ukendt(void *arg, const char *ord)
{
	const struct her *h = arg;
	char *s = mem_format(_("%s:%d: »%s« kendes ikke; er det stavet rigtigt, kan det stå i ordliste.yaml"),
			     h->fil, h->linje, ord);
	h->til->sig(h->til->arg, s);
	free(s);
}

void saetning_stav(const struct saetning *s, const char *fil, int linje,
		   const struct stav_sig *til)
{
	struct her h = {til, fil, linje};
	struct buf b = BUF_TOM;
	for (size_t i = 0; i < s->stykker.n; i++) {
		const struct stykke *k = VEC_NR(struct stykke, &s->stykker, i);
		if (k->tekst)
			buf_add(&b, k->tekst, k->n);
		else
			buf_tegn(&b, '0');       /* no word, and glued to no other */
	}
	stavning_ukendte(til->stavning, buf_str(&b), "", ukendt, &h);
	buf_done(&b);
}

static void stav_led(const struct led *l, const char *fil, const struct stav_sig *til)
{
	for (size_t i = 0; i < l->linjer.n; i++) {
		const struct linje *s = VEC_NR(struct linje, &l->linjer, i);
		saetning_stav(&s->s, fil, s->nr, til);
	}
	for (size_t i = 0; i < l->kolonner.n; i++) {
		const struct kolonne *k = VEC_NR(struct kolonne, &l->kolonner, i);
		saetning_stav(&k->navn, fil, l->nr, til);
		saetning_stav(&k->celle, fil, l->nr, til);
		saetning_stav(&k->sum, fil, l->nr, til);
	}
}

void skabelon_stav(const struct skabelon *s, const struct stav_sig *til)
{
	for (size_t i = 0; i < s->dele.n; i++) {
		const struct del *d = VEC_NR(struct del, &s->dele, i);
		if (!d->id)
			continue;
		saetning_stav(&d->overskrift.s, d->fil, d->overskrift.nr, til);
		for (size_t k = 0; k < d->led.n; k++)
			stav_led(VEC_NR(struct led, &d->led, k), d->fil, til);
	}
}
