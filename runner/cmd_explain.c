/* cmd_explain.c: assay explain CLASS prints the class's lesson. */
#include "classes.h"
#include "commands.h"
#include "diag.h"
#include "paths.h"

#include <argp.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static error_t parse(int key, char *arg, struct argp_state *state)
{
	const char **name = state->input;
	if (key == ARGP_KEY_ARG && !*name)
		*name = arg;
	else if (key == ARGP_KEY_ARG)
		argp_error(state, "one class at a time: unexpected argument '%s'", arg);
	else if (key == ARGP_KEY_NO_ARGS)
		argp_error(state, "expected the name of a class (see `assay list classes`)");
	else
		return ARGP_ERR_UNKNOWN;
	return 0;
}

static void print_file(const char *path)
{
	char block[4096];
	FILE *f = fopen(path, "r");
	if (!f) {
		diag_error("%s: %s; expected the lesson of this class", path, strerror(errno));
		return;
	}
	for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
		fwrite(block, 1, n, stdout);
	if (ferror(f))
		diag_error("%s: %s", path, strerror(errno));
	fclose(f);
}

int cmd_explain(int argc, char **argv)
{
	static const struct argp argp = {
	    NULL,
	    parse,
	    "CLASS",
	    "Explains a class: what it is, how to see it in x86-64 and AArch64 code, what it "
	    "costs, how to fix it, when not to bother.",
	    NULL,
	    NULL,
	    NULL};
	const char *name = NULL;
	struct arena arena = {0};
	argp_err_exit_status = EXIT_INPUT;
	argp_parse(&argp, argc, argv, 0, NULL, &name);
	if (class_by_name(name))
		print_file(paths_data(&arena, arena_printf(&arena, "corpus/%s/LESSON.md", name)));
	else
		diag_error("unknown class '%s'; expected one of those that `assay list classes` names", name);
	arena_free(&arena);
	return diag_exit_code();
}
