/* chain_case.h: the loops in tests/chain/ISA/: what their comments state, and what the analysis says of them.
 *
 * Each file is one function with one loop, which starts at .Lloop. Lines "#: WORD ..." (or "//: ") state facts:
 *   latency MODEL=CYCLES ...       the longest chain of one iteration, from the cores' own manuals
 *   finds KIND [low] | nothing | MODEL=KIND ...   what serial-chain reports, in every model or in those named
 *   chases KIND | ...              the same of pointer-chase; a case without this states that it reports nothing
 *   measured MODEL=CYCLES ...      a run on such a core (znver4: an EPYC, family 25, model 17), counted against a chain
 *                                  of additions of one cycle each; a counted branch stood in for the loop's last one
 *   memory                         the chain goes through memory
 *   mca off REASON                 no comparison with llvm-mca
 *   mca MODEL|all except REASON    its figure for that core is known to be another */
#ifndef ASSAY_CHAIN_CASE_H
#define ASSAY_CHAIN_CASE_H

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classes.h"

struct chain_case {
	const char *isa, *name;
	char path[256], object[64];
	char fact[8][200];
	unsigned n_fact;
	char body[4096]; /* the loop's lines */
};

/* The text behind "WORD " of the k-th fact with that word, NULL: none. */
static inline const char *case_fact(const struct chain_case *c, const char *word, unsigned k)
{
	size_t n = strlen(word);
	for (unsigned i = 0; i < c->n_fact; i++)
		if (!strncmp(c->fact[i], word, n) && (c->fact[i][n] == ' ' || !c->fact[i][n]) && k-- == 0)
			return c->fact[i] + n + (c->fact[i][n] == ' ');
	return NULL;
}

/* What "... MODEL=VALUE ..." says of the model; false: nothing. */
static inline bool fact_of_model(const char *fact, const char *model, char *value, size_t size)
{
	size_t n = strlen(model);
	for (const char *p = fact; p && (p = strstr(p, model)); p += n)
		if ((p == fact || p[-1] == ' ') && p[n] == '=') {
			snprintf(value, size, "%.*s", (int)strcspn(p + n + 1, " "), p + n + 1);
			return true;
		}
	return false;
}

static inline bool case_read(struct chain_case *c)
{
	char line[256];
	bool inside = false;
	FILE *f = fopen(c->path, "r");
	if (!f)
		return false;
	while (fgets(line, sizeof line, f)) {
		const char *fact = !strncmp(line, "#: ", 3) ? line + 3 : !strncmp(line, "//: ", 4) ? line + 4 : NULL;
		if (fact && c->n_fact < 8)
			snprintf(c->fact[c->n_fact++], sizeof c->fact[0], "%.*s", (int)strcspn(fact, "\n"), fact);
		if (!strncmp(line, ".Lloop:", 7)) {
			inside = true;
			continue;
		}
		if (inside && !strncmp(line, "\tret", 4))
			inside = false;
		if (inside && strlen(c->body) + strlen(line) < sizeof c->body)
			strcat(c->body, line);
	}
	fclose(f);
	return true;
}

static inline bool case_assemble(struct chain_case *c)
{
	char command[512];
	snprintf(c->object, sizeof c->object, "/tmp/assay-chain-%ld.o", (long)getpid());
	snprintf(command, sizeof command, "%s-linux-gnu-gcc -c -o %s %s", c->isa, c->object, c->path);
	return system(command) == 0;
}

struct case_run {
	const struct chain_case *c;
	void (*each)(const struct chain_case *c, const struct core_model *m, const struct analysis *a);
	unsigned analysed;
};

static inline void case_object(struct object *o, void *ctx)
{
	struct case_run *run = ctx;
	struct decoder *d = decoder_open(o->isa);
	struct arena arena = {0};
	for (const struct core_model *const *m = o->isa->models; *m; m++) {
		run->each(run->c, *m, analyse(o, &o->functions[0], *m, d, &arena));
		run->analysed++;
		arena_reset(&arena);
	}
	arena_free(&arena);
	decoder_close(d);
}

/* Every case of the ISA through every model; returns how many cases there were, or -1 where one could not be read. */
static inline int cases_each(const char *isa, void (*each)(const struct chain_case *c, const struct core_model *m,
                                                           const struct analysis *a))
{
	char pattern[64];
	glob_t g;
	int n = 0;
	snprintf(pattern, sizeof pattern, "tests/chain/%s/*.s", isa);
	if (glob(pattern, 0, NULL, &g))
		return -1;
	for (size_t i = 0; i < g.gl_pathc && n >= 0; i++) {
		struct chain_case c = {.isa = isa, .name = strrchr(g.gl_pathv[i], '/') + 1};
		struct case_run run = {&c, each, 0};
		snprintf(c.path, sizeof c.path, "%s", g.gl_pathv[i]);
		if (case_read(&c) && case_assemble(&c))
			object_each(c.object, case_object, &run);
		unlink(c.object);
		n = run.analysed ? n + 1 : -1;
	}
	globfree(&g);
	return n;
}

#endif
