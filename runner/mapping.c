/* mapping.c: data within code, as mapping symbols mark it. */
#include "image.h"

#include <stdlib.h>

struct mark {
	uint64_t address;
	int32_t section;
	bool data;
};

struct marks {
	struct mark *v;
	uint32_t n, cap;
};

bool is_mapping_symbol(const char *name)
{
	return name[0] == '$' && name[1] && strchr("xdta", name[1]) && (!name[2] || name[2] == '.');
}

/* Of several marks at one place the one for code wins: it is decoded rather than passed over. */
static int by_address(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	return x->address != y->address ? (x->address < y->address ? -1 : 1) : y->data - x->data;
}

void data_ranges_read(struct object *o)
{
	struct arena scratch = {0};
	struct marks marks = {0};
	uint32_t n_data = 0;
	for (uint32_t i = 0; i < o->n_symbols; i++) {
		const struct symbol *s = &o->symbols[i];
		const struct section *in = s->section >= 0 ? &o->sections[s->section] : NULL;
		if (!in || !in->code || !is_mapping_symbol(s->name) || s->address - in->address >= in->size)
			continue;
		bool data = s->name[1] == 'd';
		*ARENA_PUSH(&scratch, &marks) = (struct mark){s->address, s->section, data};
		n_data += data;
	}
	if (n_data) {
		qsort(marks.v, marks.n, sizeof *marks.v, by_address);
		o->data_ranges = ARENA_ARRAY_RAW(&o->arena, struct data_range, n_data);
	}
	for (uint32_t i = 0; i < marks.n && n_data; i++) {
		const struct mark *m = &marks.v[i];
		const struct section *in = &o->sections[m->section];
		bool last = i + 1 == marks.n || m[1].section != m->section;
		uint64_t end = last ? in->address + in->size : m[1].address;
		if (m->data && end > m->address)
			o->data_ranges[o->n_data_ranges++] = (struct data_range){m->address, end - m->address};
	}
	arena_free(&scratch);
}
