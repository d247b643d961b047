#include "tui/kodeord.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/cmd/laasop.h"

struct kodeord {
	char *tekst;                  /* LAASOP_MAKS bytes of locked memory */
	size_t n;
};

struct kodeord *kodeord_ny(void)
{
	struct kodeord *k = mem_nul(1, sizeof *k);
	k->tekst = segl_hemmelig(LAASOP_MAKS);
	return k;
}

void kodeord_free(struct kodeord *k)
{
	if (!k)
		return;
	segl_glem(k->tekst);
	free(k);
}

bool kodeord_ind(struct kodeord *k, const char *s, size_t n)
{
	if (n > LAASOP_MAKS - 1 - k->n)
		return false;
	memcpy(k->tekst + k->n, s, n);
	k->n += n;
	return true;
}

static bool midt_i_tegn(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

void kodeord_slet_sidste(struct kodeord *k)
{
	while (k->n > 0 && midt_i_tegn(k->tekst[k->n - 1]))
		k->tekst[--k->n] = '\0';
	if (k->n > 0)
		k->tekst[--k->n] = '\0';
}

void kodeord_toem(struct kodeord *k)
{
	segl_slet(k->tekst, LAASOP_MAKS);
	k->n = 0;
}

size_t kodeord_tegn(const struct kodeord *k)
{
	size_t antal = 0;
	for (size_t i = 0; i < k->n; i++)
		antal += !midt_i_tegn(k->tekst[i]);
	return antal;
}

struct segl_data kodeord_data(const struct kodeord *k)
{
	return (struct segl_data){k->tekst, k->n};
}

bool kodeord_ens(const struct kodeord *a, const struct kodeord *b)
{
	return a->n == b->n && segl_ens(a->tekst, b->tekst, a->n);
}
