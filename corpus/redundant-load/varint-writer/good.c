#include <stddef.h>
#include <stdint.h>

struct writer {
	uint8_t *data;
	size_t used;
};

void varint_writer_good(struct writer *w, const uint32_t *values, size_t n)
{
	uint8_t *at = w->data + w->used;

	for (size_t i = 0; i < n; i++) {
		uint32_t v = values[i];

		for (; v > 0x7f; v >>= 7)
			*at++ = (uint8_t)(v | 0x80);
		*at++ = (uint8_t)v;
	}
	w->used = (size_t)(at - w->data);
}
