/* decode_text.c: the text of one instruction, with symbols in the places of addresses. */
#include "code_private.h"
#include "wrap.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

/* ---- names for addresses ----------------------------------------------------------------------------------------- */

static const char *with_offset(struct arena *a, const char *name, uint64_t offset)
{
	return offset ? arena_printf(a, "%s+0x%" PRIx64, name, offset) : name;
}

static const char *function_name(const struct object *o, uint64_t address, struct arena *a)
{
	int32_t at = object_function_at(o, address);
	if (at < 0)
		return NULL;
	const struct function *f = &o->functions[at];
	for (uint32_t i = 0; i < f->n_parts; i++)
		if (address - f->parts[i].address < f->parts[i].size)
			return with_offset(a, f->parts[i].name, address - f->parts[i].address);
	return with_offset(a, f->name, address - f->main.address);
}

static const char *code_name(const struct object *o, uint64_t address, struct arena *a)
{
	const char *name = object_callee(o, address);
	return name ? name : function_name(o, address, a);
}

/* What a relocation stands for; the section's name serves where the symbol has none. */
static const char *relocation_name(const struct object *o, const struct insn *in, struct arena *a)
{
	uint32_t n;
	const struct reloc *r = object_relocs(o, in->address, in->size, &n);
	while (n && r->symbol != in->sym)
		r++, n--;
	if (!n || in->sym < 0)
		return NULL;
	const struct symbol *s = &o->symbols[in->sym];
	int64_t adjust = 0, offset;
	enum reloc_kind kind = o->isa->reloc(r->type, (unsigned)(in->address + in->size - r->address), &adjust);
	offset = wrap_add(r->addend, adjust);
	const char *name = *s->name ? s->name : s->section >= 0 ? o->sections[s->section].name : "?";
	if (kind == RELOC_GOT)
		return arena_printf(a, "%s@GOT", name);
	if (kind == RELOC_TLS)
		return arena_printf(a, "%s@TLS", name);
	name = offset < 0 ? arena_printf(a, "%s-0x%" PRIx64, name, -(uint64_t)offset)
	                  : with_offset(a, name, (uint64_t)offset);
	return kind == RELOC_PAGE_OFFSET ? arena_printf(a, ":lo12:%s", name) : name;
}

/* ---- replacing a number in the operands -------------------------------------------------------------------------- */

struct span {
	const char *begin, *end;
};

static bool starts_number(const char *text, const char *p)
{
	if (!isdigit((unsigned char)*p))
		return false;
	return p == text || (!isalnum((unsigned char)p[-1]) && p[-1] != '_' && p[-1] != '.' && p[-1] != '*');
}

/* The last number of the text within [from, to); a sign and a '#' before it belong to it. */
static bool last_number(const char *text, const char *from, const char *to, struct span *out)
{
	bool found = false;
	for (const char *p = from; p < to; p++) {
		if (!starts_number(text, p))
			continue;
		out->begin = p;
		while (p < to && isalnum((unsigned char)*p))
			p++;
		out->end = p;
		found = true;
	}
	if (!found)
		return false;
	while (out->begin > from && (out->begin[-1] == '#' || out->begin[-1] == '-'))
		out->begin--;
	return true;
}

static const char *replaced(struct arena *a, const char *text, struct span at, const char *by)
{
	return arena_printf(a, "%.*s%s%s", (int)(at.begin - text), text, by, at.end);
}

/* Within the last brackets: the displacement, or a new one where there is none. */
static const char *replace_displacement(struct arena *a, const char *text, const char *by, bool comma)
{
	const char *open = strrchr(text, '['), *close = open ? strchr(open, ']') : NULL;
	struct span at;
	if (!close)
		return last_number(text, text, text + strlen(text), &at) ? replaced(a, text, at, by) : text;
	const char *tail = close;
	while (tail > open && *tail != '+' && *tail != '-' && *tail != ',' && *tail != '[')
		tail--;
	if (last_number(text, tail, close, &at) && (tail == open || *tail != '[')) {
		if (tail[0] == '-' || tail[0] == '+')
			return arena_printf(a, "%.*s+ %s%s", (int)(tail - text), text, by, close);
		return replaced(a, text, at, by);
	}
	if (tail == open && close > open + 1 && last_number(text, open, close, &at) && at.begin == open + 1)
		return replaced(a, text, at, by);
	return arena_printf(a, "%.*s%s%s%s", (int)(close - text), text, comma ? ", " : " + ", by, close);
}

