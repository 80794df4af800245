#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

struct cursor {
	const uint8_t *at, *end;
};

static uint32_t next_byte(struct cursor *c)
{
	if (c->at == c->end)
		abort();
	return *c->at++;
}

/* Decodes UTF-8. Contract: the text is well formed, and out has room for one code point for each of its bytes.
 * Returns how many code points there are. */
size_t utf8_cursor_bad(uint32_t *out, const uint8_t *text, size_t n)
{
	struct cursor c = {text, text + n};
	size_t count = 0;

	while (c.at != c.end) {
		uint32_t lead = next_byte(&c);
		unsigned more = (lead >= 0xc0) + (lead >= 0xe0) + (lead >= 0xf0);
		uint32_t point = more ? lead & (0x3fu >> more) : lead;

		for (; more; more--)
			point = point << 6 | (next_byte(&c) & 0x3f);
		out[count++] = point;
	}
	return count;
}
