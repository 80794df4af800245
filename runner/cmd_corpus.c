/* cmd_corpus.c: assay corpus export DIR */
#include "commands.h"
#include "diag.h"
#include "export.h"
#include "select_argp.h"

#include <errno.h>
#include <string.h>

struct request {
	struct selection selection;
	const char *verb, *folder;
};

static error_t parse(int key, char *arg, struct argp_state *s)
{
	struct request *r = s->input;
	switch (key) {
	case ARGP_KEY_INIT:
		s->child_inputs[0] = &r->selection;
		return 0;
	case ARGP_KEY_ARG:
		if (r->folder)
			argp_error(s, "unexpected argument '%s': export and one DIR are expected", arg);
		if (!r->verb && strcmp(arg, "export"))
			argp_error(s, "'%s': export was expected", arg);
		*(r->verb ? &r->folder : &r->verb) = arg;
		return 0;
	case ARGP_KEY_END:
		if (!r->folder || !*r->folder)
			argp_error(s, "export and a DIR are expected");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int cmd_corpus(int argc, char **argv)
{
	static const struct argp_child children[] = {{&selection_argp, 0, NULL, 0}, {0}};
	static const struct argp argp = {
	    NULL,
	    parse,
	    "export DIR",
	    "Writes the corpus for other tools: the sources, an object of each half in each config, and corpus.json, "
	    "which "
	    "holds the configs, the pairs, and for each object its functions and labels. DIR must be empty or not be "
	    "there; it is whole or not written at all. DIR/EXPORT.md describes the format.\v"
	    "Exit codes: 0 done; 1 done, but something could not be compiled (corpus.json lists it); 2 a bad request, "
	    "a "
	    "DIR that cannot be used, a missing compiler.",
	    children,
	    NULL,
	    NULL};
	struct request r = {.selection = selection_default()};
	argp_err_exit_status = EXIT_INPUT;
	if (argp_parse(&argp, argc, argv, 0, NULL, &r))
		return EXIT_INPUT;
	int code = export_main(&r.selection.o, r.folder);
	arena_free(&r.selection.arena);
	return code;
}
