/* assembled.h: one function of assembly text as an object file, for tests. */
#ifndef ASSAY_ASSEMBLED_H
#define ASSAY_ASSEMBLED_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "object.h"

/* Assembles `text` as function f and gives the object to `each`; a failing assembler fails the test. */
static void assembled(const char *isa, const char *prologue, const char *text, void (*each)(struct object *, void *),
                      void *ctx)
{
	char source[64], object[64], command[256];
	snprintf(source, sizeof source, "/tmp/assay-assembled-%ld.s", (long)getpid());
	snprintf(object, sizeof object, "/tmp/assay-assembled-%ld.o", (long)getpid());
	FILE *f = fopen(source, "w");
	assert_non_null(f);
	fprintf(f, "%s\t.text\n\t.globl f\n\t.type f, %%function\nf:\n%s\t.text\n\t.size f, . - f\n", prologue, text);
	fclose(f);
	snprintf(command, sizeof command, "%s-linux-gnu-gcc -c -o %s %s", isa, object, source);
	assert_int_equal(system(command), 0);
	object_each(object, each, ctx);
	unlink(source);
	unlink(object);
}

#endif
