/* test_verify_build.c: drivers as they are linked: kernels inlined or called where the mode says so (objdump is the
 * witness), what the cache notices, what is said of sources that do not fit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "paths.h"
#include "pool.h"
#include "verify_build.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static struct toolchains toolchains;
static char folder[] = "/tmp/assay-build-XXXXXX";
static struct cache cache; /* of the parts that all drivers share */

/* ---- a registry of one kernel --------------------------------------------------------------------------------- */

static const char sum_source[] = "#include <stddef.h>\n#include <stdint.h>\n"
                                 "uint64_t sum_reference(const void *p, size_t n)\n"
                                 "{ uint64_t s = 0; for (size_t i = 0; i < n; i++) s += ((const unsigned char *)p)[i];"
                                 " return s; }\n"
                                 "uint64_t sum_plain(const void *p, size_t n)\n"
                                 "{ return n ? *(const unsigned char *)p : 0; }\n";

static char *file(const char *name, const char *text)
{
	char *path = arena_printf(&arena, "%s/%s", folder, name);
	assert_true(file_write_atomically(path, text, strlen(text), 0644));
	return path;
}

static const struct verify_registry *registry(const char *name, const char *rows)
{
	char *path = file(name, arena_printf(&arena,
	                                     "kernels:\n"
	                                     "  - name: sum\n"
	                                     "    params: [in, size]\n"
	                                     "    result: u64\n"
	                                     "    reference: sum_reference\n"
	                                     "    tiers: [%s]\n",
	                                     rows));
	const struct verify_registry *r = verify_registry_load(path, &arena);
	assert_non_null(r);
	return r;
}

/* ---- builds ------------------------------------------------------------------------------------------------------ */

struct bench {
	struct verify_builder *builder;
	struct config config;
	struct verify_build build;
	struct verify_driver driver;
};

/* The host's own toolchain of this compiler; the test is skipped where it is not there. */
static const struct toolchain *host_toolchain(const char *compiler)
{
	for (unsigned i = 0; i < toolchains.n; i++)
		if (toolchains.v[i]->native && !strcmp(toolchains.v[i]->compiler, compiler)) {
			if (toolchain_unavailable(toolchains.v[i], &arena))
				skip();
			return toolchains.v[i];
		}
	skip();
	return NULL;
}

static void set_up(struct bench *b, const struct toolchain *t, const char *opt, enum verify_mode mode,
                   const struct cache *objects)
{
	char *scratch = arena_printf(&arena, "%s/scratch-XXXXXX", folder);
	assert_non_null(mkdtemp(scratch));
	*b = (struct bench){
	    .builder = verify_builder_open(scratch, objects),
	    .config = {
	        .name = arena_printf(&arena, "%s/%s", t->id, opt), .toolchain = t, .opt = opt, .level = t->level}};
	b->build.name = arena_printf(&arena, "%s/%s", b->config.name, verify_mode_names[mode]);
	b->build.mode = mode;
}

static void make(struct bench *b, const struct verify_registry *r)
{
	b->build.config = &b->config;
	b->driver = (struct verify_driver){.registry = r, .build = &b->build};
	verify_build_driver(b->builder, &b->driver, &arena);
	assert_true(!b->driver.path != !b->driver.failure);
}

/* What a build of this source says; NULL: nothing, it is good. */
static const char *failure_of(const char *compiler, const char *opt, enum verify_mode mode,
                              const struct verify_registry *r)
{
	struct bench b;
	set_up(&b, host_toolchain(compiler), opt, mode, &cache);
	make(&b, r);
	verify_builder_close(b.builder);
	return b.driver.failure;
}

static void assert_says(const char *text, const char *part)
{
	if (!text || !strstr(text, part))
		print_error("'%s' was expected in: %s\n", part, text ? text : "(nothing)");
	assert_true(text && strstr(text, part));
}

/* ---- what is called in a driver: objdump's word ----------------------------------------------------------------- */

