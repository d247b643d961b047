#include "core/io/noegle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/varig.h"
#include "core/io/vaultside.h"

enum {
	VERSION = 8,
	LAGER = 12,
	RUNDER = 28,
	KIB = 32,
	SALT = 36,
	SPOR1 = 52,
	GENERATION = 124,
	I_BRUG = 132,
	OFFENTLIG = 136,
	SPOR2 = 168,
	MAC = 248,
	TJEK = 280,
};

#define KIB_MAX (1024 * 1024)     /* a file that asks for more is no file of ours */
#define RUNDER_MAX 10
#define KOPIER 2

_Static_assert(SPOR1 + SEGL_NOEGLE + SEGL_TILLAEG == GENERATION, "slot 1");
_Static_assert(SPOR2 + SEGL_BOKS == MAC && TJEK + SEGL_MAC == NOEGLE_FIL, "slot 2");

static const uint8_t magi[12] = {'F', 'E', 'M', 'N', 'O', 'E', 'G', 'L', 0, 0, 0, 1};

struct noegle {
	char *sti;
	uint8_t *raa;             /* in locked memory */
	uint8_t fil[NOEGLE_FIL];
};

static char *kopi_sti(const char *sti, int nr)
{
	return mem_format(nr == 0 ? "%s.noegle" : "%s.noegle2", sti);
}

bool noegle_findes(const char *sti)
{
	bool der = false;
	for (int i = 0; i < KOPIER; i++) {
		char *k = kopi_sti(sti, i);
		der = der || access(k, F_OK) == 0;
		free(k);
	}
	return der;
}

/* The file's form */

static bool nuller(const uint8_t *p, size_t n)
{
	uint8_t samlet = 0;
	while (n--)
		samlet |= *p++;
	return samlet == 0;
}

int noegle_form(const uint8_t *p, size_t n)
{
	uint8_t tjek[SEGL_MAC];
	if (n != NOEGLE_FIL || memcmp(p, magi, sizeof magi) != 0)
		return -1;
	segl_mac(tjek, (struct segl_data){p, TJEK}, NULL);
	uint32_t kib = tal32_laes(p + KIB), runder = tal32_laes(p + RUNDER);
	if (memcmp(tjek, p + TJEK, SEGL_MAC) != 0)
		return -1;
	/* Nobody may make guessing cheap, or opening impossible, by changing the price. */
	return kib >= NOEGLE_KIB_MIN && kib <= KIB_MAX && runder >= NOEGLE_RUNDER &&
	       runder <= RUNDER_MAX ? 0 : -1;
}

static void fil_mac(uint8_t mac[SEGL_MAC], const uint8_t *fil, const uint8_t *raa)
{
	uint8_t *under = segl_hemmelig(SEGL_NOEGLE);
	segl_undernoegle(under, 5, raa);
	segl_mac(mac, (struct segl_data){fil, MAC}, under);
	segl_glem(under);
}

/* Writes both copies, one after the other, as the next generation. */
static int gem(struct noegle *n, struct err *e)
{
	int i = GENERATION + 7, rc = 0;
	while (i >= GENERATION && ++n->fil[i] == 0)
		i--;
	fil_mac(n->fil + MAC, n->fil, n->raa);
	segl_mac(n->fil + TJEK, (struct segl_data){n->fil, TJEK}, NULL);
	for (int k = 0; rc == 0 && k < KOPIER; k++) {
		char *sti = kopi_sti(n->sti, k);
		rc = varig_skriv(sti, n->fil, NOEGLE_FIL, e);
		free(sti);
	}
	return rc;
}

/* Slots */

static int kode_noegle(uint8_t *kek, const uint8_t *fil, struct segl_data kode, struct err *e)
{
	struct segl_pris pris = {tal32_laes(fil + RUNDER), tal32_laes(fil + KIB)};
	if (segl_kode(kek, kode, fil + SALT, pris) == 0)
		return 0;
	return err_set(e, ERR_FEJL, _("adgangskoden: der er ikke hukommelse nok til at prøve den"));
}

