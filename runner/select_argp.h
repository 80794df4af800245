/* select_argp.h: the options that choose pairs and configs, the same for every command that takes the corpus through
 * compilers. */
#ifndef ASSAY_SELECT_ARGP_H
#define ASSAY_SELECT_ARGP_H

#include "run.h"

#include <argp.h>

struct selection {
	struct run_options o;
	struct arena arena;
};
/* What stands where no option says otherwise. */
struct selection selection_default(void);

/* A child of the command's own parser; its input is a struct selection. */
extern const struct argp selection_argp;

/* A number of an option's; what is none is a usage error. */
double selection_number(struct argp_state *s, const char *arg, const char *what, double least, double most);

#endif
