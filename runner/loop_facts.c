/* loop_facts.c: small questions about one loop that several classes ask. */
#include "loop_facts.h"
#include "memory.h"

#include <inttypes.h>

/* ---- what it goes through, and what it occupies ------------------------------------------------------------------ */

static uint32_t find_spine(const struct code *c, uint32_t loop)
{
	const struct block *header = &c->block[c->loop[loop].header];
	uint32_t spine = NONE;
	for (uint32_t p = 0; p < header->n_pred; p++) {
		uint32_t latch = c->pred[header->first_pred + p];
		if (!loop_has_block(c, loop, latch) || c->block[latch].rpo == NONE)
			continue;
		spine = spine == NONE ? latch : spine;
		while (!block_dominates(c, spine, latch) && c->block[spine].idom != NONE)
			spine = c->block[spine].idom;
	}
	return spine == NONE ? c->loop[loop].header : spine;
}

regset untouched_registers(const struct code *c)
{
	regset written = {{0}};
	for (uint32_t b = 0; b < c->n_block; b++)
		written = regset_or(written, c->written[b]);
	return regset_minus(c->isa->callee_saved, written);
}

struct loop_facts loop_facts(const struct code *c, uint32_t loop, regset untouched)
{
	const struct loop *l = &c->loop[loop];
	struct loop_facts f = {.spine = find_spine(c, loop)};
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t b = c->loop_blocks[l->first_block + k];
		if (c->block[b].no_return)
			continue;
		f.busy = regset_or(f.busy, regset_or(c->written[b], regset_or(c->live_in[b], c->live_out[b])));
	}
	f.busy = regset_minus(f.busy, untouched);
	return f;
}

void loop_see_spill(struct loop_facts *f, const struct insn *load)
{
	reg_t r = load->n_dst ? load->dst[0] : load->n_src ? load->src[0] : REG_GENERAL;
	f->general_spilled |= reg_is_general(r);
	f->vector_spilled |= reg_is_vector(r);
}

bool loop_has_free_register(const struct code *c, const struct loop_facts *f, reg_t r)
{
	enum { SURE_VECTORS = 16 };
	regset all = regset_or(c->isa->call_clobbers, c->isa->callee_saved), free = regset_minus(all, f->busy);
	regset_del(&free, c->isa->sp);
	if (reg_is_general(r) ? f->general_spilled : f->vector_spilled)
		return false;
	for (reg_t x = regset_pop(&free); x != REG_NONE; x = regset_pop(&free)) {
		if (reg_is_general(r) && reg_is_general(x))
			return true;
		if (reg_is_vector(r) && reg_is_vector(x) && x < REG_VECTOR + SURE_VECTORS)
			return true;
	}
	return !reg_is_general(r) && !reg_is_vector(r);
}

bool loop_is_main(const struct code *c, uint32_t loop)
{
	return c->loop[loop].role == ROLE_MAIN || c->loop[loop].role == ROLE_VECTOR_MAIN;
}

/* ---- polling ----------------------------------------------------------------------------------------------------- */

struct poll {
	const struct analysis *a;
	const struct code *c;
	uint32_t loop;
	const uint32_t *loads;
	uint32_t n, budget;
	bool hit;
};

static bool is_one_of(struct poll *p, uint32_t insn)
{
	for (uint32_t i = 0; i < p->n; i++)
		if (p->loads[i] == insn)
			return true;
	return false;
}

static bool is_address(const struct insn *in, reg_t r)
{
	for (unsigned i = 0; i < in->n_src; i++)
		if (in->src[i] == r)
			return false;
	return in->mem[0].base == r || in->mem[0].index == r;
}

enum reads { READS_NOTHING, READS_INVARIANT, READS_OTHER };

static enum reads reads_of(const struct poll *p, uint32_t insn)
{
	const struct insn *in = &p->c->insn[insn];
	enum reads r = READS_NOTHING;
	for (unsigned m = 0; m < in->n_mem && r != READS_OTHER; m++)
		if (in->mem[m].flags & MEM_READ)
			r = memory_invariant(p->a, p->loop, insn, m) ? READS_INVARIANT : READS_OTHER;
	return r;
}

/* Whether the instruction computes from invariant values and what lies at invariant addresses alone. */
static bool from_loads_alone(struct poll *p, uint32_t insn)
{
	const struct code *c = p->c;
	if (!p->budget || insn_is_call(&c->insn[insn]))
		return false;
	p->budget--;
	enum reads r = reads_of(p, insn);
	if (r == READS_OTHER)
		return false;
	p->hit |= is_one_of(p, insn);
	for (uint32_t u = c->first_use[insn]; u < c->first_use[insn + 1]; u++) {
		uint32_t v = c->uses[u].value;
		bool address =
		    c->insn[insn].n_mem && r == READS_INVARIANT && is_address(&c->insn[insn], c->uses[u].reg);
		if (v == NONE || address || value_invariant(c, p->loop, v))
			continue;
		if (c->value[v].kind != VALUE_INSN || !from_loads_alone(p, c->value[v].where))
			return false;
	}
	return true;
}

bool loop_polls(const struct analysis *a, uint32_t loop, const uint32_t *loads, uint32_t n)
{
	const struct code *c = a->code;
	enum { MAX_STEPS = 24 };
	const struct loop *l = &c->loop[loop];
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		bool leaves = false;
		for (uint32_t s = 0; s < b->n_succ; s++)
			leaves |= !loop_has_block(c, loop, c->succ[b->first_succ + s]);
		if (!leaves || block_last(c, b)->flow != FLOW_BRANCH)
			continue;
		struct poll p = {.a = a, .c = c, .loop = loop, .loads = loads, .n = n, .budget = MAX_STEPS};
		if (from_loads_alone(&p, b->end - 1) && p.hit)
			return true;
	}
	return false;
}

/* ---- what it is worth -------------------------------------------------------------------------------------------- */

enum level loop_severity(const struct code *c, uint32_t loop, float cycles)
{
	const struct loop *l = &c->loop[loop];
	if (!l->innermost || !loop_is_main(c, loop) || cycles <= 0)
		return LEVEL_LOW;
	float iteration = l->latency > l->throughput ? l->latency : l->throughput;
	if (iteration <= 0)
		return LEVEL_LOW;
	return cycles >= iteration / 4 ? LEVEL_HIGH : cycles >= iteration / 10 ? LEVEL_MEDIUM : LEVEL_LOW;
}

const char *loop_place_text(const struct code *c, uint32_t insn)
{
	uint64_t address = c->insn[insn].address;
	for (uint32_t r = 0; r < c->n_part_range; r++)
		if (insn >= c->part_range[r].first && insn < c->part_range[r].end && r)
			return arena_printf(c->arena, "%s+%#" PRIx64, c->part_range[r].part->name,
			                    address - c->part_range[r].part->address);
	return arena_printf(c->arena, "+%#" PRIx64, address - c->function->main.address);
}
