/* jumps.c: finds direct jumps by their encodings (Arm ARM, C4.1: branches). */
#include "lift.h"

#include <string.h>

static const struct {
	uint32_t mask, value;
	uint8_t shift, bits; /* of the signed displacement, in instructions */
} forms[] = {
    {0x7c000000, 0x14000000, 0, 26}, /* b, bl */
    {0xff000000, 0x54000000, 5, 19}, /* b.cond */
    {0x7e000000, 0x34000000, 5, 19}, /* cbz, cbnz */
    {0x7e000000, 0x36000000, 5, 14}, /* tbz, tbnz */
};

static int64_t distance_of(uint32_t word, size_t form)
{
	unsigned unused = 32u - forms[form].bits;
	return (int32_t)(word >> forms[form].shift << unused) >> unused;
}

size_t a64_next_jump(const uint8_t *code, size_t size, uint64_t address, uint64_t low, uint64_t high, uint64_t *target,
                     enum direct_kind *kind)
{
	for (size_t i = 0; i + 4 <= size; i += 4) {
		uint32_t word;
		memcpy(&word, code + i, 4);
		for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
			if ((word & forms[f].mask) != forms[f].value)
				continue;
			uint64_t to = address + i + (uint64_t)(distance_of(word, f) * 4);
			if (to - low >= high - low)
				break;
			*target = to;
			*kind = f ? DIRECT_BRANCH : word >> 31 ? DIRECT_CALL : DIRECT_JUMP;
			return i;
		}
	}
	return size;
}

bool a64_take_displacement(uint8_t bytes[static 16], int64_t *displacement)
{
	uint32_t word;
	memcpy(&word, bytes, 4);
	for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
		if ((word & forms[f].mask) != forms[f].value)
			continue;
		*displacement = distance_of(word, f) * 4;
		word &= ~(((1u << forms[f].bits) - 1) << forms[f].shift);
		memcpy(bytes, &word, 4);
		return true;
	}
	return false;
}
