/* functions.c: where an object's functions are: from its symbols, and from .eh_frame where it has none.
 *
 * Symbols that start at one address are one function. Its name: a global one before a local one, then the shortest,
 * then the first in byte order. Its size: the largest. */
#include "candidates.h"
#include "diag.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- candidates from symbols --------------------------------------------------------------------------------------
 */

static int symbol_kind(const struct work *w, const struct symbol *s, uint8_t type)
{
	if (s->section < 0 || s->external || is_mapping_symbol(s->name))
		return -1;
	const struct section *in = &w->o->sections[s->section];
	if (s->function)
		return KIND_FUNCTION;
	if (!in->code || !in->data || section_is_plt(in) || s->address - in->address >= in->size)
		return -1;
	if (type == STT_NOTYPE && !s->local && *s->name)
		return KIND_LABEL;
	return type == STT_OBJECT ? KIND_STOP : -1;
}

static void add_symbols(struct work *w)
{
	uint32_t file = 0;
	for (uint32_t i = 0; i < w->o->n_symbols; i++) {
		const struct symbol *s = &w->o->symbols[i];
		uint8_t type = w->im->symbol_type[i];
		if (type == STT_FILE)
			file = i;
		int kind = symbol_kind(w, s, type);
		if (kind < 0)
			continue;
		const struct section *in = &w->o->sections[s->section];
		if (!in->code || !in->data) {
			image_fault(w->im, "function %s lies in section %s, which holds no code", s->name, in->name);
			continue;
		}
		*ARENA_PUSH(&w->arena, w) = (struct candidate){
		    .address = s->address,
		    .size = kind == KIND_FUNCTION ? s->size : 0,
		    .name = *s->name ? s->name : NULL,
		    .length = strlen(s->name),
		    .section = s->section,
		    .file = s->local ? file : 0,
		    .owner = NOT_A_PART,
		    .kind = (uint8_t)kind,
		    .global = !s->local,
		};
	}
}

static int by_address(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->global != y->global)
		return x->global ? -1 : 1;
	if (!x->name || !y->name)
		return !x->name - !y->name;
	return x->length != y->length ? (x->length < y->length ? -1 : 1) : memcmp(x->name, y->name, x->length);
}

/* One candidate for each address. */
static void merge_aliases(struct work *w)
{
	if (w->n)
		qsort(w->v, w->n, sizeof *w->v, by_address);
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		struct candidate *last = n ? &w->v[n - 1] : NULL;
		if (last && last->address == w->v[i].address) {
			if (w->v[i].size > last->size)
				last->size = w->v[i].size;
		} else {
			w->v[n++] = w->v[i];
		}
	}
	w->n = n;
}

/* ---- candidates from .eh_frame ------------------------------------------------------------------------------------
 */

/* What an FDE means beside the candidate that starts last before it or there, and `next`, the one after (or NULL). */
static void add_fde(struct work *w, const struct fde *fde, uint64_t covered, const struct candidate *next)
{
	enum { LEAD = 16 };
	uint64_t lead = next ? next->address - fde->address : UINT64_MAX;
	struct candidate *last = w->n ? &w->v[w->n - 1] : NULL;
	const struct section *in = object_section(w->o, fde->address);
	if (section_is_plt(in)) {
		w->o->fde.plt++;
	} else if (last && last->address == fde->address && last->kind != KIND_STOP) {
		if (last->unwind) { /* two FDEs for one address */
			w->o->fde.other++;
			return;
		}
		if (!last->size)
			last->size = fde->size;
		last->unwind = true;
		last->mid_frame = fde->mid_frame;
	} else if (fde->address < covered || (lead < LEAD && lead < fde->size)) {
		/* Inside a function (assembly whose frame is described piece by piece), or beginning a little before
		 * one: glibc's signal return does, for unwinders that look at the instruction before. */
		w->o->fde.functions++;
	} else {
		*ARENA_PUSH(&w->arena, w) = (struct candidate){
		    .address = fde->address,
		    .size = fde->size < lead ? fde->size : lead,
		    .section = (int32_t)(in - w->o->sections),
		    .owner = NOT_A_PART,
		    .kind = KIND_UNWIND,
		    .unwind = true,
		    .mid_frame = fde->mid_frame,
		};
	}
}

/* Merges what only FDEs cover into the candidates. Both lists are sorted by address. */
static void add_fdes(struct work *w)
{
	const struct candidate *old = w->v;
	uint32_t n_old = w->n, i = 0;
	uint64_t covered = 0; /* end of the furthest candidate so far */
	w->v = NULL;
	w->n = w->cap = 0;
	for (uint32_t f = 0; f < w->fdes.n; f++) {
		for (; i < n_old && old[i].address <= w->fdes.v[f].address; i++) {
			*ARENA_PUSH(&w->arena, w) = old[i];
			if (old[i].address + old[i].size > covered)
				covered = old[i].address + old[i].size;
		}
		add_fde(w, &w->fdes.v[f], covered, i < n_old ? &old[i] : NULL);
	}
	for (; i < n_old; i++)
		*ARENA_PUSH(&w->arena, w) = old[i];
}

