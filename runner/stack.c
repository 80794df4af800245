/* stack.c: the function's own frame, step by step. */
#include "stack_private.h"

struct stack *stack_analyse(const struct code *c)
{
	struct stack *s = ARENA_NEW(c->arena, struct stack);
	if (!c->n_rpo || !c->n_value || !stack_addresses(c, s))
		return s;
	struct escapes e = {0};
	stack_accesses(c, s, &e);
	stack_purposes(c, s, &e);
	stack_redundancy(c, s);
	return s;
}
