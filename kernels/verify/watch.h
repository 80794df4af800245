/* watch.h: the CPU's watchpoints, each on one byte, through perf_event_open: whether a byte was read or written. */
#ifndef ASSAY_VERIFY_WATCH_H
#define ASSAY_VERIFY_WATCH_H

#include <stdbool.h>
#include <stdint.h>

enum { WATCH_BYTES = 4 }; /* what x86_64 has; aarch64 has four or more */

struct watch {
	int fd[WATCH_BYTES];
	uint64_t seen[WATCH_BYTES]; /* how often the byte was touched when last asked */
};

/* False: there are none, or they are not ours to use; errno says why. The bytes are counted only in this process's own
 * code, not in the kernel's. */
bool watch_open(struct watch *w);
/* From now on watchpoint i is on this byte. */
bool watch_set(struct watch *w, unsigned i, const void *byte);
/* Whether the byte was touched since it was set. */
bool watch_touched(struct watch *w, unsigned i);

#endif
