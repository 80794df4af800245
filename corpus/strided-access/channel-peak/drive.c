#include "drive.h"

int32_t channel_peak_bad(const int32_t *frames, size_t n, unsigned channel);
int32_t channel_peak_good(const int32_t *samples, size_t n);

enum { CHANNELS = 16 };

static void run(struct drive *d)
{
	size_t n = d->n;
	int32_t *frames = (int32_t *)drive_u32(d, n * CHANNELS), *plane = (int32_t *)drive_u32(d, n);

	for (unsigned c = 0; c < CHANNELS; c += 5) {
		for (size_t i = 0; i < n; i++)
			plane[i] = frames[i * CHANNELS + c];
		drive_same_u64(d, "peak", (uint32_t)channel_peak_bad(frames, n, c), (uint32_t)channel_peak_good(plane, n));
	}
}

DRIVE_PAIR("channel-peak", run, 0)
