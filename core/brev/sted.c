#include "core/brev/sted.h"

#include <ctype.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/minutter.h"
#include "core/base/penge.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"
#include "core/sag/sag.h"

/* Reading */

static int find_noegle(struct stykke *ud, const char *noegle, const struct formsaet *f,
		       const char *liste, struct err *e)
{
	*ud = (struct stykke){.egen = noegle[0] == '.'};
	ud->beregnet = beregn_find(noegle, liste);
	if (ud->beregnet)
		return 0;
	if (ud->egen && !liste)
		return err_set(e, ERR_UGYLDIG,
			       _("»%s« kræver »hver« med en liste; her er ingen"), noegle);
	ud->felt = ud->egen ? formsaet_listefelt(f, liste, noegle + 1) : formsaet_felt(f, noegle);
	if (ud->felt)
		return 0;
	return err_set(e, ERR_UGYLDIG, _("»%s« er hverken et felt eller et beregnet sted"), noegle);
}

static int laes_sted(struct saetning *s, const char *p, const char *slut, const struct formsaet *f,
		     const char *liste, struct err *e)
{
	char noegle[80];
	while (p < slut && *p == ' ')
		p++;
	while (slut > p && slut[-1] == ' ')
		slut--;
	size_t n = (size_t)(slut - p);
	if (n == 0 || n >= sizeof(noegle))
		return err_set(e, ERR_UGYLDIG, _("mellem {{ og }} ventes navnet på et felt"));
	memcpy(noegle, p, n);
	noegle[n] = '\0';
	char *maade = strchr(noegle, '|');
	if (maade)
		*maade++ = '\0';
	if (maade && strcmp(maade, "lille") != 0)
		return err_set(e, ERR_UGYLDIG, _("efter | ventes »lille«, ikke »%s«"), maade);
	struct stykke *k = vec_ny(&s->stykker);
	int r = find_noegle(k, noegle, f, liste, e);
	k->lille = maade != NULL;
	return r;
}

int sted_laes(struct saetning *out, const char *tekst, const struct formsaet *f, const char *liste,
	      struct err *e)
{
	*out = (struct saetning){.stykker = VEC_AF(struct stykke)};
	int r = 0;
	for (const char *p = tekst; *p && r == 0;) {
		const char *start = strstr(p, "{{");
		size_t n = start ? (size_t)(start - p) : strlen(p);
		if (n > 0)
			*(struct stykke *)vec_ny(&out->stykker) =
				(struct stykke){.tekst = p, .n = n};
		if (!start)
			break;
		const char *slut = strstr(start, "}}");
		if (!slut) {
			r = err_set(e, ERR_UGYLDIG, _("{{ uden }} bagefter"));
			break;
		}
		r = laes_sted(out, start + 2, slut, f, liste, e);
		p = slut + 2;
	}
	if (r < 0)
		sted_done(out);
	return r;
}

void sted_done(struct saetning *s)
{
	vec_done(&s->stykker);
}

struct spoergsmaal {
	const struct formsaet *f;
	const char *liste;
};

static int led(void *arg, const char *noegle, const char *v, struct err *e)
{
	const struct spoergsmaal *q = arg;
	struct stykke s;
	/* A list's own name asks whether anything is in it. */
	if (formsaet_er_liste(q->f, noegle)) {
		if (!v)
			return 0;
		return err_set(e, ERR_UGYLDIG, _("»%s« er en liste og har ingen værdi"), noegle);
	}
	int r = find_noegle(&s, noegle, q->f, q->liste, e);
	if (r == 0 && v && s.felt && !felt_mulig(s.felt, v))
		r = err_set(e, ERR_UGYLDIG, _("»%.60s« er ikke et af valgene i »%s«"), v, noegle);
	return r;
}

int sted_betingelse(const struct udtryk *u, const struct formsaet *f, const char *liste,
		    struct err *e)
{
	struct spoergsmaal q = {f, liste};
	return udtryk_gennemgaa(u, led, &q, e);
}

/* Filling in */

void sted_husk(struct vec *noegler, const char *noegle)
{
	for (size_t i = 0; i < noegler->n; i++)
		if (strcmp(*VEC_NR(const char *, noegler, i), noegle) == 0)
			return;
	*(const char **)vec_ny(noegler) = noegle;
}

