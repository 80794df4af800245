/* disassembly.h: an executable's instructions as llvm-objdump prints them, and what kind each name is by the ISA
 * folder's mnemonics.yaml. For oracles: shares nothing with assay's own decoder. */
#ifndef ASSAY_DISASSEMBLY_H
#define ASSAY_DISASSEMBLY_H

#include "toolchain.h"

/* Lists of mnemonics.yaml. */
#define MNEMONIC_LISTS(ROW) ROW(call) ROW(return ) ROW(jump) ROW(branch) ROW(division) ROW(nop) ROW(push)

enum mnemonic_kind {
	MNEMONIC_OTHER,
#define MNEMONIC_ENUM(name) MNEMONIC_##name,
	MNEMONIC_LISTS(MNEMONIC_ENUM)
#undef MNEMONIC_ENUM
	    MNEMONIC_KINDS
};

struct mnemonics {
	struct tool disassembler;
	struct strings list[MNEMONIC_KINDS];
	struct strings idiom, stack;
};

struct printed {
	uint64_t address;
	const char *text; /* mnemonic and operands, blanks squeezed */
	enum mnemonic_kind kind;
	bool idiom, stack; /* stack: it names the stack, or is one of `push` */
};

struct disassembly {
	struct printed *v; /* by address */
	unsigned n, cap;
	const char *error; /* NULL: it went well */
};

/* False: malformed (said). */
bool mnemonics_load(struct mnemonics *m, const struct isa *isa, struct arena *a);
/* FROM to TO of the file's code; with an empty range all of it. */
void disassemble(struct disassembly *d, const struct mnemonics *m, const char *path, uint64_t from, uint64_t to,
                 struct arena *a);
/* The instruction at this address; NULL: none starts there. */
const struct printed *disassembly_at(const struct disassembly *d, uint64_t address);

#endif
