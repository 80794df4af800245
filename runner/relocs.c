/* relocs.c: relocations of loaded sections, sorted by address. */
#include "image.h"

#include <stdlib.h>

static int by_address(const void *a, const void *b)
{
	const struct reloc *x = a, *y = b;
	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return x->type != y->type ? (x->type < y->type ? -1 : 1) : (x->symbol > y->symbol) - (x->symbol < y->symbol);
}

/* In a linked file only what the dynamic linker applies counts: the rest (--emit-relocs) is in the code already. */
static bool is_wanted(const struct object *o, struct image *im, uint32_t i)
{
	static const uint32_t crel = 0x40000014; /* SHT_CREL of LLVM 20 */
	const Elf64_Shdr *s = &im->shdr[i];
	if (s->sh_type != SHT_RELA && s->sh_type != SHT_REL && s->sh_type != crel)
		return false;
	bool wanted;
	if (o->relocatable && (!s->sh_info || s->sh_info >= im->n_shdr)) {
		image_fault(im, "section %u (%s): relocates section %u, which does not exist (there are %u)", i,
		            im->name[i], s->sh_info, im->n_shdr);
		wanted = false;
	} else if (o->relocatable) {
		wanted = im->section_of[s->sh_info] >= 0;
	} else {
		wanted = s->sh_flags & SHF_ALLOC;
	}
	if (wanted && s->sh_type != SHT_RELA) {
		image_fault(im, "section %u (%s): relocations of type %#x are not supported (expected SHT_RELA)", i,
		            im->name[i], s->sh_type);
		wanted = false;
	}
	return wanted;
}

/* The first of the linked table's symbols in object.symbols, and their count. */
static uint32_t symbol_base(const struct object *o, const struct image *im, uint32_t link, uint32_t *n)
{
	*n = 0;
	if (link && link == im->symtab)
		*n = im->first_dynsym;
	else if (link && link == im->dynsym)
		*n = o->n_symbols - im->first_dynsym;
	return link == im->dynsym ? im->first_dynsym : 0;
}

static void read_table(struct object *o, struct image *im, uint32_t i)
{
	const Elf64_Shdr *s = &im->shdr[i];
	const struct section *in = o->relocatable ? &o->sections[im->section_of[s->sh_info]] : NULL;
	uint32_t n_symbols, base = symbol_base(o, im, s->sh_link, &n_symbols);
	for (uint64_t k = 0; k < s->sh_size / sizeof(Elf64_Rela); k++) {
		Elf64_Rela r;
		memcpy(&r, im->data + s->sh_offset + k * sizeof r, sizeof r);
		uint64_t symbol = ELF64_R_SYM(r.r_info);
		const struct section *at = in ? in : object_section(o, r.r_offset);
		if (!at || (in && r.r_offset >= in->size)) {
			image_fault(im, "relocation %lu of %s: offset %#lx is outside of %s", k, im->name[i],
			            r.r_offset, in ? in->name : "every section");
			continue;
		}
		if (symbol && symbol >= n_symbols) {
			image_fault(im, "relocation %lu of %s: symbol %lu does not exist (there are %u)", k,
			            im->name[i], symbol, n_symbols);
			symbol = 0;
		}
		o->relocs[o->n_relocs++] = (struct reloc){
		    .address = r.r_offset + (in ? in->address : 0),
		    .addend = r.r_addend,
		    .type = (uint32_t)ELF64_R_TYPE(r.r_info),
		    .symbol = symbol ? (int32_t)(base + symbol) : -1,
		};
	}
}

static void slice_by_section(struct object *o)
{
	uint32_t r = 0;
	for (uint32_t i = 0; i < o->n_sections; i++) {
		struct section *s = &o->sections[i];
		while (r < o->n_relocs && o->relocs[r].address < s->address)
			r++;
		s->first_reloc = r;
		while (r < o->n_relocs && o->relocs[r].address - s->address < s->size)
			r++;
		s->n_reloc = r - s->first_reloc;
	}
}

void relocs_read(struct object *o, struct image *im)
{
	bool *wanted = ARENA_ARRAY(&o->arena, bool, im->n_shdr);
	uint64_t n = 0;
	for (uint32_t i = 1; i < im->n_shdr; i++)
		if ((wanted[i] = is_wanted(o, im, i)))
			n += im->shdr[i].sh_size / sizeof(Elf64_Rela);
	if (n > INT32_MAX) {
		image_fault(im, "%lu relocations: more than assay can hold", n);
		return;
	}
	o->relocs = ARENA_ARRAY_RAW(&o->arena, struct reloc, n);
	for (uint32_t i = 1; i < im->n_shdr; i++)
		if (wanted[i])
			read_table(o, im, i);
	bool sorted = true;
	for (uint32_t i = 1; i < o->n_relocs && sorted; i++)
		sorted = o->relocs[i - 1].address <= o->relocs[i].address;
	if (!sorted)
		qsort(o->relocs, o->n_relocs, sizeof *o->relocs, by_address);
	slice_by_section(o);
}
