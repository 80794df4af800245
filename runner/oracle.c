/* oracle.c: which oracle tells about which class. */
#include "oracle.h"

#include <string.h>

static const char *const says_names[] = {"silent", "present", "absent"};

const char *oracle_says_name(enum oracle_says s) { return says_names[s]; }

/* Of one class the weightier stand first. */
static const struct oracle {
	const char *class;
	const char *name; /* what it reads, in words */
	struct oracle_answer (*ask)(const struct oracle_input *, unsigned half);
	/* of pairs of other classes; NULL: it needs to know what bad and good are about */
	struct oracle_answer (*alone)(const struct oracle_input *, unsigned half);
} oracles[] = {
    {"bounds-check", "relocations, optimisation record", oracle_relocations, oracle_relocations_alone},
    {"bounds-check", "counted run", oracle_counts, NULL},
    {"register-spill", "spill marks", oracle_spilled, oracle_spilled},
    {"serial-chain", "llvm-mca", oracle_schedule, NULL},
    {"missed-simd", "optimisation record", oracle_vectorised, oracle_vectorised_alone},
    {"missed-simd", "counted run", oracle_counts, NULL},
    {"branchy-select", "counted run", oracle_counts, NULL},
    {"redundant-load", "counted run", oracle_counts, NULL},
    {"slow-division", "counted run", oracle_counts, NULL},
    {"call-in-loop", "counted run", oracle_counts, NULL},
    {"cold-in-hot", "counted run", oracle_counts, NULL},
    {"branch-chain", "counted run", oracle_counts, NULL},
    {"invariant-in-loop", "counted run", oracle_counts, NULL},
    {"strided-access", "counted run", oracle_counts, NULL},
    {"pointer-chase", "llvm-mca, counted run", oracle_counts, NULL},
    {"split-access", "counted run", oracle_counts, NULL},
    {"missed-idiom", "counted run", oracle_counts, NULL},
};
enum { N_ORACLES = sizeof oracles / sizeof *oracles };

bool oracle_known(const struct class *c)
{
	for (unsigned i = 0; i < N_ORACLES; i++)
		if (!strcmp(oracles[i].class, c->name))
			return true;
	return false;
}

static json_t *ask_half(const struct oracle_input *in, unsigned half, bool *again)
{
	json_t *answers = json_array();
	for (unsigned i = 0; i < N_ORACLES; i++) {
		const struct oracle *o = &oracles[i];
		bool own = !strcmp(o->class, in->pair->class->name);
		if (!own && !o->alone)
			continue;
		struct oracle_answer x = own ? o->ask(in, half) : o->alone(in, half);
		*again |= x.again;
		json_array_append_new(answers,
		                      json_pack("{s:s, s:s, s:s, s:s}", "class", o->class, "name", o->name, "says",
		                                oracle_says_name(x.says), "evidence", x.evidence ? x.evidence : ""));
	}
	return answers;
}

json_t *oracle_ask_all(const struct oracle_input *in, bool *again)
{
	*again = false;
	return json_pack("{s:o, s:o}", "bad", ask_half(in, ORACLE_BAD, again), "good",
	                 ask_half(in, ORACLE_GOOD, again));
}

enum oracle_says oracle_verdict_says(const json_t *answer)
{
	const char *says = json_string_value(json_object_get(answer, "says"));
	for (int s = ORACLE_SILENT; says && s <= ORACLE_ABSENT; s++)
		if (!strcmp(says, says_names[s]))
			return (enum oracle_says)s;
	return ORACLE_SILENT;
}

const json_t *oracle_verdict(const json_t *answers, const char *half, const char *class)
{
	const json_t *first = NULL;
	json_t *answer;
	size_t i;
	json_array_foreach(json_object_get(answers, half), i, answer)
	{
		if (strcmp(json_string_value(json_object_get(answer, "class")), class))
			continue;
		if (oracle_verdict_says(answer) != ORACLE_SILENT)
			return answer;
		first = first ? first : answer;
	}
	return first;
}
