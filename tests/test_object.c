/* test_object.c: functions, parts, names and lines of good files; nm, addr2line and the assembler are the evidence. */
#include "object_case.h"

static const char *const prefixes[] = {"x86_64-linux-gnu-", "aarch64-linux-gnu-"};
enum { ISAS = 2 };

static const char check_source[] = "__attribute__((cold, noreturn)) void fail(int);\n"
                                   "static int checked(const int *p, int i, int n)\n"
                                   "{\n\tif (i >= n)\n\t\tfail(i);\n\treturn p[i];\n}\n"
                                   "int f(const int *p, int n, int m)\n"
                                   "{\n\tint s = 0;\n\tfor (int i = 0; i < m; i++)\n\t\ts += checked(p, i, n);\n"
                                   "\treturn s;\n}\n"
                                   "static __attribute__((noinline)) int h(int a) { return a * 7; }\n"
                                   "int g(int a) { return h(a) * 3; }\n"
                                   "extern int g_alias(int a) __attribute__((alias(\"g\")));\n";

/* Every function that nm knows, with its address and size, and no other. */
static void functions_are_those_of_nm(void **state)
{
	(void)state;
	write_text("check.c", check_source);
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("%sgcc -O2 -c check.c -o check.o", prefixes[i]));
		assert_true(
		    shell("%snm -S --defined-only check.o | awk '$3 ~ /[Tt]/ && $4 != \"g_alias\" && $4 !~ /cold/ "
		          "{print $4, $1, $2}' >nm.txt",
		          prefixes[i]));
		struct outcome o = open_case("check.o");
		assert_exit(&o, 0);
		assert_int_equal(o.objects, 1);
		char expected[4096], *save = NULL;
		slurp("nm.txt", expected, sizeof expected);
		int n = 0;
		for (char *line = strtok_r(expected, "\n", &save); line; line = strtok_r(NULL, "\n", &save), n++) {
			char name[64], text[128];
			unsigned long address, size;
			assert_int_equal(sscanf(line, "%63s %lx %lx", name, &address, &size), 3);
			snprintf(text, sizeof text, "%s .text %#lx %lu\n", name, address, size);
			assert_lists(&o, text);
		}
		assert_int_equal(n, 3);
		assert_lists_not(&o, "g_alias"); /* the same function as g, which is the shorter name */
		assert_lists_not(&o, "FDEs are lost");
	}
}

/* f.cold has f's frame, h.cold is entered before h makes one; slow lies beside them and is a function, as it is called.
 */
static const char cold_source[] =
    "#ifdef __x86_64__\n#define FRAME push %rbx; .cfi_def_cfa_offset 16; .cfi_offset rbx, -16\n"
    "#define IN_FRAME .cfi_def_cfa_offset 16; .cfi_offset rbx, -16\n#define END pop %rbx; ret\n"
    "#define IF_NEGATIVE(to) test %edi, %edi; js to\n#define CALL call\n#define JUMP jmp\n#else\n"
    "#define FRAME str x30, [sp, -16]!; .cfi_def_cfa_offset 16; .cfi_offset 30, -16\n"
    "#define IN_FRAME .cfi_def_cfa_offset 16; .cfi_offset 30, -16\n#define END ldr x30, [sp], 16; ret\n"
    "#define IF_NEGATIVE(to) cmp w0, 0; b.lt to\n#define CALL bl\n#define JUMP b\n#endif\n"
    "#define FUNCTION(name) .type name, %function; name: .cfi_startproc\n"
    "#define DONE(name) .cfi_endproc; .size name, .-name\n"
    ".text\n.globl f, h\n"
    "FUNCTION(f)\nFRAME\nIF_NEGATIVE(f.cold)\nIF_NEGATIVE(f.cold)\nCALL slow\nEND\nDONE(f)\n"
    "FUNCTION(h)\nIF_NEGATIVE(h.cold)\nJUMP slow\nDONE(h)\n"
    ".section .text.unlikely,\"ax\",%progbits\n"
    "FUNCTION(f.cold)\nIN_FRAME\nCALL stop\nDONE(f.cold)\n"
    "FUNCTION(h.cold)\nCALL stop\nJUMP f.cold\nDONE(h.cold)\n"
    "FUNCTION(slow)\nret\nDONE(slow)\n";

