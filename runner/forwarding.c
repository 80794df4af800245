/* forwarding.c: loads that no store before them can feed as a whole.
 *
 * A store waits in the store buffer until it may change the cache. A load of its bytes takes them from there where one
 * store holds all of them (on some cores: each half from one store); else it waits until the stores have drained. */
#include "forwarding.h"
#include "cost.h"
#include "memory_place.h"
#include "strides.h"

enum {
	REACH = 64,       /* instructions after which a store may have left the buffer */
	MOST_STORES = 32, /* that are looked at for one load: fewer than any buffer holds */
	MOST_BYTES = 64,  /* of one load */
	MOST_AFTER = 16,  /* iterations */
};

/* A store, or something behind which stores are not followed: what others may write, or what takes its time. */
struct store {
	uint32_t insn;
	uint8_t mem;
	bool call, asked; /* whether a call is a barrier its name decides, which is looked for on demand */
	bool barrier;
	uint16_t width;      /* 0: not known */
	struct place *place; /* NULL: not asked for yet */
};

struct stores {
	struct store *v; /* in order */
	uint32_t n, cap;
	uint32_t *first; /* by block, n_block + 1 */
};

struct walk {
	const struct analysis *a;
	struct stores *stores;
	uint32_t before; /* the first of the stores that do not come before the load */
	uint32_t loop;
	struct failed_forwarding *f;
	struct place load;
	uint64_t open; /* bytes of the load that no store seen so far wrote, as bits */
	int64_t part;  /* where in the load's bytes this register's share lies */
	bool fed;      /* one store holds all that the load reads */
};

static struct stores find_stores(const struct analysis *a)
{
	const struct code *c = a->code;
	struct stores s = {.first = ARENA_ARRAY_RAW(c->arena, uint32_t, c->n_block + 1)};
	for (uint32_t b = 0; b < c->n_block; b++) {
		s.first[b] = s.n;
		for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
			const struct insn *in = &c->insn[i];
			bool simple = in->flow == FLOW_NEXT && !in->n_mem && in->op != OP_OTHER &&
			              in->op != OP_STRING && in->op < OP_BRANCH && !(in->flags & INSN_UNDECODED);
			if (simple)
				continue;
			if (insn_is_call(in) && !in->n_mem) {
				*ARENA_PUSH(c->arena, &s) = (struct store){.insn = i, .call = true};
				continue;
			}
			bool barrier = in->op == OP_STRING || memory_is_barrier(c, i);
			if (barrier)
				*ARENA_PUSH(c->arena, &s) = (struct store){.insn = i, .barrier = true};
			for (uint8_t m = 0; !barrier && m < in->n_mem; m++) {
				bool plain = !(in->mem[m].flags & MEM_VL_SCALED) && !(in->flags & INSN_MASKED);
				if (in->mem[m].flags & MEM_WRITE)
					*ARENA_PUSH(c->arena, &s) =
					    (struct store){.insn = i, .mem = m, .width = plain ? in->mem[m].width : 0};
			}
		}
	}
	s.first[c->n_block] = s.n;
	return s;
}

static bool is_barrier(const struct walk *w, struct store *s)
{
	if (s->call && !s->asked) {
		s->asked = true;
		s->barrier = memory_is_barrier(w->a->code, s->insn);
	}
	return s->barrier;
}

static const struct place *place_of(const struct walk *w, struct store *s)
{
	if (!s->place) {
		s->place = ARENA_NEW(w->a->code->arena, struct place);
		*s->place = memory_place(w->a, w->loop, s->insn, s->mem);
	}
	return s->place;
}

/* ---- what one store does for the load ---------------------------------------------------------------------------- */

static uint64_t bits_of(int64_t from, int64_t width)
{
	int64_t to = from >= MOST_BYTES || from <= -MOST_BYTES * 2 ? 0 : from + width;
	from = from < 0 ? 0 : from;
	to = to > MOST_BYTES ? MOST_BYTES : to;
	if (from >= to)
		return 0;
	return (to - from == MOST_BYTES ? UINT64_MAX : (1ull << (to - from)) - 1) << from;
}

/* A store that lies `behind` bytes behind the start of the load's share. */
static void take_store(struct walk *w, const struct store *s, int64_t behind)
{
	struct failed_forwarding *f = w->f;
	uint64_t bytes = bits_of(behind, s->width) & bits_of(0, f->width) & w->open;
	if (!bytes)
		return;
	if (!f->n_store && behind <= 0 && behind + s->width >= f->width) {
		w->fed = true;
		return;
	}
	w->open &= ~bytes;
	f->covered += (uint16_t)__builtin_popcountll(bytes);
	f->narrow |= s->width < f->width;
	if (f->n_store < FORWARDING_MAX_STORES) {
		f->store[f->n_store] = s->insn;
		f->store_width[f->n_store++] = s->width;
	}
}

