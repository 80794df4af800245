/* references.c: what the kernels beside this file are compared with. */
#include <stddef.h>
#include <stdint.h>

uint64_t reference_sum(const void *data, size_t size);
void reference_copy(const void *from, void *to, size_t size);
void *reference_find(const void *data, int byte, size_t size);

uint64_t reference_sum(const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t total = 0;
	while (size--)
		total += *p++;
	return total;
}

void reference_copy(const void *from, void *to, size_t size)
{
	while (size--)
		((unsigned char *)to)[size] = ((const unsigned char *)from)[size];
}

void *reference_find(const void *data, int byte, size_t size)
{
	for (const unsigned char *p = data; size--; p++)
		if (*p == byte)
			return (void *)p;
	return NULL;
}
