#include <stddef.h>
#include <string.h>

/* Escapes text for HTML. Contract: out has room for 6 characters for each, and 8 more. Returns the length. */
size_t html_escape_bad(char *out, const char *text, size_t n)
{
	char *o = out;

	for (size_t i = 0; i < n; i++) {
		char c = text[i];

		if (c == '&') {
			memcpy(o, "&amp;", 5);
			o += 5;
		} else if (c == '<') {
			memcpy(o, "&lt;", 4);
			o += 4;
		} else if (c == '>') {
			memcpy(o, "&gt;", 4);
			o += 4;
		} else if (c == '"') {
			memcpy(o, "&quot;", 6);
			o += 6;
		} else {
			*o++ = c;
		}
	}
	return (size_t)(o - out);
}
