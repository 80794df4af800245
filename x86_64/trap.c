/* trap.c: the operands of ud0 and ud1, which capstone 5 leaves behind as if they were the next instruction. */
#include "lift.h"

#include <string.h>

/* Nothing is accessed. LLVM's sanitizers put the reason into the displacement, which other ISAs have in an immediate
 * below 0x55: it goes there here too. */
size_t x86_trap_tail(const cs_insn *in, const uint8_t *next, size_t room, struct insn *out)
{
	if ((in->id != X86_INS_UD0 && in->id != X86_INS_UD1) || !room)
		return 0;
	unsigned mod = next[0] >> 6, rm = next[0] & 7;
	size_t size = 1 + (mod != 3 && rm == 4), disp = mod == 1 ? 1 : mod == 2 || (!mod && rm == 5) ? 4 : 0;
	if (!mod && rm == 4 && room > 1 && (next[1] & 7) == 5)
		disp = 4;
	if (size + disp > room)
		return 0;
	if (mod != 3) {
		int64_t reason = disp == 1 ? (int8_t)next[size] : 0;
		out->imm = 0x5500 | reason;
		out->has_imm = disp != 4;
	}
	out->size = (uint8_t)(out->size + size + disp);
	return size + disp;
}
