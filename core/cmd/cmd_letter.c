#include "core/cmd/cmd.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/brev/brev.h"
#include "core/brev/brevhtml.h"
#include "core/brev/brevlaest.h"
#include "core/brev/brevpdf.h"
#include "core/brev/brevsaet.h"
#include "core/brev/brevtekst.h"
#include "core/brev/endelig.h"
#include "core/brev/fraser.h"
#include "core/brev/stavning.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/journal/store.h"
#include "core/regler/assess.h"
#include "core/regler/mangler.h"
#include "core/sag/sag.h"

struct valgt {
	const char *id, *fil, *art, *retter, *ansaettelse;
	bool udkast, stor, ny, tekst, html;
};

struct arbejde {
	struct cmd *c;
	struct miljoe *m;
	const struct valgt *v;
	struct sag *s;
	struct brevsaet *breve;
	struct assess assess;
	struct brev_om om;
};

static void sig_fejl(void *arg, const char *saetning)
{
	kommando_fejl(arg, NULL, saetning);
}

static int laes_valg(struct cmd *c, int argc, char **argv, struct valgt *v)
{
	bool ok[4];
	v->fil = kommando_vaerdi(&argc, argv, "-o", &ok[0]);
	v->art = kommando_vaerdi(&argc, argv, "--kind", &ok[1]);
	v->retter = kommando_vaerdi(&argc, argv, "--retter", &ok[2]);
	v->ansaettelse = kommando_vaerdi(&argc, argv, "--ansaettelse", &ok[3]);
	v->udkast = kommando_flag(&argc, argv, "--draft");
	v->stor = kommando_flag(&argc, argv, "--large");
	v->ny = kommando_flag(&argc, argv, "--ny");
	v->tekst = kommando_flag(&argc, argv, "--text");
	v->html = kommando_flag(&argc, argv, "--html");
	if (!ok[0] || !ok[1] || !ok[2] || !ok[3])
		return kommando_brug(c, "letter",
				     _("-o, --kind, --retter og --ansaettelse følges af en "
				       "værdi"));
	if (kommando_ukendt(argc, argv))
		return kommando_brug(c, "letter", _("kender ikke dette valg"));
	if (argc != 2)
		return kommando_brug(c, "letter", _("forventede én sags nummer"));
	if (v->ny != (v->retter != NULL) && !(v->retter && (v->tekst || v->html)))
		return kommando_brug(c, "letter", _("et nyt brev kræver både --ny og --retter ID"));
	if (v->ny && v->udkast)
		return kommando_brug(c, "letter",
				     _("et udkast retter intet; udelad --ny og --retter"));
	if (v->tekst && v->html)
		return kommando_brug(c, "letter", _("vælg enten --text eller --html"));
	if (v->tekst || v->html ? v->fil || v->ny : !v->fil || !*v->fil)
		return kommando_brug(c, "letter",
				     _("-o mangler en fil; --text og --html skriver uden -o og --ny"));
	v->id = argv[1];
	v->art = v->art ? v->art : "afgoerelse";
	return CMD_OK;
}

static int fejlkode(struct arbejde *a, int r, const struct err *e)
{
	kommando_fejl(a->c, "letter", e->tekst);
	return r == ERR_MANGLER ? CMD_MANGLER : CMD_FEJL;
}

static int skriv(struct arbejde *a, const struct buf *pdf)
{
	struct err e = {0, ""};
	if (udfil_skriv(a->v->fil, pdf->data, pdf->len, &e) == 0)
		return CMD_OK;
	kommando_fejl(a->c, a->v->fil, e.tekst);
	return CMD_FEJL;
}

static int udkast(struct arbejde *a)
{
	struct err e = {0, ""};
	struct brev *b = NULL;
	struct buf ud = BUF_TOM;
	int rc = CMD_OK, r = brev_lav(&b, a->breve, a->v->art, a->s, &a->om, &e);
	if (r == 0 && a->v->tekst)
		brev_tekst(b, &ud);
	else if (r == 0 && a->v->html)
		brev_html(b, &ud);
	else if (r == 0)
		r = brev_pdf(b, brevsaet_layout(a->breve), a->v->stor, &ud, &e);
	if (r < 0)
		rc = fejlkode(a, r, &e);
	else if (a->v->tekst || a->v->html)
		fwrite(buf_str(&ud), 1, ud.len, a->c->ud);
	else
		rc = skriv(a, &ud);
	buf_done(&ud);
	brev_free(b);
	return rc;
}

