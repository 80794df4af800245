#include <stddef.h>
#include <stdint.h>

enum { CHANNELS = 16 };

/* The loudest sample of one channel of interleaved sound. */
int32_t channel_peak_bad(const int32_t *frames, size_t n, unsigned channel)
{
	int32_t most = INT32_MIN;

	frames += channel;
	for (size_t i = 0; i < n; i++) {
		int32_t v = frames[i * CHANNELS];

		most = v > most ? v : most;
	}
	return most;
}
