/* verify_source.c: check `clobbers`: what the asm statements of a source write and do not name, read, not run. */
#include "asm_clobbers.h"
#include "verify.h"

#include <time.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char *all_faults(const struct asm_faults *f, struct arena *arena)
{
	char *text = (char *)f->v[0].text;
	for (unsigned i = 1; i < f->n; i++)
		text = arena_printf(arena, "%s\n       %s", text, f->v[i].text);
	return text;
}

static void judge(struct verify_outcome *o, const char *failure, const struct asm_faults *f, struct arena *arena)
{
	o->cases = f->statements - f->unseen;
	o->end = VERIFY_PASSED;
	if (failure || f->n) {
		o->end = VERIFY_FAILED;
		o->what = failure ? (char *)failure : all_faults(f, arena);
	} else if (f->unseen) {
		o->end = VERIFY_SKIPPED;
		o->what = (char *)f->unseen_text;
	}
}

void verify_read_source(const struct verify_cell *cell, const char *scratch, const struct verify_request *request,
                        struct verify_outcomes *out, struct arena *arena)
{
	/* Optimised, so that an operand that has to be a constant is one. */
	struct config config =
	    config_make(cell->driver->build->config->toolchain, "O1", cell->driver->build->config->level, arena);
	char *flags[] = {cell->driver->mutant ? (char *)"-DMUTANT" : NULL, NULL};
	const struct asm_request q = {.config = &config, .flags = flags, .source = cell->source, .scratch = scratch};
	struct asm_faults faults;
	double start = now();
	const char *failure = asm_clobbers_check(&q, &faults, arena);
	out->v = ARENA_ARRAY(arena, struct verify_outcome, 1);
	out->n = out->cap = 1;
	out->v[0] = (struct verify_outcome){
	    .cell = cell, .check = (unsigned)__builtin_ctz(cell->checks), .seed = request->seed};
	judge(&out->v[0], failure, &faults, arena);
	out->v[0].seconds = now() - start;
}
