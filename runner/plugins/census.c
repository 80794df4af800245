/* census.c: a QEMU plugin that counts what every instruction of chosen address ranges does: census.def. What it counts
 * depends on the program and its input alone.
 *
 * Options: ranges=FILE, out=FILE, group=N. A line of the first is
 *     unit N FROM TO          instructions that are counted for unit N
 *     stop FROM TO            code that ends a unit's turn: what is executed outside of all ranges between a unit's
 * first instruction and the next `stop` counts as executed by its callees lap FIRST LAST FROM TO  a stop whose first
 * block begins a new lap of the units FIRST to LAST: the next input with hexadecimal addresses. The first lap is
 * counted in all; of later ones only how often each instruction was executed and diverted, held against the first of
 * its group of N laps. At its end each process of the program appends to `out` unit N CALLEES FILLS FILLED instructions
 * of callees; lines filled, and bytes of them that were used: a model of WINDOW lines of 64 bytes, the least recently
 * used leaves insn N ADDRESS SIZE FIGURE... as census.def orders them, for each instruction executed in the first lap
 *     laps N COUNT                  laps that were run behind the first, where there were any
 *     vary N ADDRESS LAPS           laps in which the instruction was executed or diverted another number of times
 * in decimal numbers. */
#include "qemu_plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

PLUGIN_VERSION

enum {
	LINE = 64,
	PAGE = 4096,
	WINDOW = 48, /* lines: fewer than a first-level cache has, so that a small input shows what a large one does */
	STORES = 32, /* remembered; a store buffer has 56 entries and more (Skylake, Zen 4) */
	YOUNG = 64,  /* instructions for which a store is taken to be in that buffer still */
};

#define NO_UNIT (~0u)

struct unit;

struct insn {
	uint64_t address, size;
	struct unit *unit;
#define FIGURE(name) uint64_t name;
#include "runner/census.def"
#undef FIGURE
	uint64_t last_address, last_delta, last_turn, last_width; /* of its latest load */
	uint64_t began_executed, began_diverted;                  /* before this lap */
	uint64_t first_executed, first_diverted;                  /* in the first lap of its group */
	uint64_t varied;
};

struct line {
	uint64_t tag, used; /* used: a bit for each byte */
};

struct store {
	uint64_t from, to, turn;
};

struct unit {
	uint64_t turn; /* instructions executed so far */
	uint64_t callees, fills, filled, n_stores;
	uint64_t laps; /* begun */
	struct line line[WINDOW];
	struct store store[STORES];
};

struct range {
	uint64_t from, to;
	struct unit *unit;    /* NULL: a stop */
	unsigned number;      /* of the unit; NO_UNIT */
	unsigned first, last; /* units of which it begins a lap; NO_UNIT: none */
	struct insn **insn;   /* by offset */
};

static struct range plain_stop = {.number = NO_UNIT, .first = NO_UNIT};
static struct range *ranges;
static unsigned n_ranges;
static struct unit *units;
static unsigned n_units;
static char *out_path;
static uint64_t group = 1;

static struct unit *current;
static struct insn *before; /* executed last in the current unit */

/* An access under way, to which its next part may belong. */
static struct {
	struct insn *insn;
	uint64_t from, to, turn;
	bool store;
} pending;

static struct range *range_of(uint64_t address)
{
	for (unsigned i = 0; i < n_ranges; i++)
		if (address >= ranges[i].from && address < ranges[i].to)
			return &ranges[i];
	return NULL;
}

/* ---- one access -------------------------------------------------------------------------------------------------- */

static void leave_line(struct unit *u, const struct line *l)
{
	if (l->used) {
		u->fills++;
		u->filled += (unsigned)__builtin_popcountll(l->used);
	}
}

static void use_line(struct unit *u, uint64_t tag, uint64_t bytes)
{
	unsigned i = 0;
	while (i < WINDOW - 1 && u->line[i].used && u->line[i].tag != tag)
		i++;
	struct line l = u->line[i];
	if (!l.used || l.tag != tag) {
		leave_line(u, &l);
		l = (struct line){tag, 0};
	}
	memmove(u->line + 1, u->line, i * sizeof *u->line);
	l.used |= bytes;
	u->line[0] = l;
}

