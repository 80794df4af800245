#include <stddef.h>
#include <stdint.h>

static inline uint16_t step(uint16_t crc, uint8_t byte)
{
	crc ^= byte;
	crc = (uint16_t)(crc >> 4 ^ (crc & 15) * 0x1081);
	return (uint16_t)(crc >> 4 ^ (crc & 15) * 0x1081);
}

/* The check word of a frame of n bytes. */
uint16_t checksum_step_good(const uint8_t *frame, size_t n, uint16_t crc)
{
	for (size_t i = 0; i < n; i++)
		crc = step(crc, frame[i]);
	return crc;
}
