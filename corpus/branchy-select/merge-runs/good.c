#include <stddef.h>
#include <stdint.h>

/* Merges two ascending runs into one of n values. Both end in UINT64_MAX, which does not count; n is how many values
 * come before, in both together. */
void merge_runs_good(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t n)
{
	size_t i = 0;

	for (size_t k = 0; k < n; k++) {
		uint64_t left = a[i], right = b[k - i], from_a = left <= right;

		out[k] = right ^ ((left ^ right) & -from_a);
		i += from_a;
	}
}
