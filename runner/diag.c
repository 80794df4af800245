/* diag.c: messages on standard error, and the exit code that they lead to. */
#include "diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_int worst;

void diag_raise(int code)
{
	int seen = atomic_load(&worst);
	while (seen < code && !atomic_compare_exchange_weak(&worst, &seen, code))
		;
}

int diag_exit_code(void) { return atomic_load(&worst); }

static void say(const char *format, va_list ap)
{
	flockfile(stderr);
	fputs("assay: ", stderr);
	vfprintf(stderr, format, ap);
	fputc('\n', stderr);
	funlockfile(stderr);
}

#define SAY(format)                                                                                                    \
	do {                                                                                                           \
		va_list ap;                                                                                            \
		va_start(ap, format);                                                                                  \
		say(format, ap);                                                                                       \
		va_end(ap);                                                                                            \
	} while (0)

void diag_error(const char *format, ...)
{
	SAY(format);
	diag_raise(EXIT_INPUT);
}

void diag_notice(const char *format, ...) { SAY(format); }

void diag_fatal(const char *format, ...)
{
	SAY(format);
	diag_raise(EXIT_INPUT);
	exit(diag_finish());
}

void diag_internal(const char *format, ...)
{
	SAY(format);
	diag_raise(EXIT_INTERNAL);
	exit(EXIT_INTERNAL);
}

void diag_out_of_memory(size_t wanted) { diag_internal("out of memory: %zu bytes were wanted", wanted); }

static bool finished;

int diag_finish(void)
{
	bool failed = ferror(stdout);
	finished = true;
	errno = 0;
	if (fclose(stdout) || failed)
		diag_error("standard output: %s", errno ? strerror(errno) : "a write failed");
	return diag_exit_code();
}

static void check_output(void)
{
	if (!finished && diag_finish())
		_exit(diag_exit_code());
}

void diag_watch_exit(void) { atexit(check_output); }
