#ifndef CORE_JOURNAL_POSTKOLONNER_H
#define CORE_JOURNAL_POSTKOLONNER_H

struct buf;
struct post;
struct stmt;

/* Binds what an entry's author wrote to the statement's places of the same names (:enhed to
 * :hash); afloeser as post_ref_skriv writes it. What the store adds (:lbnr, :forrige …) is the
 * caller's. Texts are copied by the statement. */
void postkolonner_bind(struct stmt *s, const struct post *p, const struct buf *afloeser);

#endif
