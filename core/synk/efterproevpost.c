#include "core/synk/efterproevpost.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/journal/laes.h"
#include "core/synk/central.h"

static bool same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_refs(const struct post *a, const struct post *b)
{
	if (a->n_afloeser != b->n_afloeser)
		return false;
	for (size_t i = 0; i < a->n_afloeser; i++)
		if (post_ref_orden(&a->afloeser[i], &b->afloeser[i]) != 0)
			return false;
	return true;
}

/* Which of them is another: what was edited. */
static size_t columns(const struct post *c, const struct post *h, const char **hvad)
{
	size_t n = 0;
	if (!uuid_ens(&c->enhed, &h->enhed) || c->nr != h->nr) {
		hvad[n++] = _("er en anden post end den, der er kvitteret for under dette nummer");
		return n;
	}
	if (c->tid != h->tid || c->gruppe != h->gruppe || c->skema != h->skema ||
	    !same_text(c->bruger, h->bruger))
		hvad[n++] = _("bruger, tid, handling eller skema er et andet end her");
	if (!uuid_ens(&c->sag, &h->sag) || !uuid_ens(&c->objekt, &h->objekt) ||
	    !same_text(c->felt, h->felt))
		hvad[n++] = _("sag, objekt eller felt er et andet end her");
	if (!same_refs(c, h))
		hvad[n++] = _("afløser andre poster end her");
	if (c->sagsnr != h->sagsnr)
		hvad[n++] = _("har et andet nummer i sagen end her");
	if (memcmp(c->vhash, h->vhash, sizeof c->vhash) != 0)
		hvad[n++] = _("værdien er en anden end her");
	else if (memcmp(c->hash, h->hash, sizeof c->hash) != 0)
		hvad[n++] = _("kæden er en anden end her");
	return n;
}

size_t efterproevpost(const struct modtag_post *c, const struct laest *her,
		      const char *hvad[EFTERPROEV_FUND])
{
	uint8_t h[32];
	size_t n = her ? columns(&c->post, &her->post, hvad) : 0;
	post_vhash(h, c->post.salt, c->post.vaerdi);
	if (!c->blanket && memcmp(h, c->post.vhash, sizeof h) != 0)
		hvad[n++] = _("værdien i lageret passer ikke til sit aftryk");
	post_hash(h, c->forrige, &c->post);
	if (memcmp(h, c->post.hash, sizeof h) != 0)
		hvad[n++] = _("lagerets kæde holder ikke ved posten");
	if (her && c->blanket && !her->blanket)
		hvad[n++] = _("værdien er taget ud af lageret, uden at det er meddelt som en sletning");
	if (her && !c->blanket && her->blanket)
		hvad[n++] = _("værdien er slettet her, men står i lageret");
	return n;
}

static void safe(struct buf *ud, const char *t)
{
	tekst_sikker(ud, t, strlen(t), false);
}

void efterproevpost_navn(struct buf *ud, const struct post *p)
{
	char sag[UUID_TEKST], enhed[UUID_TEKST];
	buf_format(ud, _("sag %s, post %lld (enhed %s, nr. %lld, felt "), uuid_skriv(&p->sag, sag),
		   (long long)p->lbnr, uuid_skriv(&p->enhed, enhed), (long long)p->nr);
	safe(ud, p->felt);
	buf_tegn(ud, ')');
}

static const struct fundord {
	const char *ord, *saetning;
} FUNDORD[] = {
	{"lbnr mangler", N_("nummeret mangler i rækken af poster, adgange og sletninger")},
	{"lbnr dobbelt", N_("nummeret er givet to gange")},
	{"taeller", N_("tælleren er sat tilbage bag nummeret")},
	{"vaerdi", N_("værdien eller dens salt er ændret")},
	{"blanket", N_("værdien er taget ud uden en sletning")},
	{"akt", N_("handlingen er revet over")},
	{"enhedskaede", N_("enhedens kæde holder ikke ved posten")},
	{"enhed", N_("enhedens sidste post er ikke den, lageret husker")},
	{"sagsnr", N_("sagens numre har et hul")},
	{"orden", N_("rækkefølgen er byttet om")},
	{"sagskaede", N_("sagens kæde passer ikke til dens poster")},
	{"hoved mangler", N_("feltets gældende post mangler")},
	{"hoved for meget", N_("feltet har en gældende post, det ikke skal have")},
	{"adgang", N_("adgangen er ændret uden om rækken")},
	{"slettet", N_("en sletning peger på noget, der ikke er slettet")},
	{"fil", N_("en fils indhold passer ikke til sit navn")},
};

void efterproevpost_fund(struct buf *ud, const struct central_fund *f)
{
	char id[UUID_TEKST];
	buf_tekst(ud, _("lageret selv:"));
	if (!uuid_tom(&f->sag))
		buf_format(ud, _(" sag %s"), uuid_skriv(&f->sag, id));
	if (!uuid_tom(&f->enhed))
		buf_format(ud, _(" enhed %s"), uuid_skriv(&f->enhed, id));
	if (f->nr > 0)
		buf_format(ud, _(" nr. %lld"), (long long)f->nr);
	if (*f->felt) {
		buf_tekst(ud, _(" felt "));
		safe(ud, f->felt);
	}
	for (size_t i = 0; i < sizeof FUNDORD / sizeof *FUNDORD; i++)
		if (strcmp(FUNDORD[i].ord, f->hvad) == 0) {
			buf_format(ud, ": %s", _(FUNDORD[i].saetning));
			return;
		}
	buf_tekst(ud, ": ");
	safe(ud, f->hvad);
}
