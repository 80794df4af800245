/* archive.c: static archives. */
#include "image.h"

bool archive_is(const uint8_t *data, size_t size) { return size >= 8 && !memcmp(data, "!<arch>\n", 8); }

void archive_each(const char *path, const uint8_t *data, size_t size,
                  void (*each)(const char *path, const uint8_t *data, size_t size, void *ctx), void *ctx)
{
	(void)path, (void)data, (void)size, (void)each, (void)ctx;
}
