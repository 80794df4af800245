/* class_missed_simd.c: scalar work on elements at a constant small stride that nothing keeps from being vector work. */
#include "simd.h"

enum {
	VECTOR_BITS = 128, /* what every core of both ISAs has */
	MAX_ELEMENTS = 8,  /* a stride of more elements than this is no small one */
	MAX_EVIDENCE = 6,
};

struct elements {
	uint32_t load, store, compute, latch; /* instructions that show it, NONE */
	uint32_t n_load, n_store, n_compute;
	uint16_t width;       /* of the narrowest element, bytes */
	uint32_t n_exit;      /* blocks that leave the loop */
	int64_t store_stride; /* the longest of the stores */
	uint32_t store_bytes; /* of all stores of one iteration: less than the stride leaves gaps */
	bool small_stride, forbidden, floating, weak;
	bool branches; /* a branch inside the iteration: vector code needs masks */
};

/* Each element shifted by a count of its own. */
static bool shifts_apart(const struct code *c, uint32_t loop, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	if ((in->op != OP_SHL && in->op != OP_SHR && in->op != OP_SAR && in->op != OP_ROTATE) || in->n_src < 2)
		return false;
	uint32_t count = value_used(c, i, in->src[in->n_src - 1]);
	return count != NONE && !value_invariant(c, loop, count);
}

/* Arithmetic that has no packed form in the base level of one of the ISAs (weak), or of both. */
static void judge_arithmetic(struct elements *e, const struct code *c, uint32_t loop, uint32_t i)
{
	const struct insn *in = &c->insn[i];
	e->weak |= shifts_apart(c, loop, i);
	switch (in->op) {
	case OP_CRC:
	case OP_AES:
	case OP_ADC:
	case OP_SBB:
	case OP_STRING:
	case OP_SYSTEM:
		e->forbidden = true;
		break;
	case OP_MUL:
	case OP_MADD:
		e->weak |= !(in->flags & INSN_FLOAT) && in->data_bits == 64;
		e->forbidden |= in->n_dst == 2 && in->data_bits == 64; /* 128-bit products */
		break;
	default:
		break;
	}
	e->floating |= (in->flags & INSN_FLOAT) != 0;
}

static bool is_computation(const struct insn *in)
{
	return (in->op >= OP_NEG && in->op <= OP_BITFIELD) || in->op == OP_ADD || in->op == OP_SUB ||
	       (in->op >= OP_MUL && in->op <= OP_MAX) || in->op == OP_SELECT || in->op == OP_SETCC ||
	       in->op == OP_BITCOUNT || in->op == OP_BYTESWAP || (in->op >= OP_FADD && in->op <= OP_FCONVERT);
}

/* An access at a constant stride of a few elements. Unrolled copies touch neighbouring elements, so the stride of one
 * of them is divided by their number: n accesses of this kind share it at most. */
static void take_access(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, struct elements *e)
{
	const struct memop *mem = &a->code->insn[i].mem[m];
	struct address_pattern p = induction_address(analysis_induction(a, loop), i, m);
	if (!(mem->flags & (MEM_READ | MEM_WRITE)) || !p.known || !p.stride || !mem->width || mem->width > 8)
		return;
	int64_t stride = p.stride < 0 ? -p.stride : p.stride;
	uint32_t *n = mem->flags & MEM_WRITE ? &e->n_store : &e->n_load;
	uint32_t *shown = mem->flags & MEM_WRITE ? &e->store : &e->load;
	(*n)++;
	if (mem->flags & MEM_WRITE) {
		e->store_bytes += mem->width;
		e->store_stride = stride > e->store_stride ? stride : e->store_stride;
	}
	if (*shown == NONE)
		*shown = i;
	if (!e->width || mem->width < e->width)
		e->width = mem->width;
	e->small_stride |= stride <= (int64_t)mem->width * MAX_ELEMENTS;
}

