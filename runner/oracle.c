/* oracle.c: what compilers write down about their own work, and what relocations say. */
#include "oracle.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const says_names[] = {"silent", "present", "absent"};

const char *oracle_says_name(enum oracle_says s) { return says_names[s]; }

static bool read_whole(const char *path, struct buf *b)
{
	char chunk[16384];
	size_t n;
	FILE *f = fopen(path, "re");
	if (!f)
		return false;
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		buf_add(b, chunk, n);
	bool good = !ferror(f);
	fclose(f);
	return good;
}

struct oracle_text oracle_compile(const struct oracle_input *in, char *const flags[])
{
	struct oracle_text t = {0};
	struct exec_result r;
	struct strings more = {0};
	char how[96];
	char *out = arena_printf(in->arena, "%s.s", in->scratch);
	strings_add(in->arena, &more, (char *)"-S");
	strings_add(in->arena, &more, arena_printf(in->arena, "-I%s", in->include));
	for (; flags && *flags; flags++)
		strings_add(in->arena, &more, *flags);
	char **argv = compile_argv(in->config, more.v, "bad.c", out, in->arena);
	if (!exec_run(argv, in->pair->folder, COMPILE_LIMIT_MS, &r))
		t.error = arena_printf(in->arena, "the compiler %s", exec_describe(&r, how));
	else if (!read_whole(out, &t.assembly))
		t.error = arena_printf(in->arena, "%s: %s", out, strerror(errno));
	t.said = r.err;
	r.err = (struct buf){0};
	exec_free(&r);
	unlink(out);
	return t;
}

void oracle_text_free(struct oracle_text *t)
{
	buf_free(&t->assembly);
	buf_free(&t->said);
}

/* The number of lines that hold `text`; *first is the first of them, shortened. */
static unsigned count_lines(const struct buf *b, const char *text, const char **first, struct arena *a)
{
	unsigned n = 0;
	const char *p = b->data, *end = p + b->size;
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
		const char *hit = memmem(p, (size_t)(stop - p), text, strlen(text));
		if (hit && !n++)
			*first = arena_printf(a, "%.*s", stop - p > 160 ? 160 : (int)(stop - p), p);
		p = stop + 1;
	}
	return n;
}

static struct oracle_answer silent(const char *why) { return (struct oracle_answer){ORACLE_SILENT, why, false}; }
static struct oracle_answer failed(const char *why) { return (struct oracle_answer){ORACLE_SILENT, why, true}; }

/* The flags of both records, where the compiler has both. */
static char **vectoriser_flags(const struct oracle_input *in)
{
	const struct toolchain *t = in->config->toolchain;
	struct strings flags = {0};
	for (unsigned i = 0; i < t->vectorised.flags.n; i++)
		strings_add(in->arena, &flags, t->vectorised.flags.v[i]);
	for (unsigned i = 0; i < t->not_vectorised.flags.n; i++)
		strings_add(in->arena, &flags, t->not_vectorised.flags.v[i]);
	return flags.v;
}

static struct oracle_answer ask_vectorised(const struct oracle_input *in)
{
	const struct toolchain *t = in->config->toolchain;
	const char *first = NULL, *missed = NULL;
	if (!t->vectorised.text)
		return silent("this toolchain has no record of vectorised loops");
	struct oracle_text text = oracle_compile(in, vectoriser_flags(in));
	unsigned n = text.error ? 0 : count_lines(&text.said, t->vectorised.text, &first, in->arena);
	if (!text.error && t->not_vectorised.text)
		count_lines(&text.said, t->not_vectorised.text, &missed, in->arena);
	oracle_text_free(&text);
	if (text.error)
		return failed(text.error);
	if (missed)
		return (struct oracle_answer){ORACLE_PRESENT, missed, false};
	if (!n)
		return (struct oracle_answer){ORACLE_PRESENT, "the compiler records no vectorised loop", false};
	return (struct oracle_answer){ORACLE_ABSENT, first, false};
}

