/* parts.c: which pieces of code are split-off parts of a function. */
#include "candidates.h"

#include <stdlib.h>

/* ---- by name: foo.cold, foo.cold.1; foo.warm is BOLT's --------------------------------------------------------------
 */

/* The length of the parent's name, 0: not a part's name. */
static size_t parent_length(const char *name, size_t n)
{
	static const char suffixes[2][6] = {".cold", ".warm"};
	enum { LENGTH = 5 };
	size_t end = n;
	while (end && name[end - 1] >= '0' && name[end - 1] <= '9')
		end--;
	end = end && end < n && name[end - 1] == '.' ? end - 1 : n;
	for (int i = 0; i < 2; i++)
		if (end > LENGTH && !memcmp(name + end - LENGTH, suffixes[i], LENGTH))
			return end - LENGTH;
	return 0;
}

/* A parent that is looked for: of one source file, or (ANY_FILE) wherever it is. */
struct wanted {
	const char *name; /* NULL: free */
	size_t length;
	uint32_t file;
	uint32_t owner; /* candidate, NOT_A_PART: not found yet */
};
#define ANY_FILE UINT32_MAX

struct table {
	struct wanted *v;
	uint32_t mask;
};

/* The entry for that name and file, or the free one where it belongs. */
static struct wanted *table_at(const struct table *t, const char *name, size_t length, uint32_t file)
{
	uint64_t hash = 0xcbf29ce484222325 ^ file; /* FNV-1a */
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (uint8_t)name[i]) * 0x100000001b3;
	for (uint32_t i = (uint32_t)(hash ^ hash >> 32) & t->mask;; i = (i + 1) & t->mask) {
		struct wanted *w = &t->v[i];
		if (!w->name || (w->file == file && w->length == length && !memcmp(w->name, name, length)))
			return w;
	}
}

static bool table_fill(struct work *w, struct table *t)
{
	uint64_t n = 0, size = 16;
	for (uint32_t i = 0; i < w->n; i++)
		n += w->v[i].name && parent_length(w->v[i].name, w->v[i].length);
	if (!n)
		return false;
	while (size < 4 * n)
		size *= 2;
	t->mask = (uint32_t)(size - 1);
	t->v = ARENA_ARRAY(&w->arena, struct wanted, size);
	for (uint32_t i = 0; i < w->n; i++) {
		const struct candidate *c = &w->v[i];
		size_t length = c->name ? parent_length(c->name, c->length) : 0;
		for (int any = 0; any < 2 && length; any++) {
			uint32_t file = any ? ANY_FILE : c->file;
			*table_at(t, c->name, length, file) = (struct wanted){c->name, length, file, NOT_A_PART};
		}
	}
	return true;
}

