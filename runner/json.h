/* json.h: writes JSON piece by piece into a buffer. jansson builds whole trees and has no streaming writer; an audit of
 * a large library must never be one tree. What assay reads is read with jansson. */
#ifndef ASSAY_JSON_H
#define ASSAY_JSON_H

#include "buf.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
	struct buf *out;
	bool follows; /* a value stands before at this level: a comma is due */
};

/* key NULL: an array's element, or the whole document. Bytes of a string that are not UTF-8 become U+FFFD. */
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
void json_string(struct json *j, const char *key, const char *value);
void json_uint(struct json *j, const char *key, uint64_t value);
void json_int(struct json *j, const char *key, int64_t value);
void json_real(struct json *j, const char *key, double value); /* two decimals */
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);

#endif
