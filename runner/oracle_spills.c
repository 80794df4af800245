/* oracle_spills.c: the spills and reloads that a compiler marks in its assembly text: clang by comments
 * ("8-byte Folded Spill"), gcc -fverbose-asm by the name %sfp of a slot. Both mark a little more than that:
 * clang saves of callee-saved registers on some ISAs, gcc slots by way of which a value changes its register file. */
#include "oracle_spills.h"

#include "paths.h"

#include <ctype.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

struct saved_text {
	char *access, *register_;
	struct strings files;
};

/* ISA/spill_marks.yaml */
struct isa_text {
	char *comment, *to_memory, *reads, *writes, *writes_first, *slot;
	struct strings register_files;
	struct saved_text saved;
};

enum { MOST_FILES = 4, MOST_REGISTERS = 256 };

struct reader {
	const struct oracle_source *s;
	struct spill_marks *m;
	struct arena *a;
	struct isa_text t;
	regex_t to_memory, reads, writes, writes_first, slot, file[MOST_FILES], access, register_;
	regex_t mark; /* of the compiler's comment */
};

/* ---- the ISA's file ---------------------------------------------------------------------------------------------- */

static bool read_saved(struct yaml_file *f, yaml_node_t *n, void *field)
{
	static const struct yaml_field fields[] = {
	    {"access", YAML_TEXT, true, offsetof(struct saved_text, access), NULL},
	    {"register", YAML_TEXT, true, offsetof(struct saved_text, register_), NULL},
	    {"files", YAML_STRINGS, true, offsetof(struct saved_text, files), NULL},
	    {0},
	};
	return yaml_read(f, n, fields, field);
}

static bool load(struct reader *r, const struct isa *isa)
{
	static const struct yaml_field fields[] = {
	    {"comment", YAML_TEXT, true, offsetof(struct isa_text, comment), NULL},
	    {"to-memory", YAML_TEXT, true, offsetof(struct isa_text, to_memory), NULL},
	    {"reads", YAML_TEXT, false, offsetof(struct isa_text, reads), NULL},
	    {"writes", YAML_TEXT, true, offsetof(struct isa_text, writes), NULL},
	    {"writes-first", YAML_TEXT, false, offsetof(struct isa_text, writes_first), NULL},
	    {"slot", YAML_TEXT, true, offsetof(struct isa_text, slot), NULL},
	    {"register-files", YAML_STRINGS, true, offsetof(struct isa_text, register_files), NULL},
	    {"saved", YAML_CUSTOM, false, offsetof(struct isa_text, saved), read_saved},
	    {0},
	};
	struct yaml_file f;
	if (!yaml_file_open(&f, paths_data(r->a, arena_printf(r->a, "%s/spill_marks.yaml", isa->name)), r->a))
		return false;
	bool good = yaml_read(&f, yaml_file_root(&f), fields, &r->t) && r->t.register_files.n <= MOST_FILES;
	yaml_file_close(&f);
	return good;
}

/* A text that is not there matches nothing. */
static bool expression(regex_t *e, const char *text) { return !regcomp(e, text ? text : "$.", REG_EXTENDED); }

static bool prepare(struct reader *r, const char *mark)
{
	bool good = expression(&r->to_memory, r->t.to_memory) && expression(&r->reads, r->t.reads) &&
	            expression(&r->writes, r->t.writes) && expression(&r->writes_first, r->t.writes_first) &&
	            expression(&r->slot, r->t.slot) && expression(&r->access, r->t.saved.access) &&
	            expression(&r->register_, r->t.saved.register_) && expression(&r->mark, mark);
	for (unsigned i = 0; i < r->t.register_files.n; i++)
		good &= expression(&r->file[i], r->t.register_files.v[i]);
	return good;
}

static void release(struct reader *r)
{
	regex_t *all[] = {&r->to_memory, &r->reads,  &r->writes,    &r->writes_first,
	                  &r->slot,      &r->access, &r->register_, &r->mark};
	for (unsigned i = 0; i < sizeof all / sizeof *all; i++)
		regfree(all[i]);
	for (unsigned i = 0; i < r->t.register_files.n; i++)
		regfree(&r->file[i]);
}

/* ---- one line ---------------------------------------------------------------------------------------------------- */

static bool matches(const regex_t *e, const char *text) { return !regexec(e, text, 0, NULL, 0); }

static char *line_text(const struct reader *r, unsigned i)
{
	const struct text_line *l = &r->s->text.v[i];
	return arena_printf(r->a, "%.*s", l->size, l->text);
}

/* The instruction without its comment, which *comment becomes. */
static char *code_of(const struct reader *r, char *line, const char **comment)
{
	char *at = strstr(line, r->t.comment);
	*comment = at ? arena_strdup(r->a, at) : "";
	if (at)
		*at = '\0';
	return line;
}

