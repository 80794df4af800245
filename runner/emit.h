/* emit.h: writes JSON piece by piece into a buffer. jansson builds whole trees and has no streaming writer; an audit of
 * a large library must never be one tree. What assay reads is read with jansson. */
#ifndef ASSAY_EMIT_H
#define ASSAY_EMIT_H

#include "buf.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
	struct buf *out;
	bool follows; /* a value stands before at this level: a comma is due */
};

/* key NULL: an array's element, or the whole document. Bytes of a string that are not UTF-8 become U+FFFD. */
void emit_open(struct json *j, const char *key, char bracket);
void emit_close(struct json *j, char bracket);
void emit_string(struct json *j, const char *key, const char *value);
void emit_uint(struct json *j, const char *key, uint64_t value);
void emit_int(struct json *j, const char *key, int64_t value);
void emit_real(struct json *j, const char *key, double value); /* two decimals */
void emit_bool(struct json *j, const char *key, bool value);
void emit_null(struct json *j, const char *key);

#endif
