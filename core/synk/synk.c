#include "core/synk/synk.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/journal/afsend.h"
#include "core/journal/journal.h"
#include "core/journal/modtag.h"
#include "core/journal/tilbagehold.h"
#include "core/synk/central.h"
#include "core/synk/filsynk.h"
#include "core/synk/kommune.h"
#include "core/synk/kvittering.h"
#include "core/synk/sideklip.h"

/* A case may be taken from the user between the page and the rest of it: the page
 * is asked for again, so many times. */
enum { FORSOEG = 3 };

struct synk {
	struct synk_valg v;
	enum synk_fase fase;
	struct afsending bundt;       /* being sent; kept while the answer is waited for */
	struct modtag_side side;
	struct vec svar;              /* to the bundle before it, not stamped yet */
	struct vec nye;               /* … and to this one */
	int64_t besvaret;             /* the centre has answered up to this number */
	struct vec huller, hoveder;
	int forsoeg;
	size_t maks, hul;             /* entries per page now; case being fetched */
	int64_t top, begyndt;         /* last number there; cursor at the beginning */
	bool slet, ny_enhed, nyt, flere, venter, ordnet;
	char kommune[5];              /* the centre's; "" it did not say */
	struct tilbagehold_efter efter;
	struct tilbagehold holdt;
	int64_t nyere;                /* entries of newer forms, known at the end */
	struct filsynk filer;
	bool filer_slaaet_op;         /* those that are missing are known */
	struct uuid enhed;            /* a name for this device, if it needs a new one */
	struct synk_kvittering kvittering;
};

struct synk *synk_ny(const struct synk_valg *v)
{
	struct synk *s = mem_nul(1, sizeof *s);
	s->v = *v;
	if (s->v.side == 0)
		s->v.side = 800;
	if (s->v.bundt == 0)
		s->v.bundt = AFSEND_MAKS;
	s->maks = s->v.side;
	s->filer = (struct filsynk){.journal = v->journal, .ops = v->ops, .arg = v->arg};
	s->holdt.til = INT64_MAX;
	s->bundt = (struct afsending)AFSENDING;
	s->side = (struct modtag_side)MODTAG_SIDE;
	s->svar = s->nye = (struct vec)VEC_AF(struct afsend_svar);
	s->huller = (struct vec)VEC_AF(struct modtag_hul);
	s->hoveder = (struct vec)VEC_AF(struct central_hoved);
	return s;
}

void synk_free(struct synk *s)
{
	if (!s)
		return;
	afsending_done(&s->bundt);
	modtag_side_done(&s->side);
	vec_done(&s->svar);
	vec_done(&s->nye);
	vec_done(&s->huller);
	vec_done(&s->hoveder);
	filsynk_done(&s->filer);
	free(s);
}

/* Is the device's last entry there the one that is here? A number that is not here
 * any more left with its case; what is sent next decides. */
static int same_past(struct synk *s, const struct central_hilsen *h, struct err *e)
{
	int64_t nr;
	uint8_t hash[32];
	int kode = journal_sidste(s->v.journal, &nr, hash, e);
	if (kode < 0)
		return kode;
	if (h->nr > nr || (h->nr == nr && memcmp(h->hash, hash, sizeof hash) != 0))
		return CENTRAL_FORK;
	return 0;
}

/* Is it the municipality this store belongs to, and the store it was? */
static int known_centre(struct synk *s, const struct central_hilsen *h, struct err *e)
{
	struct journal *j = s->v.journal;
	int kode = *h->kommune ? kommune_husk(j, h->kommune, e) : 0;
	if (kode == 0)
		kode = kvittering_epoke(j, &h->epoke, e);
	memcpy(s->kommune, h->kommune, sizeof s->kommune);
	s->efter.nr = h->nr;
	memcpy(s->efter.hash, h->hash, sizeof s->efter.hash);
	return kode;
}

