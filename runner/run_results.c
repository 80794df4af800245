/* run_results.c: the results of a run as JSON lines. */
#include "diag.h"
#include "run.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* OUT/results/latest.jsonl names the newest; replaced in one step. */
static void point_to(struct run *r, const char *folder, const char *name)
{
	char *link = arena_printf(&r->arena, "%s/latest.jsonl", folder);
	char *temp = arena_printf(&r->arena, "%s/latest.%ld.tmp", folder, (long)getpid());
	unlink(temp);
	if (symlink(name, temp) || rename(temp, link))
		diag_error("%s: %s", link, strerror(errno));
}

const char *run_write_results(struct run *r)
{
	struct buf b = {0};
	struct tm t;
	char stamp[32];
	time_t now = time(NULL);
	char *folder = arena_printf(&r->arena, "%s/results", r->scratch.out);
	gmtime_r(&now, &t);
	strftime(stamp, sizeof stamp, "%Y%m%dT%H%M%SZ", &t);
	char *name = arena_printf(&r->arena, "run-%s-%ld.jsonl", stamp, (long)getpid());
	char *path = arena_printf(&r->arena, "%s/%s", folder, name);
	for (unsigned i = 0; i < run_cells(r); i++) {
		json_t *j = verdict_json(r, &r->cell[i]);
		char *line = j ? json_dumps(j, JSON_COMPACT) : NULL;
		if (!line)
			diag_internal("a result could not be written as JSON (pair %s)", r->cell[i].pair->name);
		buf_puts(&b, line);
		buf_putc(&b, '\n');
		free(line);
		json_decref(j);
	}
	bool good = folder_make(folder) && file_write_atomically(path, b.data, b.size, 0644);
	if (!good)
		diag_error("%s: %s (the results were to be written there)", path, strerror(errno));
	buf_free(&b);
	if (good)
		point_to(r, folder, name);
	return good ? path : NULL;
}
