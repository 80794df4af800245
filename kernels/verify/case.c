/* case.c: one case: ranges placed and filled, the kernel called, what it left behind compared with the reference. */
#include "driver.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool verify_is_range(unsigned param) { return param == VERIFY_IN || param == VERIFY_WORDS || param == VERIFY_OUT; }

unsigned verify_unit(unsigned param) { return param == VERIFY_WORDS ? 8 : 1; }

unsigned verify_ranges(const struct verify_kernel *k)
{
	unsigned n = 0;
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		n += verify_is_range(k->params[i]);
	return n;
}

size_t verify_bytes(const struct verify_kernel *k, uint64_t length)
{
	size_t unit = 1;
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (verify_unit(k->params[i]) > unit)
			unit = verify_unit(k->params[i]);
	return (size_t)length * unit;
}

/* The first range; VERIFY_ARGS: there is none. */
static unsigned first_range(const struct verify_kernel *k)
{
	unsigned i = 0;
	while (i < VERIFY_ARGS && !verify_is_range(k->params[i]))
		i++;
	return i;
}

uint64_t verify_offset_step(const struct verify_kernel *k)
{
	unsigned first = first_range(k);
	return first < VERIFY_ARGS ? verify_unit(k->params[first]) : 1;
}

uint64_t verify_length_or(const struct verify_run *run, uint64_t length)
{
	return run->options->has_length ? run->options->length : length;
}

uint64_t verify_offset_or(const struct verify_run *run, uint64_t offset)
{
	return run->options->has_offset ? run->options->offset : offset;
}

/* A case that is named alone is made twice: what goes wrong at a second call only comes back. */
static bool some_times(struct verify_run *run, uint64_t length, uint64_t offset, verify_one_fn *one)
{
	bool alone = run->options->has_length && run->options->has_offset;
	return one(run, length, offset) && (!alone || one(run, length, offset));
}

bool verify_each(struct verify_run *run, uint64_t from, uint64_t to, uint64_t max_offset, verify_one_fn *one)
{
	uint64_t step = verify_offset_step(run->kernel);
	uint64_t first = verify_offset_or(run, 0), last = verify_offset_or(run, max_offset);
	from = verify_length_or(run, from);
	to = verify_length_or(run, to);
	for (uint64_t length = from; length <= to; length++)
		for (uint64_t offset = first; offset <= last; offset += step)
			if (!some_times(run, length, offset, one))
				return false;
	return true;
}

bool verify_list(struct verify_run *run, const uint32_t *lengths, size_t n, uint64_t max_offset, verify_one_fn *one)
{
	for (size_t i = 0; i < n; i++)
		if (verify_length_or(run, lengths[i]) == lengths[i] &&
		    !verify_each(run, lengths[i], lengths[i], max_offset, one))
			return false;
	return true;
}

void verify_begin(struct verify_run *run, struct verify_case *c, uint64_t length, uint64_t offset)
{
	struct verify_outcome *o = run->outcome;
	*c = (struct verify_case){.run = run, .length = length, .offset = offset};
	c->hash = verify_mix(verify_mix(run->options->seed, length), offset);
	o->has_case = true;
	o->length = length;
	o->offset = offset;
	o->cases++;
}

static enum verify_contents contents_for(uint64_t hash)
{
	static const enum verify_contents one_of[] = {VERIFY_RANDOM, VERIFY_RANDOM, VERIFY_NEARLY_ONES, VERIFY_SPARSE};
	return one_of[hash >> 32 & 3];
}

static bool looks_for_a_byte(const struct verify_kernel *k)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (k->params[i] == VERIFY_BYTE)
			return true;
	return false;
}

/* Among equal bytes one other: at the first index, at the last, or between. */
static void plant(struct verify_place *p)
{
	uint64_t hash = verify_mix(p->hash, 0x900);
	if (!p->bytes || hash & 1)
		return;
	p->planted = true;
	p->contents = hash & 2 ? VERIFY_ONES : VERIFY_ZEROS;
	p->byte = (unsigned char)(1 + (hash >> 8) % 254);
	p->at = (hash >> 16) % p->bytes;
	if (hash & 4)
		p->at = hash & 8 ? p->bytes - 1 : 0;
}

