/* check_footprint.c: every load and store that a kernel makes near its ranges lies within them, as QEMU's plugin of
 * that name sees it (marker.h). A guard page sees an access beyond a range only where a page ends; this check sees it
 * anywhere, before the range too. */
#define _GNU_SOURCE 1 /* memfd_create */
#include "checks.h"
#include "marker.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REGION = 2 << 20 }; /* of the arena, for each range */
_Static_assert(REGION *VERIFY_ARGS <= MARKER_SPAN, "the arena holds a region for each range");

static struct marker marker;
static const struct verify_load *wide; /* a load that the plugin shows wider than it is; NULL: none */

/* Without ranges every load is outside: what the plugin does not show now it would not show later. */
static bool sees_all_loads(struct verify_run *run)
{
	for (const struct verify_load *l = verify_isa_loads; l->name; l++) {
		marker_send(MARKER_FORGET, 0);
		marker_send(MARKER_BEGIN, 0);
		unsigned bytes = l->load(marker.arena + REGION);
		marker_send(MARKER_END, 0);
		uint64_t seen = marker.page->bytes_outside;
		if (bytes && seen < bytes)
			return verify_skip(run, "this QEMU shows its plugins %" PRIu64 " of the %u bytes that %s loads",
			                   seen, bytes, l->name);
		if (bytes && seen > bytes && l->is)
			wide = l;
	}
	return true;
}

static bool map_regions(struct verify_run *run)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		unsigned param = run->kernel->params[i];
		if (verify_is_range(param))
			run->buffer[i] = (struct verify_buffer){marker.arena + (size_t)i * REGION, REGION};
		if (param == VERIFY_OUT && !verify_map(&run->twin[i], REGION))
			return verify_skip(run, "mmap of %d bytes: %s", REGION, strerror(errno));
	}
	return true;
}

static void announce(const struct verify_case *c)
{
	marker_send(MARKER_FORGET, 0);
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		unsigned param = c->run->kernel->params[i];
		if (!verify_is_range(param))
			continue;
		size_t from = (size_t)(c->at[i].start - marker.arena);
		marker_send(MARKER_FROM, from);
		marker_send(param == VERIFY_OUT ? MARKER_STORES_TO : MARKER_LOADS_TO, from + c->at[i].bytes);
	}
}

/* Where the first access that no range allows lies, or the part of it that QEMU made of it. */
static void describe(const struct verify_case *c, const volatile struct marker_page *p, char *to, size_t n)
{
	unsigned i = (unsigned)(p->outside_at / REGION);
	if (i >= VERIFY_ARGS || !c->at[i].start) {
		snprintf(to, n, "far from every range");
		return;
	}
	uint64_t start = (uint64_t)(c->at[i].start - marker.arena), end = start + c->at[i].bytes;
	uint64_t from = p->outside_at, to_end = from + p->outside_bytes;
	if (from < start)
		snprintf(to, n, "at %" PRIu64 " before range %u", start - from, i + 1);
	else if (to_end > end)
		snprintf(to, n, "to %" PRIu64 " behind range %u", to_end - end, i + 1);
	else
		snprintf(to, n, "into range %u, an input", i + 1);
}

static bool report(const struct verify_case *c)
{
	const volatile struct marker_page *p = marker.page;
	char where[64], note[96] = "";
	describe(c, p, where, sizeof where);
	if (wide && wide->is((const void *)p->outside_pc))
		snprintf(note, sizeof note, "; this QEMU loads more than %s asks for", wide->name);
	return verify_fail(c->run, "%s of %u bytes %s, at pc 0x%" PRIx64 "%s", p->outside_store ? "store" : "load",
	                   p->outside_bytes, where, p->outside_pc, note);
}

static bool one(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	verify_prepare(&c);
	announce(&c);
	marker_send(MARKER_BEGIN, 0);
	uint64_t result = verify_call(run->kernel->call, c.args);
	marker_send(MARKER_END, 0);
	return marker.page->outside ? report(&c) : verify_compare(&c, result);
}

void check_footprint(struct verify_run *run)
{
	enum { DENSE = 512, LONGEST = 8200 };
	static const uint32_t lengths[] = {513, 777, 1024, 1100, 2049, 4097, LONGEST};
	const char *missing = marker_open(&marker, MARKER_FOOTPRINT);
	if (missing) {
		verify_skip(run, "%s", missing);
		return;
	}
	uint64_t max_offset = run->options->quick ? 17 : VERIFY_MAX_OFFSET, step = verify_offset_step(run->kernel);
	size_t need =
	    verify_bytes(run->kernel, verify_length_or(run, LONGEST)) + verify_offset_or(run, VERIFY_MAX_OFFSET);
	if (need + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN > REGION) {
		verify_skip(run, "ranges of at most %d bytes fit under the plugin's eyes", REGION - 4 * VERIFY_MARGIN);
		return;
	}
	if (!sees_all_loads(run) || !map_regions(run) || !verify_each(run, 0, DENSE, max_offset, one) ||
	    run->options->has_length)
		return;
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		for (uint64_t offset = 0; offset < 9 * step; offset += step)
			if (verify_wanted(run, lengths[i], offset) && !one(run, lengths[i], offset))
				return;
}
