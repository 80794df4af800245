/* verify_plan.c: which tier is checked how, on which CPU, as which build made it. */
#include "verify_plan.h"

#include "diag.h"

#include <string.h>

/* One tier for one ISA, with the CPUs and builds that the request and the registry leave it. */
struct row {
	struct verify_plan *p;
	const struct verify_tier *tier;
	const struct verify_entry *kernel;
	const struct isa *isa;
	struct cpu_list {
		const struct verify_cpu **v;
		unsigned n, cap;
	} cpus;
	struct build_list {
		const struct verify_build **v;
		unsigned n, cap;
	} builds;
	const struct verify_cpu *one;    /* the one that every build is tried on; NULL: none has what the tier needs */
	const struct verify_build *base; /* the one that every CPU is tried with */
};

/* ---- what a CPU can do ------------------------------------------------------------------------------------------- */

enum standing { ABLE, LACKING, UNKNOWN };

static enum standing standing(const struct verify_cpu *cpu, const struct verify_tier *t)
{
	/* Of a machine that is not here nothing is known: that it is not here is what is to be said. */
	if ((cpu->native && cpu->unavailable) || verify_cpu_has(cpu, &t->needs))
		return ABLE;
	return verify_cpu_lacks(cpu, &t->needs) ? LACKING : UNKNOWN;
}

static unsigned bits_where(unsigned wheres)
{
	unsigned bits = 0;
	for (unsigned i = 0; verify_checks[i].name; i++)
		if (wheres >> verify_checks[i].where & 1)
			bits |= 1u << i;
	return bits;
}

enum {
	ON_ABLE = 1 << VERIFY_WHERE_ABLE,
	ON_SEEN = 1 << VERIFY_WHERE_SEEN,
	ON_ONCE = 1 << VERIFY_ONCE,
	ON_AUTO = 1 << VERIFY_AUTO,
	ON_LACKING = 1 << VERIFY_WHERE_LACKING,
	ON_SOURCE = 1 << VERIFY_SOURCE,
	ON_ALL_ABLE = ON_ABLE | ON_SEEN,
};

static unsigned caught_by(const struct verify_entry *e)
{
	unsigned bits = 0;
	for (unsigned i = 0; i < e->caught_by.n; i++)
		bits |= verify_check_bit(e->caught_by.v[i]);
	return bits;
}

/* Seconds under an emulator, which --quick has not, unless they are asked for. */
static bool wants_once(const struct row *r, const struct verify_cpu *cpu)
{
	return r->p->request->extent != VERIFY_QUICK || cpu->native || r->p->request->check.n;
}

static unsigned checks_on(const struct row *r, const struct verify_cpu *cpu, const struct verify_build *build)
{
	unsigned wheres = 0;
	switch (standing(cpu, r->tier)) {
	case ABLE:
		wheres |= ON_ALL_ABLE;
		wheres |= cpu == r->one && build == r->base && wants_once(r, cpu) ? ON_ONCE : 0;
		break;
	case LACKING:
		wheres |= build->mode == VERIFY_EXTERN ? ON_LACKING : 0; /* others may use what it lacks anywhere */
		break;
	case UNKNOWN:
		break;
	}
	if (r->kernel->registry->choice_function && !strcmp(r->tier->name, verify_auto))
		wheres |= ON_AUTO;
	return bits_where(wheres);
}

/* ---- cells ------------------------------------------------------------------------------------------------------- */

static struct verify_driver *driver_for(struct verify_plan *p, const struct verify_registry *registry,
                                        const struct verify_build *build, const struct verify_entry *mutant)
{
	for (unsigned i = 0; i < p->drivers.n; i++) {
		struct verify_driver *d = p->drivers.v[i];
		if (d->registry == registry && d->build == build && d->mutant == mutant)
			return d;
	}
	struct verify_driver *d = ARENA_NEW(p->arena, struct verify_driver);
	*d = (struct verify_driver){.registry = registry, .build = build, .mutant = mutant};
	*ARENA_PUSH(p->arena, &p->drivers) = d; /* NOLINT(bugprone-sizeof-expression): a list of pointers */
	return d;
}

