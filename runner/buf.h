/* buf.h: a growing byte buffer for output that is written in one piece later. */
#ifndef ASSAY_BUF_H
#define ASSAY_BUF_H

#include <stddef.h>
#include <string.h>

struct buf {
	char *data; /* not NUL-terminated */
	size_t size, cap;
};

char *buf_reserve(struct buf *b, size_t more); /* room for `more` bytes; returns where they go */
void buf_add(struct buf *b, const void *data, size_t size);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *b);

static inline void buf_puts(struct buf *b, const char *s) { buf_add(b, s, strlen(s)); }
static inline void buf_putc(struct buf *b, char c) { buf_add(b, &c, 1); }

#endif
