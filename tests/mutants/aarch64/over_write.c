/* over_write.c: the last bytes are stored with a wider register than they fill. */
#include "../mutant.h"

void mutant_over_write(const void *from, void *to, size_t size);

void mutant_over_write(const void *from, void *to, size_t size)
{
	const unsigned char *p = from;
	unsigned char *q = to;
	for (; size >= 8; p += 8, q += 8, size -= 8)
		__asm__ volatile("ldr x9, [%[p]]\n\t"
		                 "mvn x9, x9\n\t"
		                 "str x9, [%[q]]"
		                 :
		                 : [p] "r"(p), [q] "r"(q)
		                 : "x9", "memory");
	while (size) {
		__asm__ volatile("ldrb w9, [%[p]]\n\t"
		                 "mvn w9, w9\n\t"
		                 SOUND("strb w9, [%[q]]") BROKEN("str w9, [%[q]]")
		                 :
		                 : [p] "r"(p), [q] "r"(q)
		                 : "x9", "memory");
		p++, q++, size--;
	}
}
