/* test_verify_cell.c: what becomes of what a driver prints: scripts stand in for drivers that lie, crash and hang. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "verify_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;

/* A cell with two checks, random and sweep, whose driver is this shell script. */
struct stage {
	struct verify_registry registry;
	struct verify_entry kernel;
	struct verify_tier tier;
	struct verify_cpu cpu;
	struct verify_build build;
	struct verify_driver driver;
	struct verify_cell cell;
	struct verify_request request;
	struct verify_outcomes outcomes;
	char folder[32];
};

static void set_up(struct stage *s, const char *script)
{
	*s = (struct stage){
	    .registry = {.file = (char *)"/a b/it's.yaml", .choice_environment = (char *)"ASSAY_KERNELS_TIER"},
	    .kernel = {.name = (char *)"k", .registry = &s->registry},
	    .tier = {.name = (char *)"t", .kernel = &s->kernel},
	    .cpu = {.id = (char *)"native", .native = true},
	    .build = {.name = (char *)"gcc-12-x86_64/O2/extern"},
	    .driver = {.registry = &s->registry, .build = &s->build},
	    .cell = {.tier = &s->tier, .cpu = &s->cpu, .driver = &s->driver},
	    .request = {.seed = 7, .limit = 0.1},
	    .folder = "/tmp/assay-cell-XXXXXX",
	};
	s->cell.checks = verify_check_bit("random") | verify_check_bit("sweep");
	assert_non_null(mkdtemp(s->folder));
	s->driver.path = arena_printf(&arena, "%s/driver", s->folder);
	const char *text = arena_printf(&arena, "#!/bin/sh\n%s\n", script);
	assert_true(file_write_atomically(s->driver.path, text, strlen(text), 0755));
}

static void tear_down(struct stage *s)
{
	unlink(s->driver.path);
	rmdir(s->folder);
}

static void run(struct stage *s)
{
	verify_run_cell(&s->cell, &s->request, &s->outcomes, &arena);
	assert_int_equal(s->outcomes.n, 2);
	assert_string_equal(verify_checks[s->outcomes.v[0].check].name, "random");
	assert_string_equal(verify_checks[s->outcomes.v[1].check].name, "sweep");
}

#define RANDOM   "echo '{\"check\":\"random\",\"result\":\"passed\",\"cases\":5,\"seconds\":0.5}'; "
#define SWEEP    "echo '{\"check\":\"sweep\",\"result\":\"passed\",\"cases\":6,\"seconds\":0.5}'; "
#define NO_SWEEP "echo '{\"check\":\"sweep\",\"result\":\"skipped\",\"why\":\"no memory\"}'; "
#define BAD_SWEEP                                                                                                      \
	"echo '{\"check\":\"sweep\",\"result\":\"failed\",\"cases\":17,\"length\":33,\"offset\":5,"                    \
	"\"expected\":\"0x84\",\"got\":\"0x80\",\"what\":\"result\"}'; "

