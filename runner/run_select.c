/* run_select.c: which pairs and which configs a run takes. */
#include "diag.h"
#include "run.h"

#include <fnmatch.h>
#include <string.h>

static const char *const default_opts[] = {"O2", "O3", NULL};

static bool in_list(const char *const *list, const char *s)
{
	for (; *list; list++)
		if (!strcmp(*list, s))
			return true;
	return false;
}

/* Every glob must match something: `matches` tells whether it does, `known` what there would have been. */
static bool all_match(struct run *r, const struct strings *globs, const char *option,
                      bool (*matches)(struct run *, const char *glob), const char *known)
{
	bool good = true;
	for (unsigned i = 0; i < globs->n; i++) {
		if (matches(r, globs->v[i]))
			continue;
		diag_error("%s %s: it matches nothing; known: %s", option, globs->v[i], known);
		good = false;
	}
	return good;
}

static bool matches_toolchain(struct run *r, const char *glob)
{
	for (unsigned i = 0; i < r->toolchains.n; i++)
		if (!fnmatch(glob, r->toolchains.v[i]->id, 0))
			return true;
	return false;
}

static const char *without_dash(const char *opt) { return *opt == '-' ? opt + 1 : opt; }

static bool matches_opt(struct run *r, const char *glob)
{
	(void)r;
	for (const char *const *o = opt_levels; *o; o++)
		if (!fnmatch(without_dash(glob), *o, 0))
			return true;
	return false;
}

static bool wants_toolchain(struct run *r, const struct toolchain *t)
{
	const struct strings *globs = &r->options->toolchain;
	return globs->n ? strings_match(globs, t->id) : t->is_default;
}

static bool matches_level(struct run *r, const char *glob)
{
	for (unsigned i = 0; i < r->toolchains.n; i++) {
		const struct toolchain *t = r->toolchains.v[i];
		for (unsigned k = 0; wants_toolchain(r, t) && k < t->n_level; k++)
			if (!fnmatch(glob, t->level[k].name, 0))
				return true;
	}
	return false;
}

static bool pair_matches(const struct pair *p, const char *glob)
{
	char full[512];
	snprintf(full, sizeof full, "%s/%s", p->class->name, p->name);
	return !fnmatch(glob, p->name, 0) || !fnmatch(glob, full, 0);
}

static bool matches_pair(struct run *r, const char *glob)
{
	for (unsigned i = 0; i < r->corpus.n; i++)
		if (pair_matches(r->corpus.v[i], glob))
			return true;
	return false;
}

static bool matches_class(struct run *r, const char *glob)
{
	for (unsigned i = 0; i < r->corpus.n; i++)
		if (!fnmatch(glob, r->corpus.v[i]->class->name, 0))
			return true;
	return false;
}

static const char *list(struct arena *a, const char *so_far, const char *one)
{
	return arena_printf(a, "%s%s%s", so_far, *so_far ? ", " : "", one);
}

static const char *known_levels(struct run *r)
{
	const char *text = "";
	for (unsigned i = 0; i < r->toolchains.n; i++)
		for (unsigned k = 0; wants_toolchain(r, r->toolchains.v[i]) && k < r->toolchains.v[i]->n_level; k++)
			if (!strstr(text, r->toolchains.v[i]->level[k].name))
				text = list(&r->arena, text, r->toolchains.v[i]->level[k].name);
	return text;
}

static bool check_config_globs(struct run *r)
{
	const struct run_options *o = r->options;
	const char *opt_names = "";
	for (const char *const *p = opt_levels; *p; p++)
		opt_names = list(&r->arena, opt_names, *p);
	bool good =
	    all_match(r, &o->toolchain, "--toolchain", matches_toolchain, toolchains_known(&r->toolchains, &r->arena));
	good &= all_match(r, &o->opt, "--opt", matches_opt, opt_names);
	return good && all_match(r, &o->level, "--isa-level", matches_level, known_levels(r));
}

static bool check_globs(struct run *r)
{
	const struct run_options *o = r->options;
	const char *pairs = "", *classes = "";
	for (unsigned i = 0; i < r->corpus.n; i++)
		pairs = list(&r->arena, pairs, r->corpus.v[i]->name);
	for (const struct class *const *c = class_table; *c; c++)
		if (matches_class(r, (*c)->name))
			classes = list(&r->arena, classes, (*c)->name);
	bool good = all_match(r, &o->pair, "--pair", matches_pair, pairs);
	good &= all_match(r, &o->class, "--class", matches_class, classes);
	return check_config_globs(r) && good;
}

