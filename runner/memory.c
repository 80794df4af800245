/* memory.c: which memory operands may touch the same bytes. */
#include "memory_place.h"
#include "wrap.h"

#include <string.h>

/* ---- what an address is computed from ---------------------------------------------------------------------------- */

enum { MAX_STEPS = 8 };

static bool step_back(const struct code *c, uint32_t value, struct sum *s)
{
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return false;
	uint32_t i = v->where, from = NONE;
	const struct insn *in = &c->insn[i];
	int64_t by = 0;
	if ((in->flags & INSN_WRITEBACK) && in->n_mem && in->mem[0].base == v->reg &&
	    !(in->n_dst && in->dst[0] == v->reg)) {
		from = value_used(c, i, v->reg);
		by = in->wb;
	} else if (!in->n_dst || in->dst[0] != v->reg) {
		return false;
	} else if (in->flags & INSN_COPY) {
		from = value_used(c, i, in->src[0]);
	} else if ((in->op == OP_ADD || in->op == OP_SUB) && in->n_src == 1 && in->has_imm && !in->n_mem &&
	           in->data_bits == 64 && !(in->flags & INSN_SCALABLE) && in->src[0] != REG_NONE) {
		from = value_used(c, i, in->src[0]);
		by = in->op == OP_ADD ? in->imm : wrap_neg(in->imm);
	} else if (in->op == OP_ADDRESS && in->n_mem && in->mem[0].index == REG_NONE &&
	           !(in->mem[0].flags & MEM_VL_SCALED)) {
		by = in->mem[0].disp;
		if (in->mem[0].base == REG_NONE) {
			*s = (struct sum){NONE, wrap_add(s->constant, by)};
			return false;
		}
		from = value_used(c, i, in->mem[0].base);
	}
	if (from == NONE)
		return false;
	*s = (struct sum){from, wrap_add(s->constant, by)};
	return true;
}

static struct sum sum_of(const struct code *c, uint32_t insn, reg_t reg)
{
	struct sum s = {reg == REG_NONE ? NONE : value_used(c, insn, reg), 0};
	for (unsigned n = 0; n < MAX_STEPS && s.root != NONE && step_back(c, s.root, &s); n++)
		;
	return s;
}

/* ---- the kind of memory ------------------------------------------------------------------------------------------ */

static bool allocates(const char *name)
{
	static const char *const names[] = {"malloc", "calloc", "aligned_alloc", "memalign", "valloc",
	                                    "_Znwm",  "_Znam",  "strdup",        "strndup",  NULL};
	for (const char *const *n = names; name && *n; n++)
		if (!strcmp(*n, name))
			return true;
	return false;
}

/* Results of 32 bits or less are no pointers. */
static bool is_integer(const struct code *c, uint32_t value)
{
	const struct value *v = &c->value[value];
	if (v->kind != VALUE_INSN)
		return false;
	const struct insn *in = &c->insn[v->where];
	if (!in->n_dst || in->dst[0] != v->reg || insn_is_call(in))
		return false;
	return (in->data_bits && in->data_bits < 64) || in->op == OP_EXTEND || in->op == OP_SHL || in->op == OP_SHR ||
	       in->op == OP_SAR || in->op == OP_BITFIELD || in->op == OP_MUL || in->op == OP_DIV ||
	       in->op == OP_BITCOUNT || in->op == OP_SETCC || in->op == OP_NEG || in->op == OP_NOT ||
	       (in->op == OP_MOVE && in->n_mem && in->elem_bits < 64);
}

static enum region region_of_root(const struct code *c, uint32_t root)
{
	const struct value *v = &c->value[root];
	if (v->kind == VALUE_ENTRY)
		return regset_has(c->isa->call_args, v->reg) ? REGION_PARAMETER : REGION_UNKNOWN;
	if (v->kind == VALUE_INSN && insn_is_call(&c->insn[v->where]) && regset_has(c->isa->call_results, v->reg) &&
	    allocates(code_callee(c, &c->insn[v->where])))
		return REGION_FRESH;
	return REGION_UNKNOWN;
}

#define FIRST_INVENTED 0x4000000000000000ull /* EXTERNAL_ADDRESS, GOT_ADDRESS */
#define GOT_BIT        0x2000000000000000ull

