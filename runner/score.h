/* score.h: `assay score`: how often detectors are right about the corpus. */
#ifndef ASSAY_SCORE_H
#define ASSAY_SCORE_H

#include "detector.h"
#include "labels.h"
#include "run.h"
#include "statistics.h"

enum score_format { SCORE_TEXT, SCORE_JSON };

struct score_options {
	struct run_options run;
	struct strings detector; /* as on the command line; empty: those that come with assay */
	double call_limit;       /* seconds for one call of a detector */
	enum score_format format;
	const char *svg; /* file; NULL: none */
	unsigned worst;  /* cases listed for each detector and class */
};

/* Returns the exit code (diag.h). */
int score_main(const struct score_options *o);

/* ---- what its parts share --------------------------------------------------------------------------------------- */

/* One object of the corpus. */
struct specimen {
	struct cell *cell;
	enum half half; /* bad or good */
	struct labels labels;
	struct answer *answer; /* by detector */
};

/* Confusion, and what is not in it. */
struct tally {
	struct confusion c;
	unsigned unanswered; /* the detector's call failed: where the label is present it is in c.fn as well */
	unsigned left_out;   /* unknown labels */
};

/* What is known of one detector's answers about one class, in one ISA and compiler or in all. */
struct row {
	const struct class *class;
	const char *isa, *compiler; /* NULL: all */
	const struct detector *detector;
	struct tally tally;
	struct figure precision, recall, f1, mcc;
};

/* A detector's wrong answers about one half of one pair; configs that agree are one case. */
struct wrong {
	const struct detector *detector;
	const struct class *class;
	const struct pair *pair;
	enum half half;
	bool missed;         /* the class is there and was not named */
	const char *why;     /* pair.yaml: why the oracle is wrong here; it decides all the same. NULL */
	struct specimen **v; /* where */
	unsigned n, cap;
};

/* What the labels of one class rest on. */
struct evidence_count {
	const char *name; /* of the oracle */
	unsigned labels;  /* known ones */
};

struct standing {
	const struct class *class;
	unsigned label[N_LABELS], own, against_intent;
	unsigned disputed;  /* known labels where an oracle of less weight says the opposite */
	unsigned explained; /* labels of the pairs' own class where pair.yaml says why the oracle is wrong */
	struct sources {
		struct evidence_count *v;
		unsigned n, cap;
	} sources, reasons; /* reasons: why labels are unknown */
	bool scored;
	struct row *row; /* detectors side by side: all, then each ISA, each with its compilers */
	unsigned n_row;
	struct wrongs {
		struct wrong *v; /* by detector, those of most configs first */
		unsigned n, cap;
	} wrongs;
};

struct score {
	const struct score_options *options;
	struct run run;
	struct arena arena;
	struct detector *detector;
	unsigned n_detector;
	struct specimen *specimen;
	unsigned n_specimen;
	struct standing *standing; /* classes that have labels, in class_table's order */
	unsigned n_standing;
	unsigned not_built;   /* cells */
	struct arena *worker; /* by thread: the answers */
};

/* score_count.c: from answers to standings. */
void score_count(struct score *s);
/* Whether a label's answer is wrong; false for unknown labels. */
bool score_wrong(const struct label *l, const struct answer *a);
/* The command that shows a wrong answer's machine code. */
const char *score_show(struct score *s, const struct wrong *w);

void score_print(struct score *s); /* score_table.c */
void score_json(struct score *s);  /* score_json.c */
/* score_svg.c; false: not written (errno). */
bool score_svg(struct score *s, const char *path);

#endif
