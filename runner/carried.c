/* carried.c: what a loop carries from one iteration to the next, and in what way.
 *
 * Two passes over the loop's body mark each value with the header phis that it depends on (from) and with those whose
 * next value depends on it (to). What has the same phi in both lies on that phi's cycle. */
#include "carried.h"

#include "slice.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_PHIS = 64 };

struct pass {
	const struct code *c;
	const struct analysis *a;
	const struct loop *loop;
	uint32_t index; /* of loop */
	struct carried out;
	uint64_t *from, *to;      /* by value */
	uint64_t last, compared;  /* phis that keep what was chosen last; that a branch compares */
	uint32_t *order, n_order; /* the loop's blocks in reverse postorder */
};

static int by_rpo(const void *x, const void *y, void *code)
{
	const struct code *c = code;
	uint32_t a = c->block[*(const uint32_t *)x].rpo, b = c->block[*(const uint32_t *)y].rpo;
	return (a > b) - (a < b);
}

static void order_blocks(struct pass *p)
{
	const struct code *c = p->c;
	p->n_order = p->loop->n_blocks;
	p->order = ARENA_ARRAY_RAW(c->arena, uint32_t, p->n_order);
	memcpy(p->order, c->loop_blocks + p->loop->first_block, p->n_order * sizeof *p->order);
	qsort_r(p->order, p->n_order, sizeof *p->order, by_rpo, (void *)c);
}

static void find_phis(struct pass *p)
{
	const struct code *c = p->c;
	uint32_t first = c->phi_of_block[p->loop->header], end = c->phi_of_block[p->loop->header + 1];
	p->out.phi = ARENA_ARRAY(c->arena, uint32_t, end - first);
	p->out.kind = ARENA_ARRAY(c->arena, uint8_t, end - first);
	p->out.packed = ARENA_ARRAY(c->arena, bool, end - first);
	for (uint32_t v = first; v < end; v++)
		if (c->value_is_live[v])
			p->out.phi[p->out.n++] = v;
}

/* Innermost loops share no values, so one pair of tables serves all loops of the function without being cleared. */
static void find_tables(struct pass *p)
{
	struct carried_tables *t = p->a->carried;
	if (!t->from) {
		t->from = ARENA_ARRAY(p->c->arena, uint64_t, p->c->n_value);
		t->to = ARENA_ARRAY(p->c->arena, uint64_t, p->c->n_value);
	}
	p->from = t->from;
	p->to = t->to;
}

static uint64_t *slot(const struct pass *p, uint64_t *table, uint32_t value)
{
	static _Thread_local uint64_t outside;
	if (value == NONE || value_invariant(p->c, p->index, value)) {
		outside = 0;
		return &outside;
	}
	return &table[value];
}

static uint64_t phi_bit(uint32_t i) { return 1ull << (i < MAX_PHIS ? i : MAX_PHIS - 1); }

/* A written-back base depends on that base alone. */
static uint64_t input_mask(const struct pass *p, uint32_t i, const struct operand *def, uint64_t all)
{
	if (!value_is_writeback(p->c, def->value))
		return all;
	return *slot(p, p->from, value_used(p->c, i, def->reg));
}

/* What a call makes of its arguments is not known: nothing is carried through it. The call itself is what counts. */
static void forward(struct pass *p)
{
	const struct code *c = p->c;
	for (uint32_t i = 0; i < p->out.n; i++)
		*slot(p, p->from, p->out.phi[i]) |= phi_bit(i);
	for (uint32_t k = 0; k < p->n_order; k++) {
		uint32_t block = p->order[k];
		if (block != p->loop->header)
			for (uint32_t v = c->phi_of_block[block]; v < c->phi_of_block[block + 1]; v++)
				for (uint32_t a = 0; a < c->block[block].n_pred; a++)
					*slot(p, p->from, v) |=
					    *slot(p, p->from, c->phi_args[c->value[v].first_arg + a]);
		for (uint32_t i = c->block[block].first; i < c->block[block].end; i++) {
			uint64_t mask = 0;
			for (uint32_t u = c->first_use[i]; !insn_is_call(&c->insn[i]) && u < c->first_use[i + 1]; u++)
				mask |= *slot(p, p->from, c->uses[u].value);
			for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
				*slot(p, p->from, c->defs[d].value) = input_mask(p, i, &c->defs[d], mask);
		}
	}
}

