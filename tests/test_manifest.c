/* test_manifest.c: pair.yaml and toolchain files: what is read, and what is said of malformed ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cache.h"
#include "manifest.h"
#include "toolchain.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

static char root[] = "/tmp/assay-manifest-XXXXXX";
static struct arena arena;

static const char *const good_manifest = "class: serial-chain\n"
                                         "title: A title\n"
                                         "teaches: >\n"
                                         "  Two\n"
                                         "  lines.\n"
                                         "fix: One line.\n"
                                         "shows: [\"gcc-12-*/O2\", \"clang-*/*\"]\n"
                                         "tolerance: 1.0e-12\n"
                                         "tolerance-why: Four accumulators.\n"
                                         "excluded-models:\n"
                                         "  - model: neoverse-n1\n"
                                         "    why: It forwards late.\n"
                                         "references: [\"A project\"]\n"
                                         "measure: n=65536,align=3,fill=small,seed=0x7\n";

static void put_file(const char *relative, const char *text)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", root, relative);
	for (char *slash = path; (slash = strchr(slash + 1, '/'));) {
		*slash = 0;
		folder_make(path);
		*slash = '/';
	}
	assert_true(file_write_atomically(path, text, strlen(text), 0644));
}

/* What `call` writes on standard error; to be freed. */
static char *said_by(void (*call)(void))
{
	char path[512], text[8192];
	snprintf(path, sizeof path, "%s/stderr", root);
	fflush(stderr);
	int saved = dup(2), fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	dup2(fd, 2);
	call();
	fflush(stderr);
	dup2(saved, 2);
	close(saved);
	ssize_t n = pread(fd, text, sizeof text - 1, 0);
	close(fd);
	text[n > 0 ? n : 0] = 0;
	return strdup(text);
}

static struct pair *loaded;

static void load_pair(void)
{
	loaded =
	    manifest_load(arena_printf(&arena, "%s/serial-chain/one-pair", root), "serial-chain", "one-pair", &arena);
}

static void reads_every_field(void **state)
{
	(void)state;
	put_file("serial-chain/one-pair/pair.yaml", good_manifest);
	char *said = said_by(load_pair);
	assert_string_equal(said, "");
	free(said);
	assert_non_null(loaded);
	assert_string_equal(loaded->name, "one-pair");
	assert_string_equal(loaded->symbol, "one_pair");
	assert_string_equal(loaded->class->name, "serial-chain");
	assert_string_equal(loaded->title, "A title");
	assert_string_equal(loaded->teaches, "Two lines.\n");
	assert_string_equal(loaded->fix, "One line.");
	assert_int_equal(loaded->shows.n, 2);
	assert_string_equal(loaded->shows.v[1], "clang-*/*");
	assert_null(loaded->shows.v[2]);
	assert_int_equal(loaded->shows_line, 7);
	assert_true(loaded->tolerance == 1.0e-12);
	assert_string_equal(loaded->tolerance_why, "Four accumulators.");
	assert_int_equal(loaded->excluded.n, 1);
	assert_string_equal(loaded->excluded.v[0].model, "neoverse-n1");
	assert_string_equal(loaded->excluded.v[0].why, "It forwards late.");
	assert_int_equal(loaded->references.n, 1);
	assert_string_equal(loaded->measure.text, "n=65536,align=3,fill=small,seed=0x7");
	assert_int_equal(loaded->measure.n, 65536);
	assert_null(loaded->sink);
	assert_true(strings_match(&loaded->shows, "clang-19-aarch64/O3"));
	assert_false(strings_match(&loaded->shows, "gcc-12-aarch64/O3"));
	assert_false(strings_match(&loaded->shows, "gcc-12-aarch64/O2/armv8.2-a"));
}

static void measures_4096_elements_by_default(void **state)
{
	(void)state;
	char *text = strdup(good_manifest), *at = strstr(text, "measure:");
	*at = 0;
	put_file("serial-chain/one-pair/pair.yaml", text);
	load_pair();
	assert_non_null(loaded);
	assert_string_equal(loaded->measure.text, "n=4096,align=0,fill=random,seed=1");
	assert_int_equal(loaded->measure.n, 4096);
	free(text);
}

/* One line of the good manifest replaced (line 0: the whole), and what is said then. */
struct fault {
	unsigned line;
	const char *text;
	const char *said; /* behind "pair.yaml:" */
};