/* Names from the case stand in the line: shown, never obeyed. */
static void skriv_linje(FILE *ud, const char *s)
{
	struct buf b = BUF_TOM;
	tekst_sikker(&b, s, strlen(s), false);
	fprintf(ud, "%s\n", buf_str(&b));
	buf_done(&b);
}

/* What stops it, one line each: fields first, then the remarks. */
static void skriv_mangler(struct arbejde *a, const struct err *e)
{
	struct mangler m;
	mangler_endelig(&m, a->s, &a->assess);
	for (size_t i = 0; i < m.n; i++)
		skriv_linje(a->c->ud, m.alle[i].tekst);
	if (m.n == 0)
		skriv_linje(a->c->ud, e->tekst);
	mangler_done(&m);
}

static int endelig(struct arbejde *a)
{
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM;
	bool fandtes = false;
	const struct endelig_om om = {.art = a->v->art, .brev = &a->om,
				      .stor_skrift = a->v->stor, .retter = a->v->retter};
	int rc, r = brev_endelig(a->s, a->breve, &om, &pdf, &fandtes, &e);
	if (r == ERR_MANGLER)
		skriv_mangler(a, &e);
	if (r < 0) {
		rc = fejlkode(a, r, &e);
	} else {
		rc = skriv(a, &pdf);
		if (rc == CMD_OK && fandtes)
			fprintf(a->c->fejl, "%s\n",
				_("Brevet var allerede endeligt: de gemte bytes er skrevet, som "
				  "de er. Et rettet brev laves med --ny --retter ID."));
	}
	buf_done(&pdf);
	return rc;
}

/* The final letter as text or HTML: the words of the stored bytes, none made. */
static int endelig_tekst(struct arbejde *a)
{
	struct err e = {0, ""};
	struct buf pdf = BUF_TOM, ud = BUF_TOM;
	struct brev *b = NULL;
	const struct endelig_om om = {.art = a->v->art, .brev = &a->om, .retter = a->v->retter};
	int rc = CMD_OK, r = brev_endelig_gemt(a->s, &om, &pdf, &e);
	if (r == ERR_FINDES_IKKE) {
		fprintf(a->c->ud, "%s\n", e.tekst);
		rc = CMD_MANGLER;
	}
	if (r == 0)
		r = brev_af_pdf(&b, pdf.data, pdf.len, &e);
	if (r < 0 && rc == CMD_OK)
		rc = fejlkode(a, r, &e);
	if (r == 0 && a->v->html)
		brev_html(b, &ud);
	else if (r == 0)
		brev_tekst(b, &ud);
	fwrite(buf_str(&ud), 1, ud.len, a->c->ud);
	buf_done(&ud);
	buf_done(&pdf);
	brev_free(b);
	return rc;
}

static int kend_art(struct arbejde *a)
{
	const char *const *arter;
	struct buf b = BUF_TOM;
	if (brevsaet_skabelon(a->breve, a->v->art))
		return CMD_OK;
	size_t n = brevsaet_arter(a->breve, &arter);
	buf_format(&b, _("der er ingen brevskabelon »%s«; der er:"), a->v->art);
	for (size_t i = 0; i < n; i++)
		buf_format(&b, "%s %s", i > 0 ? "," : "", arter[i]);
	int rc = kommando_brug(a->c, "letter", buf_str(&b));
	buf_done(&b);
	return rc;
}