static bool wants_pair(const struct run_options *o, const struct pair *p)
{
	bool named = !o->pair.n;
	for (unsigned i = 0; i < o->pair.n && !named; i++)
		named = pair_matches(p, o->pair.v[i]);
	return named && (!o->class.n || strings_match(&o->class, p->class->name));
}

static bool wants_opt(const struct run_options *o, const char *opt)
{
	for (unsigned i = 0; i < o->opt.n; i++)
		if (!fnmatch(without_dash(o->opt.v[i]), opt, 0))
			return true;
	return !o->opt.n && in_list(default_opts, opt);
}

static bool wants_level(const struct run_options *o, const struct toolchain *t, unsigned level)
{
	return o->level.n ? strings_match(&o->level, t->level[level].name) : level == 0;
}

static void add_column(struct run *r, const struct toolchain *t, const char *opt, const struct isa_level *level)
{
	struct column *c = &r->column[r->n_column++];
	c->config = config_make(t, opt, level, &r->arena);
	char *slug = arena_strdup(&r->arena, c->config.name);
	for (char *s = slug; *s; s++)
		*s = *s == '/' ? '-' : *s;
	c->slug = slug;
}

/* Columns of one ISA stand together, and in each ISA those of one toolchain. */
static void select_columns(struct run *r)
{
	unsigned most = 0, n_opts = 0;
	while (opt_levels[n_opts])
		n_opts++;
	for (unsigned i = 0; i < r->toolchains.n; i++)
		most += r->toolchains.v[i]->n_level * n_opts;
	r->column = ARENA_ARRAY(&r->arena, struct column, most);
	for (const struct isa *const *isa = isa_table; *isa; isa++)
		for (unsigned i = 0; i < r->toolchains.n; i++) {
			const struct toolchain *t = r->toolchains.v[i];
			for (unsigned k = 0; t->isa == *isa && wants_toolchain(r, t) && k < t->n_level; k++)
				for (const char *const *o = opt_levels; wants_level(r->options, t, k) && *o; o++)
					if (wants_opt(r->options, *o))
						add_column(r, t, *o, &t->level[k]);
		}
}

static bool shows_on(const struct pair *p, const struct toolchain *t, struct arena *a)
{
	for (const char *const *o = default_opts; *o; o++)
		if (strings_match(&p->shows, arena_printf(a, "%s/%s", t->id, *o)))
			return true;
	return false;
}

/* Toolchains of the ISA that the default configs know, and of those the ones that the pair's intent names. */
static unsigned count_intent(struct run *r, const struct pair *p, const struct isa *isa, unsigned *named)
{
	unsigned known = 0;
	*named = 0;
	for (unsigned i = 0; i < r->toolchains.n; i++) {
		const struct toolchain *t = r->toolchains.v[i];
		known += t->isa == isa && t->is_default;
		*named += t->isa == isa && t->is_default && shows_on(p, t, &r->arena);
	}
	return known;
}

/* A pair whose intent names no default config of an ISA states nothing there: it says why, and names another ISA's. */
static void check_intent(struct run *r, const struct pair *p)
{
	const struct isa *without = NULL;
	unsigned all = 0, named;
	for (const struct isa *const *isa = isa_table; *isa; isa++) {
		if (count_intent(r, p, *isa, &named) && !named)
			without = *isa;
		all += named;
	}
	if (without && (!p->shows_why || !all))
		diag_error("%s/pair.yaml:%u: shows: a glob was expected that matches a default config for %s%s",
		           p->folder, p->shows_line, without->name, all ? ", or shows-why" : "");
	if (!without && p->shows_why)
		diag_error("%s/pair.yaml:%u: shows-why: shows names a default config for every ISA", p->folder,
		           p->shows_line);
}

static bool some_columns(struct run *r)
{
	select_columns(r);
	if (!r->n_column)
		diag_error("no toolchain is left to run with; known: %s", toolchains_known(&r->toolchains, &r->arena));
	return r->n_column;
}

bool run_select(struct run *r)
{
	if (!check_globs(r))
		return false;
	r->pair = ARENA_ARRAY(&r->arena, struct pair *, r->corpus.n);
	for (unsigned i = 0; i < r->corpus.n; i++)
		if (wants_pair(r->options, r->corpus.v[i])) {
			r->pair[r->n_pair++] = r->corpus.v[i];
			check_intent(r, r->corpus.v[i]);
		}
	if (!r->n_pair && r->options->pair.n && r->options->class.n)
		diag_error("--pair and --class: no pair is in both");
	else if (!r->n_pair)
		diag_error("%s: it holds no pair that can be used (CLASS/PAIR/pair.yaml was expected)",
		           r->corpus.folder);
	return some_columns(r) && r->n_pair;
}

bool run_select_configs(struct run *r) { return check_config_globs(r) && some_columns(r); }
