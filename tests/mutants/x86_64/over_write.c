/* over_write.c: the last bytes are stored with a wider register than they fill. */
#include "../mutant.h"

void mutant_over_write(const void *from, void *to, size_t size);

void mutant_over_write(const void *from, void *to, size_t size)
{
	const unsigned char *p = from;
	unsigned char *q = to;
	for (; size >= 8; p += 8, q += 8, size -= 8)
		__asm__ volatile("mov (%[p]), %%rax\n\t"
		                 "not %%rax\n\t"
		                 "mov %%rax, (%[q])"
		                 :
		                 : [p] "r"(p), [q] "r"(q)
		                 : "rax", "memory");
	while (size) {
		__asm__ volatile("movzbl (%[p]), %%eax\n\t"
		                 "not %%eax\n\t"
		                 SOUND("mov %%al, (%[q])") BROKEN("mov %%eax, (%[q])")
		                 :
		                 : [p] "r"(p), [q] "r"(q)
		                 : "rax", "memory");
		p++, q++, size--;
	}
}
