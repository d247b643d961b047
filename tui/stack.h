#ifndef TUI_STACK_H
#define TUI_STACK_H

#include <stddef.h>

#include "core/base/vec.h"
#include "tui/screen.h"

/* The open screens, the one that has the keys last. Owns their states. */
struct frame {
	const struct screen_ops *ops;
	void *state;
};

struct stack {
	struct vec frames;
};

#define STACK_TOM {VEC_AF(struct frame)}

/* Opens a screen on top; its open's code when that refuses. */
int stack_push(struct stack *s, struct app *app, const struct screen_ops *ops, const void *arg,
	       struct err *e);
void stack_pop(struct stack *s);
size_t stack_antal(const struct stack *s);
struct frame *stack_nr(const struct stack *s, size_t i);
struct frame *stack_top(const struct stack *s);                 /* NULL when empty */
size_t stack_find(const struct stack *s, const struct screen_ops *ops);   /* antal when not there */
void stack_done(struct stack *s);

#endif
