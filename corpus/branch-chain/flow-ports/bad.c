#include <stddef.h>
#include <stdint.h>

/* Adds the lengths of n packets to the service that their port belongs to: web, secure web, names, shell, mail, other.
 */
void flow_ports_bad(uint64_t bytes[6], const uint16_t *port, const uint16_t *length, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint16_t p = port[i];

		if (p == 80 || p == 8080)
			bytes[0] += length[i];
		else if (p == 443 || p == 8443)
			bytes[1] += length[i];
		else if (p == 53)
			bytes[2] += length[i];
		else if (p == 22)
			bytes[3] += length[i];
		else if (p == 25 || p == 465 || p == 587)
			bytes[4] += length[i];
		else
			bytes[5] += length[i];
	}
}
