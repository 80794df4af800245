/* diff_verdict.c: the assembly's judgement and the measurement's together. */
#include "diff_verdict.h"

#include "emit.h"

#include <math.h>
#include <stdio.h>

static const struct {
	const char *name, *words;
} verdicts[N_VERDICTS] = {
    {"accept", "the assembly is better and so is the measurement"},
    {"investigate", "the assembly is better, the measurement is not: what is it that costs?"},
    {"suspicious", "the measurement is better, the assembly is not: measure again"},
    {"revert", "neither the assembly nor the measurement is better"},
    {"none", "the measurement has no interval: measure more often"},
};

const char *diff_verdict_name(enum verdict v) { return verdicts[v].name; }
const char *diff_verdict_words(enum verdict v) { return verdicts[v].words; }

enum verdict diff_verdict_make(enum judgement assembly, enum judgement measurement)
{
	if (measurement == JUDGED_UNKNOWN)
		return VERDICT_NONE;
	if (assembly == JUDGED_BETTER)
		return measurement == JUDGED_BETTER ? VERDICT_ACCEPT : VERDICT_INVESTIGATE;
	return measurement == JUDGED_BETTER ? VERDICT_SUSPICIOUS : VERDICT_REVERT;
}

static enum judgement judge(const struct change *c)
{
	if (!isfinite(c->ratio.low) || !isfinite(c->ratio.high))
		return JUDGED_UNKNOWN;
	if (estimate_below(c->ratio, 1))
		return JUDGED_BETTER;
	return estimate_above(c->ratio, 1) ? JUDGED_WORSE : JUDGED_SAME;
}

enum judgement changes_judge(const struct changes *c)
{
	enum judgement sum = JUDGED_SAME;
	bool known = false;
	for (uint32_t i = 0; i < c->n; i++) {
		enum judgement one = judge(&c->v[i]);
		known |= one != JUDGED_UNKNOWN;
		sum = judgement_add(sum, one);
	}
	return known ? sum : JUDGED_UNKNOWN;
}

/* ---- text ---------------------------------------------------------------------------------------------------------
 */

static const char *time_text(double ns, char text[static 32])
{
	static const struct {
		double ns;
		const char *name;
	} units[] = {{1e9, "s"}, {1e6, "ms"}, {1e3, "us"}, {0, "ns"}};
	int i = 0;
	while (ns < units[i].ns)
		i++;
	snprintf(text, 32, "%.4g %s", units[i].ns > 0 ? ns / units[i].ns : ns, units[i].name);
	return text;
}

static void put_change(struct buf *b, const struct change *c)
{
	char old[32], new[32];
	buf_printf(b, "  %-30.60s %11s -> %-11s ", c->name, time_text(c->old.value, old), time_text(c->new.value, new));
	if (judge(c) == JUDGED_UNKNOWN)
		buf_printf(b, "%+.2f %%, no interval: %u and %u values, of %d that one takes\n",
		           100 * (c->ratio.value - 1), c->old.n, c->new.n, BOOTSTRAP_LEAST);
	else
		buf_printf(b, "%+.2f %% (95%%: %+.2f to %+.2f) %s\n", 100 * (c->ratio.value - 1),
		           100 * (c->ratio.low - 1), 100 * (c->ratio.high - 1), judgement_name(judge(c)));
}

void diff_verdict_text(struct buf *b, enum judgement assembly, const struct changes *c, const struct diff_style *style)
{
	static const char *const colours[N_VERDICTS] = {"\033[32m", "\033[33m", "\033[33m", "\033[31m", "\033[2m"};
	enum judgement measurement = changes_judge(c);
	enum verdict v = diff_verdict_make(assembly, measurement);
	buf_printf(b, "\nmeasured: %s\n", c->how);
	for (uint32_t i = 0; i < c->n; i++)
		put_change(b, &c->v[i]);
	if (c->only_old)
		buf_printf(b, "  not in new: %s\n", c->only_old);
	if (c->only_new)
		buf_printf(b, "  not in old: %s\n", c->only_new);
	buf_printf(b, "assembly %s, measurement %s\nverdict: %s%s%s: %s\n", judgement_name(assembly),
	           judgement_name(measurement), style->colour ? colours[v] : "", diff_verdict_name(v),
	           style->colour ? "\033[0m" : "", diff_verdict_words(v));
}

/* ---- JSON ---------------------------------------------------------------------------------------------------------
 */

static void put_estimate(struct json *j, const char *key, struct estimate e)
{
	char text[128];
	bool interval = isfinite(e.low) && isfinite(e.high);
	/* emit_real has two decimals. */
	snprintf(text, sizeof text, ",\"%s\":{\"value\":%.9g,\"values\":%u", key, e.value, e.n);
	buf_puts(j->out, j->follows ? text : text + 1);
	if (interval) {
		snprintf(text, sizeof text, ",\"low\":%.9g,\"high\":%.9g", e.low, e.high);
		buf_puts(j->out, text);
	}
	buf_putc(j->out, '}');
	j->follows = true;
}

void diff_verdict_json(struct buf *b, enum judgement assembly, const struct changes *c)
{
	struct json j = {b, true};
	enum judgement measurement = changes_judge(c);
	emit_open(&j, "measurement", '{');
	emit_string(&j, "how", c->how);
	emit_string(&j, "is", judgement_name(measurement));
	emit_open(&j, "benchmarks", '[');
	for (uint32_t i = 0; i < c->n; i++) {
		emit_open(&j, NULL, '{');
		emit_string(&j, "name", c->v[i].name);
		put_estimate(&j, "old_ns", c->v[i].old);
		put_estimate(&j, "new_ns", c->v[i].new);
		put_estimate(&j, "ratio", c->v[i].ratio);
		emit_string(&j, "is", judgement_name(judge(&c->v[i])));
		emit_close(&j, '}');
	}
	emit_close(&j, ']');
	emit_close(&j, '}');
	emit_string(&j, "verdict", diff_verdict_name(diff_verdict_make(assembly, measurement)));
}