static void parts_by_their_names(void **state)
{
	(void)state;
	write_text("cold.S", cold_source);
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("%sgcc -c cold.S -o cold.o", prefixes[i]));
		struct outcome o = open_case("cold.o");
		assert_exit(&o, 0);
		assert_lists(&o, "\n  f.cold .text.unlikely 0 ");
		assert_lists(&o, "\n  h.cold .text.unlikely 0x");
		assert_lists(&o, "\nslow .text.unlikely ");
		assert_lists_not(&o, "FDEs are lost");
	}
}

static void global_name_wins(void **state)
{
	(void)state;
	write_text("alias.S", ".text\n.type a, @function\na:\n.globl longer\n.type longer, @function\nlonger:\n"
	                      ".globl longest_of_all\n.type longest_of_all, @function\nlongest_of_all:\nret\n"
	                      ".size a, .-a\n.size longer, .-longer\n.size longest_of_all, .-longest_of_all\n");
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("sed 's/@f/%%f/' alias.S >alias2.S && %sgcc -c alias2.S -o alias.o", prefixes[i]));
		struct outcome o = open_case("alias.o");
		assert_exit(&o, 0);
		assert_lists(&o, "longer .text 0 ");
		assert_lists_not(&o, "longest");
		assert_lists_not(&o, "a .text");
	}
}

/* Labels without type and size, as hand-written assembly has them. */
static void bare_labels(void **state)
{
	(void)state;
	write_text("bare.S", ".text\n.globl one\none:\nnop\nloop:\nnop\nret\n.globl two\ntwo:\nret\nret\n"
	                     ".section .text.other,\"ax\"\nlocal:\nret\n");
	static const int ret_size[ISAS] = {1, 4};
	for (int i = 0; i < ISAS; i++) {
		char text[64];
		assert_true(shell("%sgcc -c bare.S -o bare.o", prefixes[i]));
		struct outcome o = open_case("bare.o");
		assert_exit(&o, 0);
		snprintf(text, sizeof text, "one .text 0 %d\n", 3 * ret_size[i]);
		assert_lists(&o, text);
		snprintf(text, sizeof text, "two .text %#x %d\n", 3 * ret_size[i], 2 * ret_size[i]);
		assert_lists(&o, text);
		snprintf(text, sizeof text, "local .text.other 0 %d\n", ret_size[i]);
		assert_lists(&o, text);
		assert_lists_not(&o, "loop");
	}
}

/* A global label within a sized function is another entry of it, and no function. */
static void label_within_function(void **state)
{
	(void)state;
	write_text("inner.S", ".text\n.globl outer\n.type outer, %function\nouter:\nnop\n.globl inner\ninner:\nret\n"
	                      ".size outer, .-outer\n");
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("%sgcc -c inner.S -o inner.o", prefixes[i]));
		struct outcome o = open_case("inner.o");
		assert_exit(&o, 0);
		assert_lists(&o, "outer .text 0 ");
		assert_lists_not(&o, "inner .text");
	}
}

static void print_fdes(struct object *o, void *ctx)
{
	list_functions(o, ctx);
	printf("fdes %u functions %u parts %u plt %u other %u\n", o->fde.total, o->fde.functions, o->fde.parts,
	       o->fde.plt, o->fde.other);
}

/* Stripped, the same functions are found from .eh_frame; what was split off is still a part, and the PLT is no
 * function. */
