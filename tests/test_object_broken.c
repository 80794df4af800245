/* test_object_broken.c: input files that are not what they should be: a clear message, exit code 2, and no more harm.
 * Every case is a good object in which one thing was changed; good_object opens the unchanged one. */
#include "object_case.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <time.h>

static const char source[] = "int f(int a) { return a * 3; }\nint g(int a) { return f(a) + 1; }\n"
                             "int data = 4;\nextern int away(int *);\nint h(void) { return away(&data); }\n";

static struct elf_file good(void)
{
	write_text("good.c", source);
	assert_true(shell("x86_64-linux-gnu-gcc -O2 -g -c good.c -o good.o"));
	return elf_read("good.o");
}

static struct elf_file good_library(void)
{
	write_text("good.c", source);
	assert_true(shell("x86_64-linux-gnu-gcc -O2 -g -shared -fPIC -nostdlib good.c -o good.so"));
	return elf_read("good.so");
}

static void assert_refused(const struct outcome *o, const char *message)
{
	assert_exit(o, EXIT_INPUT);
	assert_says(o, message);
	assert_int_equal(o->objects, 0);
}

/* The object was handed over, with what is left of it, and the exit code tells that something is missing. */
static void assert_partly(const struct outcome *o, const char *message)
{
	assert_exit(o, EXIT_INPUT);
	assert_says(o, message);
	assert_int_equal(o->objects, 1);
}

static void good_object(void **state)
{
	(void)state;
	struct elf_file e = good();
	struct outcome o = elf_open(&e);
	assert_exit(&o, 0);
	assert_string_equal(o.errors, "");
	assert_lists(&o, "f .text 0 ");
	assert_lists(&o, "\ng .text ");
	e = good_library();
	o = elf_open(&e);
	assert_exit(&o, 0);
	assert_string_equal(o.errors, "");
}

/* ---- not an ELF file -------------------------------------------------------------------------------------------- */

static void not_a_file(void **state)
{
	(void)state;
	struct outcome o = open_case("missing.o");
	assert_refused(&o, "missing.o: No such file or directory");
	mkdir(case_path("directory"), 0755);
	o = open_case("directory");
	assert_refused(&o, "directory: a directory (expected an ELF file)");
	mkfifo(case_path("fifo"), 0644);
	o = open_case("fifo");
	assert_refused(&o, "fifo: not a regular file (expected an ELF file)");
	write_file("empty.o", "", 0);
	o = open_case("empty.o");
	assert_refused(&o, "empty.o: empty file (expected an ELF file)");
	write_file("unreadable.o", "x", 1);
	chmod(case_path("unreadable.o"), 0);
	if (access(case_path("unreadable.o"), R_OK)) { /* root may read all */
		o = open_case("unreadable.o");
		assert_refused(&o, "unreadable.o: Permission denied");
	}
}

static void not_elf(void **state)
{
	(void)state;
	write_text("text", "int main(void) {}\n");
	struct outcome o = open_case("text");
	assert_refused(&o, "text: not an ELF file (expected \\x7fELF at offset 0, found 69 6e 74 20)");
	write_file("short", "\177E", 2);
	o = open_case("short");
	assert_refused(&o, "found 7f 45)");
}