static struct oracle_answer ask_spilled(const struct oracle_input *in)
{
	const struct record *r = &in->config->toolchain->spilled;
	const char *first = NULL;
	if (!r->text)
		return silent("this toolchain has no record of spills");
	struct oracle_text t = oracle_compile(in, r->flags.v);
	unsigned n = 0;
	if (!t.error) {
		n = count_lines(&t.said, r->text, &first, in->arena);
		n += count_lines(&t.assembly, r->text, &first, in->arena);
	}
	oracle_text_free(&t);
	if (t.error)
		return failed(t.error);
	if (n)
		return (struct oracle_answer){ORACLE_PRESENT, first, false};
	return (struct oracle_answer){ORACLE_ABSENT, "the compiler marks no spill", false};
}

/* Relocations against the symbol, in an object that is read here with libelf and nothing else. */
static int count_relocs(Elf *elf, const char *symbol)
{
	int n = 0;
	Elf_Scn *section = NULL;
	while ((section = elf_nextscn(elf, section))) {
		GElf_Shdr h, symbols_header;
		if (!gelf_getshdr(section, &h) || h.sh_type != SHT_RELA || !h.sh_entsize)
			continue;
		Elf_Data *data = elf_getdata(section, NULL);
		Elf_Scn *link = elf_getscn(elf, h.sh_link);
		Elf_Data *symbols = link && gelf_getshdr(link, &symbols_header) ? elf_getdata(link, NULL) : NULL;
		for (int i = 0; data && symbols && i < (int)(h.sh_size / h.sh_entsize); i++) {
			GElf_Rela r;
			GElf_Sym s;
			if (!gelf_getrela(data, i, &r) || !gelf_getsym(symbols, (int)GELF_R_SYM(r.r_info), &s))
				return -1;
			const char *name = elf_strptr(elf, symbols_header.sh_link, s.st_name);
			n += name && !strcmp(name, symbol);
		}
	}
	return n;
}

/* Whether the compiler's records leave no loop with a second exit: every loop is vectorised, and it does that to none
 * which has one. A check that is still in the code then stands outside of all loops. */
static const char *all_vectorised(const struct oracle_input *in)
{
	const struct toolchain *t = in->config->toolchain;
	const char *first = NULL, *missed = NULL;
	if (!t->one_exit || !t->vectorised.text || !t->not_vectorised.text)
		return NULL;
	struct oracle_text text = oracle_compile(in, vectoriser_flags(in));
	bool all = !text.error && count_lines(&text.said, t->vectorised.text, &first, in->arena) &&
	           !count_lines(&text.said, t->not_vectorised.text, &missed, in->arena);
	oracle_text_free(&text);
	return all ? first : NULL;
}

static int relocations(const struct oracle_input *in)
{
	elf_version(EV_CURRENT);
	int fd = open(in->object, O_RDONLY | O_CLOEXEC);
	Elf *elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	int n = elf && elf_kind(elf) == ELF_K_ELF ? count_relocs(elf, in->pair->sink) : -1;
	if (elf)
		elf_end(elf);
	if (fd >= 0)
		close(fd);
	return n;
}

static struct oracle_answer ask_relocations(const struct oracle_input *in)
{
	const char *sink = in->pair->sink;
	if (!sink)
		return silent("pair.yaml names no sink");
	int n = relocations(in);
	if (n < 0)
		return failed("the object could not be read");
	if (!n)
		return (struct oracle_answer){ORACLE_ABSENT, arena_printf(in->arena, "no relocation against %s", sink),
		                              false};
	const char *vectorised = all_vectorised(in);
	if (vectorised)
		return (struct oracle_answer){
		    ORACLE_ABSENT,
		    arena_printf(in->arena, "every loop is vectorised, so none has a second exit: %s", vectorised),
		    false};
	return (struct oracle_answer){
	    ORACLE_PRESENT, arena_printf(in->arena, "%d relocation%s against %s", n, n == 1 ? "" : "s", sink), false};
}

static const struct oracle oracles[] = {
    {"bounds-check", "relocations, vectorisation record", false, ask_relocations},
    {"register-spill", "spill marks", false, ask_spilled},
    {"serial-chain", "llvm-mca", false, oracle_schedule},
    {"missed-simd", "vectorisation record", false, ask_vectorised},
    {"branchy-select", "executed blocks", true, oracle_path},
};

const struct oracle *oracle_for(const struct class *c)
{
	for (unsigned i = 0; i < sizeof oracles / sizeof *oracles; i++)
		if (!strcmp(oracles[i].class, c->name))
			return &oracles[i];
	return NULL;
}