static int greet(struct synk *s, struct err *e)
{
	struct central_hilsen h = {.nr = 0};
	struct journal *j = s->v.journal;
	int kode = s->venter ? 0 : modtag_frigiv(j, e);
	if (kode == 0)
		kode = modtag_markoer(j, &s->begyndt, e);
	if (kode == 0)
		kode = s->v.ops->hilsen(s->v.arg, journal_enhed(j), s->begyndt, &h, e);
	if (kode != 0)
		return kode;
	kode = known_centre(s, &h, e);
	if (kode < 0)
		return kode;
	if (h.tilstand == ENHED_SPAERRET)
		return err_set(e, CENTRAL_SPAERRET, _("kommunen har spærret denne computer; det, der ikke "
						      "er sendt, ligger forseglet"));
	if (h.lbnr < s->begyndt)
		return err_set(e, CENTRAL_EPOKE, _("kommunens lager er ældre, end det var: det er lagt "
						   "tilbage fra en sikkerhedskopi"));
	s->top = h.lbnr;
	s->slet = h.tilstand == ENHED_SLET;
	if (h.skema_fra > journal_version(j) && !s->slet)
		return err_set(e, CENTRAL_SKEMA, _("formularerne på denne computer er ældre, end kommunen "
			"tager imod; hent den nye udgave af Femtrin. Det indtastede ligger, hvor det er"));
	s->fase = h.tilstand == ENHED_UKENDT ? SYNK_MELD : SYNK_SEND;
	kode = same_past(s, &h, e);
	if (kode == CENTRAL_FORK) {
		s->fase = SYNK_PROEV;
		return 0;
	}
	return kode;
}

static int enroll(struct synk *s, struct err *e)
{
	int kode = s->v.ops->meld(s->v.arg, journal_enhed(s->v.journal), e);
	if (kode == 0)
		s->fase = SYNK_SEND;
	return kode;
}

static void count(struct synk *s)
{
	for (size_t i = 0; i < s->nye.n; i++)
		if (*VEC_NR(struct afsend_svar, &s->nye, i)->grund)
			s->kvittering.afvist++;
		else
			s->kvittering.sendt++;
}

/* What is to go next, and the files it names. */
static int fill(struct synk *s, size_t maks, struct err *e)
{
	if (s->bundt.poster.n)
		return 0;
	int kode = afsend_hent(s->v.journal, s->besvaret, maks, &s->bundt, e);
	afsending_til(&s->bundt, s->holdt.til);
	return kode == 0 ? filsynk_af(&s->filer, &s->bundt, e) : kode;
}

/* 2 = a file's piece or the bundle itself is there, and answered. */
static int hand_in(struct synk *s, struct err *e)
{
	s->nye.n = 0;
	int kode = filsynk_send(&s->filer, e);
	if (kode != 0)
		return kode;
	kode = s->v.ops->push(s->v.arg, &s->bundt, &s->nye, e);
	if (kode != 0)
		return kode;
	if (s->nye.n != s->bundt.poster.n)
		return err_set(e, ERR_SKADET, _("centralen: svaret passer ikke til det, der blev sendt"));
	count(s);
	s->besvaret = VEC_NR(struct post, &s->bundt.poster, s->bundt.poster.n - 1)->nr;
	afsending_done(&s->bundt);
	return 2;
}

static int stamp(struct synk *s, struct err *e)
{
	int kode = s->svar.n ? afsend_svar(s->v.journal, s->svar.data, s->svar.n, e) : 0;
	s->svar.n = 0;
	return kode;
}

/*
 * One batch. While the centre works on it, the answers to the one before are stamped
 * here, whatever becomes of this one; answers that a cut has lost come again when it is
 * sent again. 2 = there may be more.
 */
static int send_batch(struct synk *s, size_t maks, struct err *e)
{
	struct err andet;
	int kode = fill(s, maks, e);
	if (kode == 0 && s->bundt.poster.n)
		kode = hand_in(s, e);
	int stemplet = stamp(s, kode < 0 ? &andet : e);
	if (kode >= 0 && stemplet < 0)
		return stemplet;
	if (kode != 2)
		return kode;
	const struct vec tomt = s->svar;
	s->svar = s->nye;
	s->nye = tomt;
	return 2;
}

/* With nothing sent and nothing new there is nothing to fetch. */
static enum synk_fase after_sending(const struct synk *s)
{
	return s->kvittering.sendt || s->begyndt < s->top ? SYNK_HENT : SYNK_FILER;
}

