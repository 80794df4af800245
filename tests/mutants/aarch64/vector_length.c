/* vector_length.c: SVE code that takes its vectors for 128 bits long. */
#include "../mutant.h"

uint64_t mutant_vector_length(const void *data, size_t size);

uint64_t mutant_vector_length(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum, i;
	__asm__ volatile(".arch_extension sve\n\t"
	                 "mov %[i], #0\n\t"
	                 "mov z0.d, #0\n\t"
	                 "ptrue p1.b\n\t"
	                 "whilelo p0.b, %[i], %[size]\n"
	                 "1: ld1b z1.b, p0/z, [%[p], %[i]]\n\t"
	                 "uaddv d1, p1, z1.b\n\t"
	                 "add z0.d, z0.d, z1.d\n\t"
	                 SOUND("incb %[i]\n\t") BROKEN("add %[i], %[i], #16\n\t")
	                 "whilelo p0.b, %[i], %[size]\n\t"
	                 "b.first 1b\n\t"
	                 "fmov %[sum], d0"
	                 : [i] "=&r"(i), [sum] "=r"(sum)
	                 : [p] "r"(p), [size] "r"(size)
	                 : "cc", "memory", "v0", "v1", "p0", "p1");
	return sum;
}
