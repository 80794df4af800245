/* verify_select.c: loads what a request of `assay verify` names: registries, CPUs, toolchains with their builds. */
#include "diag.h"
#include "paths.h"
#include "verify_plan.h"

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

bool verify_wants(const struct strings *globs, const char *name) { return !globs->n || strings_match(globs, name); }

/* ---- globs ------------------------------------------------------------------------------------------------------- */

static void add_name(struct verify_plan *p, struct strings *names, char *name)
{
	if (!strings_has(names, name))
		strings_add(p->arena, names, name);
}

static const char *joined(struct verify_plan *p, const struct strings *names)
{
	const char *text = "";
	for (unsigned i = 0; i < names->n; i++)
		text = arena_printf(p->arena, "%s%s%s", text, i ? ", " : "", names->v[i]);
	return text;
}

static bool all_match(struct verify_plan *p, const struct strings *globs, const char *option,
                      const struct strings *names)
{
	bool good = true;
	for (unsigned i = 0; i < globs->n; i++) {
		bool hit = false;
		for (unsigned k = 0; k < names->n && !hit; k++)
			hit = !fnmatch(globs->v[i], names->v[k], 0);
		if (!hit)
			diag_error("%s %s: it matches nothing; known: %s", option, globs->v[i], joined(p, names));
		good &= hit;
	}
	return good;
}

static bool check_kernels(struct verify_plan *p)
{
	struct strings kernels = {0}, tiers = {0};
	for (unsigned i = 0; i < p->n_registry; i++)
		for (unsigned k = 0; k < p->registry[i]->n_kernel; k++) {
			const struct verify_entry *e = &p->registry[i]->kernel[k];
			add_name(p, &kernels, e->name);
			for (unsigned t = 0; t < e->n_tier; t++)
				add_name(p, &tiers, e->tier[t].name);
		}
	return all_match(p, &p->request->kernel, "--kernel", &kernels) &
	       all_match(p, &p->request->tier, "--tier", &tiers);
}

static void list_builds(struct verify_plan *p, struct strings *usual, struct strings *all)
{
	for (unsigned i = 0; i < p->builds.n; i++) {
		struct verify_build *b = &p->builds.v[i];
		strings_add(p->arena, all, b->name);
		if (b->extent != VERIFY_NAMED)
			strings_add(p->arena, usual, b->name);
	}
}

/* Builds that no extent has are named in full; the list of known ones leaves them out. */
static bool check_builds(struct verify_plan *p)
{
	struct strings usual = {0}, all = {0}, unnamed = {0};
	const struct strings *globs = &p->request->build;
	list_builds(p, &usual, &all);
	for (unsigned i = 0; i < globs->n; i++) {
		if (!strings_has(&all, globs->v[i]))
			strings_add(p->arena, &unnamed, globs->v[i]);
	}
	return all_match(p, &unnamed, "--build", &usual);
}

static bool check_rest(struct verify_plan *p)
{
	struct strings cpus = {0}, checks = {0};
	for (unsigned i = 0; i < p->cpus.n; i++)
		add_name(p, &cpus, p->cpus.v[i].id);
	for (const struct verify_check *c = verify_checks; c->name; c++)
		strings_add(p->arena, &checks, (char *)c->name);
	return all_match(p, &p->request->cpu, "--cpu", &cpus) & all_match(p, &p->request->check, "--check", &checks);
}

/* ---- what registries name ---------------------------------------------------------------------------------------- */

static bool check_expect(const struct verify_plan *p, const struct verify_registry *r)
{
	bool good = true;
	for (unsigned i = 0; i < r->n_expect; i++) {
		bool known = false;
		for (unsigned k = 0; k < p->cpus.n; k++)
			known |= !strcmp(p->cpus.v[k].id, r->expect[i].cpu);
		if (!known)
			diag_error("%s:%u: choice: expect: a CPU of ISA/cpus.yaml was expected, not %s", r->file,
			           r->expect[i].line, r->expect[i].cpu);
		good &= known;
	}
	return good;
}

/* A glob that matches nothing would leave a kernel out without a word. */
static bool check_entry(const struct verify_plan *p, const struct verify_entry *e)
{
	bool good = true;
	for (unsigned i = 0; i < e->builds.n; i++) {
		bool hit = false;
		for (unsigned k = 0; k < p->builds.n; k++)
			hit |=
			    p->builds.v[k].extent != VERIFY_NAMED && !fnmatch(e->builds.v[i], p->builds.v[k].name, 0);
		if (!hit)
			diag_error("%s:%u: builds: %s matches no build", e->registry->file, e->line, e->builds.v[i]);
		good &= hit;
	}
	for (unsigned i = 0; i < e->cpus.n; i++) {
		bool hit = false;
		for (unsigned k = 0; k < p->cpus.n; k++)
			hit |= !fnmatch(e->cpus.v[i], p->cpus.v[k].id, 0);
		if (!hit)
			diag_error("%s:%u: cpus: %s matches no CPU", e->registry->file, e->line, e->cpus.v[i]);
		good &= hit;
	}
	return good;
}

