#include "core/cmd/cmd.h"

#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/json.h"
#include "core/base/sprog.h"
#include "core/base/tekst.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/journal/afvist.h"
#include "core/journal/store.h"
#include "core/sag/sagliste.h"

enum { KOLONNER = 8, BREDEST = 40 };

/* How many of the refused entries belong to the case. They are few. */
static int afviste(const struct vec *alle, const struct uuid *sag)
{
	int n = 0;

	for (size_t i = 0; i < alle->n; i++) {
		const struct afvist *a = VEC_NR(struct afvist, alle, i);
		n += !a->set && uuid_ens(&a->sag, sag);
	}
	return n;
}

static void skriv_json(const struct sagliste *l, const struct vec *afvist, struct buf *ud)
{
	struct json j = {.ud = ud};
	char t[UUID_TEKST];

	json_aabn(&j, '[');
	for (size_t i = 0; i < sagliste_antal(l); i++) {
		const struct sagrad *r = sagliste_nr(l, i);
		json_aabn(&j, '{');
		json_noegle(&j, "id");
		json_tekst(&j, uuid_skriv(&r->id, t));
		json_noegle(&j, "borger");
		json_tekst(&j, r->borger);
		json_noegle(&j, "virksomhed");
		json_tekst(&j, r->virksomhed);
		json_noegle(&j, "trin");
		json_tal(&j, r->trin);
		json_noegle(&j, "naeste");
		json_tekst(&j, dato_er(r->naeste) ? dato_iso(r->naeste, t) : NULL);
		json_noegle(&j, "konflikter");
		json_tal(&j, r->konflikter);
		json_noegle(&j, "usendt");
		json_tal(&j, r->usendt);
		json_noegle(&j, "afvist");
		json_tal(&j, afviste(afvist, &r->id));
		json_luk(&j, '}');
	}
	json_luk(&j, ']');
	buf_tegn(ud, '\n');
}

/* A cell of the table: safe on a terminal, cut where it is wider than BREDEST. */
static void celle(struct buf *ud, const char *tekst)
{
	struct buf b = BUF_TOM;

	tekst_sikker(&b, tekst, strlen(tekst), false);
	if (tekst_celler(buf_str(&b), b.len) <= BREDEST) {
		buf_tekst(ud, buf_str(&b));
	} else {
		buf_add(ud, b.data, tekst_passer(b.data, b.len, BREDEST - 1));
		buf_tekst(ud, "…");
	}
	buf_tegn(ud, '\0');
	buf_done(&b);
}

static void raekke(struct buf *ud, const struct sagrad *r, int afvist)
{
	char t[UUID_TEKST], tal[24];

	celle(ud, uuid_skriv(&r->id, t));
	celle(ud, r->borger);
	celle(ud, r->virksomhed);
	snprintf(tal, sizeof tal, "%d", r->trin);
	celle(ud, tal);
	celle(ud, dato_er(r->naeste) ? dato_kort(r->naeste, t) : "");
	snprintf(tal, sizeof tal, "%d", r->konflikter);
	celle(ud, tal);
	snprintf(tal, sizeof tal, "%d", r->usendt);
	celle(ud, tal);
	snprintf(tal, sizeof tal, "%d", afvist);
	celle(ud, tal);
}

static void skriv_linjer(const struct buf *celler, const int *bredde, struct buf *ud)
{
	int k = 0;

	for (size_t i = 0; i < celler->len;) {
		const char *tekst = celler->data + i;
		size_t n = strlen(tekst);
		buf_add(ud, tekst, n);
		i += n + 1;
		if (k == KOLONNER - 1)
			buf_tegn(ud, '\n');
		else
			buf_format(ud, "%*s", bredde[k] - tekst_celler(tekst, n) + 2, "");
		k = (k + 1) % KOLONNER;
	}
}

static void skriv_tabel(const struct sagliste *l, const struct vec *afvist, struct buf *ud)
{
	const char *const titler[KOLONNER] = {_("Sag"), _("Borger"), _("Virksomhed"), _("Trin"),
					      _("Næste"), _("Konflikter"), _("Usendt"),
					      _("Afvist")};
	int bredde[KOLONNER] = {0}, k = 0;
	struct buf celler = BUF_TOM;

	for (int i = 0; i < KOLONNER; i++)
		celle(&celler, titler[i]);
	for (size_t i = 0; i < sagliste_antal(l); i++)
		raekke(&celler, sagliste_nr(l, i), afviste(afvist, &sagliste_nr(l, i)->id));
	for (size_t i = 0; i < celler.len; k = (k + 1) % KOLONNER) {
		size_t n = strlen(celler.data + i);
		int b = tekst_celler(celler.data + i, n);
		bredde[k] = b > bredde[k] ? b : bredde[k];
		i += n + 1;
	}
	skriv_linjer(&celler, bredde, ud);
	buf_done(&celler);
}

/* Those of cases that are no longer here stand in no row. */
static void sig_resten(struct cmd *c, const struct vec *alle)
{
	int n = 0;

	for (size_t i = 0; i < alle->n; i++) {
		const struct afvist *a = VEC_NR(struct afvist, alle, i);
		n += !a->set && !a->sag_her;
	}
	if (n > 0)
		fprintf(c->fejl, ngettext("femtrin: %d afvist post hører til en sag, der ikke er her; se "
					  "femtrin refused\n",
					  "femtrin: %d afviste poster hører til sager, der ikke er her; se "
					  "femtrin refused\n", (unsigned long)n), n);
}

static int skriv(struct cmd *c, struct store *s, const struct sagliste *l, bool json, struct err *e)
{
	struct vec afvist = VEC_AF(struct afvist);
	struct buf ud = BUF_TOM;
	int rc = afvist_hent(store_journal(s), NULL, &afvist, e);

	if (json)
		skriv_json(l, &afvist, &ud);
	else
		skriv_tabel(l, &afvist, &ud);
	if (rc == 0) {
		fwrite(buf_str(&ud), 1, ud.len, c->ud);
		sig_resten(c, &afvist);
	}
	buf_done(&ud);
	afvist_ryd(&afvist);
	return rc;
}

int cmd_list(struct cmd *c, int argc, char **argv)
{
	bool json = kommando_flag(&argc, argv, "--json");
	struct sagliste *l = NULL;
	struct err e = {0, ""};
	struct miljoe m;

	if (argc != 1)
		return kommando_brug(c, "list", _("kender ikke dette valg"));
	int rc = kommando_aabn(c, &m, false);
	if (rc == CMD_OK && (sagliste_hent(&l, m.store, "", &e) != 0 ||
			     skriv(c, m.store, l, json, &e) < 0)) {
		kommando_fejl(c, "list", e.tekst);
		rc = CMD_FEJL;
	}
	sagliste_free(l);
	miljoe_luk(&m);
	return rc;
}
