/* class_redundant_load.c: loads of bytes whose value the function had in a register, or could have kept in one.
 *
 * Accesses of one loop (inner loops have their own turn) are grouped by address. A group whose address never changes in
 * the loop is judged as a whole: nothing that may write it, a store that may, or stores of its own that make it a
 * variable in memory. In other groups each load is compared with the access before it. Spill slots, atomic accesses and
 * constants are left out, and so is everything that a call could have changed. */
#include "loop_facts.h"
#include "memory_place.h"

#include <string.h>

enum { MAX_EVIDENCE = 24, MAX_APART = 64 /* instructions, outside loops */, MAX_EARLIER = 4 };

struct item {
	struct place place;
	uint32_t next; /* in its group; NONE */
	uint8_t share; /* which of the registers of a pair or list */
	bool read, write;
};

struct group {
	uint32_t first, last; /* items */
	uint32_t n_read, n_write;
	uint32_t chain; /* the next group with the same hash */
};

struct search {
	const struct analysis *a;
	const struct code *c;
	uint32_t loop; /* NONE: outside loops, block by block */
	struct loop_facts facts;
	regset untouched;
	struct {
		struct item *v;
		uint32_t n, cap;
	} item;
	struct {
		struct group *v;
		uint32_t n, cap;
	} group;
	uint32_t *table, size;
	struct finding_list *out;
};

/* ---- which accesses ---------------------------------------------------------------------------------------------- */

/* A variable of the frame that got away and that this function itself only initialises. */
static bool is_filled_by_others(const struct stack *s, const struct place *p)
{
	const struct stack_slot *k = p->slot;
	if (!k || !k->escapes || k->mixed || k->purpose != ACCESS_PLAIN)
		return false;
	for (uint32_t x = k->first; x < k->first + k->n; x++)
		if (s->access[x].write && !s->access[x].constant)
			return false;
	return true;
}

static bool is_wanted(const struct search *s, const struct insn *in, const struct place *p)
{
	if (!p->width || !p->exact || p->region == REGION_TLS || (in->flags & INSN_ATOMIC) || in->op == OP_STRING)
		return false;
	if (p->framed)
		return is_filled_by_others(s->a->stack, p);
	bool fixed = p->region == REGION_FIXED && p->base.root == NONE && p->index.root == NONE;
	return !(fixed && p->read_only);
}

static uint32_t hash_of(const struct place *p)
{
	uint64_t h = p->width;
	if (p->has_pattern && p->pattern.known && p->pattern.comparable) {
		const uint64_t part[] = {p->pattern.base_root, p->pattern.index_root, p->pattern.index_scale,
		                         (uint64_t)p->pattern.constant, (uint64_t)p->pattern.stride};
		for (unsigned i = 0; i < sizeof part / sizeof *part; i++)
			h = (h ^ part[i]) * 0x9e3779b97f4a7c15ull;
	} else {
		uint64_t x = p->base.root, y = p->index.root;
		const uint64_t part[] = {x + y, x ^ y, p->scale, (uint64_t)p->disp};
		for (unsigned i = 0; i < sizeof part / sizeof *part; i++)
			h = (h ^ part[i]) * 0x9e3779b97f4a7c15ull;
	}
	return (uint32_t)(h >> 32);
}

static void add_item(struct search *s, uint32_t insn, unsigned mem, unsigned share, const struct place *p)
{
	uint32_t at = s->item.n, *slot = &s->table[hash_of(p) & (s->size - 1)], g = *slot;
	uint8_t flags = s->c->insn[insn].mem[mem].flags;
	// NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a number of a group is that of one in the list
	while (g != NONE && place_alias(&s->item.v[s->group.v[g].first].place, p) != ALIAS_SAME)
		g = s->group.v[g].chain;
	*ARENA_PUSH(s->c->arena, &s->item) =
	    (struct item){*p, NONE, (uint8_t)share, flags & MEM_READ, flags & MEM_WRITE};
	if (g == NONE) {
		g = s->group.n;
		*ARENA_PUSH(s->c->arena, &s->group) = (struct group){.first = at, .last = NONE, .chain = *slot};
		*slot = g;
	}
	struct group *k = &s->group.v[g];
	if (k->last != NONE)
		s->item.v[k->last].next = at;
	k->last = at;
	k->n_read += !!(flags & MEM_READ);
	k->n_write += !!(flags & MEM_WRITE);
}

