/* scratch.c: a folder for a run's own files, and what keeps such folders from piling up. */
#include "scratch.h"

#include "cache.h"
#include "diag.h"
#include "exec.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *f)
{
	(void)s;
	(void)type;
	(void)f;
	remove(path);
	return 0;
}

void folder_remove(const char *path) { nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS); }

/* What runs that were killed left behind: folders named after processes that are no more. */
static void remove_stale(const char *folder)
{
	DIR *d = opendir(folder);
	struct dirent *e;
	while (d && (e = readdir(d))) {
		int pid;
		char path[PATH_MAX];
		if (sscanf(e->d_name, "run-%d-", &pid) != 1 || !kill(pid, 0) || errno != ESRCH)
			continue;
		if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, e->d_name) < sizeof path)
			folder_remove(path);
	}
	if (d)
		closedir(d);
}

/* A compiler or a driver must not outlive the run that started it. */
static void interrupted(int sig)
{
	exec_kill_all(); /* NOLINT(bugprone-signal-handler): atomic loads and kill() */
	signal(sig, SIG_DFL);
	raise(sig);
}

bool scratch_open(struct scratch *s, const char *out, struct arena *arena)
{
	char real[PATH_MAX];
	if (!folder_make(out) || !realpath(out, real)) {
		diag_error("%s: %s (a folder that can be written was expected)", out, strerror(errno));
		return false;
	}
	s->out = arena_strdup(arena, real);
	char *parent = arena_printf(arena, "%s/tmp", real);
	s->folder = arena_printf(arena, "%s/run-%ld-XXXXXX", parent, (long)getpid());
	if (!folder_make(parent) || !mkdtemp(s->folder)) {
		diag_error("%s: %s (a folder that can be written was expected)", parent, strerror(errno));
		return false;
	}
	remove_stale(parent);
	signal(SIGINT, interrupted);
	signal(SIGTERM, interrupted);
	signal(SIGHUP, interrupted);
	return true;
}

void scratch_close(const struct scratch *s) { folder_remove(s->folder); }