/* What the registry states, or else the last tier, from slow to fast, whose needs the CPU has. */
static const char *expected_choice(const struct row *r, const struct verify_cpu *cpu)
{
	const struct verify_registry *g = r->kernel->registry;
	const char *name = NULL;
	if (cpu->native && cpu->unavailable)
		return NULL;
	for (unsigned i = 0; i < g->n_expect && !cpu->gained; i++)
		if (!strcmp(g->expect[i].cpu, cpu->id))
			return g->expect[i].tier;
	for (unsigned i = 0; i < r->kernel->n_tier; i++) {
		const struct verify_tier *t = &r->kernel->tier[i];
		if (strcmp(t->name, verify_auto) != 0 && (!t->isa || t->isa == r->isa) && standing(cpu, t) == ABLE &&
		    verify_cpu_has(cpu, &t->chosen_with))
			name = t->name;
	}
	return name;
}

static void add_cell(const struct row *r, const struct verify_cpu *cpu, const struct verify_build *build,
                     const struct verify_entry *mutant, unsigned checks, const char *skip)
{
	struct verify_plan *p = r->p;
	const struct strings *wanted = &p->request->check;
	for (unsigned i = 0; verify_checks[i].name; i++)
		if (!verify_wants(wanted, verify_checks[i].name))
			checks &= ~(1u << i);
	if (!checks)
		return;
	struct verify_cell c = {.tier = r->tier, .cpu = cpu, .checks = checks, .skip = skip};
	c.driver = driver_for(p, r->kernel->registry, build, mutant);
	if (checks & bits_where(ON_AUTO))
		c.expect = expected_choice(r, cpu);
	*ARENA_PUSH(p->arena, &p->cells) = c;
}

static const char *needs_text(const struct row *r)
{
	const char *text = "";
	for (unsigned i = 0; i < r->tier->needs.n; i++)
		text = arena_printf(r->p->arena, "%s%s%s", text, i ? ", " : "", r->tier->needs.v[i]);
	return text;
}

static void add_unknown(const struct row *r, const struct verify_cpu *cpu, const struct verify_build *build)
{
	const char *need = r->tier->needs.v[0];
	for (unsigned i = 0; i < r->tier->needs.n; i++) {
		const struct strings one = {.v = &r->tier->needs.v[i], .n = 1};
		if (!verify_cpu_has(cpu, &one))
			need = r->tier->needs.v[i];
	}
	add_cell(r, cpu, build, NULL, bits_where(ON_ALL_ABLE),
	         arena_printf(r->p->arena, "%s/cpus.yaml does not say which models have %s", r->isa->name, need));
}

/* What no CPU here can show is skipped once, so that it is seen. */
static void add_impossible(const struct row *r)
{
	if (!r->one && standing(r->cpus.v[0], r->tier) == LACKING)
		add_cell(r, r->cpus.v[0], r->base, NULL, bits_where(ON_ALL_ABLE | ON_ONCE),
		         arena_printf(r->p->arena, "no CPU of this run has all that it needs: %s", needs_text(r)));
}

/* ---- extents ----------------------------------------------------------------------------------------------------- */

/* Which checks of those that the CPU could run; 0: the extent leaves this cell out. */
static unsigned wanted_checks(const struct row *r, const struct verify_cpu *cpu, const struct verify_build *build)
{
	const struct verify_request *q = r->p->request;
	bool named = q->cpu.n && q->build.n;
	if (named || q->extent == VERIFY_ALL || cpu == r->one)
		return ~0u;
	if (build != r->base)
		return 0;
	return q->extent == VERIFY_DEFAULT || cpu->quick || q->cpu.n ? ~0u : bits_where(ON_AUTO | ON_LACKING);
}

static void plan_kernel(const struct row *r)
{
	for (unsigned i = 0; i < r->cpus.n; i++)
		for (unsigned k = 0; k < r->builds.n; k++) {
			const struct verify_cpu *cpu = r->cpus.v[i];
			const struct verify_build *build = r->builds.v[k];
			unsigned wanted = wanted_checks(r, cpu, build);
			add_cell(r, cpu, build, NULL, checks_on(r, cpu, build) & wanted, NULL);
			if (wanted == ~0u && standing(cpu, r->tier) == UNKNOWN)
				add_unknown(r, cpu, build);
		}
	add_impossible(r);
}

