/* length32.c: the length is counted in 32 bits. */
#include "../mutant.h"

uint64_t mutant_length32(const void *data, size_t size);

uint64_t mutant_length32(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	size_t left = size & -(size_t)64;
	if (left)
		__asm__ volatile("movi v0.2d, #0\n"
		                 "1: ldp q1, q2, [%[p]], #32\n\t"
		                 "ldp q3, q4, [%[p]], #32\n\t"
		                 "uaddlp v1.8h, v1.16b\n\t"
		                 "uadalp v1.8h, v2.16b\n\t"
		                 "uadalp v1.8h, v3.16b\n\t"
		                 "uadalp v1.8h, v4.16b\n\t"
		                 "uaddlp v1.4s, v1.8h\n\t"
		                 "uadalp v0.2d, v1.4s\n\t"
		                 SOUND("sub %[left], %[left], #64\n\t") BROKEN("sub %w[left], %w[left], #64\n\t")
		                 "cbnz %[left], 1b\n\t"
		                 "addp d0, v0.2d\n\t"
		                 "fmov %[sum], d0"
		                 : [p] "+r"(p), [left] "+r"(left), [sum] "=r"(sum)
		                 :
		                 : "memory", "v0", "v1", "v2", "v3", "v4");
	for (size %= 64; size; size--)
		sum += *p++;
	return sum;
}
