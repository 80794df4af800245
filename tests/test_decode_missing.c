/* test_decode_missing.c: the instructions that an ISA folder decodes because capstone does not know them, against
 * llvm-mc: the same text for each, and none that llvm-mc takes for something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "isa.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One word of each form, and the bits that are the same in all of it. */
static const struct {
	uint32_t word, fixed;
} forms[] = {
    {0x5ac01800, 0x7ffffc00}, {0x5ac01c00, 0x7ffffc00}, {0x5ac02000, 0x7ffffc00}, {0x1ac06000, 0x7fe0fc00},
    {0x1ac06400, 0x7fe0fc00}, {0x1ac06800, 0x7fe0fc00}, {0x1ac06c00, 0x7fe0fc00}, {0x11c00000, 0x7ffc0000},
    {0x11c40000, 0x7ffc0000}, {0x11c80000, 0x7ffc0000}, {0x11cc0000, 0x7ffc0000},
};
enum { N_FORMS = sizeof forms / sizeof *forms, EACH = 60, N = N_FORMS * EACH };

static uint32_t words[N];
static char theirs[N][64]; /* "": no instruction, or none of the ones in question */

/* Half of them with one of the fixed bits turned over. */
static void make_words(void)
{
	uint64_t seed = 88172645463325252u;
	for (unsigned i = 0; i < N; i++) {
		seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
		uint32_t fixed = forms[i / EACH].fixed, flip = 1u << (seed >> 40 & 31);
		words[i] = forms[i / EACH].word | ((uint32_t)seed & ~fixed);
		if (i & 1)
			words[i] ^= flip & fixed;
	}
}

static bool in_question(const char *text)
{
	static const char *const names[] = {"ctz ", "cnt ", "abs ", "smax ", "umax ", "smin ", "umin "};
	const char *operands = strchr(text, ' ');
	for (unsigned i = 0; operands && i < sizeof names / sizeof *names; i++)
		if (!strncmp(text, names[i], strlen(names[i])))
			return operands[1] == 'x' || operands[1] == 'w';
	return false;
}

/* Each word stands behind a movz of its number, so that those that are no instruction leave a gap. */
static void ask(void)
{
	char file[] = "/tmp/assay-missing-XXXXXX", command[128], line[256];
	int fd = mkstemp(file), at = -1;
	assert_true(fd >= 0);
	FILE *f = fdopen(fd, "w");
	for (uint32_t i = 0; i < N; i++) {
		uint32_t pair[2] = {0xd2800000 | i << 5, words[i]};
		for (unsigned k = 0; k < 8; k++)
			fprintf(f, "0x%02x%c", pair[k / 4] >> 8 * (k % 4) & 255, k % 4 == 3 ? '\n' : ' ');
	}
	fclose(f);
	snprintf(command, sizeof command, "llvm-mc-19 --disassemble -triple=aarch64 -mattr=+cssc %s 2>/dev/null", file);
	f = popen(command, "r");
	assert_non_null(f);
	while (fgets(line, sizeof line, f)) {
		char *text = line + strspn(line, " \t"), *comment = strstr(text, "//");
		int number;
		*(comment ? comment : text + strcspn(text, "\n")) = '\0';
		for (char *s = text; *s; s++)
			*s = *s == '\t' ? ' ' : *s;
		while (*text && text[strlen(text) - 1] == ' ')
			text[strlen(text) - 1] = '\0';
		if (sscanf(text, "mov x0, #%d", &number) == 1 || sscanf(text, "movz x0, #%d", &number) == 1)
			at = number;
		else if (at >= 0 && at < N && in_question(text))
			snprintf(theirs[at], sizeof theirs[at], "%s", text);
	}
	assert_int_equal(pclose(f), 0);
	unlink(file);
}

static void test_against_llvm(void **state)
{
	(void)state;
	unsigned wrong = 0, known = 0;
	if (system("command -v llvm-mc-19 >/dev/null") != 0)
		skip();
	make_words();
	ask();
	for (unsigned i = 0; i < N; i++) {
		cs_insn in = {.size = 4};
		char ours[224] = "";
		memcpy(in.bytes, &words[i], 4);
		if (isa_aarch64.decode_missing(&in))
			snprintf(ours, sizeof ours, "%s %s", in.mnemonic, in.op_str);
		known += *theirs[i] != '\0';
		if (strcmp(ours, theirs[i]) != 0) {
			print_error("%08x: '%s', llvm-mc: '%s'\n", words[i], ours, theirs[i]);
			wrong++;
		}
	}
	print_message("%u words, %u of them known\n", N, known);
	assert_int_equal(wrong, 0);
	assert_true(known >= N / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_llvm)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
