/* class_register_spill.c: registers that the allocator keeps in the frame: stored to a slot, loaded from it again. */
#include "classes.h"

/* ---- which slots ------------------------------------------------------------------------------------------------- */

static bool counts_as_home(const struct stack_slot *k)
{
	return k->purpose == ACCESS_PLAIN && !k->escapes && !k->mixed;
}

static bool file_fits(unsigned a, unsigned b)
{
	return a != FILE_OTHER && b != FILE_OTHER && (a == b || a == FILE_ANY || b == FILE_ANY);
}

/* Files that are stored (bits), and those that are loaded. */
struct files {
	unsigned stored, loaded;
};

static struct files slot_files(const struct stack *s, const struct stack_slot *k)
{
	struct files f = {0, 0};
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &s->access[i];
		if (a->write && !a->constant)
			f.stored |= 1u << a->file;
		if (a->read)
			f.loaded |= 1u << a->file;
	}
	return f;
}

static bool any_fits(unsigned file, unsigned files)
{
	for (unsigned i = 0; i <= FILE_OTHER; i++)
		if ((files >> i & 1) && file_fits(file, i))
			return true;
	return false;
}

static bool is_candidate(const struct stack *s, const struct stack_slot *k)
{
	if (!counts_as_home(k))
		return false;
	struct files f = slot_files(s, k);
	for (unsigned i = 0; i <= FILE_OTHER; i++)
		if ((f.stored >> i & 1) && any_fits(i, f.loaded))
			return true;
	return false; /* one register file stores, another one loads: a transfer */
}

/* The loads of a spilled register are there because no register holds it any more, and its stores because a load
 * follows. Volatile objects are stored and loaded all the same; they are scalars. */
enum { WIDEST_SCALAR = 8 };

static bool looks_volatile(const struct stack *s, const struct stack_slot *k)
{
	uint32_t loads = 0, redundant = 0, stores = 0, useless = 0;
	if (k->width > WIDEST_SCALAR)
		return false;
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &s->access[i];
		loads += a->read;
		redundant += a->redundant;
		stores += a->write;
		useless += a->write && !a->followed;
	}
	return 2 * redundant >= loads || 2 * useless > stores;
}

/* What is not a store that is seen, or a load of such a store, is no traffic of the spilled register. */
static bool is_traffic(const struct stack_access *a, const struct files *f)
{
	if (a->read)
		return a->fed && any_fits(a->file, f->stored);
	return a->followed && (a->constant || any_fits(a->file, f->loaded));
}

struct spills {
	const struct stack *stack;
	uint32_t *slot, n; /* slots that hold spilled registers */
	bool *traffic;     /* by access */
};

/* False where the slot has no store or no reload left. */
static bool mark_traffic(struct spills *p, const struct stack_slot *k)
{
	const struct stack *s = p->stack;
	struct files f = slot_files(s, k);
	bool stored = false, loaded = false;
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *a = &s->access[i];
		p->traffic[i] = is_traffic(a, &f);
		stored |= p->traffic[i] && a->write && !a->constant;
		loaded |= p->traffic[i] && a->read;
	}
	if (stored && loaded)
		return true;
	for (uint32_t i = k->first; i < k->first + k->n; i++)
		p->traffic[i] = false;
	return false;
}

static struct spills find_spills(const struct analysis *a)
{
	struct stack *s = a->stack;
	struct spills p = {.stack = s};
	if (!s->n_slot || s->unoptimised)
		return p;
	uint32_t *candidate = ARENA_ARRAY_RAW(a->code->arena, uint32_t, s->n_slot), n = 0;
	for (uint32_t i = 0; i < s->n_slot; i++)
		if (is_candidate(s, &s->slot[i]))
			candidate[n++] = i;
	n = stack_drop_copies(a->code, s, candidate, n);
	if (!n)
		return p;
	p.slot = candidate;
	p.traffic = ARENA_ARRAY(a->code->arena, bool, s->n_access);
	for (uint32_t i = 0; i < n; i++)
		if (!looks_volatile(s, &s->slot[candidate[i]]) && mark_traffic(&p, &s->slot[candidate[i]]))
			p.slot[p.n++] = candidate[i];
	return p;
}

/* ---- counts ------------------------------------------------------------------------------------------------------ */

