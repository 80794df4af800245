/* oracle_elf.c: what oracles read out of ELF files, by libelf alone. */
#include "oracle_elf.h"

#include <fcntl.h>
#include <libelf.h>
#include <string.h>
#include <unistd.h>

static void read_symbols(struct elf_file *f, Elf_Scn *section, const GElf_Shdr *h, struct arena *a)
{
	Elf_Data *data = elf_getdata(section, NULL);
	unsigned n = data && h->sh_entsize ? (unsigned)(h->sh_size / h->sh_entsize) : 0;
	f->symbol = ARENA_ARRAY(a, struct elf_symbol, n + 1);
	for (unsigned i = 0; i < n; i++) {
		GElf_Sym s;
		const char *name = gelf_getsym(data, (int)i, &s) ? elf_strptr(f->elf, h->sh_link, s.st_name) : NULL;
		if (name && s.st_shndx != SHN_UNDEF)
			f->symbol[f->n_symbols++] = (struct elf_symbol){name, s.st_value, s.st_size, s.st_shndx,
			                                                GELF_ST_TYPE(s.st_info) == STT_FUNC};
	}
}

bool elf_file_open(struct elf_file *f, const char *path, struct arena *a)
{
	Elf_Scn *section = NULL;
	*f = (struct elf_file){0};
	elf_version(EV_CURRENT);
	f->fd = open(path, O_RDONLY | O_CLOEXEC);
	f->elf = f->fd < 0 ? NULL : elf_begin(f->fd, ELF_C_READ, NULL);
	if (!f->elf || elf_kind(f->elf) != ELF_K_ELF || !gelf_getehdr(f->elf, &f->header)) {
		elf_file_close(f);
		return false;
	}
	while ((section = elf_nextscn(f->elf, section))) {
		GElf_Shdr h;
		if (gelf_getshdr(section, &h) && h.sh_type == SHT_SYMTAB)
			read_symbols(f, section, &h, a);
	}
	return true;
}

void elf_file_close(struct elf_file *f)
{
	if (f->elf)
		elf_end(f->elf);
	if (f->fd >= 0)
		close(f->fd);
}

const struct elf_symbol *elf_file_symbol(const struct elf_file *f, const char *name)
{
	const struct elf_symbol *found = NULL;
	for (unsigned i = 0; i < f->n_symbols; i++) {
		if (strcmp(f->symbol[i].name, name))
			continue;
		if (found)
			return NULL;
		found = &f->symbol[i];
	}
	return found;
}

const void *elf_file_bytes(const struct elf_file *f, uint64_t address, size_t size)
{
	Elf_Scn *section = NULL;
	while ((section = elf_nextscn(f->elf, section))) {
		GElf_Shdr h;
		if (!gelf_getshdr(section, &h) || !(h.sh_flags & SHF_ALLOC) || h.sh_type == SHT_NOBITS ||
		    address < h.sh_addr || address + size > h.sh_addr + h.sh_size)
			continue;
		Elf_Data *data = elf_rawdata(section, NULL);
		return data ? (const char *)data->d_buf + (address - h.sh_addr) : NULL;
	}
	return NULL;
}
