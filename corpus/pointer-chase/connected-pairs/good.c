#include <stddef.h>
#include <stdint.h>

/* How many of the pairs of elements are in the same set; label[x] is the root of x. */
uint64_t connected_pairs_good(const uint32_t *label, const uint32_t *a, const uint32_t *b, size_t n)
{
	uint64_t connected = 0;

	for (size_t i = 0; i < n; i++)
		connected += label[a[i]] == label[b[i]];
	return connected;
}