void verify_place(struct verify_case *c, unsigned i, unsigned char *start)
{
	const struct verify_buffer *b = &c->run->buffer[i];
	struct verify_place *p = &c->at[i];
	p->start = start;
	p->bytes = (size_t)c->length * verify_unit(c->run->kernel->params[i]);
	unsigned char *end = start + p->bytes;
	size_t before = (size_t)(start - b->start), behind = (size_t)(b->start + b->size - end);
	p->window = start - (before < VERIFY_MARGIN ? before : VERIFY_MARGIN);
	p->n_window = (size_t)(end - p->window) + (behind < VERIFY_MARGIN ? behind : VERIFY_MARGIN);
	p->to_twin = c->run->twin[i].start ? c->run->twin[i].start - b->start : 0;
	p->hash = verify_mix(c->hash, i);
	p->contents = contents_for(p->hash);
	if (i == first_range(c->run->kernel) && looks_for_a_byte(c->run->kernel))
		plant(p);
	c->run->outcome->range[i].start = (uintptr_t)start;
	c->run->outcome->range[i].bytes = p->bytes;
}

void verify_place_all(struct verify_case *c)
{
	const struct verify_kernel *k = c->run->kernel;
	unsigned first = first_range(k);
	for (unsigned i = first; i < VERIFY_ARGS; i++) {
		if (!verify_is_range(k->params[i]))
			continue;
		uint64_t own = verify_mix(c->hash, 0x100 + i) % (VERIFY_MAX_OFFSET + 1);
		uint64_t offset = i == first ? c->offset : own / verify_unit(k->params[i]) * verify_unit(k->params[i]);
		verify_place(c, i, c->run->buffer[i].start + VERIFY_MARGIN + offset);
	}
}

/* One that the first range holds, one that it may hold, or 0. */
static uint64_t some_byte(const struct verify_case *c, uint64_t hash)
{
	unsigned first = first_range(c->run->kernel);
	const struct verify_place *p = first < VERIFY_ARGS ? &c->at[first] : NULL;
	if (p && p->planted)
		return p->byte;
	if (p && p->bytes && hash & 0x100)
		return p->start[(hash >> 16) % p->bytes];
	return hash & 0x200 ? hash & 0xff : 0;
}

/* One in eight is 0 or all ones: what a kernel may treat apart, and chance never meets. */
static uint64_t some_number(uint64_t hash) { return hash & 0x7000 ? hash : hash & 0x8000 ? 0 : UINT64_MAX; }

/* `garbage`: what stands in the upper half of a register whose parameter is of 32 bits; both ABIs leave it open. */
static uint64_t argument(const struct verify_case *c, unsigned i, uint64_t garbage)
{
	uint64_t hash = verify_mix(c->hash, 0x200 + i);
	switch (c->run->kernel->params[i]) {
	case VERIFY_SIZE:
		return c->length;
	case VERIFY_BYTE:
		return some_byte(c, hash) | garbage << 32;
	case VERIFY_U32:
		return (some_number(hash) & 0xffffffff) | garbage << 32;
	case VERIFY_U64:
		return some_number(hash);
	case VERIFY_NONE:
		return garbage;
	default:
		return (uintptr_t)c->at[i].start;
	}
}

void verify_arguments(struct verify_case *c)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		c->args[i] = argument(c, i, verify_mix(c->hash, 0x300 + i));
		c->reference_args[i] = argument(c, i, 0) + (uint64_t)c->at[i].to_twin;
	}
}

/* What lies before a range is filled by itself: the contents of the range must not depend on how much of that there is.
 */
static void fill_place(struct verify_place *p, ptrdiff_t displacement)
{
	size_t before = (size_t)(p->start - p->window);
	if (!p->n_window)
		return;
	verify_fill(p->window + displacement, before, p->contents, ~p->hash);
	verify_fill(p->start + displacement, p->n_window - before, p->contents, p->hash);
	if (p->planted) {
		p->was = p->start[displacement + (ptrdiff_t)p->at];
		p->start[displacement + (ptrdiff_t)p->at] = p->byte;
	}
}

/* The index in the window of the first byte that is not as fill_place left it; n_window: all are. */
static size_t differs_place(struct verify_place *p)
{
	size_t before = (size_t)(p->start - p->window);
	if (!p->n_window)
		return 0;
	size_t at = verify_differs(p->window, before, p->contents, ~p->hash);
	if (at < before)
		return at;
	if (p->planted && p->start[p->at] != p->byte)
		return before + p->at;
	if (p->planted)
		p->start[p->at] = p->was;
	at = before + verify_differs(p->start, p->n_window - before, p->contents, p->hash);
	if (p->planted)
		p->start[p->at] = p->byte;
	return at;
}

