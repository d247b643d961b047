#include "tui/stack.h"

#include <stdlib.h>

#include "core/base/mem.h"

int stack_push(struct stack *s, struct app *app, const struct screen_ops *ops, const void *arg,
	       struct err *e)
{
	void *state = mem_nul(1, ops->state_size ? ops->state_size : 1);
	int r = ops->open ? ops->open(state, app, arg, e) : 0;
	if (r < 0) {
		free(state);
		return r;
	}
	*(struct frame *)vec_ny(&s->frames) = (struct frame){ops, state};
	return 0;
}

void stack_pop(struct stack *s)
{
	struct frame *f = stack_top(s);
	if (!f)
		return;
	if (f->ops->close)
		f->ops->close(f->state);
	free(f->state);
	s->frames.n--;
}

size_t stack_antal(const struct stack *s)
{
	return s->frames.n;
}

struct frame *stack_nr(const struct stack *s, size_t i)
{
	return VEC_NR(struct frame, &s->frames, i);
}

struct frame *stack_top(const struct stack *s)
{
	return s->frames.n ? stack_nr(s, s->frames.n - 1) : NULL;
}

size_t stack_find(const struct stack *s, const struct screen_ops *ops)
{
	size_t i = 0;
	while (i < s->frames.n && stack_nr(s, i)->ops != ops)
		i++;
	return i;
}

void stack_done(struct stack *s)
{
	while (s->frames.n)
		stack_pop(s);
	vec_done(&s->frames);
}
