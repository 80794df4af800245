/* red_zone.c: the asm saves registers with push where the compiler keeps a leaf function's variables. */
#include "../mutant.h"

uint64_t mutant_red_zone(const void *data, size_t size);

uint64_t mutant_red_zone(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sums[8] = {0}, sum = 0;
	for (size_t i = 0; i < size; i++) {
		uint64_t byte;
		sums[p[i] & 7] += p[i] & 0xf0;
		__asm__ volatile(SOUND("lea -128(%%rsp), %%rsp\n\t") /* the red zone's 128 bytes */
		                 "push %%rbx\n\t"
		                 "push %%rcx\n\t"
		                 "push %%rdx\n\t"
		                 "movzbl (%[p]), %%ebx\n\t"
		                 "mov %%ebx, %%ecx\n\t"
		                 "mov $15, %%edx\n\t"
		                 "and %%edx, %%ecx\n\t"
		                 "mov %%rcx, %[byte]\n\t"
		                 "pop %%rdx\n\t"
		                 "pop %%rcx\n\t"
		                 "pop %%rbx\n\t" SOUND("lea 128(%%rsp), %%rsp")
		                 : [byte] "=S"(byte)
		                 : [p] "D"(p + i)
		                 : "cc", "memory");
		sum += byte;
	}
	for (unsigned i = 0; i < 8; i++)
		sum += sums[i];
	return sum;
}
