/* early_clobber.c: `sum` is zeroed before `end` is read for the last time, but may be given the register of `end`. */
#include "../mutant.h"

uint64_t mutant_early_clobber(const void *data, size_t size);

uint64_t mutant_early_clobber(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum, byte;
	__asm__ volatile("xor %k[sum], %k[sum]\n"
	                 "1: cmp %[end], %[p]\n\t"
	                 "jae 2f\n\t"
	                 "movzbl (%[p]), %k[byte]\n\t"
	                 "add %[byte], %[sum]\n\t"
	                 "inc %[p]\n\t"
	                 "jmp 1b\n"
	                 "2:"
	                 : [p] "+&r"(p), [sum] SOUND("=&r") BROKEN("=r")(sum), [byte] "=&r"(byte)
	                 : [end] "r"(end)
	                 : "cc", "memory");
	return sum;
}
