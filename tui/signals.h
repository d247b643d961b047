#ifndef TUI_SIGNALS_H
#define TUI_SIGNALS_H

/* Signals as something to read: a window's new size, hang-up, the wish to stop
 * or to be suspended. */
int signals_start(void);          /* a descriptor to wait on; negative when it cannot be had */
void signals_husk_terminal(void); /* before curses: how it is to be left after a fault */
int signals_naeste(int fd);       /* the next signal's number; 0 when there is none */
void signals_slut(int fd);

#endif
