/* audit.c: times programs that read the same file, side by side: interleaved rounds, medians, ratios.
 *
 * Usage: audit ASSAY DECODE FILE RESULT.json */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 3, PROGRAMS = 4 };

struct program {
	const char *title;
	const char *argv[5];
	double wall[ROUNDS], cpu[ROUNDS];
	long peak_kib;
	bool failed;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec * 1e-6; }

static void run(struct program *p, int round, const char *output)
{
	double start = now();
	pid_t pid = fork();
	if (!pid) {
		int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
		dup2(fd, STDOUT_FILENO);
		execvp(p->argv[0], (char *const *)p->argv);
		_exit(127);
	}
	int status = -1;
	struct rusage use = {0};
	wait4(pid, &status, 0, &use);
	p->failed |= !WIFEXITED(status) || WEXITSTATUS(status);
	p->wall[round] = now() - start;
	p->cpu[round] = seconds(use.ru_utime) + seconds(use.ru_stime);
	p->peak_kib = use.ru_maxrss > p->peak_kib ? use.ru_maxrss : p->peak_kib;
}

/* Of the last minute: with other work on the cores, wall times say little. */
static double load_average(void)
{
	double load = -1;
	return getloadavg(&load, 1) == 1 ? load : -1;
}

static int ascending(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static double median(const double *v)
{
	double sorted[ROUNDS];
	memcpy(sorted, v, sizeof sorted);
	qsort(sorted, ROUNDS, sizeof *sorted, ascending);
	return sorted[ROUNDS / 2];
}

static json_t *row(const struct program *p)
{
	return json_pack("{s:s, s:f, s:f, s:f, s:b}", "program", p->title, "wall_seconds", median(p->wall),
	                 "cpu_seconds", median(p->cpu), "peak_mib", (double)p->peak_kib / 1024, "failed",
	                 (int)p->failed);
}

static void print_row(const struct program *p, const struct program *against, const struct program *floor)
{
	if (p->failed) {
		printf("%-34s unavailable: not installed, or it failed\n", p->title);
		return;
	}
	printf("%-34s %8.2f %8.2f %9.0f %14.2f %14.2f\n", p->title, median(p->wall), median(p->cpu),
	       (double)p->peak_kib / 1024, median(p->wall) / median(against->wall),
	       median(p->cpu) / median(floor->cpu));
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fprintf(stderr, "usage: audit ASSAY DECODE FILE RESULT.json\n");
		return 2;
	}
	struct program all[PROGRAMS] = {
	    {.title = "capstone alone, details, 1 thread", .argv = {argv[2], argv[3]}},
	    {.title = "assay audit --format=json", .argv = {argv[1], "audit", "--format=json", argv[3]}},
	    {.title = "objdump -d", .argv = {"objdump", "-d", argv[3]}},
	    {.title = "llvm-objdump -d", .argv = {"llvm-objdump-14", "-d", argv[3]}},
	};
	double before = load_average();
	for (int r = 0; r < ROUNDS; r++)
		for (int p = 0; p < PROGRAMS; p++)
			run(&all[p], r, "/dev/null");
	double after = load_average();
	printf("%s\n", argv[3]);
	printf("Medians of %d interleaved rounds, output to /dev/null; %ld cores, load %.1f before and %.1f after\n",
	       ROUNDS, sysconf(_SC_NPROCESSORS_ONLN), before, after);
	printf("%-34s %8s %8s %9s %14s %14s\n", "", "wall s", "CPU s", "peak MiB", "wall/objdump", "CPU/capstone");
	json_t *rows = json_array(),
	       *result = json_pack("{s:s, s:i, s:f, s:f, s:o}", "file", argv[3], "rounds", (int)ROUNDS, "load_before",
	                           before, "load_after", after, "programs", rows);
	for (int p = 0; p < PROGRAMS; p++) {
		print_row(&all[p], &all[2], &all[0]);
		json_array_append_new(rows, row(&all[p]));
	}
	int bad = json_dump_file(result, argv[4], JSON_INDENT(1));
	json_decref(result);
	if (bad)
		fprintf(stderr, "%s: cannot be written: %s\n", argv[4], strerror(errno));
	return bad ? 2 : 0;
}
