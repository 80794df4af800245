/* crc32c.c: CRC-32C (Castagnoli) of a range of bytes, by the CPU's own instruction for it. An example of a kernel that
 * `assay verify` checks; kernels.yaml registers it. */
#include <stddef.h>
#include <stdint.h>

/* Slow, and right by looking at it: bit by bit, polynomial 0x1edc6f41 in reflected order. */
uint32_t crc32c_reference(uint32_t crc, const void *data, size_t size)
{
	const unsigned char *p = data;
	for (size_t i = 0; i < size; i++) {
		crc ^= p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0x82f63b78 : 0);
	}
	return crc;
}

/* Eight bytes at any alignment. */
typedef uint64_t word __attribute__((aligned(1), may_alias));

#ifdef __x86_64__

/* crc32 changes no flags, and the operands say all that is read: nothing is clobbered. */
__attribute__((target("sse4.2"))) uint32_t crc32c_sse42(uint32_t crc, const void *data, size_t size)
{
	const unsigned char *p = data;
	uint64_t c = crc;
	for (; size >= 8; p += 8, size -= 8)
		__asm__("crc32q %1, %0" : "+r"(c) : "m"(*(const word *)p));
	for (; size; p++, size--)
		__asm__("crc32b %1, %k0" : "+r"(c) : "m"(*p));
	return (uint32_t)c;
}

#endif
#ifdef __aarch64__

/* The assembler is told of the extension here, so that no compiler flag is needed. */
uint32_t crc32c_armv8(uint32_t crc, const void *data, size_t size)
{
	const unsigned char *p = data;
	for (; size >= 8; p += 8, size -= 8)
		__asm__(".arch_extension crc\n\tcrc32cx %w0, %w0, %x1" : "+r"(crc) : "r"(*(const word *)p));
	for (; size; p++, size--)
		__asm__(".arch_extension crc\n\tcrc32cb %w0, %w0, %w1" : "+r"(crc) : "r"(*p));
	return crc;
}

#endif