static void stripped_library(void **state)
{
	(void)state;
	write_text("cold.S", cold_source);
	for (int i = 0; i < ISAS; i++) {
		static const char *const names[] = {"f", "h", "f.cold", "h.cold", "slow"};
		static const char *const shown[] = {"f", "\nh", "\n  f.cold", "\n  h.cold", NULL};
		assert_true(shell("%sgcc -shared -nostdlib cold.S -o cold.so", prefixes[i]));
		assert_true(shell("%sstrip cold.so -o stripped.so", prefixes[i]));
		struct outcome o = open_with(case_path("stripped.so"), print_fdes);
		assert_exit(&o, 0);
		for (int k = 0; k < 5; k++) {
			char text[256], expected[256], unnamed[64];
			unsigned long address, size;
			assert_true(shell("%snm -S cold.so | awk '$4 == \"%s\" {print $1, $2}' >nm.txt", prefixes[i],
			                  names[k]));
			slurp("nm.txt", text, sizeof text);
			assert_int_equal(sscanf(text, "%lx %lx", &address, &size), 2);
			snprintf(unnamed, sizeof unnamed, "sub_%lx", address);
			snprintf(expected, sizeof expected, "%s .text %#lx %lu\n", shown[k] ? shown[k] : unnamed,
			         address, size);
			assert_lists(&o, expected);
		}
		assert_lists(&o, " functions 3 parts 2 plt ");
		assert_lists(&o, " other 0\n");
		assert_lists_not(&o, "FDEs are lost");
	}
}

/* No frame tells the part of a leaf function from a function: it lies first, and one function branches there. Its twin
 * is only jumped to, as a tail call. */
static void stripped_leaf(void **state)
{
	(void)state;
	char source[sizeof cold_source + 256];
	const char *leaf = strstr(cold_source, ".text\n.globl");
	assert_non_null(leaf);
	snprintf(source, sizeof source, "%.*s%s", (int)(leaf - cold_source), cold_source,
	         ".text\n.globl h, k\nFUNCTION(h)\nIF_NEGATIVE(far)\nJUMP other\nDONE(h)\n"
	         ".balign 16\nFUNCTION(k)\nCALL h\nJUMP other\nDONE(k)\n"
	         ".section .text.unlikely,\"ax\",%progbits\n"
	         "FUNCTION(far)\nCALL stop\nDONE(far)\nFUNCTION(other)\nCALL stop\nDONE(other)\n");
	write_text("leaf.S", source);
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("%sgcc -shared -nostdlib leaf.S -o leaf.so", prefixes[i]));
		assert_true(shell("%sstrip leaf.so -o stripped.so", prefixes[i]));
		struct outcome o = open_with(case_path("stripped.so"), print_fdes);
		assert_exit(&o, 0);
		assert_lists(&o, "\n  h.cold .text ");
		assert_lists(&o, "sub_");
		assert_lists(&o, " functions 3 parts 1 plt ");
	}
}

static void count_against_index(struct object *o, void *ctx)
{
	(void)ctx;
	for (uint32_t i = 0; i < o->n_sections; i++) {
		const struct section *s = &o->sections[i];
		uint32_t n;
		if (strcmp(s->name, ".eh_frame_hdr") || s->size < 12)
			continue;
		memcpy(&n, s->data + 8, sizeof n); /* fde_count, udata4 as all linkers write it */
		printf("%s\n", n == o->fde.total && n == o->fde.functions + o->fde.parts + o->fde.plt ? "complete"
		                                                                                      : "incomplete");
	}
}

/* The linkers' own index of FDEs knows how many there are: real libraries, LLVM's with 94,994 of them among them. */
static void every_fde_is_accounted_for(void **state)
{
	(void)state;
	static const char *const libraries[] = {"libLLVM-14.so.1", "libc.so.6", "libdw.so.1"};
	int found = 0;
	for (int i = 0; i < 3; i++) {
		char path[256] = "";
		assert_true(shell("ls /usr/lib/*-linux-gnu/%s >path.txt 2>/dev/null; true", libraries[i]));
		slurp("path.txt", path, sizeof path);
		path[strcspn(path, "\n")] = 0;
		if (!*path)
			continue;
		struct outcome o = open_with(path, count_against_index);
		assert_exit(&o, 0);
		assert_lists(&o, "complete\n");
		assert_lists_not(&o, "incomplete");
		found++;
	}
	assert_true(found >= 2);
}

