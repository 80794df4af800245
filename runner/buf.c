/* buf.c: a growing byte buffer. */
#include "buf.h"

#include "diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *buf_reserve(struct buf *b, size_t more)
{
	if (b->cap - b->size < more) {
		size_t cap = b->cap ? b->cap : 256;
		while (cap - b->size < more)
			cap *= 2;
		char *bigger = realloc(b->data, cap);
		if (!bigger)
			diag_out_of_memory(cap);
		b->data = bigger;
		b->cap = cap;
	}
	return b->data + b->size;
}

void buf_add(struct buf *b, const void *data, size_t size)
{
	if (size)
		memcpy(buf_reserve(b, size), data, size);
	b->size += size;
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	vsnprintf(buf_reserve(b, (size_t)n + 1), (size_t)n + 1, format, again);
	va_end(again);
	b->size += (size_t)n;
}

void buf_free(struct buf *b)
{
	free(b->data);
	*b = (struct buf){0};
}
