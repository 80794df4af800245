/* classes.h: the classes of codegen problems, and what one of them finds. */
#ifndef ASSAY_CLASSES_H
#define ASSAY_CLASSES_H

#include "code.h"
#include "cycles.h"
#include "induction.h"
#include "noreturn.h"
#include "stack.h"

enum level { LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH };
const char *level_name(enum level l);
bool level_parse(const char *name, enum level *l);

/* One place in one function where a class is seen. Strings are static or in the code's arena. */
struct finding {
	const struct class *class;
	const char *kind; /* NULL: the class has no kinds */
	uint32_t loop;    /* NONE: outside loops */
	uint32_t insn;    /* the instruction that it is reported at */
	enum level severity, confidence;
	float cost_cycles;  /* for each iteration of its loop; < 0: unknown */
	uint32_t *evidence; /* instructions in the order that explains it, at least one */
	uint32_t n_evidence;
	const char
	    *note; /* what the evidence is about that its text does not show ("panics in core::panicking::..."), NULL */
	const char *cause, *fix, *expect;
	bool counts; /* for verdicts: bounds-check of kind bounds, not assert */
};

struct finding_list {
	struct finding *v;
	uint32_t n, cap;
};

/* carried.c: by value; one for the whole function. */
struct carried_tables {
	uint64_t *from, *to;
};

/* All that a class may read. Nothing in it comes from another class. */
struct analysis {
	struct code *code;
	struct stack *stack;
	struct induction **induction; /* by loop, NULL where not asked for yet: analysis_induction */
	struct writers **writers;     /* by loop, NULL where not asked for yet: memory.c */
	struct chain *chain;          /* by loop; only innermost ones are filled */
	struct carried_tables *carried;
	struct users **users;                 /* NULL inside where not asked for yet: analysis_users */
	uint32_t spill_stores, spill_reloads; /* set by register_spill's count, for the report */
	bool spills_judged;                   /* false at -O0 */
	const struct spills *spills;          /* class_register_spill's own, made by its count */
};
struct induction *analysis_induction(const struct analysis *a, uint32_t loop);
struct users *analysis_users(const struct analysis *a);

struct class
{
	const char *name;  /* as in the audit schema */
	const char *title; /* one line for `assay list classes` */
	void (*find)(const struct analysis *a, struct finding_list *out);
	void (*count)(struct analysis *a); /* figures for the report beside findings, NULL */
};
/* One row for each class: class_ROW is in its own file. The order is the report's. */
#define CLASSES(ROW)                                                                                                   \
	ROW(bounds_check)                                                                                              \
	ROW(register_spill)                                                                                            \
	ROW(serial_chain)                                                                                              \
	ROW(missed_simd)                                                                                               \
	ROW(branchy_select)                                                                                            \
	ROW(redundant_load)                                                                                            \
	ROW(slow_division)                                                                                             \
	ROW(call_in_loop)                                                                                              \
	ROW(cold_in_hot)                                                                                               \
	ROW(branch_chain)                                                                                              \
	ROW(invariant_in_loop)                                                                                         \
	ROW(strided_access)                                                                                            \
	ROW(pointer_chase)                                                                                             \
	ROW(split_access)                                                                                              \
	ROW(missed_idiom)

#define CLASS_DECLARE(c) extern const struct class class_##c;
CLASSES(CLASS_DECLARE)
extern const struct class *const class_table[]; /* NULL-terminated */
const struct class *class_by_name(const char *name);

/* Everything about one function that classes read, and their counts; all in the arena. What is too large is not
 * analysed beyond code_analyse (code.too_large). */
struct analysis *analyse(struct object *o, const struct function *f, const struct core_model *model, struct decoder *d,
                         struct arena *arena);
/* The findings of the classes asked for (bit i: class_table[i]), in the table's order. */
void analysis_find(struct analysis *a, unsigned classes, struct finding_list *out);

/* simd.c: vector_bits, scalable and blockers of every loop. */
void simd_analyse(struct analysis *a);
/* roles.c: every loop's role; needs simd_analyse. */
void roles_assign(struct analysis *a);
/* cycles.c: latency, throughput of every innermost loop, and a->chain. */
void cycles_analyse(struct analysis *a);

#endif
