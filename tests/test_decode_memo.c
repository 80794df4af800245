/* test_decode_memo.c: what the memo remembers of an instruction is what decoding gives at that place.
 * ASSAY_SEED=N takes a seed back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "code_private.h"

#include <stdlib.h>
#include <string.h>

enum { WORDS = 400, ROUNDS = 20000, STREAM = 64 };

struct stream {
	const struct isa *isa;
	struct decoder *decoder;
	uint64_t random;
	uint32_t decoded, found;
};

static uint64_t next_random(struct stream *s)
{
	s->random = s->random * 6364136223846793005u + 1442695040888963407u;
	return s->random >> 33;
}

/* One instruction from the memo and one from the decoder, at the same place with the same bytes behind it. */
static size_t compare(struct stream *s, const uint8_t *bytes, size_t room, uint64_t address)
{
	struct insn decoded, found;
	const uint8_t *at = bytes;
	size_t left = room;
	uint64_t next = address;
	bool any = cs_disasm_iter(s->decoder->handle, &at, &left, &next, s->decoder->insn);
	if (any)
		s->isa->lift(s->decoder->handle, s->decoder->insn, &decoded);
	if (memo_find(s->decoder->memo, s->isa, bytes, room, address, &found)) {
		if (!any || memcmp(&decoded, &found, sizeof found))
			fail_msg("%s: %02x %02x %02x %02x %02x %02x: not what decoding gives", s->isa->name, bytes[0],
			         bytes[1], bytes[2], bytes[3], bytes[4], bytes[5]);
		s->found++;
	} else if (any) {
		memo_keep(s->decoder->memo, s->isa, bytes, room, &decoded);
	}
	s->decoded += any;
	return any ? room - left : s->isa->min_insn;
}

/* Each offset of the stream is tried: instructions cut in two and cut off at the end are among them. */
static void compare_all(struct stream *s, const uint8_t *bytes, size_t size)
{
	uint64_t address = next_random(s) << (next_random(s) & 31) & ~3ull;
	for (size_t i = 0; i < size; i += s->isa->min_insn)
		compare(s, bytes + i, size - i, address + i);
}

static struct stream start(const struct isa *isa)
{
	const char *given = getenv("ASSAY_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 0) : 20;
	print_message("%s: seed %llu\n", isa->name, (unsigned long long)seed);
	return (struct stream){.isa = isa, .decoder = decoder_open(isa), .random = seed};
}

static void finish(struct stream *s)
{
	print_message("%s: %u instructions, %u from the memo\n", s->isa->name, s->decoded, s->found);
	assert_true(s->found > s->decoded / 4);
	decoder_close(s->decoder);
}

/* Prefixes, opcodes with pc-relative operands and ModRM bytes that make them are frequent. */
static uint8_t random_byte(struct stream *s)
{
	static const uint8_t frequent[] = {0x66, 0x67, 0xf2, 0xf3, 0xf0, 0x40, 0x48, 0x4c, 0x0f, 0xe8,
	                                   0xe9, 0xeb, 0x74, 0x8b, 0x8d, 0x05, 0x0d, 0x15, 0xff, 0xc7,
	                                   0x80, 0xc4, 0xc5, 0x62, 0xe3, 0xe2, 0x84, 0xb6, 0x10, 0x38,
	                                   0x3a, 0xb9, 0x24, 0xf8, 0x00, 0x90, 0xc3, 0x53, 0x83};
	return next_random(s) % 4 ? frequent[next_random(s) % sizeof frequent] : (uint8_t)next_random(s);
}

static void bytes_of_any_length(void **state)
{
	(void)state;
	static uint8_t words[WORDS][8];
	uint8_t stream[STREAM];
	struct stream s = start(&isa_x86_64);
	for (unsigned i = 0; i < sizeof words; i++)
		words[i / 8][i % 8] = random_byte(&s);
	for (unsigned round = 0; round < ROUNDS; round++) {
		size_t n = 0;
		while (n < STREAM) {
			size_t size = 1 + next_random(&s) % 8;
			size = size < STREAM - n ? size : STREAM - n;
			memcpy(stream + n, words[next_random(&s) % WORDS], size);
			n += size;
		}
		compare_all(&s, stream, STREAM);
	}
	finish(&s);
}

/* Fields of branches and literals vary, the rest comes back. */
static void words_of_four_bytes(void **state)
{
	(void)state;
	static uint32_t words[WORDS * 8];
	static const uint32_t leading[] = {0x14000000, 0x94000000, 0x54000000, 0x34000000, 0xb5000000,
	                                   0x36000000, 0xb7000000, 0x10000000, 0x90000000, 0x58000000,
	                                   0x18000000, 0x98000000, 0xd8000000, 0x1c000000};
	uint8_t stream[STREAM];
	struct stream s = start(&isa_aarch64);
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++)
		words[i] = (uint32_t)(next_random(&s) ^ next_random(&s) << 16);
	for (unsigned round = 0; round < ROUNDS; round++) {
		for (size_t n = 0; n < STREAM; n += 4) {
			uint32_t w = words[next_random(&s) % (sizeof words / sizeof *words)];
			if (next_random(&s) % 3 == 0)
				w = leading[next_random(&s) % (sizeof leading / sizeof *leading)] |
				    (uint32_t)(next_random(&s) & next_random(&s) & 0xffffff);
			memcpy(stream + n, &w, 4);
		}
		compare_all(&s, stream, STREAM);
	}
	finish(&s);
}

/* Only what is kept is found, and not where bytes are missing. */
static void not_found(void **state)
{
	(void)state;
	static const uint8_t add[] = {0x48, 0x83, 0xc4, 0x18, 0x90}; /* add rsp, 24 */
	struct stream s = start(&isa_x86_64);
	struct insn in;
	struct memo *m = s.decoder->memo;
	assert_false(memo_find(m, s.isa, add, sizeof add, 0, &in));
	assert_int_equal(compare(&s, add, sizeof add, 64), 4);
	assert_true(memo_find(m, s.isa, add, 4, 100, &in));
	assert_int_equal(in.address, 100);
	assert_int_equal(in.imm, 24);
	assert_false(memo_find(m, s.isa, add, 3, 100, &in));
	assert_false(memo_find(m, s.isa, add + 1, 4, 100, &in));
	decoder_close(s.decoder);
}

/* More constants than the memo has room for, which differ in the last bytes of a long instruction only. */
static void long_instructions(void **state)
{
	(void)state;
	uint8_t movabs[10] = {0x48, 0xb8, 1, 2, 3, 4, 5, 6}; /* movabs rax, imm64 */
	struct stream s = start(&isa_x86_64);
	for (unsigned v = 0; v < 1 << 16; v++) {
		movabs[8] = (uint8_t)v;
		movabs[9] = (uint8_t)(v >> 8);
		assert_int_equal(compare(&s, movabs, sizeof movabs, v), sizeof movabs);
		assert_int_equal(compare(&s, movabs, sizeof movabs, v + 1), sizeof movabs);
	}
	assert_true(s.found >= 1 << 16);
	decoder_close(s.decoder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(bytes_of_any_length),
	    cmocka_unit_test(words_of_four_bytes),
	    cmocka_unit_test(not_found),
	    cmocka_unit_test(long_instructions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
