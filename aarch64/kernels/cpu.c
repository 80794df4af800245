/* cpu.c: which features an aarch64 CPU has, as the kernel's auxiliary vector tells. */
#if defined(__aarch64__) && defined(__AARCH64EL__)

#include "entries.h"

#include "sve.h"

#if defined(__linux__)
#include <sys/auxv.h>
#endif

/* Linux's numbers, Documentation/arch/arm64/elf_hwcaps.rst and uapi/asm/hwcap.h; older headers lack the last. */
enum { CPU_AT_HWCAP = 16, CPU_AT_HWCAP2 = 26 };
#define CPU_HWCAP_ASIMD (UINT64_C(1) << 1)
#define CPU_HWCAP_SVE   (UINT64_C(1) << 22)
#define CPU_HWCAP2_CSSC (UINT64_C(1) << 34)

static uint64_t cpu_read(const struct cpu_reader *cpu, uint32_t leaf)
{
	uint32_t out[4] = {0};
	cpu->read(cpu->context, leaf, 0, out);
	return out[0] | (uint64_t)out[1] << 32;
}

uint32_t assay_isa_features(const struct cpu_reader *cpu)
{
	uint64_t hwcap = cpu_read(cpu, CPU_AT_HWCAP), hwcap2 = cpu_read(cpu, CPU_AT_HWCAP2);
	uint32_t features = 0;
	if (hwcap & CPU_HWCAP_ASIMD)
		features |= ASSAY_ASIMD;
	if (hwcap & CPU_HWCAP_SVE) {
		features |= ASSAY_SVE;
		if (cpu_read(cpu, CPU_VECTOR_BYTES) > 16)
			features |= ASSAY_SVE_WIDE;
	}
	if (hwcap2 & CPU_HWCAP2_CSSC)
		features |= ASSAY_CSSC;
	return features;
}

/* Without Linux's auxiliary vector: what every AArch64 system with this ABI has. */
static void cpu_host(void *context, uint32_t leaf, uint32_t subleaf, uint32_t out[4])
{
	(void)context;
	(void)subleaf;
	uint64_t value = leaf == CPU_AT_HWCAP ? CPU_HWCAP_ASIMD : 0;
#if defined(__linux__)
	value = leaf == CPU_VECTOR_BYTES ? assay_sve_bytes() : getauxval(leaf);
#endif
	out[0] = (uint32_t)value;
	out[1] = (uint32_t)(value >> 32);
	out[2] = out[3] = 0;
}

const struct cpu_reader assay_isa_cpu = {cpu_host, NULL};

#endif
