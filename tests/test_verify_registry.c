/* test_verify_registry.c: registries of kernels: what is read, and what is said of malformed ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cache.h"
#include "verify.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char root[] = "/tmp/assay-registry-XXXXXX";
static struct arena arena;
static struct verify_registry *loaded;

static const char *const good = "sources: [common.c]\n"                                                         /* 1 */
                                "references: [reference.c]\n"                                                   /* 2 */
                                "choice:\n"                                                                     /* 3 */
                                "  function: my_tier\n"                                                         /* 4 */
                                "  environment: MY_TIER\n"                                                      /* 5 */
                                "  expect: {Nehalem: fast, Conroe: slow}\n"                                     /* 6 */
                                "kernels:\n"                                                                    /* 7 */
                                "  - name: count\n"                                                             /* 8 */
                                "    params: [in, size]\n"                                                      /* 9 */
                                "    result: u64\n"                                                             /* 10 */
                                "    reference: count_reference\n"                                              /* 11 */
                                "    additive: true\n"                                                          /* 12 */
                                "    caught-by: [sweep, trap]\n"                                                /* 13 */
                                "    builds: [\"gcc-12-*/*/extern\"]\n"                                         /* 14 */
                                "    cpus: [native]\n"                                                          /* 15 */
                                "    tiers:\n"                                                                  /* 16 */
                                "      - {name: auto, function: count, source: common.c, inline: false}\n"      /* 17 */
                                "      - {name: slow, function: count_slow, source: common.c}\n"                /* 18 */
                                "      - {name: fast, isa: x86_64, function: count_fast, source: sub/fast.c,\n" /* 19 */
                                "         needs: [popcnt], flags: [-mpopcnt], chosen-with: [avx]}\n";           /* 20 */

static void put_file(const char *relative, const char *text)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", root, relative);
	assert_true(file_write_atomically(path, text, strlen(text), 0644));
}

static void load(void) { loaded = verify_registry_load(arena_printf(&arena, "%s/registry.yaml", root), &arena); }

/* What loading writes on standard error; to be freed. */
static char *said_by_load(void)
{
	char text[8192];
	char *path = arena_printf(&arena, "%s/stderr", root);
	fflush(stderr);
	int saved = dup(2), fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	dup2(fd, 2);
	load();
	fflush(stderr);
	dup2(saved, 2);
	close(saved);
	ssize_t n = pread(fd, text, sizeof text - 1, 0);
	close(fd);
	text[n > 0 ? n : 0] = 0;
	return strdup(text);
}

static void reads_every_field(void **state)
{
	(void)state;
	put_file("registry.yaml", good);
	char *said = said_by_load();
	assert_string_equal(said, "");
	free(said);
	assert_non_null(loaded);
	assert_string_equal(strrchr(loaded->sources.v[0], '/'), "/common.c");
	assert_int_equal(loaded->sources.v[0][0], '/');
	assert_string_equal(strrchr(loaded->references.v[0], '/'), "/reference.c");
	assert_string_equal(loaded->choice_function, "my_tier");
	assert_string_equal(loaded->choice_environment, "MY_TIER");
	assert_int_equal(loaded->n_expect, 2);
	assert_string_equal(loaded->expect[1].cpu, "Conroe");
	assert_string_equal(loaded->expect[1].tier, "slow");
	assert_int_equal(loaded->n_kernel, 1);
	const struct verify_entry *k = loaded->kernel;
	assert_ptr_equal(k->registry, loaded);
	assert_string_equal(k->name, "count");
	assert_int_equal(k->params.n, 2);
	assert_string_equal(k->result, "u64");
	assert_string_equal(k->reference, "count_reference");
	assert_true(k->additive);
	assert_string_equal(k->caught_by.v[1], "trap");
	assert_string_equal(k->builds.v[0], "gcc-12-*/*/extern");
	assert_string_equal(k->cpus.v[0], "native");
	assert_int_equal(k->n_tier, 3);
	assert_ptr_equal(k->tier[2].kernel, k);
	assert_true(k->tier[0].no_inline);
	assert_false(k->tier[1].no_inline);
	assert_null(k->tier[1].isa);
	assert_string_equal(k->tier[2].isa->name, "x86_64");
	assert_string_equal(strstr(k->tier[2].source, "/sub/"), "/sub/fast.c");
	assert_string_equal(k->tier[2].needs.v[0], "popcnt");
	assert_string_equal(k->tier[2].flags.v[0], "-mpopcnt");
	assert_string_equal(k->tier[2].chosen_with.v[0], "avx");
	assert_int_equal(k->tier[2].line, 19);
}