static const struct fault faults[] = {
    {0, "", "1: keys with values"},
    {0, "- a\n- b\n", "1: keys with values"},
    {0, "just text\n", "1: keys with values"},
    {0, "class: [serial-chain\n", "not YAML"},
    {0, "class: a: b\n", "1: not YAML"},
    {0, "\tclass: x\n", "1: not YAML"},
    {0, "class: serial-chain\n", "1: `title:` is missing"},
    {1, "class: no-such-class", "1: class: unknown class `no-such-class`; one of bounds-check, "},
    {1, "class: missed-simd", "1: class: serial-chain was expected, the name of the folder above"},
    {1, "class: [serial-chain]", "1: class: a text that is not empty was expected"},
    {2, "title:", "2: title: a text that is not empty was expected"},
    {2, "titel: A title", "2: unknown key `titel`; one of class, title, "},
    {2, "class: serial-chain", "2: `class` stands here a second time"},
    {2, "[a, b]: c", "2: a key was expected, one of class, "},
    {2, "title: \"a\\0b\"", "2: title: a text that is not empty was expected"},
    {7, "shows: gcc-12-x86_64/O2", "7: shows: a list was expected"},
    {7, "shows: []", "7: shows: at least one glob of TOOLCHAIN/OPT was expected"},
    {7, "shows: [gcc-12]", "7: shows: a glob of TOOLCHAIN/OPT (gcc-12-*/O2) was expected, not gcc-12"},
    {7, "shows: [[a/b]]", "7: shows: a text that is not empty was expected"},
    {8, "tolerance: small", "8: tolerance: a number was expected, not small"},
    {8, "tolerance: 1.0e-12x", "8: tolerance: a number was expected"},
    {8, "tolerance: nan", "8: tolerance: a number was expected"},
    {8, "tolerance: -1", "8: tolerance: at least 0 and below 1 was expected"},
    {8, "tolerance: 2", "8: tolerance: at least 0 and below 1 was expected"},
    {9, "sink: abort", "8: tolerance-why: is missing beside a tolerance"},
    {11, "  - modle: neoverse-n1", "11: unknown key `modle`; one of model, why was expected"},
    {11, "  - model: pentium", "11: excluded-models: `pentium` is no core model"},
    {12, "", "11: `why:` is missing"},
    {13, "contradictions: none", "13: contradictions: a list of `configs:`, `half:` and `why:` was expected"},
    {13, "contradictions: [{configs: [a/O2], half: bad}]", "13: `why:` is missing"},
    {13, "contradictions: [{configs: [a/O2], half: all, why: x}]",
     "13: contradictions: half: bad or good was expected"},
    {13, "contradictions: [{configs: [], half: bad, why: x}]", "13: contradictions: configs: at least one glob of"},
    {14, "measure: [n=1]", "14: measure: a text that is not empty was expected"},
    {14, "measure: 4096", "14: measure: n=N,align=A,fill=F,seed=S was expected, not 4096"},
    {14, "measure: n=1,align=0,fill=random", "14: measure: n=N,align=A,fill=F,seed=S was expected"},
    {14, "measure: n=1,align=0,fill=random,seed=1x", "14: measure: n=N,align=A,fill=F,seed=S was expected"},
    {14, "measure: n=-1,align=0,fill=random,seed=1", "14: measure: n=N,align=A,fill=F,seed=S was expected"},
    {14, "measure: n=0,align=0,fill=random,seed=1", "14: measure: n from 1 to 16777216 was expected, not 0"},
    {14, "measure: n=16777217,align=0,fill=random,seed=1", "14: measure: n from 1 to 16777216 was expected"},
    {14, "measure: n=9,align=64,fill=random,seed=1", "14: measure: align from 0 to 63 was expected, not 64"},
    {14, "measure: n=9,align=0,fill=noise,seed=1", "14: measure: fill=random, small, zero, ones, extreme or "},
};

static char *with_fault(const struct fault *f)
{
	struct buf b = {0};
	unsigned line = 1;
	for (const char *p = good_manifest; *p && f->line; line++) {
		size_t n = strcspn(p, "\n") + 1;
		if (line == f->line)
			buf_printf(&b, "%s\n", f->text);
		else
			buf_add(&b, p, n);
		p += n;
	}
	if (!f->line)
		buf_puts(&b, f->text);
	buf_putc(&b, 0);
	return b.data;
}

static void says_line_and_expectation(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		char *text = with_fault(&faults[i]);
		put_file("serial-chain/one-pair/pair.yaml", text);
		char *said = said_by(load_pair), *place = strstr(said, "/one-pair/pair.yaml:");
		if (loaded || !place || !strstr(place, faults[i].said))
			fail_msg("fault %zu (%s): %s was expected, said was: %s", i, faults[i].text, faults[i].said,
			         said);
		free(said);
		free(text);
	}
}

static struct corpus corpus;

static void load_corpus(void)
{
	corpus = (struct corpus){0};
	corpus_load(&corpus, root, &arena);
}

/* What is malformed is said and left out, the rest goes on. */
static void leaves_out_what_is_malformed(void **state)
{
	(void)state;
	put_file("serial-chain/one-pair/pair.yaml", good_manifest);
	put_file("serial-chain/lacks-good/pair.yaml", good_manifest);
	put_file("serial-chain/lacks-good/bad.c", "");
	put_file("serial-chain/lacks-good/drive.c", "");
	put_file("serial-chain/No_Name/pair.yaml", good_manifest);
	put_file("serial-chain/empty/readme", "");
	put_file("serial-chain/LESSON.md", "not a pair");
	char *said = said_by(load_corpus);
	assert_int_equal(corpus.n, 1);
	assert_string_equal(corpus.v[0]->name, "one-pair");
	assert_non_null(strstr(said, "lacks-good/good.c: No such file or directory"));
	assert_non_null(strstr(said, "No_Name: a folder name of small letters"));
	assert_non_null(strstr(said, "empty/pair.yaml: No such file or directory"));
	assert_null(strstr(said, "LESSON"));
	free(said);
}

