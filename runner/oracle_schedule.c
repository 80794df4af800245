/* oracle_schedule.c: an oracle for serial-chain: the innermost loops of the compiler's assembly text, timed by
 * llvm-mca.
 *
 * A loop is found in the text alone: from a label to the last line behind it that names it. llvm-mca is told that every
 * load may alias every earlier store (-noalias=false), so it errs towards chains that are not there, never past one. */
#include "disassembly.h"
#include "oracle.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The class speaks of a chain from a factor of 2 between latency and throughput. Models of one core differ: what lies
 * near it is no witness. */
#define CHAIN_FACTOR    2.5
#define NO_CHAIN_FACTOR 1.5
/* Loads for each element of what was just stored, from which stores carry a chain. */
#define FORWARDED 0.2

enum { ITERATIONS = 200 };

struct spans {
	struct span {
		unsigned first, last; /* lines */
	} * v;
	unsigned n, cap;
};

static bool names(const struct text_line *l, const struct text_line *label)
{
	const char *p = l->text, *end = p + l->size;
	while ((p = memmem(p, (size_t)(end - p), label->text, (size_t)label->size))) {
		const char *after = p + label->size;
		bool starts = !isalnum((unsigned char)p[-1]) && !strchr("._$", p[-1]);
		if (starts && (after == end || (!isalnum((unsigned char)*after) && !strchr("._$", *after))))
			return true;
		p = after;
	}
	return false;
}

static bool is_one(const struct text_line *l, const struct strings *names)
{
	char word[32];
	int n = 1;
	while (n < l->size && !isspace((unsigned char)l->text[n]))
		n++;
	if ((size_t)n >= sizeof word)
		return false;
	memcpy(word, l->text + 1, (size_t)n - 1);
	word[n - 1] = '\0';
	return strings_match(names, word);
}

/* Whether its last line can be reached from its first one without leaving it: a jump back to the function's end, from
 * code that is laid out behind it, is none. */
static bool comes_round(const struct text *t, struct span s, const struct mnemonics *m)
{
	bool alive = true;
	for (unsigned i = s.first; i < s.last; i++) {
		const struct text_line *l = &t->v[i];
		for (unsigned k = s.first; l->label && !alive && k <= s.last; k++)
			alive = t->v[k].instruction && names(&t->v[k], l);
		if (l->instruction && (is_one(l, &m->list[MNEMONIC_return]) || is_one(l, &m->list[MNEMONIC_jump])))
			alive = false;
	}
	return alive;
}

/* Innermost ones. */
static struct spans find_loops(const struct text *t, const struct source_function *f, const struct mnemonics *m,
                               struct arena *a)
{
	struct spans all = {0}, inner = {0};
	for (unsigned i = f->first; i <= f->last; i++) {
		unsigned last = 0;
		for (unsigned k = i + 1; t->v[i].label && k <= f->last; k++)
			if (t->v[k].instruction && names(&t->v[k], &t->v[i]))
				last = k;
		if (last && comes_round(t, (struct span){i, last}, m))
			*ARENA_PUSH(a, &all) = (struct span){i, last};
	}
	for (unsigned i = 0; i < all.n; i++) {
		bool holds_another = false;
		for (unsigned k = 0; k < all.n && !holds_another; k++)
			holds_another = k != i && all.v[k].first >= all.v[i].first && all.v[k].last <= all.v[i].last;
		if (!holds_another)
			*ARENA_PUSH(a, &inner) = all.v[i];
	}
	return inner;
}

static bool read_summary(const struct buf *out, double *cycles, double *throughput)
{
	/* Its names of resources hold NUL characters. */
	json_t *root = json_loadb(out->data ? out->data : "", out->size, JSON_ALLOW_NUL, NULL);
	json_t *view = json_object_get(json_array_get(json_object_get(root, "CodeRegions"), 0), "SummaryView");
	json_t *total = json_object_get(view, "TotalCycles"), *least = json_object_get(view, "BlockRThroughput");
	bool good = json_is_number(total) && json_is_number(least);
	*cycles = json_number_value(total) / ITERATIONS;
	*throughput = json_number_value(least);
	json_decref(root);
	return good;
}

/* Cycles of one iteration, and what it needs by throughput alone; false: llvm-mca could not tell. */
static bool ask_mca(const struct tool *mca, const char *path, const char *aliases, double *cycles, double *throughput,
                    bool *calls, struct arena *a)
{
	struct strings argv = {0};
	struct exec_result r = {0};
	strings_add(a, &argv, mca->path);
	for (unsigned i = 0; i < mca->args.n; i++)
		strings_add(a, &argv, mca->args.v[i]);
	strings_add(a, &argv, arena_printf(a, "-iterations=%d", ITERATIONS));
	strings_add(a, &argv, (char *)aliases);
	strings_add(a, &argv, (char *)"--json");
	strings_add(a, &argv, (char *)path);
	bool good = exec_run(argv.v, NULL, 20000, &r) && read_summary(&r.out, cycles, throughput);
	*calls = r.err.size && memmem(r.err.data, r.err.size, "found a call", 12); /* its warning */
	exec_free(&r);
	return good;
}