static void see_block(struct search *s, const struct block *b)
{
	const struct code *c = s->c;
	for (uint32_t i = b->first; i < b->end; i++) {
		const struct insn *in = &c->insn[i];
		for (unsigned m = 0; m < in->n_mem && !insn_is_call(in); m++) {
			if (!(in->mem[m].flags & (MEM_READ | MEM_WRITE)))
				continue;
			struct place p = memory_place(s->a, s->loop, i, m);
			unsigned n = memory_sharing(in, m);
			if (p.own && (p.flags & MEM_READ))
				loop_see_spill(&s->facts, in);
			for (unsigned k = 0; k < n && is_wanted(s, in, &p); k++) {
				struct place part = place_share(&p, n, k);
				add_item(s, i, m, k, &part);
			}
		}
	}
}

static void start(struct search *s, uint32_t n_insn)
{
	s->item.n = s->group.n = 0;
	s->size = 16;
	while (s->size < n_insn / 2)
		s->size *= 2;
	s->table = ARENA_ARRAY_RAW(s->c->arena, uint32_t, s->size);
	memset(s->table, 0xff, s->size * sizeof *s->table);
}

/* ---- what is found ----------------------------------------------------------------------------------------------- */

struct found {
	const char *kind;
	const char *sort;      /* for the sentence */
	struct clobber forced; /* the store that may have changed it, insn NONE: none */
	uint32_t before;       /* the access that had the value, NONE */
	uint32_t loads[MAX_EVIDENCE], n;
	bool carried; /* the value comes from the iteration before */
};

static float port_cycles(const struct search *s, uint32_t n)
{
	int ports = __builtin_popcount(s->c->model->load_ports);
	return (float)n / (float)(ports ? ports : 1);
}

static float cost_of(const struct search *s, const struct found *f)
{
	const struct core_model *m = s->c->model;
	if (s->loop == NONE)
		return -1;
	bool vector = s->c->insn[f->loads[0]].n_dst && !reg_is_general(s->c->insn[f->loads[0]].dst[0]);
	if (f->carried && (vector || !m->predicts_forwarding))
		return vector && m->vec_forward_latency > 0 ? m->vec_forward_latency : m->forward_latency;
	return port_cycles(s, f->n);
}

static const char *store_text(const struct search *s, const struct clobber *k)
{
	unsigned width = s->c->insn[k->insn].mem[k->mem].width;
	const char *what = width == 1 ? "the 1-byte store" : arena_printf(s->c->arena, "the %u-byte store", width);
	return arena_printf(s->c->arena, "%s at %s", width ? what : "the store", loop_place_text(s->c, k->insn));
}

static const char *cause_of(const struct search *s, const struct found *f)
{
	struct arena *arena = s->c->arena;
	const char *load = loop_place_text(s->c, f->loads[0]);
	const char *forced = f->forced.insn == NONE ? NULL : store_text(s, &f->forced);
	if (f->carried && forced)
		return arena_printf(
		    arena,
		    "What is loaded at %s was stored by the iteration before: a variable lives in memory, "
		    "because %s may touch the same bytes as far as a compiler can tell.",
		    load, forced);
	if (f->carried)
		return arena_printf(
		    arena,
		    "What is loaded at %s was stored by the iteration before: a variable lives in memory "
		    "though nothing else in the loop touches these bytes.",
		    load);
	if (forced && f->before == NONE)
		return arena_printf(
		    arena,
		    "The address read at %s is the same in every iteration, and nothing in the loop is "
		    "known to write there, but %s may write the same bytes as far as a compiler can tell.",
		    load, forced);
	if (forced)
		return arena_printf(
		    arena,
		    "The load at %s reads again what %s %s: in between %s may write the same bytes as far as "
		    "a compiler can tell.",
		    load, loop_place_text(s->c, f->before), f->sort, forced);
	if (f->before == NONE)
		return arena_printf(
		    arena,
		    "The address read at %s is the same in every iteration, and nothing in the loop can "
		    "write these bytes.",
		    load);
	return arena_printf(arena, "The load at %s reads again what %s %s, and nothing in between can change it.", load,
	                    loop_place_text(s->c, f->before), f->sort);
}