static struct elements measure(const struct analysis *a, uint32_t loop)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	struct elements e = {.load = NONE, .store = NONE, .compute = NONE, .latch = NONE};
	struct induction *in = analysis_induction(a, loop);
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		const struct block *b = &c->block[c->loop_blocks[l->first_block + k]];
		for (uint32_t i = b->first; i < b->end; i++) {
			judge_arithmetic(&e, c, loop, i);
			for (unsigned m = 0; m < c->insn[i].n_mem; m++)
				take_access(a, loop, i, m, &e);
			bool counts = c->first_def[i + 1] > c->first_def[i] &&
			              induction_of(in, c->defs[c->first_def[i]].value).known;
			if (!is_computation(&c->insn[i]) || counts)
				continue;
			e.n_compute++;
			if (e.compute == NONE || (c->insn[i].flags & INSN_FLOAT))
				e.compute = i;
		}
		const struct insn *last = block_last(c, b);
		bool around = false, on = false, out = false;
		for (uint32_t s = 0; s < b->n_succ; s++) {
			uint32_t to = c->succ[b->first_succ + s];
			around |= to == l->header;
			on |= to != l->header && loop_has_block(c, loop, to);
			out |= !loop_has_block(c, loop, to) && !c->block[to].no_return;
		}
		e.n_exit += out;
		if (around)
			e.latch = b->end - 1;
		e.branches |= last->flow == FLOW_BRANCH && on && b->n_succ > 1 && !around;
	}
	return e;
}

static const char *what_is_done(const struct code *c, const struct elements *e)
{
	const char *type = e->floating ? e->width == 8 ? "doubles" : "floats"
	                               : (const char *[]){"bytes", "16-bit elements", "32-bit elements",
	                                                  "64-bit elements"}[e->width >= 8   ? 3
	                                                                     : e->width >= 4 ? 2
	                                                                     : e->width >= 2 ? 1
	                                                                                     : 0];
	return arena_printf(
	    c->arena,
	    "Each iteration works on single %s, one after the other at a constant stride, and nothing in "
	    "the machine code forbids vectors: the cost model, a possible overlap of pointers, or an "
	    "unknown trip count kept the compiler from it.",
	    type);
}

static void put_evidence(struct finding *f, const struct code *c, const struct elements *e)
{
	const uint32_t all[] = {e->load, e->compute, e->store, e->latch};
	f->evidence = ARENA_ARRAY(c->arena, uint32_t, MAX_EVIDENCE);
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] != NONE && !(f->n_evidence && f->evidence[f->n_evidence - 1] == all[i]))
			f->evidence[f->n_evidence++] = all[i];
}

static void report(const struct analysis *a, uint32_t loop, const struct elements *e, struct finding_list *out)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	uint32_t lanes = VECTOR_BITS / (8u * e->width);
	float cycles = l->latency > l->throughput ? l->latency : l->throughput;
	struct finding *f = ARENA_PUSH(c->arena, out);
	*f = (struct finding){
	    .class = &class_missed_simd,
	    .loop = loop,
	    .insn = e->load != NONE ? e->load : e->store,
	    .severity = e->weak ? LEVEL_MEDIUM : LEVEL_HIGH,
	    .confidence = e->weak                        ? LEVEL_LOW
	                  : e->branches || e->n_exit > 1 ? LEVEL_MEDIUM
	                                                 : LEVEL_HIGH,
	    .cost_cycles = cycles * (1.0f - 1.0f / (float)lanes),
	    .cause = what_is_done(c, e),
	    .fix =
	        "Say that the pointers do not overlap (restrict), work on blocks of a constant number of elements, use "
	        "GNU vector types, or compile at a level that vectorises (-O3, -ffast-math where its rules are yours).",
	    .expect =
	        arena_printf(c->arena,
	                     "Packed loads and arithmetic on %u elements of %u bits in each 128-bit operation, and a "
	                     "short scalar loop behind for what is left over.",
	                     lanes, 8u * e->width),
	    .counts = true,
	};
	put_evidence(f, c, e);
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t i = 0; i < c->n_loop; i++) {
		const struct loop *l = &c->loop[i];
		if (!l->innermost || l->irreducible_inside || l->role != ROLE_MAIN || l->vector_bits || l->blockers)
			continue;
		struct elements e = measure(a, i);
		/* A vector store cannot leave out the bytes between the elements. */
		bool gaps = e.store_stride > (int64_t)e.store_bytes;
		if (e.small_stride && !gaps && !e.forbidden && e.width && (e.n_compute || e.n_store || e.branches))
			report(a, i, &e, out);
	}
}

const struct class class_missed_simd = {
    .name = "missed-simd",
    .title = "an innermost loop does scalar work on elements that vectors could do",
    .find = find,
};
