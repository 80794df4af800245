/* check_huge.c: a length above 4 GiB, so that a length or a sum of 32 bits shows.
 *
 * A range is one file of two pieces mapped again and again: the first piece up to a mark, the second one behind it.
 * What it holds costs no memory, and the sum over it is computed once for each piece. With --all a second case has its
 * mark at 32 GiB: more than 2^32 words of 8 bytes, and more than 2^38 set bits, which is where lanes of 32 bits
 * overflow. */
#define _GNU_SOURCE 1 /* memfd_create */
#include "checks.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const uint64_t piece = 4 << 20, behind = (4 << 20) + 12345;

static bool failed_mapping(struct verify_run *run, const char *what)
{
	return verify_skip(run, "%s: %s", what, strerror(errno));
}

/* The first piece does not hold the byte that the kernel may be told to look for; the second one does. Without such a
 * byte, the first range is nearly all ones and the others are nearly all zeros, so that sums and distances are large.
 */
static bool fill_file(const struct verify_case *c, unsigned i, int fd)
{
	const uint8_t *params = c->run->kernel->params;
	unsigned char *at = mmap(NULL, 2 * piece, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (at == MAP_FAILED)
		return false;
	verify_fill(at, piece, i ? VERIFY_SPARSE : VERIFY_NEARLY_ONES, verify_mix(c->hash, i));
	verify_fill(at + piece, piece, VERIFY_RANDOM, verify_mix(c->hash, ~i));
	for (unsigned k = 0; k < VERIFY_ARGS; k++)
		for (uint64_t j = 0; params[k] == VERIFY_BYTE && j < piece; j++)
			if (at[j] == (c->args[k] & 0xff))
				at[j] ^= 1;
	return !munmap(at, 2 * piece);
}

static bool map_pieces(struct verify_run *run, unsigned char *all, uint64_t size, uint64_t mark, int fd)
{
	for (uint64_t at = 0; at < size; at += piece)
		if (mmap(all + at, piece, PROT_READ, MAP_SHARED | MAP_FIXED, fd, at < mark ? 0 : (off_t)piece) ==
		    MAP_FAILED)
			return failed_mapping(run, "mmap of a piece of more than 4 GiB");
	return true;
}

static bool map_range(struct verify_case *c, unsigned i, uint64_t mark, uint64_t bytes)
{
	uint64_t size = (c->offset + bytes + piece - 1) / piece * piece;
	unsigned char *all = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (all == MAP_FAILED)
		return failed_mapping(c->run, "mmap of more than 4 GiB");
	int fd = memfd_create("range", 0);
	if (fd < 0 || ftruncate(fd, (off_t)(2 * piece)) || !fill_file(c, i, fd))
		return failed_mapping(c->run, "a file in memory");
	bool good = map_pieces(c->run, all, size, mark, fd);
	close(fd);
	c->run->buffer[i] = (struct verify_buffer){all, size};
	c->at[i].start = all + c->offset;
	c->run->outcome->range[i].start = (uintptr_t)c->at[i].start;
	c->run->outcome->range[i].bytes = bytes;
	return good;
}

/* The sum over the pieces; whole ones repeat. */
static uint64_t sum_of_pieces(const struct verify_case *c, uint64_t mark)
{
	const struct verify_kernel *k = c->run->kernel;
	uint64_t sum = 0, whole[2], unit = verify_bytes(k, 1), bytes = c->length * unit;
	bool known[2] = {false, false};
	for (uint64_t at = 0, size; at < bytes; at += size) {
		uint64_t within = (c->offset + at) % piece, args[VERIFY_ARGS];
		bool second = c->offset + at >= mark;
		size = piece - within < bytes - at ? piece - within : bytes - at;
		for (unsigned i = 0; i < VERIFY_ARGS; i++) {
			args[i] = c->args[i] + (verify_is_range(k->params[i]) ? at : 0);
			if (k->params[i] == VERIFY_SIZE)
				args[i] = size / unit;
		}
		uint64_t part = size == piece && known[second] ? whole[second] : verify_call(k->reference, args);
		if (size == piece) {
			known[second] = true;
			whole[second] = part;
		}
		sum += part;
	}
	return sum;
}

/* A reference that nothing shortens is asked for a part first: the time limit is there for kernels that hang, and says
 * nothing about a kernel whose reference is slow. */
static bool too_slow(struct verify_run *run, const struct verify_case *c)
{
	enum { QUICK_LIMIT = 10 };
	const struct verify_kernel *k = run->kernel;
	uint64_t part = 4 * piece / verify_bytes(k, 1), args[VERIFY_ARGS];
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		args[i] = k->params[i] == VERIFY_SIZE ? part : c->args[i];
	double start = verify_now();
	verify_call(k->reference, args);
	double seconds = verify_now() - start;
	double limit = run->options->limit / 2;
	if (run->options->quick && limit > QUICK_LIMIT)
		limit = QUICK_LIMIT;
	seconds *= (double)c->length / (double)part;
	if (part >= c->length || seconds <= limit)
		return false;
	verify_skip(run, "its reference would take about %.0f s for 4 GiB, more than %.0f s%s", seconds, limit,
	            run->options->quick ? " (without --quick it may)" : "");
	return true;
}

static bool one(struct verify_run *run, uint64_t mark)
{
	struct verify_case c;
	const struct verify_kernel *k = run->kernel;
	uint64_t unit = verify_bytes(k, 1), length = verify_length_or(run, (mark + behind) / unit);
	verify_begin(run, &c, length, verify_offset_or(run, verify_offset_step(k) == 8 ? 8 : 3));
	verify_arguments(&c);
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		if (!verify_is_range(k->params[i]))
			continue;
		if (!map_range(&c, i, mark, c.length * unit))
			return false;
		c.args[i] = c.reference_args[i] = (uintptr_t)c.at[i].start;
	}
	if (!k->additive && too_slow(run, &c))
		return false;
	c.expected = k->additive ? sum_of_pieces(&c, mark) : verify_call(k->reference, c.reference_args);
	bool good = verify_compare(&c, verify_call_kernel(&c));
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (verify_is_range(k->params[i]))
			munmap(run->buffer[i].start, run->buffer[i].size);
	return good;
}

/* The second case is eight times as long as the first one. */
static bool time_left(struct verify_run *run, double first)
{
	double limit = 0.75 * run->options->limit;
	return 8 * first < limit ||
	       verify_skip(run, "4 GiB passed; 32 GiB would take about %.0f s, more than %.0f s", 8 * first, limit);
}

void check_huge(struct verify_run *run)
{
	double start = verify_now();
	static const uint64_t mark = (uint64_t)4 << 30, far_mark = (uint64_t)32 << 30;
	const struct verify_options *o = run->options;
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (run->kernel->params[i] == VERIFY_OUT) {
			verify_skip(run, "it writes a range: more than 4 GiB of memory would be needed");
			return;
		}
	if (!verify_ranges(run->kernel))
		verify_skip(run, "the kernel takes no range");
	else if (o->has_length)
		one(run, o->length * verify_bytes(run->kernel, 1) > far_mark ? far_mark : mark);
	else if (one(run, mark) && o->all && run->kernel->additive && time_left(run, verify_now() - start))
		one(run, far_mark);
}
