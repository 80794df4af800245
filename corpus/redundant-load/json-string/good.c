#include <stddef.h>
#include <stdint.h>

struct cursor {
	const char *at, *end;
};

size_t json_string_good(struct cursor *c, char *text)
{
	const char *at = c->at, *end = c->end;
	size_t n = 0;

	for (; at < end; at++) {
		char letter = *at;

		if (letter == '"')
			break;
		text[n++] = letter;
	}
	c->at = at;
	return n;
}
