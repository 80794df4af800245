#include "drive.h"

enum { BYTES = 32, COEFFICIENTS = 8 * BYTES };

void kyber_message_bad(int16_t *polynomial, const uint8_t *message, const uint8_t *order);
void kyber_message_good(int16_t *polynomial, const uint8_t *message, const uint8_t *order);

static void run(struct drive *d)
{
	size_t messages = d->n % 33, n = messages * COEFFICIENTS;
	uint8_t *message = drive_u8(d, messages * BYTES), *order = drive_bytes(d, COEFFICIENTS);
	uint16_t *bad = drive_u16(d, n), *good = drive_u16(d, n);

	for (size_t i = 0; i < COEFFICIENTS; i++)
		for (unsigned bit = 0; bit < 8; bit++)
			order[i] |= (uint8_t)((i >> bit & 1) << (7 - bit));
	for (size_t m = 0; m < messages; m++) {
		kyber_message_bad((int16_t *)bad + m * COEFFICIENTS, message + m * BYTES, order);
		kyber_message_good((int16_t *)good + m * COEFFICIENTS, message + m * BYTES, order);
	}
	drive_same_bytes(d, "polynomials", bad, good, n * sizeof(*bad));
}

DRIVE_PAIR("kyber-message", run, 0)
