/* mask_register.c: a mask register is written and not named as clobbered. */
#include "../mutant.h"

uint64_t mutant_mask_register(const void *data, size_t size);

__attribute__((target("avx512f,avx512bw"))) uint64_t mutant_mask_register(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	while (size) {
		uint64_t low, high, n = size < 16 ? size : 16;
		__asm__ volatile("kmovd %[mask], %%k1\n\t"
		                 "vmovdqu8 (%[p]), %%zmm16%{%%k1%}%{z%}\n\t"
		                 "vpxord %%zmm17, %%zmm17, %%zmm17\n\t"
		                 "vpsadbw %%zmm17, %%zmm16, %%zmm16\n\t"
		                 "vextracti32x4 $0, %%zmm16, %%xmm17\n\t"
		                 "vmovq %%xmm17, %[low]\n\t"
		                 "vmovhps %%xmm17, %[high]"
		                 : [low] "=r"(low), [high] "=m"(high)
		                 : [p] "r"(p), [mask] "r"((uint32_t)((1u << n) - 1))
		                 : "memory", "xmm16", "xmm17" SOUND(, "k1"));
		sum += low + high;
		p += n;
		size -= n;
	}
	return sum;
}
