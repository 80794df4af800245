/* export.h: `assay corpus export`: the corpus, compiled and labelled, for other people's tools (corpus/EXPORT.md). */
#ifndef ASSAY_EXPORT_H
#define ASSAY_EXPORT_H

#include "run.h"

/* Returns the exit code (diag.h). */
int export_main(const struct run_options *o, const char *folder);

/* ---- what its parts share --------------------------------------------------------------------------------------- */

/* export_json.c: everything but the files, as corpus.json has it. */
json_t *export_json(struct run *r);

/* Names in the exported folder, in the arena. */
const char *export_source(const struct pair *p, const char *file, struct arena *a);
const char *export_object(const struct cell *c, enum half h, struct arena *a);

#endif
