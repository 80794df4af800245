/* verify.h: the side of `assay verify` that runs on the target: what the generated glue hands to the driver, what the
 * checks share, and what an ISA folder adds (ISA/verify/).
 *
 * `assay verify` builds one driver for each registry, build (toolchain/opt/mode) and ISA:
 *   - the kernel's sources. Mode `extern`: each compiled by itself with no flags beyond the build's. Mode `inlined`:
 *     included by the glue, every registered function of that source `static inline __attribute__((always_inline))`,
 *     the glue compiled with the tier's flags. Mode `lto`: like `extern`, all with -flto, the glue with the tier's
 * flags;
 *   - the references (-O2, never inlined);
 *   - glue files, one for all tiers that share source and flags, and a table of their rows, verify_kernels[];
 *   - kernels/verify/ *.c and ISA/verify/ *.c, *.S, at -O2 in every build, so that they are compiled once for each
 *     toolchain. Both folders are on the include path, of the glue too. References to our own kernels are no part of
 *     the driver, so they lie in kernels/verify/reference/.
 *
 * driver --kernel NAME --tier NAME --check NAME[,NAME...] --seed N [--length N] [--offset N] [--limit SECONDS]
 * [--quick | --all] (the names of the checks: runner/verify_checks.c) runs each check in a child process of its own
 * with a time limit, and prints one JSON object in a line for each:
 *   {"check":"sweep","result":"passed","cases":66625,"seconds":0.41}
 *   {"check":"sweep","result":"failed","cases":17,"length":33,"offset":5,"seed":7,"expected":"0x84","got":"0x80",
 *    "what":"result"}
 *   {"check":"huge","result":"skipped","why":"mmap of 4 GiB: Cannot allocate memory"}
 * `what` says what differs ("result", "rbx", "byte 3 behind the range", "killed by signal 11 (Segmentation fault)",
 * "still running after 20 s"). A child that dies leaves its case in shared memory, so that crashes name it too.
 * --length and --offset limit a check to that one case, for running it again; the contents of a case depend on the
 * seed, the length and the offset and on nothing else. What `offset` means is the check's own: see its file. Check
 * `choice` takes --expect TIER (what this CPU gets), --runs TIER[,TIER...] (all that it can run) and --environment NAME
 * (the variable that caps the choice). --list prints {"kernel":..,"tier":..} for each row. Exit codes:
 * 0 all passed or skipped; 1 one failed; 2 bad arguments. */
#ifndef ASSAY_VERIFY_H
#define ASSAY_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All parameters are of integer class, so an argument list is six words and any kernel can be called as this. */
enum { VERIFY_ARGS = 6 };
typedef uint64_t (*verify_fn)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);

enum verify_param {
	VERIFY_NONE,
	VERIFY_IN,    /* const void *: `size` bytes are read, at any alignment */
	VERIFY_WORDS, /* const uint64_t *: `size` words of 8 bytes are read, aligned to 8 */
	VERIFY_OUT,   /* void *: `size` bytes are written, at any alignment */
	VERIFY_SIZE,  /* size_t: the length of all ranges */
	VERIFY_BYTE,  /* int: 0..255 */
	VERIFY_U32,
	VERIFY_U64,
};

enum verify_result {
	VERIFY_RESULT_VOID,
	VERIFY_RESULT_U32, /* the upper half of the register is not looked at */
	VERIFY_RESULT_U64,
	VERIFY_RESULT_POINTER, /* into the first range, or NULL: compared as an offset */
};

struct verify_pressure;

struct verify_kernel {
	const char *kernel, *tier;
	uint8_t params[VERIFY_ARGS]; /* enum verify_param */
	uint8_t result;              /* enum verify_result */
	bool additive;               /* a range's result is the sum of its parts' results */
	verify_fn call, reference;
	/* The kernel called directly, twice, under register pressure with stores between (pressure.h). */
	void (*pressure)(struct verify_pressure *);
};

extern const struct verify_kernel *const verify_kernels[]; /* NULL-terminated; generated */
/* What tells the tier that this CPU gets; NULL: the registry names none. Generated. */
extern const char *(*const verify_choice)(void);

/* A glue file reads (pressure.h is included once for each row, so it may be so more than once in one file):
 *     #include "verify.h"
 *     static inline __attribute__((always_inline)) uint64_t assay_popcount_avx2(const void *, size_t);   (inlined)
 *     #include "/.../popcount_avx2.c"                                                                    (inlined)
 *     uint64_t assay_popcount_avx2(const void *, size_t);                                           (extern, lto)
 *     uint64_t reference_popcount(const void *, size_t);
 *     #define PRESSURE_NAME  pressure_3
 *     #define PRESSURE_CALL(a) (uint64_t)assay_popcount_avx2((const void *)(a)[0], (size_t)(a)[1])
 *     #define PRESSURE_INPUT 0       (which parameter is the first input; left out where there is none)
 *     #include "pressure.h"
 *     const struct verify_kernel verify_kernel_3 = {.kernel = "popcount", .tier = "avx2", ...};
 * A void kernel's PRESSURE_CALL is (f(...), 0). */

/* What pressure.h's functions work on. Each of its parts calls the kernel twice with the same arguments, with stores
 * before, between and behind. */
struct verify_pressure {
	unsigned part;     /* which one: 0, 1, ... */
	const char *title; /* out: what it holds across the calls; NULL: there is no such part */
	bool inner;        /* not a part, but stores at the indices VERIFY_INNER_0.. of the first input */
	const uint64_t *args;
	uint64_t result[2];
	/* bytes[0] is stored before the first call and behind the second, bytes[1] between them; three places, within
	 * an input range where there is room. */
	unsigned char *store[3];
	unsigned char bytes[2][3];
	/* Read behind the first call, and behind the second into loaded[2], loaded[3]: of an output range. */
	const unsigned char *load[2];
	unsigned char loaded[4];
	bool has_loaded, has_decided; /* the part does so */
	/* Values that are held in registers across the calls: VERIFY_LIVE_WORDS words for each, of
	 * which kept_bytes bytes are looked at. */
	const uint64_t *live;
	uint64_t *kept;
	unsigned n_kept, kept_bytes;
	uint64_t compare[2], outcome[2], decided; /* decided = compare[0] < compare[1] ? outcome[0] : outcome[1] */
};
enum { VERIFY_INNER_0 = 1, VERIFY_INNER_1 = 17, VERIFY_INNER_2 = 127 };
enum { VERIFY_LIVE = 32, VERIFY_LIVE_WORDS = 4 };

/* ---- what an ISA folder adds (ISA/verify/) ---- */

/* Calls f with every register poisoned from `seed` (callee-saved ones, and call-clobbered ones that carry no argument,
 * upper halves of vectors included), and checks afterwards what the ABI says must have survived, and what must be in
 * its ground state. False: `what` names the register or state, what was expected and what came. */
bool verify_isa_call(verify_fn f, const uint64_t args[VERIFY_ARGS], uint64_t seed, uint64_t *result, char *what,
                     size_t size);

/* The ways in which kernels of this ISA load: `footprint` tries them all, since a plugin of QEMU does not see every one
 * in every version, and some are emulated by a wider load than they ask for. */
struct verify_load {
	const char *name;                   /* "SVE ld1b"; NULL: the table's end */
	unsigned (*load)(const void *from); /* loads once and returns how many bytes; 0: this CPU has no such load */
	/* Of a masked load: whether the instruction at pc is one, and which byte behind `from` is the first that lives.
	 */
	bool (*is)(const void *pc);
	unsigned first;
};
extern const struct verify_load verify_isa_loads[];

#endif
