#include "core/sag/stopur.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/mem.h"

void stopur_done(struct stopur *s)
{
	free(s->ure);
	*s = (struct stopur){NULL, 0};
}

static struct ur *find(const struct stopur *s, const struct uuid *opgave)
{
	for (size_t i = 0; i < s->n; i++)
		if (uuid_ens(&s->ure[i].opgave, opgave))
			return &s->ure[i];
	return NULL;
}

static struct ur *tilfoej(struct stopur *s)
{
	s->ure = mem_om(s->ure, (s->n + 1) * sizeof(*s->ure));
	s->ure[s->n] = (struct ur){.siden = 0};
	return &s->ure[s->n++];
}

void stopur_pause(struct stopur *s, int64_t nu)
{
	for (size_t i = 0; i < s->n; i++) {
		s->ure[i].foer = stopur_ms(&s->ure[i], nu);
		s->ure[i].siden = 0;
	}
}

void stopur_start(struct stopur *s, const struct uuid *sag, const struct uuid *opgave, int64_t nu)
{
	struct ur *u = find(s, opgave);
	if (u && u->siden)
		return;
	stopur_pause(s, nu);
	if (!u)
		u = tilfoej(s);
	u->sag = *sag;
	u->opgave = *opgave;
	u->siden = nu;
}

void stopur_slet(struct stopur *s, const struct uuid *opgave)
{
	struct ur *u = find(s, opgave);
	if (u)
		*u = s->ure[--s->n];
}

const struct ur *stopur_loeber(const struct stopur *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->ure[i].siden)
			return &s->ure[i];
	return NULL;
}

const struct ur *stopur_paa(const struct stopur *s, const struct uuid *opgave)
{
	return find(s, opgave);
}

int64_t stopur_ms(const struct ur *u, int64_t nu)
{
	/* a clock that was set back must not eat what was measured before */
	return u->foer + (u->siden && nu > u->siden ? nu - u->siden : 0);
}

int stopur_minutter(int64_t ms)
{
	int64_t min = (ms + 30000) / 60000;
	return min < 1 ? 1 : min > 1440 ? 1440 : (int)min;
}

const char *stopur_tekst(int64_t ms, char ud[16])
{
	int s = (int)(ms / 1000 % 60), m = (int)(ms / 60000 % 60), t = (int)(ms / 3600000 % 10000);
	if (t)
		snprintf(ud, 16, "%d:%02d:%02d", t, m, s);
	else
		snprintf(ud, 16, "%d:%02d", m, s);
	return ud;
}

void stopur_skriv(const struct stopur *s, struct buf *ud)
{
	char sag[UUID_TEKST], opgave[UUID_TEKST];
	for (size_t i = 0; i < s->n; i++)
		buf_format(ud, "%s %s %" PRId64 " %" PRId64 "\n", uuid_skriv(&s->ure[i].sag, sag),
			   uuid_skriv(&s->ure[i].opgave, opgave), s->ure[i].siden, s->ure[i].foer);
}

void stopur_laes(struct stopur *s, const char *tekst)
{
	stopur_done(s);
	while (tekst && *tekst) {
		char sag[UUID_TEKST], opgave[UUID_TEKST];
		struct ur u = {.siden = 0};
		if (sscanf(tekst, "%36s %36s %" SCNd64 " %" SCNd64, sag, opgave, &u.siden,
			   &u.foer) == 4 && u.siden >= 0 && u.foer >= 0 &&
		    uuid_laes(&u.sag, sag) && uuid_laes(&u.opgave, opgave))
			*tilfoej(s) = u;
		tekst = strchr(tekst, '\n');
		if (tekst)
			tekst++;
	}
}
