/* main.c: the command line's first word. */
#include "commands.h"
#include "diag.h"
#include "version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct command {
	const char *name, *title;
	int (*run)(int argc, char **argv);
} commands[] = {
    {"audit", "say what is wrong with the machine code of any ELF file", cmd_audit},
    {"show", "print a function's machine code with its source, loops and findings", cmd_show},
    {"diff", "say what changed between two builds, and whether that is better", cmd_diff},
    {"list", "list functions, toolchains, pairs, classes or models", cmd_list},
    {"run", "take the corpus through compilers and emulators: does what it says hold?", cmd_run},
    {"score", "say how often a heuristic is right about the corpus", cmd_score},
    {"corpus", "export the corpus, compiled and labelled, for other tools", cmd_corpus},
    {"oracle", "collect evidence about a C file or a pair that is not assay's own", cmd_oracle},
    {"verify", "check hand-written kernels, tier by tier, CPU by CPU, build by build", cmd_verify},
    {"explain", "explain a class of findings", cmd_explain},
    {NULL, NULL, NULL},
};

static void print_help(FILE *out)
{
	fputs("Usage: assay COMMAND [OPTION...] [ARGUMENT...]\n"
	      "Reads machine code, says what is wrong with it and proves it.\n\n",
	      out);
	for (const struct command *c = commands; c->name; c++)
		fprintf(out, "  %-9s %s\n", c->name, c->title);
	fputs("\n  assay COMMAND --help tells a command's options; assay --version prints the version.\n"
	      "Exit codes: 0 done; 1 something demanded does not hold; 2 bad request or input; 3 internal fault.\n",
	      out);
}

static int run_command(int argc, char **argv)
{
	for (const struct command *c = commands; c->name; c++) {
		if (strcmp(c->name, argv[1]))
			continue;
		char name[64];
		snprintf(name, sizeof name, "assay %s", c->name);
		argv[1] = name;
		return c->run(argc - 1, argv + 1);
	}
	diag_error("unknown command '%s'; expected one of those that `assay --help` lists", argv[1]);
	return EXIT_INPUT;
}

int main(int argc, char **argv)
{
	diag_watch_exit();
	if (argc < 2) {
		print_help(stderr);
		return EXIT_INPUT;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		print_help(stdout);
	else if (!strcmp(argv[1], "--version"))
		puts("assay " ASSAY_VERSION);
	else
		diag_raise(run_command(argc, argv));
	return diag_finish();
}
