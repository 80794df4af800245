/* test_exec.c: programs run without a shell: what is captured, what is killed, what is kept from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cache.h"
#include "exec.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool sh(const char *script, unsigned limit_ms, struct exec_result *r)
{
	char *argv[] = {(char *)"sh", (char *)"-c", (char *)script, NULL};
	return exec_run(argv, NULL, limit_ms, r);
}

static bool holds(const struct buf *b, const char *text)
{
	return b->size == strlen(text) && !memcmp(b->data ? b->data : "", text, b->size);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void captures_both_streams(void **state)
{
	struct exec_result r;
	(void)state;
	assert_true(sh("echo out; echo err >&2", 0, &r));
	assert_true(holds(&r.out, "out\n"));
	assert_true(holds(&r.err, "err\n"));
	exec_free(&r);
	/* Both pipes filled beyond what a pipe holds: no side may wait for the other for ever. */
	assert_true(sh("yes | head -c 1000000; yes | head -c 500000 >&2", 20000, &r));
	assert_int_equal(r.out.size, 1000000);
	assert_int_equal(r.err.size, 500000);
	assert_false(r.truncated);
	exec_free(&r);
}

static void tells_how_it_ended(void **state)
{
	struct exec_result r;
	char text[96];
	(void)state;
	assert_false(sh("exit 3", 0, &r));
	assert_int_equal(r.end, EXEC_EXITED);
	assert_int_equal(r.code, 3);
	assert_string_equal(exec_describe(&r, text), "exited with 3");
	exec_free(&r);
	assert_false(sh("kill -SEGV $$", 0, &r));
	assert_int_equal(r.end, EXEC_SIGNALLED);
	assert_int_equal(r.code, SIGSEGV);
	exec_free(&r);
	char *none[] = {(char *)"no-such-program-anywhere", NULL};
	assert_false(exec_run(none, NULL, 0, &r));
	assert_int_equal(r.end, EXEC_NOT_STARTED);
	assert_int_equal(r.code, ENOENT);
	exec_free(&r);
}

/* The limit ends the program, and what it started, even where that keeps the pipes open. */
static void kills_the_whole_group(void **state)
{
	struct exec_result r;
	char text[96];
	(void)state;
	double start = now();
	assert_false(sh("sleep 60 & echo $!; wait", 300, &r));
	assert_true(now() - start < 20);
	assert_int_equal(r.end, EXEC_TIMEOUT);
	assert_string_equal(exec_describe(&r, text), "not done after 0.3 s");
	char digits[16];
	snprintf(digits, sizeof digits, "%.*s", (int)r.out.size, r.out.data);
	pid_t child = atoi(digits);
	assert_true(child > 1);
	bool gone = false;
	for (int i = 0; i < 100 && !gone; i++) { /* until its new parent has reaped it, it is still there as a zombie */
		char path[64], stat = 'Z';
		snprintf(path, sizeof path, "/proc/%d/stat", (int)child);
		FILE *f = fopen(path, "r");
		if (f && fscanf(f, "%*d %*s %c", &stat) != 1)
			stat = 'Z';
		if (f)
			fclose(f);
		gone = stat == 'Z';
		usleep(20000);
	}
	assert_true(gone);
	exec_free(&r);
	start = now();
	assert_true(sh("sleep 60 & echo through", 30000, &r)); /* not waited for */
	assert_true(now() - start < 20);
	assert_true(holds(&r.out, "through\n"));
	exec_free(&r);
	start = now();
	assert_false(sh("exec >&- 2>&-; sleep 60", 300, &r)); /* closed pipes are no end */
	assert_true(now() - start < 20);
	assert_int_equal(r.end, EXEC_TIMEOUT);
	exec_free(&r);
}

static void keeps_misleading_variables_away(void **state)
{
	struct exec_result r;
	(void)state;
	setenv("LIBRARY_PATH", "/nowhere", 1);
	setenv("CPATH", "/nowhere", 1);
	setenv("QEMU_LOG", "exec", 1);
	setenv("LC_MESSAGES", "xx", 1);
	setenv("KEEP_THIS", "kept", 1);
	assert_true(sh("echo \"$LIBRARY_PATH$CPATH$QEMU_LOG$LC_MESSAGES,$LC_ALL,$KEEP_THIS\"", 0, &r));
	assert_true(holds(&r.out, ",C,kept\n"));
	exec_free(&r);
	assert_string_equal(getenv("CPATH"), "/nowhere"); /* its own environment stays */
	unsetenv("LIBRARY_PATH");
	unsetenv("CPATH");
	unsetenv("QEMU_LOG");
	unsetenv("LC_MESSAGES");
}

