/* buf.c: a growing byte buffer. */
#include "buf.h"

#include "diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void buf_grow(struct buf *b, size_t more)
{
	size_t cap = b->cap ? b->cap : 256;
	while (cap - b->size < more)
		cap *= 2;
	char *bigger = realloc(b->data, cap);
	if (!bigger)
		diag_out_of_memory(cap);
	b->data = bigger;
	b->cap = cap;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	enum { MOST = 128 }; /* bytes; what is longer is formatted twice */
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(buf_reserve(b, MOST), MOST, format, ap);
	va_end(ap);
	if (n >= MOST)
		vsnprintf(buf_reserve(b, (size_t)n + 1), (size_t)n + 1, format, again);
	va_end(again);
	b->size += (size_t)n;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}
