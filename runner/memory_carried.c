/* memory_carried.c: what one iteration stores and a later one loads. */
#include "simd.h"

enum {
	MAX_ACCESSES = 64, /* of each kind in one loop; a loop with more is taken to carry something */
	VECTOR_BYTES = 16, /* the narrowest vector of both ISAs: what lies farther apart does not hinder it */
};

struct access {
	uint32_t insn;
	uint16_t width;
	struct address_pattern pattern;
};

struct accesses {
	struct access load[MAX_ACCESSES], store[MAX_ACCESSES];
	uint32_t n_load, n_store;
	bool too_many;
};

static void add(struct accesses *all, const struct access *x, bool store)
{
	uint32_t *n = store ? &all->n_store : &all->n_load;
	if (*n == MAX_ACCESSES)
		all->too_many = true;
	else
		(store ? all->store : all->load)[(*n)++] = *x;
}

static void collect(const struct analysis *a, uint32_t loop, struct accesses *all)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++)
			for (unsigned m = 0; m < c->insn[i].n_mem; m++) {
				uint8_t flags = c->insn[i].mem[m].flags;
				if (!(flags & (MEM_READ | MEM_WRITE)) || (c->insn[i].flags & INSN_ATOMIC))
					continue;
				struct access x = {i, c->insn[i].mem[m].width,
				                   induction_address(analysis_induction(a, loop), i, m)};
				if (!x.pattern.known)
					continue;
				if (flags & MEM_READ)
					add(all, &x, false);
				if (flags & MEM_WRITE)
					add(all, &x, true);
			}
	}
}

/* A sum, product or the like that is kept in memory: one instruction on what was loaded from the same place. */
static uint16_t judge_same_place(const struct code *c, const struct access *load, const struct access *store)
{
	uint32_t computes = store->insn;
	if (load->insn != store->insn) {
		if (!c->insn[store->insn].n_src)
			return 0;
		uint32_t v = value_origin(c, value_used(c, store->insn, c->insn[store->insn].src[0]));
		if (v == NONE || c->value[v].kind != VALUE_INSN)
			return 0;
		computes = c->value[v].where;
	}
	switch (c->insn[computes].op) {
	case OP_ADD:
	case OP_SUB:
	case OP_AND:
	case OP_OR:
	case OP_XOR:
	case OP_MIN:
	case OP_MAX:
	case OP_MADD:
		return 0;
	case OP_FADD:
	case OP_FSUB:
	case OP_FMUL:
	case OP_FMA:
		return 1u << BLOCK_FP_ORDER;
	default:
		return 1u << BLOCK_RECURRENCE;
	}
}

static uint16_t judge(const struct code *c, const struct access *load, const struct access *store)
{
	int64_t distance, stride = store->pattern.stride;
	if (load->pattern.stride != stride || !address_comparable(&store->pattern, &load->pattern, &distance))
		return 0;
	if (!stride)
		return distance ? 0 : judge_same_place(c, load, store);
	/* The load reads at -distance from the store; m iterations later it has caught up by m strides. */
	int64_t apart = stride > 0 ? distance : -distance, step = stride > 0 ? stride : -stride;
	if (apart <= 0 || apart >= VECTOR_BYTES)
		return 0;
	/* Unrolled loops touch several places in one iteration: only those count that the strides lead to. */
	int64_t rest = apart % step, before = stride > 0 ? load->width : store->width,
	        behind = stride > 0 ? store->width : load->width;
	bool meets = (apart >= step && rest < before) || (rest && step - rest < behind);
	return meets ? 1u << BLOCK_RECURRENCE : 0;
}

uint16_t memory_carried(const struct analysis *a, uint32_t loop)
{
	struct accesses all = {.n_load = 0};
	uint16_t bits = 0;
	collect(a, loop, &all);
	if (all.too_many)
		return 1u << BLOCK_RECURRENCE;
	for (uint32_t s = 0; s < all.n_store; s++)
		for (uint32_t l = 0; l < all.n_load; l++)
			bits |= judge(a->code, &all.load[l], &all.store[s]);
	return bits;
}
