#include "core/io/vaultside.h"

#include <string.h>

#define OM_STR (1 + VAULT_ID + 4 + 4 + 8)

void tal32_skriv(uint8_t *ud, uint32_t v)
{
	for (int i = 3; i >= 0; i--, v >>= 8)
		ud[i] = (uint8_t)v;
}

void tal64_skriv(uint8_t *ud, uint64_t v)
{
	for (int i = 7; i >= 0; i--, v >>= 8)
		ud[i] = (uint8_t)v;
}

uint32_t tal32_laes(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

void vaultside_init(struct vaultside *n, const uint8_t noegle[SEGL_NOEGLE],
		    const uint8_t lager[VAULT_ID])
{
	segl_undernoegle(n->sider, 1, noegle);
	segl_undernoegle(n->hoved, 2, noegle);
	memcpy(n->lager, lager, VAULT_ID);
}

/* R9: a record is bound to its journal and its place in it, a page to its number. */
static void omgivelse(uint8_t om[OM_STR], const struct side_sted *sted, const struct vaultside *n)
{
	om[0] = (uint8_t)sted->art;
	memcpy(om + 1, n->lager, VAULT_ID);
	tal32_skriv(om + 17, sted->side);
	tal32_skriv(om + 21, sted->tal);
	tal64_skriv(om + 25, sted->offset);
}

void vaultside_luk(uint8_t *ud, const uint8_t *klar, const struct side_sted *sted,
		   const struct vaultside *n)
{
	uint8_t om[OM_STR];
	omgivelse(om, sted, n);
	segl_luk(ud, (struct segl_data){klar, SIDE_BRUGT}, (struct segl_data){om, sizeof om},
		 n->sider);
}

/* R13: a page of zeros has no tag that fits, so it fails here like any other. */
bool vaultside_aabn(uint8_t *ud, const uint8_t *lukket, const struct side_sted *sted,
		    const struct vaultside *n)
{
	uint8_t om[OM_STR];
	omgivelse(om, sted, n);
	bool god = segl_aabn(ud, (struct segl_data){lukket, SIDE_STR},
			     (struct segl_data){om, sizeof om}, n->sider) == 0;
	if (!god)
		memset(ud, 0, SIDE_BRUGT);
	memset(ud + SIDE_BRUGT, 0, SEGL_TILLAEG);       /* R3 */
	return god;
}

bool vaultside_reserve_tom(const uint8_t *klar)
{
	uint8_t samlet = 0;
	for (int i = SIDE_BRUGT; i < SIDE_STR; i++)
		samlet |= klar[i];
	return samlet == 0;
}
