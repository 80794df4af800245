/* source.c: the source line, and the inlined function, that an address comes from. */
#include "debug.h"

#include <dwarf.h>
#include <stdlib.h>

struct range_list {
	struct range *v;
	uint32_t n, cap;
	uint32_t seen; /* of all that was read for it */
};

struct unit_list {
	struct unit *v;
	uint32_t n, cap;
};

struct name_list {
	const char **v;
	uint32_t n, cap;
};

/* Many DIEs may share one long list: beyond this a unit's ranges are no compiler's, and only ask for time and memory.
 */
enum { MAX_RANGES = 1 << 22 };

/* The address ranges of a DIE, with `number` in them. Of what the linker dropped nothing is left. */
static void add_ranges(const struct object *o, Dwarf_Die *die, uint32_t number, struct arena *scratch,
                       struct range_list *out)
{
	Dwarf_Addr base, start, end;
	ptrdiff_t at = 0;
	while (out->seen < MAX_RANGES && (at = dwarf_ranges(die, at, &base, &start, &end)) > 0) {
		out->seen++;
		if (start < end && object_section(o, start))
			*ARENA_PUSH(scratch, out) = (struct range){start, end, number};
	}
}

static struct range *flatten(struct object *o, struct range_list *in, struct arena *scratch, uint32_t *n)
{
	struct range *out = ARENA_ARRAY_RAW(scratch, struct range, 2 * (size_t)in->n);
	*n = ranges_flatten(in->v, in->n, out, scratch);
	struct range *kept = ARENA_ARRAY_RAW(&o->arena, struct range, *n);
	if (*n)
		memcpy(kept, out, *n * sizeof *out);
	return kept;
}

void debug_read_units(struct debug *d)
{
	struct arena scratch = {0};
	struct unit_list units = {0};
	struct range_list ranges = {0};
	Dwarf_CU *cu = NULL;
	uint8_t type;
	Dwarf_Die die;
	while (dwarf_get_units(d->dwarf, cu, &cu, NULL, &type, &die, NULL) == 0) {
		if (!die.addr || type == DW_UT_type || type == DW_UT_split_type || type == DW_UT_partial)
			continue;
		*ARENA_PUSH(&scratch, &units) = (struct unit){.die = die};
		add_ranges(d->object, &die, units.n - 1, &scratch, &ranges);
	}
	d->units = ARENA_ARRAY_RAW(&d->object->arena, struct unit, units.n);
	if (units.n)
		memcpy(d->units, units.v, units.n * sizeof *units.v);
	d->n_units = units.n;
	d->ranges = flatten(d->object, &ranges, &scratch, &d->n_ranges);
	arena_free(&scratch);
}

void debug_producer(struct object *o)
{
	struct debug *d = debug_open(o);
	Dwarf_Attribute attribute;
	if (!d || !d->n_units || !dwarf_attr(&d->units[0].die, DW_AT_producer, &attribute))
		return;
	const char *text = dwarf_formstring(&attribute);
	if (text)
		o->producer = arena_printf(&o->arena, "%.256s", text);
}

/* ---- inlining ------------------------------------------------------------------------------------------------------
 */

static const char *inlined_name(struct object *o, Dwarf_Die *die)
{
	Dwarf_Attribute attribute;
	const char *name = NULL;
	if (dwarf_attr_integrate(die, DW_AT_linkage_name, &attribute))
		name = dwarf_formstring(&attribute);
	const char *readable = name ? demangle(name, &o->arena) : NULL;
	if (readable)
		return readable;
	if (dwarf_attr_integrate(die, DW_AT_name, &attribute))
		name = dwarf_formstring(&attribute);
	return name ? arena_printf(&o->arena, "%.1024s", name) : NULL;
}