/* ---- sizes --------------------------------------------------------------------------------------------------------
 */

/* Drops labels within sized functions (further entries of them) and gives a size to what has none: up to the next
 * name, or the section's end. */
static void complete_sizes(struct work *w)
{
	uint64_t covered = 0;
	uint32_t n = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		struct candidate c = w->v[i];
		const struct section *in = &w->o->sections[c.section];
		if (c.kind == KIND_STOP || (c.kind == KIND_LABEL && !c.unwind && c.address < covered))
			continue;
		if (!c.size) {
			uint64_t end = in->address + in->size;
			if (i + 1 < w->n && w->v[i + 1].section == c.section)
				end = w->v[i + 1].address;
			if (c.address < covered && covered < end)
				end = covered;
			c.size = end - c.address;
		}
		if (c.kind != KIND_LABEL && c.address + c.size > covered)
			covered = c.address + c.size;
		w->v[n++] = c;
	}
	w->n = n;
}

static bool ends_within(const struct candidate *a, const struct candidate *b)
{
	return a->section == b->section && b->address < a->address + a->size &&
	       b->address + b->size > a->address + a->size;
}

/* Functions may lie within others (further entries), but two that overlap in part are no functions of a compiler's.
 * Very many that share their code would make the work quadratic: they are cut where the next one starts. */
static void check_overlaps(struct work *w)
{
	enum { MANY = 8, SMALL = 1 << 16 };
	for (uint32_t i = 0, end; i < w->n; i = end) {
		const struct section *in = &w->o->sections[w->v[i].section];
		uint64_t sum = 0;
		for (end = i; end < w->n && w->v[end].section == w->v[i].section; end++) {
			const struct candidate *c = &w->v[end];
			sum += c->size;
			if (end > i && ends_within(c - 1, c))
				image_fault(w->im,
				            "function %s at %#lx, %lu bytes, overlaps function %s at %#lx, %lu bytes",
				            c->name ? c->name : "without a name", object_place(w->o, c->address, NULL),
				            c->size, c[-1].name ? c[-1].name : "without a name",
				            object_place(w->o, c[-1].address, NULL), c[-1].size);
		}
		if (sum / MANY <= in->size + SMALL)
			continue;
		image_fault(
		    w->im,
		    "functions of section %s (%lu bytes) overlap to %lu bytes: each is cut where the next starts",
		    in->name, in->size, sum);
		for (uint32_t k = i; k + 1 < end; k++)
			if (w->v[k].size > w->v[k + 1].address - w->v[k].address)
				w->v[k].size = w->v[k + 1].address - w->v[k].address;
	}
}

/* ---- code that nothing names ---------------------------------------------------------------------------------------
 */

static const char *first_label(const struct work *w, int32_t section)
{
	const struct section *in = &w->o->sections[section];
	for (uint32_t i = 0; i < w->o->n_symbols; i++) {
		const struct symbol *s = &w->o->symbols[i];
		if (s->section == section && s->address == in->address && *s->name && !is_mapping_symbol(s->name) &&
		    w->im->symbol_type[i] == STT_NOTYPE)
			return s->name;
	}
	return NULL;
}

/* A code section without any function: assembly with local labels only, .init and .fini of stripped files. */
static void add_bare_sections(struct work *w)
{
	enum { SMALL = 64, START_FILES = 256, MAX_BARE = 64 };
	uint32_t bare = 0, found = w->n, at = 0;
	for (uint32_t i = 0; i < w->o->n_sections; i++) {
		const struct section *s = &w->o->sections[i];
		while (at < found && w->v[at].address < s->address)
			at++;
		if (!s->code || !s->data || !s->size || section_is_plt(s) ||
		    (at < found && w->v[at].address - s->address < s->size))
			continue;
		if (!w->o->relocatable && s->size > SMALL) {
			if (s->size > START_FILES) /* else what every link adds, in a library with only data */
				image_fault(
				    w->im,
				    "section %u (%s), %lu bytes: no symbols and no unwind information tell where its "
				    "functions are",
				    s->index, s->name, s->size);
			continue;
		}
		*ARENA_PUSH(&w->arena, w) = (struct candidate){
		    .address = s->address,
		    .size = s->size,
		    .name = bare++ < MAX_BARE ? first_label(w, (int32_t)i) : NULL,
		    .section = (int32_t)i,
		    .owner = NOT_A_PART,
		    .kind = KIND_LABEL,
		};
	}
	if (w->n > found)
		qsort(w->v, w->n, sizeof *w->v, by_address);
}

