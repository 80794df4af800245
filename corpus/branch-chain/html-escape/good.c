#include <stddef.h>
#include <string.h>

/* 1..4: the characters that are escaped. */
static const unsigned char kind[256] = {['&'] = 1, ['<'] = 2, ['>'] = 3, ['"'] = 4};
static const char text_of[5][8] = {"", "&amp;", "&lt;", "&gt;", "&quot;"};
static const unsigned char length[5] = {1, 5, 4, 4, 6};

/* Escapes text for HTML. Contract: out has room for 6 characters for each, and 8 more. Returns the length. Each
 * character copies eight and moves on by as many as count. */
size_t html_escape_good(char *out, const char *text, size_t n)
{
	char *o = out;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i], k = kind[c];
		char piece[8];

		memcpy(piece, text_of[k], sizeof(piece));
		piece[0] = (char)(k ? '&' : c);
		memcpy(o, piece, sizeof(piece));
		o += length[k];
	}
	return (size_t)(o - out);
}
