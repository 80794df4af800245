/* oracle_schedule.c: an oracle for serial-chain: the innermost loops of the compiler's assembly text, timed by
 * llvm-mca.
 *
 * A loop is found in the text alone: from a label to the last line behind it that names it. llvm-mca is told that every
 * load may alias every earlier store (-noalias=false), so it errs towards chains that are not there, never past one. */
#include "oracle.h"

#include <ctype.h>
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The factor between latency and throughput from which the class speaks of a chain. */
#define CHAIN_FACTOR 2.0

enum { ITERATIONS = 200 };

struct line {
	const char *text;
	int size;
	bool label, instruction;
};

struct text {
	struct line *v;
	unsigned n, cap;
};

struct span {
	unsigned first, last; /* lines */
};

struct spans {
	struct span *v;
	unsigned n, cap;
};

static struct line classify(const char *p, size_t n)
{
	struct line l = {.text = p, .size = (int)n};
	size_t word = 0;
	while (word < n && (isalnum((unsigned char)p[word]) || strchr("._$", p[word])))
		word++;
	l.label = word && word < n && p[word] == ':';
	if (l.label)
		l.size = (int)word;
	l.instruction = n > 1 && *p == '\t' && isalpha((unsigned char)p[1]);
	return l;
}

/* The lines of text of the function `symbol`, up to its .size directive. */
static struct text function_lines(const struct buf *b, const char *symbol, struct arena *a)
{
	struct text t = {0};
	bool inside = false;
	const char *p = b->data, *end = p + b->size;
	while (p < end) {
		const char *nl = memchr(p, '\n', (size_t)(end - p)), *stop = nl ? nl : end;
		struct line l = classify(p, (size_t)(stop - p));
		if (l.label && (size_t)l.size == strlen(symbol) && !memcmp(l.text, symbol, (size_t)l.size))
			inside = true;
		else if (inside && stop - p > 6 && !memcmp(p, "\t.size\t", 7))
			break;
		if (inside)
			*ARENA_PUSH(a, &t) = l;
		p = stop + 1;
	}
	return t;
}

static bool names(const struct line *l, const struct line *label)
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

static struct spans find_loops(const struct text *t, struct arena *a)
{
	struct spans all = {0}, inner = {0};
	for (unsigned i = 0; i < t->n; i++) {
		unsigned last = 0;
		for (unsigned k = i + 1; t->v[i].label && k < t->n; k++)
			if (t->v[k].instruction && names(&t->v[k], &t->v[i]))
				last = k;
		if (last)
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
static bool time_loop(const struct oracle_input *in, const struct text *t, struct span s, double *cycles,
                      double *throughput)
{
	const struct tool *mca = &in->config->toolchain->scheduler;
	char *path = arena_printf(in->arena, "%s.mca.s", in->scratch);
	struct buf text = {0};
	for (unsigned i = s.first; i <= s.last; i++)
		if (t->v[i].instruction)
			buf_printf(&text, "%.*s\n", t->v[i].size, t->v[i].text);
	bool good = file_write_atomically(path, text.data, text.size, 0644);
	buf_free(&text);
	struct strings argv = {0};
	struct exec_result r = {0};
	strings_add(in->arena, &argv, mca->path);
	for (unsigned i = 0; i < mca->args.n; i++)
		strings_add(in->arena, &argv, mca->args.v[i]);
	strings_add(in->arena, &argv, arena_printf(in->arena, "-iterations=%d", ITERATIONS));
	strings_add(in->arena, &argv, (char *)"-noalias=false");
	strings_add(in->arena, &argv, (char *)"--json");
	strings_add(in->arena, &argv, path);
	good = good && exec_run(argv.v, NULL, 20000, &r) && read_summary(&r.out, cycles, throughput);
	exec_free(&r);
	unlink(path);
	return good;
}

struct oracle_answer oracle_schedule(const struct oracle_input *in)
{
	const struct tool *mca = &in->config->toolchain->scheduler;
	if (!mca->command)
		return (struct oracle_answer){ORACLE_SILENT, "the toolchain names no scheduler model", false};
	if (!mca->path)
		return (struct oracle_answer){ORACLE_SILENT, tool_missing(mca, in->arena), false};
	struct oracle_text source = oracle_compile(in, NULL);
	struct oracle_answer answer = {ORACLE_SILENT, source.error, source.error != NULL};
	double worst = 0;
	if (!source.error) {
		char *symbol = arena_printf(in->arena, "%s_bad", in->pair->symbol);
		struct text t = function_lines(&source.assembly, symbol, in->arena);
		struct spans loops = find_loops(&t, in->arena);
		answer.evidence = "no loop in the compiler's assembly text";
		for (unsigned i = 0; i < loops.n; i++) {
			double cycles, throughput;
			if (!time_loop(in, &t, loops.v[i], &cycles, &throughput)) {
				answer = (struct oracle_answer){ORACLE_SILENT, "llvm-mca could not time a loop", true};
				break;
			}
			double factor = throughput > 0 ? cycles / throughput : 0;
			if (factor < worst)
				continue;
			worst = factor;
			answer.says = worst < CHAIN_FACTOR ? ORACLE_ABSENT : ORACLE_PRESENT;
			answer.evidence =
			    arena_printf(in->arena, "%u loop%s, the worst %.2f cycles where %.2f would do", loops.n,
			                 loops.n == 1 ? "" : "s", cycles, throughput);
		}
	}
	oracle_text_free(&source);
	return answer;
}