static int pak(struct noegle *n, struct segl_data kode, struct segl_pris pris, struct err *e)
{
	uint8_t *kek = segl_hemmelig(SEGL_NOEGLE);
	tal32_skriv(n->fil + RUNDER, pris.runder);
	tal32_skriv(n->fil + KIB, pris.kib);
	segl_tilfaeldig(n->fil + SALT, SEGL_SALT);
	int rc = kode_noegle(kek, n->fil, kode, e);
	if (rc == 0)
		segl_luk(n->fil + SPOR1, (struct segl_data){n->raa, SEGL_NOEGLE},
			 (struct segl_data){n->fil, SPOR1}, kek);
	segl_glem(kek);
	return rc;
}

/* R15: the passphrase is right when its key opens slot 1. */
static int spor1(uint8_t *raa, const uint8_t *fil, struct segl_data kode, struct err *e)
{
	uint8_t *kek = segl_hemmelig(SEGL_NOEGLE);
	int rc = kode_noegle(kek, fil, kode, e);
	if (rc == 0 && segl_aabn(raa, (struct segl_data){fil + SPOR1, GENERATION - SPOR1},
				 (struct segl_data){fil, SPOR1}, kek) != 0)
		rc = err_set(e, ERR_NOEGLE, _("adgangskoden er ikke den rigtige"));
	segl_glem(kek);
	return rc;
}

static int spor2(uint8_t *raa, const uint8_t *fil, const uint8_t privat[32], struct err *e)
{
	if (nuller(fil + OFFENTLIG, 32))
		return err_set(e, ERR_NOEGLE, _("sagsfilen har ingen genopretningsnøgle"));
	if (segl_boks_aabn(raa, fil + SPOR2, privat) != 0)
		return err_set(e, ERR_NOEGLE,
			       _("genopretningsnøglen hører ikke til denne sagsfil"));
	return 0;
}

/* Making and opening */

static struct noegle *ny(const char *sti)
{
	struct noegle *n = mem_nul(1, sizeof *n);
	n->sti = mem_tekst(sti);
	n->raa = segl_hemmelig(SEGL_NOEGLE);
	return n;
}

void noegle_free(struct noegle *n)
{
	if (!n)
		return;
	segl_glem(n->raa);
	free(n->sti);
	free(n);
}

static int pak_ny(struct noegle *n, struct segl_data kode, struct segl_pris pris, struct err *e)
{
	if (pris.runder != 0)
		return pak(n, kode, pris, e);
	int rc = pak(n, kode, (struct segl_pris){NOEGLE_RUNDER, NOEGLE_KIB}, e);
	if (rc != 0) {
		err_ryd(e);
		rc = pak(n, kode, (struct segl_pris){NOEGLE_RUNDER, NOEGLE_KIB_MIN}, e);
	}
	return rc;
}

static void boks(struct noegle *n, const uint8_t *offentlig)
{
	memset(n->fil + OFFENTLIG, 0, MAC - OFFENTLIG);
	if (offentlig && segl_boks_luk(n->fil + SPOR2, n->raa, offentlig) == 0)
		memcpy(n->fil + OFFENTLIG, offentlig, 32);
}

int noegle_opret(struct noegle **ud, const char *sti, struct segl_data kode,
		 const struct noegle_valg *v, struct err *e)
{
	*ud = NULL;
	if (kode.n == 0)
		return err_set(e, ERR_BRUG, _("adgangskoden er tom"));
	if (noegle_findes(sti))
		return err_set(e, ERR_BRUG, _("%s: der er allerede en nøgle"), sti);
	struct noegle *n = ny(sti);
	memcpy(n->fil, magi, sizeof magi);
	segl_tilfaeldig(n->fil + LAGER, NOEGLE_LAGER);
	segl_tilfaeldig(n->raa, SEGL_NOEGLE);
	boks(n, v->genopretning);
	int rc = pak_ny(n, kode, v->pris, e);
	if (rc == 0)
		rc = gem(n, e);
	if (rc != 0) {
		noegle_free(n);
		return rc;
	}
	*ud = n;
	return 0;
}

