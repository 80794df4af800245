/* candidates.h: what functions.c collects before it is a function. Private to functions.c and parts.c. */
#ifndef ASSAY_CANDIDATES_H
#define ASSAY_CANDIDATES_H

#include "image.h"

enum kind {
	KIND_FUNCTION, /* a symbol for a function */
	KIND_LABEL,    /* a global symbol without a type in code: hand-written assembly */
	KIND_UNWIND,   /* an FDE without a symbol */
	KIND_STOP,     /* anything else that has a name in code: ends what comes before it */
};

struct candidate {
	uint64_t address, size;
	const char *name; /* NULL: none */
	size_t length;    /* of the name */
	int32_t section;
	uint32_t file;  /* its STT_FILE symbol: tells local functions with the same name apart */
	uint32_t owner; /* index of the function that this is a part of, NOT_A_PART */
	uint8_t kind;
	bool global, unwind, mid_frame;
};
#define NOT_A_PART UINT32_MAX

struct work {
	struct object *o;
	struct image *im;
	struct arena arena;  /* until functions_find returns */
	struct candidate *v; /* by address, one for each */
	uint32_t n, cap;
	struct fde_list fdes;
};

/* parts.c: sets `owner` of what is a part. */
void parts_by_name(struct work *w);
void parts_by_jumps(struct work *w);

#endif
