#include <stddef.h>
#include <stdint.h>

/* The smaller one of two gains, for n bands. */
void gain_floor_good(int16_t *floor, const int16_t *a, const int16_t *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		floor[i] = a[i] < b[i] ? a[i] : b[i];
}
