/* elf.c: checks an ELF file's headers, so that all that reads the file later stays within it. */
#include "diag.h"
#include "image.h"

#include <elfutils/libdwelf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	MAX_FAULTS = 8,
	MAX_NAME = 1 << 16, /* so that many names cannot share one endless string */
};

void image_fault(struct image *im, const char *format, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	for (char *p = text; *p; p++) /* names in it are the file's: no terminal shall obey them */
		if (*(unsigned char *)p < ' ' || *p == 0x7f)
			*p = '?';
	if (im->n_faults++ < MAX_FAULTS)
		diag_error("%s: %s", im->path, text);
}

void image_close(struct image *im)
{
	if (im->n_faults > MAX_FAULTS)
		diag_error("%s: %u more faults like these", im->path, im->n_faults - MAX_FAULTS);
}

static const char *type_name(unsigned type)
{
	static const char *const names[] = {[ET_NONE] = "no type (ET_NONE)", [ET_CORE] = "a core file (ET_CORE)"};
	return type < sizeof names / sizeof *names && names[type] ? names[type] : "an unknown type";
}

static void describe_isas(char *out, size_t size)
{
	size_t n = 0;
	for (const struct isa *const *i = isa_table; *i && n < size; i++)
		n += (size_t)snprintf(out + n, size - n, "%s%s (%u)", i == isa_table ? "" : ", ", (*i)->name,
		                      (*i)->elf_machine);
}

static bool check_ident(struct image *im)
{
	const uint8_t *d = im->data;
	if (im->size == 0) {
		image_fault(im, "empty file (expected an ELF file)");
		return false;
	}
	if (im->size < SELFMAG || memcmp(d, ELFMAG, SELFMAG)) {
		char found[32] = "";
		for (size_t i = 0, n = 0; i < im->size && i < 4; i++)
			n += (size_t)snprintf(found + n, sizeof found - n, "%s%02x", i ? " " : "", d[i]);
		image_fault(im, "not an ELF file (expected \\x7fELF at offset 0, found %s)", found);
		return false;
	}
	if (im->size < sizeof(Elf64_Ehdr) && (im->size <= EI_CLASS || d[EI_CLASS] != ELFCLASS32)) {
		image_fault(im, "truncated ELF header (%zu bytes, expected %zu)", im->size, sizeof(Elf64_Ehdr));
		return false;
	}
	return true;
}

/* 64-bit, little endian, a machine that we know. */
static bool check_class(struct image *im, const struct isa **isa)
{
	const uint8_t *d = im->data;
	enum { MACHINE = offsetof(Elf64_Ehdr, e_machine) };
	bool big = im->size > EI_DATA && d[EI_DATA] == ELFDATA2MSB;
	unsigned machine = 0;
	if (im->size >= MACHINE + 2)
		machine = big ? (unsigned)(d[MACHINE] << 8 | d[MACHINE + 1]) : (unsigned)read_le(d + MACHINE, 2);
	const char *title = dwelf_elf_e_machine_string((int)machine);
	*isa = isa_by_machine((uint16_t)machine);
	if (d[EI_CLASS] != ELFCLASS64) {
		if (d[EI_CLASS] == ELFCLASS32 && *isa)
			image_fault(im,
			            "32-bit ELF file for %s, an ILP32 ABI (expected 64-bit: 2 at offset 4, found 1)",
			            (*isa)->name);
		else if (d[EI_CLASS] == ELFCLASS32)
			image_fault(im, "32-bit ELF file for %s (expected 64-bit: 2 at offset 4, found 1)",
			            title ? title : "an unknown machine");
		else
			image_fault(im, "invalid ELF class %u at offset 4 (expected 2, 64-bit)", d[EI_CLASS]);
		return false;
	}
	if (d[EI_DATA] != ELFDATA2LSB) {
		image_fault(im, "%s (expected little endian: 1 at offset 5, found %u)",
		            big ? "big-endian ELF file" : "invalid byte order", d[EI_DATA]);
		return false;
	}
	if (!*isa) {
		char known[128];
		describe_isas(known, sizeof known);
		image_fault(im, "machine %u (%s) is not supported (expected at offset %d: %s)", machine,
		            title ? title : "unknown", MACHINE, known);
		return false;
	}
	return true;
}

static bool check_version(struct image *im)
{
	const Elf64_Ehdr *e = &im->ehdr;
	if (e->e_ident[EI_VERSION] != EV_CURRENT || e->e_version != EV_CURRENT) {
		image_fault(im, "ELF version %u (expected 1 at offset %zu)", e->e_version,
		            offsetof(Elf64_Ehdr, e_version));
		return false;
	}
	if (e->e_type != ET_REL && e->e_type != ET_EXEC && e->e_type != ET_DYN) {
		image_fault(im,
		            "%s (expected a relocatable object, executable or shared library: 1 to 3 at offset %zu, "
		            "found %u)",
		            type_name(e->e_type), offsetof(Elf64_Ehdr, e_type), e->e_type);
		return false;
	}
	if (e->e_ehsize != sizeof(Elf64_Ehdr)) {
		image_fault(im, "ELF header size %u at offset %zu (expected %zu)", e->e_ehsize,
		            offsetof(Elf64_Ehdr, e_ehsize), sizeof(Elf64_Ehdr));
		return false;
	}
	return true;
}

