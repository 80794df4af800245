#include <stddef.h>
#include <stdint.h>

/* n lengths as little-endian words into a stream, and where it ends. */
uint32_t length_prefixes_bad(uint8_t *stream, const uint32_t *length, size_t n)
{
	uint32_t at = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t x = length[i];

		stream[at++] = (uint8_t)x;
		stream[at++] = (uint8_t)(x >> 8);
		stream[at++] = (uint8_t)(x >> 16);
		stream[at++] = (uint8_t)(x >> 24);
	}
	return at;
}
