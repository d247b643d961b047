#include "core/regler/bemaerkning.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/io/yaml.h"

#define BEM_KODE(navn, kode, steder) {kode, steder},
static const struct {
	const char *kode, *steder;
} KENDTE[BEM_ANTAL] = {BEMAERKNINGER(BEM_KODE)};
#undef BEM_KODE

struct bemaerkninger {
	struct bemaerkningstekst alle[BEM_ANTAL];
	const char **felter[BEM_ANTAL];  /* owns the rows; alle[i].felter points here */
	bool laest[BEM_ANTAL];
};

const char *bemaerkning_kode(enum bem nr)
{
	return KENDTE[nr].kode;
}

struct bemaerkninger *bemaerkninger_ny(void)
{
	struct bemaerkninger *b = mem_nul(1, sizeof *b);
	for (int i = 0; i < BEM_ANTAL; i++)
		b->alle[i] = (struct bemaerkningstekst){
			.kode = KENDTE[i].kode,
			.niveau = NIVEAU_FEJL,
			.niveau_selvstaendig = NIVEAU_FEJL,
			.tekst = KENDTE[i].kode,
			.kilde = "",
		};
	return b;
}

void bemaerkninger_free(struct bemaerkninger *b)
{
	if (!b)
		return;
	for (int i = 0; i < BEM_ANTAL; i++)
		free(b->felter[i]);
	free(b);
}

static int find(const char *kode)
{
	for (int i = 0; i < BEM_ANTAL; i++)
		if (!strcmp(KENDTE[i].kode, kode))
			return i;
	return -1;
}

/* Is the word of n bytes one of those in the list, parted by spaces? */
static bool kendt_sted(const char *steder, const char *ord, size_t n)
{
	for (const char *p = steder; *p;) {
		size_t k = strcspn(p, " ");
		if (k == n && !strncmp(p, ord, n))
			return true;
		p += k;
		p += *p == ' ';
	}
	return false;
}

static int tjek_steder(const char *tekst, const char *steder, struct err *e)
{
	for (const char *p = tekst; (p = strchr(p, '{')); p++) {
		size_t n = strcspn(p + 1, "}");
		if (p[1 + n] != '}' || !kendt_sted(steder, p + 1, n))
			return err_set(e, ERR_UGYLDIG, _("stedet {%.*s kendes ikke; her kan stå: %s"),
				       (int)(n + (p[1 + n] == '}')), p + 1,
				       *steder ? steder : _("ingen"));
	}
	return 0;
}

static int laes_niveau(enum niveau *ud, const struct yaml *v, const char *noegle, struct err *e)
{
	static const char *const navne[] = {"oplysning", "advarsel", "fejl"};
	const char *t = yaml_str(v, noegle);
	for (int i = 0; t && i < 3; i++)
		if (!strcmp(navne[i], t)) {
			*ud = (enum niveau)i;
			return 0;
		}
	return err_set(e, ERR_UGYLDIG, _("%s skal være fejl, advarsel eller oplysning"), noegle);
}

static const char **laes_felter(const struct yaml *liste, size_t *n, struct err *e)
{
	*n = 0;
	if (!liste || liste->art != YAML_LISTE || !liste->n) {
		err_set(e, ERR_UGYLDIG, _("felter skal være en liste af feltnøgler"));
		return NULL;
	}
	const char **felter = mem_nul(liste->n, sizeof *felter);
	for (size_t i = 0; i < liste->n; i++) {
		if (liste->born[i]->art != YAML_TEKST) {
			err_set(e, ERR_UGYLDIG, _("felter skal være en liste af feltnøgler"));
			free(felter);
			return NULL;
		}
		felter[i] = liste->born[i]->tekst;
	}
	*n = liste->n;
	return felter;
}

static int tjek_noegler(const struct yaml *v, bool foerste, struct err *e)
{
	static const char *const alle[] = {"tekst",  "kilde",       "niveau", "niveau_selvstaendig",
					   "felter", "besvares_af", NULL};
	for (size_t i = 0; i < v->n; i++) {
		size_t k = 0;
		while (alle[k] && strcmp(alle[k], v->noegler[i]) != 0)
			k++;
		if (!alle[k])
			return err_set(e, ERR_UGYLDIG, _("nøglen %s kendes ikke"), v->noegler[i]);
		if (!foerste && k > 1)
			return err_set(e, ERR_UGYLDIG,
				       _("%s kan ikke ændres; kun tekst og kilde kan"), alle[k]);
	}
	return 0;
}

