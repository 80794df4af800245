/* tiers.h: what an ISA folder offers to the kernels: its tiers, and what this CPU has. Internal, not installed. */
#ifndef ASSAY_TIERS_H
#define ASSAY_TIERS_H

#ifdef __cplusplus
#error "the kernels are C: compile their files as C (cc, not c++) and link the objects; popcount.h is for both"
#endif

#include "popcount.h"

#include <stdbool.h>

/* No part of the library's interface, even where it is compiled into a shared one. */
#pragma GCC visibility push(hidden)

/* How the CPU is read; a test presents any CPU by giving its own. On x86_64 `leaf` and `subleaf` are CPUID's (out: eax,
 * ebx, ecx, edx), and CPU_XCR0 gives XCR0 in out[0] (low) and out[1]; it is asked for only where OSXSAVE is set. On
 * aarch64 `leaf` is an auxiliary vector's type (AT_HWCAP, AT_HWCAP2; out[0] low half, out[1] high half), and
 * CPU_VECTOR_BYTES gives the SVE vector length in bytes in out[0]; it is asked for only where HWCAP has SVE. */
struct cpu_reader {
	void (*read)(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4]);
	void *context;
};

enum { CPU_XCR0 = 0x7fff0000, CPU_VECTOR_BYTES };

/* One tier: a complete set of entries. Where a tier has nothing better for one of them, its row names the entry of the
 * tier below. */
struct tier {
	const char *name;
	uint32_t needs; /* bits of the ISA's own numbering: what cpu_features must give */
	uint64_t (*popcount)(const void *data, size_t size);
	uint64_t (*popcount_words)(const uint64_t *words, size_t n);
	uint64_t (*hamming)(const void *a, const void *b, size_t size);
};

/* The portable fallback (scalar.c): no instruction beyond the ISA's base level. */
uint64_t assay_popcount_scalar(const void *data, size_t size);
uint64_t assay_popcount_words_scalar(const uint64_t *words, size_t n);
uint64_t assay_hamming_scalar(const void *a, const void *b, size_t size);

/* Filled by the ISA folder: its tiers above scalar, the slowest first, ended by a NULL name; their names with scalar's
 * before them, ended by NULL; and the bits that `needs` speak of. An ISA without a folder has none. */
extern const struct tier assay_isa_tiers[];
extern const char *const assay_isa_tier_names[];
uint32_t assay_isa_features(const struct cpu_reader *cpu);
extern const struct cpu_reader assay_isa_cpu; /* the CPU that this runs on */

/* The tier that a CPU gets: the last one whose needs it has, and that does not stand behind `cap` (NULL: no cap).
 * *unknown is set where `cap` names no tier; the scalar tier is given then. */
const struct tier *assay_choose_tier(const struct cpu_reader *cpu, const char *cap, bool *unknown);

#pragma GCC visibility pop

#endif
