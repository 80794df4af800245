/* labels.c: from a run's results to labels: present, absent or unknown, each with its source. */
#include "labels.h"

#include <string.h>

static const char *const names[N_LABELS] = {"unknown", "present", "absent"};

const char *label_name(enum label_is l) { return names[l]; }

const char *label_source_caveat(const char *source)
{
	if (source && strstr(source, "llvm-mca"))
		return "assay's core models were taken from LLVM's: that assay agrees with llvm-mca is no independent "
		       "evidence (assay run --measure has measured time)";
	return NULL;
}

static const char *text(const json_t *j, const char *key)
{
	const char *s = json_string_value(json_object_get(j, key));
	return s ? s : "";
}

static const char *join(struct arena *a, const char *first, const char *more, const char *between)
{
	if (!*more || (first && strstr(first, more)))
		return first;
	return first ? arena_printf(a, "%s%s%s", first, between, more) : arena_strdup(a, more);
}

/* All that is said about one class. */
struct said {
	const char *present, *absent;       /* sources */
	const char *is_present, *is_absent; /* their evidence */
	const char *silent, *why_silent;    /* the same of those that cannot tell */
};

static void hear(struct said *s, const json_t *oracle, struct arena *a)
{
	const char *says = text(oracle, "says"), *name = text(oracle, "name"), *evidence = text(oracle, "evidence");
	bool present = !strcmp(says, "present"), absent = !strcmp(says, "absent");
	const char **source = present ? &s->present : absent ? &s->absent : &s->silent;
	const char **what = present ? &s->is_present : absent ? &s->is_absent : &s->why_silent;
	*source = join(a, *source, name, " + ");
	*what = join(a, *what, evidence, "; ");
}

static struct label conclude(const struct said *s, struct arena *a)
{
	struct label l = {.is = LABEL_UNKNOWN, .source = s->silent, .evidence = s->why_silent};
	if (s->present && s->absent) {
		l.source = arena_printf(a, "%s + %s", s->present, s->absent);
		l.evidence = arena_printf(a, "the oracles disagree: %s; %s", s->is_present ? s->is_present : "present",
		                          s->is_absent ? s->is_absent : "absent");
	} else if (s->present || s->absent) {
		l.is = s->present ? LABEL_PRESENT : LABEL_ABSENT;
		l.source = s->present ? s->present : s->absent;
		l.evidence = s->present ? s->is_present : s->is_absent;
	} else if (!l.evidence) {
		l.evidence = s->silent ? "the oracle cannot tell" : "no oracle was asked";
	}
	return l;
}

/* Results of before `oracles` was there have one oracle, of bad's own class. */
static void hear_single(const json_t *line, const char *half, struct said *s, struct arena *a)
{
	const json_t *single = json_object_get(line, "oracle");
	if (!strcmp(half, "bad") && single && !json_object_get(line, "oracles"))
		hear(s, single, a);
}

void labels_read(const json_t *line, const char *half, bool intended, struct labels *out, struct arena *a)
{
	const json_t *list = json_object_get(json_object_get(line, "oracles"), half);
	const char *own = text(line, "class");
	for (const struct class *const *c = class_table; *c; c++) {
		struct said s = {0};
		size_t i;
		json_t *oracle;
		bool asked = !strcmp((*c)->name, own);
		if (asked)
			hear_single(line, half, &s, a);
		json_array_foreach(list, i, oracle)
		{
			if (strcmp(text(oracle, "class"), (*c)->name))
				continue;
			asked = true;
			hear(&s, oracle, a);
		}
		if (!asked)
			continue;
		struct label l = conclude(&s, a);
		l.class = *c;
		l.own = !strcmp((*c)->name, own);
		l.against_intent =
		    l.own && l.is == (intended ? LABEL_ABSENT : LABEL_PRESENT) && (intended || !strcmp(half, "good"));
		*ARENA_PUSH(a, out) = l;
	}
}
