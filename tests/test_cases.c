/* test_cases.c: assembles every tests/cases/CLASS/ISA/NAME.s and compares what the runner says of it with what the
 * file's comments state (tests/cases/README.md). Arguments: only cases whose path holds one of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "classes.h"
#include "exec.h"

#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

enum { MAX_LINES = 64, MAX_WORDS = 16 };

struct statement {
	char text[256];
	char *word[MAX_WORDS]; /* word[0] is the keyword */
	unsigned n;
	bool met;
};

struct test_case {
	char *path, *class, *isa;
	char flags[128];
	struct statement line[MAX_LINES];
	unsigned n_line, n_wrong;
	bool none;
	const struct function *function; /* under way */
};

__attribute__((format(printf, 2, 3))) static void wrong(struct test_case *t, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	print_error("%s: ", t->path);
	vprint_error(format, ap);
	print_error("\n");
	va_end(ap);
	t->n_wrong++;
}

/* ---- reading what is stated -------------------------------------------------------------------------------------- */

static void take_line(struct test_case *t, char *s)
{
	static const char *const keywords[] = {"expect:", "spills:", "loop:"};
	s += strspn(s, " \t#/*@");
	if (!strncmp(s, "flags:", 6))
		snprintf(t->flags, sizeof t->flags, "%.*s", (int)strcspn(s + 6, "\n"), s + 6);
	for (size_t k = 0; k < sizeof keywords / sizeof *keywords; k++) {
		if (strncmp(s, keywords[k], strlen(keywords[k])))
			continue;
		if (t->n_line == MAX_LINES) {
			wrong(t, "more than %d expectations", MAX_LINES);
			return;
		}
		struct statement *x = &t->line[t->n_line++];
		snprintf(x->text, sizeof x->text, "%s", s);
		char *rest = NULL;
		for (char *w = strtok_r(x->text, " \t\n", &rest); w && x->n < MAX_WORDS;
		     w = strtok_r(NULL, " \t\n", &rest))
			x->word[x->n++] = w;
		if (x->n < 2) {
			wrong(t, "%s names no function", keywords[k]);
			t->n_line--;
			return;
		}
		if (!strcmp(x->word[0], "expect:") && !strcmp(x->word[1], "none"))
			t->none = x->met = true;
	}
}

static void read_case(struct test_case *t)
{
	char line[512];
	FILE *f = fopen(t->path, "r");
	if (!f) {
		wrong(t, "cannot be read");
		return;
	}
	while (fgets(line, sizeof line, f))
		if (line[0] == '#' || line[0] == '/')
			take_line(t, line);
	fclose(f);
	if (!t->n_line)
		wrong(t, "states nothing");
}

/* The value of KEY=VALUE, NULL: not stated. */
static const char *stated(const struct statement *x, const char *key)
{
	size_t n = strlen(key);
	for (unsigned i = 2; i < x->n; i++)
		if (!strncmp(x->word[i], key, n) && x->word[i][n] == '=')
			return x->word[i] + n + 1;
	return NULL;
}

/* A key that is not known would be an expectation that nobody checks. */
static void check_keys(struct test_case *t, const struct statement *x, unsigned from, const char *const *keys)
{
	for (unsigned i = from; i < x->n; i++) {
		size_t n = strcspn(x->word[i], "=");
		const char *const *k = keys;
		while (*k && (strlen(*k) != n || strncmp(*k, x->word[i], n)))
			k++;
		if (!*k || !x->word[i][n])
			wrong(t, "unknown word '%s' in an expectation", x->word[i]);
	}
}

static bool same_text(const char *want, const char *is) { return !want || (is && !strcmp(want, is)); }
static bool same_number(const char *want, double is) { return !want || fabs(strtod(want, NULL) - is) < 0.01; }
static bool same_bool(const char *want, bool is) { return !want || !strcmp(want, is ? "yes" : "no"); }

/* ---- comparing --------------------------------------------------------------------------------------------------- */

