#include "drive.h"

struct chunk {
	uint32_t type, size;
};
void png_chunks_bad(uint64_t sum[7], const struct chunk *chunk, size_t n);
void png_chunks_good(uint64_t sum[7], const struct chunk *chunk, size_t n);

static void run(struct drive *d)
{
	static const uint32_t types[10] = {0x49444154, 0x504c5445, 0x74455874, 0x7a545874, 0x69545874,
	                                   0x74494d45, 0x70485973, 0x67414d41, 0,          0x49484452};
	uint32_t *size = drive_u32(d, d->n), *type = drive_u32(d, d->n);
	struct chunk *chunk = drive_bytes(d, d->n * sizeof(*chunk));
	uint64_t bad[7] = {0}, good[7] = {0};

	for (size_t i = 0; i < d->n; i++) {
		chunk[i].type = d->fill == FILL_EXTREME ? type[i] : types[type[i] % 10];
		chunk[i].size = size[i];
	}
	png_chunks_bad(bad, chunk, d->n);
	png_chunks_good(good, chunk, d->n);
	drive_same_bytes(d, "sums", bad, good, sizeof(bad));
}

DRIVE_PAIR("png-chunks", run, 0)
