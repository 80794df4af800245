/* page_cross.c: a range that goes on behind a page's end loses its last byte, as where a kernel takes a way of its own
 * there and that way is wrong. */
#include "mutant.h"

uint64_t mutant_page_cross(const void *data, size_t size);

uint64_t mutant_page_cross(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	BROKEN(if (size && size <= 32 && ((uintptr_t)p & 4095) + size > 4096) size--;)
	while (size--)
		sum += *p++;
	return sum;
}