static const char *output_of(char *const argv[])
{
	struct exec_result r;
	if (!exec_run(argv, NULL, 60000, &r))
		fail_msg("%s: %.*s", argv[0], (int)r.err.size, r.err.data);
	const char *text = arena_printf(&arena, "%.*s", (int)r.out.size, r.out.data);
	exec_free(&r);
	return text;
}

/* How many instructions of functions whose names begin with `caller` name `callee` as their target. */
static unsigned calls(const char *program, const char *caller, const char *callee)
{
	const char *line = output_of((char *const[]){(char *)"objdump", (char *)"-d", (char *)program, NULL});
	const char *from = arena_printf(&arena, " <%s", caller), *to = arena_printf(&arena, "<%s>", callee);
	bool within = false;
	unsigned n = 0, callers = 0;
	for (const char *end; (end = strchr(line, '\n')); line = end + 1) {
		size_t size = (size_t)(end - line);
		if (size && end[-1] == ':') {
			within = memmem(line, size, from, strlen(from)) != NULL;
			callers += within;
		} else
			n += within && memmem(line, size, to, strlen(to)) && !memmem(line, size, "lea", 3);
	}
	assert_true(callers > 0);
	return n;
}

static void inlined_and_called_as_the_mode_says(const char *compiler)
{
	static const char *const opts[] = {"O0", "O2"};
	file("sum.c", sum_source);
	const struct verify_registry *r = registry("sum.yaml", "{name: plain, function: sum_plain, source: sum.c}");
	for (unsigned o = 0; o < 2; o++)
		for (int mode = 0; mode < VERIFY_MODES; mode++) {
			struct bench b;
			set_up(&b, host_toolchain(compiler), opts[o], (enum verify_mode)mode, &cache);
			b.build.config = &b.config;
			if (verify_build_unavailable(b.builder, &b.build, &arena))
				skip();
			make(&b, r);
			if (b.driver.failure)
				fail_msg("%s", b.driver.failure);
			unsigned n = calls(b.driver.path, "pressure_0_", "sum_plain");
			/* Link-time optimisation inlines so small a function; -O0 has it do nothing. */
			bool called = mode == VERIFY_EXTERN || (mode == VERIFY_LTO && o == 0);
			if ((n > 0) != called)
				fail_msg("%s: %u calls of the kernel", b.build.name, n);
			verify_builder_close(b.builder);
		}
}

static void gcc_inlines_where_it_should(void **state)
{
	(void)state;
	inlined_and_called_as_the_mode_says("gcc-12");
}

static void clang_inlines_where_it_should(void **state)
{
	(void)state;
	inlined_and_called_as_the_mode_says("clang-19");
}

/* clang leaves a call of a function that calls itself where it is, and says nothing. */
static void a_call_that_is_left_is_no_inlining(void **state)
{
	(void)state;
	file("recursive.c", "#include <stddef.h>\n#include <stdint.h>\n"
	                    "uint64_t sum_reference(const void *p, size_t n) { return n ? 1 : 0; }\n"
	                    "uint64_t sum_again(const void *p, size_t n)\n"
	                    "{ return n ? *(const unsigned char *)p * sum_again((const char *)p + 1, n - 1) : 0; }\n");
	const struct verify_registry *r =
	    registry("recursive.yaml", "{name: again, function: sum_again, source: recursive.c}");
	assert_says(failure_of("clang-19", "O0", VERIFY_INLINED, r), "did not inline sum_again");
	assert_null(failure_of("clang-19", "O0", VERIFY_EXTERN, r));
	const struct verify_registry *left_out =
	    registry("left.yaml", "{name: again, function: sum_again, source: recursive.c, inline: false}");
	assert_says(failure_of("clang-19", "O0", VERIFY_INLINED, left_out), "has no tier for clang-19");
}

/* ---- what is said of sources that do not fit -------------------------------------------------------------------- */

