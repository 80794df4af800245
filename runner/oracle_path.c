/* oracle_path.c: an oracle for branchy-select: which blocks of the bad half the emulator executes. Where inputs that
 * differ in nothing but their values lead through the same blocks in the same order, no branch depends on the values.
 */
#include "oracle.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUN_LIMIT_MS = 20000 };

/* Every fill with two seeds: a branch that is taken by some of them and not by others shows. */
static const char *const fills[] = {"random", "small", "extreme", "ascending", "zero", "ones"};
/* One length that fills vectors and leaves a remainder, and one that most vector loops do not take. */
static const unsigned lengths[] = {37, 11};
enum { N_FILLS = sizeof fills / sizeof *fills, N_SEEDS = 2, N_LENGTHS = sizeof lengths / sizeof *lengths };

struct extent {
	uint64_t start, size;
};

static bool find_symbol(Elf *elf, const char *name, struct extent *out)
{
	Elf_Scn *section = NULL;
	while ((section = elf_nextscn(elf, section))) {
		GElf_Shdr h;
		if (!gelf_getshdr(section, &h) || h.sh_type != SHT_SYMTAB || !h.sh_entsize)
			continue;
		Elf_Data *data = elf_getdata(section, NULL);
		for (int i = 0; data && i < (int)(h.sh_size / h.sh_entsize); i++) {
			GElf_Sym s;
			const char *n = gelf_getsym(data, i, &s) ? elf_strptr(elf, h.sh_link, s.st_name) : NULL;
			if (!n || strcmp(n, name) || !s.st_size)
				continue;
			*out = (struct extent){s.st_value, s.st_size};
			return true;
		}
	}
	return false;
}

/* Functions that the object defines, split-off parts of them not counted; -1: unreadable. */
static int count_functions(const char *path)
{
	int n = -1;
	elf_version(EV_CURRENT);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	Elf_Scn *section = NULL;
	while (elf && (section = elf_nextscn(elf, section))) {
		GElf_Shdr h;
		if (!gelf_getshdr(section, &h) || h.sh_type != SHT_SYMTAB || !h.sh_entsize)
			continue;
		Elf_Data *data = elf_getdata(section, NULL);
		n = 0;
		for (int i = 0; data && i < (int)(h.sh_size / h.sh_entsize); i++) {
			GElf_Sym s;
			const char *name = gelf_getsym(data, i, &s) ? elf_strptr(elf, h.sh_link, s.st_name) : NULL;
			n += name && GELF_ST_TYPE(s.st_info) == STT_FUNC && s.st_shndx != SHN_UNDEF &&
			     !strstr(name, ".cold");
		}
	}
	if (elf)
		elf_end(elf);
	if (fd >= 0)
		close(fd);
	return n;
}

/* Where the function lies in an executable that is loaded where it was linked. */
static bool locate(const char *path, const char *name, struct extent *out)
{
	GElf_Ehdr h;
	elf_version(EV_CURRENT);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	bool good = elf && gelf_getehdr(elf, &h) && h.e_type == ET_EXEC && find_symbol(elf, name, out);
	if (elf)
		elf_end(elf);
	if (fd >= 0)
		close(fd);
	return good;
}

/* The guest addresses of the executed blocks, in order. A line is
 *   Trace 0: 0x7f.. [cs_base/PC/flags/cflags] symbol       (QEMU's -d exec) */
static bool read_path(const char *log, struct buf *path)
{
	char *line = NULL;
	size_t cap = 0;
	FILE *in = fopen(log, "re");
	if (!in)
		return false;
	while (getline(&line, &cap, in) > 0) {
		unsigned long long base, pc;
		if (!strncmp(line, "Trace ", 6) && sscanf(line, "%*[^[][%llx/%llx/", &base, &pc) == 2)
			buf_add(path, &pc, sizeof pc);
	}
	free(line);
	fclose(in);
	return true;
}

static bool trace(const struct oracle_input *in, struct extent r, unsigned n, const char *fill, unsigned seed,
                  struct buf *path)
{
	const struct tool *qemu = &in->config->toolchain->emulator;
	struct strings argv = {0};
	struct exec_result run;
	struct arena *a = in->arena;
	char *log = arena_printf(a, "%s.trace", in->scratch);
	strings_add(a, &argv, qemu->path);
	for (unsigned i = 0; i < qemu->args.n; i++)
		strings_add(a, &argv, qemu->args.v[i]);
	char *more[] = {(char *)"-d",
	                (char *)"exec,nochain",
	                (char *)"-dfilter",
	                arena_printf(a, "%#llx+%#llx", (unsigned long long)r.start, (unsigned long long)r.size),
	                (char *)"-D",
	                log,
	                (char *)in->driver,
	                (char *)"--pair",
	                in->pair->name,
	                (char *)"--case",
	                arena_printf(a, "n=%u,align=0,fill=%s,seed=%u", n, fill, seed),
	                (char *)"--in-process"};
	for (unsigned i = 0; i < sizeof more / sizeof *more; i++)
		strings_add(a, &argv, more[i]);
	bool good = exec_run(argv.v, NULL, RUN_LIMIT_MS, &run) && read_path(log, path) && path->size;
	exec_free(&run);
	unlink(log);
	return good;
}

/* All inputs of one length: the blocks that each of them executes, or what else is to be said. */
static size_t compare_paths(const struct oracle_input *in, struct extent r, unsigned n, struct oracle_answer *answer)
{
	struct buf first = {0};
	for (unsigned i = 0; i < N_FILLS * N_SEEDS && answer->says == ORACLE_ABSENT; i++) {
		struct buf path = {0};
		const char *fill = fills[i % N_FILLS];
		if (!trace(in, r, n, fill, 1 + i / N_FILLS, &path))
			*answer = (struct oracle_answer){ORACLE_SILENT, "the emulator's trace could not be read", true};
		else if (!i)
			buf_add(&first, path.data, path.size);
		else if (path.size != first.size || memcmp(path.data, first.data, path.size))
			*answer = (struct oracle_answer){
			    ORACLE_PRESENT,
			    arena_printf(in->arena, "the blocks executed depend on the values (fill %s)", fill), false};
		buf_free(&path);
	}
	size_t blocks = first.size / sizeof(uint64_t);
	buf_free(&first);
	return blocks;
}

struct oracle_answer oracle_path(const struct oracle_input *in)
{
	struct extent r;
	size_t blocks = 0;
	struct oracle_answer answer = {ORACLE_ABSENT, NULL, false};
	if (!in->config->toolchain->emulator.path)
		return (struct oracle_answer){ORACLE_SILENT, tool_missing(&in->config->toolchain->emulator, in->arena),
		                              false};
	if (in->config->level->not_emulated)
		return (struct oracle_answer){ORACLE_SILENT, in->config->level->not_emulated, false};
	if (!in->driver || !locate(in->driver, arena_printf(in->arena, "%s_bad", in->pair->symbol), &r))
		return (struct oracle_answer){ORACLE_SILENT, "the function is not found in the driver", true};
	if (count_functions(in->object) != 1)
		return (struct oracle_answer){ORACLE_SILENT, "only one function is followed, and bad.c became several",
		                              false};
	for (unsigned i = 0; i < N_LENGTHS && answer.says == ORACLE_ABSENT; i++)
		blocks += compare_paths(in, r, lengths[i], &answer);
	if (answer.says == ORACLE_ABSENT)
		answer.evidence =
		    arena_printf(in->arena, "the same %zu blocks executed on %d inputs of each of %d lengths", blocks,
		                 N_FILLS * N_SEEDS, N_LENGTHS);
	return answer;
}
