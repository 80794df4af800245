/* asm_clobbers.c: asm statements that write what they do not name: the flags, registers named in the template. */
#include "asm_clobbers.h"

#include <ctype.h>
#include <stdlib.h>

struct checking {
	const struct asm_statements *statements;
	struct asm_faults *out;
	struct arena *arena;
	bool *seen;      /* by statement: its code was read */
	bool *opaque;    /* some of it is undecoded */
	bool *unprinted; /* its operands' registers are not known */
};

/* ---- registers by name ------------------------------------------------------------------------------------------- */

static bool names_register(const struct isa *isa, reg_t r, const char *name, size_t size)
{
	static const unsigned widths[] = {0, 8, 16, 32, 64, 128, 256, 512};
	char buf[8];
	for (unsigned i = 0; i < sizeof widths / sizeof *widths; i++) {
		const char *known = isa->reg_name(r, widths[i], buf);
		if (strlen(known) == size && !strncmp(known, name, size))
			return true;
	}
	return false;
}

/* Every register that the text names, at any width: "%rax", "[x0, #8]", "v3.16b". */
static regset registers_in(const struct isa *isa, const char *text)
{
	regset set = {{0}};
	while (*text) {
		size_t n = 0;
		while (isalnum((unsigned char)text[n]))
			n++;
		for (unsigned r = 0; n && n < 8 && r < REG_COUNT; r++)
			if (names_register(isa, (reg_t)r, text, n))
				regset_add(&set, (reg_t)r);
		text += n ? n : 1;
	}
	return set;
}

/* ---- what a statement declares ----------------------------------------------------------------------------------- */

static bool declares_flags(const struct asm_statement *s)
{
	for (unsigned i = 0; i < s->clobbers.n; i++)
		if (!strcmp(s->clobbers.v[i], "cc"))
			return true;
	for (unsigned i = 0; i < s->outputs.n; i++)
		if (!strncmp(s->outputs.v[i].constraint, "=@cc", 4))
			return true;
	return false;
}

static regset declared(const struct isa *isa, const struct asm_statement *s)
{
	regset set = {{0}};
	for (unsigned i = 0; i < s->clobbers.n; i++)
		set = regset_or(set, registers_in(isa, s->clobbers.v[i]));
	return set;
}

/* ---- what its code does ------------------------------------------------------------------------------------------ */

static bool is_checked(const struct isa *isa, reg_t r)
{
	return r != isa->sp && (reg_is_general(r) || reg_is_vector(r) || reg_is_mask(r));
}

/* What it reads itself: of a jump that leaves the asm the analysis says that all callee-saved registers are read. */
static regset read_by(const struct insn *in)
{
	regset set = in->read;
	if (in->flow == FLOW_NEXT)
		return set;
	set = (regset){{0}};
	for (unsigned i = 0; i < in->n_src; i++)
		regset_add(&set, in->src[i]);
	return set;
}

/* Registers whose old value is read before anything is written to them may be saved and restored: nothing is said of
 * them. A call's writes are those that its convention allows, not those that it makes. */
static reg_t first_undeclared(const struct code *c, regset allowed, uint32_t *where)
{
	regset kept = allowed;
	for (uint32_t i = 0; i < c->n_insn; i++) {
		const struct insn *in = &c->insn[i];
		regset written = regset_minus(in->write, kept);
		if (insn_is_call(in))
			continue;
		if (in->n_dst > 1)
			kept = regset_or(kept, read_by(in)); /* xchg */
		for (reg_t r; (r = regset_pop(&written)) != REG_NONE;)
			if (is_checked(c->isa, r) && !regset_has(kept, r)) {
				*where = i;
				return r;
			}
		kept = regset_or(kept, read_by(in));
	}
	return REG_NONE;
}

static uint32_t first_flag_writer(const struct code *c)
{
	for (uint32_t i = 0; i < c->n_insn; i++)
		for (unsigned r = REG_FLAG; r < REG_SPECIAL; r++)
			if (regset_has(c->insn[i].write, (reg_t)r) && !insn_is_call(&c->insn[i]))
				return i;
	return NONE;
}

/* ---- faults ------------------------------------------------------------------------------------------------------ */