static bool is_back_edge(const struct pass *p, uint32_t pred_index)
{
	const struct block *h = &p->c->block[p->loop->header];
	return loop_has_block(p->c, p->index, p->c->pred[h->first_pred + pred_index]);
}

static void backward(struct pass *p)
{
	const struct code *c = p->c;
	for (uint32_t i = 0; i < p->out.n; i++)
		for (uint32_t a = 0; a < c->block[p->loop->header].n_pred; a++)
			if (is_back_edge(p, a))
				*slot(p, p->to, c->phi_args[c->value[p->out.phi[i]].first_arg + a]) |= phi_bit(i);
	for (uint32_t k = p->n_order; k-- > 0;) {
		uint32_t block = p->order[k];
		for (uint32_t i = c->block[block].end; i-- > c->block[block].first;) {
			uint64_t mask = 0;
			for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
				mask |= *slot(p, p->to, c->defs[d].value);
			for (uint32_t u = c->first_use[i]; !insn_is_call(&c->insn[i]) && u < c->first_use[i + 1]; u++)
				*slot(p, p->to, c->uses[u].value) |= mask;
		}
		if (block != p->loop->header)
			for (uint32_t v = c->phi_of_block[block]; v < c->phi_of_block[block + 1]; v++)
				for (uint32_t a = 0; a < c->block[block].n_pred; a++)
					*slot(p, p->to, c->phi_args[c->value[v].first_arg + a]) |= *slot(p, p->to, v);
	}
}

/* Phis that depend on each other in a ring, as bits, transitively closed. */
static void close_rings(const struct pass *p, uint64_t reach[static MAX_PHIS])
{
	const struct code *c = p->c;
	for (uint32_t i = 0; i < p->out.n && i < MAX_PHIS; i++) {
		reach[i] = 0;
		for (uint32_t a = 0; a < c->block[p->loop->header].n_pred; a++)
			if (is_back_edge(p, a))
				reach[i] |= *slot(p, p->from, c->phi_args[c->value[p->out.phi[i]].first_arg + a]);
	}
	for (uint32_t k = 0; k < p->out.n && k < MAX_PHIS; k++)
		for (uint32_t i = 0; i < p->out.n && i < MAX_PHIS; i++)
			if (reach[i] >> k & 1)
				reach[i] |= reach[k];
}

enum family { FAMILY_NONE, FAMILY_ANY, FAMILY_SUM, FAMILY_PRODUCT, FAMILY_AND, FAMILY_OR, FAMILY_XOR, FAMILY_EXTREME };

static enum family family_of(enum op op)
{
	static const uint8_t families[OP_COUNT] = {
	    [OP_MOVE] = FAMILY_ANY,     [OP_EXTEND] = FAMILY_ANY,     [OP_CMP] = FAMILY_ANY,
	    [OP_FCMP] = FAMILY_ANY,     [OP_ADD] = FAMILY_SUM,        [OP_SUB] = FAMILY_SUM,
	    [OP_MADD] = FAMILY_SUM,     [OP_ADDRESS] = FAMILY_SUM,    [OP_MUL] = FAMILY_PRODUCT,
	    [OP_ADC] = FAMILY_SUM,      [OP_SBB] = FAMILY_SUM,        [OP_AND] = FAMILY_AND,
	    [OP_OR] = FAMILY_OR,        [OP_XOR] = FAMILY_XOR,        [OP_MIN] = FAMILY_EXTREME,
	    [OP_MAX] = FAMILY_EXTREME,  [OP_SELECT] = FAMILY_EXTREME, [OP_FADD] = FAMILY_SUM,
	    [OP_FSUB] = FAMILY_SUM,     [OP_FMA] = FAMILY_SUM,        [OP_FMUL] = FAMILY_PRODUCT,
	    [OP_FMIN] = FAMILY_EXTREME, [OP_FMAX] = FAMILY_EXTREME,
	};
	return families[op];
}

struct cycle {
	enum family family;
	bool floating, packed, scalar, broken;
	bool branch_compares; /* a compare of it decides a branch inside the loop */
	bool varies;          /* what is added to it is computed in the loop */
	uint32_t n_compute;
};

