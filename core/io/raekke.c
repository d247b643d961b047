#include "core/io/raekke.h"

struct laeser {
	const uint8_t *p;
	size_t n;
};

static bool varint(struct laeser *l, uint64_t *ud)
{
	uint64_t v = 0;
	for (size_t i = 0; i < l->n && i < 9; i++) {
		v = i < 8 ? v << 7 | (l->p[i] & 0x7f) : v << 8 | l->p[i];
		if (i < 8 && l->p[i] & 0x80)
			continue;
		l->p += i + 1;
		l->n -= i + 1;
		*ud = v;
		return true;
	}
	return false;
}

/* The bytes that a column of this serial type takes; false for the two that are reserved. */
static bool stoerrelse(uint64_t type, uint64_t *ud)
{
	static const uint8_t FASTE[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
	if (type == 10 || type == 11)
		return false;
	*ud = type < 10 ? FASTE[type] : (type - 12) / 2;
	return true;
}

static int64_t heltal(const uint8_t *p, size_t n)
{
	uint64_t v = n && p[0] & 0x80 ? UINT64_MAX : 0;
	for (size_t i = 0; i < n; i++)
		v = v << 8 | p[i];
	return (int64_t)v;
}

static enum raekke_art art(uint64_t type)
{
	if (type == 0)
		return RAEKKE_NUL;
	if (type == 7)
		return RAEKKE_KOMMATAL;
	if (type < 10)
		return RAEKKE_TAL;
	return type % 2 ? RAEKKE_TEKST : RAEKKE_BLOB;
}

/* fra: where its bytes begin; it is whole when they all are among the n there are. */
static struct raekke_vaerdi vaerdi(uint64_t type, const uint8_t *p, size_t n, uint64_t fra)
{
	struct raekke_vaerdi v = {.art = art(type)};
	uint64_t str = 0;
	stoerrelse(type, &str);
	v.hel = str <= n && fra <= n - str;
	if (!v.hel)
		return v;
	v.p = p + fra;
	v.n = (size_t)str;
	if (v.art == RAEKKE_TAL)
		v.tal = type == 8 || type == 9 ? (int64_t)type - 8 : heltal(v.p, v.n);
	return v;
}

bool raekke_laes(struct raekke *ud, const uint8_t *p, size_t n, uint64_t laengde)
{
	struct laeser l = {p, n};
	uint64_t hoved, type, str;
	*ud = (struct raekke){.hel = true};
	if (n > laengde || !varint(&l, &hoved) || hoved > n || hoved < n - l.n)
		return false;
	l.n = (size_t)hoved - (n - l.n);
	for (uint64_t fra = hoved; l.n > 0 || fra != laengde; fra += str) {
		if (ud->n == RAEKKE_MAKS || !varint(&l, &type) || !stoerrelse(type, &str) ||
		    str > laengde - fra)
			return false;
		struct raekke_vaerdi v = vaerdi(type, p, n, fra);
		ud->v[ud->n++] = v;
		ud->hel = ud->hel && v.hel;
	}
	return true;
}

bool raekke_er(const struct raekke *r, int k, enum raekke_art art, size_t n)
{
	const struct raekke_vaerdi *v = &r->v[k];
	return k < r->n && v->hel && v->art == art && (n == 0 || v->n == n);
}