/* ---- toolchains ------------------------------------------------------------------------------------------------- */

static struct toolchains toolchains;

static void load_toolchains(void)
{
	toolchains = (struct toolchains){0};
	toolchains_load(&toolchains, arena_printf(&arena, "%s/tc", root), &arena);
}

static void reads_toolchains(void **state)
{
	struct utsname u;
	(void)state;
	uname(&u);
	put_file("tc/sh-1-x86_64.yaml", arena_printf(&arena,
	                                             "isa: x86_64\n"
	                                             "hosts:\n"
	                                             "  %s: {command: sh, args: [-x], packages: [dash]}\n"
	                                             "flags: [-a, -b]\n"
	                                             "isa-levels: {more: {flags: [-m], needs: [no-such-feature]}}\n"
	                                             "emulator: {command: no-such-emulator, packages: [one, two]}\n",
	                                             u.machine));
	put_file("tc/other-1-x86_64.yaml", "isa: x86_64\nhosts: {pdp11: {command: cc, packages: [x]}}\n"
	                                   "emulator: {command: sh, packages: [x]}\n");
	put_file("tc/wrong-name.yaml", "isa: x86_64\nhosts: {pdp11: {command: cc, packages: [x]}}\n"
	                               "emulator: {command: sh, packages: [x]}\n");
	put_file("tc/vax-1-vax.yaml", "# a comment\nisa: vax\nhosts: {pdp11: {command: cc, packages: [x]}}\n");
	put_file("tc/short-1-x86_64.yaml", "isa: x86_64\nhosts:\n  pdp11: {command: cc}\n"
	                                   "emulator: {command: sh, packages: [x]}\n");
	char *said = said_by(load_toolchains);
	assert_int_equal(toolchains.n, 2);
	const struct toolchain *t = toolchain_by_id(&toolchains, "sh-1-x86_64");
	assert_non_null(t);
	assert_null(toolchain_by_id(&toolchains, "wrong-name"));
	assert_string_equal(t->compiler, "sh-1");
	assert_string_equal(t->cc.args.v[0], "-x");
	assert_null(toolchain_unavailable(t, &arena));
	assert_string_equal(toolchain_no_emulator(t, &arena), "no-such-emulator is missing (Debian packages one, two)");
	assert_int_equal(t->n_level, 2);
	assert_string_equal(t->level[0].name, "base");
	assert_string_equal(t->level[1].name, "more");
	assert_false(toolchain_runs_natively(t, &t->level[1]));
	assert_int_equal(toolchain_runs_natively(t, &t->level[0]), !strcmp(u.machine, "x86_64"));
	const struct toolchain *other = toolchain_by_id(&toolchains, "other-1-x86_64");
	assert_non_null(strstr(toolchain_unavailable(other, &arena), "names no command for a host of machine"));
	assert_non_null(strstr(said, "wrong-name.yaml:1: a file name that ends in -x86_64.yaml was expected"));
	assert_non_null(strstr(said, "vax-1-vax.yaml:2: isa: x86_64 or aarch64 was expected, not vax"));
	assert_non_null(strstr(said, "short-1-x86_64.yaml:3: `packages:` is missing"));
	free(said);
}

/* The shipped ones: complete for both hosts, each default compiler for every ISA. */
static void shipped_toolchains_are_whole(void **state)
{
	static const char *const defaults[] = {"gcc-12", "clang-14", "clang-19"};
	struct toolchains shipped = {0};
	(void)state;
	toolchains_load(&shipped, "toolchains", &arena);
	for (const struct isa *const *i = isa_table; *i; i++)
		for (size_t k = 0; k < sizeof defaults / sizeof *defaults; k++) {
			char *id = arena_printf(&arena, "%s-%s", defaults[k], (*i)->name);
			const struct toolchain *t = toolchain_by_id(&shipped, id);
			assert_non_null(t);
			assert_true(t->is_default);
			assert_ptr_equal(t->isa, *i);
			assert_non_null(t->cc.command);
			assert_non_null(t->record.file);
			assert_non_null(t->spill_marks);
			assert_true(t->n_level > 1);
		}
}

static int set_up(void **state)
{
	(void)state;
	if (!mkdtemp(root))
		return -1;
	put_file("serial-chain/one-pair/bad.c", "");
	put_file("serial-chain/one-pair/good.c", "");
	put_file("serial-chain/one-pair/drive.c", "");
	return 0;
}

static int tear_down(void **state)
{
	struct exec_result r;
	char *argv[] = {(char *)"rm", (char *)"-r", root, NULL};
	(void)state;
	exec_run(argv, NULL, 0, &r);
	exec_free(&r);
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_every_field),         cmocka_unit_test(measures_4096_elements_by_default),
	    cmocka_unit_test(says_line_and_expectation), cmocka_unit_test(leaves_out_what_is_malformed),
	    cmocka_unit_test(reads_toolchains),          cmocka_unit_test(shipped_toolchains_are_whole),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
