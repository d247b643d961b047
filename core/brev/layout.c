#include "core/brev/layout.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/pdf.h"
#include "core/io/yaml.h"

static const struct {
	const char *noegle;
	size_t sted;
	int min10, maks10;               /* tenths */
	int standard10;
} MAAL[] = {
	{"tekst_pt", offsetof(struct layout, tekst_pt), 115, 240, 115},
	{"stor_pt", offsetof(struct layout, stor_pt), 140, 300, 160},
	{"linje", offsetof(struct layout, linje), 11, 25, 14},
	{"venstre_mm", offsetof(struct layout, venstre), 100, 600, 250},
	{"hoejre_mm", offsetof(struct layout, hoejre), 100, 600, 250},
	{"top_mm", offsetof(struct layout, top), 150, 600, 220},
	{"bund_mm", offsetof(struct layout, bund), 150, 600, 240},
	{"rude_x_mm", offsetof(struct layout, rude_x), 100, 1200, 250},
	{"rude_y_mm", offsetof(struct layout, rude_y), 200, 1000, 450},
	{"rude_bredde_mm", offsetof(struct layout, rude_bredde), 500, 1200, 750},
	{"rude_hoejde_mm", offsetof(struct layout, rude_hoejde), 150, 600, 205},
	{"side_x_mm", offsetof(struct layout, side_x), 600, 1600, 1220},
	{"tekst_y_mm", offsetof(struct layout, tekst_y), 400, 1400, 880},
	{"logo_hoejde_mm", offsetof(struct layout, logo_hoejde), 50, 400, 160},
};

#define N_MAAL (sizeof(MAAL) / sizeof(*MAAL))

static double *maal(struct layout *l, size_t i)
{
	return (double *)(void *)((char *)l + MAAL[i].sted);
}

void layout_standard(struct layout *l)
{
	memset(l, 0, sizeof(*l));
	strcpy(l->skrift, "Noto Sans, Liberation Sans, DejaVu Sans");
	for (size_t i = 0; i < N_MAAL; i++)
		*maal(l, i) = MAAL[i].standard10 / 10.0;
}

/* "11.5"; the C library's own would follow the user's decimal comma. */
static bool decimal(const char *s, double *ud)
{
	double tal = 0, plads = 1;
	bool punktum = false;
	size_t cifre = 0;
	for (; *s; s++) {
		if (*s == '.' && !punktum) {
			punktum = true;
			continue;
		}
		if (!isdigit((unsigned char)*s) || ++cifre > 6)
			return false;
		tal = tal * 10 + (*s - '0');
		plads *= punktum ? 10 : 1;
	}
	*ud = tal / plads;
	return cifre > 0;
}

/* A file beside the layout, or a whole path; "" takes the one below away. */
static int logo(struct layout *l, const struct yaml_dok *d, const char *sti, const struct yaml *y,
		struct err *e)
{
	const char *navn = y->art == YAML_TEKST && !yaml_er_nul(y) ? y->tekst : "";
	const char *mappe = *navn == '/' ? NULL : strrchr(sti, '/');
	int n = snprintf(l->logo, sizeof(l->logo), "%.*s%s", mappe ? (int)(mappe + 1 - sti) : 0, sti,
			 navn);
	if (!*navn)
		l->logo[0] = '\0';
	else if (n < 0 || (size_t)n >= sizeof(l->logo))
		return err_set(e, ERR_UGYLDIG, _("%s:%d: »logo« er for langt et navn"), yaml_navn(d),
			       y->linje);
	else if (pdf_billede_tjek(l->logo, e) < 0)
		return err_foran(e, "%s:%d", yaml_navn(d), y->linje);
	return 0;
}

static int en(struct layout *l, const struct yaml_dok *d, const char *noegle, const struct yaml *y,
	      struct err *e)
{
	if (strcmp(noegle, "skrift") == 0) {
		if (y->art != YAML_TEKST || !*y->tekst || strlen(y->tekst) >= LAYOUT_SKRIFT)
			return err_set(e, ERR_UGYLDIG,
				       _("%s:%d: »skrift« er navne på skrifter med komma imellem"),
				       yaml_navn(d), y->linje);
		strcpy(l->skrift, y->tekst);
		return 0;
	}
	for (size_t i = 0; i < N_MAAL; i++) {
		double *ud = maal(l, i);
		if (strcmp(MAAL[i].noegle, noegle))
			continue;
		if (y->art == YAML_TEKST && decimal(y->tekst, ud) && *ud >= MAAL[i].min10 / 10.0 &&
		    *ud <= MAAL[i].maks10 / 10.0)
			return 0;
		return err_set(e, ERR_UGYLDIG, _("%s:%d: »%s« er et tal fra %d.%d til %d.%d"),
			       yaml_navn(d), y->linje, noegle, MAAL[i].min10 / 10,
			       MAAL[i].min10 % 10, MAAL[i].maks10 / 10, MAAL[i].maks10 % 10);
	}
	return err_set(e, ERR_UGYLDIG, _("%s:%d: ukendt nøgle »%s« i layoutet"), yaml_navn(d),
		       y->linje, noegle);
}

int layout_laes(struct layout *l, const char *sti, struct err *e)
{
	struct yaml_dok *d = NULL;
	struct layout ny = *l;
	int r = yaml_fil(&d, sti, e);
	if (r < 0)
		return r;
	const struct yaml *rod = yaml_rod(d);
	if (rod->art != YAML_KORT)
		r = err_set(e, ERR_UGYLDIG, _("%s:1: her ventes et kort med mål"), yaml_navn(d));
	for (size_t i = 0; r == 0 && i < rod->n; i++)
		r = strcmp(rod->noegler[i], "logo") == 0 ? logo(&ny, d, sti, rod->born[i], e)
							  : en(&ny, d, rod->noegler[i], rod->born[i], e);
	if (r == 0)
		*l = ny;
	yaml_dok_free(d);
	return r;
}