/* The copies that are whole, the newest first; how many. */
static int kopier(uint8_t fil[KOPIER][NOEGLE_FIL], const char *sti, struct err *e)
{
	struct buf b = BUF_TOM;
	int n = 0, findes = 0, rc = 0;
	for (int i = 0; i < KOPIER; i++) {
		char *k = kopi_sti(sti, i);
		rc = varig_laes(&b, k, NOEGLE_FIL, e);
		findes += rc != ERR_FINDES_IKKE;
		if (rc == 0 && noegle_form((const uint8_t *)b.data, b.len) == 0)
			memcpy(fil[n++], b.data, NOEGLE_FIL);
		free(k);
	}
	buf_done(&b);
	if (n == 2 && memcmp(fil[1] + GENERATION, fil[0] + GENERATION, 8) > 0) {
		uint8_t hold[NOEGLE_FIL];
		memcpy(hold, fil[0], NOEGLE_FIL);
		memcpy(fil[0], fil[1], NOEGLE_FIL);
		memcpy(fil[1], hold, NOEGLE_FIL);
	}
	if (n > 0)
		return n;
	return findes ? err_set(e, ERR_SKADET, _("%s: nøglefilen er beskadiget"), sti)
		      : err_set(e, ERR_FINDES_IKKE, _("%s: nøglefilen findes ikke"), sti);
}

/* Tries the copies in turn; the older one only where it differs: a change of
 * passphrase may have been interrupted between them. */
static int proev(struct noegle **ud, const char *sti, struct segl_data kode,
		 const uint8_t *privat, struct err *e)
{
	uint8_t fil[KOPIER][NOEGLE_FIL], mac[SEGL_MAC];
	*ud = NULL;
	int antal = kopier(fil, sti, e), rc = antal < 0 ? antal : ERR_NOEGLE;
	struct noegle *n = ny(sti);
	for (int i = 0; rc == ERR_NOEGLE && i < antal; i++) {
		if (i == 1 && memcmp(fil[0], fil[1], NOEGLE_FIL) == 0)
			break;
		rc = privat ? spor2(n->raa, fil[i], privat, e) : spor1(n->raa, fil[i], kode, e);
		memcpy(n->fil, fil[i], NOEGLE_FIL);
	}
	if (rc == 0) {
		fil_mac(mac, n->fil, n->raa);
		if (!segl_ens(mac, n->fil + MAC, SEGL_MAC))
			rc = err_set(e, ERR_SKADET, _("%s: nøglefilen er ændret af andre"), sti);
	}
	if (rc != 0) {
		noegle_free(n);
		return rc;
	}
	/* Put the other copy right. If the disk does not let us, the store opens as well. */
	if (antal < KOPIER || memcmp(fil[0], fil[1], NOEGLE_FIL) != 0)
		gem(n, NULL);
	*ud = n;
	return 0;
}

int noegle_aabn(struct noegle **ud, const char *sti, struct segl_data kode, struct err *e)
{
	return proev(ud, sti, kode, NULL, e);
}

int noegle_genopret(struct noegle **ud, const char *sti, const uint8_t privat[32], struct err *e)
{
	return proev(ud, sti, (struct segl_data){NULL, 0}, privat, e);
}

int noegle_skift(struct noegle *n, struct segl_data kode, struct err *e)
{
	uint8_t gammel[NOEGLE_FIL];
	if (kode.n == 0)
		return err_set(e, ERR_BRUG, _("adgangskoden er tom"));
	memcpy(gammel, n->fil, NOEGLE_FIL);
	struct segl_pris pris = {tal32_laes(n->fil + RUNDER), tal32_laes(n->fil + KIB)};
	int rc = pak(n, kode, pris, e);
	if (rc == 0)
		rc = gem(n, e);
	if (rc != 0) {
		/* Half of it may be written: the old slot again, as the newest. */
		memcpy(n->fil, gammel, GENERATION);
		memcpy(n->fil + I_BRUG, gammel + I_BRUG, NOEGLE_FIL - I_BRUG);
		gem(n, NULL);
	}
	return rc;
}

