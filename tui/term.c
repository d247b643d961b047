#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include "tui/term.h"

#include <curses.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/base/mem.h"
#include "core/base/sprog.h"
#include "tui/celler.h"

struct term {
	SCREEN *screen;
	FILE *nul;                  /* headless: both ways */
	struct celler celler;
	struct buf ud;              /* what the next term_show sends, in one write */
	char *stil[STYLE_COUNT];    /* makes what follows look so */
	const char *cup;            /* from terminfo: to a row and column */
	bool hjoerne;               /* the last cell can be written without a scroll */
	int put_y, put_x, put_stil; /* where the terminal stands now; -1 not known */
	int vist_y, vist_x;         /* its cursor; vist_y -1 hidden, -2 not known */
	int h, w;
	int y, x;                   /* cursor; y < 0: hidden */
	bool farver;
	bool omme;                  /* draw everything next time */
};

/* On: bracketed paste, mouse presses and wheel in SGR coordinates. */
#define MODES_ON "\033[?2004h\033[?1000h\033[?1006h"
#define MODES_OFF "\033[?1006l\033[?1000l\033[?2004l"

static const struct {
	attr_t attr;
	short fg;                   /* -1: the terminal's own */
} looks[STYLE_COUNT] = {
	[STYLE_NORMAL] = {A_NORMAL, -1},
	[STYLE_TOP] = {A_REVERSE, -1},
	[STYLE_TAB] = {A_NORMAL, COLOR_CYAN},
	[STYLE_TAB_ON] = {A_REVERSE | A_BOLD, COLOR_CYAN},
	[STYLE_TITLE] = {A_BOLD, -1},
	[STYLE_LABEL] = {A_NORMAL, COLOR_CYAN},
	[STYLE_VALUE] = {A_NORMAL, -1},
	[STYLE_FOCUS] = {A_REVERSE, -1},
	[STYLE_DIM] = {A_DIM, -1},
	[STYLE_ERROR] = {A_BOLD, COLOR_RED},
	[STYLE_WARNING] = {A_BOLD, COLOR_YELLOW},
	[STYLE_GOOD] = {A_NORMAL, COLOR_GREEN},
	[STYLE_KEY] = {A_BOLD, -1},
	[STYLE_FRAME] = {A_DIM, -1},
};

static void colours(struct term *t)
{
	const char *no = getenv("NO_COLOR");
	t->farver = !(no && *no) && has_colors() && start_color() == OK &&
		    use_default_colors() == OK;
}

/* A string of terminfo; NULL where this terminal lacks it. */
static const char *evne(const char *navn)
{
	const char *s = tigetstr(navn);
	return s == (const char *)-1 ? NULL : s;
}

/* Adds a string of terminfo, without its pauses for slow terminals ("$<5>"). */
static void kode(struct buf *ud, const char *s)
{
	if (!s)
		return;
	for (const char *p; (p = strstr(s, "$<")) && strchr(p, '>'); s = strchr(p, '>') + 1)
		buf_add(ud, s, (size_t)(p - s));
	buf_tekst(ud, s);
}

/* What each style is to this terminal. */
static void stile(struct term *t)
{
	static const struct {
		attr_t attr;
		const char *navn;
	} koder[] = {{A_BOLD, "bold"}, {A_DIM, "dim"}, {A_UNDERLINE, "smul"}, {A_REVERSE, "rev"}};
	for (int i = 0; i < STYLE_COUNT; i++) {
		struct buf b = BUF_TOM;
		attr_t attr = looks[i].attr;
		/* Without colour an error still stands out. */
		if (!t->farver && i == STYLE_ERROR)
			attr |= A_UNDERLINE;
		kode(&b, evne("sgr0"));
		for (size_t k = 0; k < sizeof koder / sizeof *koder; k++)
			if (attr & koder[k].attr)
				kode(&b, evne(koder[k].navn));
		if (t->farver && evne("setaf") && looks[i].fg >= 0)
			kode(&b, tiparm(evne("setaf"), looks[i].fg));
		free(t->stil[i]);
		t->stil[i] = mem_tekst(buf_str(&b));
		buf_done(&b);
	}
}

static void modes(const struct term *t, const char *s)
{
	if (t->nul || !evne("kmous"))
		return;
	for (size_t n = strlen(s); n > 0;) {
		ssize_t k = write(STDOUT_FILENO, s, n);
		if (k < 0 && errno != EINTR)
			return;
		s += k > 0 ? k : 0;
		n -= k > 0 ? (size_t)k : 0;
	}
}

