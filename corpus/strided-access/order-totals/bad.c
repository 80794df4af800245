#include <stddef.h>
#include <stdint.h>

struct order {
	uint64_t id, customer;
	char reference[24];
	uint32_t day, clerk;
	uint32_t cents;
	uint16_t warehouse, carrier;
	uint32_t quantity;
	uint8_t status, priority, pad[2];
};

/* What the orders of one status come to. */
uint64_t order_totals_bad(const struct order *orders, size_t n, uint8_t status)
{
	uint64_t total = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t value = (uint64_t)orders[i].cents * orders[i].quantity;

		total += orders[i].status == status ? value : 0;
	}
	return total;
}
