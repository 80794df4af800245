/* watch.c: watchpoints as perf events. They are the CPU's own and see a masked vector load's live lanes only. */
#define _GNU_SOURCE 1 /* syscall */
#include "watch.h"

#include <linux/hw_breakpoint.h>
#include <linux/perf_event.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct perf_event_attr event_on(const void *byte)
{
	return (struct perf_event_attr){
	    .type = PERF_TYPE_BREAKPOINT,
	    .size = sizeof(struct perf_event_attr),
	    .bp_type = HW_BREAKPOINT_RW,
	    .bp_addr = (uintptr_t)byte,
	    .bp_len = HW_BREAKPOINT_LEN_1,
	    .exclude_kernel = 1,
	    .exclude_hv = 1,
	};
}

bool watch_open(struct watch *w)
{
	static const char unused[WATCH_BYTES];
	for (unsigned i = 0; i < WATCH_BYTES; i++) {
		struct perf_event_attr attr = event_on(&unused[i]);
		w->seen[i] = 0;
		w->fd[i] = (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
		if (w->fd[i] < 0)
			return false;
	}
	return true;
}

bool watch_set(struct watch *w, unsigned i, const void *byte)
{
	struct perf_event_attr attr = event_on(byte);
	return !ioctl(w->fd[i], PERF_EVENT_IOC_MODIFY_ATTRIBUTES, &attr) && (watch_touched(w, i), true);
}

bool watch_touched(struct watch *w, unsigned i)
{
	uint64_t before = w->seen[i];
	return read(w->fd[i], &w->seen[i], sizeof w->seen[i]) != sizeof w->seen[i] || w->seen[i] != before;
}
