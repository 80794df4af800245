/* mxcsr.c: denormals are switched off for the sum, and for the rest of the program. */
#include "../mutant.h"

uint64_t mutant_mxcsr(const void *data, size_t size);

uint64_t mutant_mxcsr(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t byte = 0, sum = 0;
	uint32_t old, fast;
	if (size)
		__asm__ volatile("stmxcsr %[old]\n\t"
		                 "mov %[old], %k[byte]\n\t"
		                 "or $0x8040, %k[byte]\n\t" /* FTZ, DAZ */
		                 "mov %k[byte], %[fast]\n\t"
		                 "ldmxcsr %[fast]\n\t"
		                 "xorps %%xmm0, %%xmm0\n"
		                 "1: movzbl (%[p]), %k[byte]\n\t"
		                 "cvtsi2sd %[byte], %%xmm1\n\t"
		                 "addsd %%xmm1, %%xmm0\n\t"
		                 "inc %[p]\n\t"
		                 "dec %[n]\n\t"
		                 "jnz 1b\n\t"
		                 "cvttsd2si %%xmm0, %[sum]\n\t" SOUND("ldmxcsr %[old]")
		                 : [p] "+&r"(p), [n] "+&r"(size), [byte] "+&r"(byte), [sum] "=&r"(sum), [old] "=m"(old),
		                   [fast] "=m"(fast)
		                 :
		                 : "cc", "memory", "xmm0", "xmm1");
	return sum;
}
