/* diff_rows.c: instructions as text in which registers, labels, addresses and stack offsets are exchangeable. */
#include "diff.h"

#include "wrap.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, LEAST_ADDRESS = 4096, MAX_NAMES = 16 };
static const char placeholder[] = "address";

/* ---- register names -----------------------------------------------------------------------------------------------
 */

struct known_name {
	char text[8];
	reg_t reg;
	uint16_t bits;
};

struct names {
	struct known_name *v;
	uint32_t n, cap;
	bool ready;
};

enum { MAX_ISAS = 8 };
static struct names names_by_isa[MAX_ISAS];
static pthread_mutex_t names_lock = PTHREAD_MUTEX_INITIALIZER;

static int by_text(const void *a, const void *b)
{
	const struct known_name *x = a, *y = b;
	int d = strcmp(x->text, y->text);
	return d ? d : (int)x->bits - (int)y->bits;
}

static void add_register(const struct isa *isa, struct names *names, reg_t r)
{
	static const uint16_t widths[] = {8, 16, 32, 64, 128, 256, 512, 0};
	char buf[8];
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		const char *text = isa->reg_name(r, widths[i], buf);
		bool known = false;
		for (uint32_t k = names->n; k-- > 0 && names->v[k].reg == r;)
			known |= !strcmp(names->v[k].text, text);
		if (known || !isalpha((unsigned char)*text))
			continue;
		struct known_name *k = &names->v[names->n++];
		snprintf(k->text, sizeof k->text, "%.7s", text);
		k->reg = r;
		k->bits = widths[i];
	}
}

/* All names of registers whose values the code's values tell apart; the stack pointer is not exchangeable. */
static const struct names *names_of(const struct isa *isa)
{
	unsigned index = 0;
	while (isa_table[index] != isa)
		index++;
	struct names *names = &names_by_isa[index];
	pthread_mutex_lock(&names_lock);
	if (!names->ready) {
		names->v = calloc((size_t)REG_COUNT * 8, sizeof *names->v);
		for (unsigned r = 0; names->v && r < REG_COUNT; r++)
			if (r != isa->sp &&
			    (reg_is_general((reg_t)r) || reg_is_vector((reg_t)r) || reg_is_mask((reg_t)r)))
				add_register(isa, names, (reg_t)r);
		qsort(names->v, names->n, sizeof *names->v, by_text);
		names->ready = true;
	}
	pthread_mutex_unlock(&names_lock);
	return names;
}

