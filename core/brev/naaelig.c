#include "core/brev/naaelig.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/form/felt.h"
#include "core/form/formsaet.h"
#include "core/form/udtryk.h"

#define MAKS_FORSOEG 300000
#define MAKS_DELMAENGDE 6                /* values of one field that may be chosen together */

struct variabel {
	const char *navn;
	const struct felt *felt;         /* NULL: computed, or a list */
	bool flere;                      /* several values at once */
	struct vec naevnt;               /* const char *: values it is held against */
	struct vec kan;                  /* char *: values to try; NULL = empty */
	size_t nu;
};

struct forsoeg {
	const struct formsaet *f;
	const char *liste;
	struct vec variable;             /* struct variabel */
};

static struct variabel *find(const struct forsoeg *q, const char *navn)
{
	for (size_t i = 0; i < q->variable.n; i++)
		if (strcmp(VEC_NR(struct variabel, &q->variable, i)->navn, navn) == 0)
			return VEC_NR(struct variabel, &q->variable, i);
	return NULL;
}

static int husk(void *arg, const char *navn, const char *vaerdi, struct err *e)
{
	struct forsoeg *q = arg;
	struct variabel *v = find(q, navn);
	(void)e;
	if (!v) {
		v = vec_ny(&q->variable);
		*v = (struct variabel){.navn = navn,
				       .naevnt = VEC_AF(const char *),
				       .kan = VEC_AF(char *)};
		v->felt = navn[0] != '.' ? formsaet_felt(q->f, navn)
			  : q->liste     ? formsaet_listefelt(q->f, q->liste, navn + 1)
					 : NULL;
		v->flere = v->felt && (v->felt->type == FELT_FLERVALG ||
				       (v->felt->liste && navn[0] != '.'));
	}
	for (size_t i = 0; vaerdi && i < v->naevnt.n; i++)
		if (strcmp(*VEC_NR(const char *, &v->naevnt, i), vaerdi) == 0)
			return 0;
	if (vaerdi)
		*(const char **)vec_ny(&v->naevnt) = vaerdi;
	return 0;
}

/* A value that no condition names; NULL where every choice is named. */
static char *anden(const struct variabel *v)
{
	const struct felt *f = v->felt;
	size_t antal = f && f->type == FELT_JANEJ ? 2 : f ? f->n_valg : 0;
	if (antal > 0 && v->naevnt.n >= antal)
		return NULL;
	return mem_tekst("*");
}

static void delmaengder(struct variabel *v, const char *rest)
{
	size_t n = v->naevnt.n;
	for (size_t m = 1; m < (size_t)1 << n; m++) {
		struct buf b = BUF_TOM;
		for (size_t i = 0; i < n; i++)
			if (m >> i & 1)
				buf_format(&b, "%s%s", b.len > 0 ? " " : "",
					   *VEC_NR(const char *, &v->naevnt, i));
		*(char **)vec_ny(&v->kan) = mem_tekst(buf_str(&b));
		if (rest)
			*(char **)vec_ny(&v->kan) = mem_format("%s %s", buf_str(&b), rest);
		buf_done(&b);
	}
}

static bool find_vaerdier(struct variabel *v)
{
	char *rest = anden(v);
	*(char **)vec_ny(&v->kan) = NULL;
	if (v->flere && v->naevnt.n > MAKS_DELMAENGDE) {
		free(rest);
		return false;
	}
	if (v->flere)
		delmaengder(v, rest);
	for (size_t i = 0; !v->flere && i < v->naevnt.n; i++)
		*(char **)vec_ny(&v->kan) = mem_tekst(*VEC_NR(const char *, &v->naevnt, i));
	if (rest)
		*(char **)vec_ny(&v->kan) = rest;
	return true;
}

static const char *slaa_op(void *arg, const char *navn)
{
	const struct variabel *v = find(arg, navn);
	return v ? *VEC_NR(char *, &v->kan, v->nu) : NULL;
}

static bool naeste(struct forsoeg *q)
{
	for (size_t i = 0; i < q->variable.n; i++) {
		struct variabel *v = VEC_NR(struct variabel, &q->variable, i);
		if (++v->nu < v->kan.n)
			return true;
		v->nu = 0;
	}
	return false;
}

static bool proev(struct forsoeg *q, const struct udtryk *const *alle, size_t n)
{
	for (long i = 0; i < MAKS_FORSOEG; i++) {
		size_t sande = 0;
		while (sande < n && udtryk_sandt(alle[sande], slaa_op, q))
			sande++;
		if (sande == n)
			return true;
		if (!naeste(q))
			return false;
	}
	return true;
}

bool naaelig(const struct udtryk *const *alle, size_t n, const struct formsaet *f,
	     const char *liste)
{
	struct forsoeg q = {f, liste, VEC_AF(struct variabel)};
	bool kendt = true;
	for (size_t i = 0; i < n; i++)
		udtryk_gennemgaa(alle[i], husk, &q, NULL);
	for (size_t i = 0; i < q.variable.n; i++)
		kendt &= find_vaerdier(VEC_NR(struct variabel, &q.variable, i));
	bool ja = !kendt || proev(&q, alle, n);
	for (size_t i = 0; i < q.variable.n; i++) {
		struct variabel *v = VEC_NR(struct variabel, &q.variable, i);
		for (size_t k = 0; k < v->kan.n; k++)
			free(*VEC_NR(char *, &v->kan, k));
		vec_done(&v->kan);
		vec_done(&v->naevnt);
	}
	vec_done(&q.variable);
	return ja;
}
