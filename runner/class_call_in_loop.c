/* class_call_in_loop.c: a call in an innermost loop: direct, through the PLT or GOT, or through a pointer.
 *
 * Kinds go by what the user can do about it. `direct`: the code is in this file, and could be inlined. `plt`: the
 * function has a name and is not in this file, whether the call goes through a PLT entry, a GOT slot or a relocation
 * that the linker will resolve: the compiler cannot see it. `indirect`: what is called is a value. */
#include "callees.h"
#include "classes.h"
#include "hot.h"

#include <string.h>

enum {
	TINY = 96,     /* bytes: some 24 instructions, of which a call is a large part */
	SMALL = 160,   /* bytes: some 40 instructions, what compilers inline without being asked */
	SHORT = 40,    /* instructions of a loop in which a call is a large part of the work */
	LONG = 160,    /* and of one in which it is a small part */
	MAX_CALLS = 8, /* calls of one function in one loop, named as evidence */
	LOOK_BACK = 32 /* findings among which an earlier call of the same function is looked for */
};

/* The callees of a loop's findings, in their order. */
struct reported {
	struct callee *v;
	uint32_t n, cap;
};

struct site {
	const struct analysis *a;
	struct reported *reported;
	uint32_t insn, loop;
	struct callee callee;
	enum hot_how how;
};

/* Then what it does weighs more than the call. */
static bool is_large(const struct callee *k) { return k->size > SMALL; }

/* ---- words ------------------------------------------------------------------------------------------------------- */

struct words {
	const char *cause; /* behind the function's name */
	const char *fix, *expect;
};

#define NO_CALL "No call in the loop, no saving of registers around it, and often vectors."

static const struct words by_sort[N_SORTS] = {
    [SORT_MEMORY] =
        {"is called in the loop for a number of bytes that the compiler does not know: "
         "for a few bytes the call and the choice of a way inside cost more than the bytes.",
         "Copy or compare a constant number of bytes (the compiler then writes a few loads and stores), take "
         "many small pieces together, or write the short case as a loop of words in front of the call.",
         "Loads and stores of 8 or 16 bytes in the loop, and the call only where pieces are long."},
    [SORT_STRING] = {"is called in the loop; it finds the end of its string each time again.",
                     "Keep lengths beside the strings, hoist the call where its argument does not change, or compare a "
                     "hash or the first bytes before.",
                     "No call in the loop, or only where a cheap test before it does not decide."},
    [SORT_CHARACTER] =
        {"is called once for each character, and does a few instructions' work: a table look-up, a "
         "buffer's next byte.",
         "Write it out for the characters that you mean (c | 0x20, c - '0' < 10u), use a table of your own, or "
         "read and write blocks (fread, fwrite; getc_unlocked at least).",
         NO_CALL},
    [SORT_MATH] =
        {"is called for each element, and the compiler has no instruction or vector form of it under the "
         "rules it was given.",
         "Compile with -fno-math-errno, and -ffast-math with a vector library where its rules are yours; an ISA "
         "level with rounding or fused instructions; a polynomial for the range that you need.",
         "One instruction, or a call for each vector."},
    [SORT_RUNTIME] =
        {"is the compiler's own helper: the ISA level that was asked for has no instruction for it, or "
         "the type is wider than the machine's.",
         "Ask for an ISA level that has the instruction (-march=...), use a narrower type, or write what you "
         "need of it.",
         "One instruction, or a few, in place of the call."},
    [SORT_ATOMIC] =
        {"chooses at run time between atomic instructions and a loop of exclusives.",
         "Ask for an ISA level with atomic instructions (-march=armv8.1-a, -mno-outline-atomics); count in a "
         "local variable and add once.",
         "One atomic instruction, or none in the loop."},
    [SORT_TLS] =
        {"is called for the address of a thread's variable each time.",
         "Take the variable's address once before the loop, or compile with -ftls-model=initial-exec where the "
         "code is no module that is loaded later.",
         "The address in a register, taken before the loop."},
    [SORT_LONG] = {"is called in the loop. It does much inside: the call itself is the least of it.",
                   "Call it less often: allocate, format, lock, read or write for many elements at once.",
                   "No such call in the innermost loop."},
    [SORT_PROBE] = {"is a profiler's or sanitizer's call.", "Build without the instrumentation before judging speed.",
                    NO_CALL},
};

static const struct words direct = {
    "is in this file, and was not inlined: it is marked noinline or not static, too large by the compiler's count, "
    "or is called from several places.",
    "Make it static inline (always_inline where the compiler still does not), or let it work on many elements for each "
    "call.",
    NO_CALL};
static const struct words large = {
    "is in this file, and too large to be inlined: what it does weighs more than the call.",
    "Inline only its short way, and leave the rest in a function that is seldom called; or let it work on many "
    "elements.",
    "The common case in the loop, a call for the others."};
static const struct words recursion = {
    "calls itself in a loop.", "Keep a stack of your own, or handle the last level (leaves, small cases) in the loop.",
    "No call for what has nothing below it."};
