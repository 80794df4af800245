/* perturb.h: finds out by running it which registers an instruction reads and writes. Included by the program of each
 * ISA, which defines before:
 *   struct state, N_KINDS, MEM   all that an instruction may read and write: kinds 0..N_KINDS-1, MEM is memory
 *   MEMORY          its bytes (the fewer, the faster a run)
 *   ACCESS_STATES   on how many states it is seen where memory is accessed
 *   MOST_FAULTS     after so many it is given up
 * and after:
 *   void draw(struct state *)   random values for all registers (not memory, which may be looked at)
 *   void change(struct state *, unsigned kind)   another value for one of them
 *   set compare(const struct state *, const struct state *)   the kinds that differ, MEM left out; those from
 *                   N_KINDS on only come out
 *   bool run(const struct state *, struct state *)   executes the instruction; false: it faulted
 *
 * An instruction is run on random states; then kinds are changed: if anything else comes out differently, they were
 * read; what came out otherwise than it went in was written. Those that are said to be read are tried one by one and
 * often, all others together. */
#ifndef ASSAY_PERTURB_H
#define ASSAY_PERTURB_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "kinds.h"

enum { TRIALS = 10, MOST_TRIALS = 400 };

static uint8_t memory[MEMORY] __attribute__((aligned(4096)));

static uint64_t seed = 0x9e3779b97f4a7c15;

