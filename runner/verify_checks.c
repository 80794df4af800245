/* verify_checks.c: the checks, in the order in which they are made. */
#include "verify.h"

#include <string.h>

/* The driver (kernels/verify/) knows those that it makes by these names. */
const struct verify_check verify_checks[] = {
    {"random", "random lengths, offsets and contents against the reference", VERIFY_WHERE_ABLE, NULL},
    {"sweep", "every length from 0 to 1024 at every offset from 0 to 64", VERIFY_WHERE_ABLE, NULL},
    {"ones", "long ranges with all bits set: accumulators overflow", VERIFY_WHERE_ABLE, NULL},
    {"guard-end", "ranges that end at an unmapped page", VERIFY_WHERE_ABLE, NULL},
    {"guard-start", "ranges that start right behind an unmapped page", VERIFY_WHERE_ABLE, NULL},
    {"footprint", "each access lies in a range, as QEMU's plugin or watchpoints see it", VERIFY_WHERE_SEEN,
     "footprint"},
    {"registers", "poisoned registers and CPU state: what must survive a call did", VERIFY_WHERE_ABLE, NULL},
    {"pressure", "called under register pressure, with stores between two calls", VERIFY_WHERE_ABLE, NULL},
    {"huge", "a range of more than 4 GiB", VERIFY_ONCE, NULL},
    {"choice", "the CPU gets the tier that it should, and a cap holds", VERIFY_AUTO, NULL},
    {"trap", "a CPU that lacks what the tier needs traps", VERIFY_WHERE_LACKING, NULL},
    {"clobbers", "asm statements name the flags and the registers that they write (read, not run)", VERIFY_SOURCE,
     NULL},
    {NULL, NULL, VERIFY_WHERE_ABLE, NULL},
};

unsigned verify_check_bit(const char *name)
{
	for (const struct verify_check *c = verify_checks; c->name; c++)
		if (!strcmp(c->name, name))
			return 1u << (c - verify_checks);
	return 0;
}

const char *verify_check_names(struct arena *arena)
{
	const char *text = "";
	for (const struct verify_check *c = verify_checks; c->name; c++)
		text = arena_printf(arena, "%s%s%s", text, *text ? ", " : "", c->name);
	return text;
}
