/* paths.c: where assay's data lie, as told by where the tool itself lies. */
#include "paths.h"

#include "diag.h"

#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char home[PATH_MAX], build[PATH_MAX], plugins[PATH_MAX];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void join(char out[static PATH_MAX], const char *a, const char *b)
{
	if (snprintf(out, PATH_MAX, "%s%s", a, b) >= PATH_MAX)
		diag_fatal("%s%s: the path is too long", a, b);
}

static bool exists(const char *folder, const char *relative)
{
	char path[PATH_MAX];
	join(path, folder, relative);
	return !access(path, F_OK);
}

static char *up(char *path)
{
	char *end = strrchr(path, '/');
	if (end)
		*end = '\0';
	return end;
}

/* The tool is PREFIX/bin/assay, or it is in ROOT/build; tests and instrumented builds are some folders deeper. True
 * where it is in a tree. */
static bool home_of_tool(char out[static PATH_MAX])
{
	char self[PATH_MAX], installed[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	self[n > 0 ? n : 0] = '\0';
	up(self);
	up(self);
	join(installed, self, "/share/assay");
	bool in_tree = false;
	if (access(installed, F_OK))
		for (int deeper = 0; !(in_tree = exists(self, "/corpus")) && deeper < 2 && up(self);)
			deeper++;
	join(out, in_tree ? self : installed, "");
	return in_tree;
}

static void find(void)
{
	const char *set = getenv("ASSAY_HOME"), *cache = getenv("XDG_CACHE_HOME"), *user = getenv("HOME");
	char own[PATH_MAX];
	bool in_tree = home_of_tool(own);
	join(home, set && *set ? set : own, "");
	join(plugins, own, in_tree ? "/build/plugins" : "/../../lib/assay");
	if (in_tree)
		join(build, own, "/build");
	else if (cache && *cache == '/') /* a relative one is to be ignored, says the XDG specification */
		join(build, cache, "/assay");
	else if (user && *user)
		join(build, user, "/.cache/assay");
	else if (snprintf(build, sizeof build, "/tmp/assay-%u", (unsigned)getuid()) < 0)
		diag_internal("no name for the cache folder");
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

const char *paths_plugin(struct arena *a, const char *name)
{
	pthread_once(&once, find);
	const char *path = arena_printf(a, "%s/%s.so", plugins, name);
	return access(path, R_OK) ? NULL : path;
}
