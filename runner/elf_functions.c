/* elf_functions.c: reads the function symbols of an object with libelf and nothing of the analysis. */
#include "elf_functions.h"

#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add_symbol(Elf *elf, const GElf_Shdr *table, const GElf_Sym *s, size_t names, struct elf_functions *out,
                       struct arena *a)
{
	GElf_Shdr home;
	Elf_Scn *section = GELF_ST_TYPE(s->st_info) == STT_FUNC ? elf_getscn(elf, s->st_shndx) : NULL;
	const char *name = elf_strptr(elf, table->sh_link, s->st_name);
	if (!section || s->st_shndx == SHN_UNDEF || !gelf_getshdr(section, &home) || !name || !*name)
		return;
	const char *of = elf_strptr(elf, names, home.sh_name);
	*ARENA_PUSH(a, out) =
	    (struct elf_function){arena_strdup(a, name), arena_strdup(a, of ? of : ""), s->st_value, s->st_size};
}

static void read_tables(Elf *elf, struct elf_functions *out, struct arena *a)
{
	size_t names = 0;
	Elf_Scn *section = NULL;
	elf_getshdrstrndx(elf, &names);
	while ((section = elf_nextscn(elf, section))) {
		GElf_Shdr h;
		GElf_Sym s;
		if (!gelf_getshdr(section, &h) || h.sh_type != SHT_SYMTAB)
			continue;
		Elf_Data *data = elf_getdata(section, NULL);
		for (int i = 0; data && gelf_getsym(data, i, &s); i++)
			add_symbol(elf, &h, &s, names, out, a);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct elf_function *x = a, *y = b;
	int d = strcmp(x->section, y->section);
	if (!d)
		d = (x->offset > y->offset) - (x->offset < y->offset);
	return d ? d : strcmp(x->name, y->name);
}

bool elf_functions_read(const char *path, struct elf_functions *out, struct arena *a)
{
	elf_version(EV_CURRENT);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	bool good = elf && elf_kind(elf) == ELF_K_ELF;
	if (good)
		read_tables(elf, out, a);
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_place);
	if (elf)
		elf_end(elf);
	if (fd >= 0)
		close(fd);
	return good;
}
