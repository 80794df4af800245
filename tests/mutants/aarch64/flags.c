/* flags.c: the flags are written and not named as clobbered: gcc moves compares of the caller's above the asm. (Not
 * above one that is volatile: its scheduler lets nothing pass those.) */
#include "../mutant.h"

uint64_t mutant_flags(const void *data, size_t size);

uint64_t mutant_flags(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum, byte, n = size;
	__asm__("mov %[sum], #0\n\t"
	        "cbz %[n], 2f\n"
	        "1: ldrb %w[byte], [%[p]], #1\n\t"
	        "add %[sum], %[sum], %[byte]\n\t"
	        "subs %[n], %[n], #1\n\t"
	        "b.ne 1b\n"
	        "2:"
	        : [p] "+&r"(p), [n] "+&r"(n), [sum] "=&r"(sum), [byte] "=&r"(byte)
	        : "m"(*(const unsigned char(*)[size])data)
	        SOUND(: "cc"));
	return sum;
}
