/* jumptable.c: where an indirect jump goes.
 *
 * Its target is evaluated backwards as constant + scale * term. A term is a register's value at some place, or what a
 * load gave. A jump table is a target of the form A + scale * load(T + size * index), where A and T are constants, the
 * index is bounded by a compare that dominates the load (or by its own width), and every entry is an instruction of
 * this function. A jump is a tail call when the stack pointer is back at its value at entry and the target does not
 * come from an indexed table, or when the table's entries all lie outside the function. All else is unknown. */
#include "jump_private.h"
#include "wrap.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAX_DEPTH = 12,        /* of an expression */
	MAX_ENTRIES = 1 << 18, /* of a table */
	MAX_OFFSET = 1 << 20,  /* of an index: anything larger is an address */
	MAX_CLIMB = 64,        /* dominators between a table's load and the compare that bounds its index */
};

/* ---- expressions ------------------------------------------------------------------------------------------------- */

static struct expr unknown(void) { return (struct expr){.known = false, .load = NONE}; }
static struct expr constant(int64_t value) { return (struct expr){.known = true, .constant = value, .load = NONE}; }

static struct expr term(reg_t reg, uint32_t at)
{
	return (struct expr){.known = true, .scale = 1, .load = NONE, .reg = reg, .at = at};
}

static struct expr sum(struct expr a, struct expr b)
{
	if (!a.known || !b.known || (a.scale && b.scale))
		return unknown();
	struct expr e = a.scale ? a : b;
	e.constant = wrap_add(a.constant, b.constant);
	return e;
}

static struct expr scaled(struct expr a, int64_t by)
{
	a.constant = wrap_mul(a.constant, by);
	a.scale = wrap_mul(a.scale, by);
	a.inner = wrap_mul(a.inner, by);
	return a;
}

/* Adds to the term itself, where there is one: what is large is an address. */
static struct expr offset_by(struct expr a, int64_t by)
{
	a.constant = wrap_add(a.constant, by);
	if (a.scale && by > -MAX_OFFSET && by < MAX_OFFSET)
		a.inner = wrap_add(a.inner, by);
	return a;
}

struct expr jump_address(struct jump_solver *s, const struct memop *m, uint32_t at, unsigned depth)
{
	struct expr e = constant(m->disp);
	if (m->flags & (MEM_TLS | MEM_VECTOR_INDEX | MEM_VL_SCALED))
		return unknown();
	if (m->base != REG_NONE)
		e = sum(e, jump_value(s, m->base, at, depth));
	if (m->index != REG_NONE)
		e = sum(e, scaled(jump_value(s, m->index, at, depth), m->scale));
	return e;
}

/* As jump_address, but a displacement belongs to the term: lea eax, [rdi - 3]. */
static struct expr computed_address(struct jump_solver *s, const struct memop *m, uint32_t at, unsigned depth)
{
	struct memop bare = *m;
	bare.disp = 0;
	return offset_by(jump_address(s, &bare, at, depth), m->disp);
}

static struct expr loaded(const struct insn *in, uint32_t at)
{
	return (struct expr){.known = true, .scale = 1, .load = at, .is_signed = in->flags & INSN_SIGNED};
}

static struct expr arithmetic(struct jump_solver *s, const struct insn *in, uint32_t at, unsigned depth)
{
	struct expr a = in->n_src ? jump_value(s, in->src[0], at, depth) : unknown();
	if (in->n_src == 1 && in->has_imm && !in->n_mem)
		return offset_by(a, in->op == OP_SUB ? wrap_neg(in->imm) : in->imm);
	if (in->op != OP_ADD || in->n_src != 2 || in->n_mem)
		return unknown();
	struct expr b = jump_value(s, in->src[1], at, depth);
	b.is_signed |= (in->flags & INSN_SIGNED) != 0;
	if (in->shift != SHIFT_OTHER)
		return sum(a, scaled(b, 1ll << (in->shift & 31)));
	/* The low bits of what was loaded with just as many. */
	if (b.load == NONE || b.scale != 1 || b.constant || s->c->insn[b.load].mem[0].width * 8 != in->cut_bits)
		return unknown();
	return sum(a, scaled(b, 1ll << in->cut_shift));
}

