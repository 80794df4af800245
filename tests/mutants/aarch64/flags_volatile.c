/* flags_volatile.c: the flags are written and not named as clobbered: a compare that the caller made before counts as
 * made still. */
#include "../mutant.h"

uint64_t mutant_flags_volatile(const void *data, size_t size);

uint64_t mutant_flags_volatile(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum, byte;
	__asm__ volatile("mov %[sum], #0\n\t"
	                 "cbz %[n], 2f\n"
	                 "1: ldrb %w[byte], [%[p]], #1\n\t"
	                 "add %[sum], %[sum], %[byte]\n\t"
	                 "subs %[n], %[n], #1\n\t"
	                 "b.ne 1b\n"
	                 "2:"
	                 : [p] "+&r"(p), [n] "+&r"(size), [sum] "=&r"(sum), [byte] "=&r"(byte)
	                 :
	                 : SOUND("cc", ) "memory");
	return sum;
}
