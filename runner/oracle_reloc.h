/* oracle_reloc.h: the relocations of an object's code: what its functions refer to. */
#ifndef ASSAY_ORACLE_RELOC_H
#define ASSAY_ORACLE_RELOC_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

struct code_reloc {
	const char *symbol;
	bool defined;         /* in this object */
	const char *function; /* in which it stands; "": none that the symbols tell */
	uint64_t offset;      /* in its section */
};

struct code_relocs {
	struct code_reloc *v; /* by section, in the file's order; those against sections are left out */
	unsigned n, cap;
};

/* False: the object cannot be read. */
bool code_relocs_read(struct code_relocs *r, const char *object, struct arena *a);

#endif
