/* debug.h: an object's DWARF, as debug.c opens it and source.c reads it. Private to them. */
#ifndef ASSAY_DEBUG_H
#define ASSAY_DEBUG_H

#include "image.h"

#include <elfutils/libdw.h>
#include <elfutils/libdwfl.h>

/* One compilation unit. What it holds is read when an address in it is first asked for. */
struct unit {
	Dwarf_Die die;
	bool read;
	const char *file, *path; /* the last file name asked for, and what it became */
	struct range *inlined;   /* by address, innermost: index in `names` */
	uint32_t n_inlined;
	const char **names; /* of inlined functions, NULL unknown */
};

struct debug {
	struct object *object;
	Elf *elf;
	char *copy; /* the image that was relocated, NULL: the file's own */
	Dwfl *dwfl;
	Dwarf *dwarf; /* NULL: it cannot be read */
	bool dwarf_is_ours;
	bool names_elsewhere; /* dwz: names lie in a file that is not opened */
	struct unit *units;
	uint32_t n_units;
	struct range *ranges; /* by address: index in `units` */
	uint32_t n_ranges;
};

/* Opens it once; NULL where there is none. */
struct debug *debug_open(struct object *o);
/* source.c: the units and their address ranges. */
void debug_read_units(struct debug *d);
/* source.c: sets o->producer to DW_AT_producer of the first unit. */
void debug_producer(struct object *o);

#endif