static const char *fix_of(const struct found *f)
{
	if (f->carried)
		return "Keep the variable in a local and store it once, behind the loop (and before what must see it).";
	if (f->forced.insn != NONE && f->before == NONE)
		return "Copy the field or variable into a local before the loop, or say with restrict that the "
		       "pointers do "
		       "not overlap; bytes (char, uint8_t) may overlap everything, wider element types of another type "
		       "not.";
	if (f->forced.insn != NONE)
		return "Read everything into locals before the first store, or say with restrict that the pointers do "
		       "not "
		       "overlap.";
	return "Copy the value into a local before the loop, and use the local; if the object is volatile or atomic "
	       "without need, take that away.";
}

static void report(struct search *s, const struct found *f)
{
	const struct code *c = s->c;
	bool hot = s->loop != NONE && c->loop[s->loop].innermost && loop_is_main(c, s->loop);
	float cost = cost_of(s, f);
	struct finding *k = ARENA_PUSH(c->arena, s->out);
	*k = (struct finding){
	    .class = &class_redundant_load,
	    .kind = f->kind,
	    .loop = s->loop,
	    .insn = f->loads[0],
	    .severity = hot ? loop_severity(c, s->loop, cost) : LEVEL_LOW,
	    .confidence = f->forced.insn == NONE ? LEVEL_HIGH : LEVEL_MEDIUM,
	    .cost_cycles = cost,
	    .cause = cause_of(s, f),
	    .fix = fix_of(f),
	    .expect = s->loop == NONE ? "One load, whose register is used again."
	              : f->carried    ? "No load and no store of it in the loop: an addition or the like on a register."
	              : f->before == NONE
	                  ? "No load of this address in the loop: it stands before the loop, in a register."
	                  : "One access to this address in each iteration; the others use the register.",
	    .counts = hot,
	};
	k->evidence = ARENA_ARRAY_RAW(c->arena, uint32_t, MAX_EVIDENCE + 2);
	if (f->before != NONE && f->before != f->loads[0])
		k->evidence[k->n_evidence++] = f->before;
	if (f->forced.insn != NONE) {
		k->evidence[k->n_evidence++] = f->forced.insn;
		k->note = arena_printf(c->arena, "%s may write the same bytes", store_text(s, &f->forced));
	}
	for (uint32_t i = 0; i < f->n; i++)
		k->evidence[k->n_evidence++] = f->loads[i];
}

/* ---- the whole group: an address that never changes -------------------------------------------------------------- */

static void take_loads(const struct search *s, const struct group *g, struct found *f)
{
	for (uint32_t i = g->first; i != NONE && f->n < MAX_EVIDENCE; i = s->item.v[i].next)
		if (s->item.v[i].read)
			f->loads[f->n++] = s->item.v[i].place.insn;
}

static bool in_every_iteration(const struct search *s, const struct group *g, bool write)
{
	for (uint32_t i = g->first; i != NONE; i = s->item.v[i].next)
		if ((write ? s->item.v[i].write : s->item.v[i].read) &&
		    loop_every_iteration(s->c, &s->facts, s->c->block_of[s->item.v[i].place.insn]))
			return true;
	return false;
}

static bool has_room(const struct search *s, uint32_t load)
{
	const struct insn *in = &s->c->insn[load];
	return loop_has_free_register(s->c, &s->facts, in->n_dst ? in->dst[0] : REG_GENERAL);
}

