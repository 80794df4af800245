#include <stddef.h>
#include <stdint.h>

struct source {
	int (*next)(struct source *); /* 0..255, or -1 at the end */
	const uint8_t *at, *end;
};

/* Decodes numbers of 7 bits a byte, the lowest first, until the source ends. Contract: out has room for one number for
 * each byte. Returns how many there are. */
size_t byte_source_bad(uint64_t *out, struct source *in)
{
	uint64_t value = 0;
	unsigned shift = 0;
	size_t count = 0;
	int c;

	while ((c = in->next(in)) >= 0) {
		value |= (uint64_t)(c & 0x7f) << (shift & 63);
		shift += 7;
		if (c < 0x80) {
			out[count++] = value;
			value = 0;
			shift = 0;
		}
	}
	return count;
}