/* The first candidate at or behind the address; w->n: none. */
static uint32_t candidate_from(const struct work *w, uint64_t address)
{
	uint32_t low = 0, high = w->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (w->v[mid].address < address)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static uint32_t candidate_at(const struct work *w, uint64_t address)
{
	uint32_t i = candidate_from(w, address);
	return i < w->n && w->v[i].address == address ? i : NOT_A_PART;
}

/* A function's symbol: perhaps one that is wanted. */
static void offer(struct work *w, struct table *t, const struct symbol *s, uint32_t file)
{
	size_t length = strlen(s->name);
	struct wanted *any = table_at(t, s->name, length, ANY_FILE);
	uint32_t owner = any->name ? candidate_at(w, s->address) : NOT_A_PART;
	if (owner == NOT_A_PART || (w->v[owner].name && parent_length(w->v[owner].name, w->v[owner].length)))
		return;
	if (any->owner == NOT_A_PART || !s->local) /* a global one is better than a local one of another file */
		any->owner = owner;
	struct wanted *near = table_at(t, s->name, length, file);
	if (s->local && near->name && near->owner == NOT_A_PART)
		near->owner = owner;
}

void parts_by_name(struct work *w)
{
	struct table t;
	if (!table_fill(w, &t))
		return;
	uint32_t file = 0;
	for (uint32_t i = 0; i < w->o->n_symbols; i++) {
		const struct symbol *s = &w->o->symbols[i];
		if (w->im->symbol_type[i] == STT_FILE)
			file = i;
		else if (s->function && *s->name)
			offer(w, &t, s, file);
	}
	for (uint32_t i = 0; i < w->n; i++) {
		struct candidate *c = &w->v[i];
		size_t length = c->name ? parent_length(c->name, c->length) : 0;
		if (!length)
			continue;
		uint32_t near = table_at(&t, c->name, length, c->file)->owner;
		c->owner = near != NOT_A_PART ? near : table_at(&t, c->name, length, ANY_FILE)->owner;
	}
}

/* ---- without a name: what is only jumped to -------------------------------------------------------------------------
 *
 * Linkers gather split-off parts in one stretch of code. An FDE whose first row is not that of a function's entry is a
 * part, and its owner is who jumps there. A part that is entered before the owner made a frame has the row of an entry:
 * it is one if it lies among others, one function jumps there, and nobody calls it. At the beginning of a section,
 * where linkers put what is unlikely, it need not lie among others, if one of the jumps is a conditional branch. */

struct split {
	uint32_t candidate;
	uint32_t owner; /* the candidate that jumps here most often, by majority vote */
	int32_t votes;
	bool several, called, branched;
	bool alone; /* at the beginning of its section, not among parts that are known by their frames */
};

struct splits {
	struct split *v; /* by address */
	uint32_t n;
	uint64_t low, high; /* they start in [low, high) */
};

static bool is_unnamed(const struct candidate *c) { return c->kind == KIND_UNWIND; }

/* The candidates [first, end) that stand close together, without room for the alignment of functions: end. */
static uint32_t end_of_run(const struct work *w, uint32_t first, uint32_t *n_mid_frame)
{
	enum { CLOSE = 8 };
	uint32_t i = first;
	*n_mid_frame = 0;
	do
		*n_mid_frame += w->v[i].mid_frame;
	while (++i < w->n && is_unnamed(&w->v[i]) &&
	       w->v[i].address - (w->v[i - 1].address + w->v[i - 1].size) < CLOSE);
	return i;
}

/* Of several in it: .init and .fini hold one. */
static bool begins_section(const struct work *w, const struct candidate *c)
{
	enum { NEAR = 16 };
	if (c + 1 == w->v + w->n || c[1].section != c->section)
		return false;
	return c->address - w->o->sections[c->section].address < NEAR;
}

static struct splits find_splits(struct work *w)
{
	enum { FEW = 8 }; /* a run with fewer parts than one in so many is one of functions */
	struct splits s = {.v = NULL};
	uint32_t n_mid_frame;
	for (uint32_t i = 0; i < w->n && !s.v; i++)
		if (is_unnamed(&w->v[i]) && (w->v[i].mid_frame || begins_section(w, &w->v[i])))
			s.v = ARENA_ARRAY(&w->arena, struct split, w->n);
	for (uint32_t i = 0, end; s.v && i < w->n; i = end) {
		end = i + 1;
		if (!is_unnamed(&w->v[i]))
			continue;
		end = end_of_run(w, i, &n_mid_frame);
		bool entries = n_mid_frame * FEW >= end - i, alone = !entries && begins_section(w, &w->v[i]);
		for (; i < end; i++)
			if (entries || alone || w->v[i].mid_frame)
				s.v[s.n++] = (struct split){.candidate = i, .owner = NOT_A_PART, .alone = alone};
	}
	if (s.n) {
		s.low = w->v[s.v[0].candidate].address;
		s.high = w->v[s.v[s.n - 1].candidate].address + 1;
	}
	return s;
}

static struct split *split_at(const struct work *w, const struct splits *s, uint64_t address)
{
	uint32_t low = 0, high = s->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (w->v[s->v[mid].candidate].address < address)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->n && w->v[s->v[low].candidate].address == address ? &s->v[low] : NULL;
}

static void record_jump(struct split *s, uint32_t from, enum direct_kind kind)
{
	if (kind == DIRECT_CALL) {
		s->called = true;
		return;
	}
	s->branched |= kind == DIRECT_BRANCH;
	s->several |= s->owner != NOT_A_PART && s->owner != from;
	if (s->votes == 0)
		s->owner = from;
	s->votes += s->owner == from ? 1 : -1;
}

/* Every jump in one section that goes to the start of a possible part, and the candidate that it is in. */
static void scan_section(const struct work *w, const struct splits *s, const struct section *in)
{
	uint32_t from = candidate_from(w, in->address);
	for (uint64_t offset = 0; from < w->n && offset < in->size;) {
		uint64_t target, address = in->address + offset;
		enum direct_kind kind;
		uint64_t found = w->o->isa->next_jump(in->data + offset, in->size - offset, address, s->low, s->high,
		                                      &target, &kind);
		if (found >= in->size - offset)
			return;
		offset += found + w->o->isa->min_insn;
		address += found;
		while (from + 1 < w->n && w->v[from + 1].address <= address)
			from++;
		struct split *to = split_at(w, s, target);
		if (to && to->candidate != from && address - w->v[from].address < w->v[from].size)
			record_jump(to, from, kind);
	}
}

/* The function that a part belongs to in the end: parts jump to parts too. */
static uint32_t final_owner(const struct work *w, uint32_t i)
{
	enum { MAX_STEPS = 8 };
	for (int step = 0; step < MAX_STEPS && i != NOT_A_PART; step++, i = w->v[i].owner)
		if (w->v[i].owner == NOT_A_PART)
			return i;
	return NOT_A_PART;
}

void parts_by_jumps(struct work *w)
{
	if (w->o->relocatable) /* its parts have names */
		return;
	struct splits s = find_splits(w);
	if (!s.n)
		return;
	for (uint32_t i = 0; i < w->o->n_sections; i++)
		if (w->o->sections[i].code && w->o->sections[i].data)
			scan_section(w, &s, &w->o->sections[i]);
	for (uint32_t i = 0; i < s.n; i++) {
		const struct split *p = &s.v[i];
		bool only_his = !p->several && !p->called && (p->branched || !p->alone);
		if (w->v[p->candidate].mid_frame || only_his)
			w->v[p->candidate].owner = p->owner;
	}
	uint32_t *owner = ARENA_ARRAY_RAW(&w->arena, uint32_t, s.n);
	for (uint32_t i = 0; i < s.n; i++)
		owner[i] = final_owner(w, w->v[s.v[i].candidate].owner);
	for (uint32_t i = 0; i < s.n; i++)
		w->v[s.v[i].candidate].owner = owner[i];
}