/* What instruction d leaves in the register, unknown() where it is nothing that an address is made of. */
static struct expr defined(struct jump_solver *s, uint32_t d, reg_t reg, unsigned depth)
{
	const struct insn *in = &s->c->insn[d];
	if (!in->n_dst || in->dst[0] != reg)
		return unknown();
	struct expr e = unknown();
	switch (in->op) {
	case OP_CONST:
		return in->has_imm ? constant(in->imm) : unknown();
	case OP_ADDRESS:
		return in->n_mem ? computed_address(s, &in->mem[0], d, depth) : unknown();
	case OP_MOVE:
	case OP_EXTEND:
		if (in->n_mem)
			return in->mem[0].flags & MEM_READ && in->n_dst == 1 ? loaded(in, d) : unknown();
		if (in->n_src == 1)
			e = jump_value(s, in->src[0], d, depth);
		else if (in->has_imm)
			e = constant(in->imm);
		e.is_signed |= in->op == OP_EXTEND && in->flags & INSN_SIGNED;
		return e;
	case OP_ADD:
	case OP_SUB:
		return arithmetic(s, in, d, depth);
	case OP_SHL:
		if (in->n_src == 1 && in->has_imm && !in->n_mem && in->imm >= 0 && in->imm < 32)
			return scaled(jump_value(s, in->src[0], d, depth), 1ll << in->imm);
		return unknown();
	default:
		return unknown();
	}
}

/* Several definitions are one where all of them give the same constant (a table's address, computed on each way). */
static struct expr common_constant(struct jump_solver *s, const struct reaching *defs, reg_t reg, unsigned depth)
{
	struct expr e = unknown();
	for (unsigned i = 0; i < defs->n; i++) {
		if (defs->insn[i] == NONE)
			return unknown();
		struct expr one = defined(s, defs->insn[i], reg, depth);
		if (!one.known || one.scale || (i && one.constant != e.constant))
			return unknown();
		e = one;
	}
	return e;
}

struct expr jump_value(struct jump_solver *s, reg_t reg, uint32_t at, unsigned depth)
{
	struct reaching defs;
	if (depth >= MAX_DEPTH || !jump_reaching(s, reg, at, &defs))
		return depth >= MAX_DEPTH ? unknown() : term(reg, at);
	struct expr e = unknown();
	if (defs.n == 1 && defs.insn[0] != NONE)
		e = defined(s, defs.insn[0], reg, depth + 1);
	else if (defs.n > 1)
		e = common_constant(s, &defs, reg, depth + 1);
	return e.known ? e : term(reg, at);
}

/* ---- whether two terms are one value ----------------------------------------------------------------------------- */

static bool same_register(struct jump_solver *s, reg_t a, uint32_t at_a, reg_t b, uint32_t at_b)
{
	struct reaching x, y;
	if (a == REG_NONE || b == REG_NONE || (a == b && at_a == at_b))
		return a == b;
	if (a != b || !jump_reaching(s, a, at_a, &x) || !jump_reaching(s, b, at_b, &y) || x.n != y.n)
		return false;
	return !memcmp(x.insn, y.insn, x.n * sizeof *x.insn);
}

static bool same_place(struct jump_solver *s, uint32_t a, uint32_t b)
{
	const struct memop *x = &s->c->insn[a].mem[0], *y = &s->c->insn[b].mem[0];
	return x->disp == y->disp && x->scale == y->scale && same_register(s, x->base, a, y->base, b) &&
	       same_register(s, x->index, a, y->index, b);
}

/* The register whose value a store put into the place that this load reads, in the same or a dominating block: code
 * without optimisation keeps a switch's index in memory between the check and the jump. */
