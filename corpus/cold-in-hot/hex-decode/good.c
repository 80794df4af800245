#include <stddef.h>
#include <stdint.h>

struct fault {
	size_t at;
	uint32_t line, first, second;
	const char *what;
};

static unsigned digit(unsigned c) { return c - '0' < 10 ? c - '0' : (c | 32) - 'a' < 6 ? (c | 32) - 'a' + 10 : 99; }

/* Decodes pairs of hex digits, 32 pairs to a line of a dump. Returns how many bytes; what is no digit is described,
 * behind the loop. */
size_t hex_decode_good(uint8_t *out, const uint8_t *text, size_t n, struct fault *f)
{
	size_t i = 0;

	for (; i + 1 < n; i += 2) {
		unsigned high = digit(text[i]), low = digit(text[i + 1]);

		if ((high | low) > 15)
			break;
		out[i / 2] = (uint8_t)(high << 4 | low);
	}
	if (i + 1 < n) {
		f->at = i;
		f->first = text[i];
		f->second = text[i + 1];
		f->line = (uint32_t)(i / 64);
		f->what = "two hex digits expected";
	}
	return i / 2;
}
