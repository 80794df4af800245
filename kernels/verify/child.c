/* child.c: a check in a child process of its own: time limit, death by signal, and the line that says how it ended. */
#include "driver.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static struct verify_outcome *shared;

static void end(struct verify_run *run, enum verify_state state, const char *format, va_list args)
{
	struct verify_outcome *o = run->outcome;
	if (o->state != VERIFY_UNFINISHED)
		return;
	vsnprintf(o->what, sizeof o->what, format, args);
	o->state = state;
}

bool verify_fail(struct verify_run *run, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	end(run, VERIFY_FAILED, format, args);
	va_end(args);
	return false;
}

bool verify_skip(struct verify_run *run, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	end(run, VERIFY_SKIPPED, format, args);
	va_end(args);
	return false;
}

static void on_signal(int number, siginfo_t *info, void *context)
{
	(void)context;
	shared->signal = number;
	shared->address = (uintptr_t)info->si_addr;
	shared->returned = !verify_calling;
	_exit(1);
}

/* On a stack of its own: the kernel may have lost its stack pointer. */
static void catch_signals(void)
{
	static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
	static char stack[65536];
	stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
	struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
	sigaltstack(&alternate, NULL);
	for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
		sigaction(deadly[i], &action, NULL);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

static void run_in_child(const struct verify_kernel *kernel, const struct verify_check *check,
                         const struct verify_options *options)
{
	struct verify_run run = {.kernel = kernel, .options = options, .outcome = shared};
	catch_signals();
	verify_contents_init(options->seed);
	if (check->run)
		check->run(&run);
	else
		verify_skip(&run, "the driver was built without it");
	if (shared->state == VERIFY_UNFINISHED)
		shared->state = VERIFY_PASSED;
	_exit(0);
}

double verify_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Waits until the pipe's other end, which the child alone holds, is closed: the child is gone. */
static bool gone_within(int fd, double seconds)
{
	double until = verify_now() + seconds;
	struct pollfd p = {.fd = fd, .events = POLLIN};
	for (;;) {
		double left = until - verify_now();
		int n = poll(&p, 1, left > 0 ? (int)(left * 1e3) + 1 : 0);
		if (n > 0)
			return true;
		if (n == 0 && left <= 0)
			return false;
		if (n < 0 && errno != EINTR)
			return false;
	}
}

/* Where an address lies, told from the nearest range of the case; nothing where none is near. */
static void say_where(char *to, size_t n, uint64_t address)
{
	enum { NEAR = 1 << 20 };
	uint64_t nearest = NEAR;
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		uint64_t start = shared->range[i].start, behind = start + shared->range[i].bytes;
		uint64_t away = address < start ? start - address : address < behind ? 0 : address - behind + 1;
		if (!start || away >= nearest)
			continue;
		nearest = away;
		if (away)
			snprintf(to, n, ", byte %" PRIu64 " %s range %u", away, address < start ? "before" : "behind",
			         i + 1);
		else
			snprintf(to, n, ", byte %" PRIu64 " of range %u", address - start, i + 1);
	}
}

#define AFTERWARDS ", when the kernel had returned: it broke what its caller relies on"

static void judge_death(int status)
{
	char where[96] = "";
	int number = shared->signal ? shared->signal : WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (number && number == shared->wanted_signal) {
		shared->state = VERIFY_PASSED;
		return;
	}
	if (number) {
		if (shared->signal == SIGSEGV || shared->signal == SIGBUS)
			say_where(where, sizeof where, shared->address);
		snprintf(shared->what, sizeof shared->what, "killed by signal %d (%s)%s%s", number, strsignal(number),
		         where, shared->returned ? AFTERWARDS : "");
	} else if (shared->state != VERIFY_UNFINISHED && WIFEXITED(status) && !WEXITSTATUS(status)) {
		return;
	} else {
		snprintf(shared->what, sizeof shared->what, "the child process exited with status %d",
		         WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	}
	shared->state = VERIFY_FAILED;
}

static void print_string(const char *key, const char *value)
{
	printf(",\"%s\":\"", key);
	for (; *value; value++) {
		if (*value == '"' || *value == '\\')
			putchar('\\');
		if ((unsigned char)*value >= 0x20)
			putchar(*value);
		else
			printf("\\u%04x", (unsigned char)*value);
	}
	putchar('"');
}

static void print_line(const char *check, uint64_t seed, double seconds)
{
	static const char *const words[] = {"failed", "passed", "failed", "skipped"};
	printf("{\"check\":\"%s\",\"result\":\"%s\",\"cases\":%" PRIu64, check, words[shared->state], shared->cases);
	if (shared->state == VERIFY_FAILED && shared->has_case)
		printf(",\"length\":%" PRIu64 ",\"offset\":%" PRIu64, shared->length, shared->offset);
	if (shared->state == VERIFY_FAILED) {
		printf(",\"seed\":%" PRIu64, seed);
		if (*shared->expected || *shared->got) {
			print_string("expected", shared->expected);
			print_string("got", shared->got);
		}
		print_string("what", shared->what);
	} else if (shared->state == VERIFY_SKIPPED) {
		print_string("why", shared->what);
	}
	printf(",\"seconds\":%.3f}\n", seconds);
	fflush(stdout);
}

static void watch(pid_t child, int fd, double limit)
{
	int status = 0;
	bool gone = gone_within(fd, limit);
	if (!gone)
		kill(child, SIGKILL);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (gone) {
		judge_death(status);
	} else {
		snprintf(shared->what, sizeof shared->what, "still running after %g s", limit);
		shared->state = VERIFY_FAILED;
	}
}

bool verify_run_check(const struct verify_kernel *kernel, const struct verify_check *check,
                      const struct verify_options *options)
{
	int ends[2];
	double start = verify_now();
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED || pipe(ends)) {
		perror("verify driver");
		exit(3);
	}
	fflush(NULL);
	pid_t child = fork();
	if (child < 0) {
		perror("verify driver: fork");
		exit(3);
	}
	if (!child) {
		close(ends[0]);
		run_in_child(kernel, check, options);
	}
	close(ends[1]);
	watch(child, ends[0], options->limit);
	close(ends[0]);
	print_line(check->name, options->seed, verify_now() - start);
	bool good = shared->state != VERIFY_FAILED;
	munmap(shared, sizeof *shared);
	return good;
}
