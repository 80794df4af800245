/* stack.c: the function's own frame, step by step. */
#include "stack_private.h"

/* Stores and loads of the slots that have both. */
static void follow(const struct code *c, struct stack *s)
{
	uint32_t *list = ARENA_ARRAY_RAW(c->arena, uint32_t, s->n_slot), n = 0;
	for (uint32_t i = 0; i < s->n_slot; i++)
		if (s->slot[i].purpose == ACCESS_PLAIN && !s->slot[i].mixed)
			list[n++] = i;
	stack_flow(c, s, list, n);
	arena_trim(c->arena, list, 0);
}

struct stack *stack_analyse(const struct code *c)
{
	struct stack *s = ARENA_NEW(c->arena, struct stack);
	if (!c->n_rpo || !c->n_value || !stack_addresses(c, s))
		return s;
	struct escapes e = {0};
	stack_accesses(c, s, &e);
	stack_purposes(c, s, &e);
	stack_redundancy(c, s);
	if (!s->unoptimised)
		follow(c, s);
	stack_escapes(s, &e);
	return s;
}