static const struct {
	const char *script;
	enum verify_end random, sweep;
	const char *random_says, *sweep_says; /* parts of what each says */
} drivers[] = {
    {RANDOM SWEEP, VERIFY_PASSED, VERIFY_PASSED, NULL, NULL},
    {RANDOM NO_SWEEP, VERIFY_PASSED, VERIFY_SKIPPED, NULL, "no memory"},
    {RANDOM BAD_SWEEP "exit 1", VERIFY_PASSED, VERIFY_FAILED, NULL, "result"},
    /* It says nothing about one, or about both. */
    {RANDOM, VERIFY_PASSED, VERIFY_FAILED, NULL, "said nothing about this check"},
    {"", VERIFY_FAILED, VERIFY_FAILED, "said nothing about this check", "said nothing about this check"},
    /* It dies: before, between, and after all was said. */
    {"kill -SEGV $$", VERIFY_FAILED, VERIFY_FAILED, "killed by signal 11", "killed by signal 11"},
    {RANDOM "kill -ILL $$", VERIFY_FAILED, VERIFY_FAILED, "reported as done, but the driver was killed by signal 4",
     "no report: the driver was killed by signal 4"},
    {RANDOM SWEEP "kill -ABRT $$", VERIFY_FAILED, VERIFY_FAILED, "killed by signal 6", "killed by signal 6"},
    {RANDOM BAD_SWEEP "kill -ABRT $$", VERIFY_FAILED, VERIFY_FAILED, "killed by signal 6", "result"},
    /* Garbage, lines of checks that nobody asked for, the same twice. */
    {"echo garbage", VERIFY_FAILED, VERIFY_FAILED, "no report: garbage", "no report: garbage"},
    {RANDOM SWEEP "printf 'a\\001b'", VERIFY_FAILED, VERIFY_FAILED, "no report: a?b", "no report: a?b"},
    {RANDOM SWEEP "echo '{\"check\":\"ones\",\"result\":\"passed\",\"cases\":1}'", VERIFY_FAILED, VERIFY_FAILED, "ones",
     "ones"},
    {RANDOM SWEEP RANDOM, VERIFY_FAILED, VERIFY_FAILED, "no report: {", "no report: {"},
    {RANDOM SWEEP "echo '[1'", VERIFY_FAILED, VERIFY_FAILED, "[1", "[1"},
    /* Exit codes that belie the lines. */
    {RANDOM SWEEP "echo why >&2; exit 1", VERIFY_FAILED, VERIFY_FAILED, "exited with 1", "it said: why"},
    {RANDOM SWEEP "exit 2", VERIFY_FAILED, VERIFY_FAILED, "exited with 2", "exited with 2"},
    {RANDOM BAD_SWEEP, VERIFY_FAILED, VERIFY_FAILED, "exited with 0 though a check failed", "result"},
    /* Results that prove nothing. */
    {"echo '{\"check\":\"random\",\"result\":\"passed\",\"cases\":0}';" SWEEP "exit 1", VERIFY_FAILED, VERIFY_PASSED,
     "no case was run", NULL},
    {"echo '{\"check\":\"random\",\"result\":\"skipped\"}';" SWEEP "exit 1", VERIFY_FAILED, VERIFY_PASSED,
     "does not say why", NULL},
    {"echo '{\"check\":\"random\",\"result\":\"fine\",\"cases\":3}';" SWEEP "exit 1", VERIFY_FAILED, VERIFY_PASSED,
     "the result fine", NULL},
};

static void expect(const struct verify_outcome *o, enum verify_end end, const char *says, const char *script)
{
	bool good = o->end == end && (!says ? !o->what : o->what && strstr(o->what, says));
	if (!good)
		print_error("%s\n  -> %d: %s; %d was expected: %s\n", script, o->end, o->what ? o->what : "(nothing)",
		            end, says ? says : "(nothing)");
	assert_true(good);
}

static void hears_what_drivers_say(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) {
		struct stage s;
		set_up(&s, drivers[i].script);
		run(&s);
		expect(&s.outcomes.v[0], drivers[i].random, drivers[i].random_says, drivers[i].script);
		expect(&s.outcomes.v[1], drivers[i].sweep, drivers[i].sweep_says, drivers[i].script);
		tear_down(&s);
	}
}

static void keeps_the_case(void **state)
{
	struct stage s;
	(void)state;
	set_up(&s, RANDOM BAD_SWEEP "exit 1");
	run(&s);
	const struct verify_outcome *o = s.outcomes.v;
	assert_int_equal(o[0].cases, 5);
	assert_false(o[0].has_case);
	assert_true(o[0].seconds == 0.5);
	assert_int_equal(o[1].cases, 17);
	assert_true(o[1].has_case);
	assert_int_equal(o[1].length, 33);
	assert_int_equal(o[1].offset, 5);
	assert_int_equal(o[1].seed, 7);
	assert_string_equal(o[1].expected, "0x84");
	assert_string_equal(o[1].got, "0x80");
	tear_down(&s);
}

static void a_hanging_driver_is_killed(void **state)
{
	struct stage s;
	(void)state;
	set_up(&s, RANDOM "sleep 1000");
	run(&s);
	expect(&s.outcomes.v[0], VERIFY_FAILED, "not done after", "sleep");
	expect(&s.outcomes.v[1], VERIFY_FAILED, "not done after", "sleep");
	tear_down(&s);
}

