/* decode.c: from a function's bytes and relocations to neutral instructions. */
#include "code_private.h"

#include "diag.h"

#include <stdlib.h>
#include <string.h>

struct decoder *decoder_open(const struct isa *isa)
{
	struct decoder *d = malloc(sizeof *d);
	if (!d)
		diag_out_of_memory(sizeof *d);
	d->isa = isa;
	cs_err err = cs_open(isa->arch, isa->mode, &d->handle);
	if (err != CS_ERR_OK)
		diag_internal("capstone does not offer %s: %s", isa->name, cs_strerror(err));
	cs_option(d->handle, CS_OPT_DETAIL, CS_OPT_ON);
	d->insn = cs_malloc(d->handle);
	if (!d->insn)
		diag_out_of_memory(sizeof *d->insn);
	d->memo = memo_new();
	return d;
}

void decoder_close(struct decoder *d)
{
	if (!d)
		return;
	cs_free(d->insn, 1);
	cs_close(&d->handle);
	free(d->memo);
	free(d);
}

/* ---- relocations ------------------------------------------------------------------------------------------------- */

static bool flow_is_direct(enum flow f) { return f == FLOW_BRANCH || f == FLOW_JUMP || f == FLOW_CALL; }

/* The memory operand that the relocation changes, NULL: the immediate. An immediate ends the instruction, and a
 * relocation relative to the place (adjust != 0 where fields are followed by something) is an address. */
static struct memop *relocated_memory(struct insn *in, unsigned bytes_to_end, int64_t adjust)
{
	for (unsigned i = 0; i < in->n_mem; i++)
		if (in->mem[i].flags & MEM_PC_RELATIVE)
			return adjust == 0 && in->has_imm && bytes_to_end <= 4 && in->size > 4 ? NULL : &in->mem[i];
	if (in->has_imm && (in->n_mem == 0 || (adjust == 0 && bytes_to_end <= 4 && in->size > 4)))
		return NULL;
	return in->n_mem ? &in->mem[0] : NULL;
}

static void relocate_operand(struct insn *in, enum reloc_kind kind, int64_t value, unsigned bytes_to_end,
                             int64_t adjust)
{
	struct memop *m = relocated_memory(in, bytes_to_end, adjust);
	if (kind == RELOC_PAGE)
		value &= ~(int64_t)4095;
	else if (kind == RELOC_PAGE_OFFSET)
		value &= 4095;
	if (m)
		m->disp = value;
	else
		in->imm = value;
}

static void relocate(const struct code *c, struct insn *in, const struct reloc *r)
{
	unsigned bytes_to_end = (unsigned)(in->address + in->size - r->address);
	int64_t adjust = 0;
	enum reloc_kind kind = c->isa->reloc(r->type, bytes_to_end, &adjust);
	const struct symbol *s = r->symbol >= 0 ? &c->object->symbols[r->symbol] : NULL;
	if (kind == RELOC_UNKNOWN)
		return;
	in->flags |= INSN_RELOC;
	in->sym = r->symbol;
	if (kind == RELOC_TLS) {
		in->flags |= INSN_TLS;
		return;
	}
	if (flow_is_direct(in->flow)) {
		in->target = !s || s->external ? 0 : s->address + (uint64_t)r->addend + (uint64_t)adjust;
		return;
	}
	int64_t value;
	if (kind == RELOC_GOT)
		value = GOT_ADDRESS(r->symbol);
	else if (s && s->external)
		value = EXTERNAL_ADDRESS(r->symbol) + (int64_t)(((uint64_t)r->addend + (uint64_t)adjust) & 0xffffff);
	else
		value = (int64_t)((s ? s->address : 0) + (uint64_t)r->addend + (uint64_t)adjust);
	relocate_operand(in, kind, value, bytes_to_end, adjust);
}

/* ---- decoding ---------------------------------------------------------------------------------------------------- */

/* Where one part's decoding stands. */
struct cursor {
	const uint8_t *bytes;
	size_t left;
	uint64_t address;
	const struct reloc *reloc, *reloc_end;
	const struct data_range *data, *data_end;
};

static const struct data_range *first_data_range(const struct object *o, uint64_t address)
{
	uint32_t low = 0, high = o->n_data_ranges;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (o->data_ranges[mid].address + o->data_ranges[mid].size <= address)
			low = mid + 1;
		else
			high = mid;
	}
	return o->data_ranges ? o->data_ranges + low : NULL;
}

static void advance(struct cursor *at, size_t n)
{
	at->bytes += n;
	at->left -= n;
	at->address += n;
}

/* Skips data that begins here; returns how far code goes from here. */
static size_t skip_data(struct cursor *at)
{
	for (; at->data < at->data_end && at->left; at->data++) {
		if (at->data->address > at->address) {
			uint64_t gap = at->data->address - at->address;
			return gap < at->left ? (size_t)gap : at->left;
		}
		uint64_t end = at->data->address + at->data->size;
		uint64_t skip = end > at->address ? end - at->address : 0;
		skip = skip < at->left ? skip : at->left;
		advance(at, (size_t)skip);
	}
	return at->left;
}

