/* code_private.h: the steps of code_analyse in their order, for code.c and the steps themselves. */
#ifndef ASSAY_CODE_PRIVATE_H
#define ASSAY_CODE_PRIVATE_H

#include "code.h"

/* Beyond this a function is decoded up to here and not analysed (code.too_large): 256 MiB of struct insn. */
enum { MAX_INSTRUCTIONS = 2 << 20 };

struct decoder {
	const struct isa *isa;
	csh handle;
	cs_insn *insn;
	struct memo *memo; /* NULL: every instruction is decoded */
};

/* decode_memo.c */
struct memo *memo_new(void); /* freed by free() */
/* The instruction at `bytes`, of which there are `room`, as decoding would give it, symbols and relocated operands
 * excepted; false: not known. */
bool memo_find(struct memo *m, const struct isa *isa, const uint8_t *bytes, size_t room, uint64_t address,
               struct insn *out);
void memo_keep(struct memo *m, const struct isa *isa, const uint8_t *bytes, size_t room, const struct insn *in);
/* The text of an instruction with these bytes, `length` of it; NULL: not known, or it depends on the place. */
const char *memo_text(const struct memo *m, const struct isa *isa, const uint8_t *bytes, const struct insn *in,
                      size_t *length);
void memo_keep_text(struct memo *m, const struct isa *isa, const uint8_t *bytes, const struct insn *in,
                    const char *text, size_t length);

/* decode.c: the instruction at `bytes` into d->insn; false: none can be decoded. */
bool decoder_decode(struct decoder *d, const uint8_t *bytes, size_t room, uint64_t address);
/* decode.c: insn, part_range, undecoded_bytes. One free slot precedes insn[0]. */
void decode_function(struct code *c, struct decoder *d);

/* code.c: all that follows decoding. */
void code_analyse_decoded(struct code *c);

/* cfg.c: blocks and edges, jump tables among them, exits, unresolved jumps, the order of the blocks. */
void cfg_build(struct code *c);
/* The instruction where a jump to `address` arrives, NONE: outside the function. *inside: the address is in the
 * function but no instruction starts there. */
uint32_t cfg_destination(const struct code *c, uint64_t address, bool *inside);
/* Fills pred from succ. */
void cfg_predecessors(struct code *c);

/* jumptable.c */
enum jump_kind { JUMP_UNKNOWN, JUMP_TABLE, JUMP_TAIL_CALL };
struct jump_targets {
	uint32_t *v; /* instructions, ascending, each once */
	uint32_t n, cap;
};
struct jump_solver;
/* Reads c's blocks, edges and dominators as they are so far; what an earlier solver (NULL: none) noted stays. */
struct jump_solver *jump_solver_new(const struct code *c, const struct jump_solver *earlier);
/* Where the jump's table begins, so that others know where theirs end: for all jumps before any is solved. */
void jump_note(struct jump_solver *s, uint32_t insn);
/* JUMP_UNKNOWN with targets: these, and others that may be known once the graph leads there. */
enum jump_kind jump_solve(struct jump_solver *s, uint32_t insn, struct jump_targets *out);

/* dominators.c: rpo, additional roots, idom, dom_in, dom_out. Takes the edges of unreached blocks away. */
void dominators_build(struct code *c);

void arguments_build(struct code *c); /* arguments.c: what calls and returns read; written */
void loops_build(struct code *c);     /* loops.c */
void liveness_build(struct code *c);  /* liveness.c */
void ssa_build(struct code *c);       /* ssa.c */

#endif
