/* unwind.c: the FDEs of .eh_frame: where functions start and end in files without symbols. */
#include "image.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <stdlib.h>

/* What an FDE's CIE says about its fields. */
struct cie {
	uint64_t offset; /* in the section */
	uint8_t pointer_encoding;
	bool mid_frame; /* its rules are those of a frame that is made already (gas moves a part's first ones there) */
	bool augmented; /* FDEs have augmentation data with a length in front */
};

struct cie_list {
	struct cie *v; /* by offset */
	uint32_t n, cap;
};

struct cursor {
	const uint8_t *p, *end;
	bool bad;
};

static uint64_t take(struct cursor *c, unsigned bytes)
{
	if ((size_t)(c->end - c->p) < bytes) {
		c->bad = true;
		return 0;
	}
	c->p += bytes;
	return read_le(c->p - bytes, bytes);
}

static uint64_t take_leb(struct cursor *c, bool is_signed)
{
	uint64_t v = 0;
	unsigned shift = 0;
	uint8_t byte;
	do {
		byte = (uint8_t)take(c, 1);
		if (shift < 64)
			v |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
	} while (byte & 0x80 && !c->bad);
	if (is_signed && byte & 0x40 && shift < 64)
		v |= ~0ull << shift;
	return v;
}

/* The number that an encoded pointer starts from; the application (what it is relative to) is the caller's. */
static uint64_t take_pointer(struct cursor *c, uint8_t encoding)
{
	switch (encoding & 0x0f) {
	case DW_EH_PE_absptr:
	case DW_EH_PE_udata8:
	case DW_EH_PE_sdata8:
		return take(c, 8);
	case DW_EH_PE_udata2:
		return take(c, 2);
	case DW_EH_PE_sdata2:
		return (uint64_t)(int16_t)take(c, 2);
	case DW_EH_PE_udata4:
		return take(c, 4);
	case DW_EH_PE_sdata4:
		return (uint64_t)(int32_t)take(c, 4);
	case DW_EH_PE_uleb128:
		return take_leb(c, false);
	case DW_EH_PE_sleb128:
		return take_leb(c, true);
	default:
		c->bad = true;
		return 0;
	}
}

/* An address field of an FDE: relocated in objects, mostly relative to itself in linked files. */
static uint64_t take_address(const struct object *o, const struct section *s, struct cursor *c, uint8_t encoding)
{
	uint64_t field = s->address + (uint64_t)(c->p - s->data);
	uint64_t value = take_pointer(c, encoding);
	uint32_t n;
	const struct reloc *r = o->relocatable ? object_relocs(o, field, 1, &n) : NULL;
	if (r && n) {
		const struct symbol *target = r->symbol >= 0 ? &o->symbols[r->symbol] : NULL;
		return target && target->section >= 0 ? target->address + (uint64_t)r->addend : 0;
	}
	if (!value || o->relocatable)
		return 0;
	switch (encoding & 0xf0) {
	case DW_EH_PE_absptr:
		return value;
	case DW_EH_PE_pcrel:
		return value + field;
	default: /* relative to something that compilers do not use here, or indirect */
		c->bad = true;
		return 0;
	}
}

/* At an entry the frame is one rule, and the return address perhaps another. */
static bool rules_are_mid_frame(const Dwarf_CIE *in)
{
	struct cursor c = {in->initial_instructions, in->initial_instructions_end, false};
	unsigned n_cfa = 0;
	while (c.p < c.end && !c.bad) {
		uint8_t op = (uint8_t)take(&c, 1);
		if ((op & 0xc0) == DW_CFA_offset) {
			if ((op & 0x3f) != in->return_address_register)
				return true;
			take_leb(&c, false);
		} else if (op == DW_CFA_def_cfa || op == DW_CFA_def_cfa_offset || op == DW_CFA_def_cfa_register) {
			take_leb(&c, false);
			if (op == DW_CFA_def_cfa)
				take_leb(&c, false);
			n_cfa++;
		} else if (op != DW_CFA_nop) {
			return false;
		}
	}
	return n_cfa > 1;
}

