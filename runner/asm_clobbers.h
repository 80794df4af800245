/* asm_clobbers.h: asm statements that write what they do not name: the flags, registers named in the template. */
#ifndef ASSAY_ASM_CLOBBERS_H
#define ASSAY_ASM_CLOBBERS_H

#include "asm_blocks.h"

struct asm_fault {
	const struct asm_statement *statement;
	reg_t reg;
	bool flags;
	const char *text; /* "FILE:LINE: `add rax, rbx` writes the flags: add \"cc\" to the clobbers" */
};

struct asm_faults {
	struct asm_fault *v; /* by place in the source */
	unsigned n, cap;
	unsigned statements;     /* within functions */
	unsigned unseen;         /* of these, those of which not all is known: no code, or it cannot be decoded, ... */
	const char *unseen_text; /* which, NULL: none */
};

/* NULL: it went well; else why nothing is known, in the arena. */
const char *asm_clobbers_check(const struct asm_request *q, struct asm_faults *out, struct arena *arena);

#endif
