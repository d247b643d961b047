#include "tui/stand.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"

void stand_tekst(struct buf *ud, const char *s)
{
	buf_tekst(ud, s ? s : "");
	buf_tegn(ud, STAND_SKEL);
}

void stand_tal(struct buf *ud, long n)
{
	buf_format(ud, "%ld%c", n, STAND_SKEL);
}

void stand_uuid(struct buf *ud, const struct uuid *id)
{
	char tekst[UUID_TEKST];
	stand_tekst(ud, uuid_skriv(id, tekst));
}

struct stand stand_del(char *ord)
{
	struct stand s;
	for (int i = 0; i < STAND_ORD; i++) {
		size_t n = strcspn(ord, (const char[]){STAND_SKEL, '\0'});
		s.ord[i] = ord;
		if (ord[n])
			ord[n++] = '\0';
		ord += n;
	}
	return s;
}

long stand_som_tal(const struct stand *s, int i)
{
	return strtol(s->ord[i], NULL, 10);
}

size_t stand_som_antal(const struct stand *s, int i)
{
	long n = stand_som_tal(s, i);
	return n > 0 ? (size_t)n : 0;
}

bool stand_som_uuid(const struct stand *s, int i, struct uuid *ud)
{
	if (uuid_laes(ud, s->ord[i]))
		return true;
	*ud = (struct uuid){0};
	return false;
}
