/* stack_purpose.c: what the slots of a frame are for, where that is no local's or spilled register's home. */
#include "noreturn.h"
#include "stack_private.h"

#include <string.h>

/* ---- saved registers, incoming and outgoing arguments ------------------------------------------------------------ */

reg_t stack_entry_stored(const struct code *c, const struct stack_access *a)
{
	if (!a->write || a->read || a->reg == REG_NONE)
		return REG_NONE;
	uint32_t v = value_origin(c, value_used(c, a->insn, a->reg));
	return v < REG_COUNT ? (reg_t)v : REG_NONE;
}

/* Whether the instruction loads the register from the slot. */
static bool loads_from(const struct stack *s, const struct stack_slot *k, uint32_t insn, reg_t r)
{
	uint32_t first = k->first, end = k->first + k->n;
	while (first < end) {
		uint32_t mid = first + (end - first) / 2;
		if (s->access[mid].insn < insn)
			first = mid + 1;
		else
			end = mid;
	}
	return first < k->first + k->n && s->access[first].insn == insn && s->access[first].read &&
	       s->access[first].reg == r;
}

enum { MAX_SAVED_VALUES = 32 };

/* Whether a value of callee-saved register r is the caller's: as at entry, or restored from the slot on some way to
 * where it is saved again (a shrink-wrapped save in a loop). */
static bool is_callers(const struct code *c, const struct stack *s, const struct stack_slot *k, uint32_t value, reg_t r)
{
	uint32_t todo[MAX_SAVED_VALUES] = {value}, n = 1;
	for (uint32_t at = 0; at < n; at++) {
		const struct value *v = &c->value[todo[at]];
		if (v->reg != r || v->kind == VALUE_UNKNOWN ||
		    (v->kind == VALUE_INSN && !loads_from(s, k, v->where, r)))
			return false;
		for (uint32_t p = 0; v->kind == VALUE_PHI && p < c->block[v->where].n_pred; p++) {
			uint32_t arg = c->phi_args[v->first_arg + p], seen = 0;
			while (seen < n && todo[seen] != arg)
				seen++;
			if (seen < n)
				continue;
			if (n == MAX_SAVED_VALUES)
				return false;
			todo[n++] = arg;
		}
	}
	return true;
}

/* A register that carries no argument holds at entry what belongs to the caller, or nothing. */
static bool is_saved(const struct code *c, const struct stack *s, const struct stack_slot *k,
                     const struct stack_access *a)
{
	if (!a->write || a->read || a->reg == REG_NONE)
		return false;
	uint32_t v = value_used(c, a->insn, a->reg);
	if (v == NONE)
		return false;
	if (regset_has(c->isa->callee_saved, a->reg) || a->reg == c->isa->link)
		return is_callers(c, s, k, v, a->reg);
	return v == a->reg && !regset_has(c->isa->call_args, a->reg);
}

static bool reads_explicitly(const struct insn *in, reg_t r)
{
	for (unsigned i = 0; i < in->n_src; i++)
		if (in->src[i] == r)
			return true;
	for (unsigned m = 0; m < in->n_mem; m++)
		if (in->mem[m].base == r || in->mem[m].index == r)
			return true;
	return false;
}

/* Whether the register is read from instruction `from` of its block on: NO, YES, or LATER where the block's end says
 * nothing. Calls and returns read registers only because they may hold something. */
enum read_state { READ_NO, READ_YES, READ_LATER };

static enum read_state read_in_block(const struct code *c, uint32_t from, uint32_t end, reg_t r)
{
	for (uint32_t i = from; i < end; i++) {
		const struct insn *in = &c->insn[i];
		bool implicit = in->flow != FLOW_NEXT;
		if (regset_has(in->read, r) && (!implicit || reads_explicitly(in, r)))
			return READ_YES;
		if (in->flow == FLOW_RETURN || regset_has(in->write, r))
			return READ_NO;
	}
	return READ_LATER;
}

enum { MAX_BLOCKS_AHEAD = 24 };

