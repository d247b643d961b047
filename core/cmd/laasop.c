#include "core/cmd/laasop.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/varig.h"
#include "core/io/vaultdb.h"
#include "core/io/vaultlager.h"

/* The first line, without its end; read byte by byte, so that nothing of it stays in a
 * buffer, and a pipe will do. */
static int fra_fil(const char *sti, char *ud, struct err *e)
{
	int fd = open(sti, O_RDONLY | O_CLOEXEC), n = 0;
	if (fd < 0)
		return varig_fejl(sti, errno, e);
	ssize_t k = 1;
	while (n < LAASOP_MAKS && (k = read(fd, ud + n, 1)) == 1 && ud[n] != '\n')
		n++;
	int nr = errno;
	close(fd);
	if (k < 0)
		return varig_fejl(sti, nr, e);
	if (n == LAASOP_MAKS)
		return err_set(e, ERR_UGYLDIG, _("%s: adgangskoden er for lang"), sti);
	return n > 0 && ud[n - 1] == '\r' ? n - 1 : n;
}

int laasop_ingen(struct err *e)
{
	return err_set(e, ERR_NOEGLE,
		       _("adgangskoden mangler: giv den med --passphrase-file FIL eller "
			 "FEMTRIN_PASSPHRASE_FILE, eller kør femtrin i en terminal"));
}

/* The name of the user whose process it is; "" where the system does not tell. */
static void ejer(long pid, char *ud, size_t n)
{
	char linje[256];
	unsigned uid;
	snprintf(linje, sizeof linje, "/proc/%ld/status", pid);
	FILE *f = fopen(linje, "re");
	*ud = '\0';
	while (f && !*ud && fgets(linje, sizeof linje, f)) {
		if (sscanf(linje, "Uid: %u", &uid) != 1)
			continue;
		const struct passwd *pw = getpwuid(uid);
		if (pw)
			snprintf(ud, n, "%s", pw->pw_name);
		else
			snprintf(ud, n, "%u", uid);
	}
	if (f)
		fclose(f);
}

int laasop_ledig(const char *sti, struct err *e)
{
	char bruger[64];
	long pid = vaultlager_holder(sti);
	if (pid == 0)
		return 0;
	ejer(pid, bruger, sizeof bruger);
	if (!*bruger)
		return err_set(e, ERR_LAAST, _("%s: sagsfilen er åben i et andet program; luk det "
					       "først"), sti);
	return err_set(e, ERR_LAAST,
		       _("%s: sagsfilen er åben i et andet program (proces %ld, bruger %s); luk det "
			 "først"),
		       sti, pid, bruger);
}

static int hent(const struct laasop_valg *v, enum laasop_hvad hvad, char *ud, struct err *e)
{
	if (v->kodefil)
		return fra_fil(v->kodefil, ud, e);
	if (v->spoerg)
		return v->spoerg(v->arg, hvad, ud, LAASOP_MAKS, e);
	return laasop_ingen(e);
}

/* A new passphrase is typed twice; one from a file is what it is. */
static int hent_ny(const struct laasop_valg *v, char *ud, struct err *e)
{
	int n = hent(v, LAASOP_NY, ud, e);
	if (n <= 0 || v->kodefil)
		return n < 0 ? n : n == 0 ? err_set(e, ERR_BRUG, _("adgangskoden er tom")) : n;
	char *igen = segl_hemmelig(LAASOP_MAKS);
	int m = hent(v, LAASOP_IGEN, igen, e);
	bool ens = m == n && segl_ens(ud, igen, (size_t)n);
	segl_glem(igen);
	if (m < 0)
		return m;
	return ens ? n : err_set(e, ERR_BRUG, _("de to adgangskoder er ikke ens"));
}

