/* paths.c: where assay's data lie. ASSAY_SOURCE_DIR and ASSAY_DATA_DIR come from the Makefile. */
#include "paths.h"

#include "diag.h"

#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char home[PATH_MAX], build[PATH_MAX];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool runs_from_build_tree(void)
{
	char self[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	size_t source = strlen(ASSAY_SOURCE_DIR "/build/");
	return n > 0 && (size_t)n > source && !strncmp(self, ASSAY_SOURCE_DIR "/build/", source);
}

static void join(char out[static PATH_MAX], const char *a, const char *b)
{
	if (snprintf(out, PATH_MAX, "%s%s", a, b) >= PATH_MAX)
		diag_fatal("%s%s: the path is too long", a, b);
}

static void find(void)
{
	const char *set = getenv("ASSAY_HOME"), *cache = getenv("XDG_CACHE_HOME"), *user = getenv("HOME");
	bool in_tree = runs_from_build_tree();
	join(home, set && *set ? set : in_tree ? ASSAY_SOURCE_DIR : ASSAY_DATA_DIR, "");
	if (in_tree)
		join(build, ASSAY_SOURCE_DIR, "/build");
	else if (cache && *cache)
		join(build, cache, "/assay");
	else
		join(build, user ? user : "/tmp", "/.cache/assay");
}

const char *paths_home(void)
{
	pthread_once(&once, find);
	return home;
}

const char *paths_build(void)
{
	pthread_once(&once, find);
	return build;
}

const char *paths_data(struct arena *a, const char *relative)
{
	return arena_printf(a, "%s/%s", paths_home(), relative);
}