static const char *replace_immediate(struct arena *a, const char *text, const char *by)
{
	struct span at;
	const char *close = strrchr(text, ']'), *from = close ? close : text, *shift = strstr(from, ", lsl ");
	if (!last_number(text, from, shift ? shift : from + strlen(from), &at))
		return text;
	return replaced(a, text, at, by);
}

/* ---- operands ---------------------------------------------------------------------------------------------------- */

static const char *branch_text(const struct object *o, const struct insn *in, const char *text, struct arena *a)
{
	const char *name = NULL;
	if (in->sym >= 0 && o->symbols[in->sym].external)
		name = o->symbols[in->sym].name;
	else if (in->target)
		name = code_name(o, in->target, a);
	return name ? replace_immediate(a, text, name) : text;
}

static const struct memop *pc_relative(const struct insn *in)
{
	for (unsigned i = 0; i < in->n_mem; i++)
		if (in->mem[i].flags & MEM_PC_RELATIVE)
			return &in->mem[i];
	return NULL;
}

/* An address that the text has only as a distance, or as a bare number. */
static const char *address_text(const struct object *o, const struct insn *in, const struct memop *m, const char *text,
                                struct arena *a)
{
	uint64_t address = (uint64_t)m->disp;
	const char *name = m->flags & MEM_ADDRESS ? NULL : object_slot(o, address);
	if (name)
		name = arena_printf(a, "%s@GOT", name);
	else if (in->op == OP_ADDRESS)
		name = function_name(o, address, a);
	if (name)
		return replace_displacement(a, text, name, false);
	return strchr(text, '[') ? arena_printf(a, "%s  # 0x%" PRIx64, text, address) : text;
}

static const char *relocated_text(const struct object *o, const struct insn *in, const char *text, struct arena *a)
{
	const struct memop *m = pc_relative(in);
	const char *name = relocation_name(o, in, a);
	if (!name)
		return text;
	/* A relocated immediate beside a memory operand ends the instruction. */
	uint32_t n = 0;
	const struct reloc *r = object_relocs(o, in->address, in->size, &n);
	bool at_end = n && r[n - 1].symbol == in->sym && r[n - 1].address + 4 >= in->address + in->size;
	if (!in->n_mem || (in->has_imm && in->op != OP_ADDRESS && at_end && !m))
		return replace_immediate(a, text, name);
	bool plus = m || strchr(text, '*') || strstr(text, "ptr");
	return replace_displacement(a, text, name, !plus);
}

static const char *operands(const struct object *o, const struct insn *in, const char *text, struct arena *a)
{
	if (in->flow == FLOW_BRANCH || in->flow == FLOW_JUMP || in->flow == FLOW_CALL)
		return branch_text(o, in, text, a);
	if (in->flags & INSN_RELOC)
		return relocated_text(o, in, text, a);
	const struct memop *m = pc_relative(in);
	return m ? address_text(o, in, m, text, a) : text;
}

static const char *bad_text(const struct insn *in, const uint8_t *bytes, struct arena *arena)
{
	char *text = arena_strdup(arena, "(bad)");
	for (unsigned i = 0; i < in->size; i++)
		text = arena_printf(arena, "%s %02x", text, bytes[i]);
	return text;
}

static char *copy(struct arena *arena, const char *text, size_t length)
{
	char *s = arena_alloc_raw(arena, length + 1);
	memcpy(s, text, length);
	s[length] = 0;
	return s;
}

const char *decoder_text(struct decoder *d, const struct object *o, const struct insn *in, struct arena *arena)
{
	const uint8_t *bytes = object_bytes(o, in->address, in->size);
	size_t length;
	if (!in->size)
		return "";
	if (!bytes)
		return "(bad)";
	const char *known = d->memo ? memo_text(d->memo, d->isa, bytes, in, &length) : NULL;
	if (known)
		return copy(arena, known, length);
	if (in->flags & INSN_UNDECODED || !decoder_decode(d, bytes, in->size, in->address))
		return bad_text(in, bytes, arena);
	const char *rest = *d->insn->op_str ? operands(o, in, d->insn->op_str, arena) : "";
	size_t first = strlen(d->insn->mnemonic), more = strlen(rest);
	length = first + more + (more || *d->insn->op_str);
	char *text = arena_alloc_raw(arena, length + 1);
	memcpy(text, d->insn->mnemonic, first);
	text[first] = ' ';
	memcpy(text + length - more, rest, more);
	text[length] = 0;
	if (d->memo)
		memo_keep_text(d->memo, d->isa, bytes, in, text, length);
	return text;
}
