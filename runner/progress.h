/* progress.h: a bar on standard error, on a terminal only. */
#ifndef ASSAY_PROGRESS_H
#define ASSAY_PROGRESS_H

struct progress;

struct progress *progress_start(unsigned steps);
void progress_step(struct progress *p, unsigned steps, const char *what); /* thread-safe */
void progress_end(struct progress *p);

#endif