/* Two source files with a static function of one name: each cold part belongs to its own. */
static void parts_of_same_name(void **state)
{
	(void)state;
	static const char source[] =
	    ".file NAME\n.text\n.type h, %function\nh: nop\nret\n.size h, .-h\n"
	    ".section .text.unlikely,\"ax\",%progbits\n.type h.cold, %function\nh.cold: ret\n.size h.cold, .-h.cold\n";
	write_text("same.S", source);
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("for n in 1 2; do %sgcc '-DNAME=\"'$n.c'\"' -c same.S -o same$n.o; done && "
		                  "%sgcc -shared -nostdlib same1.o same2.o -o same.so",
		                  prefixes[i], prefixes[i]));
		struct outcome o = open_case("same.so");
		assert_exit(&o, 0);
		const char *h1 = strstr(o.list, "h .text "), *c1 = strstr(o.list, "\n  h.cold .text ");
		const char *h2 = h1 ? strstr(h1 + 1, "\nh .text") : NULL,
		           *c2 = c1 ? strstr(c1 + 1, "\n  h.cold .text") : NULL;
		assert_true(h1 && c1 && h2 && c2);
		assert_true(h1 < c1 && c1 < h2 && h2 < c2);
	}
}

static void print_callees(struct object *o, void *ctx)
{
	(void)ctx;
	for (uint32_t i = 0; i < o->n_sections; i++)
		for (uint64_t a = 0; a < o->sections[i].size; a += 4) {
			const char *callee = object_callee(o, o->sections[i].address + a);
			const char *slot = object_slot(o, o->sections[i].address + a);
			if (callee)
				printf("callee %s %s\n", o->sections[i].name, callee);
			if (slot)
				printf("slot %s %s\n", o->sections[i].name, slot);
		}
}

static void names_through_plt_and_got(void **state)
{
	(void)state;
	static const struct {
		int isa;
		const char *flags;
		bool plt;
	} cases[] = {
	    {0, "-fcf-protection=none", true},
	    {0, "-fcf-protection=none -Wl,-z,now", true},
	    {0, "-fcf-protection=full -Wl,-z,ibtplt", true},
	    {0, "-fno-plt", false},
	    {1, "", true},
	    {1, "-Wl,-z,now", true},
	    {1, "-mbranch-protection=standard -Wl,-z,force-bti", true},
	    {1, "-fno-plt", false},
	};
	write_text("check.c", check_source);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(shell("%sgcc -O2 -shared -nostdlib -fPIC %s check.c -o plt.so 2>/dev/null",
		                  prefixes[cases[i].isa], cases[i].flags));
		struct outcome o = open_with(case_path("plt.so"), print_callees);
		assert_exit(&o, 0);
		if (cases[i].plt)
			assert_lists(&o, "callee .plt");
		else
			assert_lists_not(&o, "callee .plt");
		assert_lists(&o, " fail\n");
		assert_lists(&o, "slot .got");
		assert_lists(&o, "callee .text f\n");
	}
}

static void print_data(struct object *o, void *ctx)
{
	(void)ctx;
	for (uint32_t i = 0; i < o->n_data_ranges; i++)
		printf("data %#lx %lu\n", object_place(o, o->data_ranges[i].address, NULL), o->data_ranges[i].size);
}

static void data_within_code(void **state)
{
	(void)state;
	write_text("data.S", ".text\n.globl f\nf:\nldr x0, =0x123456789abcdef\nret\n.ltorg\n.globl g\ng:\nret\n");
	assert_true(shell("aarch64-linux-gnu-gcc -c data.S -o data.o"));
	struct outcome o = open_with(case_path("data.o"), print_data);
	assert_exit(&o, 0);
	assert_lists(&o, "data 0x8 8\n");
}

/* Assembly without symbols beside a function: not audited, and that is said; a table in .rodata is no code. */
static void unclaimed_code(void **state)
{
	(void)state;
	write_text("gap.S",
	           ".text\n.globl f\n.type f, %function\nf: .cfi_startproc\nret\n.cfi_endproc\n.size f, .-f\n"
	           "#ifdef GAP\n.fill 500, 4, 0xd503201f\n#else\n.section .rodata\n.fill 500, 4, 0xd503201f\n#endif\n");
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("%sgcc -DGAP -shared -nostdlib gap.S -o gap.so", prefixes[i]));
		struct outcome o = open_case("gap.so");
		assert_exit(&o, 0);
		assert_says(&o, " bytes of code belong to no symbol and no unwind information: not audited");
		assert_true(shell("%sgcc -shared -nostdlib gap.S -o gap.so", prefixes[i]));
		o = open_case("gap.so");
		assert_exit(&o, 0);
		assert_string_equal(o.errors, "");
	}
}

