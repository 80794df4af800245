/* cache.c: results by the content of what they were made from, in files that are whole or not there. */
#include "cache.h"

#include "diag.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

struct key_maker {
	XXH3_state_t *state;
};

struct key_maker *key_begin(const char *kind)
{
	struct key_maker *k = malloc(sizeof *k);
	if (!k || !(k->state = XXH3_createState()))
		diag_out_of_memory(sizeof *k);
	XXH3_128bits_reset(k->state);
	key_text(k, kind);
	return k;
}

void key_bytes(struct key_maker *k, const void *data, size_t size)
{
	uint64_t n = size;
	XXH3_128bits_update(k->state, &n, sizeof n);
	if (size)
		XXH3_128bits_update(k->state, data, size);
}

void key_text(struct key_maker *k, const char *text)
{
	if (text)
		key_bytes(k, text, strlen(text));
	else
		key_number(k, UINT64_MAX);
}

void key_strings(struct key_maker *k, char *const *list)
{
	for (; list && *list; list++)
		key_text(k, *list);
	key_text(k, NULL);
}

void key_number(struct key_maker *k, uint64_t n) { XXH3_128bits_update(k->state, &n, sizeof n); }

void key_key(struct key_maker *k, const struct cache_key *other) { key_bytes(k, other->w, sizeof other->w); }

static bool read_file(const char *path, struct buf *b)
{
	struct stat s;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool good = !fstat(fd, &s) && S_ISREG(s.st_mode);
	size_t size = good ? (size_t)s.st_size : 0;
	char *data = size ? buf_reserve(b, size) : NULL;
	for (size_t done = 0; good && done < size;) {
		ssize_t n = read(fd, data + done, size - done);
		good = n > 0 || (n < 0 && errno == EINTR);
		done += n > 0 ? (size_t)n : 0;
	}
	if (good)
		b->size += size;
	close(fd);
	return good;
}

bool key_file(struct key_maker *k, const char *path)
{
	struct buf b = {0};
	bool good = read_file(path, &b);
	if (good)
		key_bytes(k, b.data, b.size);
	else
		key_text(k, NULL);
	buf_free(&b);
	return good;
}

void key_file_identity(struct key_maker *k, const char *path)
{
	struct stat s;
	char real[PATH_MAX];
	key_text(k, path && realpath(path, real) ? real : NULL);
	if (!path || stat(path, &s))
		return;
	key_number(k, (uint64_t)s.st_size);
	key_number(k, (uint64_t)s.st_mtim.tv_sec);
	key_number(k, (uint64_t)s.st_mtim.tv_nsec);
	key_number(k, s.st_ino);
}

struct cache_key key_end(struct key_maker *k)
{
	XXH128_hash_t h = XXH3_128bits_digest(k->state);
	XXH3_freeState(k->state);
	free(k);
	return (struct cache_key){{h.high64, h.low64}};
}

/* ---- entries -------------------------------------------------------------------------------------------------- */

struct header {
	char magic[8];
	struct cache_key key;
	uint64_t size, hash[2]; /* of what follows */
};

static const char magic[8] = "assayc1";

static void entry_path(const struct cache *c, const struct cache_key *key, char path[static PATH_MAX])
{
	snprintf(path, PATH_MAX, "%s/%02x/%016llx%016llx", c->folder, (unsigned)(key->w[0] >> 56),
	         (unsigned long long)key->w[0], (unsigned long long)key->w[1]);
}

bool cache_get(const struct cache *c, const struct cache_key *key, struct buf *out)
{
	char path[PATH_MAX];
	struct buf b = {0};
	struct header h;
	if (!c->folder)
		return false;
	entry_path(c, key, path);
	bool good = read_file(path, &b) && b.size >= sizeof h;
	if (good) {
		memcpy(&h, b.data, sizeof h);
		XXH128_hash_t hash = XXH3_128bits(b.data + sizeof h, b.size - sizeof h);
		good = !memcmp(h.magic, magic, sizeof magic) && !memcmp(&h.key, key, sizeof *key) &&
		       h.size == b.size - sizeof h && h.hash[0] == hash.high64 && h.hash[1] == hash.low64;
	}
	if (good)
		buf_add(out, b.data + sizeof h, b.size - sizeof h);
	buf_free(&b);
	return good;
}

void cache_put(const struct cache *c, const struct cache_key *key, const void *data, size_t size)
{
	char path[PATH_MAX];
	if (!c->folder)
		return;
	XXH128_hash_t hash = XXH3_128bits(data, size);
	struct header h = {.key = *key, .size = size, .hash = {hash.high64, hash.low64}};
	memcpy(h.magic, magic, sizeof magic);
	struct buf b = {0};
	buf_add(&b, &h, sizeof h);
	buf_add(&b, data, size);
	entry_path(c, key, path);
	char *slash = strrchr(path, '/');
	*slash = 0;
	folder_make(path); /* a cache that cannot be written costs time, nothing else */
	*slash = '/';
	file_write_atomically(path, b.data, b.size, 0644);
	buf_free(&b);
}

bool folder_make(const char *path)
{
	char p[PATH_MAX];
	struct stat s;
	if ((size_t)snprintf(p, sizeof p, "%s", path) >= sizeof p) {
		errno = ENAMETOOLONG;
		return false;
	}
	for (char *slash = p; (slash = strchr(slash + 1, '/'));) {
		*slash = 0;
		mkdir(p, 0777);
		*slash = '/';
	}
	return !mkdir(p, 0777) || (errno == EEXIST && !stat(p, &s) && S_ISDIR(s.st_mode));
}

bool file_read(const char *path, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;
	while (fd >= 0 && (n = read(fd, buf_reserve(out, 65536), 65536)) != 0) {
		if (n < 0 && errno != EINTR)
			break;
		out->size += n > 0 ? (size_t)n : 0;
	}
	int error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return n == 0;
}

static bool write_all(int fd, const char *data, size_t size)
{
	while (size) {
		ssize_t n = write(fd, data, size);
		if (n < 0 && errno != EINTR)
			return false;
		data += n > 0 ? n : 0;
		size -= n > 0 ? (size_t)n : 0;
	}
	return true;
}

bool file_write_atomically(const char *path, const void *data, size_t size, unsigned mode)
{
	static atomic_uint serial;
	char temp[PATH_MAX];
	if ((size_t)snprintf(temp, sizeof temp, "%s.%ld-%u.tmp", path, (long)getpid(), atomic_fetch_add(&serial, 1)) >=
	    sizeof temp) {
		errno = ENAMETOOLONG;
		return false;
	}
	int fd = open(temp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (fd < 0)
		return false;
	bool good = write_all(fd, data, size);
	int error = errno;
	if (close(fd) && good) {
		good = false;
		error = errno;
	}
	if (good && rename(temp, path)) {
		good = false;
		error = errno;
	}
	if (!good)
		unlink(temp);
	errno = error;
	return good;
}