static void gives_no_input_and_a_folder(void **state)
{
	struct exec_result r;
	(void)state;
	assert_true(sh("cat; exit 0", 10000, &r));
	assert_int_equal(r.out.size, 0);
	exec_free(&r);
	char *argv[] = {(char *)"pwd", NULL};
	assert_true(exec_run(argv, "/usr", 0, &r));
	assert_true(holds(&r.out, "/usr\n"));
	exec_free(&r);
}

static void finds_commands(void **state)
{
	char path[4096];
	(void)state;
	assert_true(exec_find("sh", path, sizeof path));
	assert_int_equal(*path, '/');
	assert_false(exec_find("no-such-program-anywhere", path, sizeof path));
	assert_false(exec_find("/usr", path, sizeof path)); /* a folder is no program */
}

/* ---- the cache -------------------------------------------------------------------------------------------------- */

static struct cache_key key_of(const char *a, const char *b)
{
	struct key_maker *k = key_begin("test");
	key_text(k, a);
	key_text(k, b);
	return key_end(k);
}

static void keys_keep_inputs_apart(void **state)
{
	struct cache_key a = key_of("ab", "c"), b = key_of("a", "bc"), c = key_of("ab", "c"), d = key_of("ab", NULL);
	(void)state;
	assert_memory_not_equal(&a, &b, sizeof a);
	assert_memory_equal(&a, &c, sizeof a);
	assert_memory_not_equal(&a, &d, sizeof a);
	a = key_of("ab", "");
	assert_memory_not_equal(&a, &d, sizeof a);
}

static void write_to(const char *path, const char *mode, const char *text)
{
	FILE *f = fopen(path, mode);
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* The only file below the folder. */
static char *entry_of(const char *folder)
{
	struct exec_result r;
	char *argv[] = {(char *)"find", (char *)folder, (char *)"-type", (char *)"f", NULL};
	assert_true(exec_run(argv, NULL, 0, &r));
	char *path = strndup(r.out.data, strcspn(r.out.data, "\n"));
	exec_free(&r);
	return path;
}

static void torn_entries_are_missing(void **state)
{
	char folder[] = "/tmp/assay-cache-XXXXXX";
	struct cache_key key = key_of("x", "y"), other = key_of("x", "z");
	struct buf b = {0};
	(void)state;
	assert_non_null(mkdtemp(folder));
	struct cache cache = {folder}, off = {NULL};
	assert_false(cache_get(&cache, &key, &b));
	cache_put(&cache, &key, "content", 7);
	assert_false(cache_get(&off, &key, &b));
	assert_false(cache_get(&cache, &other, &b));
	assert_true(cache_get(&cache, &key, &b));
	assert_true(holds(&b, "content"));
	b.size = 0;
	char *path = entry_of(folder);
	for (long size = 0; size < 48; size += 7) { /* cut anywhere */
		cache_put(&cache, &key, "content", 7);
		assert_int_equal(truncate(path, size), 0);
		assert_false(cache_get(&cache, &key, &b));
	}
	cache_put(&cache, &key, "content", 7);
	write_to(path, "a", "more"); /* grown */
	assert_false(cache_get(&cache, &key, &b));
	cache_put(&cache, &key, "content", 7);
	FILE *f = fopen(path, "r+"); /* a byte turned */
	assert_non_null(f);
	fseek(f, -1, SEEK_END);
	fputc('T', f);
	fclose(f);
	assert_false(cache_get(&cache, &key, &b));
	cache_put(&cache, &key, "", 0); /* an empty entry is an entry */
	assert_true(cache_get(&cache, &key, &b));
	assert_int_equal(b.size, 0);
	struct exec_result r;
	char *argv[] = {(char *)"rm", (char *)"-r", folder, NULL};
	assert_true(exec_run(argv, NULL, 0, &r));
	exec_free(&r);
	buf_free(&b);
	free(path);
}

static void writes_are_whole_or_not_there(void **state)
{
	(void)state;
	assert_false(file_write_atomically("/no/such/folder/file", "x", 1, 0644));
	assert_int_equal(errno, ENOENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(captures_both_streams),         cmocka_unit_test(tells_how_it_ended),
	    cmocka_unit_test(kills_the_whole_group),         cmocka_unit_test(keeps_misleading_variables_away),
	    cmocka_unit_test(gives_no_input_and_a_folder),   cmocka_unit_test(finds_commands),
	    cmocka_unit_test(keys_keep_inputs_apart),        cmocka_unit_test(torn_entries_are_missing),
	    cmocka_unit_test(writes_are_whole_or_not_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
