/* asm_source.h: the GNU asm statements of a C file, as the compiler sees them. */
#ifndef ASSAY_ASM_SOURCE_H
#define ASSAY_ASM_SOURCE_H

#include "yaml_file.h"

struct asm_operand {
	char *name;       /* of %[name]; NULL: it has none */
	char *constraint; /* "=&r" */
};

struct asm_operands {
	struct asm_operand *v;
	unsigned n, cap;
};

struct asm_statement {
	const char *file; /* where it stands, as the line markers say: for one out of a macro, where that is used */
	unsigned line;
	size_t begin, end;                   /* in the text: from the keyword to behind the closing parenthesis */
	size_t template_begin, template_end; /* the string literals of its template */
	char *template;                      /* in one piece, escape sequences decoded */
	bool is_volatile, is_goto, is_inline;
	bool basic;    /* no colon: no operands and clobbers, and `%` is a character like any other */
	bool toplevel; /* outside of functions */
	bool system;   /* in a header of the system's */
	struct asm_operands outputs, inputs;
	struct strings clobbers, labels;
};

struct asm_statements {
	struct asm_statement *v;
	unsigned n, cap;
	const char *fault; /* NULL: all were understood; else "FILE:LINE: ", what was expected */
};

/* Reads C after preprocessing, with line markers; comments are skipped all the same. `file` is the text's name up to
 * the first marker. An asm that gives a declaration's symbol or register is no statement. */
void asm_source_read(const char *text, size_t size, const char *file, struct asm_statements *out, struct arena *arena);

#endif