int laasop(struct vaultlager **ud, const struct laasop_valg *v, struct err *e)
{
	enum vaultlager_art art = vaultlager_art(v->sti);
	*ud = NULL;
	if (vaultdb_sti(v->sti, e) < 0)
		return ERR_UGYLDIG;
	if (art == VAULTLAGER_INGEN && !v->opret)
		return err_set(e, ERR_FINDES_IKKE, _("%s: der er ingen sagsfil"), v->sti);
	if (art == VAULTLAGER_FORSEGLET && !noegle_findes(v->sti))
		return err_set(e, ERR_SKADET, _("%s: er ikke en sagsfil fra Femtrin, eller dens "
						"nøglefil (%s.noegle) mangler"), v->sti, v->sti);
	if (!v->delt && laasop_ledig(v->sti, e) < 0)
		return ERR_LAAST;
	if (art == VAULTLAGER_INGEN && varig_mapper(v->sti, e) < 0)
		return e ? e->kode : ERR_SKRIVEBESKYTTET;
	char *kode = segl_hemmelig(LAASOP_MAKS);
	int n = art == VAULTLAGER_FORSEGLET ? hent(v, LAASOP_KODE, kode, e) : hent_ny(v, kode, e);
	struct segl_data d = {kode, n < 0 ? 0 : (size_t)n};
	int rc = n < 0 ? n : 0;
	if (rc == 0 && art == VAULTLAGER_AABEN)
		rc = vaultlager_forsegl(v->sti, d, &v->noegle, e);
	if (rc == 0)
		rc = art == VAULTLAGER_INGEN ? vaultlager_opret(ud, v->sti, d, &v->noegle, e)
					     : vaultlager_aabn(ud, v->sti, d, e);
	segl_glem(kode);
	return rc;
}

int laasop_forfra(struct vaultlager **ud, const struct laasop_valg *v, struct err *e)
{
	*ud = NULL;
	if (!noegle_findes(v->sti))
		return err_set(e, ERR_FINDES_IKKE, _("%s.noegle: nøglefilen mangler"), v->sti);
	char *kode = segl_hemmelig(LAASOP_MAKS);
	int n = hent(v, LAASOP_KODE, kode, e);
	int rc = n < 0 ? n : vaultlager_forfra(ud, v->sti, (struct segl_data){kode, (size_t)n}, e);
	segl_glem(kode);
	return rc;
}

int laasop_skift(struct vaultlager *l, const struct laasop_valg *v, struct err *e)
{
	char *kode = segl_hemmelig(LAASOP_MAKS);
	int n = hent_ny(v, kode, e);
	int rc = n < 0 ? n
		       : noegle_skift(vaultlager_noegle(l), (struct segl_data){kode, (size_t)n}, e);
	segl_glem(kode);
	return rc;
}

int laasop_genopret(struct vaultlager **ud, const uint8_t privat[32], const struct laasop_valg *v,
		    struct err *e)
{
	struct noegle *proeve;
	*ud = NULL;
	int kan = noegle_genopret(&proeve, v->sti, privat, e);
	if (kan != 0)
		return kan;             /* before anybody is asked for nothing */
	noegle_free(proeve);
	char *kode = segl_hemmelig(LAASOP_MAKS);
	int n = hent_ny(v, kode, e);
	int rc = n < 0 ? n : vaultlager_genopret(ud, v->sti, privat,
						 (struct segl_data){kode, (size_t)n}, e);
	segl_glem(kode);
	return rc;
}

/* Repeated characters count once: what is guessed first is short and even. */
const char *laasop_raad(const char *kode, size_t n)
{
	size_t tegn = 0;
	for (size_t i = 0; i < n; i++)
		tegn += (i == 0 || kode[i] != kode[i - 1]) && ((unsigned char)kode[i] & 0xC0) != 0x80;
	if (tegn < 10)
		return _("Kort. Fire tilfældige ord er lettere at huske og langt sværere at gætte.");
	return tegn < 16 ? _("Brugbar. Et ord mere gør den stærk.") : NULL;
}
