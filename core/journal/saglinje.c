#include "core/journal/saglinje.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/tekst.h"
#include "core/io/db.h"

/* The fields of the case that are read below, each with its place. */
enum { NAVN, CPR, TRIN, NAESTE, FRIST, AFGJORT, HOERING, HOERINGSFRIST, KLAGEFRIST, KLAGEUDFALD,
       ANTAL };

static const char *const FELTER[ANTAL] = {
	[NAVN] = "borger.navn", [CPR] = "borger.cpr", [TRIN] = "sag.trin",
	[NAESTE] = "opfoelgning.naeste", [FRIST] = "ansoegning.frist",
	[AFGJORT] = "afgoerelse.dato", [HOERING] = "afgoerelse.partshoering",
	[HOERINGSFRIST] = "afgoerelse.partshoering_frist",
	[KLAGEFRIST] = "klage.frist_genvurdering", [KLAGEUDFALD] = "klage.udfald",
};

static const char *const AF_LISTER[] = {
	"ansaettelser.virksomhed", "indhentning.frist", "indhentning.modtaget",
};

bool saglinje_bruger(const char *felt)
{
	for (int i = 0; i < ANTAL; i++)
		if (strcmp(FELTER[i], felt) == 0)
			return true;
	for (size_t i = 0; i < sizeof AF_LISTER / sizeof *AF_LISTER; i++)
		if (strcmp(AF_LISTER[i], felt) == 0)
			return true;
	return false;
}

struct linje {
	struct buf felt[ANTAL];       /* empty where nothing stands */
	struct buf virksomhed, indhentning;
};

static int read_fields(struct db *db, int64_t sag, struct linje *l, struct err *e)
{
	for (int i = 0; i < ANTAL; i++) {
		struct stmt *s = db_stmt(db, "SELECT vaerdi FROM felt WHERE sag = :sag "
					     "AND objekt = 0 AND felt = :felt", e);
		stmt_tal(s, ":sag", sag);
		stmt_tekst(s, ":felt", FELTER[i]);
		int r = stmt_step(s, e);
		if (r > 0 && !stmt_er_nul(s, 0))
			buf_tekst(&l->felt[i], stmt_kol_tekst(s, 0));
		stmt_reset(s);
		if (r < 0)
			return r;
	}
	return 0;
}

static int first_text(struct stmt *s, int64_t sag, struct buf *ud, struct err *e)
{
	stmt_tal(s, ":sag", sag);
	int r = stmt_step(s, e);
	if (r > 0 && !stmt_er_nul(s, 0))
		buf_tekst(ud, stmt_kol_tekst(s, 0));
	stmt_reset(s);
	return r < 0 ? r : 0;
}

static int read_lists(struct db *db, int64_t sag, struct linje *l, struct err *e)
{
	int kode = first_text(db_stmt(db,
		"SELECT f.vaerdi FROM objekt o JOIN felt f ON f.sag = o.sag AND f.objekt = o.orden "
		"AND f.felt = 'ansaettelser.virksomhed' AND f.vaerdi IS NOT NULL "
		"WHERE o.sag = :sag AND NOT o.slettet ORDER BY o.orden LIMIT 1", e),
		sag, &l->virksomhed, e);
	if (kode < 0)
		return kode;
	return first_text(db_stmt(db,
		"SELECT min(f.vaerdi) FROM objekt o JOIN felt f ON f.sag = o.sag "
		"AND f.objekt = o.orden AND f.felt = 'indhentning.frist' "
		"LEFT JOIN felt m ON m.sag = o.sag AND m.objekt = o.orden "
		"AND m.felt = 'indhentning.modtaget' "
		"WHERE o.sag = :sag AND NOT o.slettet AND m.vaerdi IS NULL", e),
		sag, &l->indhentning, e);
}

static void earlier(const char **naeste, const struct buf *dato, bool gaelder)
{
	if (gaelder && dato->len && (!*naeste || strcmp(buf_str(dato), *naeste) < 0))
		*naeste = buf_str(dato);
}

static const char *next_date(const struct linje *l)
{
	const char *naeste = NULL;
	earlier(&naeste, &l->felt[NAESTE], true);
	earlier(&naeste, &l->felt[FRIST], l->felt[AFGJORT].len == 0);
	earlier(&naeste, &l->felt[HOERINGSFRIST],
		strcmp(buf_str(&l->felt[HOERING]), "sendt") == 0);
	earlier(&naeste, &l->felt[KLAGEFRIST], l->felt[KLAGEUDFALD].len == 0);
	earlier(&naeste, &l->indhentning, true);
	return naeste;
}

/* Danish order in bytes: æ ø å come after z, in that order. */
static char *sort_key(const char *navn)
{
	static const char *const SIDST[] = {"æ", "ø", "å"};
	char *foldet = tekst_fold(navn);
	struct buf b = BUF_TOM;
	for (const char *s = foldet; *s;) {
		size_t i = 0;
		while (i < 3 && strncmp(s, SIDST[i], 2) != 0)
			i++;
		buf_tegn(&b, i < 3 ? (char)('{' + i) : *s);
		s += i < 3 ? 2 : 1;
	}
	free(foldet);
	return buf_tag(&b);
}

static int write_line(struct db *db, int64_t sag, const struct linje *l, struct err *e)
{
	struct stmt *s = db_stmt(db, "UPDATE sag SET borger = :borger, navneorden = :orden, "
				     "cpr = :cpr, virksomhed = :virksomhed, trin = :trin, "
				     "naeste = :naeste WHERE nr = :sag", e);
	char *orden = sort_key(buf_str(&l->felt[NAVN]));
	int trin = atoi(buf_str(&l->felt[TRIN]));
	stmt_tekst(s, ":borger", buf_str(&l->felt[NAVN]));
	stmt_tekst(s, ":orden", orden);
	stmt_tekst(s, ":cpr", buf_str(&l->felt[CPR]));
	stmt_tekst(s, ":virksomhed", buf_str(&l->virksomhed));
	stmt_tal(s, ":trin", trin >= 1 && trin <= 5 ? trin : 1);
	stmt_tekst(s, ":naeste", next_date(l));
	stmt_tal(s, ":sag", sag);
	free(orden);
	return stmt_koer(s, e);
}

int saglinje_regn(struct db *db, int64_t sag, struct err *e)
{
	struct linje l = {.virksomhed = BUF_TOM};
	int kode = read_fields(db, sag, &l, e);
	if (kode == 0)
		kode = read_lists(db, sag, &l, e);
	if (kode == 0)
		kode = write_line(db, sag, &l, e);
	for (int i = 0; i < ANTAL; i++)
		buf_done(&l.felt[i]);
	buf_done(&l.virksomhed);
	buf_done(&l.indhentning);
	return kode;
}