/* ---- the stores before a load, in straight code ------------------------------------------------------------------ */

/* Where the code before block b's start certainly came from: its only predecessor in the same loop. */
static uint32_t block_before(const struct code *c, uint32_t b)
{
	const struct block *block = &c->block[b];
	if (block->n_pred != 1 || (block->loop != NONE && c->loop[block->loop].header == b))
		return NONE;
	uint32_t p = c->pred[block->first_pred];
	return c->block[p].loop == block->loop && p != b && c->block[p].rpo != NONE ? p : NONE;
}

static bool look_at(struct walk *w, struct store *s)
{
	const struct place *p = place_of(w, s);
	int64_t distance;
	if (s->width && place_distance(p, &w->load, &distance))
		take_store(w, s, distance - w->part);
	else if (!w->f->n_store)
		w->f->doubtful |= place_alias(p, &w->load) != ALIAS_NO;
	return w->open && !w->fed;
}

/* From the youngest to the oldest that may still wait, until it is known what the load gets. Returns where the walk
 * came to a stop for want of a single way back, NONE. */
static uint32_t walk_back(struct walk *w)
{
	const struct code *c = w->a->code;
	uint32_t b = c->block_of[w->f->load], from = w->f->load, passed = 0, stores = 0, k = w->before;
	while (b != NONE && passed < REACH) {
		for (; k > w->stores->first[b]; k--) {
			struct store *s = &w->stores->v[k - 1];
			if (s->call && !is_barrier(w, s))
				continue;
			if (s->barrier || passed + (from - s->insn) > REACH || stores++ == MOST_STORES ||
			    !look_at(w, s))
				return NONE;
		}
		passed += from - c->block[b].first;
		uint32_t before = block_before(c, b);
		if (before == NONE)
			return b;
		b = before;
		from = c->block[b].end;
		k = w->stores->first[b + 1];
	}
	return NONE;
}

/* ---- the stores of earlier iterations ---------------------------------------------------------------------------- */

static bool look_back(struct walk *w, struct store *s, uint8_t after)
{
	const struct place *p = place_of(w, s);
	int64_t distance;
	if (s->width && p->has_pattern && p->pattern.stride == w->load.pattern.stride &&
	    address_comparable(&p->pattern, &w->load.pattern, &distance)) {
		uint32_t had = w->f->n_store;
		take_store(w, s, distance - after * p->pattern.stride - w->part);
		if (w->f->n_store > had && !w->f->after)
			w->f->after = after;
	} else if (!w->f->n_store) {
		w->f->doubtful |= place_alias_ever(w->a, w->loop, p, &w->load) != ALIAS_NO;
	}
	return w->open && !w->fed;
}

/* Of loops of one block. */
static void walk_iterations(struct walk *w)
{
	const struct code *c = w->a->code;
	uint32_t b = c->loop[w->loop].header, n = c->block[b].end - c->block[b].first, stores = 0;
	const uint32_t *first = &w->stores->first[b];
	if (!w->load.has_pattern || !w->load.pattern.known)
		return;
	for (uint32_t k = first[0]; k < first[1]; k++)
		if (is_barrier(w, &w->stores->v[k]))
			return;
	for (uint8_t after = 1; after <= MOST_AFTER && after * n <= REACH; after++)
		for (uint32_t k = first[1]; k > first[0]; k--)
			if (!w->stores->v[k - 1].call &&
			    (stores++ == MOST_STORES || !look_back(w, &w->stores->v[k - 1], after)))
				return;
}

/* ---- the stores of a short loop just before ---------------------------------------------------------------------- */

/* The loop of one block that block b is the only way out of, and that turns so often that it can be followed. */
static uint32_t loop_before(const struct code *c, uint32_t b)
{
	const struct block *block = &c->block[b];
	uint32_t p = block->n_pred == 1 ? c->pred[block->first_pred] : NONE;
	if (p == NONE || c->block[p].rpo == NONE || c->block[p].loop == NONE || c->block[p].loop == block->loop)
		return NONE;
	const struct loop *l = &c->loop[c->block[p].loop];
	return l->innermost && l->n_blocks == 1 && l->parent == block->loop ? c->block[p].loop : NONE;
}

