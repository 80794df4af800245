#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Writes a header for each frame: put together in two registers. */
void queued_headers_good(uint8_t *restrict out, uint32_t sequence, const uint32_t *restrict frames, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t frame = frames[i], stream = frame * 2654435769u, number = sequence + (uint32_t)i;
		uint64_t low = frame >> 28 | (frame >> 20 & 0xff) << 8 | frame << 16 | (uint64_t)stream << 32;
		uint64_t high = number | (uint64_t)(stream ^ number) << 32;

		memcpy(out + i * 16, &low, sizeof(low));
		memcpy(out + i * 16 + 8, &high, sizeof(high));
	}
}