static void place_fixed(const struct code *c, struct place *p, uint64_t address)
{
	const struct section *s = address < FIRST_INVENTED ? object_section(c->object, address) : NULL;
	if (address >= FIRST_INVENTED) {
		p->region = REGION_FIXED;
		p->read_only = address & GOT_BIT;
		p->object = address & GOT_BIT ? GOT_BIT : address >> 24 << 24;
	} else if (s) {
		p->region = REGION_FIXED;
		p->object = s->address;
		p->read_only = !s->writable || !strncmp(s->name, ".data.rel.ro", 12) || !strcmp(s->name, ".got");
	}
}

/* Pointers among what the address is the sum of: at most two, each taken once. */
static void place_region(const struct code *c, struct place *p)
{
	uint32_t root[2] = {p->base.root, p->scale == 1 ? p->index.root : NONE};
	if (p->has_pattern && p->pattern.known && p->pattern.comparable) {
		root[0] = p->pattern.base_root;
		root[1] = p->pattern.index_scale == 1 ? p->pattern.index_root : NONE;
	}
	int64_t constant = p->has_pattern && p->pattern.known ? p->pattern.constant : p->disp;
	enum region found = REGION_UNKNOWN;
	bool any = false, all_parameters = true;
	uint32_t n = 0, last = NONE;
	for (unsigned k = 0; k < 2; k++) {
		if (root[k] == NONE || is_integer(c, root[k]))
			continue;
		found = region_of_root(c, root[k]);
		all_parameters &= found == REGION_PARAMETER;
		last = root[k];
		any = true;
		n++;
	}
	if (!any) {
		place_fixed(c, p, (uint64_t)constant);
	} else if (n == 1 || all_parameters) {
		p->region = found;
		p->object = last;
	}
}

static const struct stack_slot *slot_of(const struct stack *s, uint32_t insn, unsigned mem)
{
	uint32_t first = 0, end = s->n_access;
	while (first < end) {
		uint32_t mid = first + (end - first) / 2;
		if (s->access[s->order[mid]].insn < insn)
			first = mid + 1;
		else
			end = mid;
	}
	for (; first < s->n_access && s->access[s->order[first]].insn == insn; first++)
		if (s->access[s->order[first]].mem == mem)
			return &s->slot[s->slot_of[s->order[first]]];
	return NULL;
}

static void place_frame(const struct analysis *a, struct place *p, const struct memop *m)
{
	const struct code *c = a->code;
	uint32_t base = m->base == REG_NONE ? NONE : value_used(c, p->insn, m->base);
	uint32_t index = m->index == REG_NONE ? NONE : value_used(c, p->insn, m->index);
	const struct frame_address *f = stack_address(a->stack, base);
	bool varies = a->stack->points &&
	              ((base != NONE && a->stack->points[base] == 1) || (index != NONE && a->stack->points[index]));
	if (varies && !f) {
		p->region = REGION_UNKNOWN;
		return;
	}
	p->region = REGION_FRAME;
	p->frame = *f;
	p->frame.offset = wrap_add(f->offset, m->disp);
	p->framed = m->index == REG_NONE && !(m->flags & MEM_VL_SCALED);
	p->slot = p->framed ? slot_of(a->stack, p->insn, p->mem) : NULL;
	p->own = p->slot && !p->slot->escapes;
	p->incoming = f->root == 0 && p->frame.offset >= 0;
}

static bool in_frame(const struct analysis *a, uint32_t insn, const struct memop *m)
{
	const reg_t reg[2] = {m->base, m->index};
	for (unsigned k = 0; k < 2 && a->stack->points; k++) {
		uint32_t v = reg[k] == REG_NONE ? NONE : value_used(a->code, insn, reg[k]);
		if (v != NONE && a->stack->points[v])
			return true;
	}
	return false;
}

