#include <stddef.h>
#include <stdint.h>

/* The sum over n entries of a ring of `size` entries, from `head` on. */
uint64_t ring_window_bad(const uint32_t *ring, size_t size, size_t head, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (i + 1) * ring[(head + i) % size];
	return sum;
}
