#include "drive.h"

void flow_ports_bad(uint64_t bytes[6], const uint16_t *port, const uint16_t *length, size_t n);
void flow_ports_good(uint64_t bytes[6], const uint16_t *port, const uint16_t *length, size_t n);

static void run(struct drive *d)
{
	static const uint16_t often[12] = {80, 8080, 443, 8443, 53, 22, 25, 465, 587, 0, 444, 40000};
	uint16_t *port = drive_u16(d, d->n), *length = drive_u16(d, d->n);
	uint64_t bad[6] = {0}, good[6] = {0};

	for (size_t i = 0; i < d->n; i++)
		if (d->fill == FILL_RANDOM || d->fill == FILL_SMALL)
			port[i] = often[port[i] % 12];
	flow_ports_bad(bad, port, length, d->n);
	flow_ports_good(good, port, length, d->n);
	drive_same_bytes(d, "bytes by service", bad, good, sizeof(bad));
}

DRIVE_PAIR("flow-ports", run, 0)