/* Whether a block behind this one reads the register; beyond MAX_BLOCKS_AHEAD it may. */
static bool read_ahead(const struct code *c, uint32_t block, reg_t r)
{
	uint32_t todo[MAX_BLOCKS_AHEAD] = {block}, n = 1;
	for (uint32_t at = 0; at < n; at++) {
		const struct block *b = &c->block[todo[at]];
		for (uint32_t s = 0; s < b->n_succ; s++) {
			uint32_t to = c->succ[b->first_succ + s], seen = 1;
			enum read_state state = read_in_block(c, c->block[to].first, c->block[to].end, r);
			if (state == READ_YES)
				return true;
			while (seen < n && todo[seen] != to)
				seen++;
			if (state == READ_NO || seen < n)
				continue;
			if (n == MAX_BLOCKS_AHEAD)
				return true;
			todo[n++] = to;
		}
	}
	return false;
}

/* Whether nothing uses what a pop loads. */
bool stack_popped_for_nothing(const struct code *c, const struct stack_access *a)
{
	uint32_t block = c->block_of[a->insn];
	if (c->insn[a->insn].op != OP_POP || a->reg == REG_NONE || !a->read)
		return false;
	enum read_state state = read_in_block(c, a->insn + 1, c->block[block].end, a->reg);
	if (state != READ_LATER || !regset_has(c->live_out[block], a->reg))
		return state != READ_YES;
	return !regset_has(c->isa->callee_saved, a->reg) && !read_ahead(c, block, a->reg);
}

/* push and pop of any register, to move sp by its size. */
static bool only_moves_sp(const struct code *c, const struct stack_access *a)
{
	if (a->write)
		return c->insn[a->insn].op == OP_PUSH && stack_entry_stored(c, a) != REG_NONE;
	return stack_popped_for_nothing(c, a);
}

static enum access_purpose slot_purpose(const struct code *c, const struct stack *s, const struct stack_slot *slot)
{
	if (slot->root == 0 && slot->offset >= 0 && !slot->vl_scaled)
		return ACCESS_INCOMING;
	uint32_t n_write = 0, n_read = 0, n_saved = 0, n_moving = 0, n_entry = 0;
	for (uint32_t i = slot->first; i < slot->first + slot->n; i++) {
		const struct stack_access *a = &s->access[i];
		n_write += a->write;
		n_read += a->read && !stack_popped_for_nothing(c, a);
		n_saved += is_saved(c, s, slot, a);
		n_moving += only_moves_sp(c, a);
		n_entry += stack_entry_stored(c, a) != REG_NONE;
	}
	if ((n_write && n_saved == n_write) || n_moving == slot->n)
		return ACCESS_CALLEE_SAVE;
	if (n_write && !n_read)
		return n_entry == n_write ? ACCESS_VARARGS : ACCESS_OUTGOING;
	return ACCESS_PLAIN;
}

static void set_purpose(struct stack *s, struct stack_slot *slot, enum access_purpose purpose)
{
	slot->purpose = (uint8_t)purpose;
	for (uint32_t i = slot->first; i < slot->first + slot->n; i++)
		s->access[i].purpose = (uint8_t)purpose;
}

/* ---- the canary -------------------------------------------------------------------------------------------------- */

static struct stack_slot *slot_at(const struct stack *s, const struct frame_address *where)
{
	uint32_t first = 0, end = s->n_slot;
	while (first < end) {
		uint32_t mid = first + (end - first) / 2;
		const struct stack_slot *k = &s->slot[mid];
		if (k->root < where->root ||
		    (k->root == where->root && !k->vl_scaled && k->offset + k->width <= where->offset))
			first = mid + 1;
		else
			end = mid;
	}
	struct stack_slot *found = &s->slot[first];
	return first < s->n_slot && found->root == where->root && !found->vl_scaled && found->offset <= where->offset
	           ? found
	           : NULL;
}

/* The slot that the instruction loads from. */
static struct stack_slot *slot_loaded(const struct code *c, const struct stack *s, uint32_t insn)
{
	const struct insn *in = &c->insn[insn];
	for (unsigned m = 0; m < in->n_mem; m++) {
		const struct frame_address *base = stack_address(s, value_used(c, insn, in->mem[m].base));
		if (!base || !(in->mem[m].flags & MEM_READ) || in->mem[m].index != REG_NONE)
			continue;
		struct frame_address where = {base->offset + in->mem[m].disp, base->root};
		return slot_at(s, &where);
	}
	return NULL;
}

