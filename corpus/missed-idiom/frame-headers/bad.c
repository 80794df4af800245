#include <stddef.h>
#include <stdint.h>

static uint32_t read_be32(const uint8_t *p)
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++)
		value = value << 8 | p[i];
	return value;
}

/* The big-endian lengths at the start of n frames of 16 bytes. */
void frame_headers_bad(uint32_t *length, const uint8_t *frame, size_t n)
{
	for (size_t i = 0; i < n; i++)
		length[i] = read_be32(frame + 16 * i);
}
