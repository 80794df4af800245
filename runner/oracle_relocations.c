/* oracle_relocations.c: an oracle for bounds-check: what an object calls, by its relocations. */
#include "oracle.h"
#include "oracle_elf.h"

#include <string.h>

/* Relocations of sections of code: those against `symbol`, or against any function of elsewhere; -1: unreadable. */
static int count_in(const struct elf_file *f, Elf_Scn *section, const GElf_Shdr *h, const char *symbol,
                    const char **first, struct arena *a)
{
	GElf_Shdr code, symbols_header;
	Elf_Scn *target = elf_getscn(f->elf, h->sh_info), *link = elf_getscn(f->elf, h->sh_link);
	Elf_Data *data = elf_getdata(section, NULL);
	int n = 0;
	if (!target || !link || !data || !gelf_getshdr(target, &code) || !gelf_getshdr(link, &symbols_header))
		return -1;
	Elf_Data *symbols = elf_getdata(link, NULL);
	if (!(code.sh_flags & SHF_EXECINSTR))
		return 0;
	for (int i = 0; symbols && i < (int)(h->sh_size / h->sh_entsize); i++) {
		GElf_Rela r;
		GElf_Sym s;
		if (!gelf_getrela(data, i, &r) || !gelf_getsym(symbols, (int)GELF_R_SYM(r.r_info), &s))
			return -1;
		const char *name = elf_strptr(f->elf, symbols_header.sh_link, s.st_name);
		bool hit = name && *name && (symbol ? !strcmp(name, symbol) : s.st_shndx == SHN_UNDEF);
		if (hit && !n++)
			*first = arena_strdup(a, name);
	}
	return n;
}

static int count(const char *object, const char *symbol, const char **first, struct arena *a)
{
	struct elf_file f;
	int n = 0;
	Elf_Scn *section = NULL;
	if (!object || !elf_file_open(&f, object, a))
		return -1;
	while (n >= 0 && (section = elf_nextscn(f.elf, section))) {
		GElf_Shdr h;
		if (!gelf_getshdr(section, &h) || h.sh_type != SHT_RELA || !h.sh_entsize)
			continue;
		int more = count_in(&f, section, &h, symbol, first, a);
		n = more < 0 ? -1 : n + more;
	}
	elf_file_close(&f);
	return n;
}

struct oracle_answer oracle_relocations(const struct oracle_input *in, unsigned half)
{
	const char *sink = in->pair->sink, *first = NULL;
	const struct oracle_half *h = &in->half[half];
	if (!sink)
		return oracle_silent("pair.yaml names no sink");
	int n = count(h->object, sink, &first, in->arena);
	if (n < 0)
		return (struct oracle_answer){ORACLE_SILENT, "the object could not be read", true};
	if (!n)
		return (struct oracle_answer){ORACLE_ABSENT, arena_printf(in->arena, "no relocation against %s", sink),
		                              false};
	const char *vectorised = oracle_all_vectorised(&h->source, in->config, in->arena);
	if (vectorised)
		return (struct oracle_answer){
		    ORACLE_ABSENT,
		    arena_printf(in->arena, "every loop is vectorised, so none has a second exit: %s", vectorised),
		    false};
	const char *text = arena_printf(in->arena, "%d relocation%s against %s", n, n == 1 ? "" : "s", sink);
	/* What good checks once lies outside of its loops. */
	return half == ORACLE_GOOD ? oracle_silent(text) : (struct oracle_answer){ORACLE_PRESENT, text, false};
}

/* Nothing can fail in a function that calls nothing, and has no instruction that ends the process. */
struct oracle_answer oracle_relocations_alone(const struct oracle_input *in, unsigned half)
{
	const char *first = NULL;
	int n = count(in->half[half].object, NULL, &first, in->arena);
	if (n < 0)
		return (struct oracle_answer){ORACLE_SILENT, "the object could not be read", true};
	if (n)
		return oracle_silent(arena_printf(in->arena, "it refers to %s", first));
	return (struct oracle_answer){ORACLE_ABSENT, "no relocation against anything of elsewhere", false};
}
