#include <stddef.h>
#include <stdint.h>

struct chunk {
	uint32_t type, size;
};

/* The sizes of n PNG chunks, added up by what they hold: image, palette, text, time, physical size, gamma, other. */
void png_chunks_bad(uint64_t sum[7], const struct chunk *chunk, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t type = chunk[i].type, size = chunk[i].size;

		if (type == 0x49444154) /* IDAT */
			sum[0] += size;
		else if (type == 0x504c5445) /* PLTE */
			sum[1] += size;
		else if (type == 0x74455874 || type == 0x7a545874 || type == 0x69545874) /* tEXt, zTXt, iTXt */
			sum[2] += size;
		else if (type == 0x74494d45) /* tIME */
			sum[3] += size;
		else if (type == 0x70485973) /* pHYs */
			sum[4] += size;
		else if (type == 0x67414d41) /* gAMA */
			sum[5] += size;
		else
			sum[6] += size;
	}
}
