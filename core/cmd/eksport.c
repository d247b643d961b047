#include "core/cmd/eksport.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/uuid.h"
#include "core/cmd/cmd.h"
#include "core/cmd/kommando.h"
#include "core/cmd/miljoe.h"
#include "core/cmd/udfil.h"
#include "core/form/formsaet.h"
#include "core/journal/bjaerg.h"
#include "core/journal/store.h"
#include "core/sag/sag.h"
#include "core/sag/sagexport.h"
#include "core/sag/sagliste.h"

static int skriv(struct cmd *c, const char *fil, const void *data, size_t n)
{
	struct err e = {0, ""};

	if (udfil_skriv(fil, data, n, &e) == 0)
		return CMD_OK;
	kommando_fejl(c, fil, e.tekst);
	return CMD_FEJL;
}

int eksport_sag(struct cmd *c, const struct sag *s, const char *fil)
{
	struct buf b = BUF_TOM;
	int rc = CMD_OK;

	sagfil_export(s, &b);
	if (fil)
		rc = skriv(c, fil, b.data, b.len);
	else if (fwrite(b.data, 1, b.len, c->ud) != b.len)
		rc = CMD_FEJL;
	buf_done(&b);
	return rc;
}

static int lav_mappe(struct cmd *c, const char *mappe)
{
	struct stat st;

	if (mkdir(mappe, 0700) == 0 || (stat(mappe, &st) == 0 && S_ISDIR(st.st_mode)))
		return CMD_OK;
	kommando_fejl(c, mappe,
		      errno == EEXIST ? _("er ikke en mappe; forventede en mappe")
				      : _("mappen kan ikke laves"));
	return CMD_FEJL;
}

static bool hash_af_hex(uint8_t ud[32], const char *hex)
{
	for (int i = 0; i < 32; i++) {
		unsigned byte;
		if (sscanf(hex + (size_t)i * 2, "%2x", &byte) != 1)
			return false;
		ud[i] = (uint8_t)byte;
	}
	return true;
}

static int skriv_bytes(struct cmd *c, const struct sag *s, const char *mappe, const char *hex)
{
	uint8_t hash[32];
	struct err e = {0, ""};
	char *data = NULL;
	size_t n = 0;

	if (strlen(hex) != 64 || !hash_af_hex(hash, hex) ||
	    store_fil_hent(sag_store(s), hash, &data, &n, &e) != 0) {
		kommando_fejl(c, hex, e.kode ? e.tekst : _("er ikke en hash"));
		return CMD_FEJL;
	}
	bool pdf = n > 4 && memcmp(data, "%PDF", 4) == 0;
	char *fil = mem_format("%s/%s%s", mappe, hex, pdf ? ".pdf" : "");
	int rc = skriv(c, fil, data, n);
	free(fil);
	free(data);
	return rc;
}

int eksport_filer(struct cmd *c, const struct sag *s, const char *mappe)
{
	const struct formsaet *f = sag_formsaet(s);
	int rc = lav_mappe(c, mappe);

	for (size_t i = 0; i < formsaet_antal(f) && rc == CMD_OK; i++) {
		const struct felt *felt = formsaet_nr(f, i);
		if (felt->type != FELT_HASH || !felt->liste)
			continue;
		for (size_t k = 0; k < sag_antal(s, felt->liste); k++) {
			const char *hex = objekt_get(sag_nr(s, felt->liste, k), felt->kort);
			if (hex && skriv_bytes(c, s, mappe, hex) != CMD_OK)
				rc = CMD_FEJL;
		}
	}
	return rc;
}

static int en_af_alle(struct cmd *c, struct miljoe *m, const char *mappe, const char *id,
		      bool filer)
{
	struct sag *s;
	int rc = kommando_sag(c, m, id, &s);

	if (rc == CMD_OK) {
		char *fil = mem_format("%s/%s.yaml", mappe, id);
		rc = eksport_sag(c, s, fil);
		free(fil);
	}
	if (s && filer && eksport_filer(c, s, mappe) != CMD_OK)
		rc = CMD_FEJL;
	sag_free(s);
	return rc;
}

int eksport_alle(struct cmd *c, struct miljoe *m, const char *mappe, bool filer)
{
	struct sagliste *l = NULL;
	struct err e = {0, ""};
	char id[UUID_TEKST];
	int rc = lav_mappe(c, mappe);

	if (rc == CMD_OK && sagliste_hent(&l, m->store, "", &e) != 0) {
		kommando_fejl(c, "export", e.tekst);
		rc = CMD_FEJL;
	}
	for (size_t i = 0; l && i < sagliste_antal(l); i++)
		if (en_af_alle(c, m, mappe, uuid_skriv(&sagliste_nr(l, i)->id, id), filer) != CMD_OK)
			rc = CMD_FEJL;
	sagliste_free(l);
	return rc;
}

static void en_ufuldstaendig(struct cmd *c, const struct uuid *sag, int64_t mangler)
{
	char id[UUID_TEKST];
	char *hvad = mem_format(_("sag %s"), uuid_skriv(sag, id));
	char *hvor = mem_format(ngettext("%lld post kunne ikke læses", "%lld poster kunne ikke læses",
					 (unsigned long)mangler), (long long)mangler);

	kommando_fejl(c, hvad, hvor);
	free(hvad);
	free(hvor);
}

/* Each case with what it lacks, from however many devices. */
static void sig_mangler(struct cmd *c, const struct bjaerg_fund *f)
{
	for (size_t i = 0, k; i < f->sager.n; i = k) {
		const struct bjaerg_sag *s = VEC_NR(struct bjaerg_sag, &f->sager, i);
		int64_t mangler = 0;
		for (k = i; k < f->sager.n && uuid_ens(&s[k - i].sag, &s->sag); k++)
			mangler += s[k - i].mangler;
		en_ufuldstaendig(c, &s->sag, mangler);
	}
	if (f->ukendte > 0) {
		char *hvor = mem_format(ngettext("%lld post kunne ikke læses; dens sag kendes ikke",
						 "%lld poster kunne ikke læses; deres sager kendes ikke",
						 (unsigned long)f->ukendte), (long long)f->ukendte);
		kommando_fejl(c, "export", hvor);
		free(hvor);
	}
	if (f->flere)
		kommando_fejl(c, "export", _("der kan mangle mere, end der er talt; femtrin verify siger, "
					     "hvad der er beskadiget"));
}

static int skadet(struct cmd *c, struct miljoe *m, const char *mappe, bool filer)
{
	struct bjaerg_fund f = BJAERG_TOM;
	struct err e = {0, ""};
	int rc;

	if (miljoe_bjaerg(m, filer, &f, &e) != 0) {
		kommando_fejl(c, "export", e.tekst);
		rc = CMD_FEJL;
	} else {
		kommando_fejl(c, "export", _("sagsfilen er beskadiget; sagerne er læst ud af det, der er "
					     "helt i den"));
		rc = eksport_alle(c, m, mappe, filer);
		sig_mangler(c, &f);
	}
	if (bjaerg_mangler(&f))
		rc = CMD_FEJL;
	bjaerg_done(&f);
	return rc;
}

int eksport_bjaerg(struct cmd *c, struct miljoe *m, const char *mappe, bool filer)
{
	struct err e = {0, ""};
	int rc = kommando_skadet(c, m, &e);

	if (rc != CMD_OK)
		return rc;
	if (m->store && store_skadede(m->store, &e) == 0)
		return eksport_alle(c, m, mappe, filer);
	store_close(m->store);
	m->store = NULL;
	return skadet(c, m, mappe, filer);
}
