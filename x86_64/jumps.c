/* jumps.c: finds direct jumps by their opcodes. */
#include "lift.h"

#include <string.h>

/* jmp, jcc and call with 32-bit displacements: short ones do not reach the split-off code that is looked for. */
size_t x86_next_jump(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high, uint64_t *target,
                     bool *is_call)
{
	for (size_t i = 0; i + 5 <= size; i++) {
		size_t field = i + 1;
		if (code[i] == 0x0f && (code[i + 1] & 0xf0) == 0x80)
			field = i + 2;
		else if (code[i] != 0xe9 && code[i] != 0xe8)
			continue;
		int32_t displacement;
		if (field + 4 > size)
			break;
		memcpy(&displacement, code + field, 4);
		uint64_t to = address + field + 4 + (uint64_t)(int64_t)displacement;
		if (to - low >= high - low)
			continue;
		*target = to;
		*is_call = code[i] == 0xe8;
		return i;
	}
	return size;
}
