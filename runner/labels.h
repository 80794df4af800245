/* labels.h: what a function of the corpus is known to show, from a pair's intent and from oracles. Nothing of it rests
 * on assay's own findings. */
#ifndef ASSAY_LABELS_H
#define ASSAY_LABELS_H

#include "classes.h"

#include <jansson.h>

enum label_is {
	LABEL_UNKNOWN, /* no oracle can tell: left out of every score, and counted */
	LABEL_PRESENT,
	LABEL_ABSENT,
	N_LABELS
};
const char *label_name(enum label_is l); /* "unknown", "present", "absent" */

/* One class in one half of a pair in one config. */
struct label {
	const struct class *class;
	enum label_is is;
	bool own;             /* it is the pair's own class */
	bool against_intent;  /* own, and the oracle says the opposite of what pair.yaml states */
	bool disputed;        /* an oracle of less weight says the opposite */
	const char *source;   /* the oracle's name; NULL: none was asked */
	const char *evidence; /* what it says; of an unknown one: why it is not known */
};

struct labels {
	struct label *v; /* in the order of class_table; no entry: nobody was asked about that class */
	unsigned n, cap;
};

/* The labels of one half ("bad" or "good") from one line of a run's results. `intended` tells whether pair.yaml states
 * that this half shows the class in this config. Texts are in the arena.
 *   own class:     oracle present -> present; absent -> absent; silent, or no oracle -> unknown
 *   other classes: the same, where an oracle that judges one function alone was asked
 * Of several oracles the first that is not silent decides, as in `assay run` (oracle_verdict).
 * Where the oracle contradicts the intent the oracle decides: the intent is a hypothesis. */
void labels_read(const json_t *line, const char *half, bool intended, struct labels *out, struct arena *a);

/* Why agreement with this source proves less than it seems, for assay's own findings; NULL: it shares nothing. */
const char *label_source_caveat(const char *source);

#endif
