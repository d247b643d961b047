/* A laptop's journal as calls of femtrin.push, for the tests of the municipality's
 * store: C makes the chain, PostgreSQL recomputes it.
 *   central_poster STORE KOMMUNE FRA < acts     entries from number FRA on, as SQL
 *   central_poster STORE KOMMUNE enhed          the store's device
 *   central_poster STORE KOMMUNE fyld ANTAL     ANTAL entries in cases of 30, as SQL
 * An act is lines of case, object, field and value, parted by tabs (no value: the
 * field is emptied), and ends with an empty line. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/vec.h"
#include "core/io/db.h"
#include "core/io/krypto.h"
#include "core/journal/journal.h"
#include "core/journal/laes.h"
#include "core/journal/store.h"

enum { MAKS = 300, KOLONNER = 13 };

struct ud {
	const char *kommune;
	char enhed[UUID_TEKST];
	struct buf kol[KOLONNER];     /* the array literals as they grow */
	size_t n;
};

struct akt {
	struct vec v;                 /* struct aendring */
	struct vec linjer;            /* char *: what their texts lie in */
};

static int write_act(struct store *s, struct akt *a, struct err *e)
{
	int rc = a->v.n ? journal_skriv(store_journal(s), a->v.data, a->v.n, e) : 0;
	for (size_t i = 0; i < a->linjer.n; i++)
		free(*VEC_NR(char *, &a->linjer, i));
	a->v.n = a->linjer.n = 0;
	return rc;
}

static int take_line(struct akt *a, const char *tekst, struct err *e)
{
	char *rest = mem_tekst(tekst), *del[4] = {NULL};
	*(char **)vec_ny(&a->linjer) = rest;
	for (int i = 0; i < 4 && rest; i++) {
		del[i] = rest;
		rest = strchr(rest, '\t');
		if (rest)
			*rest++ = 0;
	}
	struct aendring *x = vec_ny(&a->v);
	if (!del[2] || !uuid_laes(&x->sag, del[0]) || !uuid_laes(&x->objekt, del[1]))
		return err_set(e, ERR_UGYLDIG, "linjen kan ikke læses: %s", tekst);
	x->felt = del[2];
	x->vaerdi = del[3];
	return 0;
}

static int read_acts(struct store *s, struct err *e)
{
	struct akt a = {VEC_AF(struct aendring), VEC_AF(char *)};
	char *linje = NULL;
	size_t plads = 0;
	int rc = 0;
	while (rc == 0 && getline(&linje, &plads, stdin) > 0) {
		linje[strcspn(linje, "\n")] = 0;
		rc = *linje ? take_line(&a, linje, e) : write_act(s, &a, e);
	}
	if (rc == 0)
		rc = write_act(s, &a, e);
	vec_done(&a.v);
	vec_done(&a.linjer);
	free(linje);
	return rc;
}

static int fill(struct store *s, long antal, struct err *e)
{
	int rc = 0;
	for (long i = 0; i < antal && rc == 0; i += 30) {
		struct aendring a[30];
		char felt[30][24];
		struct uuid sag;
		uuid_ny(&sag, 1788000000000 + i);
		for (int k = 0; k < 30; k++) {
			snprintf(felt[k], sizeof felt[k], "borger.felt%d", k);
			a[k] = (struct aendring){sag, sag, felt[k], "Demo Værdi af almindelig længde"};
		}
		rc = journal_skriv(store_journal(s), a, 30, e);
	}
	return rc;
}

static void add_text(struct buf *b, const char *v)
{
	if (!v) {
		buf_add(b, "NULL", 4);
		return;
	}
	buf_add(b, "\"", 1);
	for (; *v; v++) {
		if (*v == '"' || *v == '\\')
			buf_add(b, "\\", 1);
		if (*v == '\'')
			buf_add(b, "'", 1);
		buf_add(b, v, 1);
	}
	buf_add(b, "\"", 1);
}

static void add_number(struct buf *b, int64_t v)
{
	char t[32];
	buf_add(b, t, (size_t)snprintf(t, sizeof t, "%" PRId64, v));
}

static void add_bytes(struct buf *b, const uint8_t *p, size_t n)
{
	char t[3];
	buf_add(b, "\"\\\\x", 4);
	for (size_t i = 0; i < n; i++) {
		snprintf(t, sizeof t, "%02x", p[i]);
		buf_add(b, t, 2);
	}
	buf_add(b, "\"", 1);
}

