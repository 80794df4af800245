/* score.c: `assay score`: asks detectors about every object of the corpus. */
#include "score.h"

#include "diag.h"
#include "pool.h"

#include <errno.h>
#include <string.h>

/* ---- specimens --------------------------------------------------------------------------------------------------- */

static const char *const half_names[] = {"bad", "good"};

static void label_specimen(struct score *s, struct cell *c, enum half half)
{
	json_t *line = verdict_json(&s->run, c);
	struct specimen *x = &s->specimen[s->n_specimen++];
	bool intended = half == HALF_BAD && strings_match(&c->pair->shows, c->column->config.name);
	*x = (struct specimen){.cell = c, .half = half, .answer = ARENA_ARRAY(&s->arena, struct answer, s->n_detector)};
	labels_read(line, half_names[half], intended, &x->labels, &s->arena);
	json_decref(line);
}

/* Cells whose objects are there; what could not be built was said and is counted. */
static void collect(struct score *s)
{
	struct run *r = &s->run;
	s->specimen = ARENA_ARRAY(&s->arena, struct specimen, 2 * run_cells(r));
	for (unsigned i = 0; i < run_cells(r); i++) {
		struct cell *c = &r->cell[i];
		if (c->column->unavailable)
			continue;
		if (!cell_object(r, c, HALF_BAD) || !cell_object(r, c, HALF_GOOD)) {
			diag_error("%s: %s", c->column->config.name, c->error);
			s->not_built++;
			continue;
		}
		label_specimen(s, c, HALF_BAD);
		label_specimen(s, c, HALF_GOOD);
	}
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

/* A detector that has no answer for any of so many objects is not asked about the others. */
enum { TRIAL = 8 };

struct round {
	struct score *score;
	unsigned first; /* specimen */
};

static void ask(void *ctx, unsigned worker, size_t i)
{
	const struct round *round = ctx;
	struct score *s = round->score;
	size_t place = round->first + i / s->n_detector;
	struct specimen *x = &s->specimen[place];
	struct cell *c = x->cell;
	struct detector *d = &s->detector[i % s->n_detector];
	struct arena *a = &s->worker[worker];
	struct detector_input in = {
	    .object = c->object[x->half],
	    .isa = c->column->config.toolchain->isa->name,
	    .label =
	        arena_printf(a, "%s on %s/%s %s", d->name, c->column->config.name, c->pair->name, half_names[x->half]),
	    .place = place,
	    .key = &c->object_key[x->half],
	    .limit_ms = (unsigned)(1000 * s->options->call_limit),
	};
	struct answer *answer = &x->answer[i % s->n_detector];
	answer->failed = true;
	if (!d->unusable)
		*answer = detector_ask(d, &in, &s->run.cache, a);
	progress_step(s->run.progress, 1, c->pair->name);
}

static void ask_about(struct score *s, unsigned first, unsigned end)
{
	unsigned n = (end - first) * s->n_detector;
	struct round round = {s, first};
	pool_run(n, s->options->run.jobs, n, &round, ask, NULL);
}

static void ask_all(struct score *s)
{
	unsigned trial = s->n_specimen < TRIAL ? s->n_specimen : TRIAL;
	s->worker = ARENA_ARRAY(&s->arena, struct arena, pool_threads(s->options->run.jobs));
	s->run.progress = progress_start(s->n_specimen * s->n_detector);
	ask_about(s, 0, trial);
	for (unsigned i = 0; i < s->n_detector; i++) {
		struct detector *d = &s->detector[i];
		d->unusable = d->calls && d->mishap[MISHAP_FAILED].n == d->calls;
	}
	ask_about(s, trial, s->n_specimen);
	progress_end(s->run.progress);
}

/* ---- detectors --------------------------------------------------------------------------------------------------- */

static bool same_name(const struct score *s, unsigned i)
{
	for (unsigned k = 0; k < i; k++)
		if (!strcmp(s->detector[k].name, s->detector[i].name))
			return true;
	return false;
}

static bool parse_detectors(struct score *s)
{
	static char *const usual[] = {(char *)"assay", (char *)"text-search"};
	const struct strings *given = &s->options->detector;
	char *const *text = given->n ? given->v : usual;
	s->n_detector = given->n ? given->n : 2;
	s->detector = ARENA_ARRAY(&s->arena, struct detector, s->n_detector);
	bool good = true;
	for (unsigned i = 0; i < s->n_detector; i++) {
		struct detector *d = &s->detector[i];
		good &= detector_parse(d, text[i]);
		const char *name = d->name;
		for (unsigned n = 2; good && same_name(s, i); n++)
			d->name = arena_printf(&d->arena, "%s#%u", name, n);
	}
	return good;
}

/* What went wrong, on standard error; a detector that answered nothing at all cannot be used. */
static void say_mishaps(const struct score *s)
{
	for (unsigned i = 0; i < s->n_detector; i++) {
		const struct detector *d = &s->detector[i];
		for (int m = 0; m < N_MISHAPS; m++) {
			const struct mishaps *list = &d->mishap[m];
			for (unsigned k = 0; k < list->kept; k++)
				diag_notice("%s", list->example[k].text);
			if (list->n > list->kept)
				diag_notice("%s: %s: %u in all, the first %u of them are above", d->name,
				            mishap_titles[m], list->n, list->kept);
			if (list->n)
				diag_raise(EXIT_FAILED);
		}
		if (d->unusable)
			diag_error("--detector %s: each of its first %u calls failed, so it was not asked again: %s",
			           d->name, d->calls, d->command);
	}
}

/* ---- the command ------------------------------------------------------------------------------------------------- */

static void report(struct score *s)
{
	score_count(s);
	if (s->options->format == SCORE_JSON)
		score_json(s);
	else
		score_print(s);
	if (s->options->svg && !score_svg(s, s->options->svg))
		diag_error("%s: %s (the chart was to be written there)", s->options->svg, strerror(errno));
}

int score_main(const struct score_options *options)
{
	struct score s = {.options = options};
	bool good = parse_detectors(&s) && run_begin(&s.run, &options->run);
	if (good) {
		collect(&s);
		ask_all(&s);
		report(&s);
		if (s.not_built)
			diag_raise(EXIT_FAILED);
		run_say_missing(&s.run);
		say_mishaps(&s);
		run_end(&s.run);
	}
	for (unsigned i = 0; s.worker && i < pool_threads(options->run.jobs); i++)
		arena_free(&s.worker[i]);
	for (unsigned i = 0; i < s.n_detector; i++)
		detector_free(&s.detector[i]);
	arena_free(&s.arena);
	return good ? diag_exit_code() : EXIT_INPUT;
}
