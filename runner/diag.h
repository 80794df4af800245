/* diag.h: messages on standard error, and the exit code that they lead to. */
#ifndef ASSAY_DIAG_H
#define ASSAY_DIAG_H

#include <stddef.h>

enum {
	EXIT_DONE = 0,     /* done, nothing failed */
	EXIT_FAILED = 1,   /* done, and something that was demanded does not hold */
	EXIT_INPUT = 2,    /* the request or an input could not be used */
	EXIT_INTERNAL = 3, /* a fault of assay's own */
};

/* "assay: " and the message on standard error; thread-safe, one write per message. The message names the file, the
 * offset or the line, and what was expected. */
void diag_error(const char *format, ...) __attribute__((format(printf, 1, 2))); /* raises the exit code to EXIT_INPUT */
void diag_notice(const char *format, ...) __attribute__((format(printf, 1, 2)));
_Noreturn void diag_fatal(const char *format, ...) __attribute__((format(printf, 1, 2))); /* error, then exits with 2 */
_Noreturn void diag_internal(const char *format, ...) __attribute__((format(printf, 1, 2))); /* exits with 3 */
_Noreturn void diag_out_of_memory(size_t wanted);

void diag_raise(int code); /* a demand failed: the exit code becomes at least `code` */
int diag_exit_code(void);

/* Flushes standard output and closes it: a full disk or a closed pipe is an error that names it. Call last. */
int diag_finish(void);
/* Lets exits that nobody sees coming (argp's after --help) go through diag_finish too. */
void diag_watch_exit(void);

#endif
