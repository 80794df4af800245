#include <stddef.h>
#include <stdint.h>

struct difference {
	size_t at;
	uint32_t line, old, new;
	const char *what;
};

/* Compares two versions of a file, and describes the first difference; 0: there is none. */
int first_difference_good(const uint8_t *a, const uint8_t *b, size_t n, struct difference *d)
{
	uint32_t line = 1;
	size_t i = 0;

	while (i < n && a[i] == b[i])
		line += a[i++] == '\n';
	if (i == n)
		return 0;
	d->at = i;
	d->line = line;
	d->old = a[i];
	d->new = b[i];
	d->what = a[i] == '\n' ? "line ends later" : b[i] == '\n' ? "line ends earlier" : "differs";
	return 1;
}
