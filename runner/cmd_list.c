/* cmd_list.c: assay list functions|toolchains|pairs|classes|models */
#include "classes.h"
#include "commands.h"
#include "diag.h"
#include "input.h"
#include "list_catalogue.h"

#include <argp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct request {
	const char *what;
	char **files;
	unsigned n_files;
	const char *toolchain;
	char **flags;
};

static void print_functions(struct object *o, void *ctx)
{
	struct arena names = {0};
	(void)ctx;
	for (uint32_t i = 0; i < o->n_functions; i++) {
		const struct function *f = &o->functions[i];
		const struct section *s;
		const char *demangled = demangle(f->name, &names);
		uint64_t place = object_place(o, f->main.address, &s), size = f->main.size;
		for (uint32_t k = 0; k < f->n_parts; k++)
			size += f->parts[k].size;
		printf("%-16s 0x%08llx %8llu  %s%s%s%s\n", s ? s->name : "?", (unsigned long long)place,
		       (unsigned long long)size, f->name, demangled ? "  [" : "", demangled ? demangled : "",
		       demangled ? "]" : "");
		arena_reset(&names);
	}
	arena_free(&names);
}

static void list_input(void *ctx, const char *path, const char *label)
{
	(void)label;
	object_each(path, print_functions, ctx);
}

static void list_functions(const struct request *r)
{
	if (!r->n_files)
		diag_fatal("list functions: expected at least one FILE");
	for (unsigned i = 0; i < r->n_files; i++)
		input_open(r->files[i], r->toolchain, r->flags, list_input, NULL);
}

static void list_classes(const struct request *r)
{
	(void)r;
	for (const struct class *const *c = class_table; *c; c++)
		printf("%-16s %s\n", (*c)->name, (*c)->title);
}

static void list_models(const struct request *r)
{
	(void)r;
	for (const struct isa *const *i = isa_table; *i; i++)
		for (const struct core_model *const *m = (*i)->models; *m; m++)
			printf("%-8s %-14s %-20s %s%s\n", (*i)->name, (*m)->name, (*m)->title, (*m)->source,
			       m == (*i)->models ? " (default)" : "");
}

static void print_toolchains(const struct request *r)
{
	(void)r;
	list_toolchains();
}

static void print_pairs(const struct request *r)
{
	(void)r;
	list_pairs();
}

static const struct {
	const char *what;
	void (*print)(const struct request *);
	bool takes_files;
} lists[] = {
    {"functions", list_functions, true}, {"toolchains", print_toolchains, false}, {"pairs", print_pairs, false},
    {"classes", list_classes, false},    {"models", list_models, false},
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct request *r = state->input;
	switch (key) {
	case 't':
		r->toolchain = arg;
		break;
	case ARGP_KEY_ARG:
		if (r->what)
			r->files[r->n_files++] = arg;
		else
			r->what = arg;
		break;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "expected what to list: functions, toolchains, pairs, classes or models");
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

int cmd_list(int argc, char **argv)
{
	static const struct argp_option options[] = {
	    {"toolchain", 't', "ID", 0, "Compiles .c, .s and .S inputs, with the flags after --", 0},
	    {0},
	};
	static const struct argp argp = {options,
	                                 parse,
	                                 "functions FILE...\ntoolchains\npairs\nclasses\nmodels",
	                                 "Lists the functions of files, or what this assay knows.",
	                                 NULL,
	                                 NULL,
	                                 NULL};
	struct request r = {.flags = input_split_flags(&argc, argv)};
	r.files = calloc((size_t)argc + 1, sizeof *r.files);
	if (!r.files)
		diag_out_of_memory((size_t)argc * sizeof *r.files);
	argp_err_exit_status = EXIT_INPUT;
	argp_parse(&argp, argc, argv, 0, NULL, &r);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (strcmp(lists[i].what, r.what))
			continue;
		if (r.n_files && !lists[i].takes_files)
			diag_fatal("list %s: unexpected argument '%s'", r.what, r.files[0]);
		lists[i].print(&r);
		free(r.files);
		return diag_exit_code();
	}
	diag_fatal("list: unknown '%s'; expected functions, toolchains, pairs, classes or models", r.what);
}
