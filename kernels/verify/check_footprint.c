/* check_footprint.c: every load and store that a kernel makes near its ranges lies within them. A guard page sees an
 * access beyond a range only where a page ends; this check sees it anywhere, before the range too: under QEMU by the
 * plugin of that name, which sees all accesses (marker.h), natively by the CPU's watchpoints on the bytes just before
 * and just behind each range (watch.h). */
#define _GNU_SOURCE 1 /* memfd_create */
#include "checks.h"
#include "marker.h"
#include "watch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { DENSE = 512, LONGEST = 8200 };

enum { REGION = 2 << 20 }; /* of the arena, for each range */
_Static_assert(REGION *VERIFY_ARGS <= MARKER_SPAN, "the arena holds a region for each range");

/* ---- as QEMU's plugin sees it ------------------------------------------------------------------------------------ */

static struct marker marker;
static const struct verify_load *wide; /* a load that the plugin shows wider than it is; NULL: none */

/* Without ranges every load is outside: what the plugin does not show now it would not show later. */
static bool plugin_sees_all(struct verify_run *run)
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

static bool map_regions(struct verify_run *run, size_t need)
{
	if (need > REGION)
		return verify_skip(run, "ranges of at most %d bytes fit under the plugin's eyes",
		                   REGION - (int)(VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN));
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

static bool one_marked(struct verify_run *run, uint64_t length, uint64_t offset)
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

/* ---- as the CPU's watchpoints see it ----------------------------------------------------------------------------- */

static struct watch watch;
static char dead_lanes[64]; /* "; or a dead lane of ...": loads of which they see lanes that are masked out */

/* Of each kind of load the first byte is seen. Of a masked one they may see a byte that its mask leaves out: a Zen 4
 * sees those of vmaskmovps, not those of AVX-512. */
static bool watchpoints_see_all(struct verify_run *run)
{
	static const unsigned char bytes[64];
	for (const struct verify_load *l = verify_isa_loads; l->name; l++) {
		if (!watch_set(&watch, 0, bytes + l->first) || !watch_set(&watch, 1, bytes))
			return verify_skip(run, "watchpoints of this CPU: %s", strerror(errno));
		if (!l->load(bytes))
			continue;
		if (!watch_touched(&watch, 0))
			return verify_skip(run, "this CPU's watchpoints do not see %s", l->name);
		if (l->is && watch_touched(&watch, 1))
			snprintf(dead_lanes, sizeof dead_lanes, "; or a dead lane of %s", l->name);
	}
	return true;
}

/* Two ranges at a time, others from case to case; `which`: the parameter that watchpoints 2 * n and 2 * n + 1 surround.
 */
static unsigned surround(const struct verify_case *c, unsigned which[WATCH_BYTES / 2])
{
	unsigned range[VERIFY_ARGS] = {0}, n = 0, watched = 0;
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		if (verify_is_range(c->run->kernel->params[i]))
			range[n++] = i;
	for (; watched < n && watched < WATCH_BYTES / 2; watched++) {
		unsigned i = range[(c->length + c->offset + watched) % n];
		which[watched] = i;
		if (!watch_set(&watch, 2 * watched, c->at[i].start - 1) ||
		    !watch_set(&watch, 2 * watched + 1, c->at[i].start + c->at[i].bytes))
			return 0;
	}
	return watched;
}

/* Setting a watchpoint takes 50 us: a case in eight, in sixteen with --quick, other offsets at each length. */
static bool is_left_out(const struct verify_options *o, uint64_t length, uint64_t offset)
{
	return !o->has_length && !o->has_offset && (5 * length + offset / 8 + offset) % (o->quick ? 16 : 8);
}

static bool one_watched(struct verify_run *run, uint64_t length, uint64_t offset)
{
	struct verify_case c;
	unsigned which[WATCH_BYTES / 2];
	if (is_left_out(run->options, length, offset))
		return true;
	verify_begin(run, &c, length, offset);
	verify_place_all(&c);
	verify_prepare(&c);
	unsigned n = surround(&c, which);
	if (!n)
		return verify_skip(run, "watchpoints of this CPU: %s", strerror(errno));
	uint64_t result = verify_call(run->kernel->call, c.args);
	for (unsigned i = 0; i < 2 * n; i++)
		if (watch_touched(&watch, i))
			return verify_fail(run, "access at 1 %s range %u, as a watchpoint saw%s",
			                   i % 2 ? "behind" : "before", which[i / 2] + 1, dead_lanes);
	return verify_compare(&c, result);
}

/* ------------------------------------------------------------------------------------------------------------------ */

static void run_cases(struct verify_run *run, bool (*one)(struct verify_run *, uint64_t, uint64_t))
{
	static const uint32_t lengths[] = {513, 777, 1024, 1100, 2049, 4097, LONGEST};
	uint64_t max_offset = run->options->quick ? 17 : VERIFY_MAX_OFFSET, step = verify_offset_step(run->kernel);
	if (!verify_each(run, 0, DENSE, max_offset, one) || run->options->has_length)
		return;
	verify_list(run, lengths, sizeof lengths / sizeof *lengths, 8 * step, one);
}

void check_footprint(struct verify_run *run)
{
	size_t need = verify_bytes(run->kernel, verify_length_or(run, LONGEST)) +
	              verify_offset_or(run, VERIFY_MAX_OFFSET) + VERIFY_MAX_OFFSET + 2 * VERIFY_MARGIN;
	const char *missing = marker_open(&marker, MARKER_FOOTPRINT);
	if (!missing) {
		if (plugin_sees_all(run) && map_regions(run, need))
			run_cases(run, one_marked);
	} else if (!verify_ranges(run->kernel) || !watch_open(&watch)) {
		verify_skip(run, "neither QEMU's plugin nor watchpoints of the CPU: %s", strerror(errno));
	} else if (watchpoints_see_all(run) && verify_map_ranges(run, need)) {
		run_cases(run, one_watched);
	}
}
