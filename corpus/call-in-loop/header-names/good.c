#include <stddef.h>

/* Lower-cases n bytes of header names, ASCII. */
void header_names_good(char *name, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)name[i];

		name[i] = (char)(c | ((unsigned char)(c - 'A') < 26) << 5);
	}
}