static void undecoded(struct code *c, struct insn *out, struct cursor *at, size_t room)
{
	size_t step = c->isa->min_insn < room ? c->isa->min_insn : room;
	*out = (struct insn){
	    .address = at->address, .flags = INSN_UNDECODED, .size = (uint8_t)step, .sym = -1, .acc = INSN_MAX_REGS};
	c->undecoded_bytes += (uint32_t)step;
	advance(at, step);
}

bool decoder_decode(struct decoder *d, const uint8_t *bytes, size_t room, uint64_t address)
{
	const uint8_t *p = bytes;
	size_t left = room;
	uint64_t at = address;
	if (cs_disasm_iter(d->handle, &p, &left, &at, d->insn))
		return true;
	if (!d->isa->decode_missing || !room)
		return false;
	size_t n = room < sizeof d->insn->bytes ? room : sizeof d->insn->bytes;
	d->insn->id = 0;
	d->insn->address = address;
	memset(d->insn->bytes, 0, sizeof d->insn->bytes);
	memcpy(d->insn->bytes, bytes, n);
	return d->isa->decode_missing(d->insn) && d->insn->size <= room;
}

/* Lifts what stands at the cursor; false where nothing can be decoded. */
static bool lift_one(const struct isa *isa, struct decoder *d, struct insn *out, const struct cursor *at, size_t room)
{
	if (d->memo && memo_find(d->memo, isa, at->bytes, room, at->address, out))
		return true;
	if (!decoder_decode(d, at->bytes, room, at->address))
		return false;
	isa->lift(d->handle, d->insn, out);
	if (d->memo)
		memo_keep(d->memo, isa, at->bytes, room, out);
	if (out->flow == FLOW_TRAP && isa->trap_tail)
		isa->trap_tail(d->insn, at->bytes + d->insn->size, room - d->insn->size, out);
	return true;
}

/* False where only data was left. */
static bool decode_one(struct code *c, struct decoder *d, struct insn *out, struct cursor *at)
{
	size_t room = skip_data(at);
	if (!at->left)
		return false;
	if (!lift_one(c->isa, d, out, at, room)) {
		undecoded(c, out, at, room);
		return true;
	}
	out->sym = -1;
	advance(at, out->size);
	while (at->reloc < at->reloc_end && at->reloc->address < out->address)
		at->reloc++;
	for (; at->reloc < at->reloc_end && at->reloc->address < at->address; at->reloc++)
		relocate(c, out, at->reloc);
	return true;
}

/* Instructions beyond `cap` need a larger array. */
struct instructions {
	struct insn *v; /* v[0] is the free slot */
	uint32_t n, cap;
};

static void reserve(struct code *c, struct instructions *list, uint64_t more)
{
	uint64_t want = list->n + more;
	if (want > MAX_INSTRUCTIONS + 1)
		want = MAX_INSTRUCTIONS + 1;
	if (want <= list->cap)
		return;
	struct insn *bigger = arena_alloc_raw(c->arena, sizeof *bigger * want);
	if (list->v)
		memcpy(bigger, list->v, sizeof *bigger * list->n);
	list->v = bigger;
	list->cap = (uint32_t)want;
}

static void decode_part(struct code *c, struct decoder *d, const struct part *p, struct instructions *list)
{
	struct cursor at = {.address = p->address, .left = (size_t)p->size};
	uint32_t n_reloc = 0;
	at.bytes = object_bytes(c->object, p->address, p->size);
	at.reloc = object_relocs(c->object, p->address, p->size, &n_reloc);
	at.reloc_end = at.reloc + n_reloc;
	at.data = first_data_range(c->object, p->address);
	at.data_end = c->object->data_ranges + c->object->n_data_ranges;
	struct part_range *range = &c->part_range[c->n_part_range++];
	*range = (struct part_range){.first = list->n - 1, .part = p};
	if (!at.bytes) {
		c->undecoded_bytes += (uint32_t)(p->size < UINT32_MAX ? p->size : UINT32_MAX);
		at.left = 0;
	}
	while (at.left) {
		if (list->n == list->cap) {
			if (list->n > MAX_INSTRUCTIONS) {
				c->too_large = true;
				break;
			}
			reserve(c, list, list->n / 4 + at.left / 5 + 16);
		}
		list->n += decode_one(c, d, &list->v[list->n], &at);
	}
	range->end = list->n - 1;
}

void decode_function(struct code *c, struct decoder *d)
{
	const struct function *f = c->function;
	struct instructions list = {.n = 1};
	uint64_t bytes = f->main.size;
	for (uint32_t i = 0; i < f->n_parts; i++)
		bytes += f->parts[i].size;
	c->part_range = ARENA_ARRAY(c->arena, struct part_range, f->n_parts + 1);
	/* 4 bytes for an instruction on average, on both kinds of ISA. */
	reserve(c, &list, bytes / 4 + bytes / 64 + 8);
	decode_part(c, d, &f->main, &list);
	for (uint32_t i = 0; i < f->n_parts; i++)
		decode_part(c, d, &f->parts[i], &list);
	arena_trim(c->arena, list.v, sizeof *list.v * list.n);
	c->insn = list.v + 1;
	c->n_insn = list.n - 1;
	c->unresolved = c->undecoded_bytes != 0;
}
