/* align_down.c: the bytes up to the first aligned word are taken from the word around them: bytes before the range are
 * read, always within the page, so that no guard page can tell. */
#include "../mutant.h"

uint64_t mutant_align_down(const void *data, size_t size);

uint64_t mutant_align_down(const void *data, size_t size)
{
	const unsigned char *p = data;
	size_t before = (uintptr_t)p & 7;
	uint64_t sum = 0, head;
	if (before && size >= 8) {
		__asm__ volatile(SOUND("mov (%[p]), %[head]\n\t"
		                       "shl %%cl, %[head]")
		                 BROKEN("mov %[p], %[head]\n\t"
		                        "and $-8, %[head]\n\t"
		                        "mov (%[head]), %[head]\n\t"
		                        "shr %%cl, %[head]")
		                 : [head] "=&r"(head)
		                 : [p] "r"(p), "c"(8 * before)
		                 : "cc", "memory");
		for (; head; head >>= 8)
			sum += head & 0xff;
		p += 8 - before;
		size -= 8 - before;
	}
	for (; size; size--)
		sum += *p++;
	return sum;
}