static const struct words named = {
    "is not in this file: the compiler cannot inline it, keeps nothing in call-clobbered registers across it, and "
    "takes it that all memory may change.",
    "Move its definition into a header, link with -flto, or call it for many elements at once.", NO_CALL};
static const struct words interposable = {
    "is in this file, but the call goes through the PLT: whoever loads the library may replace the function, so it is "
    "not inlined.",
    "Hide it (-fvisibility=hidden, or a hidden alias for calls from within), or link with -Bsymbolic-functions and "
    "-fno-semantic-interposition.",
    "A direct call, or none."};
static const struct words pointer = {
    "is a value here, so that the compiler can see nothing of it: registers are saved around the call, nothing "
    "is inlined, and the core must guess where it goes.",
    "Make a copy of the loop for each function that may be meant (a macro, a template, an inline function that takes "
    "the "
    "function as constant).",
    NO_CALL};
static const struct words same_pointer = {
    "is called through the same pointer in every iteration: the choice was made before the loop, and the compiler "
    "cannot see what it was.",
    "Test the pointer before the loop, with one loop for each function that may be meant; or make the loop an inline "
    "function that takes the function as constant.",
    NO_CALL};
static const struct words variable = {
    "is called through a variable that lies at one place: it is loaded for each call, because the function called may "
    "change it as far as the compiler can tell.",
    "Copy the pointer into a local before the loop; better test it there, with one loop for each function that may be "
    "meant.",
    NO_CALL};
static const struct words virtual = {
    "is loaded through a pointer that was loaded itself (a virtual call, an object's or a driver's own function): a "
    "load "
    "behind a load, and a jump that is predicted only where the kinds of objects repeat.",
    "Sort or split the objects by kind and loop over each kind alone; make the class final where it is; or switch on a "
    "tag, with the bodies inlined.",
    NO_CALL};

static const struct words *words_of(const struct callee *k)
{
	if (k->sort != SORT_ANY)
		return &by_sort[k->sort];
	if (k->recursive)
		return &recursion;
	if (k->way == CALLEE_NAMED)
		return k->size ? &interposable : &named;
	if (k->way == CALLEE_DIRECT)
		return is_large(k) ? &large : &direct;
	return k->invariant ? &same_pointer : k->variable ? &variable : k->table ? &virtual : &pointer;
}

static const char *name_of(const struct site *s)
{
	const char *name = s->callee.name ? demangle(s->callee.name, s->a->code->arena) : NULL;
	return name ? name : s->callee.name ? s->callee.name : "The function";
}

static const char *note_of(const struct site *s)
{
	static const char *const how[] = {
	    [HOT_EVERY] = "in every iteration", [HOT_SOME] = "behind a branch", [HOT_ASIDE] = "aside, behind a branch"};
	struct arena *arena = s->a->code->arena;
	const struct callee *k = &s->callee;
	int64_t size;
	if (k->way == CALLEE_INDIRECT)
		return arena_printf(arena, "%s, %s", how[s->how],
		                    k->invariant  ? "the same pointer each time"
		                    : k->variable ? "through one variable"
		                    : k->table    ? "through a pointer in an object or table"
		                                  : "through a pointer");
	if (k->size)
		return arena_printf(arena, "%s, %llu bytes: %s", how[s->how], (unsigned long long)k->size, name_of(s));
	if (k->sort == SORT_MEMORY && callee_size_constant(s->a->code, s->insn, &size))
		return arena_printf(arena, "%s, on %lld bytes: %s", how[s->how], (long long)size, name_of(s));
	return k->name ? arena_printf(arena, "%s, of unknown size: %s", how[s->how], name_of(s)) : how[s->how];
}

/* ---- how much it matters ----------------------------------------------------------------------------------------- */

static enum level severity_of(const struct site *s)
{
	static const enum level most[N_SORTS] = {
	    [SORT_ANY] = LEVEL_HIGH,       [SORT_MEMORY] = LEVEL_MEDIUM, [SORT_STRING] = LEVEL_MEDIUM,
	    [SORT_CHARACTER] = LEVEL_HIGH, [SORT_MATH] = LEVEL_MEDIUM,   [SORT_RUNTIME] = LEVEL_HIGH,
	    [SORT_ATOMIC] = LEVEL_MEDIUM,  [SORT_TLS] = LEVEL_MEDIUM,    [SORT_LONG] = LEVEL_LOW,
	    [SORT_PROBE] = LEVEL_LOW};
	const struct loop *l = &s->a->code->loop[s->loop];
	enum level v = most[s->callee.sort];
	int64_t size;
	if (is_large(&s->callee) || s->how == HOT_ASIDE || l->n_instructions > LONG)
		return LEVEL_LOW;
	if (s->callee.sort == SORT_MEMORY && callee_size_constant(s->a->code, s->insn, &size))
		return LEVEL_LOW;
	if (v == LEVEL_HIGH &&
	    (s->how == HOT_SOME || l->n_instructions > SHORT || s->callee.size > TINY || s->callee.recursive))
		return LEVEL_MEDIUM;
	return v;
}

