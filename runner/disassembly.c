/* disassembly.c: an executable's instructions as llvm-objdump prints them, named by the ISA folder's mnemonics.yaml. */
#include "disassembly.h"

#include "paths.h"

#include <ctype.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { DISASSEMBLE_LIMIT_MS = 60000 };

bool mnemonics_load(struct mnemonics *m, const struct isa *isa, struct arena *a)
{
	static const struct yaml_field fields[] = {
	    {"disassembler", YAML_CUSTOM, true, offsetof(struct mnemonics, disassembler), tool_read},
	    {"idiom", YAML_STRINGS, true, offsetof(struct mnemonics, idiom), NULL},
	    {"stack", YAML_STRINGS, true, offsetof(struct mnemonics, stack), NULL},
#define FIELD(name) {#name, YAML_STRINGS, false, offsetof(struct mnemonics, list[MNEMONIC_##name]), NULL},
	    MNEMONIC_LISTS(FIELD)
#undef FIELD
	        {0},
	};
	struct yaml_file f;
	*m = (struct mnemonics){0};
	if (!yaml_file_open(&f, paths_data(a, arena_printf(a, "%s/mnemonics.yaml", isa->name)), a))
		return false;
	bool good = yaml_read(&f, yaml_file_root(&f), fields, m);
	yaml_file_close(&f);
	tool_find(&m->disassembler, a);
	return good;
}

/* One name, judged once. */
struct name {
	const char *text;
	enum mnemonic_kind kind;
	bool idiom;
};

struct names {
	struct name *v;
	unsigned n, cap;
};

static const struct name *judge(struct names *known, const struct mnemonics *m, const char *text, struct arena *a)
{
	for (unsigned i = 0; i < known->n; i++)
		if (!strcmp(known->v[i].text, text))
			return &known->v[i];
	struct name n = {arena_strdup(a, text), MNEMONIC_OTHER, strings_match(&m->idiom, text)};
	for (int k = MNEMONIC_OTHER + 1; k < MNEMONIC_KINDS && !n.kind; k++)
		if (strings_match(&m->list[k], text))
			n.kind = (enum mnemonic_kind)k;
	struct name *place = ARENA_PUSH(a, known);
	*place = n;
	return place;
}

/* Tabs and runs of blanks as one blank. */
static char *squeeze(const char *from, size_t size, struct arena *a)
{
	char *text = arena_alloc(a, size + 1), *to = text;
	for (size_t i = 0; i < size; i++)
		if (!isspace((unsigned char)from[i]))
			*to++ = from[i];
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	while (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
	char *comment = strstr(text, " # "); /* llvm-objdump's own */
	if (comment)
		*comment = '\0';
	return text;
}

/* "  401136:      \tmovq\t%rdi, %rax" */
static bool read_line(struct printed *p, const char *line, size_t size, struct names *known, const struct mnemonics *m,
                      struct arena *a)
{
	char *end, mnemonic[32];
	const char *tab = memchr(line, '\t', size);
	*p = (struct printed){.address = strtoull(line, &end, 16)};
	if (end == line || *end != ':' || !tab)
		return false;
	p->text = squeeze(tab + 1, (size_t)(line + size - tab - 1), a);
	size_t n = strcspn(p->text, " ");
	if (!strncmp(p->text, "rep ", 4) || !strncmp(p->text, "lock ", 5) || !strncmp(p->text, "notrack ", 8))
		n += 1 + strcspn(p->text + n + 1, " ");
	const char *start = memrchr(p->text, ' ', n);
	start = start ? start + 1 : p->text;
	n = (size_t)(p->text + n - start);
	if (!n || n >= sizeof mnemonic)
		return false;
	memcpy(mnemonic, start, n);
	mnemonic[n] = '\0';
	const struct name *name = judge(known, m, mnemonic, a);
	p->kind = name->kind;
	p->idiom = name->idiom;
	p->stack = name->kind == MNEMONIC_push;
	for (unsigned i = 0; i < m->stack.n; i++)
		p->stack |= strstr(p->text, m->stack.v[i]) != NULL;
	return true;
}

void disassemble(struct disassembly *d, const struct mnemonics *m, const char *path, uint64_t from, uint64_t to,
                 struct arena *a)
{
	struct strings argv = {0};
	struct names known = {0};
	struct exec_result r;
	char how[96];
	*d = (struct disassembly){0};
	if (!m->disassembler.path) {
		d->error = tool_missing(&m->disassembler, a);
		return;
	}
	strings_add(a, &argv, m->disassembler.path);
	for (unsigned i = 0; i < m->disassembler.args.n; i++)
		strings_add(a, &argv, m->disassembler.args.v[i]);
	if (from < to) {
		strings_add(a, &argv, arena_printf(a, "--start-address=%#llx", (unsigned long long)from));
		strings_add(a, &argv, arena_printf(a, "--stop-address=%#llx", (unsigned long long)to));
	}
	strings_add(a, &argv, (char *)path);
	if (!exec_run(argv.v, NULL, DISASSEMBLE_LIMIT_MS, &r))
		d->error = arena_printf(a, "%s %s", m->disassembler.command, exec_describe(&r, how));
	const char *p = r.out.data, *end = p + r.out.size;
	while (p < end && !d->error) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
		struct printed x;
		if (nl && read_line(&x, p, (size_t)(stop - p), &known, m, a))
			*ARENA_PUSH(a, d) = x;
		p = stop + 1;
	}
	exec_free(&r);
}

const struct printed *disassembly_at(const struct disassembly *d, uint64_t address)
{
	unsigned low = 0, high = d->n;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (d->v[middle].address < address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < d->n && d->v[low].address == address ? &d->v[low] : NULL;
}