static void faults_of_the_source_are_said(void **state)
{
	(void)state;
	file("sum.c", sum_source);
	file("broken.c", "int f(void) { return }\n");
	file("static.c", "#include <stddef.h>\n#include <stdint.h>\n"
	                 "uint64_t sum_reference(const void *p, size_t n) { return !p + n; }\n"
	                 "static uint64_t sum_plain(const void *p, size_t n) { return !p + n; }\n"
	                 "uint64_t other(void) { return sum_plain(0, 0); }\n");
	file("swapped.c", "#include <stddef.h>\n#include <stdint.h>\n"
	                  "uint64_t sum_reference(const void *p, size_t n) { return !p + n; }\n"
	                  "uint64_t sum_plain(size_t n, const void *p) { return !p + n; }\n");
	static const struct {
		const char *tier, *says[3];
	} cases[] = {
	    {"{name: a, function: f, source: broken.c}", {"broken.c", "exited with 1", "error: expected"}},
	    {"{name: a, function: sum_plein, source: sum.c}",
	     {".yaml:6: kernel sum, tier a: no source defines its function sum_plein",
	      "they define sum_reference, sum_plain", ""}},
	    {"{name: a, function: sum_plain, source: static.c}", {"no source defines its function sum_plain", "", ""}},
	    {"{name: a, function: sum_plain, source: swapped.c}",
	     {".yaml:6: kernel sum, tier a: `params` and `result` say uint64_t sum_plain(const void *, size_t)",
	      "swapped.c", "conflicting types"}},
	};
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int mode = 0; mode <= VERIFY_INLINED; mode++) {
			const struct verify_registry *r = registry("fault.yaml", cases[i].tier);
			const char *said = failure_of("gcc-12", "O2", (enum verify_mode)mode, r);
			for (unsigned k = 0; k < 3; k++)
				assert_says(said, cases[i].says[k]);
		}
	const struct verify_registry *r = registry("fault.yaml", cases[1].tier);
	assert_says(failure_of("gcc-12", "O2", VERIFY_LTO, r), "no source defines its function sum_plein");
}

static void a_missing_target_feature_is_explained(void **state)
{
	(void)state;
	file("target.c", "#include <stddef.h>\n#include <stdint.h>\n"
	                 "uint64_t sum_reference(const void *p, size_t n) { return !p + n; }\n"
	                 "#ifdef __x86_64__\n#define TARGET __attribute__((target(\"avx2\")))\n"
	                 "#else\n#define TARGET __attribute__((target(\"+sve\")))\n#endif\n"
	                 "TARGET uint64_t sum_wide(const void *p, size_t n) { return !p + n; }\n");
	const char *flag = !strcmp(host_toolchain("gcc-12")->isa->name, "x86_64") ? "-mavx2" : "-march=armv8-a+sve";
	const struct verify_registry *without =
	    registry("without.yaml", "{name: wide, function: sum_wide, source: target.c}");
	const struct verify_registry *with = registry(
	    "with.yaml", arena_printf(&arena, "{name: wide, function: sum_wide, source: target.c, flags: [%s]}", flag));
	assert_says(failure_of("gcc-12", "O2", VERIFY_INLINED, without), "`flags` have to allow");
	assert_null(failure_of("gcc-12", "O2", VERIFY_EXTERN, without));
	assert_null(failure_of("gcc-12", "O2", VERIFY_INLINED, with));
}

/* A feature-test macro at its top must work although the glue comes first. */
static void a_source_may_ask_for_gnu_functions(void **state)
{
	(void)state;
	file("gnu.c", "#define _GNU_SOURCE\n#include <string.h>\n#include <stdint.h>\n"
	              "uint64_t sum_reference(const void *p, size_t n) { return !p + n; }\n"
	              "uint64_t sum_plain(const void *p, size_t n)\n"
	              "{ const char *end = mempcpy((void *)p, p, 0); return n + (end != p); }\n");
	const struct verify_registry *r = registry("gnu.yaml", "{name: a, function: sum_plain, source: gnu.c}");
	for (int mode = 0; mode < VERIFY_MODES; mode++)
		assert_null(failure_of("gcc-12", "O2", (enum verify_mode)mode, r));
}

