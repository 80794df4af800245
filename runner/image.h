/* image.h: an ELF file in memory whose headers were checked. Private to the files that build a struct object. */
#ifndef ASSAY_IMAGE_H
#define ASSAY_IMAGE_H

#include "object.h"

#include <elf.h>
#include <string.h>

struct image {
	const char *path; /* as users see it */
	const uint8_t *data;
	size_t size;
	Elf64_Ehdr ehdr;
	Elf64_Shdr *shdr; /* n_shdr of them: each lies within the file, unless its type is SHT_NOBITS */
	uint32_t n_shdr;
	const char **name;              /* by ELF section index */
	int32_t *section_of;            /* ELF section index -> index in object.sections, -1 */
	uint32_t symtab, dynsym, shndx; /* ELF section indexes of the symbol tables, 0: none */
	uint32_t first_dynsym;          /* .dynsym's symbols start here in object.symbols, after those of .symtab */
	uint8_t *symbol_type;           /* STT_..., parallel to object.symbols */
	uint32_t n_faults;
};

/* diag_error with the file's name in front; of many alike only the first are shown (image_close says how many). */
void image_fault(struct image *im, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* elf.c: checks all headers before anything else may use them. False: said why, and the file cannot be used. */
bool image_open(struct image *im, struct arena *a, const char *path, const uint8_t *data, size_t size,
                const struct isa **isa);
void image_close(struct image *im);
/* A string of section `strtab`; NULL where the offset is outside of it. */
const char *image_string(const struct image *im, uint32_t strtab, uint64_t offset);

/* symbols.c, mapping.c, relocs.c, functions.c, unwind.c, plt.c: each fills its part of the object. */
bool sections_read(struct object *o, struct image *im); /* false: said why */
void symbols_read(struct object *o, struct image *im);
bool is_mapping_symbol(const char *name); /* mapping.c: $x, $d and the like */
void data_ranges_read(struct object *o);
void relocs_read(struct object *o, struct image *im);
void plt_read(struct object *o);
void functions_find(struct object *o, struct image *im);
/* ranges.c */
void ranges_build(struct object *o);
/* Ranges that may overlap -> disjoint ones, by address, each of the range that starts last there. `in` is sorted;
 * `out` has room for 2 * n: each start and each end begins at most one. */
uint32_t ranges_flatten(struct range *in, uint32_t n, struct range *out, struct arena *scratch);
const struct range *range_at(const struct range *v, uint32_t n, uint64_t address); /* NULL: none */
/* debug.c */
void debug_probe(struct object *o, const struct image *im);
void debug_close(struct object *o);

/* One FDE of .eh_frame. */
struct fde {
	uint64_t address, size;
	bool mid_frame; /* its first row is not the one of a function's entry: the frame was made elsewhere */
};
struct fde_list {
	struct fde *v; /* by address */
	uint32_t n, cap;
	uint32_t unusable; /* counted, not in v */
};
void fdes_read(struct object *o, struct image *im, struct arena *scratch, struct fde_list *out);

/* archive.c: calls `each` for every member that may be an object; what cannot be used is reported. */
bool archive_is(const uint8_t *data, size_t size);
void archive_each(const char *path, const uint8_t *data, size_t size,
                  void (*each)(const char *path, const uint8_t *data, size_t size, void *ctx), void *ctx);

static inline bool section_is_plt(const struct section *s)
{
	return !strncmp(s->name, ".plt", 4) || !strcmp(s->name, ".iplt");
}

static inline uint64_t read_le(const uint8_t *p, unsigned bytes)
{
	uint64_t v = 0;
	for (unsigned i = bytes; i-- > 0;)
		v = v << 8 | p[i];
	return v;
}

#endif