static enum level confidence_of(const struct site *s)
{
	const struct callee *k = &s->callee;
	if (s->how == HOT_ASIDE || is_large(k) || k->sort == SORT_PROBE)
		return LEVEL_LOW;
	return s->how == HOT_SOME || (k->way == CALLEE_DIRECT && !k->size) ? LEVEL_MEDIUM : LEVEL_HIGH;
}

/* The call and the return, and the jump in the PLT, are taken branches; what is saved around the call comes on top. */
static float cost_of_call(const struct site *s)
{
	uint8_t taken = s->a->code->model->taken_per_cycle;
	return (s->callee.way == CALLEE_NAMED ? 3.f : 2.f) / (taken ? (float)taken : 1.f);
}

/* ---- findings ---------------------------------------------------------------------------------------------------- */

static const char *const kinds[] = {[CALLEE_DIRECT] = "direct", [CALLEE_NAMED] = "plt", [CALLEE_INDIRECT] = "indirect"};

/* The finding that another call of the same function in the same loop made. */
static struct finding *earlier(const struct site *s, struct finding_list *out, uint32_t first)
{
	for (uint32_t i = out->n, n = 0; i-- > first && n < LOOK_BACK; n++) {
		struct finding *f = &out->v[i];
		if (f->loop != s->loop || f->kind != kinds[s->callee.way])
			continue;
		const struct callee *k = &s->reported->v[i - first];
		bool same = k->way == CALLEE_INDIRECT ? k->pointer != NONE && k->pointer == s->callee.pointer
		            : k->name                 ? s->callee.name && !strcmp(k->name, s->callee.name)
		                                      : k->address && k->address == s->callee.address;
		if (same)
			return f;
	}
	return NULL;
}

static void report(const struct site *s, struct finding_list *out, uint32_t first)
{
	struct arena *arena = s->a->code->arena;
	const struct words *w = words_of(&s->callee);
	struct finding *f = earlier(s, out, first);
	enum level severity = severity_of(s), confidence = confidence_of(s);
	bool counts = s->how != HOT_ASIDE && s->callee.sort != SORT_PROBE &&
	              (s->callee.way != CALLEE_DIRECT || !is_large(&s->callee));
	if (f && f->n_evidence < MAX_CALLS)
		f->evidence[f->n_evidence++] = s->insn;
	if (f && (f->counts >= counts && f->severity >= severity))
		return;
	if (!f) {
		f = ARENA_PUSH(arena, out);
		(void)ARENA_PUSH(arena, s->reported);
		*f = (struct finding){
		    .class = &class_call_in_loop, .evidence = ARENA_ARRAY(arena, uint32_t, MAX_CALLS), .n_evidence = 1};
		f->evidence[0] = s->insn;
	}
	s->reported->v[f - out->v - first] = s->callee;
	f->kind = kinds[s->callee.way];
	f->loop = s->loop;
	f->insn = s->insn;
	f->severity = severity;
	f->confidence = confidence;
	f->cost_cycles = cost_of_call(s);
	f->note = note_of(s);
	f->cause = arena_printf(arena, "%s %s", name_of(s), w->cause);
	f->fix = w->fix;
	f->expect = w->expect;
	f->counts = counts;
}

static bool has_call(const struct code *c, uint32_t block)
{
	for (uint32_t i = c->block[block].first; i < c->block[block].end; i++)
		if (insn_is_call(&c->insn[i]))
			return true;
	return false;
}

static void judge_loop(const struct analysis *a, uint32_t loop, struct finding_list *out)
{
	const struct code *c = a->code;
	const struct loop *l = &c->loop[loop];
	struct hot h = hot_of(c, loop);
	uint32_t first = out->n;
	struct reported reported = {0};
	for (uint32_t k = 0; k < l->n_blocks; k++) {
		uint32_t b = c->loop_blocks[l->first_block + k];
		if (!has_call(c, b) || c->block[b].extra || hot_part(c, b) != hot_part(c, l->header))
			continue;
		struct site s = {.a = a, .reported = &reported, .loop = loop, .how = hot_block(&h, b)};
		for (s.insn = c->block[b].first; s.insn < c->block[b].end && s.how != HOT_FAILS; s.insn++) {
			if (!insn_is_call(&c->insn[s.insn]))
				continue;
			s.callee = callee_of(c, s.insn, loop);
			if (s.how == HOT_ASIDE && is_large(&s.callee))
				continue;
			report(&s, out, first);
		}
	}
}

static void find(const struct analysis *a, struct finding_list *out)
{
	const struct code *c = a->code;
	for (uint32_t l = 0; l < c->n_loop; l++)
		if (c->loop[l].innermost && c->loop[l].has_call && !c->loop[l].irreducible_inside)
			judge_loop(a, l, out);
}

const struct class class_call_in_loop = {
    .name = "call-in-loop",
    .title = "a call in an innermost loop",
    .find = find,
};
