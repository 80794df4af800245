/* input_modified.c: the asm counts `n` down and says that it only reads it; the second statement finds 0 there. */
#include "../mutant.h"

uint64_t mutant_input_modified(const void *a, const void *b, size_t size);

static inline __attribute__((always_inline)) uint64_t input_modified_sum(const unsigned char *p, size_t n)
{
	uint64_t sum = 0, byte;
	SOUND(size_t left = n;)
	__asm__ volatile("test %[n], %[n]\n\t"
	                 "jz 2f\n"
	                 "1: movzbl -1(%[p], %[n]), %k[byte]\n\t"
	                 "add %[byte], %[sum]\n\t"
	                 "dec %[n]\n\t"
	                 "jnz 1b\n"
	                 "2:"
	                 : [sum] "+&r"(sum), [byte] "=&r"(byte) SOUND(, [n] "+&r"(left))
	                 : [p] "r"(p) BROKEN(, [n] "r"(n))
	                 : "cc", "memory");
	return sum;
}

uint64_t mutant_input_modified(const void *a, const void *b, size_t size)
{
	return input_modified_sum(a, size) + input_modified_sum(b, size);
}
