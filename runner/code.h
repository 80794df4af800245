/* code.h: one function as neutral instructions, basic blocks, loops and values. Built by code_analyse, read by all
 * classes, all of it in one arena. Everything here is linear, or near it, in the function's size. */
#ifndef ASSAY_CODE_H
#define ASSAY_CODE_H

#include "isa.h"
#include "object.h"

#define NONE UINT32_MAX /* no instruction, block, loop or value */

/* ---- control flow (cfg.c, jumptable.c, dominators.c) ----------------------------------------------------------- */

enum edge_kind { EDGE_NEXT, EDGE_TAKEN, EDGE_TABLE };

struct block {
	uint32_t first, end;         /* instructions [first, end) */
	uint32_t first_succ, n_succ; /* in code.succ; a branch's fall-through comes first, then its target */
	uint32_t first_pred, n_pred; /* in code.pred */
	uint32_t idom;               /* NONE: the entry, an additional root, or unreachable */
	uint32_t dom_in, dom_out; /* preorder interval in the dominator tree: a dominates b iff in_a <= in_b < out_a */
	uint32_t rpo;             /* position in code.rpo; NONE: never reached (padding) */
	uint32_t loop;            /* innermost loop, NONE */
	bool exits;               /* leaves the function: return, tail call, or a jump out of it */
	bool no_return;  /* every way from here ends in a call that does not return or in a trap (noreturn.c) */
	bool unresolved; /* ends in an indirect jump whose targets are unknown */
	bool extra;      /* reached from an additional root only */
};

/* Additional roots. Blocks that no known edge from the entry reaches (landing pads, targets of unresolved jumps) are
 * analysed too: they stand behind all others in code.rpo, from root blocks without idom, and have dominators and loops
 * among themselves. Edges from them into code that the entry reaches are in succ and pred and count for liveness and
 * values, but not for dominators and loops: what unwinding does says nothing about the shape of the loop around it.
 * Blocks with rpo NONE are padding, and have no edges. */

/* ---- loops (loops.c); what later analyses add is named with its file ------------------------------------------- */

enum loop_role { ROLE_MAIN, ROLE_VECTOR_MAIN, ROLE_REMAINDER, ROLE_PROLOGUE, ROLE_FALLBACK };

enum simd_blocker { /* bit numbers; names as in the audit schema, in this order */
	            BLOCK_CALL,
	            BLOCK_RECURRENCE,
	            BLOCK_FP_ORDER,
	            BLOCK_GATHER,
	            BLOCK_SCATTER,
	            BLOCK_CONDITIONAL_STORE,
	            BLOCK_DATA_DEPENDENT_EXIT,
	            BLOCK_DIVISION,
	            BLOCK_VOLATILE_OR_ATOMIC,
	            BLOCK_UNKNOWN_STRIDE,
	            N_BLOCKERS
};

struct loop {
	uint32_t header;                /* block */
	uint32_t parent;                /* loop, NONE */
	uint32_t depth;                 /* 1: outermost */
	uint32_t first_block, n_blocks; /* in code.loop_blocks: its blocks, inner loops' included, header first */
	uint32_t n_instructions;        /* inner loops' included */
	uint32_t preheader;             /* the only block outside with an edge to the header, NONE */
	uint32_t latch;                 /* the only source of back edges, NONE */
	bool innermost;
	bool has_call;
	bool irreducible_inside;   /* it holds a cycle that is not a natural loop: not judged */
	uint16_t vector_bits;      /* simd.c */
	bool scalable;             /* simd.c */
	uint8_t role;              /* roles.c: enum loop_role */
	uint16_t blockers;         /* simd.c: bits of enum simd_blocker */
	float latency, throughput; /* cycles.c: cycles of one iteration in code.model; innermost loops only, else 0 */
	uint16_t unknown_costs;    /* cycles.c: instructions whose cost the model does not know */
};

/* ---- values (ssa.c): SSA form over registers -------------------------------------------------------------------- */

/* VALUE_UNKNOWN: what a register holds at the start of a block that is reached in ways that are not known (a landing
 * pad, the target of an unresolved jump). */
enum value_kind { VALUE_ENTRY, VALUE_INSN, VALUE_PHI, VALUE_UNKNOWN };

/* What a register holds from one definition on. Redundant phis (all arguments one value) are replaced by that value,
 * also around loops. A call defines its clobbered registers. */
struct value {
	uint8_t kind;
	reg_t reg;
	uint32_t where;     /* VALUE_INSN: instruction; VALUE_PHI: block; VALUE_ENTRY: 0; VALUE_UNKNOWN: block */
	uint32_t first_arg; /* VALUE_PHI: code.phi_args[first_arg + i], i as the block's predecessors */
};

struct operand {
	reg_t reg;
	uint32_t value;
};

struct code {
	struct object *object;
	const struct function *function;
	const struct isa *isa;
	const struct core_model *model;
	struct arena *arena;

	struct insn *insn; /* main part first, then the parts, each in address order. Where a jump goes back to the
	                      function's start, an empty one (size 0, OP_NOP) stands before it as the entry block */
	uint32_t n_insn;
	uint32_t undecoded_bytes;
	struct part_range {
		uint32_t first, end;
		const struct part *part;
	} * part_range; /* of insn */
	uint32_t n_part_range;

