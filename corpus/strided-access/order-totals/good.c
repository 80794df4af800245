#include <stddef.h>
#include <stdint.h>

/* What the orders of one status come to; the table lies column by column. */
uint64_t order_totals_good(const uint32_t *cents, const uint32_t *quantity, const uint8_t *status_of, size_t n,
                           uint8_t status)
{
	uint64_t total = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t value = (uint64_t)cents[i] * quantity[i];

		total += status_of[i] == status ? value : 0;
	}
	return total;
}
