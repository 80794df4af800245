#include <stddef.h>
#include <string.h>

/* Replaces each slash of a path by a dot; returns how many there were. */
size_t separator_dots_bad(char *path)
{
	size_t count = 0;

	for (size_t i = 0; i < strlen(path); i++)
		if (path[i] == '/') {
			path[i] = '.';
			count++;
		}
	return count;
}
