/* verify_plan.h: what `assay verify` is going to do: a flat list of cells and the drivers that they need. */
#ifndef ASSAY_VERIFY_PLAN_H
#define ASSAY_VERIFY_PLAN_H

#include "verify.h"

enum verify_format { VERIFY_TABLE, VERIFY_TAP, VERIFY_JUNIT };

struct verify_options {
	struct verify_request request;
	enum verify_format format;
	const char *toolchains, *out; /* folders; NULL: assay's own */
	bool list;                    /* print the plan, do nothing */
	bool no_cache;
};

struct verify_plan {
	struct arena *arena;
	const struct verify_request *request;
	struct toolchains toolchains;
	struct verify_cpus cpus;
	struct verify_registry **registry;
	unsigned n_registry;
	struct {
		struct verify_build *v;
		unsigned n, cap;
	} builds; /* all that there could be, selected or not */
	struct {
		struct verify_driver **v;
		unsigned n, cap;
	} drivers;
	struct {
		struct verify_cell *v;
		unsigned n, cap;
	} cells; /* by registry, kernel, tier, ISA, CPU, build */
};

/* Loads all that the request names, and selects. False: it cannot be used, or nothing is left of it, which was said. */
bool verify_plan_make(struct verify_plan *p, const struct verify_options *o, struct arena *arena);
void verify_plan_print(const struct verify_plan *p, struct buf *out);

/* ---- verify_select.c ---- */

/* Registries, CPUs, toolchains and builds; every glob of the request must match something. */
bool verify_select(struct verify_plan *p, const struct verify_options *o);
bool verify_wants(const struct strings *globs, const char *name); /* no globs: everything */
/* Whether a build belongs to the request, which names it, or has an extent that it belongs to. */
bool verify_wants_build(const struct verify_plan *p, const struct verify_build *b);

int verify_main(const struct verify_options *o);

#endif
