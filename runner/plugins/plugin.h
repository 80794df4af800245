/* plugin.h: the plugins' side of marker.h: which message a memory access is, and the page that is answered in. */
#ifndef ASSAY_PLUGIN_H
#define ASSAY_PLUGIN_H

#define MARKER_PLUGIN_SIDE
#include "kernels/verify/marker.h"
#include "qemu_plugin.h"

#include <sys/mman.h>

static struct marker_page *plugin_page; /* NULL: nobody has said hello */

static inline bool plugin_near_marker(uint64_t address)
{
	return address - MARKER_BASE < MARKER_SPAN * (uint64_t)MARKER_MESSAGES;
}

static inline enum marker_message plugin_message(uint64_t address) { return (address - MARKER_BASE) / MARKER_SPAN; }

static inline uint64_t plugin_value(uint64_t address) { return (address - MARKER_BASE) % MARKER_SPAN; }

/* The guest's descriptor is one of this process. */
static inline void plugin_hello(uint64_t descriptor, enum marker_plugin plugin)
{
	void *page = mmap(NULL, MARKER_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, (int)descriptor, 0);
	if (plugin_page)
		munmap(plugin_page, MARKER_PAGE);
	plugin_page = page == MAP_FAILED ? NULL : page;
	if (plugin_page)
		plugin_page->plugins |= plugin;
}

#endif
