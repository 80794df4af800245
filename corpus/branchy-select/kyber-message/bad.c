#include <stddef.h>
#include <stdint.h>

enum { BYTES = 32, HALF_Q = 1665 };

/* The polynomial of a message of 32 bytes, in the transform's order: each bit, lowest first, becomes 0 or half of q. */
void kyber_message_bad(int16_t polynomial[8 * BYTES], const uint8_t message[BYTES], const uint8_t order[8 * BYTES])
{
	for (size_t i = 0; i < BYTES; i++)
		for (size_t j = 0; j < 8; j++) {
			int16_t mask = -(int16_t)((message[i] >> j) & 1);

			polynomial[order[8 * i + j]] = mask & HALF_Q;
		}
}
