#include "drive.h"

struct node {
	const struct node *next;
	uint64_t value;
};
uint64_t list_sum_bad(const struct node *list);
uint64_t list_sum_good(const uint64_t *value, size_t n);

static void run(struct drive *d)
{
	uint64_t *value = drive_u64(d, d->n);
	struct node *nodes = drive_bytes(d, d->n * sizeof(*nodes)), *list = NULL;
	size_t *order = drive_bytes(d, d->n * sizeof(*order));

	for (size_t i = 0; i < d->n; i++) { /* the list visits the nodes in random order */
		size_t at = (size_t)drive_below(d, i + 1);

		order[i] = order[at];
		order[at] = i;
	}
	for (size_t i = 0; i < d->n; i++) {
		nodes[order[i]] = (struct node){list, value[i]};
		list = &nodes[order[i]];
	}
	drive_same_u64(d, "sum", list_sum_bad(list), list_sum_good(value, d->n));
}

DRIVE_PAIR("list-sum", run, 0)
