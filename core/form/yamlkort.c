#include "core/form/yamlkort.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/err.h"
#include "core/base/sprog.h"
#include "core/io/yaml.h"

int yamlkort_fejl(const struct yamlkort *k, const char *noegle, const char *forventet)
{
	const struct yaml *y = yaml_find(k->y, noegle);
	return err_set(k->e, ERR_UGYLDIG, "%s:%d: %s: %s", k->fil, y ? y->linje : k->y->linje, noegle,
		       forventet);
}

int yamlkort_fejlf(const struct yamlkort *k, const char *noegle, const char *fmt, ...)
{
	char t[400];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(t, sizeof t, fmt, ap);
	va_end(ap);
	return yamlkort_fejl(k, noegle, t);
}

int yamlkort_fejl_ved(const struct yamlkort *k, const struct yaml *y, const char *forventet)
{
	return err_set(k->e, ERR_UGYLDIG, "%s:%d: %s", k->fil, y->linje, forventet);
}

static bool blandt(const char *noegler, const char *noegle)
{
	size_t n = strlen(noegle);
	for (const char *p = noegler; p; p = strchr(p, ' ') ? strchr(p, ' ') + 1 : NULL)
		if (!strncmp(p, noegle, n) && (p[n] == ' ' || !p[n]))
			return true;
	return false;
}

int yamlkort_kendte(const struct yamlkort *k, const char *noegler)
{
	if (yaml_er_nul(k->y))
		return 0;
	if (k->y->art != YAML_KORT)
		return yamlkort_fejl_ved(k, k->y, _("her ventes nøgler og værdier (noegle: vaerdi)"));
	for (size_t i = 0; i < k->y->n; i++)
		if (!blandt(noegler, k->y->noegler[i]))
			return err_set(k->e, ERR_UGYLDIG,
				       _("%s:%d: nøglen »%.60s« kendes ikke her; her ventes en af "
					 "disse: %s"),
				       k->fil, k->y->born[i]->linje, k->y->noegler[i], noegler);
	return 0;
}

int yamlkort_tekst(const struct yamlkort *k, const char *noegle, const char **ud)
{
	const struct yaml *y = yaml_find(k->y, noegle);
	*ud = NULL;
	if (yaml_er_nul(y))
		return 0;
	if (y->art != YAML_TEKST)
		return yamlkort_fejl(k, noegle, _("her ventes en tekst"));
	*ud = y->tekst;
	return 0;
}

int yamlkort_kraev(const struct yamlkort *k, const char *noegle, const char **ud)
{
	int r = yamlkort_tekst(k, noegle, ud);
	if (!r && (!*ud || !**ud))
		r = yamlkort_fejl(k, noegle, _("mangler; den skal være udfyldt"));
	return r;
}

int yamlkort_janej(const struct yamlkort *k, const char *noegle, bool *ud)
{
	const char *s;
	int r = yamlkort_tekst(k, noegle, &s);
	*ud = !r && s && !strcmp(s, "ja");
	if (!r && s && !*ud && strcmp(s, "nej") != 0)
		r = yamlkort_fejl(k, noegle, _("her ventes ja eller nej"));
	return r;
}

int yamlkort_liste(const struct yamlkort *k, const char *noegle, const struct yaml **ud)
{
	const struct yaml *y = yaml_find(k->y, noegle);
	*ud = NULL;
	if (yaml_er_nul(y))
		return 0;
	if (y->art != YAML_LISTE)
		return yamlkort_fejl(k, noegle, _("her ventes en liste (linjer, der begynder med »-«)"));
	*ud = y;
	return 0;
}

int yamlkort_heltal(const struct yamlkort *k, const char *noegle, int64_t min, int64_t maks, int64_t *ud)
{
	const char *s;
	int r = yamlkort_tekst(k, noegle, &s);
	if (r || !s)
		return r;
	size_t n = strspn(s, "0123456789");
	int64_t v = n && !s[n] && n <= 15 ? strtoll(s, NULL, 10) : -1;
	if (v < min || v > maks)
		return yamlkort_fejlf(k, noegle,
				      _("her ventes et helt tal mellem %" PRId64 " og %" PRId64), min, maks);
	*ud = v;
	return 0;
}
