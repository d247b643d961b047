#include "core/synk/filsynk.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/journal/afsend.h"
#include "core/journal/filstykke.h"
#include "core/journal/journal.h"
#include "core/journal/lokal.h"
#include "core/journal/modtag.h"
#include "core/synk/central.h"

enum { MERE = 2 };

void filsynk_done(struct filsynk *f)
{
	vec_done(&f->filer);
	buf_done(&f->data);
}

static void begin(struct filsynk *f)
{
	f->filer.n = f->nr = 0;
	f->filer.stoerrelse = sizeof(struct filnavn);
	f->stykke = -1;
	buf_ryd(&f->data);
}

static void next_file(struct filsynk *f)
{
	f->nr++;
	f->stykke = -1;
	buf_ryd(&f->data);
}

int filsynk_af(struct filsynk *f, const struct afsending *a, struct err *e)
{
	begin(f);
	for (size_t i = 0; f->ops->fil_gem && i < a->poster.n; i++) {
		struct filnavn navn;
		int64_t laengde;
		if (!filstykke_navn(VEC_NR(struct post, &a->poster, i), &navn))
			continue;
		int her = filstykke_hent(journal_db(f->journal), navn.hash, 0, &f->data, &laengde, e);
		buf_ryd(&f->data);
		if (her < 0)
			return her;
		if (her)
			*(struct filnavn *)vec_ny(&f->filer) = navn;
	}
	return 0;
}

int filsynk_savnes(struct filsynk *f, struct err *e)
{
	int64_t nogen;
	begin(f);
	int kode = lokal_tal(journal_db(f->journal), MODTAG_FILER, &nogen, e);
	if (kode < 0 || !nogen || !f->ops->fil_hent)
		return kode;
	f->savnes = true;
	return filstykke_savnes(journal_db(f->journal), &f->filer, e);
}

/* The piece that the centre wants; the first is sent without asking. */
static int send_piece(struct filsynk *f, const struct filnavn *navn, struct err *e)
{
	int64_t naeste;
	int kode = 1;
	if (f->stykke < 0)
		f->stykke = 0;
	if (f->data.len == 0)
		kode = filstykke_hent(journal_db(f->journal), navn->hash, f->stykke, &f->data, &f->laengde, e);
	if (kode <= 0)
		return kode < 0 ? kode : err_set(e, ERR_SKADET, _("en fil i sagsfilen er beskadiget"));
	struct central_stykke d = {.sag = navn->sag, .laengde = f->laengde, .nr = f->stykke,
				   .data = f->data.data, .n = f->data.len};
	memcpy(d.hash, navn->hash, sizeof d.hash);
	kode = f->ops->fil_gem(f->arg, journal_enhed(f->journal), &d, &naeste, e);
	if (kode != 0)
		return kode;
	buf_ryd(&f->data);
	f->stykke = naeste;
	if (naeste < 0) {
		f->antal++;
		next_file(f);
	}
	return MERE;
}

int filsynk_send(struct filsynk *f, struct err *e)
{
	return f->nr < f->filer.n ? send_piece(f, VEC_NR(struct filnavn, &f->filer, f->nr), e) : 0;
}

static int fetch_piece(struct filsynk *f, const struct filnavn *navn, struct err *e)
{
	struct db *db = journal_db(f->journal);
	int kode = f->stykke < 0 ? filstykke_naeste(db, navn->hash, &f->stykke, e) : 0;
	if (kode < 0)
		return kode;
	struct central_stykke d = {.sag = navn->sag, .nr = f->stykke};
	memcpy(d.hash, navn->hash, sizeof d.hash);
	buf_ryd(&f->data);
	kode = f->ops->fil_hent(f->arg, &d, &f->data, &f->laengde, e);
	if (kode == ERR_FINDES_IKKE) {
		next_file(f);             /* erased, or not handed in: the entry stands all the same */
		return MERE;
	}
	if (kode != 0)
		return kode;
	kode = filstykke_gem(db, &(struct filstykke){navn->hash, f->laengde, f->stykke, f->data.data,
						     f->data.len}, e);
	if (kode < 0)
		return kode;
	f->stykke++;
	f->antal += kode;
	if (kode == 1)
		next_file(f);
	return MERE;
}

/* What the centre does not have will not come by asking at each sync. */
static int all_here(struct filsynk *f, struct err *e)
{
	struct db *db = journal_db(f->journal);
	int kode = f->savnes ? db_begin(db, _("filerne er ikke hentet"), e) : 0;
	if (kode < 0 || !f->savnes)
		return kode;
	f->savnes = false;
	kode = lokal_saet_tal(db, MODTAG_FILER, 0, e);
	if (kode == 0)
		return db_commit(db, e);
	db_rollback(db);
	return kode;
}

int filsynk_hent(struct filsynk *f, struct err *e)
{
	return f->nr < f->filer.n ? fetch_piece(f, VEC_NR(struct filnavn, &f->filer, f->nr), e)
				  : all_here(f, e);
}
