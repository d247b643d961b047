#include "tui/list.h"

void list_antal(struct list *l, size_t n)
{
	l->n = n;
	if (l->valgt >= n)
		l->valgt = n ? n - 1 : 0;
}

size_t list_top(const struct list *l, int rows)
{
	size_t h = rows > 0 ? (size_t)rows : 1;
	size_t top = l->top;
	if (l->valgt < top)
		top = l->valgt;
	if (l->valgt >= top + h)
		top = l->valgt - h + 1;
	if (top + h > l->n)
		top = l->n > h ? l->n - h : 0;
	return top;
}

static void frem(struct list *l, size_t n)
{
	l->valgt = l->n - l->valgt > n ? l->valgt + n : l->n - 1;
}

bool list_command(struct list *l, enum command c, int rows)
{
	size_t side = rows > 1 ? (size_t)rows - 1 : 1;
	if (l->n == 0)
		return false;
	if (c == C_LISTE_OP)
		l->valgt -= l->valgt > 0;
	else if (c == C_LISTE_NED)
		frem(l, 1);
	else if (c == C_LISTE_SIDE_OP)
		l->valgt -= l->valgt < side ? l->valgt : side;
	else if (c == C_LISTE_SIDE_NED)
		frem(l, side);
	else if (c == C_LISTE_START)
		l->valgt = 0;
	else if (c == C_LISTE_SLUT)
		l->valgt = l->n - 1;
	else
		return false;
	l->top = list_top(l, rows);
	return true;
}