/* ---- the result ----------------------------------------------------------------------------------------------------
 */

static const char *name_of(struct work *w, const struct candidate *c)
{
	if (c->name)
		return c->name;
	/* In a relocatable file addresses are assay's own: the name is made of section and offset there. */
	uint64_t place = object_place(w->o, c->address, NULL);
	const struct section *s = &w->o->sections[c->section];
	return w->o->relocatable && s->index > 1 ? arena_printf(&w->o->arena, "sub_%u_%lx", s->index, place)
	                                         : arena_printf(&w->o->arena, "sub_%lx", place);
}

/* Hands the parts to their functions: one array for all, each function's in address order. */
static void make_parts(struct work *w, const uint32_t *number, uint32_t n_parts)
{
	struct object *o = w->o;
	struct part *at = ARENA_ARRAY(&o->arena, struct part, n_parts);
	for (uint32_t i = 0; i < w->n; i++)
		if (w->v[i].owner != NOT_A_PART)
			o->functions[number[w->v[i].owner]].n_parts++;
	for (uint32_t f = 0; f < o->n_functions; f++) {
		o->functions[f].parts = o->functions[f].n_parts ? at : NULL;
		at += o->functions[f].n_parts;
		o->functions[f].n_parts = 0;
	}
	for (uint32_t i = 0; i < w->n; i++) {
		const struct candidate *c = &w->v[i];
		if (c->owner == NOT_A_PART)
			continue;
		struct function *f = &o->functions[number[c->owner]];
		const char *name = c->name ? c->name : arena_printf(&o->arena, "%s.cold", f->name);
		f->parts[f->n_parts++] =
		    (struct part){.name = name, .address = c->address, .size = c->size, .section = c->section};
	}
}

static void make_functions(struct work *w)
{
	struct object *o = w->o;
	uint32_t n_parts = 0;
	uint32_t *number = ARENA_ARRAY_RAW(&w->arena, uint32_t, w->n); /* candidate -> function */
	o->functions = ARENA_ARRAY(&o->arena, struct function, w->n);
	for (uint32_t i = 0; i < w->n; i++) {
		const struct candidate *c = &w->v[i];
		if (c->owner != NOT_A_PART) {
			n_parts++;
			o->fde.parts += c->unwind;
			continue;
		}
		const char *name = name_of(w, c);
		number[i] = o->n_functions;
		o->functions[o->n_functions++] = (struct function){
		    .name = name,
		    .main = {.name = name, .address = c->address, .size = c->size, .section = c->section},
		    .global = c->global,
		};
		o->fde.functions += c->unwind;
	}
	if (n_parts)
		make_parts(w, number, n_parts);
}

/* Code that belongs to no function is not audited: how much of it there is must be known. Gaps of less than a cache
 * line are padding. */
static void count_unclaimed(struct object *o, const struct image *im)
{
	enum { PADDING = 64, FEW = 1024 }; /* alignment, and what every link adds, are not worth a word */
	uint64_t all = 0;
	uint32_t r = 0;
	for (uint32_t i = 0; i < o->n_sections; i++) {
		const struct section *s = &o->sections[i];
		if (!s->code || !s->data || section_is_plt(s))
			continue;
		uint64_t at = s->address, end = s->address + s->size;
		all += s->size;
		while (r < o->n_ranges && o->ranges[r].start < at)
			r++;
		while (at < end) {
			bool last = r >= o->n_ranges || o->ranges[r].start >= end;
			uint64_t next = last ? end : o->ranges[r].start;
			if (next - at >= PADDING)
				o->unclaimed_bytes += next - at;
			at = last ? end : o->ranges[r++].end;
		}
	}
	if (o->unclaimed_bytes > FEW && !im->n_faults)
		diag_notice("%s: %lu of %lu bytes of code belong to no symbol and no unwind information: not audited",
		            o->path, o->unclaimed_bytes, all);
}

void functions_find(struct object *o, struct image *im)
{
	struct work w = {.o = o, .im = im};
	add_symbols(&w);
	merge_aliases(&w);
	fdes_read(o, im, &w.arena, &w.fdes);
	o->fde.total = w.fdes.n + w.fdes.unusable;
	o->fde.other = w.fdes.unusable;
	add_fdes(&w);
	complete_sizes(&w);
	check_overlaps(&w);
	add_bare_sections(&w);
	parts_by_name(&w);
	parts_by_jumps(&w);
	make_functions(&w);
	ranges_build(o);
	count_unclaimed(o, im);
	arena_free(&w.arena);
}
