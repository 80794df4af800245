/* run_contradict.c: where an oracle says the opposite of what assay sees, and what pair.yaml says to that. */
#include "diag.h"
#include "run.h"

#include <string.h>

static const char *const half_names[] = {"bad", "good"};

enum contradicts cell_contradicts(const struct cell *c, enum half h)
{
	if (!c->audit || !c->oracles)
		return CONTRADICTS_NOT;
	if (c->seen[h].findings)
		return c->says[h] == ORACLE_ABSENT ? CONTRADICTS_FINDING : CONTRADICTS_NOT;
	/* What could not be followed is unknown, and not said to be clean. */
	return c->says[h] == ORACLE_PRESENT && !c->seen[h].unresolved ? CONTRADICTS_SILENCE : CONTRADICTS_NOT;
}

const char *cell_contradicts_text(enum contradicts x)
{
	static const char *const texts[] = {"nothing", "assay reports it, the oracle says it is absent",
	                                    "assay reports nothing, the oracle sees it"};
	return texts[x];
}

const char *cell_contradicts_why(const struct cell *c, enum half h)
{
	for (unsigned i = 0; i < c->pair->contradictions.n; i++) {
		const struct contradiction *x = &c->pair->contradictions.v[i];
		if (!strcmp(x->half, half_names[h]) && strings_match(&x->configs, c->column->config.name))
			return x->why;
	}
	return NULL;
}

json_t *cell_contradictions_json(const struct cell *c)
{
	json_t *list = json_array();
	for (int h = HALF_BAD; h <= HALF_GOOD; h++) {
		enum contradicts x = cell_contradicts(c, (enum half)h);
		const char *why = cell_contradicts_why(c, (enum half)h);
		if (x == CONTRADICTS_NOT)
			continue;
		json_t *j = json_pack("{s:s, s:s}", "half", half_names[h], "what", cell_contradicts_text(x));
		if (why)
			json_object_set_new(j, "why", json_string(why));
		json_array_append_new(list, j);
	}
	return list;
}

/* Where no oracle could tell nothing contradicts, and the explanation may be right elsewhere. */
static void check(const struct run *r, unsigned pair, const struct contradiction *x)
{
	const struct pair *p = r->pair[pair];
	unsigned asked = 0, used = 0;
	for (unsigned i = 0; i < r->n_column; i++) {
		const struct cell *c = run_cell(r, pair, i);
		enum half h = strcmp(x->half, "bad") ? HALF_GOOD : HALF_BAD;
		if (!c->oracles || !strings_match(&x->configs, c->column->config.name))
			continue;
		asked += c->says[h] != ORACLE_SILENT;
		used += cell_contradicts(c, h) != CONTRADICTS_NOT;
	}
	if (asked && !used)
		diag_error("%s/pair.yaml:%u: contradictions: nothing contradicts in %s on %s%s; it is to be taken out",
		           p->folder, x->line, x->half, x->configs.v[0], x->configs.n > 1 ? ", ..." : "");
}

void run_check_explanations(const struct run *r)
{
	for (unsigned i = 0; i < r->n_pair; i++)
		for (unsigned k = 0; k < r->pair[i]->contradictions.n; k++)
			check(r, i, &r->pair[i]->contradictions.v[k]);
}
