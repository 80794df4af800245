/* callees.h: what a call goes to: in which way, how large it is, and what is known of functions of its name. */
#ifndef ASSAY_CALLEES_H
#define ASSAY_CALLEES_H

#include "code.h"

enum callee_way {
	CALLEE_DIRECT,   /* its code is in this file */
	CALLEE_NAMED,    /* named, through the PLT or a GOT slot, or to what is linked later: may be another file's */
	CALLEE_INDIRECT, /* the address is a value */
};

/* Sorts of functions that want other words than a small function of the program's own. */
enum callee_sort {
	SORT_ANY,
	SORT_MEMORY,    /* copies, fills, compares or searches as many bytes as it is told */
	SORT_STRING,    /* the same up to an end that it finds itself */
	SORT_CHARACTER, /* a table look-up or a few instructions: toupper, isalpha, getc */
	SORT_MATH,      /* an elementary function of one number */
	SORT_RUNTIME,   /* the compiler's own: for what the ISA level that was asked for has no instruction */
	SORT_ATOMIC,    /* out-of-line atomics: chosen by a run-time test of the CPU */
	SORT_TLS,       /* where a thread's variables are */
	SORT_LONG,      /* allocates, formats, sorts, locks, asks the kernel: the call is the least of it */
	SORT_PROBE,     /* a profiler's or sanitizer's */
	N_SORTS
};

struct callee {
	enum callee_way way;
	enum callee_sort sort;
	const char *name; /* NULL: unknown */
	uint64_t address; /* in this file; 0: elsewhere, or unknown */
	uint64_t size;    /* bytes; 0: unknown */
	uint32_t
	    pointer;    /* CALLEE_INDIRECT: the value that is called; NONE: it is read from memory by the call itself */
	bool table;     /* CALLEE_INDIRECT: the pointer was loaded through a pointer that was loaded itself */
	bool invariant; /* CALLEE_INDIRECT: the same pointer in every iteration of the loop */
	bool variable;  /* CALLEE_INDIRECT: it is loaded each time, from one place */
	bool recursive; /* the function that the call is in */
};

/* Of call instruction i, in `loop`. */
struct callee callee_of(const struct code *c, uint32_t i, uint32_t loop);
/* By a table of names and their beginnings; leading underscores and "_chk" behind do not count. */
enum callee_sort callee_sort(const char *name);

/* Whether the call's third integer argument, the size that the functions of SORT_MEMORY take, is a constant. */
bool callee_size_constant(const struct code *c, uint32_t i, int64_t *size);

#endif