static void add_uuid(struct buf *b, const struct uuid *u)
{
	char t[UUID_TEKST];
	add_text(b, uuid_skriv(u, t));
}

static void add_post(struct ud *ud, struct laest *l)
{
	const struct post *p = &l->post;
	struct buf *k = ud->kol, refs = BUF_TOM;
	for (size_t i = 0; ud->n && i < KOLONNER; i++)
		buf_add(&k[i], ",", 1);
	post_ref_skriv(&refs, l->refs.data, l->refs.n);
	add_number(&k[0], p->nr);
	add_number(&k[1], p->gruppe);
	add_number(&k[2], p->tid);
	add_text(&k[3], p->bruger);
	add_uuid(&k[4], &p->sag);
	add_uuid(&k[5], &p->objekt);
	add_text(&k[6], p->felt);
	add_text(&k[7], p->vaerdi);
	add_bytes(&k[8], p->salt, sizeof p->salt);
	add_bytes(&k[9], p->vhash, sizeof p->vhash);
	add_bytes(&k[10], (const uint8_t *)buf_str(&refs), 24 * l->refs.n);
	add_number(&k[11], p->skema);
	add_bytes(&k[12], p->hash, sizeof p->hash);
	ud->n++;
	buf_done(&refs);
}

static void call(struct ud *ud)
{
	if (ud->n)
		printf("SELECT * FROM femtrin.push('%s', '%s'", ud->kommune, ud->enhed);
	for (size_t i = 0; i < KOLONNER; i++) {
		if (ud->n)
			printf(", '{%s}'", buf_str(&ud->kol[i]));
		buf_done(&ud->kol[i]);
		ud->kol[i] = (struct buf)BUF_TOM;
	}
	if (ud->n)
		puts(");");
	ud->n = 0;
}

/* At most MAKS entries a call, cut between acts. */
static int print_calls(struct store *s, struct ud *ud, int64_t fra, struct err *e)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT " LAES_KOLONNER ", "
		"count(*) OVER (PARTITION BY j.gruppe) FROM journal j WHERE j.nr >= :fra ORDER BY j.nr", e);
	struct laest l = LAES_TOM;
	int r;
	stmt_tal(st, ":fra", fra);
	while ((r = stmt_step(st, e)) > 0) {
		if (!laes_post(&l, st))
			return err_set(e, ERR_SKADET, "posten kan ikke læses");
		bool begynder = l.post.nr == l.post.gruppe;
		if (begynder && ud->n + (size_t)stmt_kol_tal(st, LAES_ANTAL) > MAKS)
			call(ud);
		add_post(ud, &l);
	}
	stmt_reset(st);
	laes_done(&l);
	call(ud);
	return r;
}

static int device(struct store *s, char ud[UUID_TEKST], struct err *e)
{
	struct stmt *st = db_stmt(store_db(s), "SELECT vaerdi FROM lokal WHERE noegle = 'enhed'", e);
	int r = stmt_step(st, e);
	if (r > 0)
		snprintf(ud, UUID_TEKST, "%s", stmt_kol_tekst(st, 0));
	stmt_reset(st);
	return r < 0 ? r : 0;
}

int main(int argc, char **argv)
{
	struct store *s = NULL;
	struct err e = {0, ""};
	if (argc < 4)
		return 2;
	struct ud ud = {.kommune = argv[2]};
	struct store_valg v = {.sti = argv[1], .sqlmappe = FEMTRIN_KILDE "/core/sql",
			       .bruger = "demo", .opret = true};
	int rc = krypto_start(&e);
	if (rc == 0)
		rc = store_open(&s, &v, &e);
	if (rc == 0)
		rc = device(s, ud.enhed, &e);
	if (rc == 0 && strcmp(argv[3], "enhed") == 0)
		puts(ud.enhed);
	else if (rc == 0 && strcmp(argv[3], "fyld") == 0 && argc > 4)
		rc = fill(s, strtol(argv[4], NULL, 10), &e);
	else if (rc == 0)
		rc = read_acts(s, &e);
	if (rc == 0 && strcmp(argv[3], "enhed") != 0)
		rc = print_calls(s, &ud, strtoll(argv[3], NULL, 10), &e);
	if (s)
		store_close(s);
	if (rc < 0)
		fprintf(stderr, "%s\n", e.tekst);
	return rc < 0;
}