static void judge_direction(const struct reader *r, const char *code, struct spill_mark *m)
{
	if (!matches(&r->to_memory, code) || matches(&r->reads, code)) {
		m->stores = matches(&r->writes_first, code);
		m->loads = !m->stores;
	} else {
		m->stores = true;
		m->loads = !matches(&r->writes, code);
	}
}

/* "Folded Spill" on an instruction that reads and writes: the instruction tells; else the comment does. */
static void read_clang(const struct reader *r, const char *code, const char *comment, struct spill_mark *m)
{
	bool folded = strstr(comment, "Folded") != NULL;
	m->stores = strstr(comment, "Spill") != NULL;
	m->loads = !m->stores;
	if (folded && m->stores)
		judge_direction(r, code, m);
}

static void read_gcc(const struct reader *r, const char *code, const char *comment, struct spill_mark *m)
{
	(void)comment;
	judge_direction(r, code, m);
}

static const struct style {
	const char *name, *mark;
	bool saves, transfers; /* it marks these too */
	void (*read)(const struct reader *r, const char *code, const char *comment, struct spill_mark *m);
} styles[] = {
    {"clang", "([0-9]+-byte|vscale-sized|Unknown-size) (Folded )?(Spill|Reload)", true, false, read_clang},
    {"gcc", "%sfp", false, true, read_gcc},
};

static const char *function_at(const struct oracle_source *s, unsigned line)
{
	for (unsigned i = 0; i < s->functions.n; i++)
		if (line >= s->functions.v[i].first && line <= s->functions.v[i].last)
			return s->functions.v[i].name;
	return "";
}

static void find_marks(struct reader *r, const struct style *style)
{
	for (unsigned i = 0; i < r->s->text.n; i++) {
		const char *comment;
		if (!r->s->text.v[i].instruction)
			continue;
		char *code = code_of(r, line_text(r, i), &comment);
		if (!matches(&r->mark, comment))
			continue;
		struct spill_mark m = {.line = i, .function = function_at(r->s, i)};
		style->read(r, code, comment, &m);
		*ARENA_PUSH(r->a, r->m) = m;
	}
}

/* ---- saves and restores ------------------------------------------------------------------------------------------ */

/* Registers of one function, by file and number. */
struct registers {
	bool in[MOST_FILES][MOST_REGISTERS];
};

struct place {
	const char *registers, *where;
};

struct places {
	struct place *v;
	unsigned n, cap;
};

/* The registers that a text names, added to a set; whether all of them are in `among`, and none in `not`. */
static bool add_registers(const struct reader *r, const char *text, struct registers *to, const struct registers *among,
                          const struct registers * not )
{
	regmatch_t m[3];
	bool good = true, any = false;
	while (!regexec(&r->register_, text, 3, m, 0)) {
		unsigned number = (unsigned)strtoul(text + m[2].rm_so, NULL, 10);
		for (unsigned f = 0; f < r->t.saved.files.n && f < MOST_FILES; f++) {
			if (!strchr(r->t.saved.files.v[f], text[m[1].rm_so]) || number >= MOST_REGISTERS)
				continue;
			any = true;
			good &= (!among || among->in[f][number]) && (!not || !not ->in[f][number]);
			if (to)
				to->in[f][number] = true;
		}
		text += m[0].rm_eo;
	}
	return good && any;
}

/* What `.cfi_offset` of this function names: the registers that its frame keeps for the caller. */
static void kept_registers(const struct reader *r, const struct source_function *f, struct registers *kept)
{
	for (unsigned i = f->first; i <= f->last; i++) {
		const char *text = line_text(r, i), *at = strstr(text, ".cfi_offset");
		if (at)
			add_registers(r, at + 11, kept, NULL, NULL);
	}
}

/* Registers and distance of a save or restore, the same for both; false: the line is none. */
static bool read_place(const struct reader *r, char *code, struct place *p)
{
	regmatch_t m[4];
	if (regexec(&r->access, code, 4, m, 0))
		return false;
	const char *rest = code + m[3].rm_so, *digits = rest + strcspn(rest, "0123456789");
	bool writes_back = strchr(rest, '!') || strstr(rest, "],");
	p->registers = arena_printf(r->a, "%.*s", (int)(m[2].rm_eo - m[2].rm_so), code + m[2].rm_so);
	p->where = arena_printf(r->a, "%d %lu", writes_back, strtoul(digits, NULL, 10));
	return true;
}

static bool known_place(const struct places *list, const struct place *p)
{
	for (unsigned i = 0; i < list->n; i++)
		if (!strcmp(list->v[i].registers, p->registers) && !strcmp(list->v[i].where, p->where))
			return true;
	return false;
}

