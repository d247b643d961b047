#ifndef CORE_BREV_SKABELONTJEK_H
#define CORE_BREV_SKABELONTJEK_H

struct skabelon;
struct skabelon_om;

/* What a template that can be read may still get wrong: a part that can never be
 * shown, a sentence of more than 30 words or without a source, fixed text with a
 * LIX above 45 (places count as one short word). Each is told to om->sig with file
 * and line. */
void skabelon_tjek(const struct skabelon *s, const struct skabelon_om *om);

#endif
