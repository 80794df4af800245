/* count.c: a QEMU plugin that counts the instructions, loads and stores that are executed between the markers BEGIN and
 * END (marker.h). What it counts depends on the program and its input alone, not on the machine or its load. QEMU 7.2
 * splits wide loads into parts of 8 bytes, does not show SVE's predicated ones, and counts each round of a `rep`. */
#include "plugin.h"

PLUGIN_VERSION

static bool running;

static void begin(void)
{
	struct marker_page *p = plugin_page;
	running = p;
	if (p)
		p->instructions = p->loads = p->stores = p->bytes_loaded = p->bytes_stored = 0;
}

/* The instruction that sends END was counted before its store was seen. */
static void end(void)
{
	if (running)
		plugin_page->instructions--;
	running = false;
}

static void obey(enum marker_message message, uint64_t value)
{
	if (message == MARKER_HELLO) {
		plugin_hello(value, MARKER_COUNT);
		running = false;
	} else if (message == MARKER_BEGIN) {
		begin();
	} else if (message == MARKER_END) {
		end();
	}
}

static void on_access(unsigned vcpu, qemu_plugin_meminfo_t info, uint64_t address, void *data)
{
	(void)vcpu, (void)data;
	bool store = qemu_plugin_mem_is_store(info);
	unsigned size = 1U << qemu_plugin_mem_size_shift(info);
	if (store && plugin_near_marker(address)) {
		obey(plugin_message(address), plugin_value(address));
	} else if (running && store) {
		plugin_page->stores++;
		plugin_page->bytes_stored += size;
	} else if (running) {
		plugin_page->loads++;
		plugin_page->bytes_loaded += size;
	}
}

static void on_instruction(unsigned vcpu, void *data)
{
	(void)vcpu, (void)data;
	if (running)
		plugin_page->instructions++;
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	(void)id;
	for (size_t i = 0, n = qemu_plugin_tb_n_insns(tb); i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		qemu_plugin_register_vcpu_insn_exec_cb(insn, on_instruction, QEMU_PLUGIN_CB_NO_REGS, NULL);
		qemu_plugin_register_vcpu_mem_cb(insn, on_access, QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_MEM_RW, NULL);
	}
}

int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info_t *info, int argc, char **argv)
{
	(void)info, (void)argc, (void)argv;
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	return 0;
}
