/* predicate_register.c: a predicate register is written and not named as clobbered. */
#include "../mutant.h"

uint64_t mutant_predicate_register(const void *data, size_t size);

uint64_t mutant_predicate_register(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum, i;
	__asm__ volatile(".arch_extension sve\n\t"
	                 "mov %[i], #0\n\t"
	                 "mov z0.d, #0\n\t"
	                 "whilelo p1.b, %[i], %[size]\n"
	                 "1: ld1b z1.b, p1/z, [%[p], %[i]]\n\t"
	                 "uaddv d1, p1, z1.b\n\t"
	                 "add z0.d, z0.d, z1.d\n\t"
	                 "incb %[i]\n\t"
	                 "whilelo p1.b, %[i], %[size]\n\t"
	                 "b.first 1b\n\t"
	                 "fmov %[sum], d0"
	                 : [i] "=&r"(i), [sum] "=r"(sum)
	                 : [p] "r"(p), [size] "r"(size)
	                 : "cc", "memory", "v0", "v1" SOUND(, "p1"));
	return sum;
}
