#include <stddef.h>

/* Replaces each slash of a path by a dot; returns how many there were. */
size_t separator_dots_good(char *path)
{
	size_t count = 0;

	for (; *path; path++)
		if (*path == '/') {
			*path = '.';
			count++;
		}
	return count;
}