static void use_bytes(struct unit *u, uint64_t from, uint64_t to)
{
	for (uint64_t tag = from / LINE; tag <= (to - 1) / LINE; tag++) {
		uint64_t first = tag * LINE > from ? 0 : from % LINE;
		uint64_t end = (tag + 1) * LINE < to ? LINE : to - tag * LINE;
		use_line(u, tag, (~(uint64_t)0 >> (LINE - (end - first))) << first);
	}
}

/* What the youngest store to any of these bytes means for a load of them. */
static void judge_forwarding(struct insn *x, uint64_t from, uint64_t to)
{
	struct unit *u = x->unit;
	for (uint64_t k = u->n_stores; k && u->n_stores - k < STORES; k--) {
		const struct store *s = &u->store[(k - 1) % STORES];
		if (u->turn - s->turn > YOUNG)
			return;
		if (s->to <= from || s->from >= to)
			continue;
		if (s->from <= from && s->to >= to)
			x->forwarded++;
		else if (s->to - s->from < to - from)
			x->blocked++;
		return;
	}
}

static bool written_since(const struct unit *u, uint64_t turn, uint64_t from, uint64_t to)
{
	for (uint64_t k = u->n_stores; k; k--) {
		const struct store *s = &u->store[(k - 1) % STORES];
		if (u->n_stores - k >= STORES) /* forgotten: it may have been written */
			return true;
		if (s->turn < turn)
			return false;
		if (s->to > from && s->from < to)
			return true;
	}
	return false;
}

static void follow_stream(struct insn *x, uint64_t from, uint64_t width)
{
	uint64_t delta = from - x->last_address;
	if (x->loads > 1) {
		bool steady = x->loads > 2 && delta == x->last_delta;
		x->steady += steady;
		x->erratic += !steady && from / LINE != x->last_address / LINE;
		x->again +=
		    !delta && width == x->last_width && !written_since(x->unit, x->last_turn, from, from + width);
	}
	x->last_address = from;
	x->last_delta = delta;
	x->last_turn = x->unit->turn;
	x->last_width = width;
}

static void finish_access(void)
{
	struct insn *x = pending.insn;
	uint64_t from = pending.from, to = pending.to, width = to - from;
	pending.insn = NULL;
	if (!x)
		return;
	struct unit *u = x->unit;
	x->widest = width > x->widest ? width : x->widest;
	x->line_crossings += width >= 16 && from / LINE != (to - 1) / LINE;
	x->page_crossings += from / PAGE != (to - 1) / PAGE;
	use_bytes(u, from, to);
	if (pending.store) {
		x->stores++;
		x->stored += width;
		u->store[u->n_stores++ % STORES] = (struct store){from, to, pending.turn};
	} else {
		x->loads++;
		x->loaded += width;
		judge_forwarding(x, from, to);
		follow_stream(x, from, width);
	}
}

static void on_access(unsigned vcpu, qemu_plugin_meminfo_t info, uint64_t address, void *data)
{
	struct insn *x = data;
	if (x->unit->laps > 1)
		return;
	bool store = qemu_plugin_mem_is_store(info);
	uint64_t size = 1U << qemu_plugin_mem_size_shift(info), turn = x->unit->turn;
	(void)vcpu;
	if (pending.insn == x && pending.turn == turn && pending.store == store && pending.to == address) {
		pending.to += size;
		return;
	}
	finish_access();
	pending.insn = x;
	pending.from = address;
	pending.to = address + size;
	pending.turn = turn;
	pending.store = store;
}

/* ---- one instruction --------------------------------------------------------------------------------------------- */