static void add(struct checking *k, const struct asm_block *b, reg_t reg, uint32_t insn)
{
	const struct asm_statement *s = b->statement;
	const struct code *c = b->code;
	bool flags = reg == REG_NONE;
	char name[8];
	for (unsigned i = 0; i < k->out->n; i++) /* another copy's */
		if (k->out->v[i].statement == s && k->out->v[i].flags == flags && (flags || k->out->v[i].reg == reg))
			return;
	const char *text = decoder_text(b->decoder, c->object, &c->insn[insn], k->arena);
	if (flags)
		text = arena_printf(k->arena, "`%s` writes the flags: add \"cc\" to the clobbers", text);
	else
		text = arena_printf(k->arena, "`%s` writes %s, which is no operand: add \"%s\" to the clobbers", text,
		                    c->isa->reg_name(reg, 0, name), c->isa->reg_name(reg, 0, name));
	text = arena_printf(k->arena, "%s:%u: %s%s", s->file, s->line, text,
	                    s->basic ? " (an asm without colons can name none: `asm(\"...\" : : : \"...\")`)" : "");
	*ARENA_PUSH(k->arena, k->out) = (struct asm_fault){.statement = s, .reg = reg, .flags = flags, .text = text};
}

static void check_block(const struct asm_block *b, void *ctx)
{
	struct checking *k = ctx;
	const struct code *c = b->code;
	size_t at = (size_t)(b->statement - k->statements->v);
	if (b->statement->system)
		return;
	k->seen[at] = true;
	k->opaque[at] |= c->undecoded_bytes != 0;
	uint32_t where = first_flag_writer(c);
	if (where != NONE && !declares_flags(b->statement))
		add(k, b, REG_NONE, where);
	if (!b->operands) {
		k->unprinted[at] = true;
		return;
	}
	regset allowed = regset_or(declared(c->isa, b->statement), registers_in(c->isa, b->operands));
	for (reg_t r; (r = first_undeclared(c, allowed, &where)) != REG_NONE;) {
		add(k, b, r, where);
		regset_add(&allowed, r);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct asm_fault *x = a, *y = b;
	if (x->statement != y->statement)
		return x->statement < y->statement ? -1 : 1;
	return x->flags != y->flags ? y->flags - x->flags : x->reg - y->reg;
}

/* Why not all is known about a statement; NULL: it is. */
static const char *unknown(const struct checking *k, unsigned i)
{
	if (!k->seen[i])
		return "the compiler makes no code of it";
	if (k->opaque[i])
		return "not all of the asm's code can be decoded";
	return k->unprinted[i] ? "its operands have no text, so that its registers are not checked" : NULL;
}

static void count(struct checking *k)
{
	struct asm_faults *out = k->out;
	for (unsigned i = 0; i < k->statements->n; i++) {
		const struct asm_statement *s = &k->statements->v[i];
		if (s->toplevel || s->system)
			continue;
		const char *why = unknown(k, i), *before = out->unseen_text;
		out->statements++;
		if (!why)
			continue;
		out->unseen++;
		out->unseen_text = arena_printf(k->arena, "%s%s%s:%u: %s", before ? before : "", before ? "; " : "",
		                                s->file, s->line, why);
	}
	if (out->n)
		qsort(out->v, out->n, sizeof *out->v, by_place);
}

static void check_one(const struct asm_block *b, void *ctx)
{
	struct checking *k = ctx;
	if (!k->seen) {
		k->seen = ARENA_ARRAY(k->arena, bool, k->statements->n);
		k->opaque = ARENA_ARRAY(k->arena, bool, k->statements->n);
		k->unprinted = ARENA_ARRAY(k->arena, bool, k->statements->n);
	}
	check_block(b, k);
}

const char *asm_clobbers_check(const struct asm_request *q, struct asm_faults *out, struct arena *arena)
{
	struct asm_statements *statements = ARENA_NEW(arena, struct asm_statements);
	struct checking k = {.statements = statements, .out = out, .arena = arena};
	*out = (struct asm_faults){0};
	const char *failure = asm_blocks_read(q, statements, check_one, &k, arena);
	if (failure)
		return failure;
	if (!k.seen)
		k.seen = ARENA_ARRAY(arena, bool, statements->n);
	count(&k);
	return NULL;
}
