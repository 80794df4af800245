/* oracle_relocations.c: an oracle for bounds-check: what an object's code refers to, by its relocations. */
#include "oracle.h"
#include "oracle_elf.h"
#include "oracle_reloc.h"

#include <string.h>

static const char *function_at(const struct elf_file *f, unsigned section, uint64_t offset)
{
	for (unsigned i = 0; i < f->n_symbols; i++) {
		const struct elf_symbol *s = &f->symbol[i];
		if (s->function && s->section == section && offset >= s->value && offset < s->value + s->size)
			return s->name;
	}
	return "";
}

static bool read_section(struct code_relocs *out, const struct elf_file *f, Elf_Scn *section, const GElf_Shdr *h,
                         struct arena *a)
{
	GElf_Shdr code, symbols_header;
	Elf_Scn *target = elf_getscn(f->elf, h->sh_info), *link = elf_getscn(f->elf, h->sh_link);
	Elf_Data *data = elf_getdata(section, NULL);
	if (!target || !link || !data || !gelf_getshdr(target, &code) || !gelf_getshdr(link, &symbols_header))
		return false;
	Elf_Data *symbols = elf_getdata(link, NULL);
	if (!(code.sh_flags & SHF_EXECINSTR))
		return true;
	for (int i = 0; symbols && i < (int)(h->sh_size / h->sh_entsize); i++) {
		GElf_Rela r;
		GElf_Sym s;
		if (!gelf_getrela(data, i, &r) || !gelf_getsym(symbols, (int)GELF_R_SYM(r.r_info), &s))
			return false;
		const char *name = elf_strptr(f->elf, symbols_header.sh_link, s.st_name);
		if (name && *name)
			*ARENA_PUSH(a, out) = (struct code_reloc){
			    arena_strdup(a, name), s.st_shndx != SHN_UNDEF,
			    arena_strdup(a, function_at(f, (unsigned)elf_ndxscn(target), r.r_offset)), r.r_offset};
	}
	return true;
}

bool code_relocs_read(struct code_relocs *r, const char *object, struct arena *a)
{
	struct elf_file f;
	Elf_Scn *section = NULL;
	bool good = true;
	*r = (struct code_relocs){0};
	if (!object || !elf_file_open(&f, object, a))
		return false;
	while (good && (section = elf_nextscn(f.elf, section))) {
		GElf_Shdr h;
		if (gelf_getshdr(section, &h) && h.sh_type == SHT_RELA && h.sh_entsize)
			good = read_section(r, &f, section, &h, a);
	}
	elf_file_close(&f);
	return good;
}

struct oracle_answer oracle_relocations(const struct oracle_input *in, unsigned half)
{
	const char *sink = in->pair->sink;
	const struct oracle_half *h = &in->half[half];
	struct code_relocs r;
	unsigned n = 0;
	if (!sink)
		return oracle_silent("pair.yaml names no sink");
	if (!code_relocs_read(&r, h->object, in->arena))
		return (struct oracle_answer){ORACLE_SILENT, "the object could not be read", true};
	for (unsigned i = 0; i < r.n; i++)
		n += !strcmp(r.v[i].symbol, sink);
	if (!n)
		return (struct oracle_answer){ORACLE_ABSENT, arena_printf(in->arena, "no relocation against %s", sink),
		                              false};
	const char *vectorised = oracle_all_vectorised(&h->source, in->config, in->arena);
	if (vectorised)
		return (struct oracle_answer){
		    ORACLE_ABSENT,
		    arena_printf(in->arena, "every loop is vectorised, so none has a second exit: %s", vectorised),
		    false};
	const char *text = arena_printf(in->arena, "%u relocation%s against %s", n, n == 1 ? "" : "s", sink);
	/* What good checks once lies outside of its loops. */
	return half == ORACLE_GOOD ? oracle_silent(text) : (struct oracle_answer){ORACLE_PRESENT, text, false};
}

/* Nothing can fail by a call in a function that calls nothing. */
struct oracle_answer oracle_relocations_alone(const struct oracle_input *in, unsigned half)
{
	struct code_relocs r;
	if (!code_relocs_read(&r, in->half[half].object, in->arena))
		return (struct oracle_answer){ORACLE_SILENT, "the object could not be read", true};
	for (unsigned i = 0; i < r.n; i++)
		if (!r.v[i].defined)
			return oracle_silent(arena_printf(in->arena, "it refers to %s", r.v[i].symbol));
	return (struct oracle_answer){ORACLE_ABSENT, "no relocation against anything of elsewhere", false};
}