static void add_mutant(const struct row *r, const struct verify_cpu *cpu, const struct verify_build *build,
                       unsigned checks, unsigned must, const char *skip)
{
	bool quick = r->p->request->extent == VERIFY_QUICK;
	if (must) /* else only reading its source can catch it */
		add_cell(r, cpu, build, r->kernel, quick ? checks & must : checks, skip);
	add_cell(r, cpu, build, NULL, quick && must && cpu != r->one ? checks & must : checks, skip);
}

/* A mutant and its sound twin, the same source without -DMUTANT. With --quick the mutant has to face no more checks
 * than those that must catch it. One that the choice or a trap must catch may show on any CPU, others on each that can
 * run it, so one is enough. */
static void plan_mutant(const struct row *r)
{
	unsigned must = caught_by(r->kernel) & ~bits_where(ON_SOURCE), once = bits_where(ON_ONCE), added = 0;
	bool by_cpu = must && !(must & ~bits_where(ON_AUTO | ON_LACKING));
	bool any_cpu = r->kernel->cpus.n || r->p->request->cpu.n || by_cpu;
	if (must && !(must & ~bits_where(ON_AUTO)) && strcmp(r->tier->name, verify_auto) != 0)
		return; /* what the choice is to be made from */
	for (unsigned i = 0; i < r->cpus.n; i++)
		for (unsigned k = 0; k < r->builds.n; k++) {
			const struct verify_cpu *cpu = r->cpus.v[i];
			unsigned checks = checks_on(r, cpu, r->builds.v[k]) & ~once;
			checks |= standing(cpu, r->tier) == ABLE ? must & once : 0;
			if ((must && !(checks & must)) || (!any_cpu && cpu != r->one))
				continue;
			add_mutant(r, cpu, r->builds.v[k], checks, must, NULL);
			added++;
		}
	if (!added)
		add_mutant(r, r->cpus.v[0], r->base, must, must,
		           "no check that must catch it can be made on the CPUs of this run");
}

/* ---- sources ----------------------------------------------------------------------------------------------------- */

/* Assembly has no asm statements: nothing is to be read in it. */
static const char *unread(const char *source)
{
	return verify_is_c(source) ? NULL : "only C sources have asm statements to read";
}

/* Reading needs no CPU: the cell names one because cells do. */
static void add_source(const struct row *r, const char *source, const struct verify_entry *mutant)
{
	struct verify_plan *p = r->p;
	const struct verify_registry *registry = r->kernel->registry;
	for (unsigned i = 0; i < p->cells.n; i++) {
		const struct verify_cell *c = &p->cells.v[i];
		if (c->source && !strcmp(c->source, source) && c->cpu->isa == r->isa &&
		    c->driver->registry == registry && c->driver->mutant == mutant)
			return;
	}
	unsigned before = p->cells.n;
	add_cell(r, r->one ? r->one : r->cpus.v[0], r->base, mutant, bits_where(ON_SOURCE), unread(source));
	if (p->cells.n > before)
		p->cells.v[before].source = source;
}

