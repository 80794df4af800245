#include <stddef.h>
#include <stdint.h>

static uint32_t find(const uint32_t *parent, uint32_t at)
{
	while (parent[at] != at)
		at = parent[at];
	return at;
}

/* How many of the pairs of elements are in the same set; roots are their own parents. */
uint64_t connected_pairs_bad(const uint32_t *parent, const uint32_t *a, const uint32_t *b, size_t n)
{
	uint64_t connected = 0;

	for (size_t i = 0; i < n; i++)
		connected += find(parent, a[i]) == find(parent, b[i]);
	return connected;
}