struct place memory_place(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	const struct code *c = a->code;
	const struct insn *in = &c->insn[insn];
	const struct memop *m = &in->mem[mem];
	struct place p = {
	    .insn = insn, .mem = (uint8_t)mem, .flags = m->flags, .width = m->width, .exact = true, .scale = m->scale};
	if (m->flags & MEM_VL_SCALED) {
		p.width = (uint16_t)(m->width > UINT16_MAX / 16 ? 0 : m->width * 16);
		p.exact = false;
	}
	if (in->flags & INSN_MASKED)
		p.exact = false;
	if (in->op == OP_STRING || (m->flags & MEM_VECTOR_INDEX))
		p.width = 0;
	p.base = sum_of(c, insn, m->base);
	p.index = sum_of(c, insn, m->index);
	p.disp = wrap_add(m->disp, wrap_add(p.base.constant, wrap_mul(p.index.constant, m->scale)));
	if (m->flags & MEM_TLS) {
		p.region = REGION_TLS;
		return p;
	}
	if (in_frame(a, insn, m)) {
		place_frame(a, &p, m);
		return p;
	}
	if (loop != NONE && !(m->flags & MEM_VECTOR_INDEX)) {
		p.has_pattern = true;
		p.pattern = induction_address(analysis_induction(a, loop), insn, mem);
	}
	place_region(c, &p);
	return p;
}

unsigned memory_sharing(const struct insn *in, unsigned mem)
{
	const struct memop *m = &in->mem[mem];
	if (in->op != OP_MOVE || (in->flags & INSN_ATOMIC) || (m->flags & MEM_VL_SCALED))
		return 1;
	unsigned n = m->flags & MEM_WRITE ? in->n_src : in->n_dst;
	return n > 1 && m->width % n == 0 ? n : 1;
}

struct place place_share(const struct place *p, unsigned n, unsigned i)
{
	struct place x = *p;
	x.width = (uint16_t)(p->width / n);
	x.disp = wrap_add(x.disp, (int64_t)i * x.width);
	x.pattern.constant = wrap_add(x.pattern.constant, (int64_t)i * x.width);
	x.frame.offset += (int64_t)i * x.width;
	return x;
}

/* ---- two places -------------------------------------------------------------------------------------------------- */

static bool same_sums(const struct place *x, const struct place *y)
{
	const unsigned shape = MEM_TLS | MEM_INDEX_SIGNED | MEM_VL_SCALED | MEM_VECTOR_INDEX;
	if (((x->flags ^ y->flags) & shape) || (x->flags & MEM_VECTOR_INDEX))
		return false;
	bool straight = x->base.root == y->base.root && x->index.root == y->index.root;
	bool crossed = x->base.root == y->index.root && x->index.root == y->base.root && x->scale == 1 &&
	               !(x->flags & MEM_INDEX_SIGNED);
	return (straight || crossed) && (x->scale == y->scale || x->index.root == NONE);
}

bool place_distance(const struct place *x, const struct place *y, int64_t *distance)
{
	if (x->framed && y->framed && x->frame.root == y->frame.root) {
		*distance = x->frame.offset - y->frame.offset;
		return true;
	}
	/* With a displacement in vector lengths only equal ones are comparable. */
	if (same_sums(x, y) && (!(x->flags & MEM_VL_SCALED) || x->disp == y->disp)) {
		*distance = wrap_add(x->disp, wrap_neg(y->disp));
		return true;
	}
	return x->has_pattern && y->has_pattern && x->pattern.stride == y->pattern.stride &&
	       address_comparable(&x->pattern, &y->pattern, distance);
}

static enum alias alias_at(const struct place *x, const struct place *y, int64_t distance)
{
	if (distance == 0 && x->width == y->width && x->width && x->exact == y->exact)
		return ALIAS_SAME;
	if (distance == 0)
		return ALIAS_PART;
	const struct place *low = distance > 0 ? y : x;
	int64_t apart = distance > 0 ? distance : wrap_neg(distance);
	if (low->width && apart >= low->width)
		return ALIAS_NO;
	return low->width && low->exact ? ALIAS_PART : ALIAS_MAY;
}

/* By what kind of memory they lie in alone. */
static enum alias alias_of_regions(const struct place *x, const struct place *y)
{
	if ((x->read_only && (y->flags & MEM_WRITE)) || (y->read_only && (x->flags & MEM_WRITE)))
		return ALIAS_NO;
	if (x->own != y->own)
		return x->framed && y->framed && x->frame.root == y->frame.root ? ALIAS_MAY : ALIAS_NO;
	if (x->region == y->region) {
		if (x->region == REGION_FIXED)
			return x->object == y->object ? ALIAS_MAY : ALIAS_NO;
		if (x->region == REGION_FRESH)
			return x->object == y->object ? ALIAS_MAY : ALIAS_NO;
		return x->region == REGION_FRAME && x->frame.root != y->frame.root ? ALIAS_NO : ALIAS_MAY;
	}
	unsigned both = 1u << x->region | 1u << y->region;
	if (both & 1u << REGION_UNKNOWN)
		return ALIAS_MAY;
	/* Parameters may point to fixed objects, the thread's own, and to the caller's frame. */
	const unsigned outer = 1u << REGION_FIXED | 1u << REGION_TLS;
	if ((both & 1u << REGION_PARAMETER) && ((both & outer) || x->incoming || y->incoming))
		return ALIAS_MAY;
	return ALIAS_NO;
}

