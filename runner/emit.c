/* emit.c: writes JSON piece by piece into a buffer. */
#include "emit.h"

#include <math.h>

static const char hex[] = "0123456789abcdef";

/* The length of the well-formed UTF-8 sequence at s, 0: none. Table 3-7 of the Unicode standard. */
static size_t utf8_length(const unsigned char *s)
{
	static const struct {
		unsigned char first, last, low, high;
		uint8_t length;
	} rows[] = {
	    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
	    {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
	    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
	};
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
		if (*s < rows[r].first || *s > rows[r].last)
			continue;
		if (s[1] < rows[r].low || s[1] > rows[r].high)
			return 0;
		for (size_t i = 2; i < rows[r].length; i++)
			if (s[i] < 0x80 || s[i] > 0xbf)
				return 0;
		return rows[r].length;
	}
	return 0;
}

static void escape_control(struct buf *out, unsigned char c)
{
	switch (c) {
	case '"':
		buf_add(out, "\\\"", 2);
		return;
	case '\\':
		buf_add(out, "\\\\", 2);
		return;
	case '\n':
		buf_add(out, "\\n", 2);
		return;
	case '\t':
		buf_add(out, "\\t", 2);
		return;
	default:
		buf_add(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
	}
}

/* Of the n bytes at s those in front of the first that may need something, eight at a time. */
static size_t plain_prefix(const char *s, size_t n)
{
	const uint64_t ones = 0x0101010101010101u, high = ones << 7;
	size_t i = 0;
	for (; i + 8 <= n; i += 8) {
		uint64_t w;
		memcpy(&w, s + i, 8);
		uint64_t quote = w ^ ones * '"', slash = w ^ ones * '\\', del = w ^ ones * 0x7f;
		if ((w | (w - ones * 0x20) | (quote - ones) | (slash - ones) | (del - ones)) & high)
			break;
	}
	return i;
}

static void put_string(struct buf *out, const char *value)
{
	size_t length = strlen(value), prefix = plain_prefix(value, length);
	char *room = buf_reserve(out, length + 2);
	*room++ = '"';
	memcpy(room, value, prefix);
	out->size += prefix + 1;
	const unsigned char *s = (const unsigned char *)value + prefix, *plain = s;
	while (*s) {
		size_t n = *s >= 0x80 ? utf8_length(s) : *s >= 0x20 && *s != '"' && *s != '\\' && *s != 0x7f;
		if (n) {
			s += n;
			continue;
		}
		buf_add(out, plain, (size_t)(s - plain));
		if (*s >= 0x80)
			buf_add(out, "\\ufffd", 6);
		else
			escape_control(out, *s);
		plain = ++s;
	}
	buf_add(out, plain, (size_t)(s - plain));
	buf_putc(out, '"');
}

static void put_key(struct json *j, const char *key)
{
	if (j->follows)
		buf_putc(j->out, ',');
	j->follows = true;
	if (key) {
		size_t n = strlen(key);
		char *room = buf_reserve(j->out, n + 3);
		*room = '"';
		memcpy(room + 1, key, n);
		memcpy(room + 1 + n, "\":", 2);
		j->out->size += n + 3;
	}
}

void emit_open(struct json *j, const char *key, char bracket)
{
	put_key(j, key);
	buf_putc(j->out, bracket);
	j->follows = false;
}

void emit_close(struct json *j, char bracket)
{
	buf_putc(j->out, bracket);
	j->follows = true;
}

void emit_string(struct json *j, const char *key, const char *value)
{
	put_key(j, key);
	put_string(j->out, value);
}

static void put_uint(struct buf *out, uint64_t value)
{
	char digits[20], *p = digits + sizeof digits;
	do
		*--p = (char)('0' + value % 10);
	while (value /= 10);
	buf_add(out, p, (size_t)(digits + sizeof digits - p));
}

void emit_uint(struct json *j, const char *key, uint64_t value)
{
	put_key(j, key);
	put_uint(j->out, value);
}

/* As %.2f has it. Close to the middle between two hundredths printf decides: the product may be rounded. */
static void put_hundredths(struct buf *out, double value)
{
	enum { MOST = 1000000 };
	double all = value * 100, whole = floor(all), rest = all - whole;
	if (signbit(value) || value >= MOST || fabs(rest - 0.5) < 1e-6) {
		buf_printf(out, "%.2f", value);
		return;
	}
	uint32_t n = (uint32_t)whole + (rest > 0.5);
	put_uint(out, n / 100);
	buf_add(out, (char[]){'.', (char)('0' + n / 10 % 10), (char)('0' + n % 10)}, 3);
}

void emit_int(struct json *j, const char *key, int64_t value)
{
	if (value >= 0) {
		emit_uint(j, key, (uint64_t)value);
		return;
	}
	put_key(j, key);
	buf_printf(j->out, "%lld", (long long)value);
}

void emit_real(struct json *j, const char *key, double value)
{
	put_key(j, key);
	if (isfinite(value))
		put_hundredths(j->out, value);
	else
		buf_puts(j->out, "null");
}

void emit_bool(struct json *j, const char *key, bool value)
{
	put_key(j, key);
	buf_puts(j->out, value ? "true" : "false");
}

void emit_null(struct json *j, const char *key)
{
	put_key(j, key);
	buf_puts(j->out, "null");
}