/* True: it was judged, whatever came of it. */
static bool judge_fixed(struct search *s, const struct group *g)
{
	const struct item *first = &s->item.v[g->first];
	if (s->loop == NONE || !place_invariant(s->a, s->loop, &first->place))
		return false;
	struct clobber k = place_clobber_other(s->a, s->loop, &first->place);
	if (k.insn != NONE && (k.barrier || k.alias != ALIAS_MAY))
		return false;
	struct found f = {.forced = k, .before = NONE, .carried = g->n_write > 0};
	take_loads(s, g, &f);
	if (!f.n || !in_every_iteration(s, g, false) || (g->n_write && !in_every_iteration(s, g, true)))
		return false;
	if (!has_room(s, f.loads[0]) || loop_polls(s->a, s->loop, f.loads, f.n))
		return true;
	if (g->n_write) {
		f.kind = "store-forward";
		for (uint32_t i = g->first; i != NONE; i = s->item.v[i].next)
			if (s->item.v[i].write)
				f.before = s->item.v[i].place.insn;
	} else {
		f.kind = k.insn == NONE ? "invariant" : "may-alias";
	}
	if (k.insn == NONE || s->c->loop[s->loop].innermost)
		report(s, &f);
	return true;
}

/* ---- one load and what came before it ---------------------------------------------------------------------------- */

/* Whether the register that was loaded or stored still holds the value. */
static bool still_held(const struct code *c, const struct item *before, uint32_t load)
{
	uint32_t at = before->place.insn;
	const struct insn *in = &c->insn[at];
	unsigned k = before->share;
	reg_t r = REG_NONE;
	if (in->op == OP_MOVE && before->write && k < in->n_src)
		r = in->src[k];
	if (in->op == OP_MOVE && before->read && k < in->n_dst)
		r = in->dst[k];
	if (r == REG_NONE || (before->read && before->write) || c->block_of[at] != c->block_of[load])
		return false;
	for (uint32_t i = at + 1; i < load; i++)
		if (regset_has(c->insn[i].write, r))
			return false;
	return true;
}

/* A value that goes from one register file to the other by way of memory is no reload. */
static bool same_file(const struct code *c, const struct item *before, uint32_t load)
{
	const struct insn *b = &c->insn[before->place.insn], *l = &c->insn[load];
	if (!before->write || before->read)
		return true;
	reg_t r = b->n_src ? b->src[0] : REG_NONE, d = l->n_dst ? l->dst[0] : l->n_src ? l->src[0] : REG_NONE;
	return r == REG_NONE || d == REG_NONE || reg_is_general(r) == reg_is_general(d);
}

/* Whether what next uses register r behind the instruction writes its result over it. */
static bool is_overwritten_by_use(const struct code *c, uint32_t at, reg_t r)
{
	for (uint32_t i = at + 1; i < c->block[c->block_of[at]].end; i++)
		if (regset_has(c->insn[i].read, r))
			return regset_has(c->insn[i].write, r);
	return false;
}

/* Where operations write over their inputs, a value that two of them use is needed twice: loading it a second time
 * takes the place of a copy. */
static bool stands_for_copy(const struct code *c, uint32_t before, uint32_t load)
{
	const struct insn *x = &c->insn[before], *y = &c->insn[load];
	return x->op == OP_MOVE && y->op == OP_MOVE && x->n_dst == 1 && y->n_dst == 1 && reg_is_vector(x->dst[0]) &&
	       is_overwritten_by_use(c, before, x->dst[0]) && is_overwritten_by_use(c, load, y->dst[0]);
}

