/* test_verify_plugin.c: a check that needs a plugin of QEMU runs by itself with it; where no plugin can be had it is
 * skipped and says why. A script stands in for the emulator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "verify_build.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static char folder[] = "/tmp/assay-plugin-XXXXXX";

/* The plugin's file is readable for `footprint`, and `random` gets none. */
static const char emulator[] = "#!/bin/sh\n"
                               "case \"$1,$*\" in\n"
                               "-plugin,*'--check footprint '*) check=footprint; test -r \"${2#file=}\" || exit 9 ;;\n"
                               "-plugin,* | *footprint*) exit 9 ;;\n"
                               "*) check=random ;;\n"
                               "esac\n"
                               "echo '{\"check\":\"'$check'\",\"result\":\"passed\",\"cases\":1}'\n";

/* Both outcomes of a cell on this CPU: random first, footprint second. */
static struct verify_outcomes run(struct verify_cpu cpu, char *path)
{
	struct verify_registry registry = {.file = (char *)"r.yaml"};
	struct verify_entry kernel = {.name = (char *)"k", .registry = &registry};
	struct verify_tier tier = {.name = (char *)"t", .kernel = &kernel};
	struct verify_driver driver = {.registry = &registry, .path = path};
	unsigned checks = verify_check_bit("random") | verify_check_bit("footprint");
	struct verify_cell cell = {.tier = &tier, .cpu = &cpu, .driver = &driver, .checks = checks};
	struct verify_request request = {.seed = 7, .limit = 5};
	struct verify_outcomes outcomes = {0};
	verify_run_cell(&cell, &request, &outcomes, &arena);
	assert_int_equal(outcomes.n, 2);
	assert_string_equal(verify_checks[outcomes.v[0].check].name, "random");
	assert_string_equal(verify_checks[outcomes.v[1].check].name, "footprint");
	return outcomes;
}

static void a_plugin_is_for_its_check_alone(void **state)
{
	(void)state;
	char *path = arena_printf(&arena, "%s/qemu-some", folder);
	struct verify_outcomes o =
	    run((struct verify_cpu){.emulator = path, .version = "7.2.22", .plugins = true}, (char *)"driver");
	assert_int_equal(o.v[0].end, VERIFY_PASSED);
	assert_int_equal(o.v[1].end, VERIFY_PASSED);
}

static void a_qemu_without_plugins_is_named(void **state)
{
	(void)state;
	char *path = arena_printf(&arena, "%s/qemu-some", folder);
	struct verify_outcomes o = run((struct verify_cpu){.emulator = path, .version = "11.1.3"}, (char *)"driver");
	assert_int_equal(o.v[0].end, VERIFY_PASSED);
	assert_int_equal(o.v[1].end, VERIFY_SKIPPED);
	assert_string_equal(o.v[1].what, "qemu-some 11.1.3 takes no plugins");
}

static void this_machine_gets_none(void **state)
{
	(void)state;
	char *path = arena_printf(&arena, "%s/native", folder);
	static const char script[] = "#!/bin/sh\ncase \"$*\" in\n*-plugin*) exit 9 ;;\n"
	                             "*footprint*) check=footprint ;;\n*) check=random ;;\nesac\n"
	                             "echo '{\"check\":\"'$check'\",\"result\":\"passed\",\"cases\":1}'\n";
	assert_true(file_write_atomically(path, script, sizeof script - 1, 0755));
	struct verify_outcomes o = run((struct verify_cpu){.native = true}, path);
	assert_int_equal(o.v[0].end, VERIFY_PASSED);
	assert_int_equal(o.v[1].end, VERIFY_PASSED);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_plugin_is_for_its_check_alone),
	    cmocka_unit_test(a_qemu_without_plugins_is_named),
	    cmocka_unit_test(this_machine_gets_none),
	};
	if (!mkdtemp(folder))
		return 1;
	char *path = arena_printf(&arena, "%s/qemu-some", folder);
	if (!file_write_atomically(path, emulator, sizeof emulator - 1, 0755))
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	rmdir(folder);
	arena_free(&arena);
	return failed;
}
