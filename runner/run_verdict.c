/* run_verdict.c: what the evidence of one cell amounts to. */
#include "run.h"
#include "version.h"

#include <string.h>

static const char *const bad_names[N_BAD] = {"not-built", "shows", "fixed", "unwitnessed"};
static const char *const good_names[N_GOOD] = {"not-built", "clean", "flagged", "unknown"};

const char *bad_verdict_name(enum bad_verdict v) { return bad_names[v]; }
const char *good_verdict_name(enum good_verdict v) { return good_names[v]; }

static struct seen read_seen(struct cell *c, const char *half)
{
	struct seen s = {0};
	json_t *audit = json_object_get(c->audit, half), *finding;
	size_t i;
	s.findings = (unsigned)json_integer_value(json_object_get(audit, "counted"));
	s.unresolved = json_is_true(json_object_get(audit, "unresolved")) ||
	               !json_integer_value(json_object_get(audit, "functions"));
	json_array_foreach(json_object_get(audit, "findings"), i, finding)
	{
		if (s.first || !json_is_true(json_object_get(finding, "counts")))
			continue;
		const char *source = json_string_value(json_object_get(finding, "source"));
		s.first = arena_printf(&c->arena, "%s at %s+0x%llx%s%s",
		                       json_string_value(json_object_get(finding, "function")),
		                       json_string_value(json_object_get(finding, "section")),
		                       (unsigned long long)json_integer_value(json_object_get(finding, "address")),
		                       source ? ", " : "", source ? source : "");
	}
	return s;
}

static enum oracle_says read_oracle(const struct cell *c, const char *half)
{
	return oracle_verdict_says(oracle_verdict(c->oracles, half, c->pair->class->name));
}

static void count_failure(void *ctx, const char *kind, const char *text)
{
	(void)kind;
	(void)text;
	++*(unsigned *)ctx;
}

/* A crash under an emulator that is known to end sound programs says nothing where the host itself gets it right. */
static void excuse_emulator(struct cell *c)
{
	struct run_result *x = &c->run[MODE_EMULATED];
	const char *fault = c->column->config.level->emulator_fault;
	if (!fault || x->outcome != OUTCOME_SIGNAL || c->run[MODE_NATIVE].outcome != OUTCOME_OK)
		return;
	x->outcome = OUTCOME_EMULATOR;
	x->detail = fault;
}

void verdict_of(struct cell *c)
{
	if (c->column->unavailable)
		return;
	excuse_emulator(c);
	if (c->audit) {
		c->seen[HALF_BAD] = read_seen(c, "bad");
		c->seen[HALF_GOOD] = read_seen(c, "good");
		c->says[HALF_BAD] = read_oracle(c, "bad");
		c->says[HALF_GOOD] = read_oracle(c, "good");
		c->bad = c->seen[HALF_BAD].findings           ? BAD_SHOWS
		         : c->says[HALF_BAD] == ORACLE_ABSENT ? BAD_FIXED
		                                              : BAD_UNWITNESSED;
		c->good = c->seen[HALF_GOOD].findings     ? GOOD_FLAGGED
		          : c->seen[HALF_GOOD].unresolved ? GOOD_UNKNOWN
		                                          : GOOD_CLEAN;
		c->intent_fails = c->bad != BAD_SHOWS && strings_match(&c->pair->shows, c->column->config.name);
	}
	verdict_failures(NULL, c, count_failure, &c->n_failures);
}

/* How to see a wrong result again. */
static const char *rerun(const struct run *r, struct cell *c, enum run_mode m)
{
	const struct tool *qemu = &c->column->config.toolchain->emulator;
	const char *start = "";
	if (!r || !c->driver)
		return "";
	for (unsigned i = 0; m == MODE_EMULATED && i <= qemu->args.n; i++)
		start = arena_printf(&c->arena, "%s%s ", start, i ? qemu->args.v[i - 1] : qemu->command);
	return arena_printf(&c->arena, "; again: %s%s --pair %s%s%s", start, c->driver, c->pair->name,
	                    c->run[m].at ? " --case " : "", c->run[m].at ? c->run[m].at : "");
}

static const char *run_text(const struct run *r, struct cell *c, enum run_mode m)
{
	const struct run_result *x = &c->run[m];
	return arena_printf(&c->arena, "%s: %s%s%s, %u cases done, seed %llu%s", run_mode_names[m],
	                    x->detail ? x->detail : "", x->at ? " on " : "", x->at ? x->at : "", x->cases,
	                    (unsigned long long)(r ? r->options->seed : 0), rerun(r, c, m));
}