static uint64_t random64(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

static void random_bytes(void *p, size_t n)
{
	for (size_t i = 0; i < n; i += 8) {
		uint64_t r = random64();
		memcpy((char *)p + i, &r, n - i < 8 ? n - i : 8);
	}
}

/* Zeroes, ones and small numbers now and then: what tests for them shows. */
static void random_memory(void)
{
	uint64_t kind = random64() & 7;
	random_bytes(memory, MEMORY);
	if (kind < 2)
		memset(memory, kind ? 0xff : 0, MEMORY);
	for (unsigned i = 0; i < MEMORY && kind == 2; i++)
		memory[i] &= i & 7 ? 0 : 15;
}

static void draw(struct state *s);
static void change(struct state *s, unsigned kind);
static set compare(const struct state *a, const struct state *b);
static bool run(const struct state *in, struct state *out);

/* ---- one instruction ----------------------------------------------------------------------------------------------
 */

static struct state base, base_out;
static uint8_t base_memory[MEMORY], base_result[MEMORY], before[MEMORY], result[MEMORY];
static set base_written;
static set kept; /* came out as they went in, whatever that was: with a write elsewhere, the old value is read */

/* One run on the memory as it is, which stays; what came out of it is in `result`. */
static bool run_fresh(const struct state *s, struct state *out, set *written)
{
	memcpy(before, memory, MEMORY);
	bool good = run(s, out);
	memcpy(result, memory, MEMORY);
	memcpy(memory, before, MEMORY);
	*written = compare(s, out) | (memcmp(before, result, MEMORY) ? ONE(MEM) : 0);
	return good;
}

/* Whether the last run stored something else than the base's. Where memory was changed before, what the base's run
 * stored is compared alone. */
static bool stores_differ(bool memory_changed)
{
	if (!memory_changed)
		return memcmp(base_result, result, MEMORY);
	if (!(base_written & ONE(MEM)))
		return false;
	for (unsigned i = 0; i < MEMORY; i++)
		if (base_memory[i] != base_result[i] && base_result[i] != result[i])
			return true;
	return false;
}

/* Whether anything comes out differently when all of kinds[0..n) get other values. One of them that is written counts
 * where it comes out depending on what it was; one that is not says nothing: it comes out as it went in. */
static bool differs(const uint8_t *kinds, unsigned n, set *written)
{
	static struct state s, out;
	set w;
	bool memory_changed = false;
	s = base;
	memcpy(memory, base_memory, MEMORY);
	for (unsigned i = 0; i < n; i++)
		if (kinds[i] == MEM) {
			random_memory();
			memory_changed = true;
		} else {
			change(&s, kinds[i]);
		}
	if (!run_fresh(&s, &out, &w))
		return false;
	set d = compare(&base_out, &out) | (stores_differ(memory_changed) ? ONE(MEM) : 0);
	for (unsigned i = 0; i < n; i++) {
		set bit = ONE(kinds[i]);
		if (kinds[i] != MEM && (!(base_written & bit) || !(w & bit)))
			d &= ~bit;
		if (n == 1 && !(base_written & bit) && !(w & bit) && kinds[i] != MEM)
			kept |= bit & *written;
	}
	*written |= w;
	return d != 0;
}

static bool trial(set said, set *read, set *written)
{
	uint8_t others[N_KINDS];
	unsigned n = 0;
	random_memory();
	draw(&base);
	memcpy(base_memory, memory, MEMORY);
	if (!run_fresh(&base, &base_out, &base_written))
		return false;
	memcpy(base_result, result, MEMORY);
	*written |= base_written;
	for (uint8_t k = 0; k < N_KINDS; k++) {
		if (!(said & ONE(k)))
			others[n++] = k;
		for (int i = 0; i < 12 && said & ONE(k) && !(*read & ONE(k)); i++)
			if (differs(&k, 1, written))
				*read |= ONE(k);
	}
	if (!differs(others, n, written))
		return true;
	for (int i = 0; i < 8; i++) /* one of them matters although nobody said so: which? */
		for (unsigned k = 0; k < n; k++)
			if (differs(&others[k], 1, written))
				*read |= ONE(others[k]);
	return true;
}

/* What the instruction reads and writes; false: it faults on every state. */
static bool find_out(set said, set *read, set *written)
{
	unsigned faults = 0, done = 0;
	*read = *written = kept = 0;
	while (done < (said & ~*read ? MOST_TRIALS : TRIALS) && faults < MOST_FAULTS)
		if (trial(said, read, written))
			done++;
		else
			faults++;
	*read |= kept & *written;
	return done > 0;
}

/* ---- where it accesses memory -------------------------------------------------------------------------------------
 */

/* Whether what comes out depends on memory's bytes [first, end), other than that they stay as they are. */
static bool depends(const struct state *s, const struct state *out, unsigned first, unsigned end)
{
	static struct state other;
	static uint8_t kept_memory[MEMORY], kept_result[MEMORY];
	set w;
	memcpy(kept_memory, memory, MEMORY);
	memcpy(kept_result, result, MEMORY);
	random_bytes(memory + first, end - first);
	bool yes = run_fresh(s, &other, &w) && compare(out, &other);
	for (unsigned i = 0; !yes && i < MEMORY; i++)
		yes = result[i] != kept_result[i] && !(i >= first && i < end && result[i] == before[i]);
	memcpy(memory, kept_memory, MEMORY);
	memcpy(result, kept_result, MEMORY);
	return yes;
}

static unsigned accesses_of_run(const struct state *s, const struct state *out, unsigned first, unsigned end)
{
	unsigned seen = 0;
	for (unsigned i = 0; i < MEMORY; i++)
		if (before[i] != result[i])
			seen |= i < first || i >= end
			            ? OUTSIDE_WRITTEN
			            : (i == first ? FIRST_WRITTEN : 0) | (i + 1 == end ? LAST_WRITTEN : 0);
	if (depends(s, out, 0, first) || depends(s, out, end, MEMORY))
		seen |= OUTSIDE_READ;
	if (depends(s, out, first, first + 1))
		seen |= FIRST_READ;
	return seen | (depends(s, out, end - 1, end) ? LAST_READ : 0);
}

/* What is accessed of `width` bytes at the offset that address_of gives for a state, and beside them. */
static unsigned find_accesses(unsigned (*address_of)(const struct state *), unsigned width)
{
	static struct state s, out;
	unsigned seen = 0;
	set w;
	for (int i = 0; i < ACCESS_STATES; i++) {
		random_memory();
		draw(&s);
		unsigned first = address_of(&s);
		if (first < MEMORY && width <= MEMORY - first && run_fresh(&s, &out, &w))
			seen |= accesses_of_run(&s, &out, first, first + width);
	}
	return seen;
}

/* The line that regs_case.h reads. */
static void print_found(unsigned n, set read, set written, unsigned accesses)
{
	printf("%u R " SET_PRINT " W " SET_PRINT " M %u\n", n, SET_HIGH(read), SET_LOW(read), SET_HIGH(written),
	       SET_LOW(written), accesses);
}

#endif