	struct block *block; /* in instruction order; block 0 is the entry */
	uint32_t n_block;
	uint32_t *succ, *pred;  /* block numbers */
	uint8_t *succ_kind;     /* enum edge_kind, parallel to succ */
	uint32_t *block_of;     /* instruction -> block */
	uint32_t *rpo, n_rpo;   /* reverse postorder of the reachable blocks */
	uint32_t n_irreducible; /* cycles that are no natural loops */
	uint32_t n_unresolved;  /* indirect jumps whose targets are unknown */
	bool unresolved;        /* those, or undecoded bytes: what is not reported is unknown */
	bool too_large;         /* not analysed beyond decoding; said in the report */

	struct loop *loop; /* outer before inner, headers in reverse postorder */
	uint32_t n_loop;
	uint32_t *loop_blocks;

	regset *live_in, *live_out; /* by block (liveness.c) */
	regset *written;            /* by block: registers that it writes (arguments.c) */
	uint64_t *ops, all_ops; /* by block, and of all: bit n, an instruction of enum op n is there (arguments.c) */

	struct value *value;
	uint32_t n_value;
	uint32_t *phi_args;
	struct operand *uses; /* instruction i's are [first_use[i], first_use[i + 1]): one for each register in read */
	uint32_t *first_use;
	struct operand *defs; /* the same for write, without dead flags and without what a call clobbers and nobody
	                         reads afterwards: such definitions have no value (value_defined: NONE) */
	uint32_t *first_def;
	uint32_t *phi_of_block; /* phis of block b are the values [phi_of_block[b], phi_of_block[b + 1]); a redundant
	                           one is still there, with value_is_live false */
	bool *value_is_live;    /* not replaced, and reachable from some use */
};

/* What later analyses may rely on in insn, beyond what isa->lift gives: calls also read the registers that may hold
 * arguments (of isa->call_args) and sp; returns read call_results, callee_saved and sp; tail calls (jumps out of the
 * function) call_args, callee_saved and sp. Arguments and results that cannot be meant are left out: what an earlier
 * call clobbered and nobody has written since (arguments.c). An operand whose address a relocation supplies has its
 * resolved address in disp, imm or target. Symbols that are not in the file have invented addresses there, one range
 * for each symbol and one for each GOT slot, so that equal addresses mean equal places; `target` stays 0. */
#define EXTERNAL_ADDRESS(symbol) ((int64_t)(0x4000000000000000 | (uint64_t)(uint32_t)(symbol) << 24))
#define GOT_ADDRESS(symbol)      ((int64_t)(0x6000000000000000 | (uint64_t)(uint32_t)(symbol) << 4))

/* Decodes and analyses one function: instructions, control flow, loops, liveness, values. All lies in `arena`.
 * The capstone handle is the calling thread's own (decode.h). Never fails; see unresolved and too_large. */
struct decoder;
struct code *code_analyse(struct object *o, const struct function *f, const struct core_model *model, struct decoder *d,
                          struct arena *arena);

/* One decoder for each thread and ISA. */
struct decoder *decoder_open(const struct isa *isa);
void decoder_close(struct decoder *d);
/* The text of one instruction ("mov eax, dword ptr [rdi]"), with branch targets and relocated operands as symbol+offset
 * where they are known. */
const char *decoder_text(struct decoder *d, const struct object *o, const struct insn *in, struct arena *arena);

#define OP_BIT(op) (1ull << (op))
_Static_assert(OP_COUNT <= 64, "ops of a block are one word");

/* ---- questions --------------------------------------------------------------------------------------------------- */

static inline const struct insn *block_last(const struct code *c, const struct block *b)
{
	return &c->insn[b->end - 1];
}
static inline bool block_has(const struct code *c, uint32_t block, uint64_t ops) { return c->ops[block] & ops; }
static inline bool block_dominates(const struct code *c, uint32_t a, uint32_t b)
{
	return c->block[b].rpo != NONE && c->block[a].rpo != NONE && c->block[a].dom_in <= c->block[b].dom_in &&
	       c->block[b].dom_in < c->block[a].dom_out;
}
/* Whether loop `inner` is `outer` or lies in it: its range of loop_blocks lies in the other's. */
static inline bool loop_within(const struct code *c, uint32_t inner, uint32_t outer)
{
	return inner != NONE && outer != NONE &&
	       c->loop[inner].first_block - c->loop[outer].first_block < c->loop[outer].n_blocks;
}
static inline bool loop_has_block(const struct code *c, uint32_t loop, uint32_t block)
{
	return loop_within(c, c->block[block].loop, loop);
}
/* The value of `reg` that instruction i reads, or NONE where it does not read it. */
uint32_t value_used(const struct code *c, uint32_t i, reg_t reg);
/* The value that instruction i gives to `reg`, NONE. */
uint32_t value_defined(const struct code *c, uint32_t i, reg_t reg);
/* Whether the value is defined outside the loop. */
static inline bool value_invariant(const struct code *c, uint32_t loop, uint32_t value)
{
	if (value == NONE || c->value[value].kind == VALUE_ENTRY)
		return value != NONE;
	const struct value *v = &c->value[value];
	return !loop_has_block(c, loop, v->kind == VALUE_INSN ? c->block_of[v->where] : v->where);
}
/* Follows copies (INSN_COPY) back to the value that was copied. */
uint32_t value_origin(const struct code *c, uint32_t value);

/* The name of what a call goes to, through relocations, PLT and GOT slots; NULL unknown (object.h). */
const char *code_callee(const struct code *c, const struct insn *in);

#endif
