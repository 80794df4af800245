/* object.c: opens files, and answers questions about the address space of an object. */
#include "object.h"

#include "diag.h"
#include "image.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- questions --------------------------------------------------------------------------------------------------- */

const struct section *object_section(const struct object *o, uint64_t address)
{
	uint32_t low = 0, high = o->n_sections;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (o->sections[mid].address <= address)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low)
		return NULL;
	const struct section *s = &o->sections[low - 1];
	return address - s->address < s->size ? s : NULL;
}

uint64_t object_place(const struct object *o, uint64_t address, const struct section **section)
{
	const struct section *s = object_section(o, address);
	if (section)
		*section = s;
	return s && o->relocatable ? address - s->address : address;
}

const uint8_t *object_bytes(const struct object *o, uint64_t address, uint64_t size)
{
	const struct section *s = object_section(o, address);
	if (!s || !s->data || size > s->size - (address - s->address))
		return NULL;
	return s->data + (address - s->address);
}

static uint32_t first_reloc(const struct object *o, const struct section *s, uint64_t address)
{
	uint32_t low = s->first_reloc, high = s->first_reloc + s->n_reloc;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (o->relocs[mid].address < address)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct reloc *object_relocs(const struct object *o, uint64_t address, uint64_t size, uint32_t *n)
{
	const struct section *s = object_section(o, address);
	*n = 0;
	if (!s || !s->n_reloc)
		return NULL;
	uint64_t room = s->size - (address - s->address);
	uint32_t first = first_reloc(o, s, address);
	uint32_t end = size >= room ? s->first_reloc + s->n_reloc : first_reloc(o, s, address + size);
	*n = end - first;
	return o->relocs + first;
}

/* ---- one object -------------------------------------------------------------------------------------------------- */

struct visit {
	void (*each)(struct object *, void *ctx);
	void *ctx;
	int n;
};

/* The first lines of .comment: which compilers wrote this. */
static void read_producer(struct object *o, const struct image *im)
{
	enum { MAX_PRODUCER = 256 };
	for (uint32_t i = 1; i < im->n_shdr; i++) {
		const Elf64_Shdr *s = &im->shdr[i];
		if (strcmp(im->name[i], ".comment") || s->sh_type != SHT_PROGBITS || s->sh_flags & SHF_COMPRESSED)
			continue;
		const char *p = (const char *)im->data + s->sh_offset, *end = p + s->sh_size;
		while (p < end && !*p)
			p++;
		size_t n = strnlen(p, (size_t)(end - p));
		if (n)
			o->producer = arena_printf(&o->arena, "%.*s", (int)(n < MAX_PRODUCER ? n : MAX_PRODUCER), p);
		return;
	}
}

/* Code without bytes: what objcopy --only-keep-debug leaves. */
static bool has_bytes(const struct object *o, struct image *im)
{
	bool code = false;
	for (uint32_t i = 0; i < o->n_sections; i++) {
		const struct section *s = &o->sections[i];
		if (s->code && s->data)
			return true;
		code |= s->code && s->size;
	}
	if (code)
		image_fault(im, "its code sections have no bytes: a file with only debug information");
	return !code;
}

static void says_lto(struct image *im)
{
	for (uint32_t i = 1; i < im->n_shdr; i++)
		if (!strncmp(im->name[i], ".gnu.lto_", 9)) {
			image_fault(im,
			            "section %u (%s): link-time-optimisation bytecode and no machine code (expected an "
			            "object compiled with -ffat-lto-objects or -fno-lto)",
			            i, im->name[i]);
			return;
		}
}

static bool object_fill(struct object *o, struct image *im)
{
	o->relocatable = im->ehdr.e_type == ET_REL;
	if (!sections_read(o, im) || !has_bytes(o, im))
		return false;
	symbols_read(o, im);
	data_ranges_read(o);
	relocs_read(o, im);
	plt_read(o);
	functions_find(o, im);
	read_producer(o, im);
	debug_probe(o, im);
	if (!o->n_functions)
		says_lto(im);
	return true;
}

static void visit_elf(const char *path, const uint8_t *data, size_t size, void *ctx)
{
	struct visit *v = ctx;
	struct object o = {.path = path};
	struct image im;
	o.elf = &im;
	if (image_open(&im, &o.arena, path, data, size, &o.isa) && object_fill(&o, &im)) {
		v->n++;
		v->each(&o, v->ctx);
	}
	image_close(&im);
	debug_close(&o);
	arena_free(&o.arena);
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

/* A regular file's bytes, mapped; NULL: said why. */
static const uint8_t *map_file(const char *path, size_t *size)
{
	/* O_NONBLOCK: a FIFO would wait for its writer. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat st;
	if (fd < 0 || fstat(fd, &st)) {
		diag_error("%s: %s", path, strerror(errno));
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	const uint8_t *data = NULL;
	*size = (size_t)st.st_size;
	if (!S_ISREG(st.st_mode)) {
		diag_error("%s: %s (expected an ELF file)", path,
		           S_ISDIR(st.st_mode) ? "a directory" : "not a regular file");
	} else if (!*size) {
		diag_error("%s: empty file (expected an ELF file)", path);
	} else {
		/* libelf marks sections that it unpacked in their headers: writes stay private. */
		data = mmap(NULL, *size, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
		if (data == MAP_FAILED) {
			diag_error("%s: %s", path, strerror(errno));
			data = NULL;
		}
	}
	close(fd);
	return data;
}

int object_each(const char *path, void (*each)(struct object *, void *ctx), void *ctx)
{
	struct visit v = {.each = each, .ctx = ctx};
	size_t size;
	const uint8_t *data = map_file(path, &size);
	if (!data)
		return 0;
	if (archive_is(data, size))
		archive_each(path, data, size, visit_elf, &v);
	else
		visit_elf(path, data, size, &v);
	munmap((void *)data, size);
	return v.n;
}
