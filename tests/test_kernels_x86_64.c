/* test_kernels_x86_64.c: which tier an x86_64 CPU gets: CPUs that are made up, each one bit away from one that has all.
 */
#include "kernels/tiers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#ifdef __x86_64__

/* Bit numbers as in Intel's SDM, volume 2A, table of CPUID, and volume 1, 13.3 (XCR0). */
enum { POPCNT = 23, OSXSAVE = 27, AVX = 28 };                  /* leaf 1, ecx */
enum { AVX2 = 5, AVX512F = 16, AVX512BW = 30, AVX512VL = 31 }; /* leaf 7, ebx */
enum { VPOPCNTDQ = 14 };                                       /* leaf 7, ecx */
enum { X87, SSE, YMM, OPMASK = 5, ZMM_HI256, HI16_ZMM };       /* XCR0 */

struct cpu {
	uint32_t max_leaf, leaf_1_ecx, leaf_7_ebx, leaf_7_ecx, xcr0;
	unsigned wrong_reads;
};

static const struct cpu everything = {
    .max_leaf = 7, .leaf_1_ecx = ~0u, .leaf_7_ebx = ~0u, .leaf_7_ecx = ~0u, .xcr0 = ~0u};

static void read_fake(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4])
{
	struct cpu *cpu = context;
	memset(out, 0xff, 4 * sizeof *out);
	if (leaf == 0) {
		out[0] = cpu->max_leaf;
	} else if (leaf == 1) {
		out[2] = cpu->leaf_1_ecx;
	} else if (leaf == 7) {
		/* Behind the last leaf Intel's CPUs answer with the last one's data. */
		cpu->wrong_reads += cpu->max_leaf < 7 || subleaf != 0;
		out[1] = cpu->leaf_7_ebx;
		out[2] = cpu->leaf_7_ecx;
	} else if (leaf == CPU_XCR0) {
		/* xgetbv traps. */
		cpu->wrong_reads += !(cpu->leaf_1_ecx >> OSXSAVE & 1);
		out[0] = cpu->xcr0;
		out[1] = 0;
	} else {
		cpu->wrong_reads++;
	}
}

static const char *tier_of(struct cpu cpu, const char *cap)
{
	const struct cpu_reader reader = {read_fake, &cpu};
	bool unknown = true;
	const char *name = assay_choose_tier(&reader, cap, &unknown)->name;
	assert_false(unknown);
	assert_int_equal(cpu.wrong_reads, 0);
	return name;
}

static uint32_t without(unsigned bit) { return ~(1u << bit); }

static void everything_is_avx512(void **state)
{
	(void)state;
	assert_string_equal(tier_of(everything, NULL), "avx512");
}

static void one_bit_less(void **state)
{
	(void)state;
	static const struct {
		size_t word;
		unsigned bit;
		const char *tier;
	} rows[] = {
	    {offsetof(struct cpu, leaf_1_ecx), POPCNT, "scalar"}, /* AVX2 without popcnt is no tier of ours */
	    {offsetof(struct cpu, leaf_1_ecx), OSXSAVE, "popcnt"}, {offsetof(struct cpu, leaf_1_ecx), AVX, "popcnt"},
	    {offsetof(struct cpu, leaf_7_ebx), AVX2, "popcnt"},    {offsetof(struct cpu, leaf_7_ebx), AVX512F, "avx2"},
	    {offsetof(struct cpu, leaf_7_ebx), AVX512BW, "avx2"},  {offsetof(struct cpu, leaf_7_ebx), AVX512VL, "avx2"},
	    {offsetof(struct cpu, leaf_7_ecx), VPOPCNTDQ, "avx2"}, {offsetof(struct cpu, xcr0), SSE, "popcnt"},
	    {offsetof(struct cpu, xcr0), YMM, "popcnt"},           {offsetof(struct cpu, xcr0), OPMASK, "avx2"},
	    {offsetof(struct cpu, xcr0), ZMM_HI256, "avx2"},       {offsetof(struct cpu, xcr0), HI16_ZMM, "avx2"},
	    {offsetof(struct cpu, xcr0), X87, "avx512"},
	};
	for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct cpu cpu = everything;
		*(uint32_t *)((char *)&cpu + rows[i].word) &= without(rows[i].bit);
		assert_string_equal(tier_of(cpu, NULL), rows[i].tier);
	}
}