static void wrong_kind(void **state)
{
	(void)state;
	static const struct {
		size_t offset;
		uint64_t value;
		unsigned bytes;
		const char *message;
	} cases[] = {
	    {EI_CLASS, ELFCLASS32, 1, "32-bit ELF file for x86_64, an ILP32 ABI"}, /* x32 */
	    {EI_CLASS, 7, 1, "invalid ELF class 7 at offset 4"},
	    {EI_DATA, ELFDATA2MSB, 1, "big-endian ELF file (expected little endian: 1 at offset 5, found 2)"},
	    {EI_DATA, 0, 1, "invalid byte order"},
	    {offsetof(Elf64_Ehdr, e_machine), EM_RISCV, 2,
	     "machine 243 (RISC-V) is not supported (expected at offset 18: "
	     "x86_64 (62), aarch64 (183))"},
	    {offsetof(Elf64_Ehdr, e_machine), 0x1234, 2, "machine 4660 (unknown)"},
	    {offsetof(Elf64_Ehdr, e_type), ET_CORE, 2, "a core file (ET_CORE)"},
	    {offsetof(Elf64_Ehdr, e_type), ET_NONE, 2, "no type (ET_NONE)"},
	    {offsetof(Elf64_Ehdr, e_version), 2, 4, "ELF version 2"},
	    {offsetof(Elf64_Ehdr, e_ehsize), 52, 2, "ELF header size 52"},
	    {offsetof(Elf64_Ehdr, e_shentsize), 40, 2, "section header size 40"},
	    {offsetof(Elf64_Ehdr, e_shentsize), 0, 2, "section header size 0"},
	    {offsetof(Elf64_Ehdr, e_shoff), 0, 8, "no section headers"},
	    {offsetof(Elf64_Ehdr, e_shoff), 0x7fffffff, 8,
	     "section headers at offset 0x7fffffff are outside of the file"},
	    {offsetof(Elf64_Ehdr, e_shnum), 0xfeff, 2, "65279 section headers at offset"},
	    {offsetof(Elf64_Ehdr, e_shstrndx), 1, 2, "section 1 at offset 62 is no string table"},
	    {offsetof(Elf64_Ehdr, e_shstrndx), 0xfe00, 2, "section 65024 at offset 62 is no string table"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct elf_file e = good();
		memcpy(e.data + cases[i].offset, &cases[i].value,
		       cases[i].bytes); /* little-endian hosts, as all here are */
		struct outcome o = elf_open(&e);
		assert_refused(&o, cases[i].message);
	}
}

/* Real ones, where the tools can make them. */
static void wrong_machine_for_real(void **state)
{
	(void)state;
	write_text("good.c", source);
	assert_true(shell("clang-14 --target=i386-linux-gnu -c good.c -o i386.o"));
	struct outcome o = open_case("i386.o");
	assert_refused(&o, "32-bit ELF file for ");
	assert_says(&o, "386");
	assert_true(shell("clang-14 --target=x86_64-linux-gnux32 -c good.c -o x32.o"));
	o = open_case("x32.o");
	assert_refused(&o, "32-bit ELF file for x86_64, an ILP32 ABI");
	assert_true(shell("clang-14 --target=aarch64_be-linux-gnu -c good.c -o be.o"));
	o = open_case("be.o");
	assert_refused(&o, "big-endian");
	assert_true(shell("clang-14 --target=x86_64-linux-gnu -flto -c good.c -o lto.o"));
	o = open_case("lto.o");
	assert_refused(&o, "not an ELF file");
	assert_true(shell("x86_64-linux-gnu-gcc -flto -fno-fat-lto-objects -c good.c -o slim.o"));
	o = open_case("slim.o");
	assert_exit(&o, EXIT_INPUT);
	assert_says(&o, "bytecode and no machine code");
}

static void only_debug_information(void **state)
{
	(void)state;
	struct elf_file e = good_library();
	free(e.data);
	assert_true(shell("x86_64-linux-gnu-objcopy --only-keep-debug good.so good.debug"));
	struct outcome o = open_case("good.debug");
	assert_refused(&o, "its code sections have no bytes: a file with only debug information");
	assert_true(shell("x86_64-linux-gnu-objcopy -S --add-gnu-debuglink=good.debug good.so linked.so"));
	o = open_case("linked.so"); /* the code is there: audited without lines */
	assert_exit(&o, 0);
	assert_int_equal(o.objects, 1);
}

/* ---- truncated --------------------------------------------------------------------------------------------------- */

static void ignore(struct object *o, void *ctx) { list_functions(o, ctx); }

/* At every length: never a crash, never silence. In a child of its own, as open_with does. */
static void truncate_everywhere(const char *name)
{
	size_t size;
	free(read_file(name, &size));
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		alarm(120);
		if (!freopen(case_path("stderr"), "w", stderr) || !freopen("/dev/null", "w", stdout))
			_exit(99);
		setvbuf(stderr, NULL, _IONBF, 0);
		for (size_t n = size; n-- > 0;) {
			long before = ftell(stderr);
			if (truncate(case_path(name), (off_t)n))
				_exit(98);
			object_each(case_path(name), ignore, NULL);
			if (ftell(stderr) == before) { /* nothing was said */
				fprintf(stderr, "silent when cut to %zu bytes\n", n);
				_exit(97);
			}
		}
		_exit(0);
	}
	int status;
	waitpid(pid, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		size_t length;
		char *log = (char *)read_file("stderr", &length);
		fail_msg("status %#x, last: %s", (unsigned)status, log + (length > 200 ? length - 200 : 0));
	}
}

