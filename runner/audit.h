/* audit.h: puts the functions of files through the classes, in parallel, and reports them in order. */
#ifndef ASSAY_AUDIT_H
#define ASSAY_AUDIT_H

#include "report.h"

struct function_glob {
	const char *pattern;
	bool matched;
};

struct audit_options {
	struct function_glob *functions; /* none: all */
	unsigned n_functions;
	unsigned classes; /* bit i: class_table[i] */
	enum level min_severity;
	bool fail;
	enum level fail_on; /* with fail: a finding at least this severe raises EXIT_FAILED */
	const struct report_format *format;
	unsigned jobs;             /* 0: one for each core */
	const char *const *models; /* names, NULL-terminated; the first that the file's ISA knows, else its default */
	bool colour;
};

struct audit;

/* Results go to standard output. Nothing is printed before the first input that can be used. */
struct audit *audit_begin(const struct audit_options *options);
/* Audits the file; `label`, where not NULL, is what the report calls it. Errors are reported and raise the exit code.
 */
void audit_file(struct audit *a, const char *path, const char *label);
/* Ends the report; says which globs matched nothing. */
void audit_end(struct audit *a);

/* Which of the models named serves this ISA. */
const struct core_model *audit_model(const struct isa *isa, const char *const *names);
/* Ends with an error where no ISA has a model of that name. */
void audit_require_model(const char *name);
/* Whether a name or its demangled form matches one of the globs (marks it matched); n 0 matches all. */
bool audit_matches(struct function_glob *globs, unsigned n, const char *name, const char *demangled);

#endif