static const struct known_name *find_name(const struct names *names, const char *text, size_t length)
{
	struct known_name wanted = {0};
	uint32_t low = 0, high = names->n;
	if (length >= sizeof wanted.text)
		return NULL;
	memcpy(wanted.text, text, length);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (strcmp(names->v[middle].text, wanted.text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < names->n && !strcmp(names->v[low].text, wanted.text) ? &names->v[low] : NULL;
}

/* ---- one row ------------------------------------------------------------------------------------------------------
 */

struct writer {
	const struct code *c;
	struct decoder *d;
	struct arena *arena;
	const struct names *names;
	struct rows *rows;
};

static bool word_char(char ch)
{
	return isalnum((unsigned char)ch) || ch == '_' || ch == '.' || ch == '@' || ch == '$';
}

static void add_names(struct writer *w, struct row *r)
{
	struct name found[MAX_NAMES] = {0};
	bool brackets = false, first = true;
	const char *text = r->text, *p = text + strcspn(text, " ");
	for (; *p && r->n_name < MAX_NAMES; p++) {
		brackets = *p == '[' || (brackets && *p != ']');
		first &= *p != ',';
		if (!word_char(*p) || word_char(p[-1]))
			continue;
		size_t n = 0;
		while (isalnum((unsigned char)p[n]))
			n++;
		const struct known_name *k = find_name(w->names, p, n);
		/* A symbol's name may begin like a register's. */
		if (k && p[n] != '_' && p[n] != '@' && p[n] != '$')
			found[r->n_name++] =
			    (struct name){(uint16_t)(p - text), (uint16_t)n, k->reg, k->bits, brackets, first};
	}
	r->name = ARENA_ARRAY_RAW(w->arena, struct name, r->n_name + 1);
	memcpy(r->name, found, r->n_name * sizeof *found);
}

static void replace(struct writer *w, struct row *r, const char *from, const char *to, const char *by)
{
	r->text = arena_printf(w->arena, "%.*s%s%s", (int)(from - r->text), r->text, by, to);
}

/* The last number within [from, to) of the text, with a '#' before it. */
static bool last_number(const char *from, const char *to, const char **begin, const char **end)
{
	bool found = false;
	for (const char *p = from; p < to; p++) {
		if (!isdigit((unsigned char)*p) || (p > from && (word_char(p[-1]))))
			continue;
		*begin = p;
		while (p < to && isalnum((unsigned char)*p))
			p++;
		*end = p;
		found = true;
	}
	while (found && *begin > from && ((*begin)[-1] == '#' || (*begin)[-1] == '-'))
		--*begin;
	return found;
}

static void set_data(struct row *r, int64_t address, unsigned width)
{
	r->data = (uint64_t)address;
	r->data_size = (uint16_t)width;
}

/* What stands between a memory operand's base and its closing bracket becomes the placeholder. */
static void replace_offset(struct writer *w, struct row *r)
{
	const char *open = strrchr(r->text, '['), *close = open ? strchr(open, ']') : NULL;
	if (!close)
		return;
	const char *base = open + 1;
	while (base < close && word_char(*base))
		base++;
	replace(w, r, base, close, arena_printf(w->arena, ", %s", placeholder));
}

static void replace_number(struct writer *w, struct row *r, const char *from, const char *to)
{
	const char *begin, *end;
	if (last_number(from, to, &begin, &end))
		replace(w, r, begin, end, placeholder);
}

static void replace_immediate(struct writer *w, struct row *r)
{
	const char *close = strrchr(r->text, ']'), *from = close ? close : r->text + strcspn(r->text, " ");
	replace_number(w, r, from, r->text + strlen(r->text));
}

/* The page's address where the register holds one (adrp and its like); -1: none. */
static int64_t page_in(const struct code *c, uint32_t i, reg_t reg)
{
	uint32_t v = reg == REG_NONE ? NONE : diff_used(c, i, reg);
	if (v == NONE || (v = value_origin(c, v)) == NONE || c->value[v].kind != VALUE_INSN)
		return -1;
	const struct insn *in = &c->insn[c->value[v].where];
	bool page =
	    in->op == OP_ADDRESS && in->n_mem && (in->mem[0].flags & MEM_PC_RELATIVE) && !(in->mem[0].disp % PAGE);
	return page ? in->mem[0].disp : -1;
}

static bool in_file(const struct code *c, int64_t address)
{
	return !c->object->relocatable && address >= LEAST_ADDRESS && object_section(c->object, (uint64_t)address);
}

/* An address that is no symbol's: the text has a distance, and behind it what that comes to. */
static void hide_pc_relative(struct writer *w, struct row *r, const struct memop *m)
{
	const char *comment = strstr(r->text, "  # 0x"), *open = strrchr(r->text, '[');
	const char *begin, *end;
	if (comment) {
		r->text = arena_printf(w->arena, "%.*s", (int)(comment - r->text), r->text);
		open = strrchr(r->text, '[');
		replace_number(w, r, open, strchr(open, ']') ? strchr(open, ']') : r->text + strlen(r->text));
	} else if (open || !last_number(r->text, r->text + strlen(r->text), &begin, &end) ||
	           (int64_t)strtoull(*begin == '#' ? begin + 1 : begin, NULL, 0) != m->disp) {
		return; /* a symbol's name stands there */
	} else {
		replace(w, r, begin, end, placeholder);
	}
	set_data(r, m->disp, m->flags & MEM_ADDRESS ? 0 : m->width);
}

static void hide_memory(struct writer *w, struct row *r, const struct insn *in)
{
	for (unsigned i = 0; i < in->n_mem; i++) {
		const struct memop *m = &in->mem[i];
		if (m->flags & MEM_PC_RELATIVE) {
			hide_pc_relative(w, r, m);
			continue;
		}
		int64_t page = page_in(w->c, r->insn, m->base);
		if (page >= 0 && m->index == REG_NONE && strchr(r->text, '[')) {
			replace_offset(w, r);
			set_data(r, wrap_add(page, m->disp), m->width);
		} else if (in_file(w->c, m->disp) && strchr(r->text, '[')) {
			const char *open = strrchr(r->text, '[');
			replace_number(w, r, open, strchr(open, ']') ? strchr(open, ']') : open);
		}
	}
}

static void hide_immediate(struct writer *w, struct row *r, const struct insn *in)
{
	if (!in->has_imm || in->flow != FLOW_NEXT)
		return;
	if (in_file(w->c, in->imm) || (in->op == OP_ADD && in->n_src && page_in(w->c, r->insn, in->src[0]) >= 0))
		replace_immediate(w, r);
}

/* Where a relocated operand lies. */
static int64_t relocated_address(const struct code *c, const struct insn *in, const struct memop *m)
{
	uint32_t n;
	const struct reloc *r = object_relocs(c->object, in->address, in->size, &n);
	if (m->flags & MEM_PC_RELATIVE)
		return m->disp;
	const struct symbol *s = &c->object->symbols[in->sym];
	return n && r->symbol == in->sym && !s->external ? wrap_add((int64_t)s->address, r->addend) : 0;
}

/* A relocation against a section or a local label: where in the section that is means nothing. */
static bool hide_relocation(struct writer *w, struct row *r, const struct insn *in)
{
	const struct object *o = w->c->object;
	if (!(in->flags & INSN_RELOC) || in->sym < 0)
		return false;
	const struct symbol *s = &o->symbols[in->sym];
	const char *name = *s->name ? s->name : s->section >= 0 ? o->sections[s->section].name : "?";
	const char *at = *s->name && strncmp(s->name, ".L", 2) ? NULL : strstr(r->text, name);
	if (!at)
		return false;
	const char *end = at + strlen(name);
	if ((*end == '+' || *end == '-') && end[1] == '0' && end[2] == 'x')
		for (end += 3; isxdigit((unsigned char)*end); end++)
			;
	/* decoder_text marks the lower part of an address so; in a linked file it cannot. */
	static const char lower[] = ":lo12:";
	size_t n = sizeof lower - 1;
	if (at - r->text > (ptrdiff_t)n && !strncmp(at - n, lower, n))
		at -= n;
	replace(w, r, at, end, placeholder);
	for (unsigned i = 0; i < in->n_mem; i++)
		if (!(in->mem[i].flags & MEM_ADDRESS))
			set_data(r, relocated_address(w->c, in, &in->mem[i]), in->mem[i].width);
	return true;
}

/* A function without a name is called by its address. */
static void hide_nameless(struct writer *w, struct row *r)
{
	char *at = strstr(r->text, " sub_");
	if (!at)
		return;
	const char *end = at + 5;
	while (isxdigit((unsigned char)*end))
		end++;
	replace(w, r, at + 4, end, "");
}

static void mark_slot(struct writer *w, struct row *r, const struct insn *in)
{
	const char *open = strchr(r->text, '['), *close = open ? strchr(open, ']') : NULL;
	for (unsigned i = 0; i < in->n_mem && close && !(in->flags & INSN_WRITEBACK); i++) {
		const struct memop *m = &in->mem[i];
		if (m->base != w->c->isa->sp || m->index != REG_NONE)
			continue;
		const char *base = open + 1;
		while (base < close && word_char(*base))
			base++;
		r->slot = m->disp;
		r->slot_at = (uint16_t)(base - r->text);
		r->slot_length = (uint16_t)(close - base);
		/* A slot without an offset has no length of text: it is given one. */
		if (close == base) {
			replace(w, r, base, close, " + 0");
			r->slot_length = 4;
		}
		return;
	}
}

static bool mark_target(struct writer *w, struct row *r, const struct insn *in)
{
	const struct code *c = w->c;
	bool direct = (in->flow == FLOW_BRANCH || in->flow == FLOW_JUMP) && in->target;
	for (uint32_t i = 0; direct && i < c->n_part_range; i++) {
		const struct part *p = c->part_range[i].part;
		uint32_t low = c->part_range[i].first, high = c->part_range[i].end;
		if (in->target - p->address >= p->size)
			continue;
		while (low < high) {
			uint32_t middle = low + (high - low) / 2;
			if (c->insn[middle].address < in->target || !c->insn[middle].size)
				low = middle + 1;
			else
				high = middle;
		}
		if (low >= c->part_range[i].end || c->insn[low].address != in->target)
			continue;
		r->target = low; /* an instruction yet */
		const char *comma = strrchr(r->text, ','), *space = strchr(r->text, ' ');
		size_t keep = comma   ? (size_t)(comma - r->text) + 2
		              : space ? (size_t)(space - r->text) + 1
		                      : strlen(r->text);
		r->text = arena_printf(w->arena, "%.*s", (int)keep, r->text);
		return true;
	}
	return false;
}

static uint64_t hash_bytes(uint64_t h, const void *data, size_t n)
{
	const unsigned char *p = data;
	for (size_t i = 0; i < n; i++)
		h = (h ^ p[i]) * 0x100000001b3u;
	return h;
}

/* Of the text without what is exchangeable in it; a register leaves its file and its width. */
static uint64_t key_of(const struct row *r)
{
	uint64_t h = 0xcbf29ce484222325u;
	size_t at = 0;
	for (uint32_t i = 0; i <= r->n_name; i++) {
		size_t end = i < r->n_name ? r->name[i].at : strlen(r->text);
		if (r->slot_length && r->slot_at >= at && r->slot_at < end) {
			h = hash_bytes(h, r->text + at, r->slot_at - at);
			h = hash_bytes(h, "\1", 1);
			at = (size_t)r->slot_at + r->slot_length;
		}
		h = hash_bytes(h, r->text + at, end - at);
		if (i == r->n_name)
			break;
		const uint16_t what[2] = {(uint16_t)(2 + r->name[i].reg / 32), r->name[i].bits};
		h = hash_bytes(h, what, sizeof what);
		at = end + r->name[i].length;
	}
	return r->target == NONE ? h : hash_bytes(h, "\2", 1);
}

static struct row make_row(struct writer *w, uint32_t i)
{
	const struct insn *in = &w->c->insn[i];
	struct row r = {.insn = i, .target = NONE};
	r.text = decoder_text(w->d, w->c->object, in, w->arena);
	if (!mark_target(w, &r, in) && !hide_relocation(w, &r, in)) {
		hide_memory(w, &r, in);
		hide_immediate(w, &r, in);
		hide_nameless(w, &r);
	}
	mark_slot(w, &r, in);
	if (in->flow != FLOW_CALL && (in->flow != FLOW_JUMP || r.target != NONE))
		add_names(w, &r);
	r.key = key_of(&r);
	return r;
}

/* Before what is aligned, and behind the end: how much of it there is says where the code lies, and nothing else. */
static bool is_padding(const struct code *c, uint32_t i)
{
	enum { ALIGNMENT = 8 };
	if (c->too_large || c->insn[i].op != OP_NOP)
		return false;
	if (c->block[c->block_of[i]].rpo == NONE)
		return true;
	for (i++; i < c->n_insn && c->insn[i].op == OP_NOP && c->block[c->block_of[i]].first != i;)
		i++;
	return i < c->n_insn && c->block[c->block_of[i]].first == i && c->insn[i].address % ALIGNMENT == 0;
}

struct rows diff_rows(const struct code *c, struct decoder *d, struct arena *arena)
{
	struct rows rows = {.c = c};
	struct writer w = {c, d, arena, names_of(c->isa), &rows};
	rows.v = ARENA_ARRAY(arena, struct row, c->n_insn + 1);
	rows.of_insn = ARENA_ARRAY(arena, uint32_t, c->n_insn + 1);
	for (uint32_t i = 0; i < c->n_insn; i++) {
		rows.of_insn[i] = rows.n;
		if (c->insn[i].size && !is_padding(c, i))
			rows.v[rows.n++] = make_row(&w, i);
	}
	for (uint32_t i = 0; i < rows.n; i++)
		if (rows.v[i].target != NONE)
			rows.v[i].target = rows.of_insn[rows.v[i].target];
	return rows;
}
