#include <stddef.h>
#include <stdint.h>

struct lz_match {
	uint16_t distance, length;
};

struct lz_window {
	uint8_t *bytes;
	size_t used, size;
};

/* Appends each match: length bytes from distance bytes back, which may overlap what is written.
 * Contract: 1 <= distance <= used, and all of it fits in the window. Returns the bytes used: a match that breaks
 * the contract ends the copy before it. */
size_t lz_match_copy_good(struct lz_window *w, const struct lz_match *m, size_t n)
{
	uint8_t *bytes = w->bytes;
	size_t used = w->used, size = w->size;

	for (size_t i = 0; i < n; i++) {
		size_t distance = m[i].distance, end = used + m[i].length;

		if (end > size || distance > used)
			break;
		for (; used < end; used++)
			bytes[used] = bytes[used - distance];
	}
	w->used = used;
	return used;
}
