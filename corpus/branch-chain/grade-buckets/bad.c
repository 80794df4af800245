#include <stddef.h>
#include <stdint.h>

/* How many of n scores, 0..100 and more, lie in each grade. */
void grade_buckets_bad(uint32_t grade[6], const uint8_t *score, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned s = score[i];

		if (s >= 90)
			grade[0]++;
		else if (s >= 80)
			grade[1]++;
		else if (s >= 70)
			grade[2]++;
		else if (s >= 60)
			grade[3]++;
		else if (s >= 50)
			grade[4]++;
		else
			grade[5]++;
	}
}
