/* test_serial_chain_pairs.c: every serial-chain pair of the corpus in every model: bad waits at least 3 times as long
 * as its instructions take, good at most 1.5 times; a core that cannot show a case is excluded in the pair's own file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "manifest.h"

#define BAD_LEAST 3.0f
#define GOOD_MOST 1.5f

static const struct {
	const char *toolchain, *command;
} compilers[] = {
    {"gcc-12-x86_64", "x86_64-linux-gnu-gcc-12"},
    {"gcc-12-aarch64", "aarch64-linux-gnu-gcc-12"},
    {"clang-14-x86_64", "clang-14 --target=x86_64-linux-gnu"},
    {"clang-14-aarch64", "clang-14 --target=aarch64-linux-gnu"},
    {"clang-19-x86_64", "clang-19 --target=x86_64-linux-gnu"},
    {"clang-19-aarch64", "clang-19 --target=aarch64-linux-gnu"},
};

struct half {
	const struct pair *pair;
	const char *name, *config;
	bool bad, must_show;
	unsigned judged, wrong;
};

static bool is_excluded(const struct pair *p, const char *model)
{
	for (unsigned i = 0; i < p->excluded.n; i++)
		if (!strcmp(p->excluded.v[i].model, model))
			return true;
	return false;
}

/* The greatest ratio of its main loops. */
static float ratio_of(const struct analysis *a)
{
	float most = 0;
	for (uint32_t i = 0; i < a->code->n_loop; i++) {
		const struct loop *l = &a->code->loop[i];
		if (l->innermost && l->throughput > 0 && (l->role == ROLE_MAIN || l->role == ROLE_VECTOR_MAIN) &&
		    l->latency / l->throughput > most)
			most = l->latency / l->throughput;
	}
	return most;
}

static void judge(struct half *h, struct object *o, const struct function *f, struct decoder *d)
{
	struct arena arena = {0};
	for (const struct core_model *const *m = o->isa->models; *m; m++, arena_reset(&arena)) {
		if (is_excluded(h->pair, (*m)->name))
			continue;
		float ratio = ratio_of(analyse(o, f, *m, d, &arena));
		h->judged++;
		if (h->bad ? ratio >= BAD_LEAST || !h->must_show : ratio <= GOOD_MOST)
			continue;
		print_error("%s %s, %s on %s: %.2f times\n", h->pair->name, h->name, h->config, (*m)->name,
		            (double)ratio);
		h->wrong++;
	}
	arena_free(&arena);
}

static void judge_object(struct object *o, void *ctx)
{
	struct half *h = ctx;
	char symbol[128];
	struct decoder *d = decoder_open(o->isa);
	snprintf(symbol, sizeof symbol, "%s_%s", h->pair->symbol, h->name);
	for (uint32_t i = 0; i < o->n_functions; i++)
		if (!strcmp(o->functions[i].name, symbol))
			judge(h, o, &o->functions[i], d);
	decoder_close(d);
}

static unsigned compile_and_judge(const struct pair *p, bool bad, const char *toolchain, const char *command, int level)
{
	char config[64], object[64], line[512];
	snprintf(config, sizeof config, "%s/O%d", toolchain, level);
	snprintf(object, sizeof object, "/tmp/assay-pairs-%ld.o", (long)getpid());
	struct half h = {p, bad ? "bad" : "good", config, bad, strings_match(&p->shows, config), 0, 0};
	snprintf(line, sizeof line, "%s -O%d -g -c -o %s %s/%s.c", command, level, object, p->folder, h.name);
	assert_int_equal(system(line), 0);
	object_each(object, judge_object, &h);
	unlink(object);
	if (!h.judged)
		print_error("%s %s, %s: not judged in any model\n", p->name, h.name, config);
	return h.wrong + !h.judged;
}

static void test_pairs(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct corpus corpus = {0};
	unsigned pairs = 0, wrong = 0;
	corpus_load(&corpus, "corpus", &arena);
	for (unsigned i = 0; i < corpus.n; i++) {
		const struct pair *p = corpus.v[i];
		if (p->class != &class_serial_chain)
			continue;
		pairs++;
		for (size_t k = 0; k < sizeof compilers / sizeof *compilers; k++)
			for (int half = 0; half < 4; half++)
				wrong += compile_and_judge(p, half & 1, compilers[k].toolchain, compilers[k].command,
				                           2 + half / 2);
	}
	print_message("%u pairs\n", pairs);
	assert_true(pairs >= 6);
	assert_int_equal(wrong, 0);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
