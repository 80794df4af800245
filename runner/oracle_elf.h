/* oracle_elf.h: what oracles read out of ELF files, by libelf alone. */
#ifndef ASSAY_ORACLE_ELF_H
#define ASSAY_ORACLE_ELF_H

#include "arena.h"

#include <gelf.h>
#include <stdbool.h>
#include <stdint.h>

struct elf_symbol {
	const char *name; /* in the file's memory */
	uint64_t value, size;
	unsigned section;
	bool function;
};

struct elf_file {
	int fd;
	Elf *elf;
	GElf_Ehdr header;
	struct elf_symbol *symbol; /* defined ones of .symtab */
	unsigned n_symbols;
};

/* False: unreadable, or no ELF file; nothing to be closed then. */
bool elf_file_open(struct elf_file *f, const char *path, struct arena *a);
void elf_file_close(struct elf_file *f);
/* The only symbol of that name; NULL: none, or several. */
const struct elf_symbol *elf_file_symbol(const struct elf_file *f, const char *name);
/* The bytes at a virtual address of an executable; NULL: not in the file. */
const void *elf_file_bytes(const struct elf_file *f, uint64_t address, size_t size);

#endif
