/* test_flow_tables.c: jump tables of real compilers, in object files, shared libraries and executables of both ISAs.
 *
 * The compilers' own assembly says how many labels each table has; the graph must have an edge to each of them. */
#include "object_case.h"

#include "code.h"

enum { MAX_TABLES = 64 };

static unsigned n_found, found[MAX_TABLES], n_unresolved;

static void collect(struct object *o, void *ctx)
{
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	(void)ctx;
	n_found = n_unresolved = 0;
	for (uint32_t i = 0; i < o->n_functions; i++) {
		arena_reset(&arena);
		const struct code *c = code_analyse(o, &o->functions[i], NULL, d, &arena);
		n_unresolved += c->n_unresolved;
		for (uint32_t b = 0; b < c->n_block; b++)
			if (c->block[b].n_succ && c->succ_kind[c->block[b].first_succ] == EDGE_TABLE &&
			    n_found < MAX_TABLES)
				found[n_found++] = c->block[b].n_succ;
	}
	decoder_close(d);
	arena_free(&arena);
}

static int by_number(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
	return (x > y) - (x < y);
}

/* The first label of a table's entry (".long .L4-.L3", ".byte (.L4 - .Lrtx4) / 4"), NULL: the line is none. */
static const char *entry_label(char *line)
{
	static const char *const directives[] = {".long", ".quad",  ".word",  ".xword",
	                                         ".byte", ".hword", ".2byte", ".4byte"};
	char *word = strtok(line, " \t\n("), *label = word ? strtok(NULL, " \t\n(-)") : NULL;
	for (size_t i = 0; label && !strncmp(label, ".L", 2) && i < sizeof directives / sizeof *directives; i++)
		if (!strcmp(word, directives[i]))
			return label;
	return NULL;
}

/* How many different labels each table of f.s has. */
static unsigned expected_tables(unsigned *counts)
{
	char line[512], seen[128][32];
	unsigned n = 0, n_seen = 0;
	FILE *f = fopen(case_path("f.s"), "r");
	assert_non_null(f);
	bool more = true;
	while (more) {
		more = fgets(line, sizeof line, f);
		const char *label = more ? entry_label(line) : NULL;
		unsigned i = 0;
		if (!label) {
			if (n_seen > 2 && n < MAX_TABLES)
				counts[n++] = n_seen;
			n_seen = 0;
			continue;
		}
		while (i < n_seen && strcmp(seen[i], label))
			i++;
		if (i == n_seen && n_seen < 128)
			snprintf(seen[n_seen++], sizeof seen[0], "%s", label);
	}
	fclose(f);
	qsort(counts, n, sizeof *counts, by_number);
	return n;
}

static unsigned n_compared;

static void compare(const char *compiler, const char *flags, const char *file)
{
	unsigned expected[MAX_TABLES], n = expected_tables(expected);
	assert_int_equal(object_each(case_path(file), collect, NULL), 1);
	qsort(found, n_found, sizeof *found, by_number);
	bool same = n == n_found && !memcmp(found, expected, n * sizeof *found) && !n_unresolved;
	if (!same) {
		fprintf(stderr, "%s %s, %s: %u unresolved;", compiler, flags, file, n_unresolved);
		for (unsigned i = 0; i < n_found; i++)
			fprintf(stderr, " %u", found[i]);
		fprintf(stderr, ", not");
		for (unsigned i = 0; i < n; i++)
			fprintf(stderr, " %u", expected[i]);
		fprintf(stderr, "\n");
	}
	assert_true(same);
	n_compared += n;
}

/* -fno-tree-switch-conversion and the like are not needed: the cases have effects. */
static void compile(const char *compiler, const char *linker, const char *optimise)
{
	static const char *const models[] = {"-fPIC", "-fno-pic"};
	char flags[128], source[512];
	assert_non_null(getcwd(source, sizeof source - 32));
	strcat(source, "/tests/flow/switches.c");
	for (size_t m = 0; m < 2; m++) {
		snprintf(flags, sizeof flags, "%s %s -fno-asynchronous-unwind-tables", optimise, models[m]);
		if (!shell("%s %s -S %s -o f.s && %s %s -c %s -o f.o", compiler, flags, source, compiler, flags,
		           source))
			fail_msg("%s %s does not compile %s", compiler, flags, source);
		compare(compiler, flags, "f.o");
		if (!shell("%s -nostdlib %s f.o -o f.so 2>link.log", linker,
		           m ? "-static -no-pie -Wl,-e,dense" : "-shared"))
			fail_msg("%s does not link", linker);
		compare(compiler, flags, "f.so");
	}
}

static bool is_there(const char *program) { return shell("command -v %s >/dev/null", program); }

static void compare_all(const char *gcc, const char *target)
{
	static const char *const clangs[] = {"clang-14", "clang-19"};
	static const char *const optimise[] = {"-O1", "-O2", "-Os"};
	char compiler[128];
	if (!is_there(gcc))
		skip();
	n_compared = 0;
	for (size_t o = 0; o < sizeof optimise / sizeof *optimise; o++) {
		compile(gcc, gcc, optimise[o]);
		for (size_t i = 0; i < 2; i++) {
			snprintf(compiler, sizeof compiler, "%s --target=%s", clangs[i], target);
			if (is_there(clangs[i]))
				compile(compiler, gcc, optimise[o]);
		}
	}
	print_message("%u tables\n", n_compared);
	assert_true(n_compared > 40);
}

static void test_x86_64(void **state)
{
	(void)state;
	compare_all("x86_64-linux-gnu-gcc", "x86_64-linux-gnu");
}

static void test_aarch64(void **state)
{
	(void)state;
	compare_all("aarch64-linux-gnu-gcc", "aarch64-linux-gnu");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_x86_64), cmocka_unit_test(test_aarch64)};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
