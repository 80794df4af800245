#include "drive.h"

struct fault {
	size_t at;
	uint32_t byte, fields;
	const char *what;
};
uint64_t field_sums_bad(const uint8_t *text, size_t n, struct fault *f);
uint64_t field_sums_good(const uint8_t *text, size_t n, struct fault *f);

static void run(struct drive *d)
{
	static const char often[] = "0123456789012345678901234567,,,,";
	uint8_t *text = drive_u8(d, d->n);
	struct fault one = {0}, other = {0};

	for (size_t i = 0; i < d->n; i++)
		text[i] = (uint8_t)often[text[i] & 31];
	if (d->n && drive_below(d, 4) == 0)
		text[drive_below(d, d->n)] = drive_below(d, 2) ? '\n' : '-';
	drive_same_u64(d, "sum", field_sums_bad(text, d->n, &one), field_sums_good(text, d->n, &other));
	drive_same_u64(d, "at", one.at, other.at);
	drive_same_u64(d, "byte", one.byte, other.byte);
	drive_same_u64(d, "fields", one.fields, other.fields);
	drive_same_u64(d, "described", one.what ? one.what[0] : 0, other.what ? other.what[0] : 0);
}

DRIVE_PAIR("field-sums", run, 0)