static void truncated_anywhere(void **state)
{
	(void)state;
	struct elf_file e = good();
	free(e.data);
	truncate_everywhere("good.o");
	e = good_library();
	free(e.data);
	truncate_everywhere("good.so");
	write_text("small.c", "int f(int a) { return a; }\n");
	assert_true(shell("aarch64-linux-gnu-gcc -c small.c -o a.o && x86_64-linux-gnu-gcc -c small.c -o b.o"));
	truncate_everywhere("a.o");
}

/* An archive that ends where a member does is whole; anywhere else the cut is said, and what came before is done. */
static void truncated_archive(void **state)
{
	(void)state;
	write_text("small.c", "int f(int a) { return a; }\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c small.c -o a.o && cp a.o b.o && rm -f t.a && ar qcS t.a a.o b.o"));
	size_t size;
	free(read_file("t.a", &size));
	assert_int_equal(truncate(case_path("t.a"), (off_t)size - 100), 0);
	struct outcome o = open_case("t.a");
	assert_exit(&o, EXIT_INPUT);
	assert_int_equal(o.objects, 1);
	assert_says(&o, "is outside of the file");
	assert_int_equal(truncate(case_path("t.a"), 30), 0);
	o = open_case("t.a");
	assert_refused(&o, "truncated at offset 0x8 (expected a member's header of 60 bytes)");
}

/* ---- sections ------------------------------------------------------------------------------------------------------
 */

static void section_outside_file(void **state)
{
	(void)state;
	struct elf_file e = good();
	elf_section(&e, ".text")->sh_offset = e.size - 4;
	struct outcome o = elf_open(&e);
	assert_refused(&o, "section 1 (.text) at offset ");
	assert_says(&o, "is outside of the file");
	e = good();
	elf_section(&e, ".text")->sh_size = UINT64_MAX - 8; /* offset + size wraps around */
	o = elf_open(&e);
	assert_refused(&o, "section 1 (.text) at offset ");
	e = good();
	elf_section(&e, ".bss")->sh_size = 1ull << 62;
	o = elf_open(&e);
	assert_refused(&o, "(.bss) at address 0, 4611686018427387904 bytes, is too large");
}

static void section_overlaps(void **state)
{
	(void)state;
	struct elf_file e = good();
	elf_section(&e, ".data")->sh_offset = elf_section(&e, ".text")->sh_offset + 2;
	struct outcome o = elf_open(&e);
	assert_refused(&o, "(.data) at offset ");
	assert_says(&o, "overlaps section 1 (.text) at offset 0x40");
	e = good();
	elf_section(&e, ".text")->sh_offset -= 4;
	o = elf_open(&e);
	assert_refused(&o, "(.text) at offset 0x3c, ");
	assert_says(&o, "overlaps the ELF header at offset 0, 64 bytes");
	e = good();
	elf_section(&e, ".data")->sh_offset = e.ehdr->e_shoff + 4;
	elf_section(&e, ".data")->sh_size = 4;
	o = elf_open(&e);
	assert_refused(&o, "(.data) at offset ");
	assert_says(&o, "overlaps the section headers at offset ");
	e = good_library();
	elf_section(&e, ".eh_frame")->sh_addr = elf_section(&e, ".text")->sh_addr + 4;
	o = elf_open(&e);
	assert_refused(&o, "(.eh_frame) at address ");
	assert_says(&o, "overlaps section ");
}

