/* archive.c: the members of a static archive. */
#include "diag.h"
#include "image.h"

#include <ar.h>
#include <stdio.h>
#include <stdlib.h>

static const char thin_magic[] = "!<thin>\n";
enum { MAX_MEMBER_NAME = 4096 };

struct archive {
	const char *path;
	const uint8_t *data;
	size_t size;
	const char *long_names; /* the member "//", NULL: none */
	size_t long_names_size;
};

struct member {
	char name[MAX_MEMBER_NAME];
	size_t offset, size; /* of its content */
};

bool archive_is(const uint8_t *data, size_t size)
{
	return size >= SARMAG && (!memcmp(data, ARMAG, SARMAG) || !memcmp(data, thin_magic, SARMAG));
}

/* A decimal number, padded with spaces. */
static bool read_number(const char *text, size_t n, size_t *out)
{
	size_t i = 0;
	for (*out = 0; i < n && text[i] >= '0' && text[i] <= '9'; i++)
		*out = *out * 10 + (size_t)(text[i] - '0');
	bool digits = i;
	while (i < n && text[i] == ' ')
		i++;
	return digits && i == n;
}

/* A name ends with "/" (System V and GNU) or with spaces. */
static void copy_name(char *out, const char *text, size_t n)
{
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\n' || text[n - 1] == 0))
		n--;
	if (n && text[n - 1] == '/')
		n--;
	snprintf(out, MAX_MEMBER_NAME, "%.*s", (int)(n < MAX_MEMBER_NAME ? n : MAX_MEMBER_NAME - 1), text);
	for (; *out; out++) /* it goes into messages */
		if (*(unsigned char *)out < ' ' || *out == 0x7f)
			*out = '?';
}

/* "/123": at offset 123 of the member "//". "#1/20": BSD, the first 20 bytes of the content. Else as it stands. */
static bool read_name(const struct archive *a, const struct ar_hdr *h, struct member *m)
{
	size_t n;
	if (h->ar_name[0] == '/' && h->ar_name[1] >= '0' && h->ar_name[1] <= '9') {
		if (!read_number(h->ar_name + 1, sizeof h->ar_name - 1, &n) || n >= a->long_names_size)
			return false;
		const char *end = memchr(a->long_names + n, '\n', a->long_names_size - n);
		copy_name(m->name, a->long_names + n, end ? (size_t)(end - a->long_names) - n : a->long_names_size - n);
	} else if (!memcmp(h->ar_name, "#1/", 3)) {
		if (!read_number(h->ar_name + 3, sizeof h->ar_name - 3, &n) || n > m->size)
			return false;
		copy_name(m->name, (const char *)a->data + m->offset, n);
		m->offset += n;
		m->size -= n;
	} else {
		copy_name(m->name, h->ar_name, sizeof h->ar_name);
	}
	return true;
}

static bool is_index(const struct member *m, const struct ar_hdr *h)
{
	return !memcmp(h->ar_name, "/ ", 2) || !memcmp(h->ar_name, "/SYM64/", 7) || !strncmp(m->name, "__.SYMDEF", 9);
}

/* The member whose header is at `offset`. False: said why. */
static bool read_member(const struct archive *a, size_t offset, struct ar_hdr *h, struct member *m)
{
	if (a->size - offset < sizeof *h) {
		diag_error("%s: truncated at offset %#zx (expected a member's header of %zu bytes)", a->path, offset,
		           sizeof *h);
		return false;
	}
	memcpy(h, a->data + offset, sizeof *h);
	*m = (struct member){.offset = offset + sizeof *h};
	if (memcmp(h->ar_fmag, ARFMAG, 2) || !read_number(h->ar_size, sizeof h->ar_size, &m->size)) {
		diag_error("%s: no member's header at offset %#zx", a->path, offset);
		return false;
	}
	if (m->size > a->size - m->offset) {
		diag_error("%s: member at offset %#zx, %zu bytes, is outside of the file (%zu bytes): truncated?",
		           a->path, offset, m->size, a->size);
		return false;
	}
	return true;
}

static void visit_member(const struct archive *a, const struct member *m,
                         void (*each)(const char *path, const uint8_t *data, size_t size, void *ctx), void *ctx)
{
	char *path = NULL;
	if (asprintf(&path, "%s(%s)", a->path, m->name) < 0)
		diag_out_of_memory(MAX_MEMBER_NAME);
	const uint8_t *content = a->data + m->offset;
	if (archive_is(content, m->size))
		diag_error("%s: an archive within an archive (expected an ELF file)", path);
	else
		each(path, content, m->size, ctx);
	free(path);
}

void archive_each(const char *path, const uint8_t *data, size_t size,
                  void (*each)(const char *path, const uint8_t *data, size_t size, void *ctx), void *ctx)
{
	struct archive a = {.path = path, .data = data, .size = size};
	if (!memcmp(data, thin_magic, SARMAG)) {
		diag_error("%s: a thin archive, which only names its members: give those, or make an archive without T",
		           path);
		return;
	}
	for (size_t offset = SARMAG, next; offset < size; offset = next) {
		struct ar_hdr h;
		struct member m;
		if (!read_member(&a, offset, &h, &m))
			return;
		next = m.offset + m.size + (m.size & 1);
		if (!memcmp(h.ar_name, "//", 2)) {
			a.long_names = (const char *)data + m.offset;
			a.long_names_size = m.size;
			continue;
		}
		if (!read_name(&a, &h, &m)) {
			diag_error("%s: member at offset %#zx has a name that is not there: %.16s", path, offset,
			           h.ar_name);
			snprintf(m.name, sizeof m.name, "at %#zx", offset);
		}
		if (!is_index(&m, &h))
			visit_member(&a, &m, each, ctx);
	}
}
