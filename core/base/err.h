#ifndef CORE_BASE_ERR_H
#define CORE_BASE_ERR_H

/*
 * One error rule for the whole program: a function that can fail returns int,
 * 0 or a positive answer when it went well, one of these negative codes when
 * it did not, and leaves a sentence for people in the struct err it was handed
 * (Danish, no personal data beyond what the caller gave, no final newline).
 */
enum err_kode {
	ERR_FEJL = -1,             /* the rest */
	ERR_FULD = -2,             /* the disk is full */
	ERR_LAAST = -3,            /* somebody else has the store open */
	ERR_FINDES_IKKE = -4,      /* no such file, case, object or field */
	ERR_UGYLDIG = -5,          /* the input is not what the field or format takes */
	ERR_NYERE = -6,            /* made by a newer version of Femtrin */
	ERR_SKADET = -7,           /* the store is damaged */
	ERR_SKRIVEBESKYTTET = -8,  /* the store cannot be written to */
	ERR_MANGLER = -9,          /* the case does not allow it yet */
	ERR_BRUG = -10,            /* wrong usage */
	ERR_LAESEFEJL = -11,       /* the disk answers with an error */
	ERR_NOEGLE = -12,          /* the store does not open with this passphrase */
};

struct err {
	int kode;
	char tekst[512];
};

/* Stores code and sentence; returns kode. Cut at a character, never inside one.
 * A NULL e is allowed: only the code comes back. */
int err_set(struct err *e, int kode, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Puts "hvad: " before the sentence that stands in e; returns its code. */
int err_foran(struct err *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Forgets what stands in e. */
void err_ryd(struct err *e);

#endif
