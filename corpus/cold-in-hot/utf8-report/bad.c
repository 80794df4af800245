#include <stddef.h>
#include <stdint.h>

struct fault {
	size_t at, line_start;
	uint32_t line, byte;
	const char *what;
};

/* Whether n bytes are UTF-8 (overlong forms of three and four bytes and surrogates are let through). What is wrong is
 * described. */
int utf8_report_bad(const uint8_t *s, size_t n, struct fault *f)
{
	uint32_t line = 1;
	size_t start = 0;

	for (size_t i = 0; i < n;) {
		uint8_t c = s[i];
		unsigned more;

		if (c < 0x80) {
			if (c == '\n') {
				line++;
				start = i + 1;
			}
			i++;
			continue;
		}
		more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		if (c < 0xc2 || c > 0xf4 || i + more >= n) {
			f->at = i;
			f->byte = c;
			f->line = line;
			f->line_start = start;
			f->what = "bad lead byte";
			return -1;
		}
		for (unsigned k = 1; k <= more; k++)
			if ((s[i + k] & 0xc0) != 0x80) {
				f->at = i + k;
				f->byte = s[i + k];
				f->line = line;
				f->line_start = start;
				f->what = "bad tail";
				return -1;
			}
		i += more + 1;
	}
	return 0;
}
