/* arena.h: memory that is freed all at once. One arena for each function analysed, reset between functions. */
#ifndef ASSAY_ARENA_H
#define ASSAY_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *first, *current;
	size_t used;  /* of the current block */
	void *latest; /* allocation */
};

/* Zeroed memory, aligned to 16 bytes. Never NULL: running out of memory ends the program with exit code 3. */
void *arena_alloc(struct arena *a, size_t size);
/* The same without zeroing: for large tables that are filled at once. */
void *arena_alloc_raw(struct arena *a, size_t size);
/* Gives back the end of the latest allocation, of which only `size` bytes are kept; does nothing for others. */
void arena_trim(struct arena *a, void *p, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Everything is free again; the blocks are kept, those beyond 64 MiB excepted. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n)     ((type *)arena_alloc((a), sizeof(type) * (size_t)(n)))
#define ARENA_ARRAY_RAW(a, type, n) ((type *)arena_alloc_raw((a), sizeof(type) * (size_t)(n)))

/* A growing array in an arena: struct { type *v; uint32_t n, cap; } list;  *ARENA_PUSH(a, &list) = item; */
void *arena_grow(struct arena *a, void *v, size_t item, unsigned n, unsigned *cap);
#define ARENA_PUSH(a, list)                                                                                            \
	((list)->v = (list)->n == (list)->cap ? arena_grow((a), (list)->v, sizeof *(list)->v, (list)->n, &(list)->cap) \
	                                      : (list)->v,                                                             \
	 &(list)->v[(list)->n++])

#endif
