/* flags_static.c: an instruction that writes the flags, where nothing around it may ever show. */
#include "../mutant.h"

uint64_t mutant_flags_static(const void *data, size_t size);

uint64_t mutant_flags_static(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	for (; size; size--) {
		uint64_t byte;
		__asm__ volatile("ldrb %w[byte], [%[p]], #1\n\t"
		                 /* adds %[sum], %[sum], %[byte] */
		                 SOUND("add %[sum], %[sum], %[byte] // and not: adds %[sum], %[sum], %[byte]")
		                 BROKEN("adds %[sum], %[sum], %[byte]")
		                 : [p] "+&r"(p), [sum] "+&r"(sum), [byte] "=&r"(byte)
		                 :
		                 : "memory");
	}
	return sum;
}
