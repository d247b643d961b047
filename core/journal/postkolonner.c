#include "core/journal/postkolonner.h"

#include "core/base/buf.h"
#include "core/io/db.h"
#include "core/journal/post.h"

void postkolonner_bind(struct stmt *s, const struct post *p, const struct buf *afloeser)
{
	stmt_blob(s, ":enhed", p->enhed.b, sizeof p->enhed.b);
	stmt_tal(s, ":nr", p->nr);
	stmt_tal(s, ":gruppe", p->gruppe);
	stmt_tal(s, ":tid", p->tid);
	stmt_tekst(s, ":bruger", p->bruger);
	stmt_blob(s, ":sag", p->sag.b, sizeof p->sag.b);
	stmt_blob(s, ":objekt", p->objekt.b, sizeof p->objekt.b);
	stmt_tekst(s, ":felt", p->felt);
	stmt_tekst(s, ":vaerdi", p->vaerdi);
	stmt_blob(s, ":salt", p->salt, sizeof p->salt);
	stmt_blob(s, ":vhash", p->vhash, sizeof p->vhash);
	stmt_blob(s, ":afloeser", afloeser->data ? afloeser->data : "", afloeser->len);
	stmt_tal(s, ":skema", p->skema);
	stmt_blob(s, ":hash", p->hash, sizeof p->hash);
}