static bool label_is(const struct object *o, const char *label, uint64_t address)
{
	for (uint32_t i = 0; i < o->n_symbols; i++)
		if (!strcmp(o->symbols[i].name, label))
			return o->symbols[i].address == address;
	return false;
}

static uint64_t header_address(const struct code *c, uint32_t loop)
{
	return c->insn[c->block[c->loop[loop].header].first].address;
}

static bool ends_with(const char *s, const char *end)
{
	size_t n = s ? strlen(s) : 0, m = strlen(end);
	return n >= m && !strcmp(s + n - m, end);
}

static bool finding_fits(const struct test_case *t, const struct statement *x, const struct analysis *a,
                         const struct finding *f)
{
	const struct code *c = a->code;
	const char *at = stated(x, "at"), *loop = stated(x, "loop"), *sink = stated(x, "sink"),
	           *cost = stated(x, "cost"), *counts = stated(x, "counts");
	if (strcmp(x->word[0], "expect:") || strcmp(x->word[1], t->function->name))
		return false;
	if (!same_text(stated(x, "kind"), f->kind) || !same_text(stated(x, "severity"), level_name(f->severity)) ||
	    !same_text(stated(x, "confidence"), level_name(f->confidence)))
		return false;
	if (counts && f->counts != !strcmp(counts, "yes"))
		return false;
	if (at && !label_is(c->object, at, c->insn[f->insn].address))
		return false;
	if (loop && (strcmp(loop, "none") ? f->loop == NONE || !label_is(c->object, loop, header_address(c, f->loop))
	                                  : f->loop != NONE))
		return false;
	if (cost && (f->cost_cycles >= 0) != !strcmp(cost, "any"))
		return false;
	return !sink || ends_with(f->note, sink);
}

static void match_finding(struct test_case *t, const struct analysis *a, const struct finding *f)
{
	for (unsigned i = 0; i < t->n_line; i++)
		if (!t->line[i].met && finding_fits(t, &t->line[i], a, f)) {
			t->line[i].met = true;
			return;
		}
	wrong(t,
	      "%s: a finding that is not expected: %s %s severity=%s confidence=%s counts=%s at instruction +0x%llx, "
	      "loop %d; %s",
	      t->function->name, f->class->name, f->kind ? f->kind : "", level_name(f->severity),
	      level_name(f->confidence), f->counts ? "yes" : "no",
	      (unsigned long long)(a->code->insn[f->insn].address - t->function->main.address),
	      f->loop == NONE ? 0 : (int)f->loop + 1, f->note ? f->note : "");
}

static void match_spills(struct test_case *t, struct statement *x, const struct analysis *a)
{
	static const char *const keys[] = {"stores", "reloads", "judged", NULL};
	check_keys(t, x, 2, keys);
	x->met = true;
	if (!same_number(stated(x, "stores"), a->spill_stores) ||
	    !same_number(stated(x, "reloads"), a->spill_reloads) || !same_bool(stated(x, "judged"), a->spills_judged))
		wrong(t, "%s: spills: %u stores, %u reloads, judged=%s", t->function->name, a->spill_stores,
		      a->spill_reloads, a->spills_judged ? "yes" : "no");
}

static void blocker_names(unsigned bits, char *out, size_t size)
{
	static const char *const names[N_BLOCKERS] = {
	    [BLOCK_CALL] = "call",
	    [BLOCK_RECURRENCE] = "recurrence",
	    [BLOCK_FP_ORDER] = "fp-order",
	    [BLOCK_GATHER] = "gather",
	    [BLOCK_SCATTER] = "scatter",
	    [BLOCK_CONDITIONAL_STORE] = "conditional-store",
	    [BLOCK_DATA_DEPENDENT_EXIT] = "data-dependent-exit",
	    [BLOCK_DIVISION] = "division",
	    [BLOCK_VOLATILE_OR_ATOMIC] = "volatile-or-atomic",
	    [BLOCK_UNKNOWN_STRIDE] = "unknown-stride",
	};
	*out = '\0';
	for (unsigned i = 0; i < N_BLOCKERS; i++)
		if (bits >> i & 1) {
			size_t n = strlen(out);
			snprintf(out + n, size - n, "%s%s", n ? "," : "", names[i]);
		}
	if (!*out)
		snprintf(out, size, "none");
}

