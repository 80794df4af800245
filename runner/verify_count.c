/* verify_count.c: sums of what `assay verify` found, and which mutants were caught by what. */
#include "verify.h"

#include <inttypes.h>
#include <string.h>

/* ---- mutants ----------------------------------------------------------------------------------------------------- */

static struct verify_mutant *mutant_of(struct verify_report *r, const struct verify_cell *c)
{
	for (unsigned i = 0; i < r->mutants.n; i++)
		if (r->mutants.v[i].tier == c->tier && r->mutants.v[i].isa == c->cpu->isa)
			return &r->mutants.v[i];
	struct verify_mutant *m = ARENA_PUSH(r->arena, &r->mutants);
	*m = (struct verify_mutant){.tier = c->tier, .isa = c->cpu->isa, .fate = VERIFY_NOT_RUN, .by = ""};
	return m;
}

/* Whether it failed for the reason that the registry gives. */
static bool shows(const struct verify_outcome *o)
{
	const struct strings *words = &o->cell->tier->kernel->shows;
	for (unsigned i = 0; i < words->n; i++)
		if (o->what && strstr(o->what, words->v[i]))
			return true;
	return !words->n;
}

/* A mutant that one build hides may show in another; one that was not built proves nothing. */
static void judge(struct verify_mutant *m, const struct verify_outcome *o)
{
	if (o->end == VERIFY_SKIPPED) {
		m->why = m->why ? m->why : o->what;
		return;
	}
	if (o->cell->driver->failure) {
		m->fate = VERIFY_NOT_BUILT;
		m->why = o->what;
	} else if (m->fate == VERIFY_NOT_BUILT)
		return;
	else if (o->end == VERIFY_FAILED && shows(o) &&
	         strings_has(&m->tier->kernel->caught_by, verify_checks[o->check].name))
		m->fate = VERIFY_CAUGHT;
	else if (m->fate == VERIFY_NOT_RUN)
		m->fate = VERIFY_SURVIVED;
}

char *verify_build_label(const struct verify_build *b, struct arena *arena)
{
	return arena_printf(arena, "%s/%s/%s", b->config->toolchain->compiler, b->config->opt,
	                    verify_mode_names[b->mode]);
}

/* The builds in which a check failed; *what: the first failure's words. */
static struct strings builds_that(const struct verify_report *r, const struct verify_mutant *m, unsigned check,
                                  const char **what)
{
	struct strings builds = {0};
	for (size_t i = 0; i < r->outcomes->n; i++) {
		const struct verify_outcome *o = &r->outcomes->v[i];
		const struct verify_cell *c = o->cell;
		if (o->check != check || o->end != VERIFY_FAILED || !c->driver->mutant || c->tier != m->tier ||
		    c->cpu->isa != m->isa || c->driver->failure)
			continue;
		if (!builds.n)
			*what = o->what ? o->what : "it failed";
		char *label = verify_build_label(c->driver->build, r->arena);
		if (!strings_has(&builds, label))
			strings_add(r->arena, &builds, label);
	}
	return builds;
}

/* Checks in their order, each with what it said first, and the builds in which it failed. */
static const char *caught_by(const struct verify_report *r, const struct verify_mutant *m)
{
	const char *text = "", *what = NULL;
	for (unsigned check = 0; verify_checks[check].name; check++) {
		struct strings builds = builds_that(r, m, check, &what);
		const char *names = "";
		for (unsigned i = 0; i < builds.n; i++)
			names = arena_printf(r->arena, "%s%s%s", names, i ? ", " : "", builds.v[i]);
		if (builds.n)
			text = arena_printf(r->arena, "%s%s%s: %.*s (%s)", text, *text ? "; " : "",
			                    verify_checks[check].name, (int)strcspn(what, "\n"), what, names);
	}
	return text;
}

/* ---- sums -------------------------------------------------------------------------------------------------------- */

void verify_count(struct verify_report *r, struct arena *arena)
{
	r->arena = arena;
	for (size_t i = 0; i < r->outcomes->n; i++) {
		const struct verify_outcome *o = &r->outcomes->v[i];
		if (o->cell->driver->mutant)
			judge(mutant_of(r, o->cell), o);
		else {
			if (o->cell->tier->kernel->caught_by.n && o->end != VERIFY_SKIPPED) {
				struct verify_mutant *m = mutant_of(r, o->cell);
				m->twin_passed += o->end == VERIFY_PASSED;
				m->twin_failed += o->end == VERIFY_FAILED;
			}
			r->passed += o->end == VERIFY_PASSED;
			r->failed += o->end == VERIFY_FAILED;
			r->skipped += o->end == VERIFY_SKIPPED;
		}
	}
	for (unsigned i = 0; i < r->mutants.n; i++) {
		r->mutants.v[i].by = caught_by(r, &r->mutants.v[i]);
		r->fates[r->mutants.v[i].fate]++;
	}
	r->bad = r->failed || r->fates[VERIFY_SURVIVED] || r->fates[VERIFY_NOT_BUILT];
}

const char *verify_summary(const struct verify_report *r)
{
	const char *mutants = "";
	if (r->mutants.n)
		mutants = arena_printf(r->arena, "%u mutants caught, %u survived, %u not built, %u skipped; ",
		                       r->fates[VERIFY_CAUGHT], r->fates[VERIFY_SURVIVED], r->fates[VERIFY_NOT_BUILT],
		                       r->fates[VERIFY_NOT_RUN]);
	return arena_printf(r->arena, "%u checks passed, %u failed, %u skipped; %sseed %" PRIu64 "; %.1f s", r->passed,
	                    r->failed, r->skipped, mutants, r->request->seed, r->seconds);
}

/* ---- text -------------------------------------------------------------------------------------------------------- */

/* The length of the UTF-8 sequence at s that stands for a character that may be printed; 0: there is none. */
static unsigned sequence(const unsigned char *s)
{
	unsigned n = *s < 0x80                 ? 1
	             : *s >= 0xc2 && *s < 0xe0 ? 2
	             : *s >= 0xe0 && *s < 0xf0 ? 3
	             : *s >= 0xf0 && *s < 0xf5 ? 4
	                                       : 0;
	uint32_t c = n == 1 ? *s : *s & (0x7fu >> n);
	for (unsigned i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	static const uint32_t least[] = {0, 0x20, 0xa0, 0x800, 0x10000};
	bool surrogate = c >= 0xd800 && c < 0xe000, no_character = (c & 0xfffe) == 0xfffe;
	return c >= least[n] && c <= 0x10ffff && c != 0x7f && !surrogate && !no_character ? n : 0;
}

const char *verify_clean(const char *text, struct arena *arena)
{
	struct buf b = {0};
	const unsigned char *s = (const unsigned char *)text;
	while (*s) {
		unsigned n = *s == '\n' ? 1 : sequence(s);
		if (n)
			buf_add(&b, s, n);
		else
			buf_printf(&b, "\\x%02x", *s);
		s += n ? n : 1;
	}
	const char *clean = arena_printf(arena, "%.*s", (int)b.size, b.size ? b.data : "");
	buf_free(&b);
	return clean;
}
