#include "drive.h"

uint64_t needle_windows_bad(const uint8_t *text, size_t n, const uint8_t needle[16]);
uint64_t needle_windows_good(const uint8_t *text, size_t n, const uint8_t needle[16]);

static void run(struct drive *d)
{
	size_t n = d->n / 128 * 128;
	uint8_t *text = drive_u8(d, n + 16), *needle = drive_u8(d, 16);

	drive_same_u64(d, "agreement", needle_windows_bad(text, n, needle), needle_windows_good(text, n, needle));
}

DRIVE_PAIR("needle-windows", run, 0)
