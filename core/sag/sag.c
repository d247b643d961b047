#include "core/sag/sag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/minutter.h"
#include "core/base/sprog.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"
#include "core/journal/journal.h"
#include "core/journal/store.h"
#include "core/sag/sagdata.h"

int sag_ny(struct sag **out, struct store *s, const struct formsaet *f, struct err *e)
{
	struct uuid id;

	(void)e;
	sagdata_nyt_id(s, &id);
	*out = sagdata_ny(s, f, &id);
	return 0;
}

static int laes_felt(void *arg, const struct uuid *objekt, const char *felt, const char *vaerdi)
{
	sagdata_put(arg, objekt, felt, vaerdi);
	return 0;
}

/* Number of shown values counts: a case without any has no entry. */
static int laes_journal(struct sag *s, struct err *e)
{
	int rc = journal_felter(store_journal(s->store), &s->id, laes_felt, s, e);

	sagdata_skeln_navne(s);
	return rc;
}

int sag_hent(struct sag **out, struct store *st, const struct formsaet *f, const struct uuid *id,
	     struct err *e)
{
	struct sag *s = sagdata_ny(st, f, id);
	uint64_t foer = s->udgave;
	int rc = laes_journal(s, e);

	if (rc == 0 && s->udgave == foer)
		rc = err_set(e, ERR_FINDES_IKKE, _("sagen %s findes ikke"), s->id_tekst);
	if (rc != 0) {
		sagdata_free(s);
		s = NULL;
	}
	*out = s;
	return rc;
}

int sag_genhent(struct sag *s, struct err *e)
{
	if (!s->store)
		return 0;
	struct sag *ny = sagdata_ny(s->store, s->formsaet, &s->id);
	int rc = laes_journal(ny, e);

	if (rc == 0) {
		uint64_t udgave = s->udgave + 1;
		sagdata_toem(s);
		*s = *ny;
		s->udgave = udgave;
		free(ny);
	} else {
		sagdata_free(ny);
	}
	return rc;
}

void sag_free(struct sag *s)
{
	sagdata_free(s);
}

const struct uuid *sag_id(const struct sag *s)
{
	return &s->id;
}

const struct formsaet *sag_formsaet(const struct sag *s)
{
	return s->formsaet;
}

struct store *sag_store(const struct sag *s)
{
	return s->store;
}

bool sag_begyndt(const struct sag *s)
{
	return vaerdier_antal(&s->v) > 0 || s->lister.n > 0;
}

uint64_t sag_udgave(const struct sag *s)
{
	return s->udgave;
}

const char *sag_get(const struct sag *s, const char *noegle)
{
	if (strcmp(noegle, "sag.id") == 0)
		return s->id_tekst;
	return vaerdier_get(&s->v, noegle);
}

size_t sag_antal(const struct sag *s, const char *liste)
{
	const struct objektliste *l = sagdata_liste(s, liste);

	return l ? l->objekter.n : 0;
}

const struct objekt *sag_nr(const struct sag *s, const char *liste, size_t i)
{
	const struct objektliste *l = sagdata_liste(s, liste);

	return l && i < l->objekter.n ? *VEC_NR(struct objekt *, &l->objekter, i) : NULL;
}

const struct objekt *sag_objekt(const struct sag *s, const struct uuid *id)
{
	return sagdata_objekt(s, id);
}

const struct objekt *sag_med_navn(const struct sag *s, const char *liste, const char *navn)
{
	const struct objektliste *l = sagdata_liste(s, liste);

	for (size_t i = 0; l && i < l->objekter.n; i++) {
		const struct objekt *o = *VEC_NR(struct objekt *, &l->objekter, i);
		if (objekt_er(o, "id", navn))
			return o;
	}
	return NULL;
}

const char *objekt_get(const struct objekt *o, const char *kort)
{
	return vaerdier_get(&o->v, kort);
}

const struct uuid *objekt_id(const struct objekt *o)
{
	return &o->id;
}

const char *objekt_liste(const struct objekt *o)
{
	return o->liste;
}

bool sag_er(const struct sag *s, const char *noegle, const char *vaerdi)
{
	const char *v = sag_get(s, noegle);

	return v && strcmp(v, vaerdi) == 0;
}

bool objekt_er(const struct objekt *o, const char *kort, const char *vaerdi)
{
	const char *v = objekt_get(o, kort);

	return v && strcmp(v, vaerdi) == 0;
}

bool sag_dato(const struct sag *s, const char *noegle, struct dato *ud)
{
	const char *v = sag_get(s, noegle);

	*ud = (struct dato){0, 0, 0};
	return v && dato_laes(ud, v);
}

bool objekt_dato(const struct objekt *o, const char *kort, struct dato *ud)
{
	const char *v = objekt_get(o, kort);

	*ud = (struct dato){0, 0, 0};
	return v && dato_laes(ud, v);
}

bool sag_timer(const struct sag *s, const char *noegle, int64_t *minutter)
{
	const char *v = sag_get(s, noegle);

	*minutter = 0;
	return v && minutter_af_timer(minutter, v);
}

bool objekt_timer(const struct objekt *o, const char *kort, int64_t *minutter)
{
	const char *v = objekt_get(o, kort);

	*minutter = 0;
	return v && minutter_af_timer(minutter, v);
}

int64_t objekt_tal(const struct objekt *o, const char *kort, int64_t ellers)
{
	const char *v = objekt_get(o, kort);
	char *slut = NULL;
	long long tal = v ? strtoll(v, &slut, 10) : 0;

	return v && slut != v && *slut == '\0' ? (int64_t)tal : ellers;
}

struct opslag {
	const struct sag *s;
	const struct objekt *o;
};

/* A list key is "filled in" when the list has anything in it. */
static const char *slaa_op(void *arg, const char *felt)
{
	const struct opslag *p = arg;

	if (felt[0] == '.')
		return p->o ? objekt_get(p->o, felt + 1) : NULL;
	const char *v = sag_get(p->s, felt);
	return v || sag_antal(p->s, felt) == 0 ? v : "ja";
}

bool sag_gaelder(const struct sag *s, const struct objekt *o, const struct udtryk *u)
{
	struct opslag p = {s, o};

	return !u || udtryk_sandt(u, slaa_op, &p);
}

bool sag_vises(const struct sag *s, const struct objekt *o, const struct felt *f)
{
	const struct sektion *k = formsaet_sektion(s->formsaet, f);

	return !f->skjult && sag_gaelder(s, o, f->vis_hvis) &&
	       (!k || sag_gaelder(s, NULL, k->vis_hvis));
}
