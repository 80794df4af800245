#include <stddef.h>
#include <stdint.h>

struct cursor {
	const char *at, *end;
};

/* Copies up to the next quotation mark, where the cursor stops; the number of characters. */
size_t json_string_bad(struct cursor *c, char *text)
{
	size_t n = 0;

	while (c->at < c->end && *c->at != '"')
		text[n++] = *c->at++;
	return n;
}
