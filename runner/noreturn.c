/* noreturn.c: the list of functions that failing checks call, as a trie, and the blocks that lead to them alone. */
#include "noreturn.h"

#include "diag.h"

#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_FAULTS = 10 }; /* of one list: it is no list, and says so soon enough */

/* The built-in list, in the form that users write theirs in. */
__asm__(".pushsection .rodata\n"
        "noreturn_builtin:\n"
        ".incbin \"noreturn.list\"\n"
        "noreturn_builtin_end:\n"
        ".popsection\n");
extern const char noreturn_builtin[], noreturn_builtin_end[];

static const char *const kinds[] = {"bounds", "null", "overflow", "division", "assert", "other", "stack-protector"};

struct entry {
	struct noreturn what;
	const char *rest; /* of the glob, from its first wildcard on; "": the name must end here */
	unsigned line;    /* in the order of loading: the last one that fits wins */
	uint32_t next;    /* with the same literal beginning, 0: none */
};

/* A literal character of globs. Nodes and entries are numbered from 1. */
struct node {
	char c;
	uint32_t child, sibling, entry;
};

static struct {
	struct node *node;
	struct entry *entry;
	uint32_t n_node, cap_node, n_entry, cap_entry;
	uint32_t demangled; /* entries that compare the demangled name */
	uint32_t root;
} list;

/* ---- the trie ------------------------------------------------------------------------------------------------ */

static void *room(void *v, size_t item, uint32_t n, uint32_t *cap)
{
	if (n < *cap)
		return v;
	*cap = *cap ? 2 * *cap : 256;
	v = realloc(v, item * *cap);
	if (!v)
		diag_out_of_memory(item * *cap);
	return v;
}

static uint32_t child_of(uint32_t at, char c)
{
	uint32_t child = at ? list.node[at].child : list.root;
	while (child && list.node[child].c != c)
		child = list.node[child].sibling;
	return child;
}

static uint32_t add_child(uint32_t at, char c)
{
	uint32_t child = child_of(at, c);
	if (child)
		return child;
	child = ++list.n_node;
	list.node = room(list.node, sizeof *list.node, child, &list.cap_node);
	uint32_t *head = at ? &list.node[at].child : &list.root;
	list.node[child] = (struct node){.c = c, .sibling = *head};
	*head = child;
	return child;
}

static void add_glob(const char *glob, struct noreturn what)
{
	uint32_t *head = &list.demangled;
	const char *rest = glob;
	if (!strstr(glob, "::")) {
		uint32_t at = 0;
		while (*rest && *rest != '*' && *rest != '?')
			at = add_child(at, *rest++);
		/* A glob that begins with a wildcard has no node: it is compared with each name, as demangled ones. */
		if (at)
			head = &list.node[at].entry;
	}
	uint32_t e = ++list.n_entry;
	list.entry = room(list.entry, sizeof *list.entry, e, &list.cap_entry);
	char *kept = strdup(rest);
	if (!kept)
		diag_out_of_memory(strlen(rest));
	list.entry[e] = (struct entry){what, kept, e, *head};
	*head = e;
	// cppcheck-suppress memleak ; the entry keeps it
}

static bool glob_fits(const char *glob, const char *s)
{
	const char *star = NULL, *again = NULL;
	while (*s) {
		if (*glob == '*') {
			star = ++glob;
			again = s;
		} else if (*glob == '?' || *glob == *s) {
			glob++;
			s++;
		} else if (star) {
			glob = star;
			s = ++again;
		} else {
			return false;
		}
	}
	while (*glob == '*')
		glob++;
	return !*glob;
}

static uint32_t best_of(uint32_t best, uint32_t e, const char *rest)
{
	for (; e; e = list.entry[e].next)
		if (e > best && glob_fits(list.entry[e].rest, rest))
			best = e;
	return best;
}

