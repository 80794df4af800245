/* paths.h: where assay's data lie: beside the build tree, or installed. */
#ifndef ASSAY_PATHS_H
#define ASSAY_PATHS_H

#include "arena.h"

/* The folder that holds corpus/ and toolchains/: ASSAY_HOME where set, else the source tree around the build folder
 * that the tool runs from, else share/assay beside the bin folder that it runs from, so that a moved installation
 * works. */
const char *paths_home(void);
/* paths_home()/RELATIVE, in the arena. */
const char *paths_data(struct arena *a, const char *relative);
/* The plugin for QEMU of this name: beside the build tree's other products, or in the installed tool's lib/assay. NULL:
 * it is not there. */
const char *paths_plugin(struct arena *a, const char *name);
/* Where caches and results go: the source tree's build folder, or $XDG_CACHE_HOME/assay for an installed tool. */
const char *paths_build(void);

#endif
