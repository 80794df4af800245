/* oracle_pair.c: `assay oracle --pair`: what the oracles say of one pair in one config. */
#include "oracle_report.h"

json_t *oracle_report_cell(const struct cell *c)
{
	json_t *j = json_pack("{s:s, s:s, s:s, s:s}", "schema", "assay-oracle/1", "pair", c->pair->name, "class",
	                      c->pair->class->name, "config", c->column->config.name);
	if (!j)
		return NULL;
	if (c->column->unavailable || c->error)
		json_object_set_new(j, "silent",
		                    json_string(c->column->unavailable ? c->column->unavailable : c->error));
	if (c->oracles)
		json_object_set(j, "oracles", c->oracles);
	if (c->census)
		json_object_set(j, "census", c->census);
	return j;
}
