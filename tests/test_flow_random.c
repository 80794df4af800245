/* test_flow_random.c: dominators, loops, liveness and values of random graphs, and of real functions of both ISAs'
 * libc, against the slow reference. ASSAY_SEED=N takes a seed back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "code_private.h"
#include "flow_reference.h"

enum { BASE = 0x1000, SIZE = 4 };

static uint64_t seed;

static uint32_t any(uint32_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 20) % below);
}

/* A machine of 4 registers. */
static const struct isa machine = {.name = "machine",
                                   .sp = 3,
                                   .fp = REG_NONE,
                                   .link = REG_NONE,
                                   .call_clobbers = {{0x3, 0}},
                                   .call_args = {{0x1, 0}},
                                   .call_results = {{0x1, 0}},
                                   .callee_saved = {{0x4, 0}}};

static enum flow any_flow(unsigned branches)
{
	uint32_t x = any(100);
	if (x < branches)
		return FLOW_BRANCH;
	if (x < branches + branches / 2)
		return FLOW_JUMP;
	if (x < branches + branches / 2 + 2)
		return FLOW_RETURN;
	return x == 99 ? FLOW_TRAP : x == 98 ? FLOW_CALL_INDIRECT : FLOW_NEXT;
}

/* `local`: jumps go near, which makes deep nests; else anywhere, which makes irreducible graphs. */
static void make_instructions(struct insn *v, uint32_t n, unsigned branches, bool local)
{
	for (uint32_t i = 0; i < n; i++) {
		v[i] = (struct insn){.address = BASE + SIZE * i, .size = SIZE, .sym = -1, .acc = INSN_MAX_REGS};
		v[i].op = OP_ADD;
		v[i].flow = i + 1 == n ? FLOW_RETURN : (uint8_t)any_flow(branches);
		v[i].read.w[0] = any(16) & any(16);
		v[i].write.w[0] = v[i].flow == FLOW_CALL_INDIRECT ? machine.call_clobbers.w[0] : any(16) & any(16);
		uint32_t to = local ? i + any(9) - (any(3) ? 0 : any(2 * 9)) : any(n);
		v[i].target = BASE + SIZE * (uint64_t)(to < n ? to : any(n));
	}
}

static void analyse_random(uint32_t n, unsigned branches, bool local)
{
	struct arena arena = {0};
	struct object object = {.isa = &machine};
	struct function function = {.name = "f", .main = {.name = "f", .address = BASE, .size = SIZE * (uint64_t)n}};
	struct insn *v = ARENA_ARRAY(&arena, struct insn, n + 1);
	struct part_range range = {.end = n, .part = &function.main};
	struct code c = {.object = &object,
	                 .function = &function,
	                 .isa = &machine,
	                 .arena = &arena,
	                 .insn = v + 1,
	                 .n_insn = n,
	                 .part_range = &range,
	                 .n_part_range = 1};
	make_instructions(v + 1, n, branches, local);
	code_analyse_decoded(&c);
	check_code(&c);
	arena_free(&arena);
}

static void test_random(void **state)
{
	(void)state;
	const char *given = getenv("ASSAY_SEED");
	uint64_t start = given ? strtoull(given, NULL, 0) : 0x9e3779b97f4a7c15;
	for (uint32_t i = 0; i < 6000 && !reference_faults; i++) {
		uint64_t mine = start + i;
		seed = mine * 0xbf58476d1ce4e5b9 | 1;
		analyse_random(1 + any(i < 3000 ? 24 : 90), 5 + any(45), any(2));
		if (reference_faults)
			fprintf(stderr, "ASSAY_SEED=%#lx\n", (unsigned long)mine);
	}
	assert_int_equal(reference_faults, 0);
}

/* ---- real functions ---------------------------------------------------------------------------------------------- */

static uint32_t n_checked, n_loops, n_additional;

static void check_object(struct object *o, void *ctx)
{
	(void)ctx;
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	for (uint32_t i = 0; i < o->n_functions && !reference_faults; i += 7) {
		arena_reset(&arena);
		struct code *c = code_analyse(o, &o->functions[i], NULL, d, &arena);
		if (c->n_block < 2 || c->n_insn > 500)
			continue;
		check_code(c);
		n_checked++;
		n_loops += c->n_loop;
		n_additional += c->block[c->rpo[c->n_rpo - 1]].extra;
		if (reference_faults)
			fprintf(stderr, "%s: %s\n", o->path, o->functions[i].name);
	}
	decoder_close(d);
	arena_free(&arena);
}

static void check_library(const char *const *paths)
{
	for (; *paths && access(*paths, R_OK); paths++)
		;
	if (!*paths)
		skip();
	n_checked = n_loops = n_additional = 0;
	assert_int_equal(object_each(*paths, check_object, NULL), 1);
	assert_int_equal(reference_faults, 0);
	assert_true(n_checked > 100 && n_loops > 50);
}

static void test_libc_x86_64(void **state)
{
	(void)state;
	check_library(
	    (const char *const[]){"/lib/x86_64-linux-gnu/libc.so.6", "/usr/x86_64-linux-gnu/lib/libc.so.6", NULL});
}

static void test_libc_aarch64(void **state)
{
	(void)state;
	check_library(
	    (const char *const[]){"/usr/aarch64-linux-gnu/lib/libc.so.6", "/lib/aarch64-linux-gnu/libc.so.6", NULL});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random),
	    cmocka_unit_test(test_libc_x86_64),
	    cmocka_unit_test(test_libc_aarch64),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
