#include "core/journal/udled.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/io/db.h"
#include "core/journal/fjernelse.h"
#include "core/journal/saglinje.h"
#include "core/journal/soeg.h"

struct udled {
	struct db *db;
	struct uuid sag_id, objekt_id;
	int64_t sag, objekt;          /* what they are called here; -1 not known */
	bool slettet, strid, har_liste;   /* of that object */
	int64_t usendt;               /* entries since the case was taken up */
	bool linje, konflikt;         /* its row needs a new reckoning */
};

struct udled *udled_ny(struct db *db)
{
	struct udled *u = mem_nul(1, sizeof *u);
	u->db = db;
	udled_glem(u);
	return u;
}

void udled_free(struct udled *u)
{
	free(u);
}

void udled_glem(struct udled *u)
{
	*u = (struct udled){.db = u->db, .sag = -1, .objekt = -1};
}

void feltrad_done(struct feltrad *r)
{
	free(r->vaerdi);
	r->vaerdi = NULL;
}

static int take_sag(struct udled *u, const struct uuid *sag, struct err *e)
{
	if (u->sag >= 0 && uuid_ens(&u->sag_id, sag))
		return 0;
	int kode = udled_slut(u, e);
	if (kode < 0)
		return kode;
	struct stmt *s = db_stmt(u->db, "SELECT nr FROM sag WHERE id = :id", e);
	stmt_blob(s, ":id", sag->b, sizeof sag->b);
	int r = stmt_step(s, e);
	if (r > 0) {
		u->sag = stmt_kol_tal(s, 0);
		u->sag_id = *sag;
	}
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int take_objekt(struct udled *u, const struct uuid *objekt, struct err *e)
{
	if (u->sag < 0 || (u->objekt >= 0 && uuid_ens(&u->objekt_id, objekt)))
		return 0;
	u->objekt = -1;
	struct stmt *s = db_stmt(u->db, "SELECT orden, slettet, strid, liste IS NOT NULL "
					"FROM objekt WHERE sag = :sag AND id = :id", e);
	stmt_tal(s, ":sag", u->sag);
	stmt_blob(s, ":id", objekt->b, sizeof objekt->b);
	int r = stmt_step(s, e);
	if (r > 0) {
		u->objekt = stmt_kol_tal(s, 0);
		u->objekt_id = *objekt;
		u->slettet = stmt_kol_tal(s, 1);
		u->strid = stmt_kol_tal(s, 2);
		u->har_liste = stmt_kol_tal(s, 3);
	}
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int take_felt(struct udled *u, const char *felt, struct feltrad *ud, struct err *e)
{
	struct stmt *s = db_stmt(u->db, "SELECT vaerdi, enhed, nr, flere FROM felt "
					"WHERE sag = :sag AND objekt = :objekt AND felt = :felt", e);
	stmt_tal(s, ":sag", u->sag);
	stmt_tal(s, ":objekt", u->objekt);
	stmt_tekst(s, ":felt", felt);
	int r = stmt_step(s, e);
	if (r > 0) {
		size_t n;
		const void *enhed = stmt_kol_blob(s, 1, &n);
		if (n == sizeof ud->vist.enhed.b)
			memcpy(ud->vist.enhed.b, enhed, n);
		ud->findes = true;
		ud->vist.nr = stmt_kol_tal(s, 2);
		ud->flere = stmt_kol_tal(s, 3);
		ud->vaerdi = stmt_er_nul(s, 0) ? NULL : mem_tekst(stmt_kol_tekst(s, 0));
	}
	stmt_reset(s);
	return r < 0 ? r : 0;
}

int udled_find(struct udled *u, const struct uuid *sag, const struct uuid *objekt,
	       const char *felt, struct feltrad *ud, struct err *e)
{
	*ud = (struct feltrad){.sag = -1, .objekt = -1};
	int kode = take_sag(u, sag, e);
	if (kode == 0)
		kode = take_objekt(u, objekt, e);
	if (kode < 0)
		return kode;
	ud->sag = u->sag;
	ud->objekt = u->sag < 0 ? -1 : u->objekt;
	if (ud->objekt < 0)
		return 0;
	ud->slettet = u->slettet;
	ud->strid = u->strid;
	return take_felt(u, felt, ud, e);
}

static int new_sag(struct udled *u, const struct uuid *id, struct err *e)
{
	struct stmt *s = db_stmt(u->db, "INSERT INTO sag (id) VALUES (:id) RETURNING nr", e);
	stmt_blob(s, ":id", id->b, sizeof id->b);
	int r = stmt_step(s, e);
	if (r > 0) {
		u->sag = stmt_kol_tal(s, 0);
		u->sag_id = *id;
		u->objekt = -1;
		u->linje = true;
	}
	int slut = r < 0 ? r : stmt_step(s, e);
	stmt_reset(s);
	return slut;
}

static int new_objekt(struct udled *u, const struct post *p, struct err *e)
{
	const char *prik = strrchr(p->felt, '.');
	bool selv = uuid_ens(&p->objekt, &p->sag);
	struct stmt *s = db_stmt(u->db, "INSERT INTO objekt (sag, orden, id, liste) VALUES (:sag, "
		"iif(:selv, 0, 1 + (SELECT coalesce(max(orden), 0) FROM objekt WHERE sag = :sag)), "
		":id, :liste) RETURNING orden", e);
	stmt_tal(s, ":sag", u->sag);
	stmt_tal(s, ":selv", selv);
	stmt_blob(s, ":id", p->objekt.b, sizeof p->objekt.b);
	if (prik && !selv)
		stmt_tekst_n(s, ":liste", p->felt, (size_t)(prik - p->felt));
	else
		stmt_nul(s, ":liste");
	int r = stmt_step(s, e);
	if (r > 0) {
		u->objekt = stmt_kol_tal(s, 0);
		u->objekt_id = p->objekt;
		u->slettet = u->strid = false;
		u->har_liste = prik && !selv;
	}
	int slut = r < 0 ? r : stmt_step(s, e);
	stmt_reset(s);
	return slut;
}

/* An object that was removed before it had a field gets its list with the first. */
static int give_list(struct udled *u, const struct post *p, struct err *e)
{
	const char *prik = strrchr(p->felt, '.');
	if (u->har_liste || !prik || u->objekt == 0)
		return 0;
	u->har_liste = true;
	struct stmt *s = db_stmt(u->db, "UPDATE objekt SET liste = :liste WHERE sag = :sag "
					"AND orden = :objekt AND liste IS NULL", e);
	stmt_tekst_n(s, ":liste", p->felt, (size_t)(prik - p->felt));
	stmt_tal(s, ":sag", u->sag);
	stmt_tal(s, ":objekt", u->objekt);
	return stmt_koer(s, e);
}

static void bind_felt(struct stmt *s, const struct udled *u, const struct post *p)
{
	stmt_tal(s, ":sag", u->sag);
	stmt_tal(s, ":objekt", u->objekt);
	stmt_tekst(s, ":felt", p->felt);
}

static void bind_post(struct stmt *s, const struct post *p)
{
	stmt_blob(s, ":enhed", p->enhed.b, sizeof p->enhed.b);
	stmt_tal(s, ":nr", p->nr);
	stmt_tekst(s, ":vaerdi", p->vaerdi);
}

static bool replaces(const struct post *p, const struct post_ref *r)
{
	for (size_t i = 0; i < p->n_afloeser; i++)
		if (post_ref_orden(&p->afloeser[i], r) == 0)
			return true;
	return false;
}

static int show(struct udled *u, const struct post *p, const struct feltrad *r, struct err *e)
{
	struct stmt *s = r->findes
		? db_stmt(u->db, "UPDATE felt SET vaerdi = :vaerdi, enhed = :enhed, nr = :nr "
				 "WHERE sag = :sag AND objekt = :objekt AND felt = :felt", e)
		: db_stmt(u->db, "INSERT INTO felt (sag, objekt, felt, vaerdi, enhed, nr) "
				 "VALUES (:sag, :objekt, :felt, :vaerdi, :enhed, :nr)", e);
	bind_felt(s, u, p);
	bind_post(s, p);
	int kode = stmt_koer(s, e);
	if (kode < 0 || u->slettet || !soeg_med(p->felt))
		return kode;
	kode = soeg_ud(u->db, u->sag, u->objekt, p->felt, r->vaerdi, e);
	return kode < 0 ? kode : soeg_ind(u->db, u->sag, u->objekt, p->felt, p->vaerdi, e);
}

static int set_aside(struct udled *u, const struct post *p, struct err *e)
{
	struct stmt *s = db_stmt(u->db, "INSERT INTO sidehoved (sag, objekt, felt, enhed, nr, vaerdi) "
					"VALUES (:sag, :objekt, :felt, :enhed, :nr, :vaerdi)", e);
	bind_felt(s, u, p);
	bind_post(s, p);
	return stmt_koer(s, e);
}

/* Takes away the heads beside the shown one that p replaces, and counts the rest. */
static int settle(struct udled *u, const struct post *p, struct err *e)
{
	u->konflikt = true;
	int kode = 0;
	for (size_t i = 0; i < p->n_afloeser && kode == 0; i++) {
		struct stmt *s = db_stmt(u->db, "DELETE FROM sidehoved WHERE sag = :sag "
			"AND objekt = :objekt AND felt = :felt AND enhed = :enhed AND nr = :nr", e);
		bind_felt(s, u, p);
		stmt_blob(s, ":enhed", p->afloeser[i].enhed.b, sizeof p->enhed.b);
		stmt_tal(s, ":nr", p->afloeser[i].nr);
		kode = stmt_koer(s, e);
	}
	struct stmt *s = db_stmt(u->db, "UPDATE felt SET flere = (SELECT count(*) FROM sidehoved "
		"WHERE sag = :sag AND objekt = :objekt AND felt = :felt) "
		"WHERE sag = :sag AND objekt = :objekt AND felt = :felt", e);
	bind_felt(s, u, p);
	return kode < 0 ? kode : stmt_koer(s, e);
}

static int removal(struct udled *u, struct err *e)
{
	bool slettet = u->slettet, strid = u->strid;
	int kode = fjernelse_bedoem(u->db, u->sag, u->objekt, &u->slettet, &u->strid, e);
	if (kode < 0)
		return kode;
	u->konflikt |= strid != u->strid || slettet != u->slettet;
	if (slettet == u->slettet)
		return 0;
	u->linje = true;
	return fjernelse_soeg(u->db, u->sag, u->objekt, u->slettet, e);
}

int udled_anvend(struct udled *u, const struct post *p, const struct feltrad *r, struct err *e)
{
	int kode = 0;
	if (r->sag < 0)
		kode = new_sag(u, &p->sag, e);
	if (kode == 0)
		kode = r->objekt < 0 ? new_objekt(u, p, e) : give_list(u, p, e);
	if (kode < 0)
		return kode;
	u->usendt += p->lbnr < 0;
	bool vises = !r->findes || replaces(p, &r->vist);
	u->linje |= vises && saglinje_bruger(p->felt);
	kode = vises ? show(u, p, r, e) : set_aside(u, p, e);
	if (kode == 0 && (!vises || r->flere > 0))
		kode = settle(u, p, e);
	bool fjerner = strcmp(p->felt, "slettet") == 0;
	if (kode == 0 && fjerner)
		kode = fjernelse_husk(u->db, u->sag, u->objekt, p, e);
	if (kode == 0 && (fjerner || u->slettet || u->strid))
		kode = removal(u, e);
	return kode;
}

static int count_conflicts(struct udled *u, struct err *e)
{
	struct stmt *s = db_stmt(u->db, "UPDATE sag SET konflikter = (SELECT count(*) FROM konflikt "
					"WHERE sag = :sag) WHERE nr = :sag", e);
	stmt_tal(s, ":sag", u->sag);
	return stmt_koer(s, e);
}

int udled_slut(struct udled *u, struct err *e)
{
	int kode = 0;
	if (u->sag >= 0 && u->usendt) {
		struct stmt *s = db_stmt(u->db, "UPDATE sag SET usendt = usendt + :n "
						"WHERE nr = :sag", e);
		stmt_tal(s, ":n", u->usendt);
		stmt_tal(s, ":sag", u->sag);
		kode = stmt_koer(s, e);
	}
	if (kode == 0 && u->konflikt)
		kode = count_conflicts(u, e);
	if (kode == 0 && u->linje)
		kode = saglinje_regn(u->db, u->sag, e);
	udled_glem(u);
	return kode;
}

int udled_ryd(struct db *db, struct err *e)
{
	return db_exec(db, "DELETE FROM sag; DELETE FROM objekt; DELETE FROM felt; "
			   "DELETE FROM sidehoved; DELETE FROM fjernelse; "
			   "INSERT INTO soeg (soeg) VALUES ('delete-all')", e);
}
