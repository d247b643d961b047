#include "core/synk/bevis.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/db.h"
#include "core/io/pg.h"
#include "core/io/segl.h"
#include "core/io/varig.h"
#include "core/journal/lokal.h"

enum { BEVIS_MAKS = 64 * 1024 };

static void wipe(char **t)
{
	if (*t)
		segl_slet(*t, strlen(*t));
	free(*t);
	*t = NULL;
}

void bevis_done(struct bevis *b)
{
	wipe(&b->cert);
	wipe(&b->noegle);
	wipe(&b->kode);
	b->nye = false;
}

/* Of a file with something secret in it: ERR_FINDES_IKKE when it is not there. */
static int closed_to_others(const char *sti, struct err *e)
{
	struct stat st;
	if (!sti || stat(sti, &st) != 0)
		return err_set(e, ERR_FINDES_IKKE, _("%s: filen findes ikke"), sti ? sti : "");
	if (!S_ISREG(st.st_mode) || st.st_mode & (S_IRWXG | S_IRWXO))
		return err_set(e, ERR_UGYLDIG, _("%s: filen kan læses af andre; forventede chmod 600"), sti);
	return 0;
}

static int read_pem(char **ud, const char *sti, struct err *e)
{
	struct buf b = BUF_TOM;
	int kode = varig_laes(&b, sti, BEVIS_MAKS, e);
	if (kode < 0) {
		buf_done(&b);
		return kode;
	}
	*ud = buf_tag(&b);
	return 0;
}

static int sealed(struct bevis *b, struct db *db, struct err *e)
{
	b->cert = lokal_hent(db, "central.cert", e);
	b->noegle = lokal_hent(db, "central.noegle", e);
	if (b->cert && b->noegle)
		return 0;
	return err_set(e, ERR_FINDES_IKKE, _("der er intet certifikat til kommunens lager; forventede "
					     "sslcert og sslkey som filer ved første synkronisering"));
}

int bevis_hent(struct bevis *b, struct db *db, const struct pg_adresse *a, struct err *e)
{
	const char *noegle = pg_adresse_ord(a, "sslkey"), *cert = pg_adresse_ord(a, "sslcert");
	*b = (struct bevis){.nye = false};
	int kode = closed_to_others(noegle, e);
	if (kode == 0 && cert) {
		b->nye = true;
		kode = read_pem(&b->noegle, noegle, e);
		if (kode == 0)
			kode = read_pem(&b->cert, cert, e);
	} else if (kode == 0 || kode == ERR_FINDES_IKKE) {
		kode = sealed(b, db, e);
	}
	if (kode < 0)
		return kode;
	kode = closed_to_others(pg_adresse_ord(a, "passfile"), e);
	if (kode == ERR_FINDES_IKKE) {
		b->kode = lokal_hent(db, "central.kode", e);
		kode = 0;
	}
	return kode;
}

/* 1 it was another, or none. */
static int put(struct db *db, const char *noegle, const char *v, struct err *e)
{
	char *foer = lokal_hent(db, noegle, e);
	int kode = !v || (foer && strcmp(foer, v) == 0) ? 0 : 1;
	wipe(&foer);
	if (kode > 0 && lokal_saet(db, noegle, v, e) < 0)
		kode = e->kode;
	return kode;
}

int bevis_gem(const struct bevis *b, struct db *db, const char *kode, struct err *e)
{
	const char *const ord[] = {"central.cert", "central.noegle", "central.kode"};
	const char *const v[] = {b->cert, b->noegle, kode};
	int nyt = 0, r = db_begin(db, _("certifikatet er ikke forseglet"), e);
	if (r < 0)
		return r;
	for (int i = 0; r >= 0 && i < 3; i++) {
		r = put(db, ord[i], v[i], e);
		nyt |= r > 0;
	}
	if (r >= 0 && nyt)
		r = db_commit(db, e);
	else
		db_rollback(db);
	return r < 0 ? r : nyt;
}
