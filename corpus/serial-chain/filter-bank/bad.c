#include <stddef.h>

enum { CHANNELS = 32 };

/* A one-pole low-pass over each of 32 interleaved channels, in place: y = decay * y + gain * x. */
void filter_bank_bad(float *frames, size_t n, float gain, float decay, float state[CHANNELS])
{
	for (size_t c = 0; c < CHANNELS; c++) {
		float y = state[c];

		for (size_t t = 0; t < n; t++) {
			y = decay * y + gain * frames[t * CHANNELS + c];
			frames[t * CHANNELS + c] = y;
		}
		state[c] = y;
	}
}
