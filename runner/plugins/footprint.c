/* footprint.c: a QEMU plugin that watches the arena of marker.h: every load and store between BEGIN and END must lie
 * within a range that was announced. It sees what no guard page can: an access beyond a range within the same page. */
#include "plugin.h"

PLUGIN_VERSION

enum { MAX_RANGES = 8 };
static struct range {
	uint64_t from, to;
	bool stores;
} range[MAX_RANGES];
static unsigned n_range;
static uint64_t from;
static bool running;

static void add_range(uint64_t to, bool stores)
{
	if (n_range < MAX_RANGES)
		range[n_range++] = (struct range){from, to, stores};
}

static void begin(void)
{
	struct marker_page *p = plugin_page;
	running = p;
	if (p)
		p->bytes_inside = p->bytes_outside = p->outside = 0;
}

static void obey(enum marker_message message, uint64_t value)
{
	switch (message) {
	case MARKER_HELLO:
		plugin_hello(value, MARKER_FOOTPRINT);
		n_range = 0;
		running = false;
		break;
	case MARKER_FORGET:
		n_range = 0;
		break;
	case MARKER_FROM:
		from = value;
		break;
	case MARKER_LOADS_TO:
		add_range(value, false);
		break;
	case MARKER_STORES_TO:
		add_range(value, true);
		break;
	case MARKER_BEGIN:
		begin();
		break;
	case MARKER_END:
		running = false;
		break;
	case MARKER_MESSAGES:
		break;
	}
}

static bool allowed(uint64_t at, unsigned size, bool store)
{
	for (unsigned i = 0; i < n_range; i++)
		if (at >= range[i].from && at + size <= range[i].to && (range[i].stores || !store))
			return true;
	return false;
}

static void watch(uint64_t at, unsigned size, bool store, uint64_t pc)
{
	struct marker_page *p = plugin_page;
	if (allowed(at, size, store)) {
		p->bytes_inside += size;
		return;
	}
	p->bytes_outside += size;
	if (p->outside++)
		return;
	p->outside_at = at;
	p->outside_pc = pc;
	p->outside_bytes = size;
	p->outside_store = store;
}

static void on_access(unsigned vcpu, qemu_plugin_meminfo_t info, uint64_t address, void *pc)
{
	(void)vcpu;
	bool store = qemu_plugin_mem_is_store(info);
	if (store && plugin_near_marker(address))
		obey(plugin_message(address), plugin_value(address));
	else if (running && address - MARKER_ARENA < MARKER_SPAN)
		watch(address - MARKER_ARENA, 1U << qemu_plugin_mem_size_shift(info), store, (uint64_t)pc);
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	(void)id;
	for (size_t i = 0, n = qemu_plugin_tb_n_insns(tb); i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		qemu_plugin_register_vcpu_mem_cb(insn, on_access, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_RW,
		                                 (void *)qemu_plugin_insn_vaddr(insn));
	}
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int argc, char **argv)
{
	(void)info, (void)argc, (void)argv;
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	return 0;
}
