#include "core/io/yaml.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <yaml.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "core/base/vec.h"
#include "core/io/yamlfejl.h"
#include "core/io/yamlvagt.h"

struct yaml_dok {
	char *navn;
	struct yaml *rod;
};

struct laeser {
	yaml_parser_t p;
	const char *navn;
	size_t knuder;
	struct err *e;
};

static int fejl(struct laeser *l, size_t linje, const char *hvad)
{
	return err_set(l->e, ERR_UGYLDIG, "%s:%zu: %s", l->navn, linje, hvad);
}

static int libyaml_fejl(struct laeser *l)
{
	const char *hvad = l->p.problem ? l->p.problem : "";
	if (l->p.error == YAML_MEMORY_ERROR)
		mem_opbrugt();
	size_t linje = l->p.problem_mark.line + 1;
	if (!strncmp(hvad, "found unexpected end of", 23) || !strncmp(hvad, "could not find", 14))
		linje = l->p.context_mark.line + 1;
	return fejl(l, linje, yamlfejl_dansk(hvad));
}

static int naeste(struct laeser *l, yaml_event_t *ev)
{
	return yaml_parser_parse(&l->p, ev) ? 0 : libyaml_fejl(l);
}

static void knude_free(struct yaml *y)
{
	if (!y)
		return;
	for (size_t i = 0; i < y->n; i++) {
		knude_free(y->born[i]);
		if (y->noegler)
			free((void *)(uintptr_t)y->noegler[i]);
	}
	free(y->born);
	free(y->noegler);
	free((void *)(uintptr_t)y->tekst);
	free(y);
}

static int knude(struct laeser *l, struct yaml **out, yaml_event_t *ev, int dybde);

static int skalar(struct laeser *l, struct yaml *y, const yaml_event_t *ev)
{
	const char *v = (const char *)ev->data.scalar.value;
	size_t n = ev->data.scalar.length;
	if (ev->data.scalar.anchor || ev->data.scalar.tag)
		return fejl(l, ev->start_mark.line + 1,
			    _("»&« og »!« kan ikke begynde en værdi; sæt teksten i anførselstegn"));
	if (memchr(v, '\0', n))
		return fejl(l, ev->start_mark.line + 1, _("teksten indeholder et nultegn (NUL)"));
	y->art = YAML_TEKST;
	y->citat = ev->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	y->tekst = mem_tekst_n(v, n);
	return 0;
}

static int liste(struct laeser *l, struct yaml *y, int dybde)
{
	struct vec born = VEC_AF(struct yaml *);
	yaml_event_t ev;
	int r;
	y->art = YAML_LISTE;
	while (!(r = naeste(l, &ev))) {
		bool slut = ev.type == YAML_SEQUENCE_END_EVENT;
		struct yaml *b = NULL;
		if (!slut)
			r = knude(l, &b, &ev, dybde);
		yaml_event_delete(&ev);
		if (slut || r)
			break;
		*(struct yaml **)vec_ny(&born) = b;
	}
	y->born = born.data;
	y->n = born.n;
	return r;
}

struct noegle {
	const char *tekst;
	int linje;
};

static int noegle_orden(const void *a, const void *b)
{
	const struct noegle *x = a, *y = b;
	int r = strcmp(x->tekst, y->tekst);
	return r ? r : x->linje - y->linje;
}

static int dobbelt(struct laeser *l, const struct yaml *y)
{
	if (y->n < 2)
		return 0;
	int r = 0;
	struct noegle *k = mem_nul(y->n, sizeof *k);
	for (size_t i = 0; i < y->n; i++)
		k[i] = (struct noegle){y->noegler[i], y->born[i]->linje};
	qsort(k, y->n, sizeof *k, noegle_orden);
	for (size_t i = 1; i < y->n && !r; i++)
		if (!strcmp(k[i - 1].tekst, k[i].tekst))
			r = err_set(l->e, ERR_UGYLDIG,
				    _("%s:%d: nøglen »%.60s« står også i linje %d; den må kun stå "
				      "én gang"),
				    l->navn, k[i].linje, k[i].tekst, k[i - 1].linje);
	free(k);
	return r;
}

static int noegle(struct laeser *l, const char **out, const yaml_event_t *ev)
{
	if (ev->type != YAML_SCALAR_EVENT)
		return fejl(l, ev->start_mark.line + 1,
			    _("en nøgle skal være et enkelt ord"));
	struct yaml k = {0};
	int r = skalar(l, &k, ev);
	if (!r && !strcmp(k.tekst, "<<"))
		r = fejl(l, ev->start_mark.line + 1,
			 _("»<<« kan ikke bruges; skriv nøglerne ud"));
	if (!r && ++l->knuder > YAML_MAKS_KNUDER)
		r = fejl(l, ev->start_mark.line + 1, _("der er for mange værdier i filen"));
	*out = k.tekst;
	return r;
}