static bool within(const struct image *im, uint64_t offset, uint64_t size)
{
	return offset <= im->size && size <= im->size - offset;
}

static bool check_segments(struct image *im)
{
	const Elf64_Ehdr *e = &im->ehdr;
	if (!e->e_phnum || e->e_type == ET_REL)
		return true;
	if (e->e_phentsize != sizeof(Elf64_Phdr)) {
		image_fault(im, "program header size %u at offset %zu (expected %zu)", e->e_phentsize,
		            offsetof(Elf64_Ehdr, e_phentsize), sizeof(Elf64_Phdr));
		return false;
	}
	if (!within(im, e->e_phoff, (uint64_t)e->e_phnum * sizeof(Elf64_Phdr))) {
		image_fault(im, "program headers at offset %#lx are outside of the file (%zu bytes)", e->e_phoff,
		            im->size);
		return false;
	}
	return true;
}

/* Copies the section headers: those in the file may be misaligned. */
static bool copy_sections(struct image *im, struct arena *a)
{
	const Elf64_Ehdr *e = &im->ehdr;
	if (!e->e_shoff) {
		image_fault(im, "no section headers (e_shoff is 0 at offset %zu): assay finds code by its sections",
		            offsetof(Elf64_Ehdr, e_shoff));
		return false;
	}
	if (e->e_shentsize != sizeof(Elf64_Shdr)) {
		image_fault(im, "section header size %u at offset %zu (expected %zu)", e->e_shentsize,
		            offsetof(Elf64_Ehdr, e_shentsize), sizeof(Elf64_Shdr));
		return false;
	}
	uint64_t n = e->e_shnum;
	Elf64_Shdr first = {0};
	if (within(im, e->e_shoff, sizeof first))
		memcpy(&first, im->data + e->e_shoff, sizeof first);
	if (!n) /* more than SHN_LORESERVE sections */
		n = first.sh_size;
	if (n > UINT32_MAX / 2 || !within(im, e->e_shoff, n * sizeof(Elf64_Shdr))) {
		image_fault(im, "%lu section headers at offset %#lx are outside of the file (%zu bytes): truncated?", n,
		            e->e_shoff, im->size);
		return false;
	}
	if (!n) {
		image_fault(im, "no section headers (their count is 0 at offset %zu)", offsetof(Elf64_Ehdr, e_shnum));
		return false;
	}
	im->n_shdr = (uint32_t)n;
	im->shdr = ARENA_ARRAY_RAW(a, Elf64_Shdr, n);
	memcpy(im->shdr, im->data + e->e_shoff, n * sizeof(Elf64_Shdr));
	im->shdr[0].sh_type = SHT_NULL;
	return true;
}

const char *image_string(const struct image *im, uint32_t strtab, uint64_t offset)
{
	if (strtab >= im->n_shdr)
		return NULL;
	const Elf64_Shdr *s = &im->shdr[strtab];
	if (s->sh_type != SHT_STRTAB || offset >= s->sh_size)
		return NULL;
	const char *text = (const char *)im->data + s->sh_offset + offset;
	uint64_t room = s->sh_size - offset;
	return memchr(text, 0, room < MAX_NAME ? room : MAX_NAME) ? text : NULL;
}

/* All sections within the file: only after that may a name be looked up. */
static bool check_bounds(struct image *im)
{
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		Elf64_Shdr *s = &im->shdr[i];
		if (s->sh_type == SHT_NULL || s->sh_type == SHT_NOBITS) {
			s->sh_offset = 0; /* means nothing, and must not be used */
			s->sh_size = s->sh_type == SHT_NULL ? 0 : s->sh_size;
			continue;
		}
		if (within(im, s->sh_offset, s->sh_size))
			continue;
		uint32_t names = im->ehdr.e_shstrndx;
		const char *name = NULL;
		if (names < im->n_shdr && within(im, im->shdr[names].sh_offset, im->shdr[names].sh_size))
			name = image_string(im, names, s->sh_name);
		image_fault(im,
		            "section %u (%s) at offset %#lx, %lu bytes, is outside of the file (%zu bytes): truncated?",
		            i, name ? name : "unnamed", s->sh_offset, s->sh_size, im->size);
		return false;
	}
	return true;
}

