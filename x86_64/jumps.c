/* jumps.c: finds direct jumps by their opcodes. */
#include "lift.h"

#include <string.h>

/* jmp, jcc and call with 32-bit displacements: short ones do not reach the split-off code that is looked for. */
size_t x86_next_jump(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high, uint64_t *target,
                     enum direct_kind *kind)
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
		*kind = code[i] == 0xe8 ? DIRECT_CALL : code[i] == 0xe9 ? DIRECT_JUMP : DIRECT_BRANCH;
		return i;
	}
	return size;
}

/* Which opcodes of the one-byte map and of the 0f map have a ModRM byte, at least: bit n of word i is opcode 16 i + n.
 */
static const uint16_t has_modrm[2][16] = {
    {0x0f0f, 0x0f0f, 0x0f0f, 0x0f0f, 0, 0, 0x0a08, 0, 0xffff, 0, 0, 0, 0x00c3, 0x000f, 0, 0xc0c0},
    {0, 0xffff, 0xff00, 0, 0xffff, 0xffff, 0xffff, 0xff70, 0, 0xffff, 0xf838, 0xffff, 0x00ff, 0xffff, 0xffff, 0x7fff},
};

/* Short and near jumps, branches and calls; memory operands relative to rip in the older maps. Other prefixes than
 * these, and the newer maps, are rare. */
bool x86_take_displacement(uint8_t bytes[static 16], int64_t *displacement)
{
	const uint8_t *op = bytes;
	int32_t value;
	if ((*op & 0xf0) == 0x70 || *op == 0xeb) {
		*displacement = (op[1] ^ 0x80) - 0x80;
		bytes[1] = 0;
		return true;
	}
	bool jump = *op == 0xe8 || *op == 0xe9, map;
	if (!jump) {
		op += *op == 0x66 || *op == 0xf2 || *op == 0xf3;
		op += (*op & 0xf0) == 0x40;
		map = *op == 0x0f;
		op += map;
		jump = op == bytes + 1 && map && (*op & 0xf0) == 0x80;
		if (!jump && !((has_modrm[map][*op >> 4] >> (*op & 15) & 1) && (*++op & 0xc7) == 0x05))
			return false;
	}
	uint8_t *field = bytes + (op + 1 - bytes);
	memcpy(&value, field, 4);
	memset(field, 0, 4);
	*displacement = value;
	return true;
}
