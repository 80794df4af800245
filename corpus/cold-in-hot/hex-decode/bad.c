#include <stddef.h>
#include <stdint.h>

struct fault {
	size_t at;
	uint32_t line, first, second;
	const char *what;
};

/* Decodes pairs of hex digits, 32 pairs to a line of a dump. Returns how many bytes; what is no digit is described. */
size_t hex_decode_bad(uint8_t *out, const uint8_t *text, size_t n, struct fault *f)
{
	for (size_t i = 0; i + 1 < n; i += 2) {
		unsigned high = text[i], low = text[i + 1];

		high = high - '0' < 10 ? high - '0' : (high | 32) - 'a' < 6 ? (high | 32) - 'a' + 10 : 99;
		low = low - '0' < 10 ? low - '0' : (low | 32) - 'a' < 6 ? (low | 32) - 'a' + 10 : 99;
		if ((high | low) > 15) {
			f->at = i;
			f->first = text[i];
			f->second = text[i + 1];
			f->line = (uint32_t)(i / 64);
			f->what = "two hex digits expected";
			return i / 2;
		}
		out[i / 2] = (uint8_t)(high << 4 | low);
	}
	return n / 2;
}