/* The first mention of a register that the frame keeps stores it; what loads the same registers from the same place
 * restores it. */
static void find_saves(struct reader *r, const struct source_function *f)
{
	struct registers *kept = ARENA_NEW(r->a, struct registers), *seen = ARENA_NEW(r->a, struct registers);
	struct places saved = {0};
	unsigned k = 0;
	kept_registers(r, f, kept);
	for (unsigned i = f->first; i <= f->last; i++) {
		const char *comment;
		struct place p;
		if (!r->s->text.v[i].instruction)
			continue;
		char *code = code_of(r, line_text(r, i), &comment);
		while (k < r->m->n && r->m->v[k].line < i)
			k++;
		if (k < r->m->n && r->m->v[k].line == i && read_place(r, code, &p)) {
			struct spill_mark *m = &r->m->v[k];
			if (m->stores && add_registers(r, p.registers, NULL, kept, seen)) {
				m->kind = SPILL_SAVED;
				*ARENA_PUSH(r->a, &saved) = p;
			} else if (m->loads && known_place(&saved, &p)) {
				m->kind = SPILL_SAVED;
			}
		}
		add_registers(r, code, seen, NULL, NULL);
	}
}

/* ---- transfers --------------------------------------------------------------------------------------------------- */

static unsigned file_of(const struct reader *r, const char *code)
{
	unsigned i = 0;
	while (i < r->t.register_files.n && !matches(&r->file[i], code))
		i++;
	return i;
}

struct slot_use {
	const char *slot;
	unsigned stored, loaded; /* register files, a bit each */
};

/* Slots that one register file stores and another loads. */
static void find_transfers(struct reader *r)
{
	struct spill_marks *m = r->m;
	struct slot_use *use = ARENA_ARRAY(r->a, struct slot_use, m->n + 1);
	for (unsigned i = 0; i < m->n; i++) {
		const char *comment;
		char *code = code_of(r, line_text(r, m->v[i].line), &comment);
		regmatch_t at;
		use[i].slot = regexec(&r->slot, code, 1, &at, 0)
		                  ? arena_printf(r->a, "line %u", i)
		                  : arena_printf(r->a, "%.*s", (int)(at.rm_eo - at.rm_so), code + at.rm_so);
		use[i].stored = m->v[i].stores ? 1u << file_of(r, code) : 0;
		use[i].loaded = m->v[i].loads ? 1u << file_of(r, code) : 0;
	}
	for (unsigned i = 0; i < m->n; i++) {
		unsigned stored = 0, loaded = 0;
		for (unsigned k = 0; k < m->n; k++)
			if (!strcmp(use[k].slot, use[i].slot) && !strcmp(m->v[k].function, m->v[i].function)) {
				stored |= use[k].stored;
				loaded |= use[k].loaded;
			}
		if (stored && loaded && !(stored & loaded))
			m->v[i].kind = SPILL_TRANSFER;
	}
}

/* ------------------------------------------------------------------------------------------------------------------ */

void spill_marks_read(struct spill_marks *m, const struct oracle_source *s, const struct toolchain *t, struct arena *a)
{
	struct reader r = {.s = s, .m = m, .a = a};
	const struct style *style = NULL;
	*m = (struct spill_marks){0};
	for (unsigned i = 0; i < sizeof styles / sizeof *styles; i++)
		if (t->spill_marks && !strcmp(styles[i].name, t->spill_marks))
			style = &styles[i];
	if (!style)
		m->error = "this toolchain's compiler marks no spills";
	else if (s->error)
		m->error = s->error;
	else if (!load(&r, t->isa))
		m->error = "the ISA's spill_marks.yaml cannot be used";
	if (m->error)
		return;
	if (prepare(&r, style->mark)) {
		find_marks(&r, style);
		for (unsigned i = 0; m->n && r.t.saved.access && style->saves && i < s->functions.n; i++)
			find_saves(&r, &s->functions.v[i]);
		if (style->transfers)
			find_transfers(&r);
	} else {
		m->error = "the ISA's spill_marks.yaml holds a regular expression that cannot be used";
	}
	release(&r);
}

unsigned spill_marks_count(const struct spill_marks *m, const char *function, unsigned *stores, unsigned *loads)
{
	unsigned n = 0;
	*stores = *loads = 0;
	for (unsigned i = 0; i < m->n; i++) {
		const struct spill_mark *x = &m->v[i];
		if (x->kind != SPILL_MARK || (function && strcmp(x->function, function)))
			continue;
		*stores += x->stores;
		*loads += x->loads;
		n++;
	}
	return n;
}
