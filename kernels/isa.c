/* isa.c: the kernels of the ISA that is compiled for: the only neutral file that names one. Each file that it includes
 * compiles by itself, too. */
#include "tiers.h"

/* Of an asm's text and of the extents in its memory operands users cannot get rid of with -pedantic and -Wvla. */
#pragma GCC diagnostic ignored "-Woverlength-strings"
#pragma GCC diagnostic ignored "-Wvla"

#ifdef ASSAY_KERNELS_SCALAR_ONLY /* for tools that do not understand inline asm */

#elif defined(__x86_64__) && defined(__LP64__)
#define HAS_TIERS
#include "../x86_64/kernels/cpu.c"

#include "../x86_64/kernels/popcnt.c"

#include "../x86_64/kernels/avx2.c"

#include "../x86_64/kernels/avx512.c"

#include "../x86_64/kernels/tiers.c"

/* Without __ARM_NEON, as by -mgeneral-regs-only, the vector registers are none of ours. */
#elif defined(__aarch64__) && defined(__LP64__) && defined(__AARCH64EL__) && defined(__ARM_NEON)
#define HAS_TIERS
#include "../aarch64/kernels/cpu.c"

#include "../aarch64/kernels/neon.c"

#include "../aarch64/kernels/cssc.c"

#include "../aarch64/kernels/sve.c"

#include "../aarch64/kernels/tiers.c"

#endif

#ifndef HAS_TIERS
static void read_nothing(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4])
{
	(void)context, (void)leaf, (void)subleaf;
	out[0] = out[1] = out[2] = out[3] = 0;
}

const struct cpu_reader assay_isa_cpu = {read_nothing, NULL};
const struct tier assay_isa_tiers[] = {{.name = NULL}};
const char *const assay_isa_tier_names[] = {"scalar", NULL};

uint32_t assay_isa_features(const struct cpu_reader *cpu)
{
	(void)cpu;
	return 0;
}
#endif
