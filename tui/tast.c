#include "tui/tast.h"

#include <stdlib.h>
#include <string.h>

#include "core/io/segl.h"

/* A paste longer than this is not kept: nothing here takes so much. */
#define PASTE_MAKS (1024 * 1024 + 1)
#define SEKVENS_MAKS 64

static const struct {
	const char *navn;
	int kode;
} navne[] = {
	{"Up", TAST_OP}, {"Down", TAST_NED}, {"Left", TAST_VENSTRE}, {"Right", TAST_HOEJRE},
	{"Home", TAST_HOME}, {"End", TAST_END}, {"PgUp", TAST_PGUP}, {"PgDn", TAST_PGDN},
	{"Ins", TAST_INS}, {"Del", TAST_DEL}, {"Backspace", TAST_BACKSPACE},
	{"Enter", TAST_ENTER}, {"Tab", TAST_TAB}, {"Esc", TAST_ESC}, {"Space", ' '},
};

/* The code point at s, whose UTF-8 was checked. */
static int punkt(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	if (p[0] < 0x80 || n < 2)
		return p[0];
	if (p[0] < 0xe0)
		return (p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	if (p[0] < 0xf0 || n < 4)
		return (p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (n > 2 ? p[2] & 0x3f : 0);
	return (p[0] & 0x07) << 18 | (p[1] & 0x3f) << 12 | (p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}

static int navn_grund(const char *s, size_t n)
{
	for (size_t i = 0; i < sizeof navne / sizeof *navne; i++)
		if (strlen(navne[i].navn) == n && memcmp(navne[i].navn, s, n) == 0)
			return navne[i].kode;
	if (n >= 2 && s[0] == 'F') {
		int nr = s[1] - '0';
		if (n == 3)
			nr = nr * 10 + s[2] - '0';
		return nr >= 1 && nr <= 12 ? TAST_F1 + nr - 1 : 0;
	}
	return n ? punkt(s, n) : 0;
}

int tast_af_navn(const char *navn, size_t n)
{
	if (n == 1)
		return (unsigned char)navn[0];
	if (n == 2 && navn[0] == '^') {
		int c = (unsigned char)navn[1];
		return (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) | TAST_CTRL;
	}
	if (n > 2 && navn[1] == '-') {
		int bit = navn[0] == 'C' ? TAST_CTRL : navn[0] == 'S' ? TAST_SHIFT :
			  navn[0] == 'M' ? TAST_ALT : 0;
		if (bit)
			return tast_af_navn(navn + 2, n - 2) | bit;
	}
	return navn_grund(navn, n);
}

void tast_glem(struct tastlaeser *l)
{
	if (l->ind.len > 0)
		segl_slet(l->ind.data, l->brugt);
	if (l->paste.len > 0 && !l->i_paste)
		segl_slet(l->paste.data, l->paste.len);
}

void tast_foed(struct tastlaeser *l, const char *bytes, size_t n)
{
	if (l->brugt == l->ind.len) {
		buf_ryd(&l->ind);
		l->brugt = 0;
	} else if (l->brugt > 4096) {
		buf_skift(&l->ind, 0, l->brugt, "", 0);
		l->brugt = 0;
	}
	buf_add(&l->ind, bytes, n);
}

static struct tast en_tast(struct tastlaeser *l, size_t brugt, int kode)
{
	l->brugt += brugt;
	return (struct tast){.art = kode ? TAST_TAST : TAST_INGEN, .kode = kode};
}

static int med_bits(int kode, int maade)
{
	int b = maade > 1 ? maade - 1 : 0;
	if (!kode)
		return 0;
	return kode | (b & 1 ? TAST_SHIFT : 0) | (b & 2 ? TAST_ALT : 0) | (b & 4 ? TAST_CTRL : 0);
}

/* The last byte of CSI … X and SS3 X. */
static int bogstav(char c)
{
	switch (c) {
	case 'A':
		return TAST_OP;
	case 'B':
		return TAST_NED;
	case 'C':
		return TAST_HOEJRE;
	case 'D':
		return TAST_VENSTRE;
	case 'H':
		return TAST_HOME;
	case 'F':
		return TAST_END;
	case 'M':
		return TAST_ENTER;
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		return TAST_F1 + c - 'P';
	default:
		return 0;
	}
}

/* The number in CSI n ~ */
static int tilde(int nr)
{
	static const int koder[] = {
		[1] = TAST_HOME, [2] = TAST_INS, [3] = TAST_DEL, [4] = TAST_END, [5] = TAST_PGUP,
		[6] = TAST_PGDN, [7] = TAST_HOME, [8] = TAST_END,
		[11] = TAST_F1, TAST_F1 + 1, TAST_F1 + 2, TAST_F1 + 3, TAST_F1 + 4,
		[17] = TAST_F1 + 5, TAST_F1 + 6, TAST_F1 + 7, TAST_F1 + 8, TAST_F1 + 9,
		[23] = TAST_F1 + 10, TAST_F12,
	};
	return nr >= 0 && nr < (int)(sizeof koder / sizeof *koder) ? koder[nr] : 0;
}

static struct tast mus(struct tastlaeser *l, size_t brugt, const int tal[3], bool slip)
{
	l->brugt += brugt;
	struct tast t = {.art = TAST_MUS, .y = tal[2] - 1, .x = tal[1] - 1};
	int knap = tal[0] & ~(4 | 8 | 16);
	if (knap == 64)
		t.mus = MOUSE_UP;
	else if (knap == 65)
		t.mus = MOUSE_DOWN;
	else if (knap == 0 && !slip)
		t.mus = MOUSE_CLICK;
	else
		t.art = TAST_INGEN;
	return t;
}

/* CSI: ESC [ numbers, one last byte. tal gets up to three numbers. */
static size_t csi_tal(const char *s, size_t n, int tal[3])
{
	size_t i = 0, nr = 0;
	for (; i < n && s[i] >= 0x20 && s[i] < 0x40; i++) {
		if (s[i] == ';' && nr < 2)
			nr++;
		else if (s[i] >= '0' && s[i] <= '9' && tal[nr] < 100000)
			tal[nr] = tal[nr] * 10 + s[i] - '0';
	}
	return i;
}

static struct tast csi(struct tastlaeser *l, const char *s, size_t n, bool stille)
{
	int tal[3] = {0, 0, 0};
	size_t i = csi_tal(s + 2, n - 2, tal) + 2;
	if (i < n && s[i] == '[' && i == 2)                      /* the Linux console's F1-F5 */
		return i + 1 < n ? en_tast(l, i + 2, s[i + 1] >= 'A' && s[i + 1] <= 'E' ?
					   TAST_F1 + s[i + 1] - 'A' : 0) :
		       stille ? en_tast(l, i + 1, 0) : (struct tast){0};
	if (i >= n && !stille && n < SEKVENS_MAKS)
		return (struct tast){0};
	if (i >= n)
		return en_tast(l, i < n ? i + 1 : n, 0);
	char slut = s[i];
	if (s[2] == '<' && (slut == 'M' || slut == 'm'))
		return mus(l, i + 1, tal, slut == 'm');
	if (slut == '~' && tal[0] == 200) {
		l->i_paste = true;
		return en_tast(l, i + 1, 0);
	}
	if (s[2] == '?' || s[2] == '>')                          /* an answer to a question */
		return en_tast(l, i + 1, 0);
	if (slut == 'Z')
		return en_tast(l, i + 1, TAST_TAB | TAST_SHIFT);
	if (slut == '~' || slut == '^' || slut == '$')
		return en_tast(l, i + 1, med_bits(tilde(tal[0]), slut == '^' ? 5 :
						  slut == '$' ? 2 : tal[1]));
	if (slut == 'u')
		return en_tast(l, i + 1, med_bits(tal[0], tal[1]));
	if (i == 2 && slut >= 'a' && slut <= 'd')
		return en_tast(l, i + 1, med_bits(bogstav((char)(slut - 32)), 2));
	return en_tast(l, i + 1, med_bits(bogstav(slut), tal[1]));
}

static int styretegn(unsigned char c)
{
	if (c == '\r' || c == '\n')
		return TAST_ENTER;
	if (c == '\t')
		return TAST_TAB;
	if (c == 0x7f || c == 0x08)
		return TAST_BACKSPACE;
	if (c == 0)
		return ' ' | TAST_CTRL;
	return (c < 27 ? c + 'a' - 1 : c + '@') | TAST_CTRL;
}

static struct tast escape(struct tastlaeser *l, const char *s, size_t n, bool stille)
{
	if (n == 1)
		return stille ? en_tast(l, 1, TAST_ESC) : (struct tast){0};
	if (s[1] == '[' && (n > 2 || !stille))
		return n > 2 ? csi(l, s, n, stille) : (struct tast){0};
	if (s[1] == 'O' && (n > 2 || !stille)) {
		if (n == 2)
			return (struct tast){0};
		char c = s[2];
		bool ctrl = c >= 'a' && c <= 'd';
		return en_tast(l, 3, med_bits(bogstav(ctrl ? (char)(c - 32) : c), ctrl ? 5 : 0));
	}
	unsigned char c = (unsigned char)s[1];
	if (c == 0x1b)
		return en_tast(l, 1, TAST_ESC);
	if (c < 0x20 || c == 0x7f)
		return en_tast(l, 2, styretegn(c) | TAST_ALT);
	return c < 0x80 ? en_tast(l, 2, c | TAST_ALT) : en_tast(l, 1, TAST_ESC);
}

/* Bytes of whole UTF-8 characters at the end of which something else begins;
 * what cannot be UTF-8 is taken along (the app cleans it). */
static size_t tekstloeb(const char *s, size_t n, bool stille)
{
	size_t i = 0;
	while (i < n) {
		unsigned char c = (unsigned char)s[i];
		if (c < 0x20 || c == 0x7f)
			break;
		size_t k = c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
		if (i + k > n && !stille)
			break;
		i += i + k > n ? n - i : k;
	}
	return i;
}

static void paste_gem(struct tastlaeser *l, const char *s, size_t n)
{
	if (l->paste.len + n > PASTE_MAKS)
		l->for_stor = true;
	else
		buf_add(&l->paste, s, n);
}

static struct tast paste(struct tastlaeser *l, const char *s, size_t n, bool stille)
{
	static const char slut[] = "\033[201~";
	const size_t m = sizeof slut - 1;
	size_t i = 0;
	while (i < n) {
		const char *esc = memchr(s + i, 033, n - i);
		size_t til = esc ? (size_t)(esc - s) : n;
		paste_gem(l, s + i, til - i);
		i = til;
		if (i == n)
			break;
		if (n - i < m && memcmp(s + i, slut, n - i) == 0 && !stille)
			break;
		if (n - i >= m && memcmp(s + i, slut, m) == 0) {
			i += m;
			stille = true;
			break;
		}
		paste_gem(l, s + i, 1);
		i++;
	}
	l->brugt += i;
	if (!stille)
		return (struct tast){0};
	l->i_paste = false;
	struct tast t = {.art = TAST_PASTE, .tekst = buf_str(&l->paste), .n = l->paste.len,
			 .for_stor = l->for_stor};
	l->for_stor = false;
	return t;
}

struct tast tast_naeste(struct tastlaeser *l, bool stille)
{
	for (;;) {
		const char *s = buf_str(&l->ind) + l->brugt;
		size_t n = l->ind.len - l->brugt, foer = l->brugt;
		if (l->i_paste)
			return paste(l, s, n, stille);
		buf_ryd(&l->paste);
		if (n == 0)
			return (struct tast){0};
		size_t k = tekstloeb(s, n, stille);
		if (k > 0) {
			l->brugt += k;
			return (struct tast){.art = TAST_TEKST, .tekst = s, .n = k};
		}
		unsigned char c = (unsigned char)s[0];
		if (c >= 0x80)
			return (struct tast){0};
		struct tast t = c == 033 ? escape(l, s, n, stille) : en_tast(l, 1, styretegn(c));
		/* An unknown sequence is passed over: what comes after it counts. */
		if (t.art != TAST_INGEN || l->brugt == foer)
			return t;
	}
}

bool tast_venter(const struct tastlaeser *l)
{
	return l->brugt < l->ind.len || l->i_paste;
}

void tastlaeser_done(struct tastlaeser *l)
{
	buf_done(&l->ind);
	buf_done(&l->paste);
}
