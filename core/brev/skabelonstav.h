#ifndef CORE_BREV_SKABELONSTAV_H
#define CORE_BREV_SKABELONSTAV_H

struct saetning;
struct skabelon;
struct stav_sig;

/* Tells each word of the template's own text that is not known, with file and line. */
void skabelon_stav(const struct skabelon *s, const struct stav_sig *til);

/* The same of one sentence, which stands there. */
void saetning_stav(const struct saetning *s, const char *fil, int linje,
		   const struct stav_sig *til);

#endif