static bool on_cycle(const struct pass *p, uint32_t value, uint64_t bit)
{
	return (*slot(p, p->from, value) & bit) && (*slot(p, p->to, value) & bit);
}

static bool uses_cycle(const struct pass *p, uint32_t i, uint64_t bit)
{
	const struct code *c = p->c;
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (on_cycle(p, c->uses[u].value, bit))
			return true;
	return false;
}

static bool defines_cycle(const struct pass *p, uint32_t i, uint64_t bit)
{
	const struct code *c = p->c;
	for (uint32_t d = c->first_def[i]; d < c->first_def[i + 1]; d++)
		if (on_cycle(p, c->defs[d].value, bit))
			return true;
	return false;
}

/* The operand through which the cycle must pass: x - acc is no reduction, x * acc + y neither. */
static bool right_operand(const struct pass *p, uint32_t i, uint64_t bit)
{
	const struct insn *in = &p->c->insn[i];
	for (unsigned s = 0; s < in->n_src; s++) {
		if (!on_cycle(p, value_used(p->c, i, in->src[s]), bit))
			continue;
		if ((in->op == OP_SUB || in->op == OP_FSUB) && s != 0)
			return false;
		if ((in->op == OP_MADD || in->op == OP_FMA) && s != in->acc)
			return false;
	}
	return !(in->n_mem && (in->mem[0].flags & MEM_READ) &&
	         (on_cycle(p, in->mem[0].base == REG_NONE ? NONE : value_used(p->c, i, in->mem[0].base), bit) ||
	          on_cycle(p, in->mem[0].index == REG_NONE ? NONE : value_used(p->c, i, in->mem[0].index), bit)));
}

/* acc = condition ? acc + x : acc: what the condition compares is not the carried value, so the select only masks. */
static bool select_is_conditional_update(const struct pass *p, uint32_t i, uint64_t bit)
{
	const struct code *c = p->c;
	if (c->insn[i].op != OP_SELECT)
		return false;
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (reg_is_flag(c->uses[u].reg) && on_cycle(p, c->uses[u].value, bit))
			return false;
	return true;
}

/* acc = condition ? acc : acc + 1 (csinc): a sum of conditions. */
static bool select_counts(const struct pass *p, uint32_t i, uint64_t bit)
{
	const struct insn *in = &p->c->insn[i];
	if (in->op != OP_SELECT || in->n_src != 2 || in->n_mem)
		return false;
	return on_cycle(p, value_used(p->c, i, in->src[0]), bit) && on_cycle(p, value_used(p->c, i, in->src[1]), bit) &&
	       select_is_conditional_update(p, i, bit);
}

/* Cut to 8, 16 or 32 bits: no operation of its own. */
static bool only_truncates(const struct insn *in)
{
	return in->op == OP_AND && in->has_imm && (in->imm == 0xff || in->imm == 0xffff || in->imm == 0xffffffff);
}

static enum family family_in_cycle(const struct pass *p, uint32_t i, uint64_t bit)
{
	if (select_counts(p, i, bit))
		return FAMILY_SUM;
	if (only_truncates(&p->c->insn[i]) || select_is_conditional_update(p, i, bit))
		return FAMILY_ANY;
	return family_of(p->c->insn[i].op);
}

static bool adds_what_varies(const struct pass *p, uint32_t i, uint64_t bit)
{
	const struct code *c = p->c;
	for (uint32_t u = c->first_use[i]; u < c->first_use[i + 1]; u++)
		if (!on_cycle(p, c->uses[u].value, bit) && !value_invariant(c, p->index, c->uses[u].value))
			return true;
	return false;
}

static void take_instruction(const struct pass *p, struct cycle *k, uint32_t i, uint64_t bit)
{
	const struct insn *in = &p->c->insn[i];
	if (!uses_cycle(p, i, bit) || insn_is_call(in))
		return;
	if (!defines_cycle(p, i, bit)) {
		const struct insn *last = block_last(p->c, &p->c->block[p->c->block_of[i]]);
		bool compares =
		    (in->op == OP_CMP || in->op == OP_FCMP || in->op == OP_TEST) && last->flow == FLOW_BRANCH;
		k->branch_compares |= compares;
		k->broken |= !compares;
		return;
	}
	enum family f = family_in_cycle(p, i, bit);
	k->varies |= in->op == OP_SELECT || f == FAMILY_NONE || adds_what_varies(p, i, bit);
	k->packed |= (in->flags & INSN_PACKED) != 0;
	k->floating |= (in->flags & INSN_FLOAT) != 0;
	k->scalar |= (in->flags & (INSN_FLOAT | INSN_PACKED)) == INSN_FLOAT && f != FAMILY_ANY;
	k->n_compute += f != FAMILY_ANY;
	if (f == FAMILY_NONE || !right_operand(p, i, bit))
		k->broken = true;
	else if (f != FAMILY_ANY && k->family != FAMILY_ANY && k->family != f)
		k->broken = true;
	else if (f != FAMILY_ANY)
		k->family = f;
}

