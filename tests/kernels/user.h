/* user.h: what a user's program does with the kernels, in C and in C++: answers known by hand, and the tier in use. */
#include "popcount.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int wrong(const char *what, unsigned long got, unsigned long expected)
{
	if (got == expected)
		return 0;
	fprintf(stderr, "%s: %lu, expected %lu\n", what, got, expected);
	return 1;
}

static int check_answers(void)
{
	unsigned char ones[100000], zeros[100000] = {0}; /* of each thread its own */
	static const uint64_t words[] = {1, 3, 7, UINT64_MAX};
	int failed = 0;
	memset(ones, 0xff, sizeof ones);
	/* a 0110 0001, s 0111 0011, y 0111 1001 */
	failed |= wrong("popcount of 'assay'", assay_popcount("assay", 5), 21);
	failed |= wrong("distance of 'assay' and 'yassa'", assay_hamming("assay", "yassa", 5), 8);
	failed |= wrong("popcount of words", assay_popcount_words(words, 4), 70);
	failed |= wrong("popcount of nothing", assay_popcount(NULL, 0), 0);
	failed |= wrong("popcount of ones", assay_popcount(ones + 1, sizeof ones - 1), 8 * (sizeof ones - 1));
	failed |= wrong("distance of ones and zeros", assay_hamming(ones + 1, zeros + 3, 99990), 8 * 99990);
	return failed;
}

/* Prints: the tier in use, whether the process runs with another user's rights, and all tiers. */
static int use_the_kernels(void)
{
	const int failed = check_answers();
	printf("%s %s", assay_kernels_tier(), geteuid() != getuid() ? "setuid" : "plain");
	for (const char *const *tier = assay_kernels_tiers(); *tier; tier++)
		printf(" %s", *tier);
	putchar('\n');
	return failed;
}