static void broken_tables(void **state)
{
	(void)state;
	struct elf_file e = good();
	elf_section(&e, ".symtab")->sh_entsize = 0;
	struct outcome o = elf_open(&e);
	assert_refused(&o, "(.symtab): entry size 0, ");
	e = good();
	elf_section(&e, ".rela.text")->sh_entsize = 0;
	o = elf_open(&e);
	assert_refused(&o, "(.rela.text): entry size 0, ");
	e = good();
	elf_section(&e, ".symtab")->sh_size -= 5;
	o = elf_open(&e);
	assert_refused(&o, "(expected entries of 24 bytes)");
	e = good();
	elf_section(&e, ".symtab")->sh_link = 1;
	o = elf_open(&e);
	assert_refused(&o, "(.symtab): linked section 1 is no string table");
	e = good();
	elf_section(&e, ".data")->sh_name = 0x100000;
	o = elf_open(&e);
	assert_partly(&o, "name at 1048576 is outside of the string table");
	assert_lists(&o, "f .text 0 ");
	e = good();
	elf_section(&e, ".rela.text")->sh_info = 200;
	o = elf_open(&e);
	assert_partly(&o, "(.rela.text): relocates section 200, which does not exist");
}

/* ---- symbols -------------------------------------------------------------------------------------------------------
 */

static void symbol_outside_section(void **state)
{
	(void)state;
	struct elf_file e = good();
	elf_symbol(&e, "f")->st_value = 0x10000;
	struct outcome o = elf_open(&e);
	assert_partly(&o, "symbol f at 0x10000, ");
	assert_says(&o, "is outside of its section .text");
	assert_lists(&o, "g .text ");
	assert_lists_not(&o, "f .text");
	e = good();
	elf_symbol(&e, "h")->st_size = 0x7fffffffffffffff; /* reaches beyond: audited up to the section's end */
	o = elf_open(&e);
	assert_partly(&o, "symbol h at ");
	assert_lists(&o, "h .text ");
	e = good();
	elf_symbol(&e, "f")->st_value = UINT64_MAX - 2; /* address + size wraps around */
	o = elf_open(&e);
	assert_partly(&o, "symbol f at ");
}

static void broken_symbols(void **state)
{
	(void)state;
	struct elf_file e = good();
	elf_symbol(&e, "f")->st_name = 0x7ffffff;
	struct outcome o = elf_open(&e);
	assert_partly(&o, "name at 134217727 is outside of its string table");
	assert_lists(&o, "g .text ");
	assert_lists(&o, "sub_0 .text 0 "); /* the code is still audited, without its name */
	e = good();                         /* a string table that does not end: its last name is none */
	Elf64_Shdr *strings = &e.shdr[elf_section(&e, ".symtab")->sh_link];
	elf_symbol(&e, "f")->st_name = (uint32_t)strings->sh_size - 2;
	e.data[strings->sh_offset + strings->sh_size - 1] = 'x';
	o = elf_open(&e);
	assert_partly(&o, "is outside of its string table");
	assert_lists(&o, "g .text ");
	e = good();
	elf_symbol(&e, "f")->st_shndx = 500;
	o = elf_open(&e);
	assert_partly(&o, "(f): section 500 does not exist");
	e = good();
	elf_symbol(&e, "f")->st_shndx = (uint16_t)(elf_section(&e, ".data") - e.shdr);
	elf_symbol(&e, "f")->st_size = 4;
	o = elf_open(&e);
	assert_partly(&o, "function f lies in section .data, which holds no code");
}

static void zero_sized_functions(void **state)
{
	(void)state;
	struct elf_file e = good();
	char line[64];
	snprintf(line, sizeof line, "f .text 0 %lu\n", elf_symbol(&e, "f")->st_size);
	elf_symbol(&e, "f")->st_size = 0; /* its FDE knows */
	struct outcome o = elf_open(&e);
	assert_exit(&o, 0);
	assert_lists(&o, line);
	assert_true(shell("x86_64-linux-gnu-gcc -O2 -fno-asynchronous-unwind-tables -c good.c -o good.o"));
	e = elf_read("good.o");
	snprintf(line, sizeof line, "f .text 0 %lu\n", elf_symbol(&e, "g")->st_value); /* up to g, with the padding */
	elf_symbol(&e, "f")->st_size = 0;
	o = elf_open(&e);
	assert_exit(&o, 0);
	assert_lists(&o, line);
}

