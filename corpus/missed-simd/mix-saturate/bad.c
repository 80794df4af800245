#include <stddef.h>
#include <stdint.h>

/* Adds one track of 16-bit samples to another, with saturation. */
void mix_saturate_bad(int16_t *mix, const int16_t *track, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int sum = mix[i] + track[i];

		if (sum > INT16_MAX)
			sum = INT16_MAX;
		if (sum < INT16_MIN)
			sum = INT16_MIN;
		mix[i] = (int16_t)sum;
	}
}