static bool load_registries(struct verify_plan *p)
{
	const struct strings *files = &p->request->registry;
	unsigned n = files->n ? files->n : 1;
	bool good = true;
	p->registry = ARENA_ARRAY(p->arena, struct verify_registry *, n);
	for (unsigned i = 0; i < n; i++) {
		const char *file = files->n ? files->v[i] : paths_data(p->arena, "kernels/registry.yaml");
		struct verify_registry *r = verify_registry_load(file, p->arena);
		for (unsigned k = 0; r && k < p->n_registry; k++)
			if (!strcmp(p->registry[k]->file, r->file)) {
				diag_error("--registry %s: given a second time", file);
				good = false;
			}
		if (r)
			p->registry[p->n_registry++] = r;
		good &= r != NULL;
	}
	return good;
}

/* ---- builds ------------------------------------------------------------------------------------------------------ */

/* The smallest extent whose list has OPT/MODE. */
static enum verify_extent extent_of(const struct verify_builds *v, const char *name, bool base)
{
	if (base || strings_match(&v->quick, name))
		return VERIFY_QUICK;
	if (strings_match(&v->usual, name))
		return VERIFY_DEFAULT;
	return strings_match(&v->all, name) ? VERIFY_ALL : VERIFY_NAMED;
}

static void add_builds(struct verify_plan *p, const struct toolchain *t)
{
	struct arena *a = p->arena;
	for (const char *const *o = opt_levels; *o; o++) {
		struct config *c = ARENA_NEW(a, struct config);
		*c = config_make(t, *o, t->level, a);
		for (unsigned m = 0; m < VERIFY_MODES; m++) {
			char *name = arena_printf(a, "%s/%s", *o, verify_mode_names[m]);
			bool base = t->verify.base && !strcmp(t->verify.base, name);
			*ARENA_PUSH(a, &p->builds) = (struct verify_build){
			    .name = arena_printf(a, "%s/%s", c->name, verify_mode_names[m]),
			    .config = c,
			    .mode = m,
			    .extent = extent_of(&t->verify, name, base),
			    .base = base,
			};
		}
	}
}

static bool matches_a_build(const char *glob)
{
	char name[64];
	for (const char *const *o = opt_levels; *o; o++)
		for (unsigned m = 0; m < VERIFY_MODES; m++) {
			snprintf(name, sizeof name, "%s/%s", *o, verify_mode_names[m]);
			if (!fnmatch(glob, name, 0))
				return true;
		}
	return false;
}

static bool check_globs(const struct toolchain *t, const struct strings *globs)
{
	for (unsigned i = 0; i < globs->n; i++)
		if (!matches_a_build(globs->v[i])) {
			diag_error("%s: verify: %s matches no OPT/MODE, as in O2/extern", t->file, globs->v[i]);
			return false;
		}
	return true;
}

static bool check_verify(const struct toolchain *t)
{
	const struct verify_builds *v = &t->verify;
	char *base = v->base;
	const struct strings one = {.v = &base, .n = base != NULL};
	return check_globs(t, &one) & check_globs(t, &v->quick) & check_globs(t, &v->usual) & check_globs(t, &v->all);
}

static bool load_builds(struct verify_plan *p, const char *folder)
{
	bool good = true;
	toolchains_load(&p->toolchains, folder ? folder : paths_data(p->arena, "toolchains"), p->arena);
	for (unsigned i = 0; i < p->toolchains.n; i++) {
		good &= check_verify(p->toolchains.v[i]);
		add_builds(p, p->toolchains.v[i]);
	}
	return good && p->toolchains.n;
}

bool verify_wants_build(const struct verify_plan *p, const struct verify_build *b)
{
	const struct strings *globs = &p->request->build;
	if (!globs->n)
		return b->extent <= p->request->extent;
	for (unsigned i = 0; i < globs->n; i++)
		if (!strcmp(globs->v[i], b->name))
			return true;
	return b->extent != VERIFY_NAMED && strings_match(globs, b->name);
}

/* ---- all --------------------------------------------------------------------------------------------------------- */

bool verify_select(struct verify_plan *p, const struct verify_options *o)
{
	bool good = verify_cpus_load(&p->cpus, p->arena);
	good &= load_builds(p, o->toolchains);
	good &= load_registries(p);
	if (!good)
		return false;
	for (unsigned i = 0; i < p->n_registry; i++) {
		good &= check_expect(p, p->registry[i]);
		for (unsigned k = 0; k < p->registry[i]->n_kernel; k++)
			good &= check_entry(p, &p->registry[i]->kernel[k]);
	}
	good &= check_kernels(p);
	good &= check_builds(p);
	return good & check_rest(p);
}