static void count(struct analysis *a)
{
	const struct stack *s = a->stack;
	struct spills p = find_spills(a), *kept = ARENA_NEW(a->code->arena, struct spills);
	*kept = p;
	a->spills = kept;
	uint32_t last_store = NONE, last_reload = NONE;
	a->spills_judged = !s->unoptimised;
	for (uint32_t i = 0; p.n && i < s->n_access; i++) {
		const struct stack_access *x = &s->access[s->order[i]];
		if (!p.traffic[s->order[i]])
			continue;
		if (x->write && x->insn != last_store)
			a->spill_stores++;
		if (x->read && x->insn != last_reload)
			a->spill_reloads++;
		last_store = x->write ? x->insn : last_store;
		last_reload = x->read ? x->insn : last_reload;
	}
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static const char *const file_kinds[] = {
    [FILE_GENERAL] = "general", [FILE_VECTOR] = "vector", [FILE_MASK] = "mask",
    [FILE_X87] = "x87",         [FILE_ANY] = "general",   [FILE_OTHER] = "general"};

enum { MAX_EVIDENCE = 64 };

/* Stores first, then loads, each in the order of the code. */
static void collect_evidence(const struct analysis *a, const struct spills *p, const struct stack_slot *k,
                             struct finding *f)
{
	const struct stack *s = p->stack;
	f->evidence = ARENA_ARRAY_RAW(a->code->arena, uint32_t, 2 * MAX_EVIDENCE);
	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t i = k->first, n = 0; i < k->first + k->n && n < MAX_EVIDENCE; i++)
			if (p->traffic[i] && s->access[i].write == !pass) {
				f->evidence[f->n_evidence++] = s->access[i].insn;
				n++;
			}
}

static bool is_deeper(const struct code *c, uint32_t a, uint32_t b)
{
	if (a == NONE || b == NONE)
		return a != NONE;
	if (c->loop[a].innermost != c->loop[b].innermost)
		return c->loop[a].innermost;
	return c->loop[a].depth > c->loop[b].depth;
}

static uint32_t loop_of(const struct code *c, uint32_t insn) { return c->block[c->block_of[insn]].loop; }

/* The loop that suffers most, and the access to report: a reload there if there is one. */
static void place(const struct analysis *a, const struct spills *p, const struct stack_slot *k, struct finding *f)
{
	const struct code *c = a->code;
	bool reload = false;
	f->loop = NONE;
	f->insn = NONE;
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *x = &p->stack->access[i];
		if (!p->traffic[i])
			continue;
		uint32_t loop = loop_of(c, x->insn);
		bool deeper = f->insn == NONE || is_deeper(c, loop, f->loop);
		if (!deeper && (loop != f->loop || reload || !x->read))
			continue;
		f->loop = loop;
		f->insn = x->insn;
		reload = x->read;
	}
	f->severity = f->loop == NONE ? LEVEL_LOW : c->loop[f->loop].innermost ? LEVEL_HIGH : LEVEL_MEDIUM;
}

/* What the traffic occupies of the core's load and store ports in one iteration. */
static float cost_of(const struct analysis *a, const struct spills *p, const struct stack_slot *k, uint32_t loop)
{
	const struct core_model *m = a->code->model;
	float loads = 0, stores = 0;
	for (uint32_t i = k->first; i < k->first + k->n; i++) {
		const struct stack_access *x = &p->stack->access[i];
		if (!p->traffic[i] || loop_of(a->code, x->insn) != loop)
			continue;
		loads += x->read;
		stores += x->write;
	}
	unsigned load_ports = (unsigned)__builtin_popcount(m->load_ports);
	unsigned store_ports = (unsigned)__builtin_popcount(m->store_ports);
	return loads / (float)(load_ports ? load_ports : 1) + stores / (float)(store_ports ? store_ports : 1);
}

static void report(const struct analysis *a, const struct spills *p, const struct stack_slot *k,
                   struct finding_list *out)
{
	struct finding f = {.class = &class_register_spill, .confidence = LEVEL_HIGH, .counts = true};
	unsigned file = FILE_GENERAL;
	for (uint32_t i = k->first; i < k->first + k->n; i++)
		if (p->traffic[i] && p->stack->access[i].write)
			file = p->stack->access[i].file;
	f.kind = file_kinds[file];
	place(a, p, k, &f);
	collect_evidence(a, p, k, &f);
	f.cost_cycles = f.loop == NONE ? -1 : cost_of(a, p, k, f.loop);
	f.cause = "More values are live at once than there are registers, so the allocator keeps this one in the frame "
	          "and stores and loads it around its uses.";
	f.fix = "Keep fewer values live at once: split the loop, unroll less, compute a value again instead of keeping "
	        "it, move rare paths with calls into a function of their own, or load fields when they are needed.";
	f.expect = "The value stays in a register: no store to this slot and no load from it in the loop.";
	*ARENA_PUSH(a->code->arena, out) = f;
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct spills *p = a->spills;
	for (uint32_t i = 0; i < p->n; i++)
		report(a, p, &p->stack->slot[p->slot[i]], out);
}

const struct class class_register_spill = {.name = "register-spill",
                                           .title = "a register is stored to the frame and loaded again",
                                           .find = find,
                                           .count = count};