static const char *role_name(unsigned role)
{
	static const char *const names[] = {[ROLE_MAIN] = "main",
	                                    [ROLE_VECTOR_MAIN] = "vector-main",
	                                    [ROLE_REMAINDER] = "remainder",
	                                    [ROLE_PROLOGUE] = "prologue",
	                                    [ROLE_FALLBACK] = "fallback"};
	return names[role];
}

static void compare_loop(struct test_case *t, struct statement *x, const struct analysis *a, uint32_t loop)
{
	static const char *const keys[] = {"role",    "blockers",   "vector_bits", "depth", "innermost",
	                                   "latency", "throughput", "scalable",    "model", NULL};
	const struct loop *l = &a->code->loop[loop];
	char blockers[256];
	check_keys(t, x, 3, keys);
	blocker_names(l->blockers, blockers, sizeof blockers);
	if (!same_text(stated(x, "role"), role_name(l->role)) || !same_text(stated(x, "blockers"), blockers) ||
	    !same_number(stated(x, "vector_bits"), l->vector_bits) || !same_number(stated(x, "depth"), l->depth) ||
	    !same_bool(stated(x, "innermost"), l->innermost) || !same_bool(stated(x, "scalable"), l->scalable) ||
	    !same_number(stated(x, "latency"), l->latency) || !same_number(stated(x, "throughput"), l->throughput))
		wrong(t,
		      "%s: loop %s: role=%s blockers=%s vector_bits=%u depth=%u innermost=%s latency=%.2f "
		      "throughput=%.2f "
		      "scalable=%s",
		      t->function->name, x->word[2], role_name(l->role), blockers, l->vector_bits, l->depth,
		      l->innermost ? "yes" : "no", (double)l->latency, (double)l->throughput,
		      l->scalable ? "yes" : "no");
}

static void match_loop(struct test_case *t, struct statement *x, const struct analysis *a)
{
	const struct code *c = a->code;
	x->met = true;
	for (uint32_t l = 0; x->n > 2 && l < c->n_loop; l++)
		if (label_is(c->object, x->word[2], header_address(c, l))) {
			compare_loop(t, x, a, l);
			return;
		}
	wrong(t, "%s: no loop begins at %s", t->function->name, x->n > 2 ? x->word[2] : "(no label)");
}

/* One analysis in the default model; loops that name another model have one of their own. */
static void compare_with_model(struct test_case *t, struct object *o, const struct function *f, const char *model,
                               struct decoder *d)
{
	struct arena arena = {0};
	struct finding_list found = {0};
	struct analysis *a = analyse(o, f, isa_model(o->isa, model), d, &arena);
	if (!model) {
		analysis_find(a, ~0u, &found);
		for (uint32_t i = 0; i < found.n; i++)
			if (!strcmp(found.v[i].class->name, t->class))
				match_finding(t, a, &found.v[i]);
	}
	for (unsigned i = 0; i < t->n_line; i++) {
		struct statement *x = &t->line[i];
		if (strcmp(x->word[1], f->name))
			continue;
		if (!model && !strcmp(x->word[0], "spills:"))
			match_spills(t, x, a);
		const char *wanted = stated(x, "model");
		if (!strcmp(x->word[0], "loop:") && (model ? wanted && !strcmp(wanted, model) : !wanted))
			match_loop(t, x, a);
	}
	arena_free(&arena);
}