static uint32_t best_demangled(uint32_t best, const char *name)
{
	struct arena a = {0};
	const char *demangled = demangle(name, &a);
	best = best_of(best, list.demangled, demangled ? demangled : name);
	arena_free(&a);
	return best;
}

/* ---- the lists' text --------------------------------------------------------------------------------------------- */

/* Takes the next word of a line, ended by blanks; NULL: no more. */
static char *word(char **at)
{
	char *s = *at;
	while (isspace((unsigned char)*s))
		s++;
	if (!*s || *s == '#')
		return NULL;
	char *end = s;
	while (*end && !isspace((unsigned char)*end))
		end++;
	*at = *end ? end + 1 : end;
	*end = '\0';
	return s;
}

static const char *kind_named(const char *name)
{
	if (!name || !strcmp(name, "-"))
		return "";
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (!strcmp(kinds[i], name))
			return kinds[i];
	return NULL;
}

/* What was expected, or NULL where the line is right. */
static const char *add_line(char *line)
{
	char *glob = word(&line);
	if (!glob)
		return NULL;
	struct noreturn what = {.kind = kind_named(word(&line))};
	if (!what.kind)
		return "bounds, null, overflow, division, assert, other, stack-protector or -";
	const char *flag = word(&line);
	if (flag && strcmp(flag, "returns"))
		return "\"returns\" or nothing as third word";
	if (word(&line))
		return "three words at most";
	what.returns = flag;
	add_glob(glob, what);
	return NULL;
}

static void load_builtin(void)
{
	// cppcheck-suppress comparePointers ; the assembler puts both around one text
	size_t size = (size_t)(noreturn_builtin_end - noreturn_builtin);
	char *text = strndup(noreturn_builtin, size), *rest = text, *line;
	if (!text)
		diag_out_of_memory(size);
	while ((line = strsep(&rest, "\n"))) {
		const char *expected = add_line(line);
		if (expected)
			diag_internal("built-in noreturn.list: expected %s", expected);
	}
	free(text);
}

static pthread_once_t once = PTHREAD_ONCE_INIT;

bool noreturn_load(const char *path)
{
	pthread_once(&once, load_builtin);
	FILE *f = fopen(path, "r");
	if (!f) {
		diag_error("%s: %s; expected a list of functions that do not return", path, strerror(errno));
		return false;
	}
	struct stat s;
	if (fstat(fileno(f), &s) || S_ISCHR(s.st_mode) || S_ISBLK(s.st_mode)) {
		diag_error("%s: a device; expected a list of functions that do not return", path);
		fclose(f);
		return false;
	}
	char *line = NULL;
	size_t cap = 0;
	unsigned faults = 0;
	for (unsigned n = 1; faults < MAX_FAULTS && getline(&line, &cap, f) >= 0; n++) {
		const char *expected = add_line(line);
		if (expected) {
			diag_error("%s:%u: expected %s", path, n, expected);
			faults++;
		}
	}
	bool good = !faults;
	if (ferror(f)) {
		diag_error("%s: %s", path, strerror(errno));
		good = false;
	}
	free(line);
	fclose(f);
	return good;
}

const struct noreturn *noreturn_lookup(const char *name)
{
	pthread_once(&once, load_builtin);
	if (!name)
		return NULL;
	uint32_t best = 0, at = 0;
	for (const char *s = name; *s && (at = child_of(at, *s)); s++)
		if (list.node[at].entry)
			best = best_of(best, list.node[at].entry, s + 1);
	if (list.demangled)
		best = best_demangled(best, name);
	return best ? &list.entry[best].what : NULL;
}

/* ---- blocks ------------------------------------------------------------------------------------------------------ */

bool noreturn_call(const struct code *c, const struct insn *in)
{
	if (!insn_is_call(in))
		return false;
	const struct noreturn *n = noreturn_lookup(code_callee(c, in));
	return n && !n->returns;
}