/* What is left over in one section says nothing of the next one: the four bytes behind f are padding. */
static void unclaimed_code_by_section(void **state)
{
	(void)state;
	write_text("tail.S", ".text\n.globl f\n.type f, %function\nf:\nret\n.size f, .-f\n.zero 4\n"
	                     ".section .text.other,\"ax\"\n.globl g\n.type g, %function\ng:\n"
	                     ".rept 500\nnop\n.endr\n.zero 2000\nret\n.size g, .-g\n");
	for (int i = 0; i < ISAS; i++) {
		assert_true(shell("%sgcc -c tail.S -o tail.o", prefixes[i]));
		struct outcome o = open_case("tail.o");
		assert_exit(&o, 0);
		assert_string_equal(o.errors, "");
	}
}

/* ---- archives -------------------------------------------------------------------------------------------------------
 */

static void archive_members(void **state)
{
	(void)state;
	write_text("a.c", "int a(void) { return 1; }\n");
	write_text("b.c", "int b(void) { return 2; }\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c a.c -o a_member_with_a_name_that_is_long.o && mkdir -p sub && "
	                  "x86_64-linux-gnu-gcc -c b.c -o sub/same.o && "
	                  "x86_64-linux-gnu-gcc -c a.c -o same.o && echo text >readme.txt && rm -f t.a && "
	                  "ar qc t.a a_member_with_a_name_that_is_long.o same.o readme.txt sub/same.o"));
	struct outcome o = open_case("t.a");
	assert_int_equal(o.objects, 3);
	assert_lists(&o, "a .text 0 ");
	assert_lists(&o, "b .text 0 ");
	assert_says(&o, "t.a(readme.txt): not an ELF file (expected \\x7fELF at offset 0, found 74 65 78 74)");
	assert_exit(&o, EXIT_INPUT);
}

static void print_path(struct object *o, void *ctx)
{
	(void)ctx;
	printf("%s\n", strrchr(o->path, '/') + 1);
}

static void archive_names(void **state)
{
	(void)state;
	write_text("a.c", "int a(void) { return 1; }\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c a.c -o a_member_with_a_name_that_is_long.o && cp "
	                  "a_member_with_a_name_that_is_long.o s.o && "
	                  "rm -f n.a && ar qc n.a a_member_with_a_name_that_is_long.o s.o s.o"));
	struct outcome o = open_with(case_path("n.a"), print_path);
	assert_exit(&o, 0);
	assert_lists(&o, "n.a(a_member_with_a_name_that_is_long.o)\nn.a(s.o)\nn.a(s.o)\n3 objects");
}

/* ---- lines ----------------------------------------------------------------------------------------------------------
 */

static const char inline_source[] = "static inline int square(int x)\n{\n\treturn (x * x + 7) ^ (x >> 3) * x;\n}\n"
                                    "int f(int *p, int n)\n{\n\tint s = 0;\n\tfor (int i = 0; i < n; i++)\n"
                                    "\t\ts += square(p[i]);\n\treturn s;\n}\n"
                                    "int g(int a)\n{\n\treturn square(a);\n}\n";

/* file:line of every byte of code, as llvm-addr2line prints it. */
static void print_lines(struct object *o, void *ctx)
{
	(void)ctx;
	for (uint32_t i = 0; i < o->n_functions; i++)
		for (uint64_t a = 0; a < o->functions[i].main.size; a++) {
			struct source s = object_source(o, o->functions[i].main.address + a);
			const char *file = s.file ? strrchr(s.file, '/') : NULL;
			printf("0x%lx %s:%d %s\n", object_place(o, o->functions[i].main.address + a, NULL),
			       file     ? file + 1
			       : s.file ? s.file
			                : "??",
			       s.line, s.inlined_from ? s.inlined_from : "-");
		}
}

