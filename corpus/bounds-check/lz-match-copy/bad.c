#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct lz_match {
	uint16_t distance, length;
};

struct lz_window {
	uint8_t *bytes;
	size_t used, size;
};

static void lz_put(struct lz_window *w, uint8_t byte)
{
	if (w->used >= w->size)
		abort();
	w->bytes[w->used++] = byte;
}

/* Appends each match: length bytes from distance bytes back, which may overlap what is written.
 * Contract: 1 <= distance <= used, and all of it fits in the window. Returns the bytes used. */
size_t lz_match_copy_bad(struct lz_window *w, const struct lz_match *m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (unsigned k = 0; k < m[i].length; k++)
			lz_put(w, w->bytes[w->used - m[i].distance]);
	return w->used;
}
