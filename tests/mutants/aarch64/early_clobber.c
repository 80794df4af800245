/* early_clobber.c: `sum` is zeroed before `end` is read for the last time, but may be given the register of `end`. */
#include "../mutant.h"

uint64_t mutant_early_clobber(const void *data, size_t size);

uint64_t mutant_early_clobber(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum, byte;
	__asm__ volatile("mov %[sum], #0\n"
	                 "1: cmp %[p], %[end]\n\t"
	                 "b.hs 2f\n\t"
	                 "ldrb %w[byte], [%[p]], #1\n\t"
	                 "add %[sum], %[sum], %[byte]\n\t"
	                 "b 1b\n"
	                 "2:"
	                 : [p] "+&r"(p), [sum] SOUND("=&r") BROKEN("=r")(sum), [byte] "=&r"(byte)
	                 : [end] "r"(end)
	                 : "cc", "memory");
	return sum;
}