/* The truth comes from a twin that is not compressed. */
static void compare_lines(const char *compiler, const char *flags, const char *compress)
{
	write_text("inline.c", inline_source);
	assert_true(shell("%s -O2 -g %s %s -c inline.c -o inline.o", compiler, flags, compress));
	assert_true(shell("%s -O2 -g %s -c inline.c -o twin.o", compiler, flags));
	struct outcome o = open_with(case_path("inline.o"), print_lines);
	assert_exit(&o, 0);
	char file[64], *save = NULL;
	int n = 0, n_inlined = 0;
	FILE *addresses = fopen(case_path("addresses"), "w");
	static char list[sizeof o.list];
	strcpy(list, o.list);
	for (char *l = strtok_r(list, "\n", &save); l && l[1] == 'x'; l = strtok_r(NULL, "\n", &save))
		fprintf(addresses, "%.*s\n", (int)strcspn(l, " "), l);
	fclose(addresses);
	assert_true(shell("llvm-addr2line-19 -s -f -a -i -e twin.o <addresses >truth"));
	/* Blocks of "0xADDRESS", function, file:line, and two lines more for each caller that it is inlined in. */
	FILE *truth = fopen(case_path("truth"), "r");
	char line[256], function[64] = "", expected[256];
	bool have = fgets(line, sizeof line, truth);
	while (have) {
		unsigned long address = strtoul(line, NULL, 16);
		int number = 0, depth = 0;
		while ((have = fgets(line, sizeof line, truth)) && strncmp(line, "0x", 2)) {
			char where[256];
			assert_non_null(fgets(where, sizeof where, truth));
			if (depth++)
				continue;
			sscanf(line, "%63s", function);
			assert_true(sscanf(where, "%63[^:]:%d", file, &number) >= 1); /* "file:?": line 0 */
		}
		snprintf(expected, sizeof expected, "0x%lx %s:%d %s\n", address, file, number,
		         depth > 1 ? function : "-");
		assert_lists(&o, expected);
		n++;
		n_inlined += depth > 1;
	}
	fclose(truth);
	assert_true(n > 20);
	assert_true(n_inlined > 3);
}

static void lines_are_those_of_addr2line(void **state)
{
	(void)state;
	compare_lines("x86_64-linux-gnu-gcc", "", "");
	compare_lines("x86_64-linux-gnu-gcc", "-gdwarf-4", "");
	compare_lines("x86_64-linux-gnu-gcc", "", "-gz=zlib");
	compare_lines("x86_64-linux-gnu-gcc", "", "-gz=zlib-gnu");
	compare_lines("aarch64-linux-gnu-gcc", "", "");
	compare_lines("clang-14", "--target=x86_64-linux-gnu", "");
	compare_lines("clang-14", "--target=aarch64-linux-gnu", "");
}

static void no_lines_without_debug_information(void **state)
{
	(void)state;
	write_text("inline.c", inline_source);
	assert_true(shell("x86_64-linux-gnu-gcc -O2 -c inline.c -o plain.o"));
	struct outcome o = open_with(case_path("plain.o"), print_lines);
	assert_exit(&o, 0);
	assert_string_equal(o.errors, "");
	assert_lists(&o, "0x0 ??:0 -\n");
}

/* The .dwo file is not there: lines are, and nothing else is made up. */
static void split_debug_information(void **state)
{
	(void)state;
	write_text("inline.c", inline_source);
	assert_true(shell("x86_64-linux-gnu-gcc -O2 -g -gsplit-dwarf -c inline.c -o split.o && rm -f *.dwo"));
	struct outcome o = open_with(case_path("split.o"), print_lines);
	assert_exit(&o, 0);
	assert_lists(&o, "inline.c:9 -\n");
}

static void print_file(struct object *o, void *ctx)
{
	(void)ctx;
	struct source s = object_source(o, o->functions[0].main.address);
	printf("%s\n", s.file ? s.file : "unknown");
}

/* Names that are relative to where the compiler ran are completed. */
static void whole_paths(void **state)
{
	(void)state;
	write_text("inline.c", inline_source);
	static const char *const flags[] = {"", "-gdwarf-4"};
	for (int i = 0; i < 2; i++) {
		assert_true(
		    shell("mkdir -p deep && cp inline.c deep && x86_64-linux-gnu-gcc -g %s -c deep/inline.c -o path.o",
		          flags[i]));
		struct outcome o = open_with(case_path("path.o"), print_file);
		assert_exit(&o, 0);
		assert_lists(&o, case_path("deep/inline.c"));
	}
}

static void print_producer(struct object *o, void *ctx)
{
	(void)ctx;
	printf("producer %s\n", o->producer ? o->producer : "unknown");
}