/* Compilers write nothing behind a call that does not return, and the control-flow graph ends its block there: a block
 * can only end in one. */
static bool ends_here(const struct code *c, const struct block *b)
{
	const struct insn *last = block_last(c, b);
	if (last->flow == FLOW_TRAP)
		return true;
	return insn_is_call(last) && ((!b->n_succ && !b->exits) || noreturn_call(c, last));
}

void noreturn_mark(struct code *c)
{
	uint32_t *left = ARENA_ARRAY_RAW(c->arena, uint32_t, 2 * (size_t)c->n_block), *queue = left + c->n_block, n = 0;
	for (uint32_t b = 0; b < c->n_block; b++) {
		struct block *k = &c->block[b];
		left[b] = k->n_succ;
		k->no_return = k->rpo != NONE && ends_here(c, k);
		if (k->no_return)
			queue[n++] = b;
	}
	while (n) {
		const struct block *done = &c->block[queue[--n]];
		for (uint32_t i = 0; i < done->n_pred; i++) {
			uint32_t b = c->pred[done->first_pred + i];
			struct block *k = &c->block[b];
			if (--left[b] || k->no_return || k->exits || k->unresolved)
				continue;
			k->no_return = true;
			queue[n++] = b;
		}
	}
	arena_trim(c->arena, left, 0);
}

/* What LLVM's sanitizers check in trap mode, by the number that the trap carries (clang's enum SanitizerHandler, the
 * same from 11 to 19): the low byte of the immediate, below 0x55. */
static const char *const trap_kinds[] = {"overflow", "other", "other", "division", "other",  "overflow", "other",
                                         "other",    "other", "other", "other",    "other",  "overflow", "overflow",
                                         "null",     "null",  "null",  "null",     "bounds", "overflow", "other",
                                         "overflow", "null",  "other", "bounds"};

static const char *trap_kind(const struct insn *in)
{
	if (!in->has_imm || in->imm >> 8 != 0x55)
		return "";
	size_t n = (size_t)(in->imm & 0xff);
	return n < sizeof trap_kinds / sizeof *trap_kinds ? trap_kinds[n] : "";
}

static struct sink sink_at(const struct code *c, uint32_t insn)
{
	const struct insn *in = &c->insn[insn];
	struct sink s = {.insn = insn, .kind = "", .trap = in->flow == FLOW_TRAP};
	if (s.trap) {
		s.kind = trap_kind(in);
		return s;
	}
	s.name = code_callee(c, in);
	const struct noreturn *known = noreturn_lookup(s.name);
	if (known) {
		s.kind = known->kind;
		s.returns = known->returns;
	}
	return s;
}

enum { SINK_STEPS = 64 };

/* The stack protector's call stands last in a function; what falls into it is another call that does not return, of
 * which nothing else is known. */
static void prefer_earlier(const struct code *c, uint32_t call, struct sink *out)
{
	if (call != NONE && !strcmp(out->kind, "stack-protector"))
		*out = sink_at(c, call);
}

bool noreturn_sink(const struct code *c, uint32_t block, struct sink *out)
{
	uint32_t call = NONE;
	for (unsigned step = 0; step < SINK_STEPS; step++) {
		const struct block *b = &c->block[block];
		if (!b->no_return)
			return false;
		if (ends_here(c, b)) {
			*out = sink_at(c, b->end - 1);
			prefer_earlier(c, call, out);
			return true;
		}
		if (!b->n_succ)
			return false;
		if (insn_is_call(block_last(c, b)))
			call = b->end - 1;
		block = c->succ[b->first_succ];
	}
	return false;
}

bool noreturn_report(const struct code *c, uint32_t block, struct sink *out)
{
	const struct block *b = &c->block[block];
	for (uint32_t i = b->first; i < b->end; i++) {
		if (!insn_is_call(&c->insn[i]))
			continue;
		*out = sink_at(c, i);
		return out->returns;
	}
	return false;
}
