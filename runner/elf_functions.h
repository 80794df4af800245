/* elf_functions.h: the functions that an object defines, by its symbol table alone. */
#ifndef ASSAY_ELF_FUNCTIONS_H
#define ASSAY_ELF_FUNCTIONS_H

#include "yaml_file.h"

#include <stdint.h>

struct elf_function {
	const char *name, *section;
	uint64_t offset, size; /* in its section */
};

struct elf_functions {
	struct elf_function *v; /* by section, offset and name */
	unsigned n, cap;
};

/* Texts are in the arena. False: no object file that can be read. */
bool elf_functions_read(const char *path, struct elf_functions *out, struct arena *a);

#endif
