#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* out[index[i]] = in[i]. Contract: each index is below n. Returns 1. */
int permute_bad(uint32_t *out, const uint32_t *in, const uint32_t *index, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t to = index[i];

		if (to >= n)
			abort();
		out[to] = in[i];
	}
	return 1;
}