/* At most one blank line in a row, none at the ends, no tabs. */
static void ryddet(struct buf *ud, const char *s, size_t n)
{
	int linjer = 0;
	bool begyndt = false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n') {
			linjer++;
			continue;
		}
		if (linjer > 0 && begyndt)
			buf_tekst(ud, linjer > 1 ? "\n\n" : "\n");
		linjer = 0;
		begyndt = true;
		buf_tegn(ud, s[i] == '\t' ? ' ' : s[i]);
	}
}

static void sikker(const char *s, struct buf *ud)
{
	struct buf b = BUF_TOM;
	size_t n = strlen(s);
	while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\n'))
		n--;
	tekst_sikker(&b, s, n, true);
	ryddet(ud, buf_str(&b), b.len);
	buf_done(&b);
}

static void flervalg(const struct felt *f, const char *vaerdi, struct buf *ud)
{
	char en[64];
	for (const char *p = vaerdi; *p;) {
		size_t n = strcspn(p, " ");
		bool sidste = p[n] == '\0';
		if (n < sizeof(en)) {
			memcpy(en, p, n);
			en[n] = '\0';
			if (p != vaerdi)
				buf_tekst(ud, sidste ? " og " : ", ");
			sikker(felt_valgnavn_dansk(f, en), ud);
		}
		p += sidste ? n : n + 1;
	}
}

static void kvartal(const char *vaerdi, struct buf *ud)
{
	if (strlen(vaerdi) == 6)
		buf_format(ud, "%c. kvartal %.4s", vaerdi[5], vaerdi);
	else
		sikker(vaerdi, ud);
}

void sted_vaerdi(const struct felt *f, const char *vaerdi, struct buf *ud)
{
	struct dato d;
	int64_t tal;
	char t[48];
	if (f->type == FELT_DATO && dato_laes(&d, vaerdi))
		buf_tekst(ud, dato_lang(d, t));
	else if (f->type == FELT_TIMER && minutter_af_timer(&tal, vaerdi))
		buf_tekst(ud, minutter_tekst(tal, t));
	else if (f->type == FELT_BELOEB && penge_laes(&tal, vaerdi))
		buf_format(ud, "%s kr.", penge_dansk(tal, t));
	else if (f->type == FELT_VALG)
		sikker(felt_valgnavn_dansk(f, vaerdi), ud);
	else if (f->type == FELT_FLERVALG)
		flervalg(f, vaerdi, ud);
	else if (f->type == FELT_KVARTAL)
		kvartal(vaerdi, ud);
	else
		sikker(vaerdi, ud);
}

static const char *feltvaerdi(const struct udfyld *u, const struct stykke *s)
{
	const char *v = s->egen ? objekt_get(u->om.o, s->felt->kort)
				: sag_get(u->om.sag, s->felt->noegle);
	return v && *v ? v : NULL;
}

/* "Pædagog" becomes "pædagog", "IT-konsulent" stays. */
static void med_lille(struct buf *b, size_t fra)
{
	unsigned char *p = (unsigned char *)b->data + fra;
	size_t n = b->len - fra, forreste = n > 0 && p[0] == 0xC3 ? 2 : 1;
	if (n <= forreste || isupper(p[forreste]) || !(isalpha(p[forreste]) || p[forreste] == 0xC3))
		return;
	if (isupper(p[0]))
		p[0] = (unsigned char)tolower(p[0]);
	else if (p[0] == 0xC3 && p[1] >= 0x80 && p[1] <= 0x9E)
		p[1] += 0x20;
}

/* "A, B og C" of all objects of the list; how many had a value. */
static size_t alle_i_listen(const struct udfyld *u, const struct stykke *k, struct buf *ud)
{
	const struct felt *f = k->felt;
	size_t n = sag_antal(u->om.sag, f->liste), med = 0, skrevet = 0;
	for (size_t i = 0; i < n; i++)
		med += objekt_get(sag_nr(u->om.sag, f->liste, i), f->kort) != NULL;
	for (size_t i = 0; i < n; i++) {
		const char *v = objekt_get(sag_nr(u->om.sag, f->liste, i), f->kort);
		if (!v)
			continue;
		if (skrevet > 0)
			buf_tekst(ud, skrevet + 1 == med ? " og " : ", ");
		size_t fra = ud->len;
		sted_vaerdi(f, v, ud);
		if (k->lille)
			med_lille(ud, fra);
		skrevet++;
	}
	return med;
}

