/* choice_aarch64.c: which tier an aarch64 CPU gets: CPUs that are made up, by the bits that Linux tells. */
#include "kernels/tiers.h"

#include <stdio.h>
#include <string.h>

/* Numbers of Linux's interface (asm/hwcap.h, linux/auxvec.h), by hand: older headers lack the last. */
enum { HWCAP = 16, HWCAP2 = 26 };
#define ASIMD (UINT64_C(1) << 1)
#define SVE   (UINT64_C(1) << 22)
#define CSSC  (UINT64_C(1) << 34)

struct cpu {
	uint64_t hwcap, hwcap2;
	uint32_t vector;
	unsigned wrong_reads;
};

static void read_fake(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4])
{
	struct cpu *cpu = context;
	uint64_t value = leaf == HWCAP ? cpu->hwcap : leaf == HWCAP2 ? cpu->hwcap2 : cpu->vector;
	memset(out, 0xff, 4 * sizeof *out);
	out[0] = (uint32_t)value;
	out[1] = (uint32_t)(value >> 32);
	/* To ask for the vector length is an SVE instruction: it traps without SVE. */
	cpu->wrong_reads += subleaf != 0 || (leaf != HWCAP && leaf != HWCAP2 && leaf != CPU_VECTOR_BYTES) ||
	                    (leaf == CPU_VECTOR_BYTES && !(cpu->hwcap & SVE));
}

static const struct row {
	uint64_t hwcap, hwcap2;
	uint32_t vector;
	const char *cap, *tier;
} rows[] = {
    {~UINT64_C(0), ~UINT64_C(0), 32, NULL, "sve"},
    {0, 0, 0, NULL, "scalar"},
    {ASIMD, 0, 0, NULL, "neon"},
    {~ASIMD, ~UINT64_C(0), 64, NULL, "scalar"}, /* every tier counts short ranges with NEON's registers */
    /* one bit less than all */
    {~SVE, ~UINT64_C(0), 64, NULL, "cssc"},
    {~UINT64_C(0), ~CSSC, 64, NULL, "sve"},
    {~SVE, ~CSSC, 64, NULL, "neon"},
    {~SVE, ~(CSSC >> 32), 64, NULL, "cssc"}, /* the high half is read, and not the low one in its place */
    {~SVE, 4, 64, NULL, "neon"},
    /* nothing beside what is asked for */
    {ASIMD | SVE, 0, 32, NULL, "sve"},
    {ASIMD, CSSC, 0, NULL, "cssc"},
    /* vectors no longer than NEON's; all lengths that there are, those that are no power of two among them */
    {ASIMD | SVE, 0, 16, NULL, "neon"},
    {ASIMD | SVE, CSSC, 16, NULL, "cssc"},
    {ASIMD | SVE, CSSC, 48, NULL, "sve"},
    {ASIMD | SVE, CSSC, 256, NULL, "sve"},
    /* capped */
    {ASIMD | SVE, CSSC, 32, "scalar", "scalar"},
    {ASIMD | SVE, CSSC, 32, "neon", "neon"},
    {ASIMD | SVE, CSSC, 32, "cssc", "cssc"},
    {ASIMD | SVE, CSSC, 32, "sve", "sve"},
    {ASIMD | SVE, 0, 32, "cssc", "neon"},
    {ASIMD | SVE, CSSC, 16, "sve", "cssc"},
    {ASIMD, 0, 0, "sve", "neon"},
};

int main(void)
{
	int wrong = 0;
	for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct row *r = &rows[i];
		struct cpu cpu = {r->hwcap, r->hwcap2, r->vector, 0};
		const struct cpu_reader reader = {read_fake, &cpu};
		bool unknown = true;
		const char *got = assay_choose_tier(&reader, r->cap, &unknown)->name;
		if (strcmp(got, r->tier) == 0 && !unknown && cpu.wrong_reads == 0)
			continue;
		printf("row %u: %s, expected %s; %u reads that would trap or mean nothing%s\n", i, got, r->tier,
		       cpu.wrong_reads, unknown ? "; the cap is taken for unknown" : "");
		wrong = 1;
	}
	if (!wrong)
		printf("%zu\n", sizeof rows / sizeof *rows);
	return wrong;
}
