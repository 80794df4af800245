#include "drive.h"

struct delay_line {
	float *samples;
	size_t size, head;
};
void ring_delay_bad(struct delay_line *line, float *x, size_t n);
void ring_delay_good(struct delay_line *line, float *x, size_t n);

static void run(struct drive *d)
{
	size_t size = (size_t)1 << drive_below(d, 8), head = (size_t)drive_below(d, size);
	struct delay_line bad = {drive_f32(d, size), size, head};
	struct delay_line good = {drive_copy(d, bad.samples, size * sizeof(float)), size, head};
	float *x = drive_f32(d, d->n), *y = drive_copy(d, x, d->n * sizeof(*x));

	ring_delay_bad(&bad, x, d->n);
	ring_delay_good(&good, y, d->n);
	drive_same_f32s(d, "delayed samples", x, y, d->n);
	drive_same_f32s(d, "samples in the line", bad.samples, good.samples, size);
	drive_same_u64(d, "head", bad.head, good.head);
}

DRIVE_PAIR("ring-delay", run, 0)
