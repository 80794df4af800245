/* kernels.c: what a kernel can do to the driver that no mutant of an asm statement does: hang, wait, leave, write. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

enum { BAD = 37 }; /* the length at which each misbehaves */

void sound(const void *from, void *to, size_t size);
void copies(const void *from, void *to, size_t size);
void writes_before(const void *from, void *to, size_t size);
void writes_behind(const void *from, void *to, size_t size);
void *finds(const void *data, int byte, size_t size);
uint64_t hangs(const void *data, size_t size);
uint64_t waits(const void *data, size_t size);
uint64_t exits(const void *data, size_t size);
uint64_t aborts(const void *data, size_t size);
uint64_t writes_input(const void *data, size_t size);

static uint64_t sum(const unsigned char *byte, size_t size)
{
	uint64_t total = 0;
	for (size_t i = 0; i < size; i++)
		total += byte[i];
	return total;
}

void sound(const void *from, void *to, size_t size)
{
	for (size_t i = 0; i < size; i++)
		((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
}

void copies(const void *from, void *to, size_t size)
{
	sound(from, to, size);
	if (size == BAD)
		((unsigned char *)to)[20] ^= 1;
}

void writes_before(const void *from, void *to, size_t size)
{
	sound(from, to, size);
	if (size == BAD)
		((unsigned char *)to)[-1] ^= 1;
}

void writes_behind(const void *from, void *to, size_t size)
{
	sound(from, to, size);
	if (size == BAD)
		((unsigned char *)to)[size + 2] ^= 1;
}

/* Does not look at the last byte. */
void *finds(const void *data, int byte, size_t size)
{
	const unsigned char *p = data;
	for (size_t i = 0; i < size - (size == BAD); i++)
		if (p[i] == (unsigned char)byte)
			return (void *)(p + i);
	return NULL;
}

uint64_t hangs(const void *data, size_t size)
{
	while (size == BAD)
		__asm__ volatile("");
	return sum(data, size);
}

uint64_t waits(const void *data, size_t size)
{
	while (size == BAD)
		pause();
	return sum(data, size);
}

uint64_t exits(const void *data, size_t size)
{
	if (size == BAD)
		_exit(0);
	return sum(data, size);
}

uint64_t aborts(const void *data, size_t size)
{
	if (size == BAD)
		abort();
	return sum(data, size);
}

uint64_t writes_input(const void *data, size_t size)
{
	uint64_t total = sum(data, size);
	if (size == BAD)
		((unsigned char *)data)[size - 1] ^= 1;
	return total;
}
