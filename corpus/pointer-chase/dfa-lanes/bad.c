#include <stddef.h>
#include <stdint.h>

enum { LINE = 256 };

/* Runs the automaton over each line of 256 bytes; next[state * 256 + byte] is the state after a byte. */
void dfa_lanes_bad(uint8_t *end, const uint8_t *text, size_t lines, const uint8_t *next)
{
	for (size_t l = 0; l < lines; l++) {
		uint8_t state = 0;

		for (size_t i = 0; i < LINE; i++)
			state = next[state * 256 + text[l * LINE + i]];
		end[l] = state;
	}
}
