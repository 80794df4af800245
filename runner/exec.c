/* exec.c: runs one program without a shell: time limit, captured output, an environment that cannot mislead it. */
#include "exec.h"

#include "diag.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Names; one that ends in '*' is a prefix. */
static const char *const misleading[] = {"LIBRARY_PATH",
                                         "LD_LIBRARY_PATH",
                                         "LD_PRELOAD",
                                         "LD_RUN_PATH",
                                         "CPATH",
                                         "C_INCLUDE_PATH",
                                         "COMPILER_PATH",
                                         "GCC_EXEC_PREFIX",
                                         "GCC_COMPARE_DEBUG",
                                         "CCC_OVERRIDE_OPTIONS",
                                         "CLANG_CONFIG_*",
                                         "DEPENDENCIES_OUTPUT",
                                         "SUNPRO_*",
                                         "GCC_COLORS",
                                         "CLICOLOR*",
                                         "QEMU_*",
                                         "GLIBC_TUNABLES",
                                         "MALLOC_*",
                                         "LANG",
                                         "LANGUAGE",
                                         "LC_*",
                                         "LD_BIND_NOW",
                                         "GMON_OUT_PREFIX",
                                         "SOURCE_DATE_EPOCH",
                                         NULL};

static bool misleads(const char *variable)
{
	size_t n = strcspn(variable, "=");
	for (const char *const *m = misleading; *m; m++) {
		size_t k = strlen(*m);
		if ((*m)[k - 1] == '*' ? n >= k - 1 && !strncmp(variable, *m, k - 1)
		                       : n == k && !strncmp(variable, *m, k))
			return true;
	}
	return false;
}

static char **clean_environment(void)
{
	size_t n = 0, k = 0;
	while (environ[n])
		n++;
	char **clean = malloc((n + 2) * sizeof *clean);
	if (!clean)
		diag_out_of_memory(n);
	for (size_t i = 0; i < n; i++)
		if (!misleads(environ[i]))
			clean[k++] = environ[i];
	clean[k++] = (char *)"LC_ALL=C";
	clean[k] = NULL;
	return clean;
}

/* Process groups under way, for exec_kill_all. More than this many at a time are not killed by it, only waited for. */
enum { N_ACTIVE = 256 };
static _Atomic pid_t active[N_ACTIVE];

static void remember(pid_t pid)
{
	for (int i = 0; i < N_ACTIVE; i++) {
		pid_t none = 0;
		if (atomic_compare_exchange_strong(&active[i], &none, pid))
			return;
	}
}

static void forget(pid_t pid)
{
	for (int i = 0; i < N_ACTIVE; i++) {
		pid_t p = pid;
		if (atomic_compare_exchange_strong(&active[i], &p, 0))
			return;
	}
}

void exec_kill_all(void)
{
	for (int i = 0; i < N_ACTIVE; i++) {
		pid_t p = atomic_load(&active[i]);
		if (p)
			kill(-p, SIGKILL);
	}
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int start(char *const argv[], const char *directory, int out, int err, pid_t *pid)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t defaults, none;
	sigemptyset(&none);
	sigfillset(&defaults);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, out, 1);
	posix_spawn_file_actions_adddup2(&files, err, 2);
	if (directory)
		posix_spawn_file_actions_addchdir_np(&files, directory);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
	posix_spawnattr_setpgroup(&attributes, 0);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setsigmask(&attributes, &none);
	char **environment = clean_environment();
	int error = posix_spawnp(pid, argv[0], &files, &attributes, argv, environment);
	free(environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return error;
}

/* Reads what is there; false at the end of the stream. */
static bool drain(int fd, struct buf *b, bool *truncated)
{
	char chunk[16384];
	ssize_t n = read(fd, chunk, sizeof chunk);
	if (n < 0)
		return errno == EINTR || errno == EAGAIN;
	if (n == 0)
		return false;
	size_t keep = b->size < EXEC_OUTPUT_MAX ? EXEC_OUTPUT_MAX - b->size : 0;
	if (keep < (size_t)n)
		*truncated = true;
	buf_add(b, chunk, keep < (size_t)n ? keep : (size_t)n);
	return true;
}

