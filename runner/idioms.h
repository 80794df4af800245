/* idioms.h: what the files that look for work of one instruction share. Private to class_missed_idiom.c and idiom_*.c.
 */
#ifndef ASSAY_IDIOMS_H
#define ASSAY_IDIOMS_H

#include "bits.h"
#include "classes.h"

enum { MAX_IDIOM_EVIDENCE = 24 };

/* One function's search. */
struct idioms {
	const struct analysis *a;
	const struct code *c;
	struct finding_list *out;
	bool *covered; /* by instruction: it belongs to something that was reported */
	bool shown[N_IDIOM], asked[N_IDIOM];
};

struct match {
	enum idiom idiom;
	uint32_t insn;
	uint32_t evidence[MAX_IDIOM_EVIDENCE]; /* in the order of the code, `insn` among them */
	unsigned n;
	const char *what;        /* a sentence about this place */
	const char *instruction; /* what does it, NULL: as the ISA's table says */
	const char *note;
	enum level confidence;
	float saved; /* instructions */
	bool a_loop; /* a loop of its own: better without a loop even where the instruction is missing */
};

static inline const char *idiom_instruction(const struct idioms *s, enum idiom i)
{
	return s->c->isa->idioms[i].instruction;
}
/* What reverses the bytes of a word. */
static inline const char *idiom_swap(const struct idioms *s, unsigned bytes)
{
	return bytes == 2 ? "a rotation by 8, or a swap of the bytes of each half"
	                  : arena_printf(s->c->arena, "a byte swap (%s)", idiom_instruction(s, IDIOM_BYTE_SWAP));
}
void idiom_add(struct match *m, uint32_t insn);
/* Reports it where the ISA has an instruction for it, and covers its evidence. */
void idiom_report(struct idioms *s, struct match *m);

/* Whether nothing but the listed instructions uses what `insn` computes (returns may read any register). */
bool idiom_used_only_by(const struct idioms *s, uint32_t insn, const uint32_t *user, unsigned n);

/* What defines a register's value that instruction i reads: through copies; NONE: no instruction. */
uint32_t idiom_def(const struct code *c, uint32_t i, unsigned src);
uint32_t idiom_value_def(const struct code *c, uint32_t value);

/* How far operand m of instruction i lies behind operand n of j, in bytes. *wraps: if the 32-bit index that they are
 * computed from does not wrap around between them. False: not known. */
bool idiom_distance(const struct idioms *s, uint32_t i, unsigned m, uint32_t j, unsigned n, int64_t *distance,
                    bool *wraps);
#define IDIOM_WRAP_NOTE "as long as the 32-bit index does not wrap around between them"

void idioms_of_bits(struct idioms *s);    /* rotate, byte-swap, load-combine, bit-field */
void idioms_of_rotates(struct idioms *s); /* rotate by a count in a register */
void idioms_of_stores(struct idioms *s);  /* store-split */
void idioms_of_loops(struct idioms *s);   /* all that a loop does one bit or byte at a time */
void idioms_of_counts(struct idioms *s);  /* bit-count, leading-zeros, trailing-zeros without a loop */
void idioms_of_numbers(struct idioms *s); /* min-max, absolute-difference, multiply-add, multiply-by-constant */

#endif
