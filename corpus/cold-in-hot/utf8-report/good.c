#include <stddef.h>
#include <stdint.h>

struct fault {
	size_t at, line_start;
	uint32_t line, byte;
	const char *what;
};

/* Where it is, found again: lines are counted only where something is wrong. */
__attribute__((noinline, cold)) static int describe(const uint8_t *s, size_t lead, size_t at, struct fault *f)
{
	f->line = 1;
	f->line_start = 0;
	for (size_t i = 0; i < lead; i++)
		if (s[i] == '\n') {
			f->line++;
			f->line_start = i + 1;
		}
	f->at = at;
	f->byte = s[at];
	f->what = at == lead ? "bad lead byte" : "bad tail";
	return -1;
}

/* Whether n bytes are UTF-8 (overlong forms of three and four bytes and surrogates are let through). What is wrong is
 * described. */
int utf8_report_good(const uint8_t *s, size_t n, struct fault *f)
{
	size_t i = 0, lead = 0;

	while (i < n) {
		uint8_t c = s[i];
		unsigned more, k = 1;

		lead = i;
		if (c < 0x80) {
			i++;
			continue;
		}
		more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		if (__builtin_expect(c < 0xc2 || c > 0xf4 || n - i <= more, 0))
			goto bad;
		while (k <= more && (s[i + k] & 0xc0) == 0x80)
			k++;
		i += k;
		if (__builtin_expect(k <= more, 0))
			goto bad;
	}
	return 0;
bad:
	return describe(s, lead, i, f);
}
