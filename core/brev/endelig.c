#include "core/brev/endelig.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/dato.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/brev/brev.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/pligt.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/io/krypto.h"
#include "core/journal/konflikt.h"
#include "core/journal/store.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"

static bool hex(uint8_t *ud, const char *s)
{
	for (size_t i = 0; i < 2 * (size_t)KRYPTO_HASH; i++) {
		const char *ciffer = s[i] ? strchr("0123456789abcdef", s[i]) : NULL;
		if (!ciffer)
			return false;
		int v = (int)(ciffer - "0123456789abcdef");
		ud[i / 2] = (uint8_t)(i % 2 ? ud[i / 2] | v : v << 4);
	}
	return s[2 * KRYPTO_HASH] == '\0';
}

/* What it is kept as: one of several employers has a letter of its own. */
static char *gemt_art(const struct endelig_om *om)
{
	const struct objekt *a = pligt_et_job(om->art) ? om->brev->arbejdssted : NULL;
	const char *id = a ? objekt_get(a, "id") : NULL;
	return id ? mem_format("%s-%s", om->art, id) : mem_tekst(om->art);
}

const struct objekt *brev_gemt(const struct sag *s, const struct endelig_om *om)
{
	const struct objekt *fundet = NULL;
	char *art = gemt_art(om);
	for (size_t i = sag_antal(s, "breve"); i > 0 && !fundet; i--) {
		const struct objekt *o = sag_nr(s, "breve", i - 1);
		if (objekt_er(o, "art", art) && objekt_get(o, "hash") &&
		    (!om->retter || objekt_er(o, "retter", om->retter)))
			fundet = o;
	}
	free(art);
	return fundet;
}

static int hent(struct sag *s, const struct objekt *o, struct buf *pdf, struct err *e)
{
	uint8_t hash[KRYPTO_HASH];
	char *data = NULL;
	size_t n = 0;
	if (!hex(hash, objekt_get(o, "hash")))
		return err_set(e, ERR_SKADET, _("Brevets fingeraftryk i sagen kan ikke læses"));
	int r = store_fil_hent(sag_store(s), hash, &data, &n, e);
	if (r == 0)
		buf_add(pdf, data, n);
	free(data);
	return r;
}

static int tjek_retter(const struct sag *s, const struct endelig_om *om, struct err *e)
{
	const struct objekt *o = om->retter ? sag_med_navn(s, "breve", om->retter) : NULL;
	char *art = gemt_art(om);
	bool passer = !om->retter || (o && objekt_er(o, "art", art));
	free(art);
	if (passer)
		return 0;
	return err_set(e, ERR_FINDES_IKKE,
		       _("Sagen har intet brev »%s« af slagsen »%s«, som kan rettes"), om->retter,
		       om->art);
}

/* A decision, and what rests on one, waits for the whole case. */
static int tjek_sag(const struct sag *s, const struct endelig_om *om, struct err *e)
{
	if (!pligt_hel_sag(om->art))
		return 0;
	struct mangler m;
	mangler_endelig(&m, s, om->brev->assess);
	size_t n = m.n;
	mangler_done(&m);
	if (n == 0)
		return 0;
	return err_set(e, ERR_MANGLER, _("Brevet kan ikke gøres endeligt: %zu ting mangler"), n);
}

/* Other papers may not rest on a field that is in dispute. */
static bool bruger(const struct brev *brev, const char *felt)
{
	for (size_t i = 0; i < brev->n; i++)
		for (size_t j = 0; j < brev->blokke[i].n_felter; j++)
			if (strcmp(brev->blokke[i].felter[j], felt) == 0)
				return true;
	return false;
}

static int tjek_konflikter(const struct sag *s, const struct brev *brev, struct err *e)
{
	struct vec alle = KONFLIKTER;
	int r = konflikt_hent(store_journal(sag_store(s)), sag_id(s), &alle, e);
	for (size_t i = 0; i < alle.n && r == 0; i++) {
		const struct konflikt *k = VEC_NR(struct konflikt, &alle, i);
		const struct felt *f = formsaet_felt(sag_formsaet(s), k->felt);
		if (bruger(brev, k->felt))
			r = err_set(e, ERR_MANGLER, _("Brevet bruger feltet %s, som flere har skrevet hver for "
						      "sig; vælg først, hvad der skal stå (Alt-k)"),
				    f ? f->navn : k->felt);
	}
	konflikt_ryd(&alle);
	return r;
}

static int lav(struct sag *s, const struct brevsaet *b, const struct endelig_om *om,
	       struct buf *pdf, struct err *e)
{
	struct brev_om bo = *om->brev;
	struct brev *brev = NULL;
	bo.udkast = false;
	int r = brev_lav(&brev, b, om->art, s, &bo, e);
	if (r == 0 && brev->n_mangler > 0)
		r = err_set(e, ERR_MANGLER, _("Brevet har et hul: feltet %s er tomt"),
			    brev->mangler[0]);
	if (r == 0)
		r = tjek_konflikter(s, brev, e);
	if (r == 0)
		r = brev_pdf(brev, brevsaet_layout(b), om->stor_skrift, pdf, e);
	if (r == 0) {
		char dato[DATO_ISO], *art = gemt_art(om);
		uint8_t hash[KRYPTO_HASH];
		char tekst[2 * KRYPTO_HASH + 1];
		r = store_fil_gem(sag_store(s), pdf->data, pdf->len, hash, e);
		krypto_hex(tekst, hash, sizeof(hash));
		struct saet v[] = {{"art", art},
				   {"dato", dato_iso(brev->dato, dato)},
				   {"hash", tekst},
				   {"retter", om->retter}};
		if (r == 0)
			r = sag_tilfoej(s, NULL, "breve", v, om->retter ? 4 : 3, e);
		free(art);
	}
	brev_free(brev);
	return r;
}

int brev_endelig(struct sag *s, const struct brevsaet *b, const struct endelig_om *om,
		 struct buf *pdf, bool *fandtes, struct err *e)
{
	*fandtes = false;
	if (!sag_store(s))
		return err_set(e, ERR_BRUG, _("En sag uden lager kan ikke få et endeligt brev"));
	int r = tjek_retter(s, om, e);
	const struct objekt *o = r == 0 ? brev_gemt(s, om) : NULL;
	if (o) {
		*fandtes = true;
		return hent(s, o, pdf, e);
	}
	if (r == 0)
		r = tjek_sag(s, om, e);
	if (r == 0)
		r = lav(s, b, om, pdf, e);
	if (r < 0)
		buf_ryd(pdf);
	return r;
}

int brev_endelig_gemt(struct sag *s, const struct endelig_om *om, struct buf *pdf, struct err *e)
{
	const struct objekt *o = sag_store(s) ? brev_gemt(s, om) : NULL;
	if (o)
		return hent(s, o, pdf, e);
	return err_set(e, ERR_FINDES_IKKE,
		       _("Sagen har intet endeligt brev af slagsen »%s«. Lav det først med -o, "
			 "eller bed om udkastet med --draft"),
		       om->art);
}
