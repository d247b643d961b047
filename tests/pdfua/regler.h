#ifndef TESTS_PDFUA_REGLER_H
#define TESTS_PDFUA_REGLER_H

#include <stdbool.h>
#include <stddef.h>

struct ua;

/*
 * The failure conditions of the Matterhorn Protocol 1.1 (PDF/UA-1, ISO 14289-1)
 * that a program can decide, and how each is decided here. "§" is a demand of the
 * standard that the protocol leaves to people or takes for granted.
 */
struct ua_regel {
	const char *kode;                /* "01-005" */
	const char *brud;                /* what is wrong */
	bool (*brudt)(const struct ua *u);
	void (*skade)(struct ua *u);     /* makes it wrong in a letter that is right */
};

extern const struct ua_regel UA_REGLER[];
extern const size_t UA_ANTAL_REGLER;

/* Conditions for machines that are not decided here, and why not. */
struct ua_udeladt {
	const char *kode, *hvorfor;
};

extern const struct ua_udeladt UA_UDELADT[];
extern const size_t UA_ANTAL_UDELADT;

#endif
