#include <stddef.h>
#include <stdint.h>

static uint32_t read_be32(const uint8_t *data, uint32_t at)
{
	return (uint32_t)data[at] << 24 | (uint32_t)data[at + 1] << 16 | (uint32_t)data[at + 2] << 8 | data[at + 3];
}

/* The sum over the big-endian words at n offsets. */
uint64_t record_fields_bad(const uint8_t *data, const uint32_t *offset, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += read_be32(data, offset[i]);
	return sum;
}