/* One change to the good registry, and what must be said of it. */
static const struct broken {
	const char *from, *to; /* to NULL: the line goes */
	unsigned line;
	const char *says;
} broken[] = {
    {"sources: [common.c]", "sources: common.c", 1, "a list was expected"},
    {"sources: [common.c]", "sources: [nowhere.c]", 1, "nowhere.c: No such file"},
    {"sources: [common.c]", "sources: [.]", 1, ".: not a regular file"},
    {"sources: [common.c]", "sources: [common.c, sub/../common.c]", 1, "a second time"},
    {"sources: [common.c]", "source: [common.c]", 1, "unknown key `source`"},
    {"references: [reference.c]", "references: [elsewhere.c]", 2, "elsewhere.c: No such file"},
    {"function: my_tier", "function: my-tier", 4, "`my-tier`: the name of a C function was expected"},
    {"environment: MY_TIER", "environment: 9TIER", 5, "the name of an environment variable"},
    {"expect: {Nehalem: fast, Conroe: slow}", "expect: {Nehalem: quick, Conroe: slow}", 4,
     "Nehalem: no kernel has a tier `quick`"},
    {"expect: {Nehalem: fast, Conroe: slow}", "expect: {Nehalem: fast, Nehalem: slow}", 6, "Nehalem stands in line 6"},
    {"expect: {Nehalem: fast, Conroe: slow}", "expect: [fast]", 6, "CPUs with tiers"},
    {"name: count", "name: co unt", 8, "a name of letters"},
    {"params: [in, size]", "params: [in, length]", 9, "not `length`"},
    {"params: [in, size]", "params: [in]", 8, "a range needs its length"},
    {"params: [in, size]", "params: [size]", 8, "there is none"},
    {"params: [in, size]", "params: []", 9, "from 1 to 6"},
    {"params: [in, size]", "params: [in, in, in, in, in, in, size]", 9, "from 1 to 6 were expected, not 7"},
    {"params: [in, size]", "params: [in, size, size]", 8, "one `size`"},
    {"params: [in, size]", "params: [in, words, size]", 8, "both words and bytes"},
    {"params: [in, size]", "params: [in, out, size]", 8, "only read"},
    {"result: u64", "result: long", 10, "one of void, u32, u64, pointer was expected, not `long`"},
    {"result: u64", "result: void", 8, "nothing is computed"},
    {"result: u64", "result: pointer", 8, "additive: a u32 or u64 result"},
    {"result: u64", NULL, 8, "`result:` is missing"},
    {"reference: count_reference", NULL, 8, "`reference:` is missing"},
    {"additive: true", "additive: yes", 12, "true or false"},
    {"caught-by: [sweep, trap]", "caught-by: [sweep, luck]", 13, "not `luck`"},
    {"caught-by: [sweep, trap]", "caught-by: []", 13, "one or more checks"},
    {"function: count_slow, source: common.c}", "function: count_slow}", 18, "`source:` is missing"},
    {"function: count_slow, source: common.c}", "source: common.c}", 18, "`function:` is missing"},
    {"function: count_slow, source: common.c}", "function: count_slow, source: gone.c}", 18, "gone.c: No such file"},
    {"function: count_slow, source: common.c}", "function: count_slow, source: common.c, flag: [-g]}", 18,
     "unknown key `flag`"},
    {"{name: slow,", "{name: slow, needs: [popcnt],", 18, "`needs` without `isa`"},
    {"{name: slow,", "{name: auto,", 18, "tier auto stands in line 17"},
    {"{name: auto,", "{name: best,", 4, "a tier named `auto`, which calls through it"},
    {"{name: auto,", "{name: auto, isa: x86_64, needs: [popcnt],", 17, "so it needs nothing"},
    {"isa: x86_64", "isa: pdp11", 19, "x86_64 or aarch64 was expected, not pdp11"},
    {"flags: [-mpopcnt]", "flags: [mpopcnt]", 20, "a compiler's flag"},
    {"needs: [popcnt]", "needs: popcnt", 20, "a list was expected"},
    {"kernels:", "kernel:", 7, "unknown key `kernel`"},
};

/* The good registry with one change; to be freed. */
static char *changed(const struct broken *b)
{
	const char *at = strstr(good, b->from), *from = at, *rest;
	assert_non_null(at);
	assert_null(strstr(at + 1, b->from));
	rest = at + strlen(b->from);
	if (!b->to) { /* the whole line */
		while (from > good && from[-1] != '\n')
			from--;
		rest = strchr(rest, '\n') + 1;
	}
	char *text = NULL;
	assert_true(asprintf(&text, "%.*s%s%s", (int)(from - good), good, b->to ? b->to : "", rest) > 0);
	return text;
}