static int lav_brev(struct arbejde *a)
{
	struct err e = {0, ""};
	const struct assess_om om = {
		.i_dag = a->c->i_dag,
		.forrige_min = assess_forrige(a->m->store, a->m->formsaet, a->s, a->m->regler),
		.regler = a->m->regler,
		.ind = &a->m->ind,
		.bruger = store_bruger(a->m->store),
	};
	if (brevsaet_hent(&a->breve, (const char *const *)a->m->mapper, 3, a->m->formsaet, sig_fejl,
			  a->c, &e) < 0)
		return fejlkode(a, e.kode, &e);
	int rc = kend_art(a);
	if (rc != CMD_OK)
		return rc;
	const char *navn = a->v->ansaettelse;
	const struct objekt *sted = navn ? sag_med_navn(a->s, "ansaettelser", navn) : NULL;
	if (navn && !sted)
		return kommando_brug(a->c, "letter", _("sagen har ingen ansættelse af det navn"));
	assess_run(&a->assess, a->s, &om);
	a->om = (struct brev_om){.assess = &a->assess, .ind = &a->m->ind, .i_dag = a->c->i_dag,
				 .udkast = a->v->udkast, .arbejdssted = sted};
	bool tekst = a->v->tekst || a->v->html;
	rc = a->v->udkast ? udkast(a) : tekst ? endelig_tekst(a) : endelig(a);
	assess_done(&a->assess);
	return rc;
}

/* The citizen asked for large print: then it need not be said each time. */
static bool oensker_stor(const struct sag *s)
{
	const char *h = sag_get(s, "borger.hensyn");
	return h && strstr(h, "stor-skrift");
}

/* How many mistakes in templates, layout and phrases. */
static int tjek_alt(struct cmd *c, const struct miljoe *m)
{
	const char *const *mapper = (const char *const *)m->mapper;
	struct fraser *fraser = NULL;
	int n = brevsaet_tjek(mapper, 3, m->formsaet, sig_fejl, c);
	n += fraser_hent(&fraser, mapper, 3, m->formsaet, sig_fejl, c);
	fraser_free(fraser);
	return n;
}

/* Words are pointed at and count as no mistake: no dictionary knows them all. */
static void sig_ord(void *arg, const char *saetning)
{
	struct cmd *c = arg;
	fprintf(c->ud, "%s\n", saetning);
}

static void stav_alt(struct cmd *c, struct miljoe *m)
{
	const char *const *mapper = (const char *const *)m->mapper;
	struct err e = {0, ""};
	struct fraser *fraser = NULL;
	const struct stav_sig til = {miljoe_stavning(m, sig_fejl, c, &e), sig_ord, c};
	if (!til.stavning) {
		fprintf(c->ud, _("Stavningen er ikke prøvet: %s.\n"), e.tekst);
		return;
	}
	brevsaet_stav(mapper, 3, m->formsaet, &til);
	fraser_hent(&fraser, mapper, 3, m->formsaet, NULL, NULL);
	fraser_stav(fraser, &til);
	fraser_free(fraser);
}

/* letter --check: the templates alone, no store and no case. */
static int tjek(struct cmd *c, int argc)
{
	struct miljoe m;
	struct err e = {0, ""};
	if (argc != 1)
		return kommando_brug(c, "letter", _("--check står alene"));
	int rc = CMD_FEJL;
	if (miljoe_aabn(&m, sig_fejl, c, &e) < 0) {
		kommando_fejl(c, NULL, e.tekst);
	} else {
		rc = tjek_alt(c, &m) == 0 ? CMD_OK : CMD_FEJL;
		stav_alt(c, &m);
	}
	miljoe_luk(&m);
	return rc;
}

int cmd_letter(struct cmd *c, int argc, char **argv)
{
	if (kommando_flag(&argc, argv, "--check"))
		return tjek(c, argc);
	struct valgt v = {.id = NULL};
	struct miljoe m;
	int rc = laes_valg(c, argc, argv, &v);
	if (rc != CMD_OK)
		return rc;
	struct arbejde a = {.c = c, .m = &m, .v = &v};
	rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK)
		rc = kommando_sag(c, &m, v.id, &a.s);
	if (rc == CMD_OK) {
		v.stor = v.stor || oensker_stor(a.s);
		rc = lav_brev(&a);
	}
	brevsaet_free(a.breve);
	sag_free(a.s);
	miljoe_luk(&m);
	return rc;
}