static int par(struct laeser *l, struct vec *noegler, struct vec *born, yaml_event_t *ev, int dybde)
{
	const char *n = NULL;
	struct yaml *b = NULL;
	int linje = (int)ev->start_mark.line + 1;
	int r = noegle(l, &n, ev);
	yaml_event_t v;
	if (!r && !(r = naeste(l, &v))) {
		r = knude(l, &b, &v, dybde);
		yaml_event_delete(&v);
	}
	if (!b) {
		free((void *)(uintptr_t)n);
		return r;
	}
	b->linje = linje;
	*(const char **)vec_ny(noegler) = n;
	*(struct yaml **)vec_ny(born) = b;
	return r;
}

static int kort(struct laeser *l, struct yaml *y, int dybde)
{
	struct vec noegler = VEC_AF(const char *), born = VEC_AF(struct yaml *);
	yaml_event_t ev;
	int r;
	y->art = YAML_KORT;
	while (!(r = naeste(l, &ev))) {
		bool slut = ev.type == YAML_MAPPING_END_EVENT;
		if (!slut)
			r = par(l, &noegler, &born, &ev, dybde);
		yaml_event_delete(&ev);
		if (slut || r)
			break;
	}
	y->noegler = noegler.data;
	y->born = born.data;
	y->n = born.n;
	return r ? r : dobbelt(l, y);
}

static int samling(struct laeser *l, struct yaml *y, const yaml_event_t *ev, int dybde)
{
	bool er_liste = ev->type == YAML_SEQUENCE_START_EVENT;
	const yaml_char_t *anker = er_liste ? ev->data.sequence_start.anchor
					    : ev->data.mapping_start.anchor;
	const yaml_char_t *tag = er_liste ? ev->data.sequence_start.tag : ev->data.mapping_start.tag;
	size_t linje = ev->start_mark.line + 1;
	if (anker || tag)
		return fejl(l, linje, _("»&« og »!« kan ikke bruges her"));
	if (dybde >= YAML_MAKS_DYBDE)
		return err_set(l->e, ERR_UGYLDIG,
			       _("%s:%zu: listerne ligger for dybt i hinanden; der må højst være %d "
				 "niveauer"),
			       l->navn, linje, YAML_MAKS_DYBDE);
	return er_liste ? liste(l, y, dybde + 1) : kort(l, y, dybde + 1);
}

/* The node that this event begins. *out is set even after a mistake inside it. */
static int knude(struct laeser *l, struct yaml **out, yaml_event_t *ev, int dybde)
{
	size_t linje = ev->start_mark.line + 1;
	if (ev->type == YAML_ALIAS_EVENT)
		return fejl(l, linje, _("»*« kan ikke begynde en værdi; sæt teksten i anførselstegn"));
	if (++l->knuder > YAML_MAKS_KNUDER)
		return fejl(l, linje, _("der er for mange værdier i filen"));
	struct yaml *y = mem_nul(1, sizeof *y);
	y->linje = (int)linje;
	int r = ev->type == YAML_SCALAR_EVENT ? skalar(l, y, ev) : samling(l, y, ev, dybde);
	if (r) {
		knude_free(y);
		y = NULL;
	}
	*out = y;
	return r;
}

static struct yaml *tom_knude(void)
{
	struct yaml *y = mem_nul(1, sizeof *y);
	y->linje = 1;
	y->tekst = mem_tekst("");
	return y;
}

static int dokument(struct laeser *l, struct yaml **rod)
{
	yaml_event_t ev;
	int r;
	while (!(r = naeste(l, &ev))) {
		bool slut = ev.type == YAML_STREAM_END_EVENT;
		size_t linje = ev.start_mark.line + 1;
		if (ev.type == YAML_DOCUMENT_START_EVENT) {
			if (*rod)
				r = fejl(l, linje, _("filen må kun rumme ét dokument; fjern »---«"));
			else if (ev.data.document_start.tag_directives.start !=
				 ev.data.document_start.tag_directives.end)
				r = fejl(l, linje, _("%TAG kan ikke bruges"));
		} else if (ev.type != YAML_STREAM_START_EVENT && !slut &&
			   ev.type != YAML_DOCUMENT_END_EVENT) {
			r = knude(l, rod, &ev, 0);
		}
		yaml_event_delete(&ev);
		if (slut || r)
			break;
	}
	if (!r && !*rod)
		*rod = tom_knude();
	return r;
}

int yaml_tekst(struct yaml_dok **out, const char *navn, const char *data, size_t n, struct err *e)
{
	*out = NULL;
	if (n >= 3 && !memcmp(data, "\xEF\xBB\xBF", 3)) {
		data += 3;
		n -= 3;
	}
	int r = yamlvagt_proev(navn, data, n, e);
	if (r)
		return r;
	struct laeser l = {.navn = navn, .e = e};
	if (!yaml_parser_initialize(&l.p))
		mem_opbrugt();
	yaml_parser_set_encoding(&l.p, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&l.p, (const unsigned char *)data, n);
	struct yaml *rod = NULL;
	r = dokument(&l, &rod);
	yaml_parser_delete(&l.p);
	if (r) {
		knude_free(rod);
		return r;
	}
	*out = mem_nul(1, sizeof **out);
	(*out)->navn = mem_tekst(navn);
	(*out)->rod = rod;
	return 0;
}

