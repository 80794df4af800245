/* contents.c: what the ranges hold: random bytes, nearly all ones, nearly all zeros, from pools made once for a seed.
 */
#include "driver.h"

#include <string.h>

enum { CHUNK = 4096, STARTS = 65536 };

static unsigned char pool[VERIFY_ZEROS + 1][STARTS + CHUNK];

/* The finaliser of splitmix64 (Steele, Lea, Flood 2014). */
uint64_t verify_mix(uint64_t a, uint64_t b)
{
	uint64_t z = (a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2))) * 0xff51afd7ed558ccdu;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

void verify_contents_init(uint64_t seed)
{
	for (size_t i = 0; i < STARTS + CHUNK; i++) {
		uint64_t r = verify_mix(seed, i);
		bool rare = !(r >> 8 & 15);
		pool[VERIFY_RANDOM][i] = (unsigned char)r;
		pool[VERIFY_NEARLY_ONES][i] = rare ? (unsigned char)r : 0xff;
		pool[VERIFY_SPARSE][i] = rare ? (unsigned char)r : 0;
	}
	memset(pool[VERIFY_ONES], 0xff, sizeof pool[VERIFY_ONES]);
	memset(pool[VERIFY_ZEROS], 0, sizeof pool[VERIFY_ZEROS]);
}

static const unsigned char *chunk(enum verify_contents contents, uint64_t hash, size_t at)
{
	return pool[contents] + (at ? verify_mix(hash, at) : hash) % STARTS;
}

void verify_fill(unsigned char *to, size_t n, enum verify_contents contents, uint64_t hash)
{
	for (size_t at = 0; at < n; at += CHUNK)
		memcpy(to + at, chunk(contents, hash, at), n - at < CHUNK ? n - at : CHUNK);
}

size_t verify_differs(const unsigned char *at, size_t n, enum verify_contents contents, uint64_t hash)
{
	for (size_t i = 0; i < n; i += CHUNK) {
		size_t left = n - i < CHUNK ? n - i : CHUNK;
		const unsigned char *was = chunk(contents, hash, i);
		if (!memcmp(at + i, was, left))
			continue;
		for (size_t j = 0; j < left; j++)
			if (at[i + j] != was[j])
				return i + j;
	}
	return n;
}
