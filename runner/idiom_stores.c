/* idiom_stores.c: one value, stored byte by byte to neighbouring places. */
#include "idioms.h"
#include "memory.h"

enum { MAX_STORES = 8, MAX_GROUPS = 8 };

/* Byte stores of one value in one block. */
struct group {
	uint32_t value; /* whose bytes they are */
	uint32_t store[MAX_STORES], work[MAX_STORES];
	int64_t at[MAX_STORES];   /* where, from the first store's place on */
	uint8_t byte[MAX_STORES]; /* which */
	unsigned n, n_work;
	bool wraps; /* neighbours only if a 32-bit index does not wrap around */
};

struct byte_store {
	uint32_t value, work; /* work: the shift that brings the byte down, NONE */
	unsigned byte;
};

static bool take_store(const struct code *c, uint32_t i, struct byte_store *st)
{
	const struct insn *in = &c->insn[i];
	struct bit_tree t;
	struct bits b;
	if (in->op != OP_MOVE || in->n_mem != 1 || !(in->mem[0].flags & MEM_WRITE) || in->mem[0].width != 1 ||
	    in->flags & (INSN_ATOMIC | INSN_MASKED) || in->n_src != 1 || !reg_is_general(in->src[0]) ||
	    !bits_of_stored(&t, c, i, &b))
		return false;
	for (unsigned k = 0; k < 8; k++)
		if (b.b[k].atom >= t.n_atom || b.b[k].atom != b.b[0].atom || b.b[k].at != b.b[0].at + k)
			return false;
	if (b.b[0].at % 8 || t.atom[b.b[0].atom].value == NONE)
		return false;
	*st = (struct byte_store){t.atom[b.b[0].atom].value, t.n_node == 1 ? t.node[0] : NONE, b.b[0].at / 8u};
	return true;
}

static bool add_to(const struct idioms *s, struct group *g, uint32_t i, const struct byte_store *st)
{
	int64_t at = 0;
	bool wraps = false;
	if (g->n == MAX_STORES || (g->n && !idiom_distance(s, i, 0, g->store[0], 0, &at, &wraps)))
		return false;
	for (unsigned k = 0; k < g->n; k++)
		if (g->byte[k] == st->byte)
			return false;
	g->wraps |= wraps;
	g->value = st->value;
	g->store[g->n] = i;
	g->at[g->n] = at;
	g->byte[g->n++] = (uint8_t)st->byte;
	if (st->work != NONE)
		g->work[g->n_work++] = st->work;
	return true;
}

/* Bytes 0 to n - 1 in order, or in reversed order. */
static bool is_word(const struct group *g, bool *reversed)
{
	unsigned seen = 0;
	if (g->n != 2 && g->n != 4 && g->n != 8)
		return false;
	*reversed = (g->at[1] - g->at[0] < 0) == (g->byte[1] > g->byte[0]);
	for (unsigned k = 0; k < g->n; k++) {
		int64_t step = (int64_t)g->byte[k] - g->byte[0];
		if (g->at[k] - g->at[0] != (*reversed ? -step : step))
			return false;
		seen |= 1u << g->byte[k];
	}
	return seen == (1u << g->n) - 1;
}

static bool is_member(const struct group *g, uint32_t i)
{
	for (unsigned k = 0; k < g->n; k++)
		if (g->store[k] == i)
			return true;
	return false;
}

/* Nothing between the first and the last store may see or write these bytes. */
static bool stores_can_move(const struct idioms *s, const struct group *g)
{
	const struct code *c = s->c;
	uint32_t loop = c->block[c->block_of[g->store[0]]].loop;
	for (uint32_t i = g->store[0]; i < g->store[g->n - 1]; i++) {
		const struct insn *in = &c->insn[i];
		if (is_member(g, i))
			continue;
		if (memory_is_barrier(c, i))
			return false;
		for (unsigned m = 0; m < in->n_mem; m++)
			for (unsigned k = 0; !(in->mem[m].flags & MEM_ADDRESS) && k < g->n; k++)
				if (memory_alias(s->a, loop, i, m, g->store[k], 0) != ALIAS_NO)
					return false;
	}
	return true;
}

static void judge(struct idioms *s, const struct group *g)
{
	struct match m = {.idiom = IDIOM_STORE_SPLIT, .confidence = LEVEL_HIGH};
	bool reversed;
	if (g->n < 2 || !is_word(g, &reversed) || !stores_can_move(s, g))
		return;
	for (unsigned k = 0; k < g->n; k++)
		idiom_add(&m, g->store[k]);
	for (unsigned k = 0; k < g->n_work; k++)
		idiom_add(&m, g->work[k]);
	m.insn = g->store[0];
	if (g->wraps) {
		m.confidence = LEVEL_MEDIUM;
		m.note = IDIOM_WRAP_NOTE;
	}
	m.saved = (float)(g->n + g->n_work - 1 - reversed);
	m.what = arena_printf(s->c->arena, "The %u bytes of one value are stored one by one to neighbouring places%s.",
	                      g->n, reversed ? ", the highest one first" : "");
	if (reversed)
		m.instruction = arena_printf(s->c->arena, "%s, and one store (%s)", idiom_swap(s, g->n),
		                             idiom_instruction(s, IDIOM_STORE_SPLIT));
	else
		m.instruction = arena_printf(s->c->arena, "one store (%s)", idiom_instruction(s, IDIOM_STORE_SPLIT));
	idiom_report(s, &m);
}

static void search_block(struct idioms *s, const struct block *b)
{
	struct group g[MAX_GROUPS];
	unsigned n = 0;
	for (uint32_t i = b->first; i < b->end; i++) {
		struct byte_store st;
		unsigned k = n;
		if (!take_store(s->c, i, &st))
			continue;
		while (k-- > 0)
			if (g[k].value == st.value && add_to(s, &g[k], i, &st))
				break;
		if (k < n)
			continue;
		if (n == MAX_GROUPS) {
			judge(s, &g[0]);
			for (k = 1; k < n; k++)
				g[k - 1] = g[k];
			n--;
		}
		g[n] = (struct group){.n = 0};
		add_to(s, &g[n++], i, &st);
	}
	for (unsigned k = 0; k < n; k++)
		judge(s, &g[k]);
}

void idioms_of_stores(struct idioms *s)
{
	const struct code *c = s->c;
	for (uint32_t b = 0; b < c->n_block; b++) {
		unsigned stores = 0;
		for (uint32_t i = c->block[b].first; i < c->block[b].end; i++)
			stores += c->insn[i].n_mem == 1 && c->insn[i].mem[0].width == 1 &&
			          c->insn[i].mem[0].flags & MEM_WRITE;
		if (stores > 1 && c->block[b].rpo != NONE && !c->block[b].no_return)
			search_block(s, &c->block[b]);
	}
}
