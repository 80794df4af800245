/* debug.c: source positions from DWARF, read when the first one is asked for. */
#include "debug.h"

#include "diag.h"

#include <elfutils/libdwfl.h>
#include <stdlib.h>

/* A zlib stream cannot grow by more than this: what claims to is broken, and would only ask for memory. */
enum { MAX_DEFLATE_RATIO = 1100 };
#define MAX_DEBUG_SECTION (4ull << 30)

static bool is_debug_section(const char *name) { return !strncmp(name, ".debug_", 7) || !strncmp(name, ".zdebug_", 8); }

void debug_probe(struct object *o, const struct image *im)
{
	for (uint32_t i = 1; i < im->n_shdr && !o->has_debug; i++)
		o->has_debug = im->shdr[i].sh_type != SHT_NOBITS && im->shdr[i].sh_size &&
		               (!strcmp(im->name[i], ".debug_line") || !strcmp(im->name[i], ".zdebug_line"));
	if (o->has_debug && !o->producer)
		debug_producer(o);
}

/* ---- before libdw may see it ---------------------------------------------------------------------------------------
 */

/* The unpacked size that a compressed section claims; false: not compressed as it should be, said why. */
static bool unpacked_size(const struct image *im, uint32_t i, uint64_t *size)
{
	const Elf64_Shdr *s = &im->shdr[i];
	const uint8_t *data = im->data + s->sh_offset;
	Elf64_Chdr header;
	*size = s->sh_size;
	if (s->sh_flags & SHF_COMPRESSED) {
		if (s->sh_size < sizeof header) {
			diag_notice("%s: section %u (%s): truncated header of a compressed section", im->path, i,
			            im->name[i]);
			return false;
		}
		memcpy(&header, data, sizeof header);
		if (header.ch_type != ELFCOMPRESS_ZLIB) {
			diag_notice("%s: section %u (%s): compression type %u is not supported (expected 1, zlib)",
			            im->path, i, im->name[i], header.ch_type);
			return false;
		}
		*size = header.ch_size;
	} else if (!strncmp(im->name[i], ".zdebug_", 8)) {
		if (s->sh_size < 12 || memcmp(data, "ZLIB", 4)) {
			diag_notice("%s: section %u (%s): expected ZLIB at offset %#lx", im->path, i, im->name[i],
			            s->sh_offset);
			return false;
		}
		*size = 0;
		for (int k = 4; k < 12; k++)
			*size = *size << 8 | data[k];
	}
	return true;
}

static bool sections_are_sane(const struct image *im)
{
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		uint64_t size;
		if (!is_debug_section(im->name[i]) || im->shdr[i].sh_type == SHT_NOBITS)
			continue;
		if (!unpacked_size(im, i, &size))
			return false;
		if (size > MAX_DEBUG_SECTION || size / MAX_DEFLATE_RATIO > im->shdr[i].sh_size) {
			diag_notice("%s: section %u (%s): %lu bytes cannot unpack to %lu", im->path, i, im->name[i],
			            im->shdr[i].sh_size, size);
			return false;
		}
	}
	return true;
}

/* ---- opening --------------------------------------------------------------------------------------------------------
 */

static int find_elf(Dwfl_Module *module, void **user, const char *name, Dwarf_Addr base, char **file, Elf **elf)
{
	(void)module, (void)name, (void)base, (void)file;
	*elf = ((struct debug *)*user)->elf;
	return -1;
}

/* Debug information of other files is not looked for. */
static int find_nothing(Dwfl_Module *module, void **user, const char *name, Dwarf_Addr base, const char *file,
                        const char *link, GElf_Word crc, char **found)
{
	(void)module, (void)user, (void)name, (void)base, (void)file, (void)link, (void)crc, (void)found;
	return -1;
}

static int section_address(Dwfl_Module *module, void **user, const char *name, Dwarf_Addr base, const char *section,
                           GElf_Word index, const GElf_Shdr *header, Dwarf_Addr *address)
{
	(void)module, (void)name, (void)base, (void)section, (void)header;
	const struct object *o = ((struct debug *)*user)->object;
	const struct image *im = o->elf;
	int32_t s = index < im->n_shdr ? im->section_of[index] : -1;
	*address = s >= 0 ? o->sections[s].address : (Dwarf_Addr)-1;
	return 0;
}

/* A relocatable file's debug sections are relocated to the addresses that the object's sections have here, in a copy:
 * others may be reading the image. */
static Dwarf *open_relocatable(struct debug *d, const struct image *im)
{
	static const Dwfl_Callbacks callbacks = {
	    .find_elf = find_elf, .find_debuginfo = find_nothing, .section_address = section_address};
	Dwarf_Addr bias;
	d->copy = malloc(im->size);
	if (!d->copy)
		diag_out_of_memory(im->size);
	memcpy(d->copy, im->data, im->size);
	Elf *elf = d->elf = elf_memory(d->copy, im->size);
	d->dwfl = elf ? dwfl_begin(&callbacks) : NULL;
	if (!d->dwfl)
		return NULL;
	dwfl_report_begin(d->dwfl);
	Dwfl_Module *module = dwfl_report_module(d->dwfl, im->path, 1, UINT64_MAX - 1);
	void **user;
	if (!module)
		return NULL;
	dwfl_module_info(module, &user, NULL, NULL, NULL, NULL, NULL, NULL);
	*user = d;
	dwfl_report_end(d->dwfl, NULL, NULL);
	Dwarf *dwarf = dwfl_module_getdwarf(module, &bias);
	d->elf = NULL; /* the module's now */
	return dwarf;
}

static Dwarf *open_linked(struct debug *d, const struct image *im)
{
	d->elf = elf_memory((char *)im->data, im->size);
	d->dwarf_is_ours = true;
	return d->elf ? dwarf_begin_elf(d->elf, DWARF_C_READ, NULL) : NULL;
}

static bool has_section(const struct image *im, const char *name)
{
	for (uint32_t i = 1; i < im->n_shdr; i++)
		if (!strcmp(im->name[i], name))
			return true;
	return false;
}

struct debug *debug_open(struct object *o)
{
	if (o->debug || !o->has_debug)
		return o->debug;
	const struct image *im = o->elf;
	struct debug *d = o->debug = ARENA_NEW(&o->arena, struct debug);
	d->object = o;
	d->names_elsewhere = has_section(im, ".gnu_debugaltlink");
	elf_version(EV_CURRENT);
	if (!sections_are_sane(im))
		return d;
	d->dwarf = o->relocatable && im->symtab ? open_relocatable(d, im) : open_linked(d, im);
	if (d->dwarf)
		debug_read_units(d);
	else
		diag_notice("%s: debug information cannot be read: %s", im->path, dwarf_errmsg(-1));
	return d;
}

void debug_close(struct object *o)
{
	struct debug *d = o->debug;
	if (!d)
		return;
	if (d->dwarf_is_ours && d->dwarf)
		dwarf_end(d->dwarf);
	if (d->dwfl)
		dwfl_end(d->dwfl);
	if (d->elf)
		elf_end(d->elf);
	free(d->copy);
	o->debug = NULL;
}