static bool judge_pair(struct search *s, const struct item *before, const struct item *load, struct found *f)
{
	const struct code *c = s->c;
	uint32_t from = before->place.insn, to = load->place.insn;
	if (from == to || load->write || !same_file(c, before, to) || (before->read && stands_for_copy(c, from, to)))
		return false;
	if (s->loop == NONE && (to - from > MAX_APART || !still_held(c, before, to)))
		return false;
	struct clobber k = place_clobber_between(s->a, s->loop, from, &load->place);
	if (k.insn != NONE && (k.barrier || k.alias != ALIAS_MAY || s->loop == NONE || !c->loop[s->loop].innermost))
		return false;
	if (!still_held(c, before, to) && !has_room(s, to))
		return false;
	if (!f->n) {
		f->kind = k.insn != NONE ? "may-alias" : before->write ? "store-forward" : "reload";
		f->sort = before->write ? "stored" : "loaded";
		f->forced = k;
		f->before = from;
	}
	if (f->n < MAX_EVIDENCE)
		f->loads[f->n++] = to;
	return true;
}

static void judge_pairs(struct search *s, const struct group *g)
{
	struct found f = {.before = NONE, .forced = {.insn = NONE}};
	const struct item *earlier[MAX_EARLIER];
	unsigned n = 0;
	for (uint32_t i = g->first; i != NONE; i = s->item.v[i].next) {
		const struct item *x = &s->item.v[i];
		bool found = false;
		for (unsigned k = 0; x->read && k < n && k < MAX_EARLIER && !found; k++)
			found = judge_pair(s, earlier[(n - 1 - k) % MAX_EARLIER], x, &f);
		earlier[n++ % MAX_EARLIER] = x;
	}
	if (f.n)
		report(s, &f);
}

/* ---- the function ------------------------------------------------------------------------------------------------ */

static void judge(struct search *s)
{
	for (uint32_t g = 0; g < s->group.n; g++) {
		const struct group *k = &s->group.v[g];
		if (k->n_read && !judge_fixed(s, k) && k->n_read + k->n_write > 1)
			judge_pairs(s, k);
	}
}

static void see_loop(struct search *s, uint32_t loop)
{
	const struct code *c = s->c;
	const struct loop *l = &c->loop[loop];
	s->loop = loop;
	s->facts = loop_facts(c, loop, s->untouched);
	start(s, l->n_instructions);
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t b = c->loop_blocks[l->first_block + k];
		if (c->block[b].loop == loop && !c->block[b].no_return)
			see_block(s, &c->block[b]);
	}
	judge(s);
}

/* Quickly, whether two accesses of the block may have one address: most blocks have none such. */
static bool may_hold_pairs(const struct code *c, const struct block *b)
{
	uint64_t seen[4] = {0};
	for (uint32_t i = b->first; i < b->end; i++) {
		const struct insn *in = &c->insn[i];
		if (!in->n_mem || insn_is_call(in))
			continue;
		const struct memop *m = &in->mem[0];
		if (!(m->flags & (MEM_READ | MEM_WRITE)) || m->base == REG_NONE || m->base == c->isa->sp)
			continue;
		uint64_t h = (value_used(c, i, m->base) * 31ull + (uint64_t)m->disp) * 0x9e3779b97f4a7c15ull >> 56;
		if (seen[h >> 6] >> (h & 63) & 1)
			return true;
		seen[h >> 6] |= 1ull << (h & 63);
	}
	return false;
}

static void find(const struct analysis *a, struct finding_list *out)
{
	struct search s = {.a = a, .c = a->code, .out = out, .loop = NONE};
	if (a->stack->unoptimised)
		return;
	if (s.c->n_loop)
		s.untouched = untouched_registers(s.c);
	for (uint32_t l = 0; l < s.c->n_loop; l++)
		if (!s.c->loop[l].irreducible_inside)
			see_loop(&s, l);
	s.loop = NONE;
	for (uint32_t k = 0; k < s.c->n_rpo; k++) {
		const struct block *b = &s.c->block[s.c->rpo[k]];
		if (b->loop != NONE || b->no_return || b->end - b->first < 2 || !may_hold_pairs(s.c, b))
			continue;
		start(&s, b->end - b->first);
		see_block(&s, b);
		judge(&s);
	}
}

const struct class class_redundant_load = {
    .name = "redundant-load",
    .title = "bytes are loaded whose value was, or could have stayed, in a register",
    .find = find,
};