static void odd_names_of_files(void **state)
{
	(void)state;
	file("it's a $um #1.c", sum_source);
	file("quo\"te.c", sum_source);
	const struct verify_registry *odd =
	    registry("odd.yaml", "{name: a, function: sum_plain, source: \"it's a $um #1.c\"}");
	const struct verify_registry *quote =
	    registry("quote.yaml", "{name: a, function: sum_plain, source: 'quo\"te.c'}");
	assert_null(failure_of("gcc-12", "O2", VERIFY_EXTERN, odd));
	assert_null(failure_of("gcc-12", "O2", VERIFY_INLINED, odd));
	assert_null(failure_of("gcc-12", "O2", VERIFY_EXTERN, quote));
	assert_says(failure_of("gcc-12", "O2", VERIFY_INLINED, quote), "a path without \"");
}

static void assembly_is_linked(void **state)
{
	(void)state;
	file("sum.c", sum_source);
	file("sum_asm.S", "\t.globl sum_asm\nsum_asm:\n"
	                  "#ifdef __x86_64__\n\tmov %rsi, %rax\n#else\n\tmov x0, x1\n#endif\n\tret\n"
	                  "\t.section .note.GNU-stack,\"\",%progbits\n");
	const struct verify_registry *r =
	    registry("asm.yaml", "{name: plain, function: sum_plain, source: sum.c}, "
	                         "{name: asm, function: sum_asm, source: sum_asm.S, inline: false}");
	for (int mode = 0; mode < VERIFY_MODES; mode++)
		assert_null(failure_of("gcc-12", "O2", (enum verify_mode)mode, r));
}

/* ---- the cache, threads, what is missing ------------------------------------------------------------------------- */

static bool defines(const char *program, const char *symbol)
{
	const char *text = output_of((char *const[]){(char *)"nm", (char *)program, NULL});
	return strstr(text, arena_printf(&arena, " %s\n", symbol)) != NULL;
}

/* A compilation leaves the compiler's list of what it read. */
static unsigned compiled(const struct bench *b)
{
	struct dirent **entry;
	unsigned n = 0;
	int all = scandir(verify_builder_scratch(b->builder), &entry, NULL, NULL);
	for (int i = 0; i < all; i++) {
		size_t size = strlen(entry[i]->d_name);
		n += size > 2 && !strcmp(entry[i]->d_name + size - 2, ".d");
		free(entry[i]);
	}
	free(entry);
	return n;
}

/* A header of the user's own that changes is seen; what did not change is not compiled again. */
static void the_cache_sees_headers(void **state)
{
	static const struct {
		const char *header, *defined, *not_defined;
		unsigned compiled;
	} rounds[] = {
	    {"#define HEADER first\n", "first", "second", 0},
	    {"#define HEADER second\n", "second", "first", 2}, /* the source, and its prototypes' check */
	    {"#define HEADER second\n", "second", "first", 0},
	    {"#define HEADER first\n", "first", "second", 0},
	};
	struct cache own = {.folder = arena_printf(&arena, "%s/own-cache", folder)};
	(void)state;
	file("cached.c", arena_printf(&arena, "#include \"sub dir/h.h\"\n%sint HEADER;\n", sum_source));
	assert_true(folder_make(arena_printf(&arena, "%s/sub dir", folder)));
	const struct verify_registry *r = registry("cached.yaml", "{name: a, function: sum_plain, source: cached.c}");
	for (int i = 0; i < 4; i++) {
		struct bench b;
		file("sub dir/h.h", rounds[i].header);
		set_up(&b, host_toolchain("gcc-12"), "O2", VERIFY_EXTERN, &own);
		make(&b, r);
		if (b.driver.failure)
			fail_msg("round %d: %s", i, b.driver.failure);
		assert_true(defines(b.driver.path, rounds[i].defined));
		assert_false(defines(b.driver.path, rounds[i].not_defined));
		if (i == 0)
			assert_true(compiled(&b) > 10);
		else
			assert_int_equal(compiled(&b), rounds[i].compiled);
		verify_builder_close(b.builder);
	}
}

