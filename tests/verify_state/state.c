/* state.c: calls each function of this ISA's table through verify_isa_call: a broken one must be named in one call of a
 * few, with the register and what came; its sound twin must pass them all. Exit code: the number of cases that went
 * wrong. */
#include "state.h"

#include <stdio.h>
#include <string.h>

enum { CALLS = 40 };

/* The first report of CALLS calls with different seeds; "" where there is none. */
static void report(verify_fn f, char *what, size_t size)
{
	static const uint64_t args[VERIFY_ARGS] = {11, 12, 13, 14, 15, 16};
	*what = '\0';
	for (uint64_t seed = 1; seed <= CALLS; seed++) {
		uint64_t result = 0;
		if (!verify_isa_call(f, args, seed, &result, what, size))
			return;
		*what = '\0';
		if (result != 42) {
			snprintf(what, size, "result %llu", (unsigned long long)result);
			return;
		}
	}
}

int main(void)
{
	int wrong = 0;
	for (const struct state_case *c = state_cases; c->name; c++) {
		char what[200];
		if (c->runs && !c->runs()) {
			printf("skipped %s\n", c->name);
			continue;
		}
		report(c->f, what, sizeof what);
		bool as_expected = c->what ? strncmp(what, c->what, strlen(c->what)) == 0 : *what == '\0';
		printf("%s %s: %s\n", as_expected ? "ok     " : "WRONG  ", c->name, *what ? what : "nothing found");
		wrong += !as_expected;
	}
	return wrong;
}
