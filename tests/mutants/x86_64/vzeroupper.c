/* vzeroupper.c: the upper halves of vector registers are left dirty. */
#include "../mutant.h"

uint64_t mutant_vzeroupper(const void *data, size_t size);

uint64_t mutant_vzeroupper(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	size_t vectors = size / 32;
	if (vectors)
		__asm__ volatile("vpxor %%xmm0, %%xmm0, %%xmm0\n\t"
		                 "vpxor %%xmm2, %%xmm2, %%xmm2\n"
		                 "1: vmovdqu (%[p]), %%ymm1\n\t"
		                 "vpsadbw %%ymm2, %%ymm1, %%ymm1\n\t"
		                 "vpaddq %%ymm1, %%ymm0, %%ymm0\n\t"
		                 "add $32, %[p]\n\t"
		                 "dec %[vectors]\n\t"
		                 "jnz 1b\n\t"
		                 "vextracti128 $1, %%ymm0, %%xmm1\n\t"
		                 "vpaddq %%xmm1, %%xmm0, %%xmm0\n\t"
		                 "vpextrq $1, %%xmm0, %[sum]\n\t"
		                 "vmovq %%xmm0, %[vectors]\n\t"
		                 "add %[vectors], %[sum]\n\t"
		                 "vpcmpeqd %%ymm2, %%ymm2, %%ymm2\n\t" SOUND("vzeroupper")
		                 : [p] "+&r"(p), [vectors] "+&r"(vectors), [sum] "=&r"(sum)
		                 :
		                 : "cc", "memory", "xmm0", "xmm1", "xmm2");
	for (size %= 32; size; size--)
		sum += *p++;
	return sum;
}
