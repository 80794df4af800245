/* ranges.c: which function an address belongs to, where several may overlap. */
#include "image.h"

#include <stdlib.h>

static int by_start(const void *a, const void *b)
{
	const struct range *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end != y->end ? (x->end > y->end ? -1 : 1)
	                        : (x->function > y->function) - (x->function < y->function);
}

struct sweep {
	struct range *open; /* a stack: the one that started last on top */
	uint32_t n_open;
	struct range *out;
	uint32_t n_out;
	uint64_t at; /* everything below is written */
};

/* Writes what the open ranges cover below `limit`. */
static void sweep_to(struct sweep *s, uint64_t limit)
{
	while (s->n_open && s->at < limit) {
		const struct range *top = &s->open[s->n_open - 1];
		uint64_t end = top->end < limit ? top->end : limit;
		if (end > s->at)
			s->out[s->n_out++] = (struct range){s->at, end, top->function};
		s->at = end > s->at ? end : s->at;
		if (top->end <= s->at)
			s->n_open--;
	}
	if (s->at < limit)
		s->at = limit;
}

uint32_t ranges_flatten(struct range *in, uint32_t n, struct range *out, struct arena *scratch)
{
	if (n)
		qsort(in, n, sizeof *in, by_start);
	struct sweep s = {.open = ARENA_ARRAY_RAW(scratch, struct range, n), .out = out};
	for (uint32_t i = 0; i < n; i++) {
		sweep_to(&s, in[i].start);
		s.open[s.n_open++] = in[i];
	}
	sweep_to(&s, UINT64_MAX);
	return s.n_out;
}

const struct range *range_at(const struct range *v, uint32_t n, uint64_t address)
{
	uint32_t low = 0, high = n;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (v[mid].start <= address)
			low = mid + 1;
		else
			high = mid;
	}
	return low && address < v[low - 1].end ? &v[low - 1] : NULL;
}

/* Calls are looked up by the hundred thousand, and a search through all functions misses the cache at each step: a
 * table by pages tells where it may begin and end. */
enum { PAGE_BITS = 10, MOST_PAGES_EACH = 16 };

static void build_pages(struct object *o)
{
	const struct range *v = o->ranges;
	uint64_t span = o->n_ranges ? v[o->n_ranges - 1].start - v[0].start : 0;
	o->range_page = NULL;
	if (!o->n_ranges || span >> PAGE_BITS > (uint64_t)MOST_PAGES_EACH * o->n_ranges)
		return;
	uint64_t n = (span >> PAGE_BITS) + 2;
	o->range_page = ARENA_ARRAY_RAW(&o->arena, uint32_t, n);
	for (uint64_t page = 0, k = 0; page < n; page++) {
		while (k < o->n_ranges && (v[k].start - v[0].start) >> PAGE_BITS < page)
			k++;
		o->range_page[page] = (uint32_t)k;
	}
}

void ranges_build(struct object *o)
{
	uint32_t n = o->n_functions;
	for (uint32_t i = 0; i < o->n_functions; i++)
		n += o->functions[i].n_parts;
	struct arena scratch = {0};
	struct range *in = ARENA_ARRAY_RAW(&scratch, struct range, n);
	uint32_t k = 0;
	for (uint32_t i = 0; i < o->n_functions; i++) {
		const struct function *f = &o->functions[i];
		in[k++] = (struct range){f->main.address, f->main.address + f->main.size, i};
		for (uint32_t p = 0; p < f->n_parts; p++)
			in[k++] = (struct range){f->parts[p].address, f->parts[p].address + f->parts[p].size, i};
	}
	o->ranges = ARENA_ARRAY_RAW(&o->arena, struct range, 2 * (size_t)n);
	o->n_ranges = ranges_flatten(in, n, o->ranges, &scratch);
	arena_free(&scratch);
	build_pages(o);
}

int32_t object_function_at(const struct object *o, uint64_t address)
{
	uint32_t first = 0, end = o->n_ranges;
	if (o->range_page) {
		if (address < o->ranges[0].start || address - o->ranges[0].start >= UINT64_MAX >> 1)
			return -1;
		uint64_t page = (address - o->ranges[0].start) >> PAGE_BITS;
		uint64_t last = (o->ranges[end - 1].start - o->ranges[0].start) >> PAGE_BITS;
		page = page < last ? page : last;
		/* The last one that starts before the page may reach into it. */
		first = o->range_page[page] - (o->range_page[page] > 0);
		end = o->range_page[page + 1];
	}
	const struct range *r = range_at(o->ranges + first, end - first, address);
	return r ? (int32_t)r->function : -1;
}
