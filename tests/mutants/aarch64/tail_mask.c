/* tail_mask.c: of the last word, which ends with the range, one byte that is already in the sum is kept. */
#include "../mutant.h"

uint64_t mutant_tail_mask(const void *data, size_t size);

static uint64_t tail_mask_sum(uint64_t word)
{
	uint64_t sum = 0;
	for (; word; word >>= 8)
		sum += word & 0xff;
	return sum;
}

uint64_t mutant_tail_mask(const void *data, size_t size)
{
	const unsigned char *p = data, *end = p + size;
	uint64_t sum = 0, word;
	if (size < 8) {
		while (p < end)
			sum += *p++;
		return sum;
	}
	for (; end - p >= 8; p += 8) {
		__asm__ volatile("ldr %[word], [%[p]]" : [word] "=r"(word) : [p] "r"(p) : "memory");
		sum += tail_mask_sum(word);
	}
	if (p < end) {
		__asm__ volatile("ldur %[word], [%[end], #-8]\n\t"
		                 "lsr %[word], %[word], %[bits]"
		                 : [word] "=&r"(word)
		                 : [end] "r"(end), [bits] "r"(8 * (SOUND(8) BROKEN(7) - (end - p)))
		                 : "memory");
		sum += tail_mask_sum(word);
	}
	return sum;
}