void verdict_failures(const struct run *r, struct cell *c, void (*each)(void *ctx, const char *kind, const char *text),
                      void *ctx)
{
	if (c->error)
		each(ctx, "not-built", c->error);
	for (int m = 0; m < N_MODES; m++)
		if (outcome_is_wrong(c->run[m].outcome))
			each(ctx, outcome_name(c->run[m].outcome), run_text(r, c, (enum run_mode)m));
	if (c->good == GOOD_FLAGGED)
		each(ctx, "good-flagged", c->seen[HALF_GOOD].first);
	if (c->good == GOOD_UNKNOWN)
		each(ctx, "good-unknown", "some of good's code could not be followed: clean cannot be said");
	if (c->intent_fails)
		each(ctx, "intent-fails",
		     arena_printf(&c->arena, "pair.yaml says that bad shows %s here; it is not seen",
		                  c->pair->class->name));
}

/* ---- results as JSON --------------------------------------------------------------------------------------------- */

static void add_text(json_t *j, const char *key, const char *text)
{
	if (text && *text)
		json_object_set_new(j, key, json_string(text));
}

static json_t *run_json(const struct run_result *x)
{
	json_t *j = json_pack("{s:s}", "outcome", outcome_name(x->outcome));
	if (x->outcome != OUTCOME_NOT_RUN)
		json_object_set_new(j, "cases", json_integer(x->cases));
	add_text(j, "case", x->at);
	add_text(j, "detail", x->detail);
	return j;
}

static json_t *half_json(const struct cell *c, const char *half, const char *verdict)
{
	json_t *audit = json_object_get(c->audit, half), *j = audit ? json_deep_copy(audit) : json_object(), *finding;
	const json_t *oracle = oracle_verdict(c->oracles, half, c->pair->class->name);
	size_t i;
	json_array_foreach(json_object_get(j, "findings"), i, finding)
	{
		if (oracle)
			json_object_set(finding, "oracle", (json_t *)oracle);
	}
	json_object_set_new(j, "verdict", json_string(verdict));
	return j;
}

static void add_failure(void *ctx, const char *kind, const char *text)
{
	json_array_append_new(ctx, json_pack("{s:s, s:s}", "kind", kind, "text", text ? text : ""));
}

json_t *verdict_json(const struct run *r, struct cell *c)
{
	const struct config *f = &c->column->config;
	json_t *failures = json_array();
	json_t *j = json_pack("{s:s, s:{s:s, s:s}, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:I, s:b}", "schema",
	                      "assay-run/1", "tool", "name", "assay", "version", ASSAY_VERSION, "pair", c->pair->name,
	                      "class", c->pair->class->name, "config", f->name, "toolchain", f->toolchain->id, "isa",
	                      f->toolchain->isa->name, "opt", f->opt, "level", f->level->name, "seed",
	                      (json_int_t)r->options->seed, "available", !c->column->unavailable);
	if (!j)
		return NULL;
	if (c->column->unavailable) {
		json_decref(failures);
		add_text(j, "unavailable", c->column->unavailable);
		return j;
	}
	add_text(j, "compiler", c->column->version);
	json_object_set_new(j, "bad", half_json(c, "bad", bad_verdict_name(c->bad)));
	json_object_set_new(j, "good", half_json(c, "good", good_verdict_name(c->good)));
	if (c->oracles) {
		json_object_set(j, "oracle", (json_t *)oracle_verdict(c->oracles, "bad", c->pair->class->name));
		json_object_set(j, "oracles", c->oracles);
		json_object_set_new(j, "contradictions", cell_contradictions_json(c));
	}
	if (c->measure)
		json_object_set(j, "measure", c->measure);
	if (c->census)
		json_object_set(j, "census", c->census);
	json_object_set_new(j, "runs",
	                    json_pack("{s:o, s:o}", run_mode_names[MODE_EMULATED], run_json(&c->run[MODE_EMULATED]),
	                              run_mode_names[MODE_NATIVE], run_json(&c->run[MODE_NATIVE])));
	verdict_failures(r, c, add_failure, failures);
	json_object_set_new(j, "failures", failures);
	return j;
}
