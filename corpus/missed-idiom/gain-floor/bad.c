#include <stddef.h>
#include <stdint.h>

/* The smaller one of two gains, for n bands; differences fit in 16 bits. */
void gain_floor_bad(int16_t *floor, const int16_t *a, const int16_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int16_t d = (int16_t)(a[i] - b[i]);

		floor[i] = (int16_t)(b[i] + (d & (d >> 15)));
	}
}
