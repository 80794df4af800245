/* arena.c: memory that is freed all at once. */
#include "arena.h"

#include "diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 18, KEEP = 64 << 20 };

struct arena_block {
	struct arena_block *next;
	size_t size;
	_Alignas(16) unsigned char data[];
};

static void add_block(struct arena *a, size_t size)
{
	struct arena_block *next = a->current ? a->current->next : a->first;
	if (!next || next->size < size) {
		struct arena_block *b = malloc(sizeof *b + size);
		if (!b)
			diag_out_of_memory(size);
		b->size = size;
		b->next = next;
		if (a->current)
			a->current->next = b;
		else
			a->first = b;
		next = b;
	}
	a->current = next;
	a->used = 0;
}

void *arena_alloc_raw(struct arena *a, size_t size)
{
	size = (size + 15) & ~(size_t)15;
	if (!a->current || a->current->size - a->used < size)
		add_block(a, size > BLOCK ? size : BLOCK);
	void *p = a->current->data + a->used;
	a->used += size;
	return a->latest = p;
}

void *arena_alloc(struct arena *a, size_t size) { return memset(arena_alloc_raw(a, size), 0, size); }

void arena_trim(struct arena *a, void *p, size_t size)
{
	if (p && p == a->latest)
		a->used = (size_t)((unsigned char *)p - a->current->data) + ((size + 15) & ~(size_t)15);
}

char *arena_strdup(struct arena *a, const char *s)
{
	size_t n = strlen(s) + 1;
	return memcpy(arena_alloc_raw(a, n), s, n);
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	enum { MOST = 1024 }; /* bytes; what is longer is formatted twice */
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	char *s = arena_alloc_raw(a, MOST);
	int n = vsnprintf(s, MOST, format, ap);
	va_end(ap);
	arena_trim(a, s, (size_t)n < MOST ? (size_t)n + 1 : 0);
	if (n >= MOST) {
		s = arena_alloc_raw(a, (size_t)n + 1);
		vsnprintf(s, (size_t)n + 1, format, again);
	}
	va_end(again);
	return s;
}

void arena_reset(struct arena *a)
{
	size_t kept = 0;
	for (struct arena_block **b = &a->first; *b;) {
		struct arena_block *block = *b;
		if ((kept += block->size) <= KEEP) {
			b = &block->next;
			continue;
		}
		*b = block->next;
		kept -= block->size;
		free(block);
	}
	a->current = NULL;
	a->latest = NULL;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	for (struct arena_block *b = a->first, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	*a = (struct arena){0};
}

void *arena_grow(struct arena *a, void *v, size_t item, unsigned n, unsigned *cap)
{
	*cap = *cap ? *cap * 2 : 8;
	void *bigger = arena_alloc_raw(a, item * *cap);
	if (n)
		memcpy(bigger, v, item * n);
	return bigger;
}
