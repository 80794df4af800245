/* score_json.c: the score as one JSON document (schema assay-score/1, tests/data/score.schema.json). */
#include "diag.h"
#include "score.h"
#include "version.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *number(double x) { return isnan(x) ? json_null() : json_real(x); }

static json_t *figure_json(const struct figure *f)
{
	return json_pack("{s:o, s:o, s:o}", "value", number(f->value), "low", number(f->ci.low), "high",
	                 number(f->ci.high));
}

static json_t *row_json(const struct row *r)
{
	const struct confusion *c = &r->tally.c;
	return json_pack("{s:s, s:s?, s:s?, s:i, s:i, s:i, s:i, s:i, s:i, s:o, s:o, s:o, s:o}", "detector",
	                 r->detector->name, "isa", r->isa, "compiler", r->compiler, "tp", c->tp, "fp", c->fp, "fn",
	                 c->fn, "tn", c->tn, "unanswered", r->tally.unanswered, "left_out", r->tally.left_out,
	                 "precision", figure_json(&r->precision), "recall", figure_json(&r->recall), "f1",
	                 figure_json(&r->f1), "mcc", figure_json(&r->mcc));
}

static json_t *sources_json(const struct sources *list)
{
	json_t *j = json_array();
	for (unsigned i = 0; i < list->n; i++) {
		const char *caveat = label_source_caveat(list->v[i].name);
		json_array_append_new(j, json_pack("{s:s, s:i, s:s*}", "name", list->v[i].name, "labels",
		                                   list->v[i].labels, "caveat", caveat));
	}
	return j;
}

static json_t *reasons_json(const struct sources *list)
{
	json_t *j = json_array();
	for (unsigned i = 0; i < list->n; i++)
		json_array_append_new(j, json_pack("{s:s, s:i}", "why", list->v[i].name, "labels", list->v[i].labels));
	return j;
}

static json_t *wrong_json(struct score *s, const struct wrong *w)
{
	json_t *configs = json_array();
	for (unsigned i = 0; i < w->n; i++)
		json_array_append_new(configs, json_string(w->v[i]->cell->column->config.name));
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:s, s:s*}", "detector", w->detector->name, "wrong",
	                 w->missed ? "missed" : "false-alarm", "pair", w->pair->name, "half",
	                 w->half == HALF_BAD ? "bad" : "good", "configs", configs, "show", score_show(s, w), "why",
	                 w->why);
}

static json_t *class_json(struct score *s, const struct standing *st)
{
	json_t *rows = json_array(), *wrongs = json_array();
	for (unsigned i = 0; i < st->n_row; i++)
		json_array_append_new(rows, row_json(&st->row[i]));
	for (unsigned i = 0; i < st->wrongs.n; i++)
		json_array_append_new(wrongs, wrong_json(s, &st->wrongs.v[i]));
	return json_pack("{s:s, s:b, s:{s:i, s:i, s:i, s:i, s:i, s:i, s:i}, s:o, s:o, s:o, s:o}", "class",
	                 st->class->name, "scored", st->scored, "labels", "present", st->label[LABEL_PRESENT], "absent",
	                 st->label[LABEL_ABSENT], "unknown", st->label[LABEL_UNKNOWN], "own", st->own, "against_intent",
	                 st->against_intent, "disputed", st->disputed, "explained", st->explained, "sources",
	                 sources_json(&st->sources), "unknown_because", reasons_json(&st->reasons), "rows", rows,
	                 "wrong", wrongs);
}

static json_t *detector_json(const struct detector *d)
{
	json_t *j = json_pack("{s:s, s:s, s:i, s:b}", "name", d->name, "command", d->command, "calls", d->calls,
	                      "usable", !d->unusable);
	for (int m = 0; m < N_MISHAPS; m++) {
		json_t *examples = json_array();
		for (unsigned i = 0; i < d->mishap[m].kept; i++)
			json_array_append_new(examples, json_string(d->mishap[m].example[i].text));
		json_object_set_new(j, mishap_names[m],
		                    json_pack("{s:i, s:o}", "n", d->mishap[m].n, "examples", examples));
	}
	return j;
}

static json_t *config_json(const struct column *c)
{
	const struct toolchain *t = c->config.toolchain;
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s*, s:s*}", "config", c->config.name, "toolchain",
	                 t->id, "isa", t->isa->name, "compiler", t->compiler, "opt", c->config.opt, "level",
	                 c->config.level->name, "available", !c->unavailable, "version", c->version, "unavailable",
	                 c->unavailable);
}

void score_json(struct score *s)
{
	json_t *detectors = json_array(), *classes = json_array(), *configs = json_array();
	for (unsigned i = 0; i < s->n_detector; i++)
		json_array_append_new(detectors, detector_json(&s->detector[i]));
	for (unsigned i = 0; i < s->n_standing; i++)
		json_array_append_new(classes, class_json(s, &s->standing[i]));
	for (unsigned i = 0; i < s->run.n_column; i++)
		json_array_append_new(configs, config_json(&s->run.column[i]));
	json_t *j =
	    json_pack("{s:s, s:{s:s, s:s}, s:I, s:i, s:i, s:i, s:i, s:o, s:o, s:o}", "schema", "assay-score/1", "tool",
	              "name", "assay", "version", ASSAY_VERSION, "seed", (json_int_t)s->options->run.seed, "resamples",
	              RESAMPLES, "pairs", s->run.n_pair, "functions", s->n_specimen, "not_built", s->not_built,
	              "configs", configs, "detectors", detectors, "classes", classes);
	char *text = j ? json_dumps(j, JSON_INDENT(1) | JSON_REAL_PRECISION(12)) : NULL;
	if (!text)
		diag_internal("the score could not be written as JSON");
	puts(text);
	free(text);
	json_decref(j);
}