/* What may not go to this municipality stays; a laptop that is to be wiped hands in all. */
static int hold_back(struct synk *s, struct err *e)
{
	if (s->ordnet)
		return 0;
	s->ordnet = true;
	return *s->kommune && !s->slet
		? tilbagehold(s->v.journal, s->kommune, &s->efter, &s->holdt, e) : 0;
}

/* 2 = sent one, there may be more. */
static int send_all(struct synk *s, struct err *e)
{
	int kode = hold_back(s, e);
	if (kode < 0)
		return kode;
	kode = send_batch(s, s->v.bundt, e);
	if (kode == CENTRAL_FORK) {
		afsending_done(&s->bundt);
		s->fase = SYNK_PROEV;
		return 0;
	}
	if (kode == 0)
		s->fase = s->slet ? SYNK_SLUT : after_sending(s);
	return kode == 2 ? 0 : kode;
}

static int new_name(struct synk *s, struct err *e)
{
	afsending_done(&s->bundt);
	s->besvaret = 0;
	uuid_ny(&s->enhed, s->v.ur(s->v.ur_arg));
	int kode = afsend_ny_enhed(s->v.journal, &s->enhed, e);
	s->ny_enhed = true;
	s->ordnet = false;
	s->efter = (struct tilbagehold_efter){.nr = 0};
	s->holdt.til = INT64_MAX;
	s->fase = SYNK_MELD;
	return kode;
}

/* After a fork: act by act as long as the centre knows them, then a new device. */
static int try_prefix(struct synk *s, struct err *e)
{
	int kode = send_batch(s, 1, e);
	int stemplet = kode == 2 ? stamp(s, e) : 0;
	if (stemplet < 0)
		return stemplet;
	if (kode == CENTRAL_FORK || kode == CENTRAL_HUL || kode == 0)
		return new_name(s, e);
	return kode == 2 ? 0 : kode;
}

static int apply_page(struct synk *s, struct err *e)
{
	struct journal *j = s->v.journal;
	s->huller.n = 0;
	s->hul = 0;
	int64_t til = s->side.til;
	int kode = modtag_anvend(j, &s->side, &s->huller, e);
	if (kode > 0) {
		s->fase = SYNK_SAG;
		return 0;
	}
	if (kode == MODTAG_FORK) {
		modtag_side_ryd(&s->side);
		s->fase = SYNK_PROEV;
		return 0;
	}
	size_t nye = s->side.nye;
	bool revet = kode == ERR_SKADET && s->side.hele.n && s->forsoeg++ < FORSOEG;
	modtag_side_ryd(&s->side);
	if (revet) {
		s->fase = SYNK_HENT;
		return 0;
	}
	if (kode < 0)
		return kode;
	s->forsoeg = 0;
	s->kvittering.hentet += (int64_t)nye;
	int64_t markoer;
	kode = modtag_markoer(j, &markoer, e);
	if (til > s->top)
		s->top = til;
	s->fase = markoer >= s->top && !s->flere ? SYNK_FILER : SYNK_HENT;
	s->nyt = true;
	return kode;
}

static int fetch(struct synk *s, struct err *e)
{
	int64_t markoer;
	int kode = modtag_markoer(s->v.journal, &markoer, e);
	if (kode < 0)
		return kode;
	modtag_side_ryd(&s->side);
	kode = s->v.ops->pull(s->v.arg, markoer, s->maks, &s->side, e);
	if (kode != 0)
		return kode;
	s->side.fra = markoer;
	s->flere = s->side.poster.n >= s->maks;
	if (!sideklip_akt(&s->side, s->maks)) {
		s->maks *= 4;
		modtag_side_ryd(&s->side);
		return 0;
	}
	s->maks = s->v.side;
	return apply_page(s, e);
}

/* The cases that a page was short of, one exchange each, then the page again. */
static int fetch_case(struct synk *s, struct err *e)
{
	if (s->hul < s->huller.n) {
		const struct modtag_hul *h = VEC_NR(struct modtag_hul, &s->huller, s->hul);
		int kode = s->v.ops->sag(s->v.arg, h, s->side.til, &s->side, e);
		if (kode != 0)
			return kode;
		*(struct uuid *)vec_ny(&s->side.hele) = h->sag;
		s->hul++;
		return 0;
	}
	sideklip_orden(&s->side);
	return apply_page(s, e);
}

