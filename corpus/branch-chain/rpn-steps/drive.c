#include "drive.h"

struct step {
	uint32_t code;
	int32_t operand;
};
uint64_t rpn_steps_bad(const struct step *steps, size_t n, uint64_t start);
uint64_t rpn_steps_good(const struct step *steps, size_t n, uint64_t start);

static void run(struct drive *d)
{
	static const char codes[8] = {'+', '*', 'x', 'n', 's', '^', '+', '+'};
	uint32_t *operand = drive_u32(d, d->n);
	struct step *steps = drive_bytes(d, d->n * sizeof(*steps));

	for (size_t i = 0; i < d->n; i++) {
		steps[i].code = (uint8_t)codes[d->fill == FILL_RANDOM ? drive_below(d, 8) : operand[i] & 7];
		steps[i].operand = (int32_t)operand[i];
	}
	drive_same_u64(d, "value", rpn_steps_bad(steps, d->n, d->seed), rpn_steps_good(steps, d->n, d->seed));
}

DRIVE_PAIR("rpn-steps", run, 0)
