/* verify_tap.c: what `assay verify` found, as TAP version 13: a line for each check, YAML for each failure. */
#include "verify.h"

#include <inttypes.h>
#include <string.h>

static void put_on_line(struct buf *out, const char *text, struct arena *a)
{
	for (const char *s = verify_clean(text, a); *s; s++)
		if (*s == '\n')
			buf_putc(out, ' ');
		else if (*s == '#' || *s == '\\') {
			buf_putc(out, '\\');
			buf_putc(out, *s);
		} else
			buf_putc(out, *s);
}

static void put_yaml(struct buf *out, const char *key, const char *text, struct arena *a)
{
	if (!text)
		return;
	buf_printf(out, "  %s: \"", key);
	for (const char *s = verify_clean(text, a); *s; s++)
		if (*s == '\n')
			buf_puts(out, "\\n");
		else {
			if (*s == '"' || *s == '\\')
				buf_putc(out, '\\');
			buf_putc(out, *s);
		}
	buf_puts(out, "\"\n");
}

static void put_failure(struct buf *out, const struct verify_outcome *o, struct arena *a)
{
	const struct verify_cell *c = o->cell;
	buf_puts(out, "  ---\n");
	put_yaml(out, "kernel", c->tier->kernel->name, a);
	put_yaml(out, "tier", c->tier->name, a);
	put_yaml(out, "isa", c->cpu->isa->name, a);
	put_yaml(out, "cpu", c->cpu->id, a);
	put_yaml(out, "build", c->driver->build->name, a);
	put_yaml(out, "check", verify_checks[o->check].name, a);
	if (o->has_case)
		buf_printf(out, "  length: %" PRIu64 "\n  offset: %" PRIu64 "\n", o->length, o->offset);
	buf_printf(out, "  seed: %" PRIu64 "\n", o->seed);
	put_yaml(out, "message", o->what, a);
	put_yaml(out, "expected", o->expected, a);
	put_yaml(out, "got", o->got, a);
	put_yaml(out, "again", verify_again(o, a), a);
	buf_puts(out, "  ...\n");
}

static void put_outcome(struct buf *out, const struct verify_outcome *o, unsigned number, struct arena *a)
{
	const struct verify_cell *c = o->cell;
	buf_printf(out, "%sok %u - %s/%s %s %s %s", o->end == VERIFY_FAILED ? "not " : "", number,
	           c->tier->kernel->name, c->tier->name, c->cpu->id, c->driver->build->name,
	           verify_checks[o->check].name);
	if (o->end == VERIFY_SKIPPED) {
		buf_puts(out, " # SKIP ");
		put_on_line(out, o->what, a);
	}
	buf_putc(out, '\n');
	if (o->end == VERIFY_FAILED)
		put_failure(out, o, a);
}

static void put_mutant(struct buf *out, const struct verify_mutant *m, unsigned number, struct arena *a)
{
	bool good = m->fate == VERIFY_CAUGHT || m->fate == VERIFY_NOT_RUN;
	buf_printf(out, "%sok %u - mutant %s/%s %s", good ? "" : "not ", number, m->tier->kernel->name, m->tier->name,
	           m->isa->name);
	if (m->fate == VERIFY_CAUGHT)
		buf_printf(out, " caught by %s", m->by);
	else if (m->fate == VERIFY_NOT_RUN) {
		buf_puts(out, " # SKIP ");
		put_on_line(out, m->why ? m->why : "it was not run", a);
	}
	buf_putc(out, '\n');
	if (good)
		return;
	buf_puts(out, "  ---\n");
	put_yaml(out, "message", m->fate == VERIFY_SURVIVED ? "it survived" : m->why, a);
	buf_puts(out, "  must be caught by: [");
	for (unsigned i = 0; i < m->tier->kernel->caught_by.n; i++)
		buf_printf(out, "%s%s", i ? ", " : "", m->tier->kernel->caught_by.v[i]);
	buf_puts(out, "]\n");
	put_yaml(out, "failed", *m->by ? m->by : NULL, a);
	buf_puts(out, "  ...\n");
}

void verify_print_tap(const struct verify_report *r, struct buf *out)
{
	unsigned number = 0;
	buf_printf(out, "TAP version 13\n1..%u\n", r->passed + r->failed + r->skipped + r->mutants.n);
	for (size_t i = 0; i < r->outcomes->n; i++)
		if (!r->outcomes->v[i].cell->driver->mutant)
			put_outcome(out, &r->outcomes->v[i], ++number, r->arena);
	for (unsigned i = 0; i < r->mutants.n; i++)
		put_mutant(out, &r->mutants.v[i], ++number, r->arena);
	buf_printf(out, "# %s\n", verify_summary(r));
}
