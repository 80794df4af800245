/* symbols.c: loaded sections and symbols of a checked ELF image. */
#include "diag.h"
#include "image.h"

#include <stdlib.h>

/* A relocatable file's sections lie this far apart: no displacement reaches from one to another by accident. */
#define SECTION_STRIDE (1ull << 36)

static int by_address(const void *a, const void *b)
{
	const struct section *x = a, *y = b;
	return x->address < y->address ? -1 : x->address > y->address;
}

static bool is_loaded(const struct object *o, const Elf64_Shdr *s)
{
	if (!(s->sh_flags & SHF_ALLOC) || s->sh_type == SHT_NULL)
		return false;
	/* In a linked file .tbss takes no addresses of its own, and an empty section shares its address with the next.
	 */
	return o->relocatable || (s->sh_size && !(s->sh_flags & SHF_TLS && s->sh_type == SHT_NOBITS));
}

static bool section_fits(struct image *im, uint32_t i, uint64_t limit)
{
	const Elf64_Shdr *s = &im->shdr[i];
	if (s->sh_flags & SHF_COMPRESSED) {
		image_fault(im, "section %u (%s) is loaded and compressed at once", i, im->name[i]);
		return false;
	}
	if (s->sh_size <= limit)
		return true;
	image_fault(im, "section %u (%s) at address %#lx, %lu bytes, is too large for its address space", i,
	            im->name[i], s->sh_addr, s->sh_size);
	return false;
}

static bool addresses_are_distinct(const struct object *o, struct image *im)
{
	for (uint32_t i = 1; i < o->n_sections; i++) {
		const struct section *p = &o->sections[i - 1], *s = &o->sections[i];
		if (s->address - p->address >= p->size)
			continue;
		image_fault(im, "section %u (%s) at address %#lx overlaps section %u (%s) at address %#lx, %lu bytes",
		            s->index, s->name, s->address, p->index, p->name, p->address, p->size);
		return false;
	}
	return true;
}

bool sections_read(struct object *o, struct image *im)
{
	o->sections = ARENA_ARRAY(&o->arena, struct section, im->n_shdr);
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		const Elf64_Shdr *s = &im->shdr[i];
		if (!is_loaded(o, s))
			continue;
		uint64_t address = o->relocatable ? i * SECTION_STRIDE : s->sh_addr;
		if (!section_fits(im, i, o->relocatable ? SECTION_STRIDE / 2 : UINT64_MAX - s->sh_addr))
			return false;
		o->sections[o->n_sections++] = (struct section){
		    .name = im->name[i],
		    .address = address,
		    .size = s->sh_size,
		    .data = s->sh_type == SHT_NOBITS ? NULL : im->data + s->sh_offset,
		    .code = s->sh_flags & SHF_EXECINSTR,
		    .writable = s->sh_flags & SHF_WRITE,
		    .index = i,
		};
	}
	qsort(o->sections, o->n_sections, sizeof *o->sections, by_address);
	im->section_of = ARENA_ARRAY_RAW(&o->arena, int32_t, im->n_shdr);
	memset(im->section_of, 0xff, im->n_shdr * sizeof *im->section_of);
	for (uint32_t i = 0; i < o->n_sections; i++)
		im->section_of[o->sections[i].index] = (int32_t)i;
	return addresses_are_distinct(o, im);
}

/* ---- symbols ----------------------------------------------------------------------------------------------------- */

static uint32_t find_table(const struct image *im, uint32_t type)
{
	for (uint32_t i = 1; i < im->n_shdr; i++)
		if (im->shdr[i].sh_type == type)
			return i;
	return 0;
}

/* The section of symbol `i` of table `table`; extended indexes lie in a table of their own. */
static uint32_t symbol_section(const struct image *im, uint32_t table, uint64_t i, const Elf64_Sym *sym)
{
	if (sym->st_shndx != SHN_XINDEX)
		return sym->st_shndx >= SHN_LORESERVE ? UINT32_MAX : sym->st_shndx;
	const Elf64_Shdr *x = &im->shdr[im->shndx];
	if (x->sh_type == SHT_SYMTAB_SHNDX && x->sh_link == table && i < x->sh_size / 4)
		return (uint32_t)read_le(im->data + x->sh_offset + 4 * i, 4);
	return im->n_shdr;
}