static void overlapping_functions(void **state)
{
	(void)state;
	struct elf_file e = good();
	unsigned long g = elf_symbol(&e, "g")->st_value;
	char line[64];
	elf_symbol(&e, "f")->st_size = g + 2; /* f ends within g */
	struct outcome o = elf_open(&e);
	assert_partly(&o, "function g at ");
	assert_says(&o, "overlaps function f at 0");
	snprintf(line, sizeof line, "f .text 0 %lu\n", g + 2);
	assert_lists(&o, line);
	assert_lists(&o, "\ng .text ");
}

/* A hundred thousand functions, each as long as the section: the work must not be their product. */
static void many_overlapping_functions(void **state)
{
	(void)state;
	enum { N = 100000 };
	FILE *f = fopen(case_path("many.S"), "w");
	fputs(".text\n", f);
	for (int i = 0; i < N; i++)
		fprintf(f, ".type f%d, %%function\nf%d: nop\n.size f%d, end-f%d\n", i, i, i, i);
	fputs("end: ret\n", f);
	fclose(f);
	assert_true(shell("x86_64-linux-gnu-gcc -c many.S -o many.o"));
	struct outcome o = open_with(case_path("many.o"), ignore);
	assert_true(WIFEXITED(o.status));
	assert_says(&o, "overlap");
}

/* ---- relocations ---------------------------------------------------------------------------------------------------
 */

static void broken_relocations(void **state)
{
	(void)state;
	struct elf_file e = good();
	((Elf64_Rela *)(e.data + elf_section(&e, ".rela.text")->sh_offset))->r_offset = 0x12345;
	struct outcome o = elf_open(&e);
	assert_partly(&o, "relocation 0 of .rela.text: offset 0x12345 is outside of .text");
	e = good();
	((Elf64_Rela *)(e.data + elf_section(&e, ".rela.text")->sh_offset))->r_info = ELF64_R_INFO(0xffffffull, 4);
	o = elf_open(&e);
	assert_partly(&o, "relocation 0 of .rela.text: symbol 16777215 does not exist");
	e = good();
	elf_section(&e, ".rela.text")->sh_type = SHT_REL;
	elf_section(&e, ".rela.text")->sh_entsize = sizeof(Elf64_Rel);
	elf_section(&e, ".rela.text")->sh_size = sizeof(Elf64_Rel);
	o = elf_open(&e);
	assert_partly(&o, "relocations of type 0x9 are not supported (expected SHT_RELA)");
}

/* Many faults in one file: a few are shown, and the number of the others. */
static void many_faults(void **state)
{
	(void)state;
	struct elf_file e = good();
	Elf64_Shdr *debug = elf_section(&e, ".rela.debug_info");
	Elf64_Shdr *text = elf_section(&e, ".rela.text");
	text->sh_size = debug->sh_size;
	text->sh_offset = debug->sh_offset;
	debug->sh_size = 0;
	Elf64_Rela *r = (Elf64_Rela *)(e.data + text->sh_offset);
	size_t n = text->sh_size / sizeof *r;
	assert_true(n > 12);
	for (size_t i = 0; i < n; i++)
		r[i].r_offset = 1u << 20;
	char line[64];
	snprintf(line, sizeof line, "%zu more faults like these", n - 8);
	struct outcome o = elf_open(&e);
	assert_partly(&o, line);
}

/* ---- archives ------------------------------------------------------------------------------------------------------
 */

static void archive_in_archive(void **state)
{
	(void)state;
	write_text("small.c", "int f(int a) { return a; }\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c small.c -o a.o && cp a.o b.o && rm -f i.a o.a && ar qc i.a a.o && "
	                  "ar qc o.a a.o i.a b.o"));
	struct outcome o = open_case("o.a");
	assert_exit(&o, EXIT_INPUT);
	assert_int_equal(o.objects, 2);
	assert_says(&o, "o.a(i.a): an archive within an archive");
}

static void thin_archive(void **state)
{
	(void)state;
	write_text("small.c", "int f(int a) { return a; }\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c small.c -o a.o && rm -f t.a && ar qcT t.a a.o 2>/dev/null"));
	struct outcome o = open_case("t.a");
	assert_refused(&o, "a thin archive");
}