/* Only what is asked for, and nothing beside it: no other bit counts. */
static void no_more_than_needed(void **state)
{
	(void)state;
	struct cpu cpu = {.max_leaf = 7, .leaf_1_ecx = 1u << POPCNT};
	assert_string_equal(tier_of(cpu, NULL), "popcnt");
	cpu.leaf_1_ecx |= 1u << OSXSAVE | 1u << AVX;
	cpu.xcr0 = 1u << SSE | 1u << YMM;
	assert_string_equal(tier_of(cpu, NULL), "popcnt");
	cpu.leaf_7_ebx = 1u << AVX2;
	assert_string_equal(tier_of(cpu, NULL), "avx2");
	cpu.leaf_7_ebx |= 1u << AVX512F | 1u << AVX512BW | 1u << AVX512VL;
	cpu.leaf_7_ecx = 1u << VPOPCNTDQ;
	assert_string_equal(tier_of(cpu, NULL), "avx2");
	cpu.xcr0 |= 1u << OPMASK | 1u << ZMM_HI256 | 1u << HI16_ZMM;
	assert_string_equal(tier_of(cpu, NULL), "avx512");
	cpu.leaf_1_ecx &= without(POPCNT);
	assert_string_equal(tier_of(cpu, NULL), "scalar");
}

static void few_leaves(void **state)
{
	(void)state;
	struct cpu cpu = everything;
	for (cpu.max_leaf = 1; cpu.max_leaf < 7; cpu.max_leaf++)
		assert_string_equal(tier_of(cpu, NULL), "popcnt");
	cpu.max_leaf = 32;
	assert_string_equal(tier_of(cpu, NULL), "avx512");
}

static void capped(void **state)
{
	(void)state;
	struct cpu no_avx512 = everything, no_osxsave = everything, no_popcnt = everything;
	no_avx512.xcr0 &= without(OPMASK);
	no_osxsave.leaf_1_ecx &= without(OSXSAVE);
	no_popcnt.leaf_1_ecx &= without(POPCNT);
	static const char *const names[] = {"scalar", "popcnt", "avx2", "avx512"};
	static const char *const expected[][4] = {
	    {"scalar", "popcnt", "avx2", "avx512"},
	    {"scalar", "popcnt", "avx2", "avx2"},
	    {"scalar", "popcnt", "popcnt", "popcnt"},
	    {"scalar", "scalar", "scalar", "scalar"},
	};
	const struct cpu *const cpus[] = {&everything, &no_avx512, &no_osxsave, &no_popcnt};
	for (unsigned c = 0; c < 4; c++)
		for (unsigned i = 0; i < 4; i++)
			assert_string_equal(tier_of(*cpus[c], names[i]), expected[c][i]);
}

static void the_order_of_the_tiers(void **state)
{
	(void)state;
	static const char *const names[] = {"popcnt", "avx2", "avx512", NULL};
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
		if (names[i])
			assert_string_equal(assay_isa_tiers[i].name, names[i]);
		else
			assert_null(assay_isa_tiers[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(everything_is_avx512),
	    cmocka_unit_test(one_bit_less),
	    cmocka_unit_test(no_more_than_needed),
	    cmocka_unit_test(few_leaves),
	    cmocka_unit_test(capped),
	    cmocka_unit_test(the_order_of_the_tiers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

int main(void)
{
	print_message("the kernels of this ISA are others\n");
	return 77;
}

#endif