/* Ways out that do not pass term_close (exit() when memory is gone). */
static void give_back(void)
{
	if (stdscr && !isendwin()) {
		endwin();
		if (write(STDOUT_FILENO, MODES_OFF, strlen(MODES_OFF)) < 0)
			return;
	}
}

static void sized(struct term *t)
{
	getmaxyx(stdscr, t->h, t->w);
	celler_stoerrelse(&t->celler, t->h, t->w);
}

static void begin(struct term *t)
{
	raw();
	noecho();
	nonl();
	scrollok(stdscr, FALSE);
	leaveok(stdscr, FALSE);
	colours(t);
	stile(t);
	t->cup = evne("cup");
	t->hjoerne = tigetflag("am") <= 0 || tigetflag("xenl") > 0;
	sized(t);
	refresh();                  /* curses takes the screen; what is on it we say ourselves */
	t->omme = true;
}

int term_open(struct term **out, struct err *e)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ERR_FEJL, _("skærmen kræver en terminal; se femtrin --plain"));
	struct term *t = mem_nul(1, sizeof *t);
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen || !evne("cup")) {
		const char *navn = getenv("TERM");
		if (t->screen) {
			endwin();
			delscreen(t->screen);
		}
		free(t);
		return err_set(e, ERR_FEJL,
			       _("terminalen “%s” kendes ikke her: sæt TERM=xterm, eller brug "
				 "femtrin --plain"),
			       navn ? navn : "");
	}
	begin(t);
	atexit(give_back);
	modes(t, MODES_ON);
	*out = t;
	return 0;
}

int term_headless(struct term **out, int h, int w, struct err *e)
{
	struct term *t = mem_nul(1, sizeof *t);
	t->nul = fopen("/dev/null", "r+");
	t->screen = t->nul ? newterm("xterm-256color", t->nul, t->nul) : NULL;
	if (!t->screen) {
		if (t->nul)
			fclose(t->nul);
		free(t);
		return err_set(e, ERR_FEJL, _("kan ikke lave et billede uden terminal"));
	}
	resizeterm(h, w);
	begin(t);
	*out = t;
	return 0;
}

/* All of it at once: a terminal that gets it in pieces shows the pieces. */
static void send(struct term *t)
{
	const char *s = t->ud.data;
	for (size_t n = t->nul ? 0 : t->ud.len; n > 0;) {
		ssize_t k = write(STDOUT_FILENO, s, n);
		if (k < 0 && errno != EINTR)
			return;
		s += k > 0 ? k : 0;
		n -= k > 0 ? (size_t)k : 0;
	}
}

/* A terminal without a second screen would keep the last picture, and one that is told to
 * clear may move it up among the lines it remembers: it is written over line by line. */
static void visk(struct term *t)
{
	buf_ryd(&t->ud);
	buf_tekst(&t->ud, t->stil[STYLE_NORMAL]);
	for (int y = 0; y < t->h; y++) {
		kode(&t->ud, tiparm(t->cup, y, 0));
		if (evne("el"))
			kode(&t->ud, evne("el"));
		else
			for (int x = 1; x < t->w; x++)
				buf_tegn(&t->ud, ' ');
	}
	kode(&t->ud, tiparm(t->cup, 0, 0));
	send(t);
}

void term_close(struct term *t)
{
	if (!t)
		return;
	visk(t);
	modes(t, MODES_OFF);
	endwin();
	delscreen(t->screen);
	if (t->nul)
		fclose(t->nul);
	celler_done(&t->celler);
	for (int i = 0; i < STYLE_COUNT; i++)
		free(t->stil[i]);
	buf_done(&t->ud);
	free(t);
}

void term_size(const struct term *t, int *h, int *w)
{
	*h = t->h;
	*w = t->w;
}

void term_resize_to(struct term *t, int h, int w)
{
	resizeterm(h, w);
	sized(t);
	t->omme = true;
}

bool term_resize(struct term *t)
{
	struct winsize ws;
	if (t->nul || ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0 || !ws.ws_row || !ws.ws_col)
		return false;
	if (ws.ws_row == t->h && ws.ws_col == t->w)
		return false;
	term_resize_to(t, ws.ws_row, ws.ws_col);
	return true;
}

/* The bytes of a cell as the terminal is sent them: one character with width and
 * what combines with it. What the terminal would count otherwise than we do becomes
 * its first character alone, or a substitute: a wrong width would tear the line. */