static void producer(void **state)
{
	(void)state;
	write_text("inline.c", inline_source);
	assert_true(
	    shell("x86_64-linux-gnu-gcc -g -c inline.c -o p.o && objcopy -R .comment p.o q.o && objcopy -g q.o r.o"));
	struct outcome o = open_with(case_path("p.o"), print_producer);
	assert_lists(&o, "producer GCC: (");
	o = open_with(case_path("q.o"), print_producer); /* from DW_AT_producer */
	assert_lists(&o, "producer GNU C");
	o = open_with(case_path("r.o"), print_producer);
	assert_lists(&o, "producer unknown");
}

/* ---- names ----------------------------------------------------------------------------------------------------------
 */

static void demangling(void **state)
{
	(void)state;
	static const struct {
		const char *name, *expected; /* NULL: not mangled */
	} cases[] = {
	    {"_ZNSt6vectorIiSaIiEE2atEm", "std::vector<int, std::allocator<int> >::at(unsigned long)"},
	    {"_ZN4core9panicking5panic17h0123456789abcdefE", "core::panicking::panic"},
	    {"_RNvNtCs1234_7mycrate3foo3bar", "mycrate[42f4f]::foo::bar"},
	    {"_Z3foov.cold", "foo() [clone .cold]"},
	    {"main", NULL},
	    {"_Zfoo", NULL},
	    {"_Z", NULL},
	    {"_R", NULL},
	    {"", NULL},
	};
	struct arena a = {0};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *got = demangle(cases[i].name, &a);
		if (!cases[i].expected)
			assert_null(got);
		else if (i == 2) /* the disambiguator's form is the library's choice */
			assert_true(got && strstr(got, "::foo::bar"));
		else
			assert_string_equal(got, cases[i].expected);
	}
	arena_free(&a);
}

/* Deep nesting, endless names, and substitutions that double with each step. */
static void hostile_names(void **state)
{
	(void)state;
	enum { LONG = 200000 };
	struct arena a = {0};
	char *name = malloc(LONG + 1);
	memset(name, 'P', LONG);
	memcpy(name, "_Z1f", 4);
	name[LONG] = 0;
	assert_null(demangle(name, &a));
	name[1000] = 0;
	demangle(name, &a);
	memset(name, 'N', LONG);
	memcpy(name, "_R", 2);
	assert_null(demangle(name, &a));
	char doubling[1024] = "_Z1fI1AE";
	strcpy(doubling, "_Z1f1AIiiE");
	for (int i = 0; i < 40; i++) {
		char step[32];
		if (i)
			snprintf(step, sizeof step, "S_IS%c_S%c_E", i < 11 ? '0' + i - 1 : 'A' + i - 11,
			         i < 11 ? '0' + i - 1 : 'A' + i - 11);
		else
			snprintf(step, sizeof step, "S_IS0_S0_E");
		strcat(doubling, step);
	}
	const char *text = demangle(doubling, &a);
	assert_true(!text || strlen(text) < 1 << 16);
	free(name);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(functions_are_those_of_nm),
	    cmocka_unit_test(parts_by_their_names),
	    cmocka_unit_test(global_name_wins),
	    cmocka_unit_test(bare_labels),
	    cmocka_unit_test(label_within_function),
	    cmocka_unit_test(stripped_library),
	    cmocka_unit_test(stripped_leaf),
	    cmocka_unit_test(every_fde_is_accounted_for),
	    cmocka_unit_test(parts_of_same_name),
	    cmocka_unit_test(names_through_plt_and_got),
	    cmocka_unit_test(data_within_code),
	    cmocka_unit_test(unclaimed_code),
	    cmocka_unit_test(unclaimed_code_by_section),
	    cmocka_unit_test(archive_members),
	    cmocka_unit_test(archive_names),
	    cmocka_unit_test(lines_are_those_of_addr2line),
	    cmocka_unit_test(no_lines_without_debug_information),
	    cmocka_unit_test(split_debug_information),
	    cmocka_unit_test(whole_paths),
	    cmocka_unit_test(producer),
	    cmocka_unit_test(demangling),
	    cmocka_unit_test(hostile_names),
	};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
