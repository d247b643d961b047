#ifndef CORE_JOURNAL_SIDETJEK_H
#define CORE_JOURNAL_SIDETJEK_H

struct err;
struct outbox;
struct sidekilde;
struct store_valg;
struct verify_til;

/*
 * verify's first part: every page of a sealed store, free ones too. Of each that cannot be
 * read what it belongs to is said; which entries, of which cases, went with them; last, in
 * one sentence, what can be saved and how. A free page is said, but is no damage: SQLite does
 * not journal those, and a power cut may tear one (vaultdb.h).
 */
struct sidetjek_valg {
	const struct sidekilde *kilde;
	struct outbox *udbakke;       /* NULL none */
	const char *sqlmappe;         /* for the store in memory that entries are counted in */
};

struct sidetjek_fund {
	unsigned skadede, frie;       /* pages */
	unsigned uerstattelige;       /* of skadede: not made of the journal again */
};

/* ERR_SKADET when a page that holds something cannot be read: the sentence says how many. */
int sidetjek(const struct sidetjek_valg *v, const struct verify_til *til, struct sidetjek_fund *f,
	     struct err *e);

/* Of the closed store that v names (sti, laas, sqlmappe). 0 when every page can be read. */
int sidetjek_lukket(const struct store_valg *v, const struct verify_til *til, struct err *e);

#endif