/* Reads one remark into *ny, which holds what stood before. */
static int laes_en(struct bemaerkningstekst *ny, const char ***felter, int nr, bool foerste,
		   const struct yaml *v, struct err *e)
{
	int rc;
	if (v->art != YAML_KORT)
		return err_set(e, ERR_UGYLDIG, _("der skal stå nøgler med værdier (tekst: …)"));
	if ((rc = tjek_noegler(v, foerste, e)) < 0)
		return rc;
	const char *tekst = yaml_str(v, "tekst"), *kilde = yaml_str(v, "kilde");
	if (tekst && *tekst)
		ny->tekst = _(tekst);
	else if (foerste)
		return err_set(e, ERR_UGYLDIG, _("tekst mangler"));
	if (kilde && *kilde)
		ny->kilde = _(kilde);
	if ((rc = tjek_steder(ny->tekst, KENDTE[nr].steder, e)) < 0 || !foerste)
		return rc;
	if ((rc = laes_niveau(&ny->niveau, v, "niveau", e)) < 0)
		return rc;
	ny->niveau_selvstaendig = ny->niveau;
	if (yaml_find(v, "niveau_selvstaendig") &&
	    (rc = laes_niveau(&ny->niveau_selvstaendig, v, "niveau_selvstaendig", e)) < 0)
		return rc;
	ny->besvares_af = yaml_str(v, "besvares_af");
	*felter = laes_felter(yaml_find(v, "felter"), &ny->n_felter, e);
	ny->felter = *felter;
	return *felter ? 0 : ERR_UGYLDIG;
}

static void tag(struct bemaerkninger *b, struct bemaerkninger *ny)
{
	for (int i = 0; i < BEM_ANTAL; i++)
		if (!ny->felter[i])
			ny->felter[i] = b->felter[i];
		else
			free(b->felter[i]);
	*b = *ny;
}

static void fortryd(struct bemaerkninger *ny)
{
	for (int i = 0; i < BEM_ANTAL; i++)
		free(ny->felter[i]);
}

int bemaerkninger_laes(struct bemaerkninger *b, const struct yaml_dok *dok, struct err *e)
{
	const struct yaml *rod = yaml_rod(dok), *alle = yaml_find(rod, "bemaerkninger");
	if (!alle || alle->art != YAML_KORT || rod->n != 1)
		return err_set(e, ERR_UGYLDIG, _("%s:1: filen skal have den ene nøgle bemaerkninger."),
			       yaml_navn(dok));
	struct bemaerkninger ny = *b;
	memset(ny.felter, 0, sizeof ny.felter);
	for (size_t i = 0; i < alle->n; i++) {
		int nr = find(alle->noegler[i]);
		int rc = nr < 0 ? err_set(e, ERR_UGYLDIG, _("bemærkningen kendes ikke"))
				: laes_en(&ny.alle[nr], &ny.felter[nr], nr, !b->laest[nr],
					  alle->born[i], e);
		if (rc < 0) {
			fortryd(&ny);
			return err_foran(e, "%s:%d: %s", yaml_navn(dok), alle->born[i]->linje,
					 alle->noegler[i]);
		}
		ny.laest[nr] = true;
	}
	tag(b, &ny);
	return 0;
}

const struct bemaerkningstekst *bemaerkning_tekst(const struct bemaerkninger *b, enum bem nr)
{
	return &b->alle[nr];
}

bool bemaerkning_findes(const struct bemaerkninger *b, enum bem nr)
{
	return b->laest[nr];
}

static const char *sted(const struct sted *steder, size_t n, const char *navn, size_t laengde)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(steder[i].navn) == laengde && !strncmp(steder[i].navn, navn, laengde))
			return steder[i].tekst;
	return NULL;
}

void bemaerkning_udfyld(const char *tekst, const struct sted *steder, size_t n, struct buf *ud)
{
	while (*tekst) {
		size_t k = strcspn(tekst, "{");
		buf_add(ud, tekst, k);
		tekst += k;
		if (!*tekst)
			return;
		size_t m = strcspn(tekst + 1, "}");
		const char *v = tekst[1 + m] ? sted(steder, n, tekst + 1, m) : NULL;
		if (v) {
			buf_tekst(ud, v);
			tekst += m + 2;
		} else {
			buf_tegn(ud, *tekst++);
		}
	}
}
