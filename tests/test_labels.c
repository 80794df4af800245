/* test_labels.c: from a line of a run's results to labels: what each combination of intent and oracles amounts to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "labels.h"

#include <string.h>

static struct arena arena;

static struct labels read(const char *line, const char *half, bool intended)
{
	struct labels l = {0};
	json_error_t e;
	json_t *j = json_loads(line, 0, &e);
	if (!j)
		fail_msg("%s: %s", e.text, line);
	labels_read(j, half, intended, &l, &arena);
	json_decref(j);
	return l;
}

static const struct label *of(const struct labels *l, const char *class)
{
	for (unsigned i = 0; i < l->n; i++)
		if (!strcmp(l->v[i].class->name, class))
			return &l->v[i];
	return NULL;
}

#define SPILL           "{\"class\":\"register-spill\",\"name\":\"spill marks\",\"says\":"
#define PRESENT         SPILL "\"present\",\"evidence\":\"8-byte Spill\"}"
#define ABSENT          SPILL "\"absent\",\"evidence\":\"no mark\"}"
#define SILENT          SPILL "\"silent\",\"evidence\":\"no record\"}"
#define LINE(bad, good) "{\"class\":\"register-spill\",\"oracles\":{\"bad\":[" bad "],\"good\":[" good "]}}"

static void the_oracle_decides(void **state)
{
	static const struct {
		const char *line, *half;
		bool intended;
		enum label_is is;
		bool against;
	} rows[] = {
	    {LINE(PRESENT, ""), "bad", true, LABEL_PRESENT, false},
	    {LINE(PRESENT, ""), "bad", false, LABEL_PRESENT, false}, /* no intent is stated here */
	    {LINE(ABSENT, ""), "bad", true, LABEL_ABSENT, true},
	    {LINE(ABSENT, ""), "bad", false, LABEL_ABSENT, false},
	    {LINE(SILENT, ""), "bad", true, LABEL_UNKNOWN, false},
	    {LINE("", PRESENT), "bad", true, LABEL_UNKNOWN, false}, /* the other half's oracle says nothing here */
	    {LINE("", PRESENT), "good", false, LABEL_PRESENT, true},
	    {LINE("", ABSENT), "good", false, LABEL_ABSENT, false},
	    {LINE("", SILENT), "good", false, LABEL_UNKNOWN, false},
	    {LINE(PRESENT, ""), "good", false, LABEL_UNKNOWN, false},
	    {LINE(PRESENT "," SILENT, ""), "bad", true, LABEL_PRESENT, false},
	    {LINE(SILENT "," ABSENT, ""), "bad", true, LABEL_ABSENT, true},
	    {LINE("", ""), "bad", true, LABEL_UNKNOWN, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct labels l = read(rows[i].line, rows[i].half, rows[i].intended);
		const struct label *x = of(&l, "register-spill");
		if (l.n != 1 || !x || !x->own || x->is != rows[i].is || x->against_intent != rows[i].against)
			fail_msg("row %zu: %u labels, %s%s", i, l.n, x ? label_name(x->is) : "none",
			         x && x->against_intent ? ", against its intent" : "");
		assert_non_null(x->evidence);
	}
}

static void sources_are_named(void **state)
{
	(void)state;
	struct labels l = read(LINE(PRESENT, ""), "bad", true);
	assert_string_equal(of(&l, "register-spill")->source, "spill marks");
	assert_string_equal(of(&l, "register-spill")->evidence, "8-byte Spill");
	l = read(LINE(SILENT, ""), "bad", true);
	assert_string_equal(of(&l, "register-spill")->evidence, "no record");
}

static void other_classes_need_an_oracle(void **state)
{
	(void)state;
	struct labels l =
	    read("{\"class\":\"serial-chain\",\"oracles\":{\"bad\":[" PRESENT "],\"good\":[]}}", "bad", true);
	assert_int_equal(l.n, 2);
	assert_int_equal(of(&l, "register-spill")->is, LABEL_PRESENT);
	assert_false(of(&l, "register-spill")->own);
	assert_false(of(&l, "register-spill")->against_intent);
	assert_int_equal(of(&l, "serial-chain")->is, LABEL_UNKNOWN);
	assert_null(of(&l, "missed-simd"));
	/* In the order of the table of classes. */
	assert_string_equal(l.v[0].class->name, "register-spill");
}

/* Of several oracles the weightier one, which stands first, decides; that another one disputes it is known. */
static void the_first_that_speaks_decides(void **state)
{
	static const struct {
		const char *line;
		enum label_is is;
		bool disputed;
	} rows[] = {
	    {LINE(PRESENT "," ABSENT, ""), LABEL_PRESENT, true},  {LINE(ABSENT "," PRESENT, ""), LABEL_ABSENT, true},
	    {LINE(SILENT "," PRESENT, ""), LABEL_PRESENT, false}, {LINE(PRESENT "," SILENT, ""), LABEL_PRESENT, false},
	    {LINE(PRESENT, ABSENT), LABEL_PRESENT, false},        {LINE(PRESENT "," PRESENT, ""), LABEL_PRESENT, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct labels l = read(rows[i].line, "bad", true);
		if (l.n != 1 || l.v->is != rows[i].is || l.v->disputed != rows[i].disputed)
			fail_msg("row %zu: %s%s", i, label_name(l.v->is), l.v->disputed ? ", disputed" : "");
	}
}

static void dependent_sources_say_so(void **state)
{
	(void)state;
	assert_non_null(label_source_caveat("llvm-mca"));
	assert_non_null(label_source_caveat("counted run + llvm-mca"));
	assert_null(label_source_caveat("spill marks"));
	assert_null(label_source_caveat(NULL));
}

static int done(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_oracle_decides),           cmocka_unit_test(sources_are_named),
	    cmocka_unit_test(other_classes_need_an_oracle), cmocka_unit_test(the_first_that_speaks_decides),
	    cmocka_unit_test(dependent_sources_say_so),
	};
	return cmocka_run_group_tests(tests, NULL, done);
}
