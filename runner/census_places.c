/* census_places.c: where the halves of a pair lie in the driver that they are linked into. The linker keeps sections
 * whole: one symbol of a section that is in both files tells where all of it is. */
#include "census_private.h"

#include <string.h>

static void add(struct census_ranges *r, struct arena *a, uint64_t from, uint64_t size, unsigned unit)
{
	if (!size)
		return;
	*ARENA_PUSH(a, r) = (struct census_range){from, from + size, unit, CENSUS_STOP};
	if (unit == CENSUS_STOP)
		return;
	r->lowest = !r->lowest || from < r->lowest ? from : r->lowest;
	r->highest = from + size > r->highest ? from + size : r->highest;
}

/* Every section of code of the object; false: the one with the function itself is not found. */
static bool place_object(struct census_ranges *r, const struct elf_file *driver, const struct elf_file *object,
                         const char *function, unsigned unit, struct arena *a)
{
	const struct elf_symbol *main = elf_file_symbol(object, function);
	Elf_Scn *section = NULL;
	bool found = false;
	while (main && (section = elf_nextscn(object->elf, section))) {
		GElf_Shdr h;
		unsigned index = (unsigned)elf_ndxscn(section);
		if (!gelf_getshdr(section, &h) || !(h.sh_flags & SHF_EXECINSTR))
			continue;
		for (unsigned i = 0; i < object->n_symbols; i++) {
			const struct elf_symbol *s = &object->symbol[i], *there;
			if (s->section != index || !s->function || (index == main->section && s != main) ||
			    !(there = elf_file_symbol(driver, s->name)))
				continue;
			add(r, a, there->value - s->value, h.sh_size, unit);
			found |= s == main;
			break;
		}
	}
	return found;
}

static bool place_half(struct census_ranges *r, const struct elf_file *driver, struct census_pair *p, unsigned half,
                       unsigned unit, struct arena *a)
{
	struct elf_file object;
	if (!p->object[half] || !elf_file_open(&object, p->object[half], a))
		return false;
	bool good = place_object(r, driver, &object, p->function[half], unit, a);
	elf_file_close(&object);
	return good;
}

/* The function that starts at this address, up to its end. */
static uint64_t size_at(const struct elf_file *f, uint64_t address)
{
	for (unsigned i = 0; i < f->n_symbols; i++)
		if (f->symbol[i].function && f->symbol[i].value == address && f->symbol[i].size)
			return f->symbol[i].size;
	return 0;
}

static unsigned pair_of(const struct elf_file *f, uint64_t name, const struct census_pair *pair, unsigned n)
{
	for (unsigned i = 0; i < n; i++) {
		const char *text = elf_file_bytes(f, name, strlen(pair[i].name) + 1);
		if (text && !memcmp(text, pair[i].name, strlen(pair[i].name) + 1))
			return i;
	}
	return CENSUS_STOP;
}

/* What corpus/drive.c calls for each pair and case: the table of struct drive_pair pointers, which begins with a name
 * and the function. */
static void stop_at_pairs(struct census_ranges *r, const struct elf_file *f, const struct census_pair *pair, unsigned n,
                          struct arena *a)
{
	const struct elf_symbol *from = elf_file_symbol(f, "__start_drive_pairs");
	const struct elf_symbol *to = elf_file_symbol(f, "__stop_drive_pairs");
	for (uint64_t at = from && to ? from->value : 0; at && at < to->value; at += sizeof(uint64_t)) {
		uint64_t place, member[2]; /* name, run */
		const void *p = elf_file_bytes(f, at, sizeof place);
		const void *q = p ? (memcpy(&place, p, sizeof place), elf_file_bytes(f, place, sizeof member)) : NULL;
		if (!q)
			continue;
		memcpy(member, q, sizeof member);
		unsigned before = r->n;
		add(r, a, member[1], size_at(f, member[1]), CENSUS_STOP);
		if (r->n > before)
			r->v[before].pair = pair_of(f, member[0], pair, n);
	}
}

bool census_place(struct census_ranges *r, const char *driver, struct census_pair *pair, unsigned n, struct arena *a)
{
	struct elf_file f;
	if (!elf_file_open(&f, driver, a))
		return false;
	for (unsigned i = 0; i < n; i++)
		for (unsigned half = 0; half < 2; half++)
			if (!place_half(r, &f, &pair[i], half, 2 * i + half, a))
				pair[i].silent = "the function is not found in the driver";
	stop_at_pairs(r, &f, pair, n, a);
	for (unsigned i = 0; i < f.n_symbols; i++)
		if (f.symbol[i].function &&
		    (!strncmp(f.symbol[i].name, "drive_", 6) || !strncmp(f.symbol[i].name, "run_", 4)))
			add(r, a, f.symbol[i].value, f.symbol[i].size, CENSUS_STOP);
	bool executable = f.header.e_type == ET_EXEC;
	elf_file_close(&f);
	return executable && r->highest;
}
