/* census_private.h: what the parts of the counted runs share. */
#ifndef ASSAY_CENSUS_PRIVATE_H
#define ASSAY_CENSUS_PRIVATE_H

#include "census.h"
#include "disassembly.h"
#include "oracle_elf.h"

struct census_insn {
	uint64_t address, size;
#define FIGURE(name) uint64_t name;
#include "census.def"
#undef FIGURE
};

/* One half, as the plugin counted it. */
struct census_unit {
	struct census_insn *v; /* by address within each range */
	unsigned n, cap;
	uint64_t callees, fills, filled;
	bool seen;
	uint64_t laps; /* behind the first */
	struct varying {
		uint64_t *v; /* addresses that were executed or diverted another number of times in some lap */
		unsigned n, cap;
	} varying;
};

/* Where code lies in the driver. */
struct census_range {
	uint64_t from, to;
	unsigned unit; /* 2 * pair + half; CENSUS_STOP: the driver's own code */
	unsigned pair; /* a stop that begins a lap of this pair; CENSUS_STOP: of none */
};
#define CENSUS_STOP (~0u)

struct census_ranges {
	struct census_range *v;
	unsigned n, cap;
	uint64_t lowest, highest; /* of units */
};

/* census_places.c: the sections of both halves in the driver. A pair that is not found is silent. */
bool census_place(struct census_ranges *r, const char *driver, struct census_pair *pair, unsigned n, struct arena *a);

/* census_figures.c: sums, from the instructions and their names. NULL: it went well. */
const char *census_sum(struct census_half *h, const struct census_unit *u, const struct disassembly *d,
                       struct arena *a);

#endif
