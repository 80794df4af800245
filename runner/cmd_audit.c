/* cmd_audit.c: assay audit FILE... */
#include "audit.h"
#include "commands.h"
#include "diag.h"
#include "input.h"

#include <argp.h>
#include <stdlib.h>
#include <unistd.h>

enum { OPT_CLASS = 256, OPT_SEVERITY, OPT_FAIL, OPT_FORMAT, OPT_MODEL, OPT_TOOLCHAIN, OPT_NORETURN };

static const struct argp_option options[] = {
    {"function", 'f', "GLOB", 0, "Only functions whose name, as in the file or demangled, matches; repeatable", 0},
    {"class", OPT_CLASS, "CLASS", 0, "Only this class of findings; repeatable (see `assay list classes`)", 0},
    {"min-severity", OPT_SEVERITY, "low|medium|high", 0, "Leave out what is less severe", 0},
    {"fail-on", OPT_FAIL, "low|medium|high", 0, "Exit with 1 when a reported finding is at least this severe", 0},
    {"format", OPT_FORMAT, "text|json|lines", 0,
     "text (the default), one JSON document (schema assay-audit/1), or a JSON line for each finding", 0},
    {"jobs", 'j', "N", 0, "Threads; the default is one for each core", 0},
    {"model", OPT_MODEL, "NAME", 0, "Core model, for the ISA that has it; repeatable (see `assay list models`)", 0},
    {"toolchain", OPT_TOOLCHAIN, "ID", 0, "Compiles .c, .s and .S inputs, with the flags after --", 0},
    {"noreturn", OPT_NORETURN, "FILE", 0, "More functions that do not return: lines `GLOB [KIND]`", 0},
    {0},
};

static const char doc[] = "Says what is wrong with the machine code of object files, executables, shared libraries and "
                          "static archives, with the evidence.";

struct request {
	struct audit_options audit;
	const char *toolchain;
	char **flags;
	char **files;
	unsigned n_files, n_models;
	const char **models;
};

static unsigned class_bit(const char *name)
{
	for (unsigned i = 0; class_table[i]; i++)
		if (!strcmp(class_table[i]->name, name))
			return 1u << i;
	diag_fatal("--class: unknown class '%s'; expected one of those that `assay list classes` names", name);
}

static enum level parse_level(const char *option, const char *name)
{
	enum level l;
	if (!level_parse(name, &l))
		diag_fatal("%s: unknown severity '%s'; expected low, medium or high", option, name);
	return l;
}

static const struct report_format *parse_format(const char *name)
{
	for (const struct report_format *const *f = report_formats; *f; f++)
		if (!strcmp((*f)->name, name))
			return *f;
	diag_fatal("--format: unknown format '%s'; expected text, json or lines", name);
}

static unsigned parse_jobs(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);
	if (*end || end == text || n < 1 || n > 1024)
		diag_fatal("--jobs: '%s' is not a number from 1 to 1024", text);
	return (unsigned)n;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct request *r = state->input;
	struct audit_options *a = &r->audit;
	switch (key) {
	case 'f':
		a->functions[a->n_functions++].pattern = arg;
		break;
	case OPT_CLASS:
		a->classes |= class_bit(arg);
		break;
	case OPT_SEVERITY:
		a->min_severity = parse_level("--min-severity", arg);
		break;
	case OPT_FAIL:
		a->fail = true;
		a->fail_on = parse_level("--fail-on", arg);
		break;
	case OPT_FORMAT:
		a->format = parse_format(arg);
		break;
	case 'j':
		a->jobs = parse_jobs(arg);
		break;
	case OPT_MODEL:
		audit_require_model(arg);
		r->models[r->n_models++] = arg;
		break;
	case OPT_TOOLCHAIN:
		r->toolchain = arg;
		break;
	case OPT_NORETURN:
		noreturn_load(arg);
		break;
	case ARGP_KEY_ARG:
		r->files[r->n_files++] = arg;
		break;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "no input: expected at least one FILE");
		break;
	default:
		return ARGP_ERR_UNKNOWN;
	}
	return 0;
}

static void audit_input(void *ctx, const char *path, const char *label) { audit_file(ctx, path, label); }

int cmd_audit(int argc, char **argv)
{
	static const struct argp argp = {options, parse, "FILE... [-- COMPILER-FLAG...]", doc, NULL, NULL, NULL};
	struct request r = {.flags = input_split_flags(&argc, argv)};
	size_t n = (size_t)argc + 1;
	r.audit.functions = calloc(n, sizeof *r.audit.functions);
	r.files = calloc(n, sizeof *r.files);
	r.models = calloc(n, sizeof *r.models);
	if (!r.audit.functions || !r.files || !r.models)
		diag_out_of_memory(n * sizeof(char *));
	r.audit.format = report_formats[0];
	r.audit.models = r.models;
	r.audit.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
	argp_err_exit_status = EXIT_INPUT;
	argp_parse(&argp, argc, argv, 0, NULL, &r);
	if (!r.audit.classes)
		r.audit.classes = ~0u;

	struct audit *a = audit_begin(&r.audit);
	for (unsigned i = 0; i < r.n_files; i++)
		input_open(r.files[i], r.toolchain, r.flags, audit_input, a);
	audit_end(a);
	free(r.audit.functions);
	free(r.files);
	free(r.models);
	return diag_exit_code();
}
