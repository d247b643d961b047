#include "core/journal/soeg.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/tekst.h"
#include "core/base/vec.h"
#include "core/io/db.h"

enum { SAG_BIT = 28, OBJEKT_BIT = 4, ORD_MAKS = 16 };

/* The place is the kind in the rowid: append only. */
static const char *const FELTER[] = {
	"borger.navn", "borger.cpr", "ansaettelser.virksomhed",
	"noter.tekst", "kontakt.notat", "opgaver.note",
};

enum { CPR = 1 };

static int kind(const char *felt)
{
	for (int i = 0; i < (int)(sizeof FELTER / sizeof *FELTER); i++)
		if (strcmp(FELTER[i], felt) == 0)
			return i;
	return -1;
}

bool soeg_med(const char *felt)
{
	return kind(felt) >= 0;
}

/* Typographic quotes, dashes and hard spaces part words as ASCII ones do; the
 * index itself takes every byte above 127 for a letter. Returns bytes, 0 none. */
static size_t separator(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	if (u[0] < 0x80)
		return isalnum(u[0]) ? 0 : 1;
	if (u[0] == 0xC2 && (u[1] == 0xA0 || u[1] == 0xAB || u[1] == 0xB7 || u[1] == 0xBB))
		return 2;
	if (u[0] == 0xE2 && (u[1] == 0x80 || u[1] == 0x81) && u[2])
		return 3;
	return 0;
}

static void words(struct buf *ud, const char *s)
{
	for (size_t n; *s; s += n) {
		n = separator(s);
		buf_tegn(ud, n ? ' ' : *s);
		n += n == 0;
	}
}

/* 610190-0019: as ten digits, and the last four that people say aloud. */
static void cpr_words(struct buf *ud, const char *s)
{
	size_t n = 0;
	for (const char *p = s; *p; p++)
		if (isdigit((unsigned char)*p)) {
			buf_tegn(ud, *p);
			n++;
		}
	if (n == 10)
		buf_format(ud, " %.4s", ud->data + 6);
}

static char *document(int slags, const char *vaerdi)
{
	struct buf b = BUF_TOM;
	if (slags == CPR) {
		cpr_words(&b, vaerdi);
	} else {
		char *foldet = tekst_fold(vaerdi);
		words(&b, foldet);
		free(foldet);
	}
	buf_tegn(&b, ' ');
	return buf_tag(&b);
}

static int change(struct stmt *s, int64_t rowid, char *tekst, struct err *e)
{
	stmt_tal(s, ":id", rowid);
	stmt_tekst(s, ":tekst", tekst);
	free(tekst);
	return stmt_koer(s, e);
}

static int64_t rowid_of(int64_t sag, int64_t objekt, int slags)
{
	return sag << SAG_BIT | objekt << OBJEKT_BIT | slags;
}

int soeg_ind(struct db *db, int64_t sag, int64_t objekt, const char *felt, const char *vaerdi,
	     struct err *e)
{
	int slags = kind(felt);
	if (slags < 0 || !vaerdi)
		return 0;
	return change(db_stmt(db, "INSERT INTO soeg (rowid, tekst) VALUES (:id, :tekst)", e),
		      rowid_of(sag, objekt, slags), document(slags, vaerdi), e);
}

int soeg_ud(struct db *db, int64_t sag, int64_t objekt, const char *felt, const char *vaerdi,
	    struct err *e)
{
	int slags = kind(felt);
	if (slags < 0 || !vaerdi)
		return 0;
	return change(db_stmt(db, "INSERT INTO soeg (soeg, rowid, tekst) "
				  "VALUES ('delete', :id, :tekst)", e),
		      rowid_of(sag, objekt, slags), document(slags, vaerdi), e);
}

int soeg_ryd(struct db *db, struct err *e)
{
	return db_exec(db, "INSERT INTO soeg (soeg) VALUES ('optimize')", e);
}

/* A dash between digits belongs to a CPR number that is being typed. */
static char *typed(const char *tekst)
{
	char *foldet = tekst_fold(tekst);
	struct buf b = BUF_TOM;
	for (const char *s = foldet; *s;) {
		size_t n = strcspn(s, " \t\n");
		size_t cifre = strspn(s, "0123456789");
		if (cifre == 6 && s[6] == '-' && 7 + strspn(s + 7, "0123456789") == n)
			buf_format(&b, "%.6s%.*s ", s, (int)n - 7, s + 7);
		else
			buf_format(&b, "%.*s ", (int)n, s);
		s += n + (s[n] != '\0');
	}
	free(foldet);
	struct buf ord = BUF_TOM;
	words(&ord, buf_str(&b));
	buf_tegn(&ord, ' ');
	buf_done(&b);
	return buf_tag(&ord);
}

/* The cases with a word that begins so, rising. */
static int cases_with(struct db *db, const char *ord, size_t n, struct vec *numre, struct err *e)
{
	struct stmt *s = db_stmt(db, "SELECT rowid >> 28 FROM soeg WHERE soeg MATCH :ord", e);
	char *udtryk = mem_format("\"%.*s\"*", (int)n, ord);
	stmt_tekst(s, ":ord", udtryk);
	free(udtryk);
	int64_t sidste = -1;
	int r;
	while ((r = stmt_step(s, e)) > 0) {
		int64_t nr = stmt_kol_tal(s, 0);
		if (nr != sidste)
			*(int64_t *)vec_ny(numre) = nr;
		sidste = nr;
	}
	stmt_reset(s);
	return r;
}

/* Keeps in a what is in b too; both rise. */
static void intersect(struct vec *a, const struct vec *b)
{
	size_t n = 0, j = 0;
	for (size_t i = 0; i < a->n; i++) {
		int64_t nr = *VEC_NR(int64_t, a, i);
		while (j < b->n && *VEC_NR(int64_t, b, j) < nr)
			j++;
		if (j < b->n && *VEC_NR(int64_t, b, j) == nr)
			*VEC_NR(int64_t, a, n++) = nr;
	}
	a->n = n;
}

int soeg_find(struct db *db, const char *tekst, struct vec *numre, struct err *e)
{
	char *ord = typed(tekst);
	int antal = 0, kode = 0;
	for (char *s = ord; *s && kode == 0 && antal < ORD_MAKS; antal++) {
		s += strspn(s, " ");
		size_t n = strcspn(s, " ");
		if (n == 0)
			break;
		struct vec flere = VEC_AF(int64_t);
		kode = cases_with(db, s, n, antal ? &flere : numre, e);
		if (antal)
			intersect(numre, &flere);
		vec_done(&flere);
		s += n;
	}
	free(ord);
	return kode < 0 ? kode : antal > 0;
}
