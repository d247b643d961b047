#include "core/journal/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/io/varig.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultfil.h"
#include "core/io/vaultlager.h"
#include "core/journal/fil.h"
#include "core/journal/genskab.h"
#include "core/journal/genspil.h"
#include "core/journal/journal.h"
#include "core/journal/ombyg.h"
#include "core/journal/sidetjek.h"
#include "core/journal/skema.h"
#include "core/journal/udbakke.h"
#include "core/journal/ur.h"
#include "core/journal/verify.h"

struct store {
	struct db *db;
	struct journal *journal;
	struct udbakke *udbakke;
	struct vaultlager *laas;      /* NULL unsealed, or in memory */
	char *bruger, *sqlmappe, *sti;
	int64_t (*ur)(void *arg);
	void *ur_arg;
};

static int write_text(struct db *db, struct stmt *s, const char *noegle, const char *vaerdi,
		      struct err *e)
{
	stmt_tekst(s, ":noegle", noegle);
	stmt_tekst(s, ":vaerdi", vaerdi);
	int kode = stmt_koer(s, e);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

static int new_device(struct store *s, struct uuid *enhed, struct err *e)
{
	char tekst[UUID_TEKST];
	uuid_ny(enhed, store_nu(s));
	uuid_skriv(enhed, tekst);
	int kode = db_begin(s->db, _("sagsfilen kan ikke oprettes"), e);
	if (kode < 0)
		return kode;
	return write_text(s->db, db_stmt(s->db, "INSERT INTO lokal (noegle, vaerdi) "
						"VALUES (:noegle, :vaerdi)", e),
			  "enhed", tekst, e);
}

static int find_device(struct store *s, struct uuid *enhed, struct err *e)
{
	struct stmt *st = db_stmt(s->db, "SELECT vaerdi FROM lokal WHERE noegle = 'enhed'", e);
	int r = stmt_step(st, e);
	bool ulaeselig = r > 0 && !uuid_laes(enhed, stmt_kol_tekst(st, 0));
	stmt_reset(st);
	if (ulaeselig)
		return err_set(e, ERR_SKADET, _("sagsfilen er beskadiget: enhedens navn kan ikke læses"));
	return r == 0 ? new_device(s, enhed, e) : r < 0 ? r : 0;
}

/* A sealed store without its key is not tried: only the key file knows whose it is. */
static int open_db(struct store *s, const struct store_valg *v, unsigned flags, struct err *e)
{
	if (v->laas && !v->hukommelse)
		return db_open_vault(&s->db, v->sti, flags, vaultlager_vault(v->laas), e);
	if (!v->hukommelse && noegle_findes(v->sti) &&
	    vaultlager_art(v->sti) == VAULTLAGER_FORSEGLET)
		return err_set(e, ERR_NOEGLE, _("sagsfilen er forseglet; adgangskoden mangler"));
	return db_open(&s->db, v->sti, flags, e);
}

static void tell(const struct store_valg *v, const char *saetning)
{
	if (v->sig)
		v->sig(v->sig_arg, saetning);
}

static void tell_replay(const struct store_valg *v, const struct genspil_fund *f)
{
	char tekst[256];
	if (f->hentet) {
		snprintf(tekst, sizeof tekst,
			 ngettext("%zu post, som sagsfilen manglede, er hentet fra udbakken.",
				  "%zu poster, som sagsfilen manglede, er hentet fra udbakken.",
				  f->hentet), f->hentet);
		tell(v, tekst);
	}
	if (f->ny_enhed)
		tell(v, _("Udbakken fortsætter ikke lige efter sagsfilen; det usendte står nu under "
			  "et nyt enhedsnavn."));
	if (f->tilovers)
		tell(v, _("Noget i udbakken passer ikke til sagsfilen; den er lagt til side som "
			  ".udbakke.tilovers."));
	if (f->skadede)
		tell(v, _("Udbakken var beskadiget; den er skrevet på ny fra sagsfilen."));
}

/* A store opens without its outbox when that cannot be written; it is said. */
static void outbox(struct store *s, const struct store_valg *v)
{
	const struct noegle *n = vaultlager_noegle(v->laas);
	const char *sti = vaultlager_udbakke(v->laas);
	struct udbakke_valg u = {.sti = sti, .noegle = noegle_raa(n), .lager = noegle_lager(n)};
	struct genspil_fund f = {0};
	struct err e = {0, ""};
	int kode = udbakke_ny(&s->udbakke, s->journal, &u, &e);
	if (kode == ERR_SKADET && udbakke_til_side(sti, true, NULL) == 0) {
		f.tilovers = 1;
		kode = udbakke_ny(&s->udbakke, s->journal, &u, &e);
	}
	size_t tilovers = f.tilovers;
	if (kode == 0)
		kode = genspil(s->udbakke, s->journal, sti, &f, &e);
	f.tilovers += tilovers;
	tell_replay(v, &f);
	if (kode == 0)
		return;
	err_foran(&e, "%s", _("udbakken føres ikke"));
	tell(v, e.tekst);
	udbakke_free(s->udbakke);
	s->udbakke = NULL;
}

static int begin(struct store *s, const struct store_valg *v, struct err *e)
{
	bool ny = v->opret || v->hukommelse;
	unsigned flags = (v->hukommelse ? DB_HUKOMMELSE : 0) | (ny ? DB_OPRET : 0);
	struct uuid enhed;
	int kode = v->opret && !v->hukommelse ? varig_mapper(v->sti, e) : 0;
	if (kode == 0)
		kode = open_db(s, v, flags, e);
	if (kode < 0)
		return kode;
	kode = skema_opgrader(s->db, v->sqlmappe, ny, e);
	if (kode == 0)
		kode = find_device(s, &enhed, e);
	if (kode < 0) {
		if (v->sti && !v->hukommelse)
			err_foran(e, "%s", v->sti);
		return kode;
	}
	if (v->laas && !v->hukommelse &&
	    (kode = noegle_tag_i_brug(vaultlager_noegle(v->laas), e)) < 0)
		return kode;
	s->journal = journal_ny(s->db, &(struct journal_valg){
		.enhed = enhed, .bruger = s->bruger, .ur = s->ur, .ur_arg = s->ur_arg});
	if (v->laas && !v->hukommelse)
		outbox(s, v);
	return 0;
}

int store_open(struct store **out, const struct store_valg *v, struct err *e)
{
	*out = NULL;
	int kode = krypto_start(e);
	if (kode < 0)
		return kode;
	struct store *s = mem_nul(1, sizeof *s);
	s->ur = v->ur ? v->ur : ur_ms;
	s->ur_arg = v->ur_arg;
	s->bruger = mem_tekst(v->bruger ? v->bruger : "");
	s->sqlmappe = mem_tekst(v->sqlmappe);
	s->sti = mem_tekst(v->sti ? v->sti : "");
	s->laas = v->hukommelse ? NULL : v->laas;
	kode = begin(s, v, e);
	if (kode < 0) {
		store_close(s);
		s = NULL;
	}
	*out = s;
	return kode;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	udbakke_free(s->udbakke);
	journal_free(s->journal);
	db_close(s->db);
	free(s->bruger);
	free(s->sqlmappe);
	free(s->sti);
	free(s);
}

struct journal *store_journal(struct store *s)
{
	return s->journal;
}

struct db *store_db(struct store *s)
{
	return s->db;
}

int64_t store_nu(struct store *s)
{
	return s->ur(s->ur_arg);
}

const char *store_bruger(const struct store *s)
{
	return s->bruger;
}

int store_husk(struct store *s, const char *noegle, const char *vaerdi, struct err *e)
{
	int kode = db_begin(s->db, _("indstillingen er ikke gemt"), e);
	if (kode < 0)
		return kode;
	if (!vaerdi) {
		struct stmt *st = db_stmt(s->db, "DELETE FROM husket WHERE noegle = :noegle "
						 "AND :vaerdi IS NULL", e);
		return write_text(s->db, st, noegle, NULL, e);
	}
	return write_text(s->db, db_stmt(s->db, "INSERT INTO husket (noegle, vaerdi) "
		"VALUES (:noegle, :vaerdi) ON CONFLICT (noegle) DO UPDATE "
		"SET vaerdi = excluded.vaerdi", e), noegle, vaerdi, e);
}

char *store_husket(struct store *s, const char *noegle)
{
	struct stmt *st = db_stmt(s->db, "SELECT vaerdi FROM husket WHERE noegle = :noegle", NULL);
	stmt_tekst(st, ":noegle", noegle);
	char *svar = stmt_step(st, NULL) > 0 ? mem_tekst(stmt_kol_tekst(st, 0)) : NULL;
	stmt_reset(st);
	return svar;
}

int store_fil_gem(struct store *s, const void *data, size_t n, uint8_t hash[32], struct err *e)
{
	return fil_gem(s->db, data, n, hash, e);
}

int store_fil_hent(struct store *s, const uint8_t hash[32], char **data, size_t *n, struct err *e)
{
	return fil_hent(s->db, hash, data, n, e);
}

int store_udbakke_forny(struct store *s, struct err *e)
{
	return s->udbakke ? udbakke_forny(s->udbakke, e) : 0;
}

const char *store_udbakke_mangel(const struct store *s)
{
	return s->udbakke ? udbakke_mangel(s->udbakke) : NULL;
}

/* Its pages, where they can be read beside SQLite. */
static int check_pages(struct store *s, const struct verify_til *til, struct sidetjek_fund *f,
		       struct err *e)
{
	struct vaultfil *fil;
	*f = (struct sidetjek_fund){0, 0, 0};
	if (!s->laas)
		return 0;
	int kode = vaultfil_af(&fil, db_forbindelse(s->db), e);
	if (kode < 0)
		return kode;
	struct sidekilde kilde = vaultfil_kilde(fil);
	kode = sidetjek(&(struct sidetjek_valg){.kilde = &kilde, .sqlmappe = s->sqlmappe,
			.udbakke = s->udbakke ? udbakke_fil(s->udbakke) : NULL}, til, f, e);
	vaultfil_luk(fil);
	return kode;
}

int store_verify(struct store *s, void (*sig)(void *arg, const char *saetning), void *arg,
		 struct err *e)
{
	struct verify_til til = {.sig = sig, .arg = arg};
	struct sidetjek_fund f;
	int kode = check_pages(s, &til, &f, e);
	if (kode == 0 && f.frie > 0)
		vaultdb_frie_sider(db_forbindelse(s->db), NULL);
	return kode == 0 ? verify_koer(s->db, s->sqlmappe, &til, e) : kode;
}

int store_skadede(struct store *s, struct err *e)
{
	struct vaultfil *fil;
	struct sidekort k;
	if (!s->laas)
		return 0;
	int kode = vaultfil_af(&fil, db_forbindelse(s->db), e);
	if (kode < 0)
		return kode;
	struct sidekilde kilde = vaultfil_kilde(fil);
	kode = sidekort_lav(&k, &kilde);
	int antal = (int)k.skadede;
	sidekort_done(&k);
	vaultfil_luk(fil);
	return kode < 0 ? err_set(e, kode, _("sagsfilen: disken svarer med en fejl")) : antal;
}

int store_rebuild(struct store *s, struct err *e)
{
	struct sidetjek_fund f;
	int kode = check_pages(s, &(struct verify_til){NULL, NULL}, &f, e);
	if (kode == ERR_SKADET && f.uerstattelige > 0)
		return err_set(e, ERR_SKADET, _("sagsfilen er beskadiget uden for tabellerne; femtrin "
						"verify siger hvor, og hvad der kan reddes"));
	if (kode == 0)
		return genskab_alt(s->db, e);
	if (kode != ERR_SKADET)
		return kode;
	kode = ombyg(s->db, s->sti, s->laas, s->sqlmappe, e);
	return kode == 0 ? 1 : kode;
}
