#include "drive.h"

uint64_t register_machine_bad(uint64_t registers[32], const uint16_t *program, size_t n);
uint64_t register_machine_good(uint64_t registers[32], const uint16_t *program, size_t n);

static void run(struct drive *d)
{
	uint16_t *program = drive_u16(d, d->n);
	uint64_t *bad = drive_u64(d, 32), *good = drive_copy(d, bad, 32 * sizeof(*bad));

	drive_same_u64(d, "accumulator", register_machine_bad(bad, program, d->n),
	               register_machine_good(good, program, d->n));
	drive_same_bytes(d, "registers", bad, good, 32 * sizeof(*bad));
}

DRIVE_PAIR("register-machine", run, 0)
