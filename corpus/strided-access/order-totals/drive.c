#include "drive.h"

struct order {
	uint64_t id, customer;
	char reference[24];
	uint32_t day, clerk;
	uint32_t cents;
	uint16_t warehouse, carrier;
	uint32_t quantity;
	uint8_t status, priority, pad[2];
};
uint64_t order_totals_bad(const struct order *orders, size_t n, uint8_t status);
uint64_t order_totals_good(const uint32_t *cents, const uint32_t *quantity, const uint8_t *status_of, size_t n,
                           uint8_t status);

static void run(struct drive *d)
{
	uint32_t *cents = drive_u32(d, d->n), *quantity = drive_u32(d, d->n);
	uint8_t *status = drive_u8(d, d->n);
	struct order *orders = drive_bytes(d, d->n * sizeof(*orders));

	for (size_t i = 0; i < d->n; i++) {
		status[i] &= 3;
		orders[i] = (struct order){.cents = cents[i], .quantity = quantity[i], .status = status[i]};
	}
	for (uint8_t s = 0; s < 4; s++)
		drive_same_u64(d, "total", order_totals_bad(orders, d->n, s), order_totals_good(cents, quantity, status, d->n, s));
}

DRIVE_PAIR("order-totals", run, 0)
