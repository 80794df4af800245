/* reference.c: what the mutants are compared with: right by looking at it. */
#include "mutant.h"

uint64_t reference_sum(const void *data, size_t size);
uint64_t reference_sum_from(uint64_t start, const void *data, size_t size);
uint64_t reference_sum2(const void *a, const void *b, size_t size);
uint64_t reference_bits(const void *data, size_t size);
uint64_t reference_count_ff(const void *data, size_t size);
void reference_invert(const void *from, void *to, size_t size);

uint64_t reference_sum(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	for (size_t i = 0; i < size; i++)
		sum += p[i];
	return sum;
}

uint64_t reference_sum_from(uint64_t start, const void *data, size_t size)
{
	return start + reference_sum(data, size);
}

uint64_t reference_sum2(const void *a, const void *b, size_t size)
{
	return reference_sum(a, size) + reference_sum(b, size);
}

uint64_t reference_bits(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t bits = 0;
	for (size_t i = 0; i < size; i++)
		for (unsigned bit = 0; bit < 8; bit++)
			bits += p[i] >> bit & 1;
	return bits;
}

uint64_t reference_count_ff(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t n = 0;
	for (size_t i = 0; i < size; i++)
		n += p[i] == 0xff;
	return n;
}

void reference_invert(const void *from, void *to, size_t size)
{
	const unsigned char *p = from;
	unsigned char *q = to;
	for (size_t i = 0; i < size; i++)
		q[i] = (unsigned char)~p[i];
}