/* Whether code may be inlined somewhere below a DIE with this tag. */
static bool has_code_below(int tag)
{
	switch (tag) {
	case DW_TAG_compile_unit:
	case DW_TAG_skeleton_unit:
	case DW_TAG_namespace:
	case DW_TAG_module:
	case DW_TAG_subprogram:
	case DW_TAG_lexical_block:
	case DW_TAG_inlined_subroutine:
	case DW_TAG_structure_type:
	case DW_TAG_class_type:
	case DW_TAG_union_type:
	case DW_TAG_enumeration_type:
	case DW_TAG_variant_part:
	case DW_TAG_variant:
	case DW_TAG_try_block:
	case DW_TAG_catch_block:
		return true;
	default:
		return false;
	}
}

struct die_list {
	Dwarf_Die *v;
	uint32_t n, cap;
};

struct walk {
	struct arena scratch;
	struct die_list parents;
	struct range_list ranges;
	struct name_list names;
	Dwarf_Off last; /* offsets only grow: a broken file cannot lead in circles */
};

static bool step_to(struct walk *w, Dwarf_Die *next)
{
	Dwarf_Off offset = dwarf_dieoffset(next);
	if (offset == (Dwarf_Off)-1 || offset <= w->last)
		return false;
	w->last = offset;
	return true;
}

/* The next DIE in preorder, below `die` only where code may be. */
static bool next_die(struct walk *w, Dwarf_Die *die)
{
	Dwarf_Die next;
	if (has_code_below(dwarf_tag(die)) && dwarf_child(die, &next) == 0) {
		*ARENA_PUSH(&w->scratch, &w->parents) = *die;
		*die = next;
		return step_to(w, die);
	}
	while (dwarf_siblingof(die, &next) != 0) {
		if (w->parents.n <= 1)
			return false;
		*die = w->parents.v[--w->parents.n];
	}
	*die = next;
	return step_to(w, die);
}

static void read_unit(struct debug *d, struct unit *u)
{
	u->read = true;
	if (d->names_elsewhere)
		return;
	struct walk w = {.last = dwarf_dieoffset(&u->die)};
	Dwarf_Die die = u->die;
	while (next_die(&w, &die)) {
		if (dwarf_tag(&die) != DW_TAG_inlined_subroutine)
			continue;
		uint32_t before = w.ranges.n;
		add_ranges(d->object, &die, w.names.n, &w.scratch, &w.ranges);
		if (w.ranges.n > before)
			*ARENA_PUSH(&w.scratch, &w.names) = inlined_name(d->object, &die);
	}
	u->inlined = flatten(d->object, &w.ranges, &w.scratch, &u->n_inlined);
	u->names = ARENA_ARRAY_RAW(&d->object->arena, const char *, w.names.n);
	if (w.names.n)
		memcpy(u->names, w.names.v, w.names.n * sizeof *u->names);
	arena_free(&w.scratch);
}

/* Names relative to where the compiler ran mean nothing anywhere else. */
static const char *full_path(struct object *o, struct unit *u, const char *file)
{
	Dwarf_Attribute attribute;
	if (!file || file[0] == '/' || file == u->file)
		return file == u->file ? u->path : file;
	const char *directory = dwarf_attr(&u->die, DW_AT_comp_dir, &attribute) ? dwarf_formstring(&attribute) : NULL;
	u->file = file;
	u->path = directory && directory[0] == '/' ? arena_printf(&o->arena, "%.4096s/%.4096s", directory, file) : file;
	return u->path;
}

struct source object_source(struct object *o, uint64_t address)
{
	struct source out = {0};
	struct debug *d = debug_open(o);
	const struct range *r = d && d->dwarf ? range_at(d->ranges, d->n_ranges, address) : NULL;
	if (!r)
		return out;
	struct unit *u = &d->units[r->function];
	Dwarf_Line *line = dwarf_getsrc_die(&u->die, address);
	if (line) {
		out.file = full_path(o, u, dwarf_linesrc(line, NULL, NULL));
		dwarf_lineno(line, &out.line);
		dwarf_linecol(line, &out.column);
	}
	if (!u->read)
		read_unit(d, u);
	const struct range *inlined = range_at(u->inlined, u->n_inlined, address);
	if (inlined)
		out.inlined_from = u->names[inlined->function];
	return out;
}
