#include "core/sag/sagfil.h"

#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/io/yaml.h"
#include "core/journal/journal.h"
#include "core/sag/filfejl.h"
#include "core/sag/sag.h"
#include "core/sag/sagdata.h"
#include "core/sag/sagindhold.h"
#include "core/sag/sagplan.h"

static void husk_kommune(struct sagplan *p, const struct sag *s, const char *kommune)
{
	if (!kommune || !*kommune || sag_get(s, "sag.kommune") ||
	    !formsaet_felt(sag_formsaet(s), "sag.kommune"))
		return;
	for (size_t i = 0; i < p->aendringer.n; i++)
		if (strcmp(VEC_NR(struct aendring, &p->aendringer, i)->felt, "sag.kommune") == 0)
			return;
	*(struct aendring *)vec_ny(&p->aendringer) = (struct aendring){
		.sag = *sag_id(s), .objekt = *sag_id(s), .felt = "sag.kommune", .vaerdi = kommune};
	*(int *)vec_ny(&p->linjer) = 1;
}

/* A new case is made for somebody. Where the file has another mistake the name
 * may stand in what was not read, so nothing is said of it. */
static void tjek_navn(const struct indhold *h, struct filfejl *fejl)
{
	int linje = 1;

	for (size_t i = 0; i < h->felter.n; i++) {
		const struct indfelt *f = VEC_NR(struct indfelt, &h->felter, i);
		if (strcmp(f->felt->noegle, "borger.navn") != 0)
			continue;
		if (f->vaerdi)
			return;
		linje = f->linje;
	}
	if (fejl->antal == 0)
		filfejl(fejl, linje, "borger.navn",
			_("mangler; en ny sag skal have borgerens navn"));
}

/* Makes the case what the file says, if there is no mistake in it. */
static int udfyld(struct sag *s, const struct indhold *h, bool ny, const char *kommune,
		  struct filfejl *fejl)
{
	struct sagplan p;
	int rc = 0;

	sagplan_laeg(&p, s, h);
	if (ny)
		husk_kommune(&p, s, kommune);
	sagplan_tjek(&p, s, fejl);
	if (ny && !sag_get(s, "borger.navn"))
		tjek_navn(h, fejl);
	rc = fejl->antal > 0 ? ERR_UGYLDIG
			     : sag_udfoer(s, p.aendringer.data, p.aendringer.n, fejl->e);
	sagplan_done(&p);
	return rc;
}

/* The case that the file speaks of: an existing one of the store, or a new one. */
static int find_sag(struct sag **out, struct store *st, const struct formsaet *f,
		    const struct indhold *h, bool *ny, struct err *e)
{
	struct uuid id = h->id;

	*ny = true;
	if (st && h->har_id) {
		int rc = sag_hent(out, st, f, &id, e);
		*ny = rc == ERR_FINDES_IKKE;
		if (!*ny)
			return rc;
	}
	if (!h->har_id)
		sagdata_nyt_id(st, &id);
	*out = sagdata_ny(st, f, &id);
	return 0;
}

static int importer(struct sag **out, struct store *st, const struct formsaet *f,
		    const struct yaml_dok *dok, const struct sagfil_valg *v, struct err *e)
{
	struct filfejl fejl = {yaml_navn(dok), e, v->sig, v->arg, 0};
	struct indhold h;
	bool ny;

	*out = NULL;
	indhold_laes(&h, yaml_rod(dok), f, v->i_dag, &fejl);
	int rc = find_sag(out, st, f, &h, &ny, fejl.antal ? NULL : e);
	if (rc == 0)
		rc = udfyld(*out, &h, ny, v->kommune, &fejl);
	if (rc != 0) {
		sag_free(*out);
		*out = NULL;
	}
	indhold_done(&h);
	return rc;
}

int sagfil_import(struct uuid *id, struct store *st, const struct formsaet *f, const char *sti,
		  const struct sagfil_valg *v, struct err *e)
{
	struct yaml_dok *dok = NULL;
	struct sag *s = NULL;
	int rc = yaml_fil(&dok, sti, e);

	if (rc == 0)
		rc = importer(&s, st, f, dok, v, e);
	if (rc == 0)
		*id = *sag_id(s);
	sag_free(s);
	yaml_dok_free(dok);
	return rc;
}

int sagfil_laes(struct sag **out, const struct formsaet *f, const char *sti, struct dato i_dag,
		struct err *e)
{
	struct sagfil_valg v = {.i_dag = i_dag};
	struct yaml_dok *dok = NULL;
	int rc = yaml_fil(&dok, sti, e);

	*out = NULL;
	if (rc == 0)
		rc = importer(out, NULL, f, dok, &v, e);
	yaml_dok_free(dok);
	return rc;
}

int sagfil_laes_tekst(struct sag **out, const struct formsaet *f, const char *navn,
		      const char *tekst, size_t n, struct dato i_dag, struct err *e)
{
	struct sagfil_valg v = {.i_dag = i_dag};
	struct yaml_dok *dok = NULL;
	int rc = yaml_tekst(&dok, navn, tekst, n, e);

	*out = NULL;
	if (rc == 0)
		rc = importer(out, NULL, f, dok, &v, e);
	yaml_dok_free(dok);
	return rc;
}
