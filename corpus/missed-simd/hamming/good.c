#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t u64x2 __attribute__((vector_size(16)));

static u64x2 differing(const uint64_t *a, const uint64_t *b)
{
	u64x2 x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	x ^= y;
	x -= x >> 1 & 0x5555555555555555;
	x = (x & 0x3333333333333333) + (x >> 2 & 0x3333333333333333);
	x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0f;
	x += x >> 8;
	x += x >> 16;
	x += x >> 32;
	return x & 0xff;
}

/* How many bits differ between two bit sets of n words. */
uint64_t hamming_good(const uint64_t *a, const uint64_t *b, size_t n)
{
	size_t even = n / 2 * 2;
	u64x2 count = {0, 0};

	if (n != even) {
		uint64_t last_a[2] = {a[even], 0}, last_b[2] = {b[even], 0};

		count = differing(last_a, last_b);
	}
	for (size_t i = 0; i < even; i += 2)
		count += differing(a + i, b + i);
	return count[0] + count[1];
}
