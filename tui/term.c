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
	short fg, bg;               /* -1: the terminal's own */
} looks[STYLE_COUNT] = {
	[STYLE_NORMAL] = {A_NORMAL, -1, -1},
	[STYLE_TOP] = {A_REVERSE, -1, -1},
	[STYLE_TAB] = {A_NORMAL, COLOR_CYAN, -1},
	[STYLE_TAB_ON] = {A_REVERSE | A_BOLD, COLOR_CYAN, -1},
	[STYLE_TITLE] = {A_BOLD, -1, -1},
	[STYLE_LABEL] = {A_NORMAL, COLOR_CYAN, -1},
	[STYLE_VALUE] = {A_NORMAL, -1, -1},
	[STYLE_FOCUS] = {A_REVERSE, -1, -1},
	[STYLE_DIM] = {A_DIM, -1, -1},
	[STYLE_ERROR] = {A_BOLD, COLOR_RED, -1},
	[STYLE_WARNING] = {A_BOLD, COLOR_YELLOW, -1},
	[STYLE_GOOD] = {A_NORMAL, COLOR_GREEN, -1},
	[STYLE_KEY] = {A_BOLD, -1, -1},
	[STYLE_FRAME] = {A_DIM, -1, -1},
};

static void colours(struct term *t)
{
	const char *no = getenv("NO_COLOR");
	t->farver = !(no && *no) && has_colors() && start_color() == OK &&
		    use_default_colors() == OK;
	for (short i = 0; t->farver && i < STYLE_COUNT; i++)
		init_pair((short)(i + 1), looks[i].fg, looks[i].bg);
}

static void modes(const struct term *t, const char *s)
{
	const char *mus = t->nul ? NULL : tigetstr("kmous");
	if (!mus || mus == (const char *)-1)
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
	sized(t);
	t->omme = true;
}

int term_open(struct term **out, struct err *e)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, ERR_FEJL, _("skærmen kræver en terminal; se femtrin --plain"));
	struct term *t = mem_nul(1, sizeof *t);
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen) {
		const char *navn = getenv("TERM");
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

void term_close(struct term *t)
{
	if (!t)
		return;
	modes(t, MODES_OFF);
	endwin();
	delscreen(t->screen);
	if (t->nul)
		fclose(t->nul);
	celler_done(&t->celler);
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

/* A cluster as curses takes it: one character with width and what combines with
 * it. What curses would count otherwise than we do becomes its first character
 * alone, or a substitute: a wrong width would tear the whole line. */
static void to_cchar(wchar_t ud[CCHARW_MAX + 1], const char *s, size_t n, int cells)
{
	mbstate_t m = {0};
	size_t antal = 0;
	for (size_t i = 0; i < n && antal < CCHARW_MAX;) {
		wchar_t c;
		size_t k = mbrtowc(&c, s + i, n - i, &m);
		if (k == 0 || k > n - i)
			break;
		if (antal == 0 ? wcwidth(c) == cells : wcwidth(c) == 0)
			ud[antal++] = c;
		else
			break;
		i += k;
	}
	if (antal == 0)
		ud[antal++] = L'\xfffd';
	ud[antal] = 0;
}

void term_cell(struct term *t, int y, int x, enum style s, const char *cluster, size_t n,
	       int cells)
{
	celler_saet(&t->celler, y, x, s, cluster, n, cells);
}

/* A cell that changed, into curses' picture. */
static void put(void *arg, int y, int x, const struct celle *ny)
{
	const struct term *t = arg;
	wchar_t tegn[CCHARW_MAX + 1] = {(unsigned char)ny->tegn[0], 0};
	attr_t attr = looks[ny->stil].attr;
	cchar_t c;
	if (ny->n > 1)
		to_cchar(tegn, ny->tegn, ny->n, ny->bredde);
	/* Without colour an error or a warning still stands out. */
	if (!t->farver && ny->stil == STYLE_ERROR)
		attr |= A_UNDERLINE;
	setcchar(&c, tegn, attr, t->farver ? (short)(ny->stil + 1) : 0, NULL);
	if (ny->bredde == 2 && wcwidth(tegn[0]) == 1)
		mvadd_wch(y, x + 1, &(cchar_t){.chars = {L' '}});
	mvadd_wch(y, x, &c);
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

void term_show(struct term *t)
{
	celler_vis(&t->celler, t->omme, put, t);
	if (t->omme)
		clearok(stdscr, TRUE);
	t->omme = false;
	curs_set(t->y >= 0);
	if (t->y >= 0)
		move(t->y, t->x);
	refresh();
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
	wchar_t *linje = mem_nul((size_t)t->w * CCHARW_MAX + 1, sizeof *linje);
	for (int y = 0; y < t->h; y++) {
		int n = mvinnwstr(y, 0, linje, t->w * CCHARW_MAX);
		while (n > 0 && linje[n - 1] == L' ')
			n--;
		for (int i = 0; i < n; i++) {
			char c[MB_LEN_MAX];
			mbstate_t m = {0};
			size_t k = wcrtomb(c, linje[i], &m);
			if (k != (size_t)-1)
				buf_add(ud, c, k);
		}
		buf_tegn(ud, '\n');
	}
	free(linje);
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
