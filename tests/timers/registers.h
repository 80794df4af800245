/* registers.h: a call with known values in all registers, and what came of them (x86_64/, aarch64/registers.S). General
 * registers come first, by their encoding, then the low halves of the vector registers. */
#if defined(__x86_64__)
#define GENERAL       16
#define VECTORS       16
#define REGISTER_LOST 11
#else
#define GENERAL       31
#define VECTORS       32
#define REGISTER_LOST 16
#endif
#define REGISTERS (GENERAL + VECTORS)

#ifndef __ASSEMBLER__
/* What the callee is given, finds at its entry, leaves, and what the caller finds after the return. */
extern unsigned long registers_given[], registers_at_entry[], registers_left[], registers_after[];
extern long registers_stack_moved; /* of the callee's against what a call without a timer has */
void registers_call(void);

#if defined(__x86_64__)
/* rsp, and r11, which a PLT may change too; after the return all that are no results and that the callee need not keep.
 */
static inline int registers_lost_before(unsigned i) { return i == 4 || i == 11; }
static inline int registers_lost_after(unsigned i) { return i == 4 || (i >= 8 && i <= 11); }
#else
/* x16 and x17, which a PLT may change, x18 of the platform, x30; after the return x9 too. */
static inline int registers_lost_before(unsigned i) { return (i >= 16 && i <= 18) || i == 30; }
static inline int registers_lost_after(unsigned i) { return i == 9 || (i >= 16 && i <= 18) || i == 30; }
#endif
#endif
