/* isa.c: the table of ISAs. */
#include "isa.h"

#include <string.h>

#define ADDRESS(i) &isa_##i,
const struct isa *const isa_table[] = {ISAS(ADDRESS) NULL};

const struct isa *isa_by_name(const char *name)
{
	for (const struct isa *const *i = isa_table; *i; i++)
		if (!strcmp((*i)->name, name))
			return *i;
	return NULL;
}

const struct isa *isa_by_machine(uint16_t elf_machine)
{
	for (const struct isa *const *i = isa_table; *i; i++)
		if ((*i)->elf_machine == elf_machine)
			return *i;
	return NULL;
}

const struct core_model *isa_model(const struct isa *isa, const char *name)
{
	for (const struct core_model *const *m = isa->models; *m; m++)
		if (!name || !strcmp((*m)->name, name))
			return *m;
	return NULL;
}