static bool stored_value(struct jump_solver *s, uint32_t load, struct expr *e)
{
	const struct code *c = s->c;
	uint32_t b = c->block_of[load], i = load;
	for (unsigned climbed = 0; climbed < 4 && b != NONE; climbed++) {
		while (i > c->block[b].first && s->steps) {
			const struct insn *in = &c->insn[--i];
			s->steps--;
			if (in->op == OP_MOVE && in->n_mem == 1 && in->mem[0].flags & MEM_WRITE && in->n_src == 1 &&
			    same_place(s, load, i)) {
				*e = jump_value(s, in->src[0], i, 0);
				return e->known;
			}
		}
		b = c->block[b].idom;
		i = b == NONE ? 0 : c->block[b].end;
	}
	return false;
}

static bool same_term(struct jump_solver *s, struct expr a, struct expr b)
{
	if (a.load == NONE && b.load == NONE)
		return same_register(s, a.reg, a.at, b.reg, b.at);
	if (a.load != NONE && b.load != NONE)
		return a.load == b.load || same_place(s, a.load, b.load);
	return false;
}

/* The same, also through a store in between; *offset is added to b's constant to make it comparable with a's. */
static bool comparable(struct jump_solver *s, struct expr a, struct expr b, int64_t *offset)
{
	struct expr stored;
	*offset = 0;
	if (same_term(s, a, b))
		return true;
	if (a.load == NONE || !stored_value(s, a.load, &stored) || stored.scale != 1)
		return false;
	*offset = stored.constant;
	return same_term(s, stored, b);
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

/* The index's term runs over [low, low + n). */
struct bound {
	int64_t low;
	uint64_t n;
};

static enum cond negated(enum cond k)
{
	switch (k) {
	case COND_ULT:
		return COND_UGE;
	case COND_ULE:
		return COND_UGT;
	case COND_UGT:
		return COND_ULE;
	case COND_UGE:
		return COND_ULT;
	default:
		return COND_OTHER;
	}
}

static enum cond swapped(enum cond k)
{
	switch (k) {
	case COND_UGT:
		return COND_ULT;
	case COND_UGE:
		return COND_ULE;
	default:
		return COND_OTHER;
	}
}

/* The compare whose flags the block's branch reads. */
static uint32_t compare_of(struct jump_solver *s, uint32_t b)
{
	const struct code *c = s->c;
	const struct insn *branch = block_last(c, &c->block[b]);
	for (uint32_t i = c->block[b].end - 1; i-- > c->block[b].first && s->steps; s->steps--)
		if (!regset_empty(
		        regset_and(regset_and(c->insn[i].write, branch->read), (regset){{0xffull << REG_FLAG, 0}})))
			return c->insn[i].op == OP_CMP || c->insn[i].op == OP_SUB ? i : NONE;
	return NONE;
}

static bool bound_by(struct jump_solver *s, struct expr index, uint32_t compare, enum cond k, struct bound *out)
{
	const struct insn *in = &s->c->insn[compare];
	struct expr left = unknown(), right = unknown();
	if (in->n_mem && in->mem[0].flags & MEM_READ && in->op == OP_CMP)
		left = loaded(in, compare);
	else if (in->n_src)
		left = jump_value(s, in->src[0], compare, 0);
	if (in->has_imm)
		right = constant(in->imm);
	else if (in->n_src == 2)
		right = jump_value(s, in->src[1], compare, 0);
	if (left.known && !left.scale) {
		struct expr t = left;
		left = right;
		right = t;
		k = swapped(k);
	}
	int64_t offset;
	if (!left.known || !right.known || left.scale != 1 || right.scale || (k != COND_ULT && k != COND_ULE) ||
	    !comparable(s, index, left, &offset))
		return false;
	out->n = (uint64_t)right.constant + (k == COND_ULE);
	out->low = wrap_add(wrap_neg(left.constant), offset);
	return out->n > 0 && out->n <= MAX_ENTRIES;
}

/* Whether block b is reached only through one side of d's branch; *taken says which. */
static bool side_of(const struct code *c, uint32_t d, uint32_t b, bool *taken)
{
	const struct block *k = &c->block[d];
	if (block_last(c, k)->flow != FLOW_BRANCH || k->n_succ == 0)
		return false;
	if (k->n_succ == 2 && c->succ[k->first_succ] == c->succ[k->first_succ + 1])
		return false;
	for (uint32_t i = 0; i < k->n_succ; i++) {
		uint32_t to = c->succ[k->first_succ + i];
		if (c->block[to].n_pred == 1 && block_dominates(c, to, b)) {
			*taken = c->succ_kind[k->first_succ + i] == EDGE_TAKEN;
			return true;
		}
	}
	return false;
}

static bool bound_by_check(struct jump_solver *s, struct expr index, uint32_t at, struct bound *out)
{
	const struct code *c = s->c;
	uint32_t b = c->block_of[at];
	for (unsigned climbed = 0; climbed < MAX_CLIMB; climbed++) {
		uint32_t d = c->block[b].idom;
		bool taken;
		if (d == NONE)
			return false;
		b = d;
		if (!side_of(c, d, c->block_of[at], &taken))
			continue;
		uint32_t compare = compare_of(s, d);
		enum cond k = block_last(c, &c->block[d])->cond;
		if (compare != NONE && bound_by(s, index, compare, taken ? k : negated(k), out))
			return true;
	}
	return false;
}

/* The values that fit: a mask, a right shift, a load of one byte. */
static bool bound_by_width(struct jump_solver *s, struct expr index, struct bound *out)
{
	struct reaching defs;
	uint32_t d = index.load;
	if (d == NONE) {
		if (!jump_reaching(s, index.reg, index.at, &defs) || defs.n != 1 || defs.insn[0] == NONE)
			return false;
		d = defs.insn[0];
	}
	const struct insn *in = &s->c->insn[d];
	*out = (struct bound){0, 0};
	if (index.load != NONE)
		out->n = in->mem[0].width == 1 && !index.is_signed ? 256 : 0;
	else if (in->op == OP_AND && in->has_imm && in->imm >= 0 && in->imm < MAX_ENTRIES)
		out->n = (uint64_t)in->imm + 1;
	else if (in->op == OP_SHR && in->has_imm && in->imm > 0 && in->data_bits - in->imm <= 16 &&
	         in->imm < in->data_bits)
		out->n = 1ull << (in->data_bits - in->imm);
	return out->n != 0;
}

/* ---- tables ------------------------------------------------------------------------------------------------------ */

struct table {
	uint64_t address; /* of the entry for index term 0 */
	int64_t stride, base, scale;
	uint16_t width;
	bool is_signed;
	struct expr index;
	int64_t first; /* the index term of the entry at the table's own address */
	uint32_t load;
};

static uint64_t entry_address(const struct table *t, int64_t index)
{
	return t->address + (uint64_t)wrap_mul(t->stride, index);
}

/* base + scale * load(address + stride * index) */
static bool recognise(struct jump_solver *s, struct expr target, struct table *t)
{
	const struct insn *in = &s->c->insn[target.load];
	const struct memop *m = &in->mem[0];
	struct expr at = jump_address(s, m, target.load, 1);
	if (!at.known || at.scale < m->width || at.scale > 64 || !m->width || m->width > 8)
		return false;
	if (m->width < 8 && target.constant == 0)
		return false;
	*t = (struct table){.address = (uint64_t)at.constant,
	                    .stride = at.scale,
	                    .base = target.constant,
	                    .scale = target.scale,
	                    .width = m->width,
	                    .is_signed = target.is_signed || in->flags & INSN_SIGNED,
	                    .index = at,
	                    .first = wrap_neg(at.inner) / at.scale,
	                    .load = target.load};
	t->index.constant = t->index.inner = 0;
	t->index.scale = 1;
	return object_section(s->c->object, entry_address(t, t->first)) != NULL;
}

static int64_t stored_entry(const uint8_t *p, unsigned width, bool is_signed)
{
	uint64_t v = 0;
	for (unsigned i = 0; i < width; i++)
		v |= (uint64_t)p[i] << (8 * i);
	unsigned unused = 64 - 8 * width;
	return is_signed ? (int64_t)(v << unused) >> unused : (int64_t)v;
}

/* A relocation supplies an entry: the symbol's address in a table of addresses, its distance from the entry elsewhere.
 */
static int64_t relocated_entry(const struct object *o, const struct reloc *r, const struct table *t)
{
	uint64_t value = (r->symbol >= 0 ? o->symbols[r->symbol].address : 0) + (uint64_t)r->addend;
	return (int64_t)(t->base || t->width < 8 ? value - r->address : value);
}

static bool is_end_of_function(const struct code *c, uint64_t address)
{
	for (uint32_t i = 0; i < c->n_part_range; i++)
		if (address == c->part_range[i].part->address + c->part_range[i].part->size)
			return true;
	return false;
}

/* One entry's target; NONE and *outside where it leads out of the function, NONE alone for an unreachable case that
 * points behind the last instruction. */
static uint32_t read_entry(const struct code *c, const struct table *t, const uint8_t *data, const struct reloc *r,
                           bool *outside)
{
	int64_t entry =
	    r ? relocated_entry(c->object, r, t) : stored_entry(data, t->width, t->is_signed || t->width == 8);
	uint64_t target = (uint64_t)wrap_add(t->base, wrap_mul(entry, t->scale));
	bool inside;
	uint32_t insn = cfg_destination(c, target, &inside);
	*outside = inside || insn == 0 || (insn == NONE && !is_end_of_function(c, target));
	return insn == 0 ? NONE : insn;
}

/* Reads up to n entries, to the first that leads outside; returns how many. */
static uint64_t read_entries(struct jump_solver *s, const struct table *t, uint64_t first, uint64_t n,
                             struct jump_targets *out)
{
	const struct code *c = s->c;
	const struct section *in = object_section(c->object, first);
	uint64_t stride = (uint64_t)t->stride, room = in ? in->address + in->size - first : 0;
	if (room / stride < n)
		n = room / stride;
	const uint8_t *data = n ? object_bytes(c->object, first, n * stride) : NULL;
	uint32_t n_reloc = 0;
	out->n = 0;
	if (!data)
		return 0;
	const struct reloc *r = object_relocs(c->object, first, n * stride, &n_reloc), *end = r + n_reloc;
	for (uint64_t i = 0; i < n; i++) {
		uint64_t at = first + i * stride;
		bool outside;
		while (r < end && r->address < at)
			r++;
		uint32_t insn = read_entry(c, t, data + i * stride, r < end && r->address == at ? r : NULL, &outside);
		if (outside)
			return i;
		if (insn != NONE)
			*ARENA_PUSH(c->arena, out) = insn;
	}
	return n;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void sort_targets(struct jump_targets *t)
{
	uint32_t n = 0;
	qsort(t->v, t->n, sizeof *t->v, by_number);
	for (uint32_t i = 0; i < t->n; i++)
		if (!n || t->v[n - 1] != t->v[i])
			t->v[n++] = t->v[i];
	t->n = n;
}

static int by_address(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Where no check says how long the table is: up to where the next one begins. */
static uint64_t room_for(struct jump_solver *s, const struct table *t, uint64_t first)
{
	if (t->width == 8 || !s->start.n)
		return MAX_ENTRIES;
	if (!s->start_sorted)
		qsort(s->start.v, s->start.n, sizeof *s->start.v, by_address);
	s->start_sorted = true;
	uint32_t low = 0, high = s->start.n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (s->start.v[mid] <= first)
			low = mid + 1;
		else
			high = mid;
	}
	uint64_t n = low < s->start.n ? (s->start.v[low] - first) / (uint64_t)t->stride : MAX_ENTRIES;
	return n < MAX_ENTRIES ? n : MAX_ENTRIES;
}

/* Memory that is filled at run time holds functions, not labels. */
static bool is_filled_at_run_time(const struct code *c, uint64_t address)
{
	const struct section *in = object_section(c->object, address);
	return in && !in->data;
}

static enum jump_kind solve_table(struct jump_solver *s, const struct table *t, struct jump_targets *out)
{
	struct bound n = {t->first, 0};
	bool bounded = bound_by_check(s, t->index, t->load, &n) || bound_by_width(s, t->index, &n);
	uint64_t first = entry_address(t, n.low);
	if (is_filled_at_run_time(s->c, first))
		return jump_frame_is_gone(s, t->load) ? JUMP_TAIL_CALL : JUMP_UNKNOWN;
	uint64_t read = bounded ? read_entries(s, t, first, n.n, out) : 0;
	if (!bounded || read < n.n) {
		/* Not bounded, or by a check that was not meant for the table. */
		first = entry_address(t, t->first);
		read = read_entries(s, t, first, room_for(s, t, first), out);
		if (!read)
			return t->width == 8 && object_bytes(s->c->object, first, 8) ? JUMP_TAIL_CALL : JUMP_UNKNOWN;
		if (t->width < 4 || read < 2)
			return JUMP_UNKNOWN;
	}
	sort_targets(out);
	return out->n ? JUMP_TABLE : JUMP_UNKNOWN;
}

static struct expr jump_target(struct jump_solver *s, uint32_t insn)
{
	const struct insn *in = &s->c->insn[insn];
	if (in->n_mem)
		return loaded(in, insn);
	return in->n_src ? jump_value(s, in->src[0], insn, 0) : unknown();
}

static bool recognise_table(struct jump_solver *s, struct expr target, struct table *t)
{
	return target.known && target.load != NONE && recognise(s, target, t);
}

void jump_note(struct jump_solver *s, uint32_t insn)
{
	struct table t;
	if (recognise_table(s, jump_target(s, insn), &t)) {
		*ARENA_PUSH(s->c->arena, &s->start) = entry_address(&t, t.first);
		s->start_sorted = false;
	}
}

/* Several ways bring the target, each from a table: a computed goto whose jumps were merged. Code that only this jump
 * reaches cannot be understood before: what is found so far leads there (JUMP_UNKNOWN with targets). */
static enum jump_kind solve_merged(struct jump_solver *s, struct expr target, struct jump_targets *out)
{
	const struct code *c = s->c;
	struct reaching defs;
	struct jump_targets one = {0};
	enum jump_kind kind = JUMP_TABLE;
	if (target.load != NONE || target.scale != 1 || target.constant ||
	    !jump_reaching(s, target.reg, target.at, &defs) || defs.n < 2)
		return JUMP_UNKNOWN;
	for (unsigned i = 0; i < defs.n; i++) {
		uint32_t d = defs.insn[i];
		struct table t;
		if (d != NONE && recognise_table(s, defined(s, d, target.reg, 1), &t) &&
		    solve_table(s, &t, &one) == JUMP_TABLE) {
			for (uint32_t k = 0; k < one.n; k++)
				*ARENA_PUSH(c->arena, out) = one.v[k];
			continue;
		}
		kind = JUMP_UNKNOWN;
		if (d == NONE || !c->block[c->block_of[d]].extra) {
			out->n = 0;
			return kind;
		}
	}
	sort_targets(out);
	return kind;
}

enum jump_kind jump_solve(struct jump_solver *s, uint32_t insn, struct jump_targets *out)
{
	const struct code *c = s->c;
	struct table t;
	bool inside;
	out->n = 0;
	if (c->block[c->block_of[insn]].rpo == NONE)
		return JUMP_UNKNOWN;
	struct expr target = jump_target(s, insn);
	if (recognise_table(s, target, &t)) {
		enum jump_kind kind = solve_table(s, &t, out);
		if (kind != JUMP_TABLE)
			out->n = 0;
		return kind;
	}
	if (target.known && !target.scale) { /* a constant */
		uint32_t to = cfg_destination(c, (uint64_t)target.constant, &inside);
		if (to != NONE && to != 0)
			*ARENA_PUSH(c->arena, out) = to;
		return to == NONE && !inside ? JUMP_TAIL_CALL : out->n ? JUMP_TABLE : JUMP_UNKNOWN;
	}
	/* A base was added to what was loaded: that is no pointer. */
	if (target.known && target.load != NONE && (target.constant || target.scale != 1))
		return JUMP_UNKNOWN;
	enum jump_kind kind = target.known ? solve_merged(s, target, out) : JUMP_UNKNOWN;
	return kind == JUMP_UNKNOWN && !out->n && jump_frame_is_gone(s, insn) ? JUMP_TAIL_CALL : kind;
}
