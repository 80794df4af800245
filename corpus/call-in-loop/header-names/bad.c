#include <stddef.h>

int tolower(int c); /* as in ctype.h, whose macros would hide the call */

/* Lower-cases n bytes of header names, ASCII. */
void header_names_bad(char *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		name[i] = (char)tolower((unsigned char)name[i]);
}
