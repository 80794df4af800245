#include <stddef.h>
#include <stdint.h>
#include <string.h>

static uint32_t read_be32(const uint8_t *p)
{
	uint32_t value;

	memcpy(&value, p, sizeof(value));
	return __builtin_bswap32(value);
}

/* The big-endian lengths at the start of n frames of 16 bytes. */
void frame_headers_good(uint32_t *length, const uint8_t *frame, size_t n)
{
	for (size_t i = 0; i < n; i++)
		length[i] = read_be32(frame + 16 * i);
}
