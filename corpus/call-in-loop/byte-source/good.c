#include <stddef.h>
#include <stdint.h>

struct source {
	int (*next)(struct source *); /* 0..255, or -1 at the end */
	const uint8_t *at, *end;
};

/* Decodes numbers of 7 bits a byte, the lowest first, until the source ends. Contract: out has room for one number for
 * each byte. Returns how many there are. What the source has in its buffer is taken out of it directly. */
size_t byte_source_good(uint64_t *out, struct source *in)
{
	const uint8_t *p = in->at, *end = in->end;
	uint64_t value = 0;
	unsigned shift = 0;
	size_t count = 0;

	for (; p != end; p++) {
		value |= (uint64_t)(*p & 0x7f) << (shift & 63);
		shift += 7;
		if (*p < 0x80) {
			out[count++] = value;
			value = 0;
			shift = 0;
		}
	}
	in->at = p;
	return count;
}
