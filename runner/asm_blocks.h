/* asm_blocks.h: the machine code of each asm statement of a C file. */
#ifndef ASSAY_ASM_BLOCKS_H
#define ASSAY_ASM_BLOCKS_H

#include "asm_source.h"
#include "code.h"
#include "compile.h"

struct asm_request {
	const struct config *config;
	char *const *flags; /* of the compiler, behind the config's own; NULL: none */
	const char *source;
	const char *scratch; /* prefix of file names that it may write, and removes */
};

/* One copy of a statement in the object: inlining and unrolling make several. */
struct asm_block {
	const struct asm_statement *statement;
	const struct code *code;
	struct decoder *decoder;
	const char *operands; /* the operands as this copy's assembly has them, with | between them; NULL: not known */
};

/* Preprocesses, reads the statements, puts marks around each template, compiles, and hands over every copy's machine
 * code; `each` may keep nothing of the block but its statement. Statements lie in the arena. NULL: it went well; else
 * what failed, in the arena. */
const char *asm_blocks_read(const struct asm_request *q, struct asm_statements *statements,
                            void (*each)(const struct asm_block *b, void *ctx), void *ctx, struct arena *arena);

#endif
