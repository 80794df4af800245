#include <stddef.h>
#include <stdint.h>
#include <string.h>

static uint32_t little_endian(uint32_t x)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return __builtin_bswap32(x);
#else
	return x;
#endif
}

/* n lengths as little-endian words into a stream, and where it ends. */
uint32_t length_prefixes_good(uint8_t *stream, const uint32_t *length, size_t n)
{
	uint32_t at = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t x = little_endian(length[i]);

		memcpy(stream + at, &x, sizeof(x));
		at += sizeof(x);
	}
	return at;
}