static bool name_sections(struct image *im, struct arena *a)
{
	uint32_t names = im->ehdr.e_shstrndx;
	if (names == SHN_XINDEX)
		names = im->shdr[0].sh_link;
	if (names >= im->n_shdr || im->shdr[names].sh_type != SHT_STRTAB) {
		image_fault(im,
		            "section %u at offset %zu is no string table (expected the one with the sections' names)",
		            names, offsetof(Elf64_Ehdr, e_shstrndx));
		return false;
	}
	im->name = ARENA_ARRAY(a, const char *, im->n_shdr);
	im->name[0] = "";
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		im->name[i] = image_string(im, names, im->shdr[i].sh_name);
		if (im->name[i])
			continue;
		image_fault(im, "section %u: name at %u is outside of the string table (section %u, %lu bytes)", i,
		            im->shdr[i].sh_name, names, im->shdr[names].sh_size);
		im->name[i] = "";
	}
	return true;
}

struct extent {
	uint64_t offset, size;
	uint32_t section;
};

static int by_offset(const void *a, const void *b)
{
	const struct extent *x = a, *y = b;
	return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static bool check_overlap_of_headers(struct image *im)
{
	const struct {
		const char *what;
		uint64_t offset, size;
	} headers[] = {{"the ELF header", 0, sizeof(Elf64_Ehdr)},
	               {"the section headers", im->ehdr.e_shoff, im->n_shdr * (uint64_t)sizeof(Elf64_Shdr)}};
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		const Elf64_Shdr *s = &im->shdr[i];
		for (unsigned h = 0; h < 2 && s->sh_type != SHT_NOBITS; h++) {
			if (!s->sh_size || s->sh_offset >= headers[h].offset + headers[h].size ||
			    headers[h].offset >= s->sh_offset + s->sh_size)
				continue;
			image_fault(
			    im, "section %u (%s) at offset %#lx, %lu bytes, overlaps %s at offset %#lx, %lu bytes", i,
			    im->name[i], s->sh_offset, s->sh_size, headers[h].what, headers[h].offset, headers[h].size);
			return false;
		}
	}
	return true;
}

/* No two sections may share bytes. */
static bool check_overlap(struct image *im, struct arena *a)
{
	if (!check_overlap_of_headers(im))
		return false;
	struct extent *order = ARENA_ARRAY_RAW(a, struct extent, im->n_shdr);
	uint32_t n = 0;
	for (uint32_t i = 1; i < im->n_shdr; i++)
		if (im->shdr[i].sh_type != SHT_NOBITS && im->shdr[i].sh_size)
			order[n++] = (struct extent){im->shdr[i].sh_offset, im->shdr[i].sh_size, i};
	qsort(order, n, sizeof *order, by_offset);
	for (uint32_t i = 1; i < n; i++) {
		const struct extent *p = &order[i - 1], *s = &order[i];
		if (s->offset - p->offset >= p->size)
			continue;
		image_fault(im, "section %u (%s) at offset %#lx overlaps section %u (%s) at offset %#lx, %lu bytes",
		            s->section, im->name[s->section], s->offset, p->section, im->name[p->section], p->offset,
		            p->size);
		return false;
	}
	return true;
}

/* Entry sizes and links of the tables that are read. */
static bool check_tables(struct image *im)
{
	static const struct {
		uint32_t type;
		uint16_t entsize;
		uint32_t link; /* type of the linked section, SHT_NULL: not checked */
	} tables[] = {
	    {SHT_SYMTAB, sizeof(Elf64_Sym), SHT_STRTAB},        {SHT_DYNSYM, sizeof(Elf64_Sym), SHT_STRTAB},
	    {SHT_RELA, sizeof(Elf64_Rela), SHT_NULL},           {SHT_REL, sizeof(Elf64_Rel), SHT_NULL},
	    {SHT_SYMTAB_SHNDX, sizeof(Elf64_Word), SHT_SYMTAB},
	};
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		const Elf64_Shdr *s = &im->shdr[i];
		for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
			if (s->sh_type != tables[t].type)
				continue;
			if (s->sh_entsize != tables[t].entsize || s->sh_size % tables[t].entsize) {
				image_fault(
				    im,
				    "section %u (%s): entry size %lu, table size %lu (expected entries of %u bytes)", i,
				    im->name[i], s->sh_entsize, s->sh_size, tables[t].entsize);
				return false;
			}
			if (tables[t].link &&
			    (s->sh_link >= im->n_shdr || im->shdr[s->sh_link].sh_type != tables[t].link)) {
				image_fault(im, "section %u (%s): linked section %u is no %s", i, im->name[i],
				            s->sh_link, tables[t].link == SHT_STRTAB ? "string table" : "symbol table");
				return false;
			}
		}
	}
	return true;
}

bool image_open(struct image *im, struct arena *a, const char *path, const uint8_t *data, size_t size,
                const struct isa **isa)
{
	*im = (struct image){.path = path, .data = data, .size = size};
	if (!check_ident(im) || !check_class(im, isa))
		return false;
	memcpy(&im->ehdr, data, sizeof im->ehdr);
	return check_version(im) && check_segments(im) && copy_sections(im, a) && check_bounds(im) &&
	       name_sections(im, a) && check_overlap(im, a) && check_tables(im);
}