static void broken_archive(void **state)
{
	(void)state;
	static const struct {
		size_t offset;
		const char *text, *message;
	} cases[] = {
	    {8 + 48, "99999999", "is outside of the file"},
	    {8 + 48, "-1      ", "no member's header at offset 0x8"},
	    {8 + 48, "x       ", "no member's header at offset 0x8"},
	    {8 + 58, "xx", "no member's header at offset 0x8"},
	    {8, "/77777  ", "has a name that is not there: /77777"},
	    {8, "#1/88888888", "has a name that is not there: #1/88888888"},
	};
	write_text("small.c", "int f(int a) { return a; }\n");
	assert_true(shell("x86_64-linux-gnu-gcc -c small.c -o a.o && rm -f t.a && ar qcS t.a a.o"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t size;
		unsigned char *data = read_file("t.a", &size);
		memcpy(data + cases[i].offset, cases[i].text, strlen(cases[i].text));
		write_file("broken.a", data, size);
		free(data);
		struct outcome o = open_case("broken.a");
		assert_exit(&o, EXIT_INPUT);
		assert_says(&o, cases[i].message);
	}
}

/* ---- debug information ------------------------------------------------------------------------------------------- */

static void compressed_sections(void **state)
{
	(void)state;
	write_text("good.c", source);
	static const char *const kinds[] = {"zlib", "zlib-gnu"};
	for (int i = 0; i < 2; i++) {
		/* Long enough that compression pays. */
		assert_true(shell(
		    "(cat good.c; for i in $(seq 300); do echo \"int v$i(int a) { return a + $i; }\"; done) >long.c && "
		    "x86_64-linux-gnu-gcc -g -gz=%s -c long.c -o good.o",
		    kinds[i]));
		struct elf_file e = elf_read("good.o");
		Elf64_Shdr *info = elf_section(&e, i ? ".zdebug_info" : ".debug_info");
		unsigned char *header = e.data + info->sh_offset;
		memset(header + (i ? 4 : offsetof(Elf64_Chdr, ch_size)), 0x7f, 8); /* claims to unpack to 9e18 bytes */
		struct outcome o = elf_open(&e);
		assert_exit(&o, 0); /* functions are all there; only lines are not, which is said */
		assert_says(&o, "cannot unpack to 9187201950435737471");
		assert_lists(&o, "f .text 0 ");
		e = elf_read("good.o");
		header = e.data + elf_section(&e, i ? ".zdebug_info" : ".debug_info")->sh_offset;
		memset(header + 24, 0xee, 64); /* no zlib stream */
		o = elf_open(&e);
		assert_exit(&o, 0);
		assert_lists(&o, "f .text 0 ");
		e = elf_read("good.o");
		header = e.data + elf_section(&e, i ? ".zdebug_info" : ".debug_info")->sh_offset;
		memset(header, 9, 4); /* an unknown kind of compression */
		o = elf_open(&e);
		assert_exit(&o, 0);
		assert_says(&o, i ? "expected ZLIB at offset" : "compression type 151587081 is not supported");
	}
}

static void compressed_code(void **state)
{
	(void)state;
	struct elf_file e = good();
	elf_section(&e, ".text")->sh_flags |= SHF_COMPRESSED;
	struct outcome o = elf_open(&e);
	assert_refused(&o, "section 1 (.text) is loaded and compressed at once");
}

static void broken_unwind_information(void **state)
{
	(void)state;
	struct elf_file e = good_library();
	free(e.data);
	assert_true(shell("x86_64-linux-gnu-strip good.so"));
	e = elf_read("good.so");
	Elf64_Shdr *frames = elf_section(&e, ".eh_frame");
	memset(e.data + frames->sh_offset + frames->sh_size / 2, 0xfe, frames->sh_size / 2);
	struct outcome o = elf_open(&e);
	assert_partly(&o, "(.eh_frame): malformed unwind information at offset ");
	assert_lists(&o, "f .text "); /* from .dynsym */
}

static void nothing_names_functions(void **state)
{
	(void)state;
	write_text("many.c",
	           "#define F(n) static __attribute__((noinline)) int f##n(int a) { return a * n + 7; }\n"
	           "#define C(n) f##n(a) +\n#define ALL(X) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10)\n"
	           "ALL(F) __attribute__((visibility(\"hidden\"))) int g(int a) { return ALL(C) 1; }\n");
	assert_true(
	    shell("x86_64-linux-gnu-gcc -O0 -fno-asynchronous-unwind-tables -fno-unwind-tables -shared -nostdlib "
	          "-fPIC many.c -o bare.so -s"));
	struct outcome o = open_case("bare.so");
	assert_partly(&o, "no symbols and no unwind information tell where its functions are");
}

/* ---- anything at all ----------------------------------------------------------------------------------------------
 */

static uint64_t seed;

static uint32_t random_below(uint32_t n)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(seed >> 33) % n;
}

