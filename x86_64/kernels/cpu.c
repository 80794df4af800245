/* cpu.c: which of the features that the kernels need an x86_64 CPU has, and its operating system serves. */
#include "x86_64.h"

#if defined(__x86_64__) && defined(__LP64__)

#include <cpuid.h>

/* Intel's SDM, volume 2A, CPUID; volume 1, 14.3 and 15.2 (AVX, AVX-512: what XCR0 must say before they are used). */
enum { EAX, EBX, ECX, EDX };
enum { LEAF_1_ECX_POPCNT = 1 << 23, LEAF_1_ECX_OSXSAVE = 1 << 27, LEAF_1_ECX_AVX = 1 << 28 };
enum {
	LEAF_7_EBX_AVX2 = 1 << 5,
	LEAF_7_EBX_AVX512F = 1 << 16,
	LEAF_7_EBX_AVX512BW = 1 << 30,
	LEAF_7_ECX_VPOPCNTDQ = 1 << 14
};
static const uint32_t leaf_7_ebx_avx512vl = 1u << 31;
enum { XCR0_YMM = 0x06 /* xmm and ymm */, XCR0_ZMM = 0xe6 /* and k0-7, zmm0-15's upper halves, zmm16-31 */ };

static void read_cpu(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4])
{
	(void)context;
	if (leaf == CPU_XCR0) {
		__asm__ volatile("xgetbv" : "=a"(out[0]), "=d"(out[1]) : "c"(0));
		out[2] = out[3] = 0;
		return;
	}
	__cpuid_count(leaf, subleaf, out[EAX], out[EBX], out[ECX], out[EDX]);
}

const struct cpu_reader assay_isa_cpu = {read_cpu, NULL};

static bool all(uint32_t value, uint32_t bits) { return (value & bits) == bits; }

uint32_t assay_isa_features(const struct cpu_reader *cpu)
{
	const uint32_t ebx_512 = leaf_7_ebx_avx512vl | LEAF_7_EBX_AVX512F | LEAF_7_EBX_AVX512BW;
	uint32_t leaf_0[4], leaf_1[4], leaf_7[4] = {0}, xcr0[4] = {0};
	cpu->read(cpu->context, 0, 0, leaf_0);
	cpu->read(cpu->context, 1, 0, leaf_1);
	if (leaf_0[EAX] >= 7)
		cpu->read(cpu->context, 7, 0, leaf_7);
	if (all(leaf_1[ECX], LEAF_1_ECX_OSXSAVE))
		cpu->read(cpu->context, CPU_XCR0, 0, xcr0);

	uint32_t features = 0;
	if (all(leaf_1[ECX], LEAF_1_ECX_POPCNT))
		features |= X86_POPCNT;
	if (!all(leaf_1[ECX], LEAF_1_ECX_AVX) || !all(xcr0[0], XCR0_YMM))
		return features;
	if (all(leaf_7[EBX], LEAF_7_EBX_AVX2))
		features |= X86_AVX2;
	if (all(leaf_7[EBX], ebx_512) && all(leaf_7[ECX], LEAF_7_ECX_VPOPCNTDQ) && all(xcr0[0], XCR0_ZMM))
		features |= X86_AVX512;
	return features;
}

#endif
