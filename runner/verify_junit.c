/* verify_junit.c: what `assay verify` found, as JUnit XML: a suite for each kernel and ISA, one for the mutants. */
#include "verify.h"

#include <inttypes.h>
#include <string.h>

static void put_text(struct buf *out, const char *text, struct arena *a)
{
	static const struct {
		char c;
		const char *entity;
	} special[] = {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}, {'\n', "&#10;"}};
	for (const char *s = verify_clean(text, a); *s; s++) {
		const char *entity = NULL;
		for (unsigned i = 0; i < sizeof special / sizeof *special; i++)
			entity = special[i].c == *s ? special[i].entity : entity;
		if (entity)
			buf_puts(out, entity);
		else
			buf_putc(out, *s);
	}
}

static void put_attribute(struct buf *out, const char *name, const char *text, struct arena *a)
{
	buf_printf(out, " %s=\"", name);
	put_text(out, text, a);
	buf_putc(out, '"');
}

/* ---- checks ------------------------------------------------------------------------------------------------------ */

static void put_failure(struct buf *out, const struct verify_outcome *o, struct arena *a)
{
	buf_puts(out, "      <failure");
	put_attribute(out, "type", verify_checks[o->check].name, a);
	put_attribute(out, "message", o->what ? o->what : "", a);
	buf_putc(out, '>');
	if (o->has_case)
		buf_printf(out, "length %" PRIu64 ", offset %" PRIu64 ", ", o->length, o->offset);
	buf_printf(out, "seed %" PRIu64 "\n", o->seed);
	if (o->expected || o->got) {
		const char *expected = o->expected ? o->expected : "-", *got = o->got ? o->got : "-";
		put_text(out, arena_printf(a, "expected %s, got %s", expected, got), a);
		buf_putc(out, '\n');
	}
	put_text(out, verify_again(o, a), a);
	buf_puts(out, "</failure>\n");
}

static void put_case(struct buf *out, const struct verify_outcome *o, struct arena *a)
{
	const struct verify_cell *c = o->cell;
	buf_puts(out, "    <testcase");
	put_attribute(out, "classname", arena_printf(a, "%s.%s", c->tier->kernel->name, c->tier->name), a);
	put_attribute(out, "name",
	              arena_printf(a, "%s %s %s", verify_checks[o->check].name, c->cpu->id, c->driver->build->name), a);
	buf_printf(out, " time=\"%.3f\"", o->seconds);
	if (o->end == VERIFY_PASSED) {
		buf_puts(out, "/>\n");
		return;
	}
	buf_puts(out, ">\n");
	if (o->end == VERIFY_FAILED)
		put_failure(out, o, a);
	else {
		buf_puts(out, "      <skipped");
		put_attribute(out, "message", o->what, a);
		buf_puts(out, "/>\n");
	}
	buf_puts(out, "    </testcase>\n");
}

static bool same_suite(const struct verify_outcome *a, const struct verify_outcome *b)
{
	return a->cell->tier->kernel == b->cell->tier->kernel && a->cell->cpu->isa == b->cell->cpu->isa &&
	       !b->cell->driver->mutant;
}

/* All checks that belong to the suite of the first. */
static void put_suite(struct buf *out, const struct verify_report *r, const struct verify_outcome *first)
{
	unsigned ends[3] = {0};
	double seconds = 0;
	const struct verify_outcome *end = r->outcomes->v + r->outcomes->n;
	for (const struct verify_outcome *o = first; o < end; o++)
		if (same_suite(first, o)) {
			ends[o->end]++;
			seconds += o->seconds;
		}
	buf_puts(out, "  <testsuite");
	put_attribute(out, "name",
	              arena_printf(r->arena, "%s %s", first->cell->tier->kernel->name, first->cell->cpu->isa->name),
	              r->arena);
	buf_printf(out, " tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" time=\"%.3f\">\n",
	           ends[0] + ends[1] + ends[2], ends[VERIFY_FAILED], ends[VERIFY_SKIPPED], seconds);
	buf_printf(out, "    <properties><property name=\"seed\" value=\"%" PRIu64 "\"/></properties>\n",
	           r->request->seed);
	for (const struct verify_outcome *o = first; o < end; o++)
		if (same_suite(first, o))
			put_case(out, o, r->arena);
	buf_puts(out, "  </testsuite>\n");
}

/* ---- mutants ----------------------------------------------------------------------------------------------------- */

static void put_mutant(struct buf *out, const struct verify_mutant *m, struct arena *a)
{
	buf_puts(out, "    <testcase");
	put_attribute(out, "classname", arena_printf(a, "mutant.%s.%s", m->tier->kernel->name, m->tier->name), a);
	put_attribute(out, "name", m->isa->name, a);
	buf_puts(out, " time=\"0.000\">\n");
	if (m->fate == VERIFY_NOT_RUN) {
		buf_puts(out, "      <skipped");
		put_attribute(out, "message", m->why ? m->why : "it was not run", a);
		buf_puts(out, "/>\n");
	} else if (m->fate == VERIFY_CAUGHT) {
		buf_puts(out, "      <system-out>caught by ");
		put_text(out, m->by, a);
		buf_puts(out, "</system-out>\n");
	} else {
		buf_puts(out, "      <failure type=\"mutant\"");
		put_attribute(out, "message", m->fate == VERIFY_SURVIVED ? "it survived" : m->why, a);
		buf_puts(out, "/>\n");
	}
	buf_puts(out, "    </testcase>\n");
}

static void put_mutants(struct buf *out, const struct verify_report *r)
{
	buf_printf(out,
	           "  <testsuite name=\"mutants\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" "
	           "time=\"0.000\">\n",
	           r->mutants.n, r->fates[VERIFY_SURVIVED] + r->fates[VERIFY_NOT_BUILT], r->fates[VERIFY_NOT_RUN]);
	for (unsigned i = 0; i < r->mutants.n; i++)
		put_mutant(out, &r->mutants.v[i], r->arena);
	buf_puts(out, "  </testsuite>\n");
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

/* Each suite once, in the order in which they begin. */
static void put_suites(struct buf *out, const struct verify_report *r)
{
	struct {
		const struct verify_outcome **v;
		unsigned n, cap;
	} firsts = {0};
	for (size_t i = 0; i < r->outcomes->n; i++) {
		const struct verify_outcome *o = &r->outcomes->v[i];
		unsigned k = 0;
		while (k < firsts.n && !same_suite(firsts.v[k], o))
			k++;
		if (k == firsts.n && !o->cell->driver->mutant)
			*ARENA_PUSH(r->arena, &firsts) = o; /* NOLINT(bugprone-sizeof-expression): pointers */
	}
	for (unsigned i = 0; i < firsts.n; i++)
		put_suite(out, r, firsts.v[i]);
}

void verify_print_junit(const struct verify_report *r, struct buf *out)
{
	buf_printf(out,
	           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	           "<testsuites name=\"assay verify\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\" "
	           "time=\"%.3f\">\n",
	           r->passed + r->failed + r->skipped + r->mutants.n,
	           r->failed + r->fates[VERIFY_SURVIVED] + r->fates[VERIFY_NOT_BUILT],
	           r->skipped + r->fates[VERIFY_NOT_RUN], r->seconds);
	put_suites(out, r);
	if (r->mutants.n)
		put_mutants(out, r);
	buf_puts(out, "</testsuites>\n");
}
