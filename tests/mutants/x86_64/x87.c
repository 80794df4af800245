/* x87.c: a constant is left on the x87 stack. */
#include "../mutant.h"

uint64_t mutant_x87(const void *data, size_t size);

uint64_t mutant_x87(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0, byte;
	if (size)
		__asm__ volatile("fld1\n\t"
		                 "fldz\n"
		                 "1: movzbl (%[p]), %k[byte]\n\t"
		                 "mov %[byte], %[sum]\n\t"
		                 "fildll %[sum]\n\t"
		                 "fmul %%st(2), %%st\n\t"
		                 "faddp\n\t"
		                 "inc %[p]\n\t"
		                 "dec %[n]\n\t"
		                 "jnz 1b\n\t"
		                 "fistpll %[sum]\n\t" SOUND("fstp %%st(0)")
		                 : [p] "+&r"(p), [n] "+&r"(size), [sum] "=m"(sum), [byte] "=&r"(byte)
		                 :
		                 : "cc", "memory", "st", "st(1)", "st(2)");
	return sum;
}
