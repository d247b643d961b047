#ifndef CORE_IO_YAML_H
#define CORE_IO_YAML_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/*
 * YAML as a tree with line numbers; the one module that talks to libyaml.
 * Bounded before libyaml sees a byte (yamlvagt.h): 16 MiB, depth 32, 100,000
 * nodes; no anchors, aliases, tags or merge keys, no key twice in a map, one
 * document, UTF-8 without NUL. A byte order mark in front is passed over. Every
 * mistake is one sentence "FILE:LINE: what, what was expected" (ERR_UGYLDIG).
 */
enum yaml_art { YAML_TEKST, YAML_LISTE, YAML_KORT };

struct yaml {                     /* plain data, owned by its document */
	enum yaml_art art;
	int linje;                /* 1-based; in a map the line of its key */
	bool citat;               /* a quoted scalar: "null" and "" are texts then */
	const char *tekst;        /* scalar; never NULL there */
	size_t n;                 /* entries of a list or map */
	const char **noegler;     /* of a map */
	struct yaml **born;       /* of a list or map, in the order of the file */
};

struct yaml_dok;

/* ERR_FINDES_IKKE where there is no such file. An empty file has an empty scalar as its root. */
int yaml_fil(struct yaml_dok **out, const char *sti, struct err *e);
int yaml_tekst(struct yaml_dok **out, const char *navn, const char *data, size_t n, struct err *e);
void yaml_dok_free(struct yaml_dok *d);                             /* libyaml exports a yaml_free of its own */
const struct yaml *yaml_rod(const struct yaml_dok *d);            /* borrowed */
const char *yaml_navn(const struct yaml_dok *d);                  /* the file's name, for sentences */

/* The child of a map; NULL when it is missing or k is no map. */
const struct yaml *yaml_find(const struct yaml *k, const char *noegle);
bool yaml_er_nul(const struct yaml *y);                           /* missing, ~, null, or plain empty */
const char *yaml_str(const struct yaml *k, const char *noegle);   /* the child's text, NULL when missing or null */

/* Adds a text so that it reads back as the same text, here and in other
 * programs: quoted unless it is plain words (a number, a date, "nej" and "" are
 * quoted too; write those plainly yourself where they are meant as such). */
struct buf;
void yaml_skriv_tekst(struct buf *ud, const char *s);

#endif