static void celle_bytes(struct buf *ud, const struct celle *c)
{
	mbstate_t m = {0};
	size_t brugt = 0;
	while (brugt < c->n) {
		wchar_t tegn;
		size_t k = mbrtowc(&tegn, c->tegn + brugt, c->n - brugt, &m);
		if (k == 0 || k > c->n - brugt || wcwidth(tegn) != (brugt ? 0 : c->bredde))
			break;
		brugt += k;
	}
	if (brugt)
		buf_add(ud, c->tegn, brugt);
	else
		buf_tekst(ud, c->bredde == 2 ? "\xef\xbf\xbd " : "\xef\xbf\xbd");
}

void term_cell(struct term *t, int y, int x, enum style s, const char *cluster, size_t n,
	       int cells)
{
	celler_saet(&t->celler, y, x, s, cluster, n, cells);
}

static void flyt(struct term *t, int y, int x)
{
	if (y == t->put_y && x == t->put_x)
		return;
	kode(&t->ud, tiparm(t->cup, y, x));
	t->put_y = y;
	t->put_x = x;
}

static void put(void *arg, int y, int x, const struct celle *c)
{
	struct term *t = arg;
	bool sidst = x + c->bredde >= t->w;
	if (sidst && y == t->h - 1 && !t->hjoerne)
		return;
	flyt(t, y, x);
	if (t->put_stil != c->stil)
		buf_tekst(&t->ud, t->stil[c->stil]);
	t->put_stil = c->stil;
	if (c->n == 1)
		buf_tegn(&t->ud, c->tegn[0]);
	else
		celle_bytes(&t->ud, c);
	t->put_x = sidst ? -1 : x + c->bredde;
}

void term_erase(struct term *t)
{
	celler_ryd(&t->celler);
	t->y = -1;
}

void term_cursor(struct term *t, int y, int x)
{
	t->y = y;
	t->x = x;
}

/* The cursor last: where it stands and whether it is seen. */
static void markoer(struct term *t)
{
	bool ses = t->y >= 0, sas = t->vist_y >= 0;
	if (ses && (t->ud.len || t->y != t->vist_y || t->x != t->vist_x))
		flyt(t, t->y, t->x);
	if (ses != sas || t->vist_y < -1)
		kode(&t->ud, evne(ses ? "cnorm" : "civis"));
	t->vist_y = ses ? t->y : -1;
	t->vist_x = t->x;
}

void term_show(struct term *t)
{
	buf_ryd(&t->ud);
	if (t->omme) {
		buf_tekst(&t->ud, t->stil[STYLE_NORMAL]);
		kode(&t->ud, evne("clear"));
		t->put_y = t->put_stil = -1;
		t->vist_y = -2;
	}
	celler_vis(&t->celler, t->omme, put, t);
	t->omme = false;
	if (t->ud.len && t->put_stil != STYLE_NORMAL)
		buf_tekst(&t->ud, t->stil[STYLE_NORMAL]);
	t->put_stil = STYLE_NORMAL;
	markoer(t);
	send(t);
}

void term_redraw(struct term *t)
{
	t->omme = true;
}

int term_fd(const struct term *t)
{
	return t->nul ? -1 : STDIN_FILENO;
}

void term_suspend(struct term *t)
{
	if (t->nul)
		return;
	visk(t);
	modes(t, MODES_OFF);
	endwin();
	struct sigaction gammel, ny = {.sa_handler = SIG_DFL};
	sigaction(SIGTSTP, &ny, &gammel);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &gammel, NULL);
	modes(t, MODES_ON);
	t->omme = true;
	term_resize(t);
	refresh();
}

void term_text(const struct term *t, struct buf *ud)
{
	for (int y = 0; y < t->h; y++) {
		size_t slut = ud->len;
		for (int x = 0; x < t->w; x++) {
			const struct celle *c = celler_vist(&t->celler, y, x);
			if (c->bredde)
				celle_bytes(ud, c);
			if (c->bredde && c->tegn[0] != ' ')
				slut = ud->len;
		}
		buf_skift(ud, slut, ud->len - slut, "\n", 1);
	}
}

void term_where(const struct term *t, int *y, int *x)
{
	*y = t->y;
	*x = t->x;
}

enum style term_style_at(const struct term *t, int y, int x)
{
	return celler_stil(&t->celler, y, x);
}
