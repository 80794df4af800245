/* fpcr.c: denormals are switched off for the sum, and for the rest of the program. */
#include "../mutant.h"

uint64_t mutant_fpcr(const void *data, size_t size);

uint64_t mutant_fpcr(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, byte, old;
	if (size)
		__asm__ volatile("mrs %[old], fpcr\n\t"
		                 "orr %[byte], %[old], #1 << 24\n\t" /* FZ */
		                 "msr fpcr, %[byte]\n\t"
		                 "movi d0, #0\n"
		                 "1: ldrb %w[byte], [%[p]], #1\n\t"
		                 "ucvtf d1, %[byte]\n\t"
		                 "fadd d0, d0, d1\n\t"
		                 "sub %[n], %[n], #1\n\t"
		                 "cbnz %[n], 1b\n\t"
		                 "fcvtzu %[sum], d0\n\t" SOUND("msr fpcr, %[old]")
		                 : [p] "+&r"(p), [n] "+&r"(size), [sum] "=&r"(sum), [byte] "=&r"(byte), [old] "=&r"(old)
		                 :
		                 : "memory", "v0", "v1");
	return sum;
}
