/* run_audit.c: the audit of one object for one class, in this process. */
#include "run.h"

#include "pool.h"

#include <string.h>

struct audit {
	const struct class *class;
	json_t *findings;
	unsigned functions, counted;
	bool unresolved;
};

static unsigned class_bit(const struct class *c)
{
	unsigned i = 0;
	while (class_table[i] && class_table[i] != c)
		i++;
	return 1u << i;
}

static json_t *finding_json(struct object *o, const struct function *f, const struct analysis *a,
                            const struct finding *x)
{
	const struct section *section = NULL;
	const struct insn *in = &a->code->insn[x->insn];
	uint64_t place = object_place(o, in->address, &section);
	struct source s = object_source(o, in->address);
	json_t *j = json_pack("{s:s, s:s, s:I, s:s, s:s, s:b}", "function", f->name, "section",
	                      section ? section->name : "", "address", (json_int_t)place, "severity",
	                      level_name(x->severity), "confidence", level_name(x->confidence), "counts", x->counts);
	if (x->kind)
		json_object_set_new(j, "kind", json_string(x->kind));
	if (x->loop != NONE)
		json_object_set_new(j, "loop", json_integer(x->loop + 1));
	if (s.file)
		json_object_set_new(
		    j, "source",
		    json_sprintf("%s:%d", strrchr(s.file, '/') ? strrchr(s.file, '/') + 1 : s.file, s.line));
	return j;
}

static void audit_one(struct object *o, void *ctx)
{
	struct audit *audit = ctx;
	struct arena arena = {0};
	struct decoder *d = decoder_open(o->isa);
	const struct core_model *model = isa_model(o->isa, NULL);
	for (uint32_t i = 0; i < o->n_functions; i++) {
		struct finding_list list = {0};
		struct analysis *a = analyse(o, &o->functions[i], model, d, &arena);
		analysis_find(a, class_bit(audit->class), &list);
		for (uint32_t k = 0; k < list.n; k++) {
			audit->counted += list.v[k].counts;
			json_array_append_new(audit->findings, finding_json(o, &o->functions[i], a, &list.v[k]));
		}
		audit->unresolved |= a->code->unresolved || a->code->too_large;
		audit->functions++;
		arena_reset(&arena);
	}
	decoder_close(d);
	arena_free(&arena);
}

json_t *audit_object_for_class(const char *path, const struct class *class)
{
	struct audit a = {.class = class, .findings = json_array()};
	object_each(path, audit_one, &a);
	return json_pack("{s:i, s:i, s:b, s:o}", "functions", a.functions, "counted", a.counted, "unresolved",
	                 a.unresolved, "findings", a.findings);
}
