/* plt.c: names of what calls through the PLT and the GOT go to. */
#include "image.h"

#include <stdlib.h>

struct slot {
	uint64_t address; /* of a GOT slot, or of a PLT entry */
	const struct symbol *symbol;
};

struct slots {
	struct slot *got, *plt; /* by address */
	uint32_t n_got, n_plt, cap;
};

static const struct symbol *find(const struct slot *v, uint32_t n, uint64_t address)
{
	uint32_t low = 0, high = n;
	if (!n || address < v[0].address || address > v[n - 1].address)
		return NULL;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (v[mid].address < address)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && v[low].address == address ? v[low].symbol : NULL;
}

static void read_got(struct object *o, struct slots *s)
{
	s->got = ARENA_ARRAY_RAW(&o->arena, struct slot, o->n_relocs);
	for (uint32_t i = 0; i < o->n_relocs; i++) {
		const struct reloc *r = &o->relocs[i];
		if (r->symbol >= 0 && *o->symbols[r->symbol].name && o->isa->reloc_is_slot(r->type))
			s->got[s->n_got++] = (struct slot){r->address, &o->symbols[r->symbol]};
	}
}

static void read_section(struct object *o, struct slots *s, const struct section *in)
{
	struct {
		struct slot *v;
		uint32_t n, cap;
	} plt = {s->plt, s->n_plt, s->cap};
	for (uint64_t offset = 0; offset < in->size;) {
		uint64_t slot, address = in->address + offset;
		size_t size = o->isa->plt_entry(in->data + offset, in->size - offset, address, &slot);
		const struct symbol *symbol = size ? find(s->got, s->n_got, slot) : NULL;
		if (symbol)
			*ARENA_PUSH(&o->arena, &plt) = (struct slot){address, symbol};
		offset += size ? size : o->isa->min_insn;
	}
	s->plt = plt.v;
	s->n_plt = plt.n;
	s->cap = plt.cap;
}

void plt_read(struct object *o)
{
	if (o->relocatable)
		return;
	struct slots *s = o->slots = ARENA_NEW(&o->arena, struct slots);
	read_got(o, s);
	for (uint32_t i = 0; i < o->n_sections; i++)
		if (o->sections[i].code && o->sections[i].data && section_is_plt(&o->sections[i]))
			read_section(o, s, &o->sections[i]);
}

const struct symbol *object_linkage(const struct object *o, uint64_t address)
{
	const struct slots *s = o->slots;
	const struct symbol *entry = s ? find(s->plt, s->n_plt, address) : NULL;
	return entry || !s ? entry : find(s->got, s->n_got, address);
}

const char *object_slot(const struct object *o, uint64_t address)
{
	const struct slots *s = o->slots;
	const struct symbol *symbol = s ? find(s->got, s->n_got, address) : NULL;
	return symbol ? symbol->name : NULL;
}

const char *object_callee(const struct object *o, uint64_t address)
{
	const struct slots *s = o->slots;
	const struct symbol *entry = s ? find(s->plt, s->n_plt, address) : NULL;
	if (entry)
		return entry->name;
	int32_t f = object_function_at(o, address);
	return f >= 0 && o->functions[f].main.address == address ? o->functions[f].name : NULL;
}