/* Follows the program until it has ended (a descendant may hold its pipes open for longer: that is not waited for)
 * or the time is up; true where it was. */
static bool follow(int process, int out, int err, int64_t end, struct exec_result *r)
{
	struct pollfd fds[3] = {{process, POLLIN, 0}, {out, POLLIN, 0}, {err, POLLIN, 0}};
	for (;;) {
		int64_t left = end < 0 ? -1 : end - now_ms();
		if (end >= 0 && left <= 0)
			return true;
		if (poll(fds, 3, left > 1000000 ? 1000000 : (int)left) < 0 && errno != EINTR)
			return false;
		for (int i = 1; i <= 2; i++)
			if (fds[i].fd >= 0 && fds[i].revents & (POLLIN | POLLHUP | POLLERR) &&
			    !drain(fds[i].fd, i == 1 ? &r->out : &r->err, &r->truncated))
				fds[i].fd = -1;
		bool quiet = !((fds[1].revents | fds[2].revents) & POLLIN);
		if (fds[0].revents & POLLIN && quiet)
			return false;
		fds[0].revents = fds[1].revents = fds[2].revents = 0; /* poll leaves them where a signal ends it */
	}
}

static void collect(pid_t pid, int out, int err, unsigned limit_ms, struct exec_result *r)
{
	int process = (int)syscall(SYS_pidfd_open, pid, 0);
	if (process < 0)
		diag_internal("pidfd_open: %s (Linux 5.3 or newer was expected)", strerror(errno));
	fcntl(out, F_SETFL, O_NONBLOCK);
	fcntl(err, F_SETFL, O_NONBLOCK);
	bool late = follow(process, out, err, limit_ms ? now_ms() + limit_ms : -1, r);
	kill(-pid, SIGKILL); /* also what it left behind */
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	close(process);
	r->end = late ? EXEC_TIMEOUT : WIFSIGNALED(status) ? EXEC_SIGNALLED : EXEC_EXITED;
	r->code = late ? (int)limit_ms : WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
}

bool exec_run(char *const argv[], const char *directory, unsigned limit_ms, struct exec_result *r)
{
	int out[2], err[2];
	pid_t pid;
	*r = (struct exec_result){.end = EXEC_NOT_STARTED};
	if (pipe2(out, O_CLOEXEC)) {
		r->code = errno;
		return false;
	}
	if (pipe2(err, O_CLOEXEC)) {
		r->code = errno;
		close(out[0]);
		close(out[1]);
		return false;
	}
	r->code = start(argv, directory, out[1], err[1], &pid);
	close(out[1]);
	close(err[1]);
	if (!r->code) {
		remember(pid);
		collect(pid, out[0], err[0], limit_ms, r);
		forget(pid);
	}
	close(out[0]);
	close(err[0]);
	return r->end == EXEC_EXITED && r->code == 0;
}

void exec_free(struct exec_result *r)
{
	buf_free(&r->out);
	buf_free(&r->err);
}

const char *exec_describe(const struct exec_result *r, char text[static 96])
{
	switch (r->end) {
	case EXEC_EXITED:
		snprintf(text, 96, "exited with %d", r->code);
		break;
	case EXEC_SIGNALLED:
		snprintf(text, 96, "killed by signal %d (%s)", r->code, strsignal(r->code));
		break;
	case EXEC_TIMEOUT:
		snprintf(text, 96, "not done after %g s", r->code / 1000.0);
		break;
	case EXEC_NOT_STARTED:
		snprintf(text, 96, "not started: %s", strerror(r->code));
		break;
	}
	return text;
}

static bool executable(const char *path)
{
	struct stat s;
	return !stat(path, &s) && S_ISREG(s.st_mode) && !access(path, X_OK);
}

bool exec_find(const char *command, char *path, size_t size)
{
	if (strchr(command, '/'))
		return (size_t)snprintf(path, size, "%s", command) < size && executable(path);
	const char *dirs = getenv("PATH");
	for (const char *p = dirs ? dirs : "/usr/bin:/bin"; *p;) {
		int n = (int)strcspn(p, ":");
		if ((size_t)snprintf(path, size, "%.*s/%s", n ? n : 1, n ? p : ".", command) < size && executable(path))
			return true;
		p += n + (p[n] == ':');
	}
	return false;
}
