/* memory_operand.c: the asm reads the whole range and names its first byte alone: stores to the others may be moved across
 * it. */
#include "../mutant.h"

uint64_t mutant_memory_operand(const void *data, size_t size);

uint64_t mutant_memory_operand(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum, byte;
	__asm__("xor %k[sum], %k[sum]\n"
	        "1: cmp %[end], %[p]\n\t"
	        "jae 2f\n\t"
	        "movzbl (%[p]), %k[byte]\n\t"
	        "add %[byte], %[sum]\n\t"
	        "inc %[p]\n\t"
	        "jmp 1b\n"
	        "2:"
	        : [p] "+&r"(p), [sum] "=&r"(sum), [byte] "=&r"(byte)
	        : [end] "r"(end), "m"(*(const unsigned char(*)[SOUND(size) BROKEN(1)])data)
	        : "cc");
	return sum;
}
