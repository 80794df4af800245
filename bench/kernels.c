/* kernels.c: measures the kernels: every tier against load loops, compilers' loops and libpopcnt.
 *
 * Usage: kernels [--cpu N] [--only FUNCTION] [--targets] [--quick] [--json FILE] [--svg FILE]
 *   --targets   only the cases that something is demanded of
 *   --quick     few rounds, up to 1 MiB: does it run, are the results right */
#include "kernels.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

static const size_t largest = 256 << 20;

struct options {
	const char *only, *json, *svg;
	bool targets, quick;
	int cpu;
};

static int usage(const char *why)
{
	fprintf(stderr,
	        "kernels: %s\nusage: kernels [--cpu N] [--only popcount|popcount_words|hamming]"
	        " [--targets] [--quick] [--json FILE] [--svg FILE]\n",
	        why);
	return 2;
}

static int read_options(int argc, char **argv, struct options *o)
{
	static const struct option names[] = {
	    {"cpu", 1, NULL, 'c'},  {"only", 1, NULL, 'o'}, {"targets", 0, NULL, 't'}, {"quick", 0, NULL, 'q'},
	    {"json", 1, NULL, 'j'}, {"svg", 1, NULL, 's'},  {NULL, 0, NULL, 0}};
	int letter;
	while ((letter = getopt_long(argc, argv, "", names, NULL)) != -1) {
		char *end = optarg;
		switch (letter) {
		case 'c':
			o->cpu = (int)strtol(optarg, &end, 10);
			if (*end || end == optarg || o->cpu < 0 || o->cpu > 1023)
				return usage("--cpu: expected a CPU's number");
			break;
		case 'o':
			o->only = optarg;
			break;
		case 't':
			o->targets = true;
			break;
		case 'q':
			o->quick = true;
			break;
		case 'j':
			o->json = optarg;
			break;
		case 's':
			o->svg = optarg;
			break;
		default:
			return usage("no such option");
		}
	}
	if (optind < argc)
		return usage("no further argument was expected");
	for (int f = 0; o->only && f < FUNCTIONS; f++)
		if (!strcmp(o->only, function_name((enum function)f)))
			return 0;
	return o->only ? usage("--only: no such function") : 0;
}

struct measurement *cell(const struct bench *b, const struct bench_case *c, const struct contender *who)
{
	size_t row = (size_t)(c - b->cases.list), column = (size_t)(who - b->contenders.list);
	return &b->cells[row * CONTENDERS + column];
}

double gigabytes_per_second(const struct bench_case *c, double ns) { return (double)c->size / ns; }

static double load_average(void)
{
	double load = -1;
	return getloadavg(&load, 1) == 1 ? load : -1;
}

/* The core's clock takes its time to rise. */
static void warm_up(void)
{
	double start = now();
	uint64_t x = 1;
	while (now() - start < 0.3)
		for (int i = 0; i < 1000; i++)
			__asm__ volatile("" : "+r"(x));
}

static bool wanted(const struct options *o, const struct bench *b, const struct bench_case *c)
{
	if (o->only && strcmp(o->only, function_name(c->function)) != 0)
		return false;
	if (o->targets && !is_targets_case(c))
		return false;
	return c->size <= b->memory.big_size && c->place != MID_PAGE;
}

static size_t measure_all(struct bench *b, const struct options *o)
{
	size_t measured = 0;
	double start = now();
	b->load_before = load_average();
	warm_up();
	for (size_t i = 0; i < b->cases.n; i++) {
		const struct bench_case *c = &b->cases.list[i];
		if (c->size > b->memory.big_size && !b->quick)
			fprintf(stderr, "kernels: %s of %zu MiB left out: no memory\n", function_name(c->function),
			        c->size >> 20);
		if (!wanted(o, b, c))
			continue;
		measure_case(b, c);
		measured++;
	}
	b->load_after = load_average();
	b->seconds = now() - start;
	return measured;
}

static void report_wrong(const struct bench *b)
{
	for (const struct bench_case *c = b->cases.list; c < b->cases.list + b->cases.n; c++)
		for (size_t i = 0; i < b->contenders.n; i++)
			if (cell(b, c, &b->contenders.list[i])->status == WRONG)
				printf("WRONG RESULT: %s, %s, %s%zu bytes, %s: not what scalar says\n",
				       b->contenders.list[i].name, function_name(c->function), c->random ? "0 to " : "",
				       c->size, place_name(c->place));
}

static void write_file(bool (*write)(const struct bench *, const char *), const struct bench *b, const char *path)
{
	if (path && !write(b, path))
		fprintf(stderr, "kernels: cannot write %s: %s\n", path, strerror(errno));
	else if (path)
		printf("%s\n", path);
}

int main(int argc, char **argv)
{
	struct options o = {.cpu = -1};
	int bad = read_options(argc, argv, &o);
	if (bad)
		return bad;
	struct bench b = {.cpu = o.cpu, .quick = o.quick, .cases = list_cases()};
	b.cells = calloc(b.cases.n * CONTENDERS, sizeof *b.cells);
	b.additions = calloc(b.cases.n, sizeof *b.additions);
	find_contenders(&b.contenders);
	leave_out_what_dies(&b.contenders);
	if (!b.cells || !b.additions || !map_memory(&b.memory, o.quick ? 1 << 20 : largest)) {
		fprintf(stderr, "kernels: no memory to measure in: %s\n", strerror(errno));
		return 1;
	}
	if (!pin(&b))
		fprintf(stderr, "kernels: cannot be pinned to CPU %d: %s\n", b.cpu, strerror(errno));
	if (!measure_all(&b, &o))
		return 1;
	print_tables(&b);
	print_contenders(&b);
	print_as_good(&b);
	print_targets(&b);
	report_wrong(&b);
	printf("\n");
	print_machine(&b);
	write_file(write_json, &b, o.json);
	write_file(write_svg, &b, o.svg);
	free(b.cells);
	free(b.additions);
	free(b.cases.list);
	free(b.memory.items);
	return 0;
}
