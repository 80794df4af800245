/* memory_operand.c: the asm reads the whole range and names its first byte alone: stores to the others may be moved across
 * it. */
#include "../mutant.h"

uint64_t mutant_memory_operand(const void *data, size_t size);

uint64_t mutant_memory_operand(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum, byte;
	__asm__("mov %[sum], #0\n"
	        "1: cmp %[p], %[end]\n\t"
	        "b.hs 2f\n\t"
	        "ldrb %w[byte], [%[p]], #1\n\t"
	        "add %[sum], %[sum], %[byte]\n\t"
	        "b 1b\n"
	        "2:"
	        : [p] "+&r"(p), [sum] "=&r"(sum), [byte] "=&r"(byte)
	        : [end] "r"(end), "m"(*(const unsigned char(*)[SOUND(size) BROKEN(1)])data)
	        : "cc");
	return sum;
}