static void on_instruction(unsigned vcpu, void *data)
{
	struct insn *x = data;
	(void)vcpu;
	finish_access();
	if (before && current == x->unit && before->address + before->size != x->address) {
		before->diverted++;
		if (x->address <= before->address) {
			before->lowest =
			    before->backward++ && before->lowest < x->address ? before->lowest : x->address;
		}
	}
	current = x->unit;
	before = x;
	current->turn++;
	x->executed++;
}

static void on_callee(unsigned vcpu, void *instructions)
{
	(void)vcpu;
	if (current) {
		current->callees += (uintptr_t)instructions;
		current->turn += (uintptr_t)instructions;
	}
}

static void end_lap(unsigned number);

static void on_stop(unsigned vcpu, void *data)
{
	const struct range *r = data;
	(void)vcpu;
	finish_access();
	for (unsigned i = r->first; i != NO_UNIT && i <= r->last; i++) {
		end_lap(i);
		units[i].laps++;
	}
	current = NULL;
	before = NULL;
}

/* A block may be translated more than once. */
static struct insn *insn_at(struct range *r, uint64_t address, size_t size)
{
	struct insn **slot = &r->insn[address - r->from];
	if (!*slot && (*slot = calloc(1, sizeof **slot))) {
		(*slot)->address = address;
		(*slot)->size = size;
		(*slot)->unit = r->unit;
	}
	return *slot;
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb);
	struct range *r = range_of(qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(tb, 0)));
	(void)id;
	if (!r) {
		qemu_plugin_register_vcpu_tb_exec_cb(tb, on_callee, QEMU_PLUGIN_CB_NO_REGS, (void *)(uintptr_t)n);
		return;
	}
	if (!r->unit) {
		bool entry = qemu_plugin_insn_vaddr(qemu_plugin_tb_get_insn(tb, 0)) == r->from;
		qemu_plugin_register_vcpu_tb_exec_cb(tb, on_stop, QEMU_PLUGIN_CB_NO_REGS, entry ? r : &plain_stop);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t address = qemu_plugin_insn_vaddr(insn);
		struct insn *x = address < r->to ? insn_at(r, address, qemu_plugin_insn_size(insn)) : NULL;
		if (!x)
			continue;
		qemu_plugin_register_vcpu_insn_exec_cb(insn, on_instruction, QEMU_PLUGIN_CB_NO_REGS, x);
		qemu_plugin_register_vcpu_mem_cb(insn, on_access, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_RW, x);
	}
}

/* ---- start and end ----------------------------------------------------------------------------------------------- */

static void print_insn(FILE *out, unsigned number, const struct insn *x)
{
	fprintf(out, "insn %u %llu %llu", number, (unsigned long long)x->address, (unsigned long long)x->size);
#define FIGURE(name) fprintf(out, " %llu", (unsigned long long)x->name);
#include "runner/census.def"
#undef FIGURE
	fputc('\n', out);
}

static void print_unit(FILE *out, unsigned number)
{
	struct unit *u = &units[number];
	for (unsigned i = 0; i < WINDOW; i++)
		leave_line(u, &u->line[i]);
	fprintf(out, "unit %u %llu %llu %llu\n", number, (unsigned long long)u->callees, (unsigned long long)u->fills,
	        (unsigned long long)u->filled);
	for (unsigned i = 0; i < n_ranges; i++) {
		const struct range *r = &ranges[i];
		for (uint64_t k = 0; r->unit == u && k < r->to - r->from; k++)
			if (r->insn[k] && r->insn[k]->executed)
				print_insn(out, number, r->insn[k]);
	}
}

static void compare_lap(struct insn *x, bool first)
{
	uint64_t executed = x->executed - x->began_executed, diverted = x->diverted - x->began_diverted;
	if (first) {
		x->first_executed = executed;
		x->first_diverted = diverted;
	} else {
		x->varied += executed != x->first_executed || diverted != x->first_diverted;
	}
}