/* With every load taken to depend on every store before it; where that makes a chain, without it as well. */
static bool time_loop(struct loop_time *l, const struct text *t, const struct tool *mca, const char *scratch,
                      struct arena *a)
{
	char *path = arena_printf(a, "%s.mca.s", scratch);
	struct buf text = {0};
	for (unsigned i = l->first; i <= l->last; i++)
		if (t->v[i].instruction)
			buf_printf(&text, "%.*s\n", t->v[i].size, t->v[i].text);
	bool good = file_write_atomically(path, text.data, text.size, 0644);
	buf_free(&text);
	good = good && ask_mca(mca, path, "-noalias=false", &l->cycles, &l->throughput, &l->calls, a);
	l->apart = l->cycles;
	if (good && l->cycles >= NO_CHAIN_FACTOR * l->throughput)
		good = ask_mca(mca, path, "-noalias=true", &l->apart, &l->throughput, &l->calls, a);
	unlink(path);
	return good;
}

void oracle_time_loops(struct loop_times *out, const struct oracle_source *s, const struct source_function *f,
                       const struct config *c, const char *scratch, struct arena *a)
{
	const struct tool *mca = &c->toolchain->scheduler;
	struct mnemonics m;
	struct spans loops = {0};
	*out = (struct loop_times){0};
	if (!mnemonics_load(&m, c->toolchain->isa, a)) {
		out->error = "mnemonics.yaml cannot be used";
		return;
	}
	loops = find_loops(&s->text, f, &m, a);
	if (!mca->command)
		out->error = "the toolchain names no scheduler model";
	else if (!mca->path)
		out->error = tool_missing(mca, a);
	for (unsigned i = 0; i < loops.n; i++) {
		struct loop_time *l = ARENA_PUSH(a, out);
		*l = (struct loop_time){.first = loops.v[i].first, .last = loops.v[i].last};
		l->timed = !out->error && time_loop(l, &s->text, mca, scratch, a);
	}
}

/* Whether the counted run saw loads of what was just stored. */
static bool forwards(const struct oracle_input *in, unsigned half)
{
	return census_per_element(in->census, half == ORACLE_BAD ? "bad" : "good", CENSUS_forwarded) >= FORWARDED;
}

/* The worst loop of one function. */
static void judge_function(const struct oracle_input *in, unsigned half, const struct source_function *f, double *worst,
                           struct oracle_answer *answer)
{
	struct loop_times loops;
	oracle_time_loops(&loops, &in->half[half].source, f, in->config, in->scratch, in->arena);
	if (loops.error)
		*answer = oracle_silent(loops.error);
	for (unsigned i = 0; i < loops.n && !answer->again && !loops.error; i++) {
		const struct loop_time *l = &loops.v[i];
		bool by_stores =
		    l->apart < CHAIN_FACTOR * l->throughput && l->cycles >= NO_CHAIN_FACTOR * l->throughput;
		double factor = l->throughput > 0 ? l->cycles / l->throughput : 0;
		if (!l->timed)
			*answer = (struct oracle_answer){ORACLE_SILENT, "llvm-mca could not time a loop", true};
		if (!l->timed || l->calls || factor < *worst) /* what a callee costs it does not know */
			continue;
		*worst = factor;
		answer->says = factor < NO_CHAIN_FACTOR                                      ? ORACLE_ABSENT
		               : factor < CHAIN_FACTOR || (by_stores && !forwards(in, half)) ? ORACLE_SILENT
		                                                                             : ORACLE_PRESENT;
		answer->evidence =
		    arena_printf(in->arena, "%s: %.2f cycles (%.2f if no load depends on a store) where %.2f would do",
		                 f->name, l->cycles, l->apart, l->throughput);
	}
}

struct oracle_answer oracle_schedule(const struct oracle_input *in, unsigned half)
{
	const struct oracle_source *s = &in->half[half].source;
	struct oracle_answer answer = oracle_silent("no loop without a call in the compiler's assembly text");
	double worst = 0;
	if (s->error)
		return (struct oracle_answer){ORACLE_SILENT, s->error, true};
	for (unsigned i = 0; i < s->functions.n; i++)
		judge_function(in, half, &s->functions.v[i], &worst, &answer);
	return answer;
}
