#include "mfiler.h"

#include <string.h>

#include "core/io/krypto.h"
#include "core/journal/fil.h"
#include "core/synk/central.h"

static struct mfil *find(const struct vec *v, const struct uuid *sag, const uint8_t hash[32])
{
	for (size_t i = 0; i < v->n; i++) {
		struct mfil *f = VEC_NR(struct mfil, v, i);
		if (uuid_ens(&f->sag, sag) && memcmp(f->hash, hash, sizeof f->hash) == 0)
			return f;
	}
	return NULL;
}

const struct mfil *mfiler_find(const struct vec *v, const struct uuid *sag, const uint8_t hash[32])
{
	return find(v, sag, hash);
}

static struct mfil *begin(struct vec *v, const struct central_stykke *d)
{
	struct mfil *f = find(v, &d->sag, d->hash);
	if (f)
		return f;
	f = vec_ny(v);
	*f = (struct mfil){.sag = d->sag, .laengde = d->laengde, .data = BUF_TOM};
	memcpy(f->hash, d->hash, sizeof f->hash);
	return f;
}

static bool right(const struct mfil *f)
{
	struct krypto_hash h;
	uint8_t hash[32];
	krypto_hash_start(&h);
	krypto_hash_mere(&h, f->data.data, f->data.len);
	krypto_hash_slut(&h, hash);
	return memcmp(hash, f->hash, sizeof hash) == 0;
}

int64_t mfiler_gem(struct vec *v, const struct central_stykke *d)
{
	struct mfil *f = begin(v, d);
	if (f->hel)
		return -1;
	if (f->laengde != d->laengde)
		buf_ryd(&f->data);
	f->laengde = d->laengde;
	int64_t naeste = (int64_t)(f->data.len / FIL_STYKKE);
	if (!d->data || d->nr != naeste)
		return naeste;
	buf_add(&f->data, d->data, d->n);
	if ((int64_t)f->data.len < f->laengde)
		return naeste + 1;
	f->hel = right(f);
	if (!f->hel)
		buf_ryd(&f->data);
	return f->hel ? -1 : 0;
}

void mfiler_kopi(struct vec *ud, const struct vec *v)
{
	*ud = (struct vec)MFILER;
	for (size_t i = 0; i < v->n; i++) {
		struct mfil *f = vec_ny(ud);
		const struct mfil *fra = VEC_NR(struct mfil, v, i);
		*f = *fra;
		f->data = (struct buf)BUF_TOM;
		buf_add(&f->data, fra->data.data, fra->data.len);
	}
}

void mfiler_done(struct vec *v)
{
	for (size_t i = 0; i < v->n; i++)
		buf_done(&VEC_NR(struct mfil, v, i)->data);
	vec_done(v);
}