/* A conditional move or an in-loop phi without arithmetic is an extreme (min, max) when a compare of the carried value
 * itself decides it; else it is the last of the values that a condition chose, and only what follows the loop reads it:
 * the last index at which the condition held tells which one. */
static enum carried_kind judge(const struct cycle *k)
{
	/* Grows by what does not change, but is not known either: a row's length, a vector's. */
	if (k->family == FAMILY_SUM && k->n_compute && !k->varies && !k->floating)
		return CARRIED_INDUCTION;
	if (k->broken || (k->branch_compares && k->n_compute && k->family != FAMILY_EXTREME))
		return CARRIED_RECURRENCE;
	if (!k->n_compute && !k->branch_compares)
		return CARRIED_REDUCTION;
	return k->floating ? CARRIED_FP : CARRIED_REDUCTION;
}

static enum carried_kind classify(struct pass *p, uint32_t i, const uint64_t reach[static MAX_PHIS])
{
	struct induction *in = analysis_induction(p->a, p->index);
	struct linear l = induction_of(in, p->out.phi[i]);
	if (l.known)
		return l.step ? CARRIED_INDUCTION : CARRIED_NOTHING;
	if (i >= MAX_PHIS - 1)
		return CARRIED_RECURRENCE;
	uint64_t bit = phi_bit(i);
	if (!(reach[i] & bit))
		return CARRIED_NOTHING;
	for (uint32_t k = 0; k < p->out.n && k < MAX_PHIS; k++)
		if (k != i && (reach[i] >> k & 1) && (reach[k] & bit))
			return CARRIED_RECURRENCE;
	struct cycle cycle = {.family = FAMILY_ANY};
	for (uint32_t k = 0; k < p->n_order; k++)
		for (uint32_t n = p->c->block[p->order[k]].first; n < p->c->block[p->order[k]].end; n++)
			take_instruction(p, &cycle, n, bit);
	p->out.packed[i] = cycle.packed && !cycle.scalar; /* movaps copies scalars as well */
	p->last |= !cycle.n_compute && !cycle.branch_compares && !cycle.broken ? bit : 0;
	p->compared |= cycle.branch_compares ? bit : 0;
	return judge(&cycle);
}

/* The index of a minimum: what is chosen last hangs on something else that is carried, by a select or by a branch. */
static void judge_last_values(struct pass *p, const uint64_t reach[static MAX_PHIS])
{
	uint64_t others = 0;
	for (uint32_t i = 0; i < p->out.n && i < MAX_PHIS; i++)
		if (p->out.kind[i] != CARRIED_NOTHING && p->out.kind[i] != CARRIED_INDUCTION)
			others |= phi_bit(i);
	for (uint32_t i = 0; i < p->out.n && i < MAX_PHIS; i++)
		if ((p->last & phi_bit(i)) && (p->compared || (reach[i] & others & ~phi_bit(i))))
			p->out.kind[i] = CARRIED_RECURRENCE;
}

struct carried carried_analyse(const struct analysis *a, uint32_t loop)
{
	struct pass p = {.c = a->code, .a = a, .loop = &a->code->loop[loop], .index = loop};
	uint64_t reach[MAX_PHIS];
	find_phis(&p);
	if (!p.out.n)
		return p.out;
	order_blocks(&p);
	find_tables(&p);
	forward(&p);
	backward(&p);
	close_rings(&p, reach);
	for (uint32_t i = 0; i < p.out.n; i++)
		p.out.kind[i] = (uint8_t)classify(&p, i, reach);
	judge_last_values(&p, reach);
	return p.out;
}
