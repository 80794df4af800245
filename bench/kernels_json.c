/* kernels_json.c: all measurements as JSON. */
#include "kernels.h"

static json_t *contenders_json(const struct bench *b)
{
	static const char *const kinds[] = {"tier", "auto", "limit", "compiler", "library", "call"};
	json_t *list = json_array();
	for (size_t i = 0; i < b->contenders.n; i++) {
		const struct contender *c = &b->contenders.list[i];
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:b}", "name", c->name, "kind", kinds[c->kind],
		                                      "title", c->title, "measured", (int)c->present));
	}
	return list;
}

static json_t *measurement_json(const struct bench_case *c, const struct measurement *m)
{
	json_t *all = json_pack("{s:f, s:f, s:f, s:i, s:I}", "ns", m->median, "ns_low", m->low, "ns_high", m->high,
	                        "rounds", (int)m->rounds, "calls_per_sample", (json_int_t)m->calls);
	if (!c->random)
		json_object_set_new(all, "gb_per_second", json_real(gigabytes_per_second(c, m->median)));
	return all;
}

static json_t *results_json(const struct bench *b, const struct bench_case *c)
{
	json_t *results = json_object();
	for (size_t i = 0; i < b->contenders.n; i++) {
		const struct contender *who = &b->contenders.list[i];
		const struct measurement *m = cell(b, c, who);
		if (m->status == WRONG)
			json_object_set_new(results, who->name, json_pack("{s:b}", "wrong_result", 1));
		else if (m->status == MEASURED)
			json_object_set_new(results, who->name, measurement_json(c, m));
	}
	return results;
}

static json_t *cases_json(const struct bench *b)
{
	json_t *list = json_array();
	for (const struct bench_case *c = b->cases.list; c < b->cases.list + b->cases.n; c++) {
		json_t *results = results_json(b, c);
		if (json_object_size(results))
			json_array_append_new(list,
			                      json_pack("{s:s, s:s, s:s, s:b, s:I, s:o}", "function",
			                                function_name(c->function), "measure", measure_name(c->measure),
			                                "place", place_name(c->place), "random_sizes", (int)c->random,
			                                "bytes", (json_int_t)c->size, "results", results));
		else
			json_decref(results);
	}
	return list;
}

bool write_json(const struct bench *b, const char *path)
{
	json_t *all = json_pack(
	    "{s:s, s:o, s:o, s:o, s:o}", "units",
	    "ns: of one call, median over rounds; ns_low, ns_high: quartiles; gb_per_second: 10^9 bytes of one range",
	    "machine", machine_json(b), "contenders", contenders_json(b), "targets", targets_json(b), "cases",
	    cases_json(b));
	bool written = all && !json_dump_file(all, path, JSON_INDENT(1) | JSON_REAL_PRECISION(6));
	json_decref(all);
	return written;
}