static void a_missing_driver_fails_each_check(void **state)
{
	struct stage s;
	(void)state;
	set_up(&s, "");
	tear_down(&s);
	run(&s);
	expect(&s.outcomes.v[0], VERIFY_FAILED, "No such file", "missing");
	s.outcomes.n = 0;
	s.driver.path = NULL;
	s.driver.failure = (char *)"the linker exited with 1";
	run(&s);
	expect(&s.outcomes.v[0], VERIFY_FAILED, "the linker exited with 1", "not built");
	expect(&s.outcomes.v[1], VERIFY_FAILED, "the linker exited with 1", "not built");
}

/* The variable that caps the tier must not come from the user's own environment; others may. */
static void the_cap_does_not_leak_in(void **state)
{
	struct stage s;
	(void)state;
	setenv("ASSAY_KERNELS_TIER", "scalar", 1);
	setenv("ASSAY_TEST_OTHER", "kept", 1);
	set_up(&s,
	       "[ \"$ASSAY_TEST_OTHER\" = kept ] || exit 3; [ -z \"$ASSAY_KERNELS_TIER\" ] || exit 4\n" RANDOM SWEEP);
	run(&s);
	expect(&s.outcomes.v[0], VERIFY_PASSED, NULL, "leak");
	s.outcomes.n = 0;
	s.registry.choice_environment = NULL;
	run(&s);
	expect(&s.outcomes.v[0], VERIFY_FAILED, "exited with 4", "a registry without a cap");
	tear_down(&s);
}

static void the_driver_gets_the_request(void **state)
{
	struct stage s;
	(void)state;
	set_up(
	    &s,
	    "case \"$*\" in\n"
	    "'--kernel k --tier t --check random,sweep --expect avx2 --environment ASSAY_KERNELS_TIER --runs t --seed "
	    "7 --limit 0.1 --length 33 --offset 5 --quick')\n" RANDOM SWEEP ";; *) echo \"$*\" ;; esac");
	s.cell.expect = "avx2";
	s.kernel.tier = &s.tier;
	s.kernel.n_tier = 1;
	s.registry.kernel = &s.kernel;
	s.registry.n_kernel = 1;
	s.request.has_length = s.request.has_offset = true;
	s.request.length = 33;
	s.request.offset = 5;
	s.request.extent = VERIFY_QUICK;
	run(&s);
	expect(&s.outcomes.v[0], VERIFY_PASSED, NULL, "request");
	tear_down(&s);
}

/* A shell must see the words that were meant. */
static void the_command_is_quoted(void **state)
{
	struct stage s;
	struct exec_result r;
	(void)state;
	set_up(&s, "");
	struct verify_outcome o = {
	    .cell = &s.cell, .check = 1, .seed = UINT64_MAX, .length = 33, .offset = 5, .has_case = true};
	const char *again = verify_again(&o, &arena);
	assert_int_equal(strncmp(again, "assay verify ", 13), 0);
	char *argv[] = {(char *)"sh", (char *)"-c", arena_printf(&arena, "printf '%%s\\n' %s", again + 13), NULL};
	assert_true(exec_run(argv, NULL, 5000, &r));
	static const char words[] = "--registry=/a b/it's.yaml\n--kernel=k\n--tier=t\n--cpu=native\n"
	                            "--build=gcc-12-x86_64/O2/extern\n--check=sweep\n--seed=18446744073709551615\n"
	                            "--length=33\n--offset=5\n";
	assert_int_equal(r.out.size, strlen(words));
	assert_memory_equal(r.out.data, words, strlen(words));
	exec_free(&r);
	o.has_case = false;
	assert_null(strstr(verify_again(&o, &arena), "--length"));
	tear_down(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(hears_what_drivers_say),     cmocka_unit_test(keeps_the_case),
	    cmocka_unit_test(a_hanging_driver_is_killed), cmocka_unit_test(a_missing_driver_fails_each_check),
	    cmocka_unit_test(the_cap_does_not_leak_in),   cmocka_unit_test(the_driver_gets_the_request),
	    cmocka_unit_test(the_command_is_quoted),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}