static void plan_sources(const struct row *r)
{
	const struct strings *sources = &r->kernel->registry->sources;
	if (caught_by(r->kernel) & bits_where(ON_SOURCE))
		add_source(r, r->tier->source, r->kernel);
	for (unsigned i = 0; i <= sources->n; i++) {
		const char *source = i ? sources->v[i - 1] : r->tier->source;
		if (!unread(source))
			add_source(r, source, NULL);
	}
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

/* The host where it can, since that is quickest and the most real, else the first model that can. */
static const struct verify_cpu *choose_one(const struct row *r)
{
	unsigned must = caught_by(r->kernel);
	bool seen_only = must && !(must & ~bits_where(ON_SEEN));
	const struct verify_cpu *able = NULL, *there = NULL;
	for (unsigned i = 0; i < r->cpus.n; i++) {
		const struct verify_cpu *cpu = r->cpus.v[i];
		if (standing(cpu, r->tier) != ABLE || (seen_only && cpu->native))
			continue;
		if (cpu->native && !cpu->unavailable)
			return cpu;
		if (!there && !cpu->unavailable)
			there = cpu;
		if (!able || (able->native && !cpu->native))
			able = cpu;
	}
	return there ? there : able;
}

static const struct verify_build *choose_base(const struct row *r)
{
	const struct verify_build *external = NULL;
	for (unsigned i = 0; i < r->builds.n; i++) {
		const struct verify_build *b = r->builds.v[i];
		if (b->base)
			return b;
		if (!external && b->mode == VERIFY_EXTERN)
			external = b;
	}
	return external ? external : r->builds.v[0];
}

/* A mutant that names its builds is built so in every extent; one that does not is built once, unless all is wanted. */
static bool wants_build(const struct row *r, const struct verify_build *b)
{
	const struct verify_entry *k = r->kernel;
	const struct verify_request *q = r->p->request;
	if (b->config->toolchain->isa != r->isa || !verify_wants(&k->builds, b->name) ||
	    (b->mode == VERIFY_INLINED && r->tier->no_inline))
		return false;
	if (!k->caught_by.n || q->build.n || (!k->builds.n && q->extent == VERIFY_ALL))
		return verify_wants_build(r->p, b);
	return k->builds.n ? b->extent != VERIFY_NAMED : b->base;
}

static void plan_row(struct verify_plan *p, const struct verify_tier *t, const struct isa *isa)
{
	struct row r = {.p = p, .tier = t, .kernel = t->kernel, .isa = isa};
	for (unsigned i = 0; i < p->cpus.n; i++) {
		const struct verify_cpu *cpu = &p->cpus.v[i];
		if (cpu->isa == isa && verify_wants(&p->request->cpu, cpu->id) &&
		    verify_wants(&t->kernel->cpus, cpu->id))
			*ARENA_PUSH(p->arena, &r.cpus) = cpu; /* NOLINT(bugprone-sizeof-expression): pointers */
	}
	for (unsigned i = 0; i < p->builds.n; i++)
		if (wants_build(&r, &p->builds.v[i]))
			*ARENA_PUSH(p->arena, &r.builds) = &p->builds.v[i]; /* NOLINT(bugprone-sizeof-expression) */
	if (!r.cpus.n || !r.builds.n)
		return;
	r.one = choose_one(&r);
	r.base = choose_base(&r);
	if (t->kernel->caught_by.n)
		plan_mutant(&r);
	else
		plan_kernel(&r);
	plan_sources(&r);
}

static void plan_entry(struct verify_plan *p, const struct verify_entry *e)
{
	for (unsigned i = 0; i < e->n_tier; i++) {
		const struct verify_tier *t = &e->tier[i];
		if (!verify_wants(&p->request->kernel, e->name) || !verify_wants(&p->request->tier, t->name))
			continue;
		for (const struct isa *const *isa = isa_table; *isa; isa++)
			if (!t->isa || t->isa == *isa)
				plan_row(p, t, *isa);
	}
}

bool verify_plan_make(struct verify_plan *p, const struct verify_options *o, struct arena *arena)
{
	*p = (struct verify_plan){.arena = arena, .request = &o->request};
	if (!verify_select(p, o))
		return false;
	for (unsigned i = 0; i < p->n_registry; i++)
		for (unsigned k = 0; k < p->registry[i]->n_kernel; k++)
			plan_entry(p, &p->registry[i]->kernel[k]);
	if (!p->cells.n)
		diag_error("nothing is left to check: no tier, CPU, build and check fits all that was asked for");
	return p->cells.n > 0;
}

void verify_plan_print(const struct verify_plan *p, struct buf *out)
{
	for (unsigned i = 0; i < p->cells.n; i++) {
		const struct verify_cell *c = &p->cells.v[i];
		buf_printf(out, "%s%s %s %s %s ", c->driver->mutant ? "mutant " : "", c->tier->kernel->name,
		           c->tier->name, c->cpu->id, c->driver->build->name);
		const char *comma = "";
		for (unsigned k = 0; verify_checks[k].name; k++)
			if (c->checks >> k & 1) {
				buf_printf(out, "%s%s", comma, verify_checks[k].name);
				comma = ",";
			}
		if (c->expect)
			buf_printf(out, " expect=%s", c->expect);
		const char *skip = c->skip ? c->skip : c->cpu->unavailable;
		buf_printf(out, "%s%s\n", skip ? " skipped: " : "", skip ? skip : "");
	}
	buf_printf(out, "%u cells, %u drivers\n", p->cells.n, p->drivers.n);
}
