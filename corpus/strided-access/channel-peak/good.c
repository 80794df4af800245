#include <stddef.h>
#include <stdint.h>

/* The loudest sample of one channel, which lies by itself (planar sound). */
int32_t channel_peak_good(const int32_t *samples, size_t n)
{
	int32_t most = INT32_MIN;

	for (size_t i = 0; i < n; i++)
		most = samples[i] > most ? samples[i] : most;
	return most;
}
