/* exec.h: runs one program without a shell: time limit, captured output, an environment that cannot mislead it. */
#ifndef ASSAY_EXEC_H
#define ASSAY_EXEC_H

#include "buf.h"

#include <stdbool.h>

enum exec_end { EXEC_EXITED, EXEC_SIGNALLED, EXEC_TIMEOUT, EXEC_NOT_STARTED };

struct exec_result {
	enum exec_end end;
	int code;            /* exit code, signal number, or errno of the start */
	struct buf out, err; /* what it wrote, up to EXEC_OUTPUT_MAX bytes of each */
	bool truncated;      /* it wrote more than that */
};

#define EXEC_OUTPUT_MAX ((size_t)64 << 20)

/* Runs argv (argv[0] is looked up in PATH) in a process group of its own, standard input from /dev/null, and waits.
 * After limit_ms (0: none) the whole group is killed. Variables that change what a compiler, linker or emulator does
 * (LIBRARY_PATH, CPATH, QEMU_*, ...) are taken out of its environment. True where it exited with 0. */
bool exec_run(char *const argv[], const char *directory, unsigned limit_ms, struct exec_result *r);
void exec_free(struct exec_result *r);
/* "exited with 3", "killed by signal 11 (Segmentation fault)", ... into text. */
const char *exec_describe(const struct exec_result *r, char text[static 96]);
/* The file that PATH has for this command, in `path`; false: none. A command with a slash is taken as it is. */
bool exec_find(const char *command, char *path, size_t size);
/* Kills everything that exec_run has under way. Async-signal-safe. */
void exec_kill_all(void);

#endif
