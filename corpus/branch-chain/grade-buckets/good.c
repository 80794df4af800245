#include <stddef.h>
#include <stdint.h>

static const uint8_t bucket[256] = {
	[0 ... 49] = 5, [50 ... 59] = 4, [60 ... 69] = 3, [70 ... 79] = 2, [80 ... 89] = 1, [90 ... 255] = 0,
};

/* How many of n scores, 0..100 and more, lie in each grade. */
void grade_buckets_good(uint32_t grade[6], const uint8_t *score, size_t n)
{
	for (size_t i = 0; i < n; i++)
		grade[bucket[score[i]]]++;
}
