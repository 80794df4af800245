#include <stddef.h>
#include <stdint.h>

struct writer {
	uint8_t *data;
	size_t used;
};

/* Appends values in groups of seven bits, the lowest first. Contract: there is room. */
void varint_writer_bad(struct writer *w, const uint32_t *values, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t v = values[i];

		for (; v > 0x7f; v >>= 7)
			w->data[w->used++] = (uint8_t)(v | 0x80);
		w->data[w->used++] = (uint8_t)v;
	}
}
