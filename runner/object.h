/* object.h: an ELF file as functions, symbols and relocations.
 *
 * Addresses. In a linked file an address is the virtual address. A relocatable file has none, so each of its sections
 * is given a range of its own, far from the others': within one object an address always means one place. What users
 * see is the section and the offset in it (object_place). */
#ifndef ASSAY_OBJECT_H
#define ASSAY_OBJECT_H

#include "arena.h"
#include "isa.h"

struct section {
	const char *name;
	uint64_t address; /* in the file's address space */
	uint64_t size;
	const uint8_t *data; /* NULL: no bytes in the file (.bss) */
	bool code, writable;
	uint32_t index;                /* in the ELF file */
	uint32_t first_reloc, n_reloc; /* in object.relocs */
};

struct symbol {
	const char *name; /* "" for section symbols */
	uint64_t address; /* 0 where external */
	uint64_t size;
	int32_t section; /* index in object.sections, -1: external, absolute */
	bool external, function, local;
};

struct reloc {
	uint64_t address; /* of the field that it changes */
	int64_t addend;
	uint32_t type;
	int32_t symbol; /* index in object.symbols, -1: none */
};

/* A range of code that is analysed as one piece of a function. */
struct part {
	const char *name;
	uint64_t address, size;
	int32_t section;
};

struct function {
	const char *name; /* as in the file, or sub_<hex> */
	struct part main;
	struct part *parts; /* split-off parts (foo.cold), in address order */
	uint32_t n_parts;
	bool global;
};

/* Data within code, as mapping symbols ($d up to the next $x) mark them: not decoded. */
struct data_range {
	uint64_t address, size;
};

/* What became of every FDE of .eh_frame: `total` is the sum of the others. */
struct fde_count {
	uint32_t total, functions, parts, plt, other;
};

/* Addresses [start, end) belong to `function`; of overlapping functions the one that starts last. */
struct range {
	uint64_t start, end;
	uint32_t function;
};

struct object {
	const char *path; /* as users see it: file, or lib.a(member.o) */
	const struct isa *isa;
	bool relocatable;
	bool has_debug;           /* DWARF lines */
	char *producer;           /* from .comment or DW_AT_producer; NULL unknown */
	struct section *sections; /* loaded ones, by address */
	struct symbol *symbols;
	struct reloc *relocs;       /* of loaded sections, by address within each section */
	struct function *functions; /* by address; aliases once (a global name wins over a local one) */
	uint32_t n_sections, n_symbols, n_relocs, n_functions;
	struct data_range *data_ranges; /* in sections of code, by address */
	uint32_t n_data_ranges;
	struct fde_count fde;
	uint64_t unclaimed_bytes; /* of code that belongs to no function, part or PLT, padding excluded: not audited */
	struct range *ranges;     /* disjoint, by address: for object_function_at */
	uint32_t n_ranges;
	uint32_t *range_page;     /* how many ranges start before a page (ranges.c); NULL: they lie too far apart */
	struct arena arena; /* owns all of the above */
	void *elf;          /* private to object.c and debug.c */
	void *debug;        /* private to debug.c */
	void *slots;        /* private to plt.c */
};

/* Calls `each` for every object in the file: one, or each member of an archive; `each` may keep nothing after it
 * returns. What cannot be used is reported (diag_error: file, offset, what was expected) and the rest goes on.
 * Returns the number of objects handed over. */
int object_each(const char *path, void (*each)(struct object *, void *ctx), void *ctx);

/* The section that holds `address`, NULL: none. */
const struct section *object_section(const struct object *o, uint64_t address);
/* What users see for an address: section index and, for a relocatable file, the offset in it (else the address). */
uint64_t object_place(const struct object *o, uint64_t address, const struct section **section);
/* Bytes at address, up to `size` of them within the section's data; NULL: not in the file. */
const uint8_t *object_bytes(const struct object *o, uint64_t address, uint64_t size);
/* Relocations in [address, address + size), as a slice of o->relocs. */
const struct reloc *object_relocs(const struct object *o, uint64_t address, uint64_t size, uint32_t *n);
/* Function (main part or any part) that holds the address: index in functions, -1: none. Binary search. */
int32_t object_function_at(const struct object *o, uint64_t address);
/* The name of the function that is called at `address` (its start), through a PLT entry too; NULL: unknown. */
const char *object_callee(const struct object *o, uint64_t address);
/* The name of the function whose address the GOT slot at `address` will hold; NULL: unknown. */
const char *object_slot(const struct object *o, uint64_t address);
/* The symbol that the PLT entry or GOT slot at `address` goes to, which may lie in this file all the same; NULL:
 * neither is there. */
const struct symbol *object_linkage(const struct object *o, uint64_t address);

/* ---- debug.c: source positions ------------------------------------------------------------------------------- */

struct source {
	const char *file; /* NULL: unknown; lives as long as the object */
	int line, column;
	const char *inlined_from; /* name of the inlined function that the code comes from, NULL: not inlined */
};
/* Not thread-safe for one object: callers hold a lock or call it from one thread. */
struct source object_source(struct object *o, uint64_t address);

/* ---- demangle.c ------------------------------------------------------------------------------------------------ */

/* C++ and Rust; NULL where the name is not mangled. Thread-safe, the result is in the arena. */
const char *demangle(const char *name, struct arena *a);

#endif
