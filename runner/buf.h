/* buf.h: a growing byte buffer for output that is written in one piece later. */
#ifndef ASSAY_BUF_H
#define ASSAY_BUF_H

#include <stddef.h>
#include <string.h>

struct buf {
	char *data; /* not NUL-terminated */
	size_t size, cap;
};

void buf_grow(struct buf *b, size_t more);
/* Room for `more` bytes; returns where they go. */
static inline char *buf_reserve(struct buf *b, size_t more)
{
	if (b->cap - b->size < more)
		buf_grow(b, more);
	return b->data + b->size;
}
static inline void buf_add(struct buf *b, const void *data, size_t size)
{
	if (size)
		memcpy(buf_reserve(b, size), data, size);
	b->size += size;
}
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *b);

static inline void buf_puts(struct buf *b, const char *s) { buf_add(b, s, strlen(s)); }
static inline void buf_putc(struct buf *b, char c)
{
	*buf_reserve(b, 1) = c;
	b->size++;
}

#endif
