#include <stddef.h>
#include <stdint.h>

/* out[index[i]] = in[i]. Contract: each index is below n. Returns 1; 0, and writes nothing, where one is not. */
int permute_good(uint32_t *out, const uint32_t *in, const uint32_t *index, size_t n)
{
	uint32_t largest = 0;

	for (size_t i = 0; i < n; i++)
		largest = index[i] > largest ? index[i] : largest;
	if (n != 0 && largest >= n)
		return 0;
	for (size_t i = 0; i < n; i++)
		out[index[i]] = in[i];
	return 1;
}