enum alias place_alias(const struct place *x, const struct place *y)
{
	int64_t distance;
	if (place_distance(x, y, &distance))
		return alias_at(x, y, distance);
	return alias_of_regions(x, y);
}

static bool value_fixed(const struct analysis *a, uint32_t loop, uint32_t value)
{
	return value == NONE || value_invariant(a->code, loop, value);
}

bool place_invariant(const struct analysis *a, uint32_t loop, const struct place *p)
{
	if (p->flags & MEM_VECTOR_INDEX)
		return false;
	if (p->framed)
		return true;
	if (value_fixed(a, loop, p->base.root) && value_fixed(a, loop, p->index.root))
		return true;
	return p->has_pattern && p->pattern.known && !p->pattern.stride && p->pattern.comparable;
}

/* Equal strides: whether the distance brings them together in any two iterations. */
static enum alias alias_at_stride(const struct place *x, const struct place *y, int64_t distance, int64_t stride)
{
	int64_t step = stride < 0 ? wrap_neg(stride) : stride;
	if (!x->width || !y->width || step <= 0)
		return ALIAS_MAY;
	int64_t rest = (distance % step + step) % step; /* x lies this far behind some y, step - rest before the next */
	return rest >= y->width && step - rest >= x->width ? ALIAS_NO : ALIAS_MAY;
}

/* `moving` goes on from where it starts, `still` lies on one side of that. */
static enum alias alias_of_moving(const struct place *moving, const struct place *still)
{
	int64_t distance;
	if (!address_comparable(&moving->pattern, &still->pattern, &distance) || !moving->width || !still->width)
		return ALIAS_MAY;
	bool away = moving->pattern.stride > 0 ? distance >= still->width : distance <= -(int64_t)moving->width;
	return away ? ALIAS_NO : ALIAS_MAY;
}

enum alias place_alias_ever(const struct analysis *a, uint32_t loop, const struct place *x, const struct place *y)
{
	int64_t distance;
	enum alias by_region = alias_of_regions(x, y);
	if (loop == NONE)
		return place_alias(x, y);
	bool still = place_invariant(a, loop, x), other_still = place_invariant(a, loop, y);
	if (still && other_still)
		return place_alias(x, y);
	if (by_region == ALIAS_NO || !x->has_pattern || !y->has_pattern || !x->pattern.known || !y->pattern.known)
		return by_region;
	if (still != other_still)
		return alias_of_moving(still ? y : x, still ? x : y);
	if (x->pattern.stride == y->pattern.stride && address_comparable(&x->pattern, &y->pattern, &distance))
		return alias_at_stride(x, y, distance, x->pattern.stride);
	return ALIAS_MAY;
}

/* ---- questions --------------------------------------------------------------------------------------------------- */

enum alias memory_alias(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, uint32_t j, unsigned n)
{
	struct place x = memory_place(a, loop, i, m), y = memory_place(a, loop, j, n);
	return place_alias(&x, &y);
}

enum alias memory_alias_ever(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, uint32_t j, unsigned n)
{
	struct place x = memory_place(a, loop, i, m), y = memory_place(a, loop, j, n);
	return place_alias_ever(a, loop, &x, &y);
}

bool memory_distance(const struct analysis *a, uint32_t loop, uint32_t i, unsigned m, uint32_t j, unsigned n,
                     int64_t *distance)
{
	struct place x = memory_place(a, loop, i, m), y = memory_place(a, loop, j, n);
	return place_distance(&x, &y, distance);
}

bool memory_invariant(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	struct place p = memory_place(a, loop, insn, mem);
	return place_invariant(a, loop, &p);
}

bool memory_private(const struct analysis *a, uint32_t insn, unsigned mem)
{
	return memory_place(a, NONE, insn, mem).own;
}

bool memory_read_only(const struct analysis *a, uint32_t loop, uint32_t insn, unsigned mem)
{
	return memory_place(a, loop, insn, mem).read_only;
}