int noegle_saet_genopretning(struct noegle *n, const uint8_t *offentlig, struct err *e)
{
	boks(n, offentlig);
	return gem(n, e);
}

const uint8_t *noegle_genopretning(const struct noegle *n)
{
	return nuller(n->fil + OFFENTLIG, 32) ? NULL : n->fil + OFFENTLIG;
}

bool noegle_i_brug(const struct noegle *n)
{
	return tal32_laes(n->fil + I_BRUG) == 1;
}

int noegle_tag_i_brug(struct noegle *n, struct err *e)
{
	if (noegle_i_brug(n))
		return 0;
	tal32_skriv(n->fil + I_BRUG, 1);
	return gem(n, e);
}

/* Is a key file at sti, and of another store than n's? */
static bool fremmed(const struct noegle *n, const char *sti)
{
	struct buf b = BUF_TOM;
	int rc = varig_laes(&b, sti, NOEGLE_FIL, NULL);
	bool vores = rc == 0 && noegle_form((const uint8_t *)b.data, b.len) == 0 &&
		     memcmp(b.data + LAGER, n->fil + LAGER, NOEGLE_LAGER) == 0;
	buf_done(&b);
	return rc != ERR_FINDES_IKKE && !vores;
}

int noegle_kopi(const struct noegle *n, const char *sti, struct err *e)
{
	int rc = 0;
	for (int i = 0; rc == 0 && i < KOPIER; i++) {
		char *k = kopi_sti(sti, i);
		if (fremmed(n, k))
			rc = err_set(e, ERR_BRUG, _("%s: der er allerede en fil med det navn"), k);
		free(k);
	}
	for (int i = 0; rc == 0 && i < KOPIER; i++) {
		char *k = kopi_sti(sti, i);
		rc = varig_skriv(k, n->fil, NOEGLE_FIL, e);
		free(k);
	}
	return rc;
}

void noegle_fjern_kopi(const struct noegle *n, const char *sti)
{
	for (int i = 0; i < KOPIER && strcmp(sti, n->sti) != 0; i++) {
		char *k = kopi_sti(sti, i);
		if (!fremmed(n, k))
			unlink(k);
		free(k);
	}
}

/* A copy that cannot be read may well be in use. */
static bool i_brug(const char *kopi)
{
	struct buf b = BUF_TOM;
	int rc = varig_laes(&b, kopi, NOEGLE_FIL, NULL);
	bool nej = rc == ERR_FINDES_IKKE ||
		   (rc == 0 && noegle_form((const uint8_t *)b.data, b.len) == 0 &&
		    tal32_laes((const uint8_t *)b.data + I_BRUG) == 0);
	buf_done(&b);
	return !nej;
}

int noegle_fjern(const char *sti, struct err *e)
{
	char *k[KOPIER] = {kopi_sti(sti, 0), kopi_sti(sti, 1)};
	int rc = 0;
	if (i_brug(k[0]) || i_brug(k[1]))
		rc = err_set(e, ERR_BRUG, _("%s: nøglefilen hører til en forseglet sagsfil"), sti);
	for (int i = 0; rc == 0 && i < KOPIER; i++)
		if (unlink(k[i]) != 0 && errno != ENOENT)
			rc = varig_fejl(k[i], errno, e);
	free(k[0]);
	free(k[1]);
	return rc == 0 ? varig_mappe(sti, e) : rc;
}

const uint8_t *noegle_raa(const struct noegle *n)
{
	return n->raa;
}

const uint8_t *noegle_lager(const struct noegle *n)
{
	return n->fil + LAGER;
}