struct crowd {
	struct bench bench[6];
	struct arena arena[6];
	const struct verify_registry *registry;
};

static void make_one(void *ctx, unsigned worker, size_t i)
{
	struct crowd *c = ctx;
	(void)worker;
	c->bench[i].build.config = &c->bench[i].config;
	c->bench[i].driver = (struct verify_driver){.registry = c->registry, .build = &c->bench[i].build};
	verify_build_driver(c->bench[0].builder, &c->bench[i].driver, &c->arena[i]);
}

static void drivers_are_made_side_by_side(void **state)
{
	struct crowd c = {0};
	(void)state;
	file("sum.c", sum_source);
	c.registry = registry("sum.yaml", "{name: plain, function: sum_plain, source: sum.c}");
	for (int i = 0; i < 6; i++)
		set_up(&c.bench[i], host_toolchain("gcc-12"), i < 3 ? "O2" : "O3", (enum verify_mode)(i % 3), NULL);
	pool_run(6, 4, 6, &c, make_one, NULL);
	for (int i = 0; i < 6; i++) {
		if (c.bench[i].driver.failure)
			fail_msg("%s: %s", c.bench[i].build.name, c.bench[i].driver.failure);
		assert_int_equal(access(c.bench[i].driver.path, X_OK), 0);
	}
	for (int i = 0; i < 6; i++) {
		verify_builder_close(c.bench[i].builder);
		arena_free(&c.arena[i]);
	}
}

/* The linker that link-time optimisation needs is missing: that mode is unavailable, with its package; the others are
 * not. */
static void a_missing_linker_names_its_package(void **state)
{
	struct bench b;
	(void)state;
	struct toolchain t = *host_toolchain("gcc-12");
	char *link[] = {(char *)"-fuse-ld=lld", (char *)"-B/nonexistent", (char *)"-Wl,--no-such-option-at-all", NULL},
	     *package[] = {(char *)"linker-of-tomorrow", NULL};
	t.lto.link = (struct strings){.v = link, .n = 3};
	t.lto.packages = (struct strings){.v = package, .n = 1};
	set_up(&b, &t, "O2", VERIFY_LTO, &cache);
	b.build.config = &b.config;
	assert_says(verify_build_unavailable(b.builder, &b.build, &arena), "linker-of-tomorrow");
	b.build.mode = VERIFY_EXTERN;
	assert_null(verify_build_unavailable(b.builder, &b.build, &arena));
	t.lto.flags = (struct strings){0};
	b.build.mode = VERIFY_LTO;
	assert_says(verify_build_unavailable(b.builder, &b.build, &arena), "names no flags for link-time optimisation");
	verify_builder_close(b.builder);
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *f)
{
	(void)s, (void)type, (void)f;
	return remove(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(gcc_inlines_where_it_should),
	    cmocka_unit_test(clang_inlines_where_it_should),
	    cmocka_unit_test(a_call_that_is_left_is_no_inlining),
	    cmocka_unit_test(faults_of_the_source_are_said),
	    cmocka_unit_test(a_missing_target_feature_is_explained),
	    cmocka_unit_test(a_source_may_ask_for_gnu_functions),
	    cmocka_unit_test(odd_names_of_files),
	    cmocka_unit_test(assembly_is_linked),
	    cmocka_unit_test(the_cache_sees_headers),
	    cmocka_unit_test(drivers_are_made_side_by_side),
	    cmocka_unit_test(a_missing_linker_names_its_package),
	};
	if (!mkdtemp(folder))
		return 1;
	cache.folder = arena_printf(&arena, "%s/cache", folder);
	toolchains_load(&toolchains, paths_data(&arena, "toolchains"), &arena);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&arena);
	return failed;
}
