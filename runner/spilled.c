/* spilled.c: what a value is computed from, through spills and reloads. */
#include "spilled.h"
#include "stack.h"

uint32_t spilled_value(const struct analysis *a, uint32_t value)
{
	const struct code *c = a->code;
	const struct stack *k = a->stack;
	if (value == NONE || c->value[value].kind != VALUE_INSN || !k->n_access)
		return value;
	uint32_t insn = c->value[value].where, low = 0, high = k->n_access;
	if (c->insn[insn].op != OP_MOVE || c->insn[insn].n_mem != 1 || !(c->insn[insn].mem[0].flags & MEM_READ))
		return value;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (k->access[k->order[middle]].insn < insn)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == k->n_access || k->access[k->order[low]].insn != insn)
		return value;
	const struct stack_slot *slot = &k->slot[k->slot_of[k->order[low]]];
	const struct stack_access *load = &k->access[k->order[low]], *store = NULL;
	for (uint32_t i = slot->first; i < slot->first + slot->n; i++)
		if (k->access[i].write) {
			if (store)
				return value;
			store = &k->access[i];
		}
	if (!store || slot->escapes || slot->mixed || store->reg == REG_NONE || store->width != load->width)
		return value;
	uint32_t stored = value_used(c, store->insn, store->reg);
	return stored == NONE ? value : value_origin(c, stored);
}

enum { MAX_RELOADS = 8 };

struct through {
	const struct analysis *a;
	enum slice_step (*visit)(const struct code *c, uint32_t value, void *ctx);
	void *ctx;
	uint32_t from[MAX_RELOADS]; /* where a walk starts: at first the value, then what was spilled on its way */
	uint32_t n;
};

static void add(struct through *t, uint32_t value)
{
	for (uint32_t i = 0; i < t->n; i++)
		if (t->from[i] == value)
			return;
	if (t->n < MAX_RELOADS)
		t->from[t->n++] = value;
}

static enum slice_step visit_through(const struct code *c, uint32_t value, void *ctx)
{
	struct through *t = ctx;
	enum slice_step step = t->visit(c, value, t->ctx);
	uint32_t spilled = spilled_value(t->a, value);
	if (step != SLICE_FOUND && spilled != value)
		add(t, spilled);
	return step;
}

bool slice_find_spilled(const struct analysis *a, uint32_t value,
                        enum slice_step (*visit)(const struct code *c, uint32_t value, void *ctx), void *ctx)
{
	struct through t = {.a = a, .visit = visit, .ctx = ctx, .from = {value}, .n = 1};
	for (uint32_t i = 0; i < t.n; i++)
		if (slice_find(a->code, t.from[i], visit_through, &t))
			return true;
	return false;
}