/* Bytes anywhere, and fields of the section headers, where a change matters most. */
static void damage(unsigned char *data, size_t size)
{
	const Elf64_Ehdr *e = (const Elf64_Ehdr *)data;
	static const uint64_t values[] = {0, 1, 8, 0x7fffffff, 0xffffffff, 1ull << 63, UINT64_MAX};
	for (uint32_t n = 1 + random_below(4); n > 0; n--) {
		uint32_t kind = random_below(3);
		if (kind == 0)
			data[random_below((uint32_t)size)] = (unsigned char)random_below(256);
		else if (kind == 1)
			data[random_below(64)] = (unsigned char)random_below(256);
		else if (e->e_shoff && e->e_shoff < size && e->e_shoff + (uint64_t)e->e_shnum * 64 <= size &&
		         e->e_shnum)
			memcpy(data + e->e_shoff + 64 * random_below(e->e_shnum) + 8 * random_below(8),
			       &values[random_below(7)], 8);
	}
}

/* ASSAY_SEED repeats a run. What is checked is that nothing crashes or hangs. */
static void random_damage(void **state)
{
	(void)state;
	enum { ROUNDS = 1500 };
	const char *given = getenv("ASSAY_SEED");
	uint64_t first = seed = given ? strtoull(given, NULL, 0) : (uint64_t)getpid() << 20 ^ (uint64_t)time(NULL);
	printf("ASSAY_SEED=%llu\n", (unsigned long long)first);
	struct elf_file files[3] = {good(), good_library()};
	assert_true(shell("aarch64-linux-gnu-gcc -O2 -g -gz=zlib -c good.c -o a.o"));
	files[2] = elf_read("a.o");
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		alarm(240);
		if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout))
			_exit(99);
		for (int i = 0; i < ROUNDS; i++) {
			const struct elf_file *f = &files[i % 3];
			unsigned char *data = malloc(f->size);
			memcpy(data, f->data, f->size);
			damage(data, f->size);
			write_file("damaged.o", data, f->size);
			free(data);
			object_each(case_path("damaged.o"), list_functions, NULL);
		}
		_exit(0);
	}
	int status;
	waitpid(pid, &status, 0);
	for (int i = 0; i < 3; i++)
		free(files[i].data);
	if (status)
		fail_msg("wait status %#x with ASSAY_SEED=%llu", (unsigned)status, (unsigned long long)first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(good_object),
	    cmocka_unit_test(not_a_file),
	    cmocka_unit_test(not_elf),
	    cmocka_unit_test(wrong_kind),
	    cmocka_unit_test(wrong_machine_for_real),
	    cmocka_unit_test(only_debug_information),
	    cmocka_unit_test(truncated_anywhere),
	    cmocka_unit_test(truncated_archive),
	    cmocka_unit_test(section_outside_file),
	    cmocka_unit_test(section_overlaps),
	    cmocka_unit_test(broken_tables),
	    cmocka_unit_test(symbol_outside_section),
	    cmocka_unit_test(broken_symbols),
	    cmocka_unit_test(zero_sized_functions),
	    cmocka_unit_test(overlapping_functions),
	    cmocka_unit_test(many_overlapping_functions),
	    cmocka_unit_test(broken_relocations),
	    cmocka_unit_test(many_faults),
	    cmocka_unit_test(archive_in_archive),
	    cmocka_unit_test(thin_archive),
	    cmocka_unit_test(broken_archive),
	    cmocka_unit_test(compressed_sections),
	    cmocka_unit_test(compressed_code),
	    cmocka_unit_test(broken_unwind_information),
	    cmocka_unit_test(nothing_names_functions),
	    cmocka_unit_test(random_damage),
	};
	return cmocka_run_group_tests(tests, case_open, case_close);
}