/* What entries that came name; a sync that was left in the middle goes on here. */
static int fetch_files(struct synk *s, struct err *e)
{
	int kode = s->filer_slaaet_op ? 0 : filsynk_savnes(&s->filer, e);
	s->filer_slaaet_op = true;
	if (kode == 0)
		kode = filsynk_hent(&s->filer, e);
	if (kode == 0)
		s->fase = SYNK_HOVEDER;
	return kode == 2 ? 0 : kode;
}

static int compare_heads(struct synk *s, struct err *e)
{
	int64_t fra;
	int kode = kvittering_mangler(s->v.journal, &fra, e);
	if (kode == 0)
		s->fase = SYNK_HENTET;
	if (kode <= 0)
		return kode;
	s->hoveder.n = 0;
	kode = s->v.ops->hoveder(s->v.arg, fra, &s->hoveder, e);
	if (kode == 0)
		kode = kvittering_sammenlign(s->v.journal, &s->hoveder, e);
	if (kode == 0)
		s->fase = SYNK_HENTET;
	return kode;
}

static int finish(struct synk *s, struct err *e)
{
	struct journal *j = s->v.journal;
	int64_t markoer;
	int kode = modtag_markoer(j, &markoer, e);
	if (kode == 0 && s->nyt)
		kode = s->v.ops->hentet(s->v.arg, journal_enhed(j), s->begyndt, markoer, e);
	if (kode != 0)
		return kode;
	kode = modtag_nyere(j, &s->nyere, e);
	if (kode < 0)
		return kode;
	s->kvittering.tid = s->v.ur(s->v.ur_arg);
	s->kvittering.lbnr = markoer;
	s->fase = SYNK_SLUT;
	return kvittering_gem(j, &s->kvittering, e);
}

static int step(struct synk *s, struct err *e)
{
	int kode = 0;
	switch (s->fase) {
	case SYNK_HILSEN: kode = greet(s, e); break;
	case SYNK_MELD: kode = enroll(s, e); break;
	case SYNK_SEND: kode = send_all(s, e); break;
	case SYNK_PROEV: kode = try_prefix(s, e); break;
	case SYNK_HENT: kode = fetch(s, e); break;
	case SYNK_SAG: kode = fetch_case(s, e); break;
	case SYNK_FILER: kode = fetch_files(s, e); break;
	case SYNK_HOVEDER: kode = compare_heads(s, e); break;
	case SYNK_HENTET: kode = finish(s, e); break;
	case SYNK_SLUT: break;
	}
	return kode;
}

int synk_trin(struct synk *s, struct err *e)
{
	int kode = step(s, e);
	s->venter = kode == CENTRAL_VENT;
	return kode < 0 ? kode : s->fase != SYNK_SLUT;
}

bool synk_venter(const struct synk *s)
{
	return s->venter;
}

enum synk_fase synk_fase(const struct synk *s)
{
	return s->fase;
}

bool synk_slet(const struct synk *s)
{
	return s->slet;
}

bool synk_ny_enhed(const struct synk *s)
{
	return s->ny_enhed;
}

size_t synk_holdt(const struct synk *s, struct buf *ud)
{
	if (s->holdt.sager)
		kommune_holdt(&s->holdt, ud);
	return s->holdt.sager;
}

int64_t synk_nyere(const struct synk *s, struct buf *ud)
{
	if (s->nyere)
		buf_format(ud, ngettext("%lld post er skrevet med en nyere udgave af Femtrin; den ligger her, og "
					"vises, når programmet er opdateret.",
					"%lld poster er skrevet med en nyere udgave af Femtrin; de ligger her, og "
					"vises, når programmet er opdateret.", (unsigned long)s->nyere),
			   (long long)s->nyere);
	return s->nyere;
}

const struct synk_kvittering *synk_kvittering(const struct synk *s)
{
	return &s->kvittering;
}
