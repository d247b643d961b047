#include "mfiler.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/io/krypto.h"
#include "core/journal/fil.h"
#include "core/synk/central.h"

const struct mfil *mfiler_find(const struct vec *v, const struct uuid *sag, const uint8_t hash[32])
{
	for (size_t i = 0; i < v->n; i++) {
		const struct mfil *f = VEC_NR(struct mfil, v, i);
		if (uuid_ens(&f->sag, sag) && memcmp(f->hash, hash, sizeof f->hash) == 0)
			return f;
	}
	return NULL;
}

static struct mfil *begin(struct vec *v, const struct central_stykke *d)
{
	for (size_t i = 0; i < v->n; i++) {
		struct mfil *f = VEC_NR(struct mfil, v, i);
		if (uuid_ens(&f->sag, &d->sag) && memcmp(f->hash, d->hash, sizeof f->hash) == 0)
			return f;
	}
	struct mfil *f = vec_ny(v);
	*f = (struct mfil){.sag = d->sag, .laengde = d->laengde};
	memcpy(f->hash, d->hash, sizeof f->hash);
	return f;
}

static bool right(const struct mfil *f)
{
	struct krypto_hash h;
	uint8_t hash[32];
	krypto_hash_start(&h);
	krypto_hash_mere(&h, f->data, f->n);
	krypto_hash_slut(&h, hash);
	return memcmp(hash, f->hash, sizeof hash) == 0;
}

int64_t mfiler_gem(struct vec *v, const struct central_stykke *d)
{
	struct mfil *f = begin(v, d);
	if (f->hel)
		return -1;
	if (f->laengde != d->laengde)
		f->n = 0;
	f->laengde = d->laengde;
	int64_t naeste = (int64_t)(f->n / FIL_STYKKE);
	if (!d->data || d->nr != naeste)
		return naeste;
	char *data = mem_alloc(f->n + d->n);
	if (f->n)
		memcpy(data, f->data, f->n);
	memcpy(data + f->n, d->data, d->n);
	free(f->data);
	f->data = data;
	f->n += d->n;
	if ((int64_t)f->n < f->laengde)
		return naeste + 1;
	f->hel = right(f);
	if (!f->hel)
		f->n = 0;
	return f->hel ? -1 : 0;
}

void mfiler_kopi(struct vec *ud, const struct vec *v)
{
	*ud = (struct vec)MFILER;
	for (size_t i = 0; i < v->n; i++) {
		struct mfil *f = vec_ny(ud);
		*f = *VEC_NR(struct mfil, v, i);
		char *data = mem_alloc(f->n + 1);
		if (f->n)
			memcpy(data, f->data, f->n);
		f->data = data;
	}
}

void mfiler_done(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(VEC_NR(struct mfil, v, i)->data);
	vec_done(v);
}
