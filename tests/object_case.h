/* object_case.h: makes input files for the tests of object.c and its like, and opens them in a process of their own. */
#ifndef OBJECT_CASE_H
#define OBJECT_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <elf.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "diag.h"
#include "object.h"

static char case_dir[64]; /* of this program's own, removed at the end */

static inline const char *case_path(const char *name)
{
	static char path[8][256];
	static int turn;
	turn = (turn + 1) % 8;
	snprintf(path[turn], sizeof path[turn], "%s/%s", case_dir, name);
	return path[turn];
}

static inline int case_open(void **state)
{
	(void)state;
	strcpy(case_dir, "/tmp/assay-test-XXXXXX");
	return mkdtemp(case_dir) ? 0 : -1;
}

static inline int case_close(void **state)
{
	(void)state;
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", case_dir);
	return system(command);
}

/* Runs a shell command in case_dir; false where it fails. */
static inline bool shell(const char *format, ...)
{
	char command[4096];
	int n = snprintf(command, sizeof command, "cd %s && ", case_dir);
	va_list ap;
	va_start(ap, format);
	vsnprintf(command + n, sizeof command - (size_t)n, format, ap);
	va_end(ap);
	return system(command) == 0;
}

static inline void write_file(const char *name, const void *data, size_t size)
{
	FILE *f = fopen(case_path(name), "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

static inline void write_text(const char *name, const char *text) { write_file(name, text, strlen(text)); }

/* Must be freed. */
static inline unsigned char *read_file(const char *name, size_t *size)
{
	FILE *f = fopen(case_path(name), "rb");
	struct stat st;
	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &st), 0);
	*size = (size_t)st.st_size;
	unsigned char *data = malloc(*size + 1);
	assert_int_equal(fread(data, 1, *size, f), *size);
	data[*size] = 0;
	fclose(f);
	return data;
}

/* What came of opening a file. */
struct outcome {
	int status;         /* as of waitpid */
	int objects;        /* that were handed over */
	char errors[16384]; /* standard error */
	char list[65536];   /* what each() wrote on standard output */
};

/* "name section offset size", one line for each function, its parts behind it, indented. */
static inline void list_functions(struct object *o, void *ctx)
{
	(void)ctx;
	const struct section *s;
	for (uint32_t i = 0; i < o->n_functions; i++) {
		const struct function *f = &o->functions[i];
		uint64_t place = object_place(o, f->main.address, &s);
		printf("%s %s %#lx %lu\n", f->name, s->name, place, f->main.size);
		for (uint32_t p = 0; p < f->n_parts; p++) {
			place = object_place(o, f->parts[p].address, &s);
			printf("  %s %s %#lx %lu\n", f->parts[p].name, s->name, place, f->parts[p].size);
		}
	}
	if (o->fde.total != o->fde.functions + o->fde.parts + o->fde.plt + o->fde.other)
		printf("FDEs are lost\n");
	for (uint32_t i = 0; i < o->n_functions; i++) /* the lines too, so that all is read that can be */
		object_source(o, o->functions[i].main.address);
}

static inline void slurp(const char *name, char *out, size_t size)
{
	FILE *f = fopen(case_path(name), "rb");
	assert_non_null(f);
	out[fread(out, 1, size - 1, f)] = 0;
	fclose(f);
}

/* Opens the file in a child, which may not take long. */
static inline struct outcome open_with(const char *path, void (*each)(struct object *, void *))
{
	enum { SECONDS = 60 };
	static struct outcome out;
	memset(&out, 0, sizeof out);
	fflush(NULL);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		alarm(SECONDS);
		if (!freopen(case_path("stderr"), "w", stderr) || !freopen(case_path("stdout"), "w", stdout))
			_exit(99);
		printf("%d objects\n", object_each(path, each, NULL));
		int code = diag_finish();
		fflush(NULL);
		_exit(code);
	}
	waitpid(pid, &out.status, 0);
	slurp("stderr", out.errors, sizeof out.errors);
	slurp("stdout", out.list, sizeof out.list);
	const char *last = strstr(out.list, " objects\n");
	while (last && last > out.list && last[-1] != '\n')
		last--;
	out.objects = last ? atoi(last) : -1;
	return out;
}

static inline struct outcome open_case(const char *name) { return open_with(case_path(name), list_functions); }

static inline void assert_exit(const struct outcome *o, int code)
{
	if (!WIFEXITED(o->status) || WEXITSTATUS(o->status) != code)
		fail_msg("expected exit code %d, wait status is %#x; standard error: %s", code, (unsigned)o->status,
		         o->errors);
}

static inline void assert_says(const struct outcome *o, const char *text)
{
	if (!strstr(o->errors, text))
		fail_msg("expected \"%s\" in: %s", text, o->errors);
}

static inline void assert_lists(const struct outcome *o, const char *line)
{
	if (!strstr(o->list, line))
		fail_msg("expected \"%s\" in:\n%s\nstandard error: %s", line, o->list, o->errors);
}

static inline void assert_lists_not(const struct outcome *o, const char *line)
{
	if (strstr(o->list, line))
		fail_msg("did not expect \"%s\" in:\n%s", line, o->list);
}

/* ---- ELF files in memory, to be broken ----------------------------------------------------------------------------
 */

struct elf_file {
	unsigned char *data;
	size_t size;
	Elf64_Ehdr *ehdr;
	Elf64_Shdr *shdr;
};

static inline struct elf_file elf_read(const char *name)
{
	struct elf_file e;
	e.data = read_file(name, &e.size);
	e.ehdr = (Elf64_Ehdr *)e.data;
	e.shdr = (Elf64_Shdr *)(e.data + e.ehdr->e_shoff);
	return e;
}

static inline Elf64_Shdr *elf_section(struct elf_file *e, const char *name)
{
	const char *names = (const char *)e->data + e->shdr[e->ehdr->e_shstrndx].sh_offset;
	for (unsigned i = 1; i < e->ehdr->e_shnum; i++)
		if (!strcmp(names + e->shdr[i].sh_name, name))
			return &e->shdr[i];
	fail_msg("no section %s", name);
	return NULL;
}

static inline Elf64_Sym *elf_symbol(struct elf_file *e, const char *name)
{
	const Elf64_Shdr *table = elf_section(e, ".symtab");
	const char *names = (const char *)e->data + e->shdr[table->sh_link].sh_offset;
	Elf64_Sym *sym = (Elf64_Sym *)(e->data + table->sh_offset);
	for (size_t i = 0; i < table->sh_size / sizeof *sym; i++)
		if (!strcmp(names + sym[i].st_name, name))
			return &sym[i];
	fail_msg("no symbol %s", name);
	return NULL;
}

/* Writes the (broken) file, opens it, and frees it. */
static inline struct outcome elf_open(struct elf_file *e)
{
	write_file("broken.o", e->data, e->size);
	free(e->data);
	return open_case("broken.o");
}

#endif
