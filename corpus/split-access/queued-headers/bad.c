#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct header {
	uint8_t kind, flags;
	uint16_t length;
	uint32_t stream;
	uint32_t sequence, check;
};

struct sender {
	struct header next; /* filled in field by field */
	uint32_t sequence;
};

/* Writes a header for each frame: filled in where it is kept, then copied to the output. */
void queued_headers_bad(uint8_t *out, struct sender *s, const uint32_t *frames, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		s->next.kind = (uint8_t)(frames[i] >> 28);
		s->next.flags = (uint8_t)(frames[i] >> 20);
		s->next.length = (uint16_t)frames[i];
		s->next.stream = frames[i] * 2654435769u;
		s->next.sequence = s->sequence + (uint32_t)i;
		s->next.check = s->next.stream ^ s->next.sequence;
		memcpy(out + i * sizeof(s->next), &s->next, sizeof(s->next));
	}
}