static void mark_canary(const struct code *c, struct stack *s, uint32_t insn, unsigned depth)
{
	struct stack_slot *slot = slot_loaded(c, s, insn);
	if (slot)
		set_purpose(s, slot, ACCESS_CANARY);
	for (uint32_t u = c->first_use[insn]; depth && u < c->first_use[insn + 1]; u++) {
		uint32_t v = c->uses[u].value;
		if (v != NONE && c->value[v].kind == VALUE_INSN && c->uses[u].reg != c->isa->sp)
			mark_canary(c, s, c->value[v].where, depth - 1);
	}
}

/* The branch's condition comes from a compare, the compare's operands from loads: three steps. */
enum { CANARY_DEPTH = 3 };

static void find_canaries(const struct code *c, struct stack *s)
{
	for (uint32_t b = 0; b < c->n_block; b++) {
		const struct block *k = &c->block[b];
		if (k->rpo == NONE || k->no_return || c->insn[k->end - 1].flow != FLOW_BRANCH)
			continue;
		for (uint32_t i = 0; i < k->n_succ; i++) {
			struct sink sink;
			if (noreturn_sink(c, c->succ[k->first_succ + i], &sink) &&
			    !strcmp(sink.kind, "stack-protector"))
				mark_canary(c, s, k->end - 1, CANARY_DEPTH);
		}
	}
}

/* ---- all slots --------------------------------------------------------------------------------------------------- */

static bool stores_address(const struct code *c, const struct stack *s, const struct stack_slot *k)
{
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &s->access[i];
		if (a->write && a->reg != REG_NONE && stack_address(s, value_origin(c, value_used(c, a->insn, a->reg))))
			return true;
	}
	return false;
}

/* A variadic function's va_list holds addresses of its save area and of the arguments on the stack; its other members
 * lie around them. */
enum { VA_LIST_SIZE = 32 };

static void mark_va_list(struct stack *s, uint32_t at)
{
	int64_t low = s->slot[at].offset - VA_LIST_SIZE / 2, high = s->slot[at].offset + VA_LIST_SIZE;
	uint32_t root = s->slot[at].root, i = at;
	while (i && s->slot[i - 1].root == root && s->slot[i - 1].offset >= low)
		i--;
	for (; i < s->n_slot && s->slot[i].root == root && s->slot[i].offset < high; i++)
		if (s->slot[i].purpose == ACCESS_PLAIN)
			set_purpose(s, &s->slot[i], ACCESS_VARARGS);
}

static bool is_taken(const struct escapes *e, const struct stack_slot *k)
{
	for (uint32_t i = 0; i < e->n; i++)
		if (e->v[i].where.root == k->root && e->v[i].where.offset == k->offset)
			return true;
	return false;
}

/* Arguments whose address is taken, or that of a structure which begins with them, are stored and never loaded as well.
 * The save area of a variadic function goes up to the last register; where a compiler knows that fewer are fetched it
 * saves a few, and addresses them from the place that the first argument of all would have. */
static bool is_variadic(const struct code *c, const struct stack *s, const struct escapes *e)
{
	for (uint32_t i = 0; i < s->n_slot; i++) {
		const struct stack_slot *k = &s->slot[i];
		if (k->purpose != ACCESS_VARARGS)
			continue;
		if (stack_entry_stored(c, &s->access[k->first]) == c->isa->last_arg)
			return true;
		bool first = !i || k[-1].purpose != ACCESS_VARARGS || k[-1].offset + k[-1].width != k->offset;
		bool more = i + 1 < s->n_slot && k[1].purpose == ACCESS_VARARGS && k->offset + k->width == k[1].offset;
		if (first && more && !is_taken(e, k))
			return true;
	}
	return false;
}

static void find_va_list(const struct code *c, struct stack *s, const struct escapes *e)
{
	bool variadic = is_variadic(c, s, e);
	for (uint32_t i = 0; variadic && i < s->n_slot; i++)
		if (s->slot[i].purpose != ACCESS_INCOMING && s->slot[i].purpose != ACCESS_CALLEE_SAVE &&
		    stores_address(c, s, &s->slot[i]))
			mark_va_list(s, i);
}

void stack_purposes(const struct code *c, struct stack *s, const struct escapes *e)
{
	if (!s->n_slot)
		return;
	for (uint32_t i = 0; i < s->n_slot; i++)
		set_purpose(s, &s->slot[i], slot_purpose(c, s, &s->slot[i]));
	find_canaries(c, s);
	find_va_list(c, s, e);
}
