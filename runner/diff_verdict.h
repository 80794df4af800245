/* diff_verdict.h: what was measured of two builds, and what to do about the change: `assay diff` ends with it. */
#ifndef ASSAY_DIFF_VERDICT_H
#define ASSAY_DIFF_VERDICT_H

#include "bootstrap.h"
#include "diff.h"

/* One benchmark in both builds. Times in nanoseconds. */
struct change {
	const char *name;
	struct estimate old, new;
	struct estimate ratio; /* new over old; better where the whole interval lies below 1 */
};

struct changes {
	struct change *v;
	uint32_t n, cap;
	const char *how;      /* where the figures come from, in words */
	const char *only_old; /* names of benchmarks of one side, NULL: none */
	const char *only_new;
};

/* measure_commands.c: runs two shell commands in turn, pinned to one core, `rounds` times each after one that does not
 * count. False: one failed (said). */
bool measure_commands(const char *old, const char *new, unsigned rounds, struct changes *out, struct arena *arena);

/* results_file.c: results of hyperfine (JSON), Google Benchmark (JSON), Criterion (sample.json, estimates.json); the
 * content tells which. False: a file cannot be used (said). */
bool results_compare(const char *old, const char *new, struct changes *out, struct arena *arena);

enum judgement changes_judge(const struct changes *c);

enum verdict { VERDICT_ACCEPT, VERDICT_INVESTIGATE, VERDICT_SUSPICIOUS, VERDICT_REVERT, VERDICT_NONE, N_VERDICTS };
enum verdict diff_verdict_make(enum judgement assembly, enum judgement measurement);
const char *diff_verdict_name(enum verdict v);  /* "accept", ... */
const char *diff_verdict_words(enum verdict v); /* the sentence */

void diff_verdict_text(struct buf *b, enum judgement assembly, const struct changes *c, const struct diff_style *style);
void diff_verdict_json(struct buf *b, enum judgement assembly, const struct changes *c); /* members of an open object */

#endif