/* A function must lie within its section. */
static bool check_function(struct object *o, struct image *im, struct symbol *s)
{
	const struct section *in = s->section >= 0 ? &o->sections[s->section] : NULL;
	const struct section *elsewhere;
	if (!in)
		return false;
	uint64_t offset = s->address - in->address;
	if (!o->relocatable && offset >= in->size && (elsewhere = object_section(o, s->address))) {
		/* What moves sections about in linked files (patchelf) leaves the symbols' section numbers behind. */
		s->section = (int32_t)(elsewhere - o->sections);
		in = elsewhere;
		offset = s->address - in->address;
	}
	if (s->address < in->address || offset > in->size || s->size > in->size - offset) {
		image_fault(im, "symbol %s at %#lx, %lu bytes, is outside of its section %s (%lu bytes)", s->name,
		            o->relocatable ? offset : s->address, s->size, in->name, in->size);
		if (s->address < in->address || offset >= in->size)
			return false;
		s->size = in->size - offset;
	}
	return true;
}

static struct symbol read_symbol(struct object *o, struct image *im, uint32_t table, uint64_t i, uint8_t *type)
{
	const Elf64_Shdr *t = &im->shdr[table];
	Elf64_Sym sym;
	memcpy(&sym, im->data + t->sh_offset + i * sizeof sym, sizeof sym);
	uint32_t section = symbol_section(im, table, i, &sym);
	*type = ELF64_ST_TYPE(sym.st_info);
	struct symbol s = {
	    .name = *type == STT_SECTION ? "" : image_string(im, t->sh_link, sym.st_name),
	    .size = sym.st_size,
	    .section = -1,
	    .external = sym.st_shndx == SHN_UNDEF || sym.st_shndx == SHN_COMMON,
	    .local = ELF64_ST_BIND(sym.st_info) == STB_LOCAL,
	};
	if (!s.name) {
		image_fault(im, "symbol %lu of %s: name at %u is outside of its string table, or longer than 64 KiB", i,
		            im->name[table], sym.st_name);
		s.name = "";
	}
	if (section != UINT32_MAX && section >= im->n_shdr) {
		image_fault(im, "symbol %lu of %s (%s): section %u does not exist (there are %u)", i, im->name[table],
		            s.name, section, im->n_shdr);
		section = UINT32_MAX;
	}
	if (s.external)
		return s;
	if (section != UINT32_MAX)
		s.section = im->section_of[section];
	if (*type == STT_TLS && !o->relocatable)
		s.section = -1;
	else
		s.address = sym.st_value + (o->relocatable && s.section >= 0 ? o->sections[s.section].address : 0);
	if (*type == STT_FUNC || *type == STT_GNU_IFUNC)
		s.function = check_function(o, im, &s);
	return s;
}

void symbols_read(struct object *o, struct image *im)
{
	uint32_t tables[2] = {find_table(im, SHT_SYMTAB), find_table(im, SHT_DYNSYM)};
	uint64_t n[2];
	for (int t = 0; t < 2; t++)
		n[t] = tables[t] ? im->shdr[tables[t]].sh_size / sizeof(Elf64_Sym) : 0;
	if (n[0] + n[1] > INT32_MAX) {
		image_fault(im, "%lu symbols: more than assay can hold", n[0] + n[1]);
		return;
	}
	im->symtab = tables[0];
	im->dynsym = tables[1];
	im->shndx = find_table(im, SHT_SYMTAB_SHNDX);
	im->first_dynsym = (uint32_t)n[0];
	o->symbols = ARENA_ARRAY_RAW(&o->arena, struct symbol, n[0] + n[1] + 1);
	im->symbol_type = ARENA_ARRAY_RAW(&o->arena, uint8_t, n[0] + n[1] + 1);
	for (int t = 0; t < 2; t++)
		for (uint64_t i = 0; i < n[t]; i++, o->n_symbols++)
			o->symbols[o->n_symbols] = read_symbol(o, im, tables[t], i, &im->symbol_type[o->n_symbols]);
}
