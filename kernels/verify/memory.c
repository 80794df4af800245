/* memory.c: memory between two unmapped pages. */
#include "driver.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

bool verify_map(struct verify_buffer *b, size_t size)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size = (size + page - 1) / page * page;
	unsigned char *all = mmap(NULL, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (all == MAP_FAILED)
		return false;
	*b = (struct verify_buffer){all + page, size};
	return !size || !mprotect(b->start, size, PROT_READ | PROT_WRITE); /* QEMU 7.2 refuses 0 bytes */
}

bool verify_map_ranges(struct verify_run *run, size_t size)
{
	for (unsigned i = 0; i < VERIFY_ARGS; i++) {
		unsigned param = run->kernel->params[i];
		if ((verify_is_range(param) && !verify_map(&run->buffer[i], size)) ||
		    (param == VERIFY_OUT && !verify_map(&run->twin[i], size)))
			return verify_skip(run, "mmap of %zu bytes: %s", size, strerror(errno));
	}
	return true;
}

bool verify_map_across(struct verify_run *run, size_t size)
{
	enum { PAGE = 4096, BEFORE = 2 * VERIFY_MARGIN }; /* larger pages are of several such */
	if (!verify_map_ranges(run, size + PAGE - BEFORE))
		return false;
	struct verify_buffer *all[] = {run->buffer, run->twin};
	for (unsigned i = 0; i < VERIFY_ARGS; i++)
		for (unsigned k = 0; k < 2; k++) {
			struct verify_buffer *b = &all[k][i];
			if (b->start)
				*b = (struct verify_buffer){b->start + PAGE - BEFORE, b->size - (PAGE - BEFORE)};
		}
	return true;
}
