/* crossing.c: alignment of values, and how often accesses cross lines and pages. */
#include "crossing.h"

enum {
	MAX_STEPS = 16,     /* of definitions that are followed */
	PAGE = 4096,        /* what linkers and loaders keep of an address */
	MAX_TRIED = 65536,  /* starts times iterations times accesses */
	STACK_ALIGNED = 16, /* the stack pointer, at every call: both ABIs */
};

static struct alignment plus(struct alignment a, int64_t constant)
{
	a.rest = (uint32_t)(((uint64_t)constant + a.rest) & (a.modulus - 1));
	return a;
}

static struct alignment of_constant(const struct code *c, int64_t address)
{
	/* What a section of an object file starts at is decided by the linker. */
	struct alignment a = {c->object->relocatable ? 1 : PAGE, 0};
	return plus(a, address);
}

/* value = *from + *add; false: it is no sum. */
static bool split(const struct code *c, uint32_t value, uint32_t *from, int64_t *add)
{
	const struct value *v = &c->value[value];
	const struct insn *i = &c->insn[v->where];
	*from = NONE;
	*add = 0;
	if (i->flags & INSN_WRITEBACK && i->n_mem && i->mem[0].base == v->reg && !(i->n_dst && i->dst[0] == v->reg)) {
		*from = value_used(c, v->where, v->reg);
		*add = i->wb;
	} else if (!i->n_dst || i->dst[0] != v->reg || i->data_bits != 64) {
		return false;
	} else if (i->flags & INSN_COPY) {
		*from = value_used(c, v->where, i->src[0]);
	} else if ((i->op == OP_ADD || i->op == OP_SUB) && i->n_src == 1 && i->has_imm && !i->n_mem) {
		*from = value_used(c, v->where, i->src[0]);
		*add = i->op == OP_ADD ? i->imm : -i->imm;
	} else if (i->op == OP_ADDRESS && i->n_mem && i->mem[0].index == REG_NONE && i->mem[0].base != REG_NONE) {
		*from = value_used(c, v->where, i->mem[0].base);
		*add = i->mem[0].disp;
	}
	return *from != NONE;
}

struct alignment alignment_of(const struct code *c, uint32_t value)
{
	struct alignment nothing = {1, 0};
	int64_t sum = 0;
	for (unsigned n = 0; n < MAX_STEPS && value != NONE; n++) {
		const struct value *v = &c->value[value];
		if (v->kind == VALUE_ENTRY && v->reg == c->isa->sp)
			return plus((struct alignment){STACK_ALIGNED, 0}, sum - c->isa->entry_sp_bias);
		if (v->kind != VALUE_INSN)
			return nothing;
		const struct insn *i = &c->insn[v->where];
		uint32_t from;
		int64_t add;
		if (i->op == OP_ADDRESS && i->n_mem && i->mem[0].base == REG_NONE && i->mem[0].index == REG_NONE)
			return of_constant(c, i->mem[0].disp + sum);
		if (i->op == OP_AND && i->has_imm && !i->n_mem && i->imm < 0 && i->data_bits == 64) {
			uint64_t low = (uint64_t)i->imm & (0 - (uint64_t)i->imm);
			return plus((struct alignment){low > PAGE ? PAGE : (uint32_t)low, 0}, sum);
		}
		if (!split(c, value, &from, &add))
			return nothing;
		sum += add;
		value = from;
	}
	return nothing;
}

struct alignment alignment_of_address(const struct code *c, const struct address_pattern *p)
{
	struct alignment nothing = {1, 0};
	if (!p->known || !p->comparable || p->index_root != NONE)
		return nothing;
	return p->base_root == NONE ? of_constant(c, p->constant) : plus(alignment_of(c, p->base_root), p->constant);
}

static uint32_t low_bit(uint64_t stride, uint32_t size)
{
	uint64_t low = stride & (0 - stride);
	return !stride || low > size ? size : (uint32_t)low;
}

static uint32_t crossed(uint64_t at, const struct run *v, uint32_t n, uint32_t size)
{
	uint32_t times = 0;
	for (uint32_t i = 0; i < n; i++)
		times += (at + (uint64_t)v[i].offset) % size + v[i].width > size;
	return times;
}

/* Addresses come around to where they started, modulo size, after size / gcd(stride, size) iterations. */
double crossings_each(struct alignment start, int64_t stride, const struct run *v, uint32_t n, uint32_t size,
                      uint64_t trips)
{
	uint32_t step = low_bit((uint64_t)stride, size), period = size / step;
	uint32_t turns = trips && trips < period ? (uint32_t)trips : period, least = UINT32_MAX;
	/* Of whole turns only the place within a step counts. */
	uint32_t starts = turns == period ? step : size, apart = start.modulus < starts ? start.modulus : starts;
	if (!n || !turns || (uint64_t)turns * (starts / apart) * n > MAX_TRIED)
		return 0;
	for (uint32_t at = start.rest % apart; at < starts && least; at += apart) {
		uint32_t times = 0;
		for (uint32_t k = 0; k < turns; k++)
			times += crossed(at + (uint64_t)stride * k, v, n, size);
		least = times < least ? times : least;
	}
	return (double)least / turns;
}