/* At most one byte more than is allowed, so that the guard sees it is too much. */
static int hele_filen(struct buf *b, int fd, const char *sti, struct err *e)
{
	char stykke[16384];
	while (b->len <= YAML_MAKS_BYTES) {
		ssize_t n = read(fd, stykke, sizeof stykke);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, ERR_LAESEFEJL, _("%s: filen kan ikke læses: %s"), sti,
				       strerror(errno));
		if (n == 0)
			break;
		buf_add(b, stykke, (size_t)n);
	}
	return 0;
}

int yaml_fil(struct yaml_dok **out, const char *sti, struct err *e)
{
	*out = NULL;
	struct buf b = BUF_TOM;
	struct stat st;
	int fd = open(sti, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, errno == ENOENT ? ERR_FINDES_IKKE : ERR_LAESEFEJL,
			       errno == ENOENT ? _("%s: filen findes ikke")
					       : _("%s: filen kan ikke åbnes; tjek rettighederne"),
			       sti);
	int r = 0;
	if (!fstat(fd, &st) && S_ISDIR(st.st_mode))
		r = err_set(e, ERR_LAESEFEJL, _("%s: det er en mappe, ikke en fil"), sti);
	if (!r)
		r = hele_filen(&b, fd, sti, e);
	close(fd);
	if (!r)
		r = yaml_tekst(out, sti, buf_str(&b), b.len, e);
	buf_done(&b);
	return r;
}

void yaml_dok_free(struct yaml_dok *d)
{
	if (!d)
		return;
	knude_free(d->rod);
	free(d->navn);
	free(d);
}

const struct yaml *yaml_rod(const struct yaml_dok *d)
{
	return d->rod;
}

const char *yaml_navn(const struct yaml_dok *d)
{
	return d->navn;
}

const struct yaml *yaml_find(const struct yaml *k, const char *noegle)
{
	if (!k || k->art != YAML_KORT)
		return NULL;
	for (size_t i = 0; i < k->n; i++)
		if (!strcmp(k->noegler[i], noegle))
			return k->born[i];
	return NULL;
}

bool yaml_er_nul(const struct yaml *y)
{
	if (!y)
		return true;
	if (y->art != YAML_TEKST || y->citat)
		return false;
	return !*y->tekst || !strcmp(y->tekst, "~") || !strcmp(y->tekst, "null");
}

const char *yaml_str(const struct yaml *k, const char *noegle)
{
	const struct yaml *y = yaml_find(k, noegle);
	return yaml_er_nul(y) || y->art != YAML_TEKST ? NULL : y->tekst;
}

/* Plain words: a letter first, then letters, digits and a few marks that mean
 * nothing to YAML, alone or inside brackets. */
static bool plain(const char *s)
{
	static const char *const ORD[] = {"null", "true", "false", "yes", "no", "on", "off",
					  "y", "n", "nan", "inf"};
	if (!isalpha((unsigned char)*s))
		return false;
	for (const char *p = s; *p; p++)
		if (!isalnum((unsigned char)*p) && !strchr("-_./() ", *p) &&
		    !((unsigned char)*p == 0xC3 && (unsigned char)p[1] >= 0x80))
			return false;
		else if ((unsigned char)*p == 0xC3)
			p++;
	if (s[strlen(s) - 1] == ' ')
		return false;
	for (size_t i = 0; i < sizeof ORD / sizeof *ORD; i++)
		if (!strcasecmp(s, ORD[i]))
			return false;
	return true;
}

static size_t undviget(struct buf *ud, const unsigned char *p)
{
	unsigned cp;
	switch (*p) {
	case '"':
	case '\\':
		buf_format(ud, "\\%c", *p);
		return 1;
	case '\n':
		buf_tekst(ud, "\\n");
		return 1;
	case '\t':
		buf_tekst(ud, "\\t");
		return 1;
	default:
		break;
	}
	if (*p < 0x20 || *p == 0x7F) {
		buf_format(ud, "\\x%02X", *p);
		return 1;
	}
	if (*p == 0xC2 && p[1] < 0xA0 && p[1]) {
		buf_format(ud, "\\x%02X", p[1]);
		return 2;
	}
	if ((*p != 0xE2 && *p != 0xEF) || !p[1] || !p[2])
		return 0;
	cp = (*p & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	if (cp != 0x2028 && cp != 0x2029 && cp != 0xFEFF && cp < 0xFFFE)
		return 0;
	buf_format(ud, "\\u%04X", cp);
	return 3;
}

void yaml_skriv_tekst(struct buf *ud, const char *s)
{
	if (plain(s)) {
		buf_tekst(ud, s);
		return;
	}
	buf_tegn(ud, '"');
	while (*s) {
		size_t n = undviget(ud, (const unsigned char *)s);
		if (!n)
			buf_tegn(ud, *s);
		s += n ? n : 1;
	}
	buf_tegn(ud, '"');
}
