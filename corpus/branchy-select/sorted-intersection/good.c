#include <stddef.h>
#include <stdint.h>

/* How many values two ascending sets have in common. Whichever side is not behind stays; at a tie both go on. */
size_t sorted_intersection_good(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	size_t i = 0, j = 0, common = 0;

	while (i < na && j < nb) {
		uint32_t left = a[i], right = b[j];

		common += left == right;
		i += left <= right;
		j += right <= left;
	}
	return common;
}