static void fill_ranges(struct verify_case *c)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		fill_place(&c->at[i], 0);
}

void verify_fill_twins(struct verify_case *c)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (c->run->kernel->params[i] == VERIFY_OUT)
			fill_place(&c->at[i], c->at[i].to_twin);
}

void verify_prepare(struct verify_case *c)
{
	fill_ranges(c);
	verify_fill_twins(c);
	verify_arguments(c);
	c->expected = verify_call(c->run->kernel->reference, c->reference_args);
}

uint64_t verify_call(verify_fn f, const uint64_t args[VERIFY_ARGS])
{
	__asm__("" : "+r"(f)); /* link-time optimisation must not see through the pointer: the types differ */
	return f(args[0], args[1], args[2], args[3], args[4], args[5]);
}

volatile bool verify_calling;

uint64_t verify_call_kernel(const struct verify_case *c)
{
	verify_calling = true;
	uint64_t result = verify_call(c->run->kernel->call, c->args);
	verify_calling = false;
	return result;
}

static void show_pointer(char *to, size_t n, uint64_t pointer, uint64_t range)
{
	if (pointer)
		snprintf(to, n, "range%+" PRId64, (int64_t)(pointer - range));
	else
		snprintf(to, n, "NULL");
}

static bool same_result(struct verify_case *c, uint64_t got)
{
	struct verify_outcome *o = c->run->outcome;
	uint64_t expected = c->expected, from = 0, reference_from = 0;
	switch (c->run->kernel->result) {
	case VERIFY_RESULT_VOID:
		return true;
	case VERIFY_RESULT_U32:
		got &= 0xffffffff;
		expected &= 0xffffffff;
		break;
	case VERIFY_RESULT_POINTER:
		if (first_range(c->run->kernel) == VERIFY_ARGS)
			break;
		from = c->args[first_range(c->run->kernel)];
		reference_from = c->reference_args[first_range(c->run->kernel)];
		break;
	default:
		break;
	}
	if (got == expected || (got && expected && got - from == expected - reference_from))
		return true;
	if (c->run->kernel->result == VERIFY_RESULT_POINTER) {
		show_pointer(o->expected, sizeof o->expected, expected, reference_from);
		show_pointer(o->got, sizeof o->got, got, from);
	} else {
		snprintf(o->expected, sizeof o->expected, "0x%" PRIx64, expected);
		snprintf(o->got, sizeof o->got, "0x%" PRIx64, got);
	}
	return verify_fail(c->run, "result%s", c->where);
}

static bool wrong_byte(struct verify_case *c, unsigned i, size_t at, unsigned expected)
{
	const struct verify_place *p = &c->at[i];
	struct verify_outcome *o = c->run->outcome;
	snprintf(o->expected, sizeof o->expected, "0x%02x", expected);
	snprintf(o->got, sizeof o->got, "0x%02x", p->window[at]);
	size_t before = (size_t)(p->start - p->window);
	if (at < before)
		return verify_fail(c->run, "byte %zu before range %u%s", before - at, i + 1, c->where);
	if (at >= before + p->bytes)
		return verify_fail(c->run, "byte %zu behind range %u%s", at - before - p->bytes + 1, i + 1, c->where);
	return verify_fail(c->run, "byte %zu of range %u%s%s", at - before, i + 1,
	                   c->run->kernel->params[i] == VERIFY_OUT ? "" : ", an input", c->where);
}

bool verify_compare(struct verify_case *c, uint64_t result)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		struct verify_place *p = &c->at[i];
		if (c->run->kernel->params[i] == VERIFY_OUT) {
			const unsigned char *twin = p->window + p->to_twin;
			if (!memcmp(p->window, twin, p->n_window))
				continue;
			size_t at = 0;
			while (p->window[at] == twin[at])
				at++;
			return wrong_byte(c, i, at, twin[at]);
		}
		size_t at = differs_place(p);
		if (at < p->n_window) {
			unsigned char got = p->window[at];
			fill_place(p, 0);
			unsigned char expected = p->window[at];
			p->window[at] = got;
			return wrong_byte(c, i, at, expected);
		}
	}
	return same_result(c, result);
}

bool verify_try(struct verify_case *c)
{
	verify_prepare(c);
	return verify_compare(c, verify_call_kernel(c));
}