static void walk_loop_before(struct walk *w, uint32_t b)
{
	const struct code *c = w->a->code;
	uint32_t loop = loop_before(c, b), m = w->load.mem;
	uint64_t trips = loop == NONE ? 0 : loop_trips(w->a, loop);
	if (!trips || trips > MOST_STORES)
		return;
	uint32_t header = c->loop[loop].header;
	struct induction *in = analysis_induction(w->a, loop);
	struct address_pattern load = induction_address(in, w->f->load, m);
	for (uint32_t k = w->stores->first[header]; k < w->stores->first[header + 1]; k++)
		if (is_barrier(w, &w->stores->v[k]))
			return;
	for (uint64_t turn = trips; turn-- > 0;)
		for (uint32_t k = w->stores->first[header + 1]; k > w->stores->first[header] && w->open && !w->fed;
		     k--) {
			const struct store *s = &w->stores->v[k - 1];
			struct address_pattern to = induction_address(in, s->insn, s->mem);
			int64_t distance;
			if (s->call)
				continue;
			if (!s->width || load.stride || !address_comparable(&to, &load, &distance))
				w->f->doubtful |= !w->f->n_store;
			else
				take_store(w, s, distance + (int64_t)turn * to.stride - w->part);
		}
}

/* ---- judging one load -------------------------------------------------------------------------------------------- */

/* Each half from a store of its own, or the one half that was stored. */
static bool halves_feed(const struct code *c, const struct failed_forwarding *f)
{
	if (!c->model->forwards_halves || f->width < 8 || f->n_store > 2)
		return false;
	for (uint32_t i = 0; i < f->n_store; i++)
		if (f->store_width[i] * 2 != f->width)
			return false;
	return f->covered == f->n_store * (f->width / 2);
}

static bool fails(struct walk *w)
{
	struct failed_forwarding *f = w->f;
	const struct code *c = w->a->code;
	uint32_t b = c->block_of[f->load];
	uint32_t stop = walk_back(w);
	if (stop != NONE && !w->fed && w->open)
		walk_loop_before(w, stop);
	if (!w->fed && w->open && w->loop != NONE && c->loop[w->loop].header == b && c->loop[w->loop].n_blocks == 1)
		walk_iterations(w);
	return !w->fed && f->n_store && f->narrow && !halves_feed(c, f);
}

static unsigned registers_loaded(const struct insn *i) { return i->op == OP_MOVE && i->n_dst > 1 ? i->n_dst : 1; }

static bool judge(const struct analysis *a, struct stores *stores, uint32_t before, uint32_t i, uint8_t m,
                  struct failed_forwarding *f)
{
	const struct code *c = a->code;
	unsigned shares = registers_loaded(&c->insn[i]);
	uint16_t width = (uint16_t)(c->insn[i].mem[m].width / shares);
	uint32_t loop = c->block[c->block_of[i]].loop;
	struct place load = memory_place(a, loop, i, m);
	for (unsigned s = 0; s < shares; s++) {
		*f = (struct failed_forwarding){.load = i, .width = width};
		struct walk w = {a, stores, before, loop, f, load, bits_of(0, width), (int64_t)s * width, false};
		if (fails(&w))
			return true;
	}
	return false;
}

static bool is_load(const struct insn *i, unsigned m)
{
	return (i->mem[m].flags & (MEM_READ | MEM_WRITE)) == MEM_READ && i->mem[m].width > 1 &&
	       i->mem[m].width <= MOST_BYTES && !(i->mem[m].flags & (MEM_VL_SCALED | MEM_VECTOR_INDEX | MEM_TLS)) &&
	       !(i->flags & (INSN_MASKED | INSN_ATOMIC)) && i->op != OP_STRING && !insn_is_call(i);
}

/* The narrowest store of the block and of those that certainly ran before it; UINT16_MAX: none. */
static uint16_t narrowest_store(const struct code *c, const struct stores *s, uint32_t b)
{
	uint16_t least = UINT16_MAX;
	for (uint32_t n = 0, before; b != NONE && n < REACH; b = before) {
		for (uint32_t k = s->first[b]; k < s->first[b + 1]; k++)
			if (s->v[k].width && s->v[k].width < least)
				least = s->v[k].width;
		n += c->block[b].end - c->block[b].first;
		before = block_before(c, b);
		if (before == NONE && c->block[b].n_pred == 1 && loop_before(c, b) != NONE) {
			before = c->pred[c->block[b].first_pred];
			n = REACH - 1; /* and no further */
		}
	}
	return least;
}

void forwarding_failures(const struct analysis *a, forwarding_each *each, void *ctx)
{
	const struct code *c = a->code;
	struct stores stores = find_stores(a);
	for (uint32_t b = 0; b < c->n_block; b++) {
		uint32_t before = stores.first[b];
		uint16_t narrowest = narrowest_store(c, &stores, b);
		if (c->block[b].rpo == NONE || c->block[b].no_return || narrowest == UINT16_MAX)
			continue;
		for (uint32_t i = c->block[b].first; i < c->block[b].end; i++) {
			struct failed_forwarding f;
			while (before < stores.first[b + 1] && stores.v[before].insn < i)
				before++;
			for (uint8_t m = 0; m < c->insn[i].n_mem; m++)
				if (is_load(&c->insn[i], m) && c->insn[i].mem[m].width > narrowest &&
				    judge(a, &stores, before, i, m, &f))
					each(a, &f, ctx);
		}
	}
}