/* What the lap that is over has shown. */
static void end_lap(unsigned number)
{
	struct unit *u = &units[number];
	FILE *out = u->laps == 1 || (!u->laps && u->turn) ? fopen(out_path, "ae") : NULL;
	if (out) { /* else there is nothing in it, which the reader sees */
		print_unit(out, number);
		fclose(out);
	}
	for (unsigned i = 0; i < n_ranges; i++) {
		const struct range *r = &ranges[i];
		for (uint64_t k = 0; r->unit == u && k < r->to - r->from; k++) {
			struct insn *x = r->insn[k];
			if (!x)
				continue;
			if (u->laps > 1)
				compare_lap(x, (u->laps - 2) % group == 0);
			x->began_executed = x->executed;
			x->began_diverted = x->diverted;
		}
	}
}

static void print_laps(FILE *out, unsigned number)
{
	const struct unit *u = &units[number];
	if (u->laps < 2)
		return;
	fprintf(out, "laps %u %llu\n", number, (unsigned long long)u->laps - 1);
	for (unsigned i = 0; i < n_ranges; i++) {
		const struct range *r = &ranges[i];
		for (uint64_t k = 0; r->unit == u && k < r->to - r->from; k++)
			if (r->insn[k] && r->insn[k]->varied)
				fprintf(out, "vary %u %llu %llu\n", number, (unsigned long long)r->insn[k]->address,
				        (unsigned long long)r->insn[k]->varied);
	}
}

static void on_exit_of_guest(qemu_plugin_id_t id, void *data)
{
	(void)id, (void)data;
	finish_access();
	for (unsigned i = 0; i < n_units; i++)
		end_lap(i);
	FILE *out = fopen(out_path, "ae");
	if (!out)
		return;
	for (unsigned i = 0; i < n_units; i++)
		print_laps(out, i);
	fclose(out);
}

static bool add_range(const char *line)
{
	unsigned long long from, to;
	struct range r = {.number = NO_UNIT, .first = NO_UNIT};
	bool unit = sscanf(line, "unit %u %llx %llx", &r.number, &from, &to) == 3;
	if (!unit && sscanf(line, "stop %llx %llx", &from, &to) != 2 &&
	    sscanf(line, "lap %u %u %llx %llx", &r.first, &r.last, &from, &to) != 4)
		return false;
	struct range *more = from < to ? realloc(ranges, (n_ranges + 1) * sizeof *ranges) : NULL;
	r.insn = unit && from < to ? calloc(to - from, sizeof *r.insn) : NULL;
	if (!more || (unit && !r.insn))
		return false;
	r.from = from;
	r.to = to;
	ranges = more;
	ranges[n_ranges++] = r;
	n_units = unit && r.number >= n_units ? r.number + 1 : n_units;
	return true;
}

static bool read_ranges(const char *path)
{
	char line[256];
	bool good = true;
	FILE *in = fopen(path, "re");
	while (in && good && fgets(line, sizeof line, in))
		good = add_range(line);
	if (in)
		fclose(in);
	units = n_units ? calloc(n_units, sizeof *units) : NULL;
	for (unsigned i = 0; units && i < n_ranges; i++)
		good &= ranges[i].first == NO_UNIT || ranges[i].last < n_units;
	for (unsigned i = 0; units && i < n_ranges; i++)
		ranges[i].unit = ranges[i].number == NO_UNIT ? NULL : &units[ranges[i].number];
	return in && good && units;
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int argc, char **argv)
{
	const char *from = NULL;
	(void)info;
	for (int i = 0; i < argc; i++) {
		if (!strncmp(argv[i], "ranges=", 7))
			from = argv[i] + 7;
		else if (!strncmp(argv[i], "out=", 4))
			out_path = strdup(argv[i] + 4);
		else if (!strncmp(argv[i], "group=", 6))
			group = strtoull(argv[i] + 6, NULL, 10);
	}
	if (!from || !out_path || !group || !read_ranges(from)) {
		fputs("census: ranges=FILE,out=FILE was expected, and a list of ranges in the first\n", stderr);
		return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	qemu_plugin_register_atexit_cb(id, on_exit_of_guest, NULL);
	return 0;
}
