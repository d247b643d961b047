#ifndef CORE_JOURNAL_OMBYG_H
#define CORE_JOURNAL_OMBYG_H

struct db;
struct err;
struct vaultlager;

/*
 * A store whose derived tables or indexes have damaged pages, made anew: SQLite cannot even
 * empty such a table. What is entered and what is this laptop's own is copied to a new file
 * (STI.ny), the rest is made from it, each page of it is read, and it takes the old one's place;
 * interrupted, the old one stands. db goes on with the old file: close it. ERR_SKADET when
 * what has to be copied is damaged itself, ERR_FULD, …
 */
int ombyg(struct db *db, const char *sti, struct vaultlager *laas, const char *sqlmappe,
	  struct err *e);

#endif
