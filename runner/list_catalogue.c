/* list_catalogue.c: `assay list toolchains` and `assay list pairs`. */
#include "list_catalogue.h"

#include "manifest.h"
#include "paths.h"
#include "toolchain.h"

#include <stdio.h>

static void print_toolchain(const struct toolchain *t, struct arena *a)
{
	const char *missing = toolchain_unavailable(t, a), *no_emulator = toolchain_no_emulator(t, a);
	printf("%-18s %-8s %-7s ", t->id, t->isa->name, t->is_default ? "default" : "");
	if (missing)
		printf("unavailable: %s", missing);
	else
		printf("%s", t->cc.path);
	if (no_emulator)
		printf("; %s", no_emulator);
	printf("; ISA levels:");
	for (unsigned i = 0; i < t->n_level; i++)
		printf(" %s", t->level[i].name);
	putchar('\n');
}

void list_toolchains(void)
{
	struct arena a = {0};
	struct toolchains known = {0};
	toolchains_load(&known, paths_data(&a, "toolchains"), &a);
	for (unsigned i = 0; i < known.n; i++)
		print_toolchain(known.v[i], &a);
	arena_free(&a);
}

void list_pairs(void)
{
	struct arena a = {0};
	struct corpus corpus = {0};
	corpus_load(&corpus, paths_data(&a, "corpus"), &a);
	for (unsigned i = 0; i < corpus.n; i++)
		printf("%-15s %-22s %s\n", corpus.v[i]->class->name, corpus.v[i]->name, corpus.v[i]->title);
	arena_free(&a);
}
