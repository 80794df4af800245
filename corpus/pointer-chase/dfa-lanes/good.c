#include <stddef.h>
#include <stdint.h>

enum { LINE = 256, LANES = 8 };

static uint8_t step(uint8_t state, uint8_t byte, const uint8_t *next) { return next[state * 256 + byte]; }

static void run8(uint8_t *end, const uint8_t *text, const uint8_t *next)
{
	uint8_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;

	for (const uint8_t *p = text, *stop = text + LINE; p != stop; p++) {
		a = step(a, p[0], next);
		b = step(b, p[LINE], next);
		c = step(c, p[2 * LINE], next);
		d = step(d, p[3 * LINE], next);
		e = step(e, p[4 * LINE], next);
		f = step(f, p[5 * LINE], next);
		g = step(g, p[6 * LINE], next);
		h = step(h, p[7 * LINE], next);
	}
	end[0] = a, end[1] = b, end[2] = c, end[3] = d, end[4] = e, end[5] = f, end[6] = g, end[7] = h;
}

/* Runs the automaton over each line of 256 bytes, eight lines together; lines is a multiple of eight.
 * next[state * 256 + byte] is the state after a byte. */
void dfa_lanes_good(uint8_t *end, const uint8_t *text, size_t lines, const uint8_t *next)
{
	for (size_t l = 0; l < lines; l += LANES)
		run8(end + l, text + l * LINE, next);
}
