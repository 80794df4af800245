/* kernels_machine.c: what the figures were measured on, and what about it may disturb them. */
#include "kernels.h"

#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

/* The first line of a file, or the rest of the first line that begins with `key` and a colon. */
static const char *from_file(const char *path, const char *key, char text[128])
{
	char line[256];
	text[0] = 0;
	FILE *f = fopen(path, "r");
	if (!f)
		return "unknown";
	while (fgets(line, sizeof line, f) && !text[0]) {
		line[strcspn(line, "\n")] = 0;
		if (key && strncmp(line, key, strlen(key)))
			continue;
		const char *rest = key ? strchr(line, ':') : line;
		if (rest)
			snprintf(text, 128, "%.127s", rest + strspn(rest, ": \t"));
	}
	fclose(f);
	return text[0] ? text : "unknown";
}

static const char *of_cpu(const struct bench *b, const char *what, char text[128])
{
	char path[128];
	snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d/%s", b->cpu, what);
	return from_file(path, NULL, text);
}

size_t cache_bytes(const struct bench *b, int level)
{
	for (int i = 0; i < 8; i++) {
		char what[64], text[128];
		snprintf(what, sizeof what, "cache/index%d/level", i);
		if (atoi(of_cpu(b, what, text)) != level)
			continue;
		snprintf(what, sizeof what, "cache/index%d/type", i);
		if (!strcmp(of_cpu(b, what, text), "Instruction"))
			continue;
		snprintf(what, sizeof what, "cache/index%d/size", i);
		return (size_t)strtoul(of_cpu(b, what, text), NULL, 10) << 10;
	}
	return 0;
}

/* A hypervisor may hide SMT siblings and give the core to somebody else; the scheduler's counters do not see it. */
static bool is_virtual(void)
{
	char *line = NULL;
	size_t room = 0;
	bool found = false;
	FILE *f = fopen("/proc/cpuinfo", "r");
	while (f && !found && getline(&line, &room, f) > 0)
		found = strstr(line, " hypervisor") != NULL;
	free(line);
	if (f)
		fclose(f);
	return found;
}

/* How much the core got done at once, in additions a cycle of its fastest clock; and before how many cases it was
 * clearly less than at its best. */
struct sharing {
	double least, most;
	unsigned cases;
};

static struct sharing sharing_of(const struct bench *b)
{
	struct sharing s = {1e9, 0, 0};
	for (unsigned i = 0; i < b->watched; i++) {
		s.least = b->additions[i] < s.least ? b->additions[i] : s.least;
		s.most = b->additions[i] > s.most ? b->additions[i] : s.most;
	}
	for (unsigned i = 0; i < b->watched; i++)
		s.cases += b->additions[i] < 0.9 * s.most;
	return (struct sharing){s.least / b->fastest_ghz, s.most / b->fastest_ghz, s.cases};
}

json_t *machine_json(const struct bench *b)
{
	struct utsname u;
	struct sharing shared = sharing_of(b);
	char text[8][128];
	uname(&u);
	return json_pack(
	    "{s:f, s:f, s:i, s:i, s:s, s:s, s:s, s:b, s:i, s:s, s:s, s:s, s:s, s:s, s:f, s:f, s:f, s:f, s:i}",
	    "least_additions_a_cycle", shared.least, "most_additions_a_cycle", shared.most, "cases", (int)b->watched,
	    "cases_begun_with_the_core_shared", (int)shared.cases, "cpu",
	    from_file("/proc/cpuinfo", "model name", text[0]), "isa", u.machine, "kernel", u.release, "virtual",
	    (int)is_virtual(), "pinned_to_cpu", b->cpu, "smt_siblings",
	    of_cpu(b, "topology/thread_siblings_list", text[1]), "governor",
	    of_cpu(b, "cpufreq/scaling_governor", text[2]), "clocksource",
	    from_file("/sys/devices/system/clocksource/clocksource0/current_clocksource", NULL, text[3]),
	    "transparent_hugepages", from_file("/sys/kernel/mm/transparent_hugepage/enabled", NULL, text[4]),
	    "in_huge_pages", from_file("/proc/self/smaps_rollup", "AnonHugePages", text[5]), "slowest_ghz",
	    b->slowest_ghz, "fastest_ghz", b->fastest_ghz, "load_average_before", b->load_before, "load_average_after",
	    b->load_after, "samples_disturbed", (int)b->preempted);
}

void print_machine(const struct bench *b)
{
	char text[3][128];
	struct sharing shared = sharing_of(b);
	printf("%s, CPU %d (SMT siblings: %s%s), governor: %s\n", from_file("/proc/cpuinfo", "model name", text[0]),
	       b->cpu, of_cpu(b, "topology/thread_siblings_list", text[1]),
	       is_virtual() ? ", but a virtual machine may hide them" : "",
	       of_cpu(b, "cpufreq/scaling_governor", text[2]));
	printf("core clock %.2f to %.2f GHz (a chain of additions before each case); load average %.1f, then %.1f\n",
	       b->slowest_ghz, b->fastest_ghz, b->load_before, b->load_after);
	printf("%.1f to %.1f additions a cycle; before %u of %u cases less than 0.9 of it: something shared the core\n",
	       shared.least, shared.most, shared.cases, b->watched);
	printf("%u samples were disturbed by something else on this CPU and mended (the short ones taken again, the\n"
	       "long ones by the time they had themselves); %.0f s in all\n",
	       b->preempted, b->seconds);
}