static void compare_object(struct object *o, void *ctx)
{
	struct test_case *t = ctx;
	struct decoder *d = decoder_open(o->isa);
	for (uint32_t i = 0; i < o->n_functions; i++) {
		t->function = &o->functions[i];
		compare_with_model(t, o, t->function, NULL, d);
		for (const struct core_model *const *m = o->isa->models; *m; m++)
			compare_with_model(t, o, t->function, (*m)->name, d);
	}
	decoder_close(d);
}

/* ---- one case ---------------------------------------------------------------------------------------------------- */

static bool assemble(struct test_case *t, char *out)
{
	struct utsname host;
	struct exec_result r;
	char tool[64], *argv[16] = {tool, "-c", t->path, "-o", out}, *rest = NULL;
	unsigned n = 5;
	uname(&host);
	snprintf(tool, sizeof tool, "%s%s", strcmp(host.machine, t->isa) ? t->isa : "",
	         strcmp(host.machine, t->isa) ? "-linux-gnu-gcc" : "gcc");
	for (char *w = strtok_r(t->flags, " ", &rest); w && n < 15; w = strtok_r(NULL, " ", &rest))
		argv[n++] = w;
	bool good = exec_run(argv, NULL, 60000, &r);
	if (!good && r.end == EXEC_NOT_STARTED) {
		print_message("%s is not installed\n", tool);
		exec_free(&r);
		skip();
	}
	if (!good)
		wrong(t, "%s: %.*s", tool, (int)r.err.size, r.err.data);
	exec_free(&r);
	return good;
}

static void run_case(void **state)
{
	static const char *const keys[] = {"kind", "severity", "confidence", "at", "loop",
	                                   "sink", "cost",     "counts",     NULL};
	struct test_case *t = *state;
	char out[] = "/tmp/assay-case-XXXXXX";
	int fd = mkstemp(out);
	assert_true(fd >= 0);
	close(fd);
	read_case(t);
	for (unsigned i = 0; i < t->n_line; i++)
		if (!strcmp(t->line[i].word[0], "expect:"))
			check_keys(t, &t->line[i], 2, keys);
	if (assemble(t, out)) {
		object_each(out, compare_object, t);
		for (unsigned i = 0; i < t->n_line; i++)
			if (!t->line[i].met)
				wrong(t, "expected and not found: %s %s %s", t->line[i].word[0], t->line[i].word[1],
				      t->line[i].n > 2 ? t->line[i].word[2] : "");
	}
	unlink(out);
	assert_int_equal(t->n_wrong, 0);
}

/* ---- all cases --------------------------------------------------------------------------------------------------- */

static bool wanted(const char *path, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (strstr(path, argv[i]))
			return true;
	return argc < 2;
}

/* CLASS/ISA/NAME.s, from the end of the path. */
static struct test_case *case_of(char *path)
{
	struct test_case *t = calloc(1, sizeof *t);
	char *copy = strdup(path), *slash;
	t->path = path;
	if (!(slash = strrchr(copy, '/')))
		abort();
	*slash = '\0';
	t->isa = strrchr(copy, '/') + 1;
	t->isa[-1] = '\0';
	t->class = strrchr(copy, '/') + 1;
	return t;
}

int main(int argc, char **argv)
{
	static glob_t g;
	const char *root = getenv("ASSAY_CASES");
	char pattern[512];
	snprintf(pattern, sizeof pattern, "%s/*/*/*.s", root ? root : "tests/cases");
	if (glob(pattern, 0, NULL, &g)) {
		fprintf(stderr, "no cases: %s\n", pattern);
		return 1;
	}
	static struct CMUnitTest *tests; /* it and the cases live as long as the program */
	tests = calloc(g.gl_pathc, sizeof *tests);
	size_t n = 0;
	for (size_t i = 0; i < g.gl_pathc; i++)
		if (wanted(g.gl_pathv[i], argc, argv))
			tests[n++] = (struct CMUnitTest){
			    .name = g.gl_pathv[i], .test_func = run_case, .initial_state = case_of(g.gl_pathv[i])};
	return _cmocka_run_group_tests("cases", tests, n, NULL, NULL);
}
