/* labels.c: from a run's results to labels: present, absent or unknown, each with its source. */
#include "labels.h"

#include "oracle.h"

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
	return s && *s ? s : NULL;
}

/* Whether an oracle of less weight says the opposite. */
static bool is_disputed(const json_t *oracles, const char *half, const json_t *verdict)
{
	enum oracle_says decided = oracle_verdict_says(verdict);
	const char *class = text(verdict, "class");
	json_t *other;
	size_t i;
	json_array_foreach(json_object_get(oracles, half), i, other)
	{
		enum oracle_says says = oracle_verdict_says(other);
		if (decided != ORACLE_SILENT && says != ORACLE_SILENT && says != decided &&
		    !strcmp(text(other, "class"), class))
			return true;
	}
	return false;
}

static struct label conclude(const json_t *oracles, const char *half, const json_t *verdict, struct arena *a)
{
	static const enum label_is is[] = {
	    [ORACLE_SILENT] = LABEL_UNKNOWN, [ORACLE_PRESENT] = LABEL_PRESENT, [ORACLE_ABSENT] = LABEL_ABSENT};
	if (!verdict)
		return (struct label){.evidence = "no oracle was asked"};
	const char *source = text(verdict, "name"), *evidence = text(verdict, "evidence");
	return (struct label){
	    .is = is[oracle_verdict_says(verdict)],
	    .source = arena_strdup(a, source ? source : "an oracle without a name"),
	    .evidence = arena_strdup(a, evidence ? evidence : "the oracle does not say why"),
	    .disputed = is_disputed(oracles, half, verdict),
	};
}

void labels_read(const json_t *line, const char *half, bool intended, struct labels *out, struct arena *a)
{
	const json_t *oracles = json_object_get(line, "oracles");
	const char *own = text(line, "class");
	for (const struct class *const *c = class_table; *c; c++) {
		const json_t *verdict = oracle_verdict(oracles, half, (*c)->name);
		bool is_own = own && !strcmp((*c)->name, own);
		if (!verdict && !is_own)
			continue;
		struct label l = conclude(oracles, half, verdict, a);
		l.class = *c;
		l.own = is_own;
		l.against_intent = is_own && (intended                ? l.is == LABEL_ABSENT
		                              : !strcmp(half, "good") ? l.is == LABEL_PRESENT
		                                                      : false);
		*ARENA_PUSH(a, out) = l;
	}
}