static bool read_cie(const Dwarf_CIE *in, uint64_t offset, struct cie *out)
{
	*out = (struct cie){.offset = offset, .mid_frame = rules_are_mid_frame(in)};
	if (in->augmentation[0] != 'z')
		return in->augmentation[0] == 0;
	out->augmented = true;
	if (!in->augmentation_data)
		return in->augmentation[1] == 0;
	struct cursor c = {in->augmentation_data, in->augmentation_data + in->augmentation_data_size, false};
	for (const char *a = in->augmentation + 1; *a; a++)
		switch (*a) {
		case 'R':
			out->pointer_encoding = (uint8_t)take(&c, 1);
			break;
		case 'L':
			take(&c, 1);
			break;
		case 'P': {
			uint8_t encoding = (uint8_t)take(&c, 1);
			take_pointer(&c, encoding);
			break;
		}
		case 'S': /* signal frame */
		case 'B': /* return addresses signed with the B key */
			break;
		default:
			return false;
		}
	return !c.bad;
}

static const struct cie *find_cie(const struct cie_list *list, uint64_t offset)
{
	uint32_t low = 0, high = list->n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (list->v[mid].offset <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low && list->v[low - 1].offset == offset ? &list->v[low - 1] : NULL;
}

/* Whether the frame differs from an entry's before the first instruction: only code that is jumped to has that. */
static bool starts_mid_frame(const uint8_t *p, const uint8_t *end)
{
	for (; p < end; p++)
		switch (*p) {
		case DW_CFA_nop:
			break;
		case DW_CFA_def_cfa:
		case DW_CFA_def_cfa_sf:
		case DW_CFA_def_cfa_register:
		case DW_CFA_def_cfa_offset:
		case DW_CFA_def_cfa_offset_sf:
			return true;
		default:
			return (*p & 0xc0) == DW_CFA_offset;
		}
	return false;
}

static bool read_fde(const struct object *o, const struct section *s, const struct cie_list *cies, const Dwarf_FDE *in,
                     struct fde *out)
{
	const struct cie *cie = find_cie(cies, in->CIE_pointer);
	if (!cie)
		return false;
	struct cursor c = {in->start, in->end, false};
	*out = (struct fde){.address = take_address(o, s, &c, cie->pointer_encoding)};
	out->size = take_pointer(&c, cie->pointer_encoding & 0x0f);
	if (cie->augmented) {
		uint64_t n = take_leb(&c, false);
		if (c.bad || n > (uint64_t)(c.end - c.p))
			return false;
		c.p += n;
	}
	out->mid_frame = !c.bad && (cie->mid_frame || starts_mid_frame(c.p, c.end));
	return !c.bad && out->size;
}

static void read_section(const struct object *o, struct image *im, const struct section *s, struct arena *scratch,
                         struct fde_list *out)
{
	Elf_Data data = {.d_buf = (void *)s->data, .d_type = ELF_T_BYTE, .d_size = s->size, .d_version = EV_CURRENT};
	struct cie_list cies = {0};
	Dwarf_Off offset = 0, next;
	Dwarf_CFI_Entry entry;
	int result;
	while ((result = dwarf_next_cfi(im->ehdr.e_ident, &data, true, offset, &next, &entry)) == 0) {
		struct cie cie;
		struct fde fde;
		if (!dwarf_cfi_cie_p(&entry)) {
			const struct section *in = NULL;
			if (read_fde(o, s, &cies, &entry.fde, &fde))
				in = object_section(o, fde.address);
			if (in && in->code && in->data && fde.size <= in->size - (fde.address - in->address))
				*ARENA_PUSH(scratch, out) = fde;
			else
				out->unusable++;
		} else if (read_cie(&entry.cie, offset, &cie) && (!cies.n || cies.v[cies.n - 1].offset < offset)) {
			*ARENA_PUSH(scratch, &cies) = cie;
		}
		if (next <= offset || next >= s->size)
			return;
		offset = next;
	}
	if (result < 0)
		image_fault(im, "section %u (%s): malformed unwind information at offset %#lx", s->index, s->name,
		            offset);
}

static int by_address(const void *a, const void *b)
{
	const struct fde *x = a, *y = b;
	return x->address != y->address ? (x->address < y->address ? -1 : 1)
	                                : (x->size > y->size) - (x->size < y->size);
}

void fdes_read(struct object *o, struct image *im, struct arena *scratch, struct fde_list *out)
{
	for (uint32_t i = 0; i < o->n_sections; i++)
		if (o->sections[i].data && o->sections[i].size && !strcmp(o->sections[i].name, ".eh_frame"))
			read_section(o, im, &o->sections[i], scratch, out);
	bool sorted = true;
	for (uint32_t i = 1; i < out->n && sorted; i++)
		sorted = out->v[i - 1].address <= out->v[i].address;
	if (!sorted)
		qsort(out->v, out->n, sizeof *out->v, by_address);
}
