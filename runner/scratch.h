/* scratch.h: a folder for a run's own files, and what keeps such folders from piling up. */
#ifndef ASSAY_SCRATCH_H
#define ASSAY_SCRATCH_H

#include "arena.h"

#include <stdbool.h>

struct scratch {
	char *out;    /* absolute */
	char *folder; /* OUT/tmp/run-PID-... */
};

/* Makes `out` and in it the folder; what killed runs left there is removed. From then on a signal that ends this
 * process ends what exec_run has under way too. False: it cannot be, which was said. */
bool scratch_open(struct scratch *s, const char *out, struct arena *arena);
/* Removes a folder and all that is in it. */
void folder_remove(const char *path);
void scratch_close(const struct scratch *s);

#endif
