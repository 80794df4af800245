#include <stddef.h>
#include <stdint.h>

struct node {
	const struct node *next;
	uint64_t value;
};

/* The sum of the values in a list. */
uint64_t list_sum_bad(const struct node *list)
{
	uint64_t sum = 0;

	for (; list; list = list->next)
		sum += list->value;
	return sum;
}
