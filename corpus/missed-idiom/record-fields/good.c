#include <stddef.h>
#include <stdint.h>

static uint32_t read_be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The sum over the big-endian words at n offsets. */
uint64_t record_fields_good(const uint8_t *data, const uint32_t *offset, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += read_be32(data + offset[i]);
	return sum;
}
