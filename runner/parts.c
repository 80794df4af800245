/* parts.c: which pieces of code are split-off parts of a function. */
#include "candidates.h"

#include <stdlib.h>

/* ---- by name: foo.cold, foo.cold.1 --------------------------------------------------------------------------------
 */

/* The length of the parent's name, 0: not a part's name. */
static size_t parent_length(const char *name)
{
	static const char suffix[] = ".cold";
	size_t n = strlen(name), end = n;
	while (end && name[end - 1] >= '0' && name[end - 1] <= '9')
		end--;
	end = end && end < n && name[end - 1] == '.' ? end - 1 : n;
	size_t k = sizeof suffix - 1;
	return end > k && !memcmp(name + end - k, suffix, k) ? end - k : 0;
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
		n += w->v[i].name && parent_length(w->v[i].name);
	if (!n)
		return false;
	while (size < 4 * n)
		size *= 2;
	t->mask = (uint32_t)(size - 1);
	t->v = ARENA_ARRAY(&w->arena, struct wanted, size);
	for (uint32_t i = 0; i < w->n; i++) {
		const struct candidate *c = &w->v[i];
		size_t length = c->name ? parent_length(c->name) : 0;
		for (int any = 0; any < 2 && length; any++) {
			uint32_t file = any ? ANY_FILE : c->file;
			*table_at(t, c->name, length, file) = (struct wanted){c->name, length, file, NOT_A_PART};
		}
	}
	return true;
}

static uint32_t candidate_at(const struct work *w, uint64_t address)
{
	uint32_t low = 0, high = w->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (w->v[mid].address < address)
			low = mid + 1;
		else
			high = mid;
	}
	return low < w->n && w->v[low].address == address ? low : NOT_A_PART;
}

/* A function's symbol: perhaps one that is wanted. */
static void offer(struct work *w, struct table *t, const struct symbol *s, uint32_t file)
{
	size_t length = strlen(s->name);
	struct wanted *any = table_at(t, s->name, length, ANY_FILE);
	uint32_t owner = any->name ? candidate_at(w, s->address) : NOT_A_PART;
	if (owner == NOT_A_PART || (w->v[owner].name && parent_length(w->v[owner].name)))
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
		size_t length = c->name ? parent_length(c->name) : 0;
		if (!length)
			continue;
		uint32_t near = table_at(&t, c->name, length, c->file)->owner;
		c->owner = near != NOT_A_PART ? near : table_at(&t, c->name, length, ANY_FILE)->owner;
	}
}