static bool fyld_sted(struct udfyld *u, const struct stykke *s, struct buf *ud)
{
	if (s->beregnet) {
		for (size_t i = 0; i < 3 && s->beregnet->felter[i]; i++)
			sted_husk(&u->felter, s->beregnet->felter[i]);
		return s->beregnet->lav(&u->om, ud);
	}
	sted_husk(&u->felter, s->felt->noegle);
	if (s->felt->liste && !s->egen)
		return alle_i_listen(u, s, ud) > 0;
	const char *v = feltvaerdi(u, s);
	if (v)
		sted_vaerdi(s->felt, v, ud);
	return v != NULL;
}

static bool slutter_saetning(const struct buf *b)
{
	return b->len > 0 && strchr(".!?", b->data[b->len - 1]);
}

void sted_fyld(struct udfyld *u, const struct saetning *s, struct buf *ud)
{
	bool efter_sted = false;
	for (size_t i = 0; i < s->stykker.n; i++) {
		const struct stykke *k = VEC_NR(struct stykke, &s->stykker, i);
		if (k->tekst) {
			/* The field's own full stop is enough. */
			bool dobbelt = efter_sted && k->tekst[0] == '.' && slutter_saetning(ud);
			buf_add(ud, k->tekst + dobbelt, k->n - dobbelt);
			efter_sted = false;
			continue;
		}
		size_t fra = ud->len;
		bool fyldt = fyld_sted(u, k, ud);
		if (fyldt && k->lille)
			med_lille(ud, fra);
		if (!fyldt) {
			const char *noegle = k->felt ? k->felt->noegle : k->beregnet->felter[0];
			noegle = noegle ? noegle : k->beregnet->navn;
			buf_format(ud, "[mangler: %s]", noegle);
			sted_husk(&u->mangler, noegle);
		}
		efter_sted = true;
	}
}

/* Conditions */

/* All values of a list's field with a space between: "i" then asks for any. */
static const char *listevaerdier(struct udfyld *u, const struct felt *f)
{
	buf_ryd(u->kladde);
	for (size_t i = 0; i < sag_antal(u->om.sag, f->liste); i++) {
		const char *v = objekt_get(sag_nr(u->om.sag, f->liste, i), f->kort);
		if (v && u->kladde->len > 0)
			buf_tegn(u->kladde, ' ');
		if (v)
			buf_tekst(u->kladde, v);
	}
	return u->kladde->len > 0 ? buf_str(u->kladde) : NULL;
}

static const char *slaa_op(void *arg, const char *noegle)
{
	struct udfyld *u = arg;
	const char *liste = u->om.o ? objekt_liste(u->om.o) : NULL;
	const struct beregnet *b = beregn_find(noegle, liste);
	if (b) {
		buf_ryd(u->kladde);
		return b->lav(&u->om, u->kladde) ? buf_str(u->kladde) : NULL;
	}
	if (noegle[0] == '.')
		return u->om.o ? objekt_get(u->om.o, noegle + 1) : NULL;
	const struct formsaet *f = sag_formsaet(u->om.sag);
	if (formsaet_er_liste(f, noegle))
		return sag_antal(u->om.sag, noegle) > 0 ? "ja" : NULL;
	const struct felt *felt = formsaet_felt(f, noegle);
	return felt && felt->liste ? listevaerdier(u, felt) : sag_get(u->om.sag, noegle);
}

bool sted_gaelder(struct udfyld *u, const struct udtryk *betingelse)
{
	return udtryk_sandt(betingelse, slaa_op, u);
}

/* The key of the forms, which stays as long as they: ".navn" of a task is opgaver.navn. */
static const char *fast_noegle(const struct formsaet *f, const char *liste, const char *noegle)
{
	const struct felt *felt = noegle[0] != '.' ? formsaet_felt(f, noegle)
				  : liste	   ? formsaet_listefelt(f, liste, noegle + 1)
						   : NULL;
	return felt ? felt->noegle : noegle[0] != '.' ? noegle : NULL;
}

void sted_betingelsens(const struct udfyld *u, const struct udtryk *betingelse, struct vec *ud)
{
	const char *liste = u->om.o ? objekt_liste(u->om.o) : NULL;
	const char *const *felter = NULL;
	size_t n = betingelse ? udtryk_felter(betingelse, &felter) : 0;
	for (size_t i = 0; i < n; i++) {
		const struct beregnet *b = beregn_find(felter[i], liste);
		const char *noegle = b ? NULL : fast_noegle(sag_formsaet(u->om.sag), liste, felter[i]);
		for (size_t k = 0; b && k < 3 && b->felter[k]; k++)
			sted_husk(ud, b->felter[k]);
		if (noegle)
			sted_husk(ud, noegle);
	}
}
