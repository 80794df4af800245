/* demangle.c: C++ and Rust names as their authors wrote them. */
#include "buf.h"
#include "object.h"

#include <libiberty/demangle.h>
#include <setjmp.h>
#include <string.h>

/* Substitutions can make a short name exponentially long. */
enum { MAX_MANGLED = 1 << 14, MAX_DEMANGLED = 1 << 16 };

struct output {
	char text[MAX_DEMANGLED];
	size_t size;
	jmp_buf too_long;
};

static void add(const char *text, size_t size, void *opaque)
{
	struct output *out = opaque;
	if (size >= MAX_DEMANGLED - out->size)
		longjmp(out->too_long, 1);
	memcpy(out->text + out->size, text, size);
	out->size += size;
}

/* The recursion limit of the library is on unless DMGL_NO_RECURSE_LIMIT is given. */
static bool run(const char *name, struct output *out)
{
	enum { OPTIONS = DMGL_PARAMS | DMGL_ANSI };
	if (setjmp(out->too_long))
		return false;
	if (rust_demangle_callback(name, OPTIONS, add, out))
		return true;
	out->size = 0;
	return cplus_demangle_v3_callback(name, OPTIONS, add, out);
}

const char *demangle(const char *name, struct arena *a)
{
	bool rust = name[0] == '_' && name[1] == 'R', itanium = name[0] == '_' && name[1] == 'Z';
	if ((!rust && !itanium) || strnlen(name, MAX_MANGLED) == MAX_MANGLED)
		return NULL;
	struct output out;
	out.size = 0;
	if (!run(name, &out) || !out.size)
		return NULL;
	out.text[out.size] = 0;
	return arena_strdup(a, out.text);
}
