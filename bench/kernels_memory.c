/* kernels_memory.c: the memory that the kernels read: large ranges, ranges that end at an unmapped page, random sizes.
 */
#include "kernels.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SCATTER = 4096, HUGE = 2 << 20, END_SIZE = 64 << 10 };

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	return *state ^= *state << 17;
}

static void fill(char *p, size_t size, uint64_t seed)
{
	uint64_t *words = (uint64_t *)(void *)p;
	for (size_t i = 0; i < size / 8; i++)
		words[i] = next_random(&seed);
}

/* Aligned to a huge page, in huge pages where the system gives them: a TLB miss is no property of a kernel. */
static char *map_big(size_t size, uint64_t seed)
{
	char *p = mmap(NULL, size + HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	p += -(uintptr_t)p % HUGE;
	madvise(p, size, MADV_HUGEPAGE);
	fill(p, size, seed);
	return p;
}

static const char *map_page_end(uint64_t seed)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *p = mmap(NULL, END_SIZE + page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED || mprotect(p, END_SIZE, PROT_READ | PROT_WRITE))
		return NULL;
	fill(p, END_SIZE, seed);
	return p + END_SIZE;
}

bool map_memory(struct memory *m, size_t largest)
{
	m->page_end = (struct ranges){map_page_end(1), map_page_end(2)};
	m->items = calloc(ITEMS, sizeof *m->items);
	for (size_t size = largest; size >= END_SIZE; size /= 4) {
		char *a = map_big(size + HUGE, 3), *b = a ? map_big(size + HUGE, 4) : NULL;
		if (b) {
			m->big = (struct ranges){a, b};
			m->big_size = size;
			break;
		}
		if (a)
			munmap(a, size + HUGE);
	}
	return m->big_size && m->items && m->page_end.a && m->page_end.b;
}

struct ranges place_ranges(const struct memory *m, const struct bench_case *c)
{
	switch (c->place) {
	case OFF_BY_ONE:
		return (struct ranges){m->big.a + 1, m->big.b + 1};
	case PAGE_END:
		return (struct ranges){m->page_end.a - c->size, m->page_end.b - c->size};
	case MID_PAGE:
		return (struct ranges){m->page_end.a - c->size - END_SIZE / 2, m->page_end.b - c->size - END_SIZE / 2};
	default:
		return m->big;
	}
}

void draw_items(struct item *items, size_t largest, bool words, bool scattered)
{
	uint64_t state = 0x9e3779b97f4a7c15;
	for (size_t i = 0; i < ITEMS; i++) {
		uint64_t r = next_random(&state);
		items[i].size = (uint16_t)((r >> 40) % (largest + 1));
		items[i].offset = scattered ? (uint16_t)((r >> 20) % SCATTER) : 0;
		if (words) {
			items[i].size &= 0xfff8;
			items[i].offset &= 0xfff8;
		}
	}
}