static void says_what_is_wrong(void **state)
{
	(void)state;
	for (unsigned i = 0; i < sizeof broken / sizeof *broken; i++) {
		char *text = changed(&broken[i]), line[64];
		put_file("registry.yaml", text);
		char *said = said_by_load();
		snprintf(line, sizeof line, "registry.yaml:%u: ", broken[i].line);
		if (loaded || !strstr(said, broken[i].says) || !strstr(said, line))
			fail_msg("%s -> %s: expected '%s%s', was said: %s", broken[i].from,
			         broken[i].to ? broken[i].to : "nothing", line, broken[i].says, said);
		free(said);
		free(text);
	}
}

static void says_all_that_is_wrong(void **state)
{
	(void)state;
	put_file("registry.yaml", "references: [gone.c]\nkernels:\n  - {name: a, params: [x], result: u9}\n  - 7\n");
	char *said = said_by_load();
	static const char *const wanted[] = {"registry.yaml:1: ",       "registry.yaml:3: params",
	                                     "registry.yaml:3: result", "`reference:` is missing",
	                                     "`tiers:` is missing",     "registry.yaml:4: "};
	for (unsigned i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!strstr(said, wanted[i]))
			fail_msg("'%s' was expected in: %s", wanted[i], said);
	free(said);
}

static const char one_kernel[] = "  - {name: %s, params: [u64], result: u64, reference: r,\n"
                                 "     tiers: [{name: t, function: f, source: common.c}]}\n";

static void a_kernel_stands_once(void **state)
{
	(void)state;
	char first[256], second[256], text[1024];
	snprintf(first, sizeof first, one_kernel, "a");
	for (int same = 0; same < 2; same++) {
		snprintf(second, sizeof second, one_kernel, same ? "a" : "b");
		snprintf(text, sizeof text, "references: [reference.c]\nkernels:\n%s%s", first, second);
		put_file("registry.yaml", text);
		char *said = said_by_load();
		assert_int_equal(!strcmp(said, ""), !same);
		if (same)
			assert_non_null(strstr(said, "registry.yaml:5: kernel a stands in line 3 already"));
		free(said);
	}
}

/* The same tier name serves for two ISAs. */
static void a_tier_stands_once_for_an_isa(void **state)
{
	(void)state;
	static const char *const isas[] = {"isa: aarch64", "isa: x86_64"};
	for (int same = 0; same < 2; same++) {
		char *text = NULL;
		assert_true(asprintf(&text,
		                     "kernels:\n  - {name: a, params: [u64], result: u64, reference: r, tiers: [\n"
		                     "     {name: t, isa: x86_64, function: f, source: common.c},\n"
		                     "     {name: t, %s, function: g, source: common.c}]}\n",
		                     isas[same]) > 0);
		put_file("registry.yaml", text);
		char *said = said_by_load();
		assert_int_equal(!strcmp(said, ""), !same);
		free(said);
		free(text);
	}
}

static void not_a_registry(void **state)
{
	(void)state;
	static const char *const texts[][2] = {
	    {"", "registry.yaml:1: "},
	    {"- a\n", "registry.yaml:1: keys with values"},
	    {"kernels: [\n", "not YAML"},
	    {"kernels: []\n", "a list of one or more"},
	    {"kernels: 3\n", "a list of one or more"},
	};
	for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++) {
		put_file("registry.yaml", texts[i][0]);
		char *said = said_by_load();
		assert_null(loaded);
		if (!strstr(said, texts[i][1]))
			fail_msg("'%s' was expected in: %s", texts[i][1], said);
		free(said);
	}
	unlink(arena_printf(&arena, "%s/registry.yaml", root));
	char *said = said_by_load();
	assert_null(loaded);
	assert_non_null(strstr(said, "No such file"));
	free(said);
}

static int set_up(void **state)
{
	(void)state;
	if (!mkdtemp(root) || !folder_make(arena_printf(&arena, "%s/sub", root)))
		return -1;
	static const char *const files[] = {"common.c", "reference.c", "sub/fast.c"};
	for (unsigned i = 0; i < 3; i++)
		put_file(files[i], "\n");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	static const char *const files[] = {"common.c", "reference.c", "sub/fast.c", "sub", "registry.yaml", "stderr",
	                                    ""};
	for (unsigned i = 0; i < sizeof files / sizeof *files; i++)
		remove(arena_printf(&arena, "%s/%s", root, files[i]));
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_every_field),
	    cmocka_unit_test(says_what_is_wrong),
	    cmocka_unit_test(says_all_that_is_wrong),
	    cmocka_unit_test(a_kernel_stands_once),
	    cmocka_unit_test(a_tier_stands_once_for_an_isa),
	    cmocka_unit_test(not_a_registry),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
