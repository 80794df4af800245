/* cache.h: results by the content of what they were made from. Safe to share between runs at the same time. */
#ifndef ASSAY_CACHE_H
#define ASSAY_CACHE_H

#include "buf.h"

#include <stdbool.h>
#include <stdint.h>

struct cache_key {
	uint64_t w[2];
};

/* A key is the hash of labelled inputs, each with its length: two lists of inputs never run into each other. */
struct key_maker;
struct key_maker *key_begin(const char *kind);
void key_bytes(struct key_maker *k, const void *data, size_t size);
void key_text(struct key_maker *k, const char *text); /* NULL is an input too */
void key_strings(struct key_maker *k, char *const *list);
void key_number(struct key_maker *k, uint64_t n);
void key_key(struct key_maker *k, const struct cache_key *other);
/* A file's content; false: unreadable, which is an input too. */
bool key_file(struct key_maker *k, const char *path);
/* Its resolved path, size and times: for large files that change only by being replaced. */
void key_file_identity(struct key_maker *k, const char *path);
struct cache_key key_end(struct key_maker *k);

struct cache {
	char *folder; /* NULL: off, nothing is found and nothing kept */
};

/* An entry is whole or not there: what is torn or of another format is taken for missing. */
bool cache_get(const struct cache *c, const struct cache_key *key, struct buf *out);
void cache_put(const struct cache *c, const struct cache_key *key, const void *data, size_t size);

/* Appends the whole file; false: could not (errno). */
bool file_read(const char *path, struct buf *out);
/* Writes a file in one piece: a temporary one beside it, then renamed. False: could not (errno). */
bool file_write_atomically(const char *path, const void *data, size_t size, unsigned mode);
/* Makes a folder and those above it; false: could not (errno). */
bool folder_make(const char *path);

#endif
