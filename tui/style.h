#ifndef TUI_STYLE_H
#define TUI_STYLE_H

/* How a cell looks, by what it means. term.c turns these into attributes and,
 * where the terminal has them and NO_COLOR is not set, one of 16 colours. A
 * meaning never stands in the style alone: a mark or a word says it too. */
enum style {
	STYLE_NORMAL,
	STYLE_TOP,        /* line 1 */
	STYLE_TAB,        /* steps, headings of columns */
	STYLE_TAB_ON,     /* the one we stand in */
	STYLE_TITLE,      /* headings */
	STYLE_LABEL,      /* the name beside a field */
	STYLE_VALUE,
	STYLE_FOCUS,      /* the field or row where the next key acts */
	STYLE_DIM,        /* help, units, "skjult visning" */
	STYLE_ERROR,
	STYLE_WARNING,
	STYLE_GOOD,
	STYLE_KEY,        /* names of keys in the bottom line */
	STYLE_FRAME,      /* lines between columns */
	STYLE_COUNT
};

#endif
