#include <stddef.h>
#include <stdint.h>

struct record {
	uint32_t page, check, before, after;
};
struct fault {
	size_t at;
	uint32_t page, expected, found;
	const char *what;
};

#define unlikely(x) __builtin_expect(!!(x), 0)

/* Replays a journal: each record changes one of `pages` words, and its check follows from the one before. The hint is
 * from when the check was written the other way round. Returns how many records were replayed. */
size_t journal_replay_bad(uint32_t *page, size_t pages, const struct record *r, size_t n, struct fault *f)
{
	uint32_t check = 1;
	size_t i;

	for (i = 0; i < n; i++) {
		check = check * 31 + r[i].page + r[i].after;
		if (unlikely(r[i].check == check && r[i].page < pages)) {
			page[r[i].page] ^= r[i].before ^ r[i].after;
			continue;
		}
		f->at = i;
		f->page = r[i].page;
		f->expected = check;
		f->found = r[i].check;
		f->what = r[i].page < pages ? "the check is wrong" : "no such page";
		break;
	}
	return i;
}
