/* marker.h: how a program that runs under QEMU speaks with assay's plugins; included by both sides.
 *
 * The program maps a region at a fixed address. A store of one byte at
 *     MARKER_BASE + MARKER_SPAN * message + value
 * is a message: the plugin sees the address. Behind the messages lies the arena, MARKER_SPAN bytes, which the plugin
 * `footprint` watches. The plugin answers in a page that both sides share: the program makes a memory file and tells
 * its descriptor (a program under QEMU and the plugin are one process). Where no plugin is loaded the page stays empty:
 * its absence is seen, not taken for silence.
 *
 * The guest's side:
 *     struct marker m;
 *     const char *why = marker_open(&m, MARKER_FOOTPRINT);  NULL: the plugin answers; else why not
 *     marker_send(MARKER_FORGET, 0);
 *     marker_send(MARKER_FROM, 100), marker_send(MARKER_LOADS_TO, 164);      a range of the arena that may be read
 *     marker_send(MARKER_BEGIN, 0); ...the code in question...; marker_send(MARKER_END, 0);
 *     m.page->outside ... */
#ifndef ASSAY_MARKER_H
#define ASSAY_MARKER_H

#include <stddef.h>
#include <stdint.h>

/* Low enough for 39-bit address spaces, below where QEMU 7.2 to 11 place mappings and above static programs. */
#define MARKER_BASE  0x3000000000
#define MARKER_SPAN  0x1000000
#define MARKER_ARENA (MARKER_BASE + MARKER_SPAN * (uint64_t)MARKER_MESSAGES)

enum marker_message {
	MARKER_HELLO,     /* value: the descriptor of the shared page */
	MARKER_FORGET,    /* no ranges */
	MARKER_FROM,      /* value: where the next range starts, as an offset into the arena */
	MARKER_LOADS_TO,  /* value: where it ends; it may be read */
	MARKER_STORES_TO, /* value: where it ends; it may be read and written */
	MARKER_BEGIN,     /* counters are set to 0; from here on everything is counted and watched, */
	MARKER_END,       /* to here */
	MARKER_MESSAGES
};

enum marker_plugin { MARKER_COUNT = 1, MARKER_FOOTPRINT = 2 };

struct marker_page {
	uint32_t plugins; /* bits of enum marker_plugin: which ones said hello */
	uint32_t unused;
	/* count: what was executed between BEGIN and END, without the two marker stores */
	uint64_t instructions;
	uint64_t loads, stores, bytes_loaded, bytes_stored;
	/* footprint: accesses to the arena. QEMU splits wide ones: a load of 32 bytes is four of 8. */
	uint64_t bytes_inside, bytes_outside;
	uint64_t outside;    /* accesses, or parts of them, that no range allows; the first one: */
	uint64_t outside_at; /* offset into the arena */
	uint64_t outside_pc;
	uint32_t outside_bytes;
	uint32_t outside_store; /* 0: a load */
};

enum { MARKER_PAGE = 4096 };

#ifndef MARKER_PLUGIN_SIDE
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct marker {
	volatile struct marker_page *page;
	unsigned char *arena; /* MARKER_SPAN bytes, zeroed */
};

/* Inlined, and a single store: between BEGIN and END stands nothing but the code in question. */
static inline __attribute__((always_inline)) void marker_send(enum marker_message message, size_t value)
{
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	*(volatile unsigned char *)(MARKER_BASE + MARKER_SPAN * (uint64_t)message + value) = 0;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}

/* NULL: the plugin is there and *m can be used. Else why not. */
static inline const char *marker_open(struct marker *m, enum marker_plugin plugin)
{
	size_t size = MARKER_SPAN * ((size_t)MARKER_MESSAGES + 1);
	void *at =
	    mmap((void *)MARKER_BASE, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (at == MAP_FAILED)
		return "no memory for the markers";
	if (at != (void *)MARKER_BASE) {
		munmap(at, size);
		return "the markers' address is taken";
	}
	int fd = memfd_create("marker", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, MARKER_PAGE) < 0)
		return "no memory file for the markers";
	void *page = mmap(NULL, MARKER_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		return "no page for the markers";
	*m = (struct marker){.page = page, .arena = (unsigned char *)MARKER_ARENA};
	marker_send(MARKER_HELLO, fd);
	close(fd);
	return m->page->plugins & plugin ? NULL : "only under QEMU, with assay's plugin";
}
#endif

#endif
