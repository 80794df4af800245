/* byte_accumulator.c: counters of one byte each take one addition more than they can hold. */
#include "../mutant.h"

uint64_t mutant_byte_accumulator(const void *data, size_t size);

uint64_t mutant_byte_accumulator(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits = 0;
	while (size >= 16) {
		size_t vectors = size / 16 < SOUND(31) BROKEN(32) ? size / 16 : SOUND(31) BROKEN(32);
		uint64_t part;
		size -= vectors * 16;
		__asm__ volatile("movi v0.16b, #0\n"
		                 "1: ldr q1, [%[p]], #16\n\t"
		                 "cnt v1.16b, v1.16b\n\t"
		                 "add v0.16b, v0.16b, v1.16b\n\t"
		                 "sub %[vectors], %[vectors], #1\n\t"
		                 "cbnz %[vectors], 1b\n\t"
		                 "uaddlv h0, v0.16b\n\t"
		                 "umov %w[part], v0.h[0]"
		                 : [p] "+r"(p), [vectors] "+r"(vectors), [part] "=r"(part)
		                 :
		                 : "memory", "v0", "v1");
		bits += part;
	}
	for (; size; size--)
		bits += (uint64_t)__builtin_popcount(*p++);
	return bits;
}
