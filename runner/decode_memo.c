/* decode_memo.c: instructions that were lifted before, by their bytes: capstone takes longer over one than all else
 * does.
 *
 * Code says the same things again and again. No instruction's bytes begin another's, so an entry whose bytes stand at a
 * place is what decoding there would give, however many bytes follow. Entries have no place: a pc-relative displacement
 * is not part of the key where the ISA finds it in the bytes (take_displacement), and what was computed from the place
 * is computed again for the new one. */
#include "code_private.h"

#include "diag.h"

#include <stdlib.h>
#include <string.h>

enum { MEMO_BITS = 16, TEXT_BITS = 13, MAX_KEY = 15 };

/* The bytes, zeros after them, and their number at the end; all zeros: a free entry. */
union key {
	uint8_t bytes[MAX_KEY + 1];
	uint64_t w[2];
};

struct entry {
	union key key;
	struct insn insn; /* as at address 0, with displacement 0 */
};

struct text_entry {
	union key key;
	uint8_t length;
	char text[63];
};

struct memo {
	/* Bit n: there was an instruction of n bytes. By the first two bytes, of those that have no more; by a hash of
	 * the first three, of the others: mostly one bit, as these nearly always decide the length. */
	uint8_t short_lengths[1 << 16];
	uint16_t lengths[1 << 16];
	struct entry entry[1 << MEMO_BITS];
	struct text_entry text[1 << TEXT_BITS];
};

struct memo *memo_new(void)
{
	struct memo *m = calloc(1, sizeof *m);
	if (!m)
		diag_out_of_memory(sizeof *m);
	return m;
}

static uint8_t *short_lengths_of(struct memo *m, const union key *k) { return &m->short_lengths[k->w[0] & 0xffff]; }

static uint16_t *lengths_of(struct memo *m, const union key *k)
{
	return &m->lengths[(uint32_t)(k->w[0] & 0xffffff) * 0x9e3779b1u >> 16];
}

/* The first n bytes. */
static union key key_of(union key k, unsigned n)
{
	k.w[0] &= n < 8 ? (1ull << 8 * n) - 1 : ~0ull;
	k.w[1] &= n > 8 ? (1ull << 8 * (n - 8)) - 1 : 0;
	k.bytes[MAX_KEY] = (uint8_t)n;
	return k;
}

/* Multiplicative: Knuth, The Art of Computer Programming, volume 3, 6.4. */
static size_t slot_of(const union key *k, unsigned bits)
{
	uint64_t h = (k->w[0] ^ (k->w[1] << 29 | k->w[1] >> 35)) * 0x9e3779b97f4a7c15u;
	return h >> (64 - bits);
}

struct place {
	bool found; /* a displacement */
	int64_t displacement;
};

static union key read_key(const struct isa *isa, const uint8_t *bytes, size_t room, struct place *p)
{
	union key k = {.w = {0, 0}};
	if (room >= MAX_KEY)
		memcpy(&k, bytes, MAX_KEY);
	else
		memcpy(&k, bytes, room);
	p->displacement = 0;
	p->found = isa->take_displacement(k.bytes, &p->displacement);
	return k;
}

/* Where the instruction has what its place and its displacement decide. */
static uint64_t *placed(struct insn *in)
{
	if (in->flow == FLOW_BRANCH || in->flow == FLOW_JUMP || in->flow == FLOW_CALL)
		return &in->target;
	for (unsigned i = 0; i < in->n_mem; i++)
		if (in->mem[i].flags & MEM_PC_RELATIVE)
			return (uint64_t *)&in->mem[i].disp;
	return NULL;
}

bool memo_find(struct memo *m, const struct isa *isa, const uint8_t *bytes, size_t room, uint64_t address,
               struct insn *out)
{
	struct place at;
	union key whole = read_key(isa, bytes, room, &at);
	for (unsigned left = *lengths_of(m, &whole) | *short_lengths_of(m, &whole); left; left &= left - 1) {
		unsigned n = (unsigned)__builtin_ctz(left);
		union key k = key_of(whole, n);
		const struct entry *e = &m->entry[slot_of(&k, MEMO_BITS)];
		if (e->key.w[0] != k.w[0] || e->key.w[1] != k.w[1])
			continue;
		if (n > room)
			return false;
		*out = e->insn;
		out->address = address;
		if (at.found)
			*placed(out) += address + (uint64_t)at.displacement;
		return true;
	}
	return false;
}

void memo_keep(struct memo *m, const struct isa *isa, const uint8_t *bytes, size_t room, const struct insn *in)
{
	/* Unknown ones may hide an address anywhere; what traps may have operands beyond its bytes (trap_tail). */
	if (in->op == OP_OTHER || in->op == OP_SYSTEM || in->flow == FLOW_TRAP || in->size > MAX_KEY)
		return;
	struct place at;
	struct insn kept = *in;
	uint64_t *p = placed(&kept);
	union key k = read_key(isa, bytes, room, &at);
	if (at.found != (p != NULL))
		return;
	if (p)
		*p -= in->address + (uint64_t)at.displacement;
	if (in->size < 3)
		*short_lengths_of(m, &k) |= (uint8_t)(1u << in->size);
	else
		*lengths_of(m, &k) |= (uint16_t)(1u << in->size);
	k = key_of(k, in->size);
	m->entry[slot_of(&k, MEMO_BITS)] = (struct entry){k, kept};
}

/* ---- texts ------------------------------------------------------------------------------------------------------- */

/* False where the text says where the instruction stands, or may. */
static bool text_key(const struct isa *isa, const uint8_t *bytes, const struct insn *in, union key *k)
{
	struct place at;
	if (in->flow != FLOW_NEXT || in->op == OP_OTHER || in->op == OP_SYSTEM || in->size > MAX_KEY ||
	    (in->flags & (INSN_RELOC | INSN_UNDECODED)))
		return false;
	for (unsigned i = 0; i < in->n_mem; i++)
		if (in->mem[i].flags & MEM_PC_RELATIVE)
			return false;
	*k = key_of(read_key(isa, bytes, in->size, &at), in->size);
	return !at.found;
}

const char *memo_text(const struct memo *m, const struct isa *isa, const uint8_t *bytes, const struct insn *in,
                      size_t *length)
{
	union key k;
	if (!text_key(isa, bytes, in, &k))
		return NULL;
	const struct text_entry *e = &m->text[slot_of(&k, TEXT_BITS)];
	*length = e->length;
	return e->key.w[0] == k.w[0] && e->key.w[1] == k.w[1] ? e->text : NULL;
}

void memo_keep_text(struct memo *m, const struct isa *isa, const uint8_t *bytes, const struct insn *in,
                    const char *text, size_t length)
{
	union key k;
	struct text_entry *e;
	if (length > sizeof e->text || !text_key(isa, bytes, in, &k))
		return;
	e = &m->text[slot_of(&k, TEXT_BITS)];
	e->key = k;
	e->length = (uint8_t)length;
	memcpy(e->text, text, length);
}
