/* footprint.c: kernels that read or write outside their range where no guard page sees it, and their sound twins: a
 * table for the driver, as the generated glue would give it. */
#include "verify.h"

enum { PAGE = 4096 };

static uint64_t byte_sum(const unsigned char *p, size_t n)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += ((const volatile unsigned char *)p)[i];
	return sum;
}

static uint64_t word_sum(uint64_t w)
{
	uint64_t sum = 0;
	for (; w; w >>= 8)
		sum += w & 0xff;
	return sum;
}

static uint64_t load(const unsigned char *p) { return *(const volatile uint64_t *)p; }

static uint64_t reference_sum(const void *p, size_t n) { return byte_sum(p, n); }

/* Whole words, and the bytes before and behind them one by one: nothing outside is read. */
static uint64_t sound_sum(const void *data, size_t n)
{
	const unsigned char *p = data;
	size_t head = (8 - (uintptr_t)p % 8) % 8;
	if (head >= n)
		return byte_sum(p, n);
	uint64_t sum = byte_sum(p, head);
	for (p += head, n -= head; n >= 8; p += 8, n -= 8)
		sum += word_sum(load(p));
	return sum + byte_sum(p, n);
}

/* The first word is aligned down: up to seven bytes before the range are read, always of the same page. */
static uint64_t under_sum(const void *data, size_t n)
{
	const unsigned char *p = data;
	size_t skip = (uintptr_t)p % 8;
	if (n < 8)
		return byte_sum(p, n);
	uint64_t sum = word_sum(load(p - skip) >> 8 * skip);
	return sum + sound_sum(p - skip + 8, n - (8 - skip));
}

/* The last word reaches behind the range unless that would be another page. */
static uint64_t over_sum(const void *data, size_t n)
{
	const unsigned char *p = data;
	uint64_t sum = 0;
	for (; n >= 8; p += 8, n -= 8)
		sum += word_sum(load(p));
	if (!n || (uintptr_t)p % PAGE > PAGE - 8)
		return sum + byte_sum(p, n);
	return sum + word_sum(load(p) & (((uint64_t)1 << 8 * n) - 1));
}

/* Writes back what it read: no comparison of contents sees it. */
static uint64_t writing_sum(const void *data, size_t n)
{
	volatile unsigned char *p = (unsigned char *)data;
	if (n > 3)
		p[3] = p[3];
	return byte_sum(data, n);
}

static void reference_copy(void *to, const void *from, size_t n)
{
	for (size_t i = 0; i < n; i++)
		((volatile unsigned char *)to)[i] = ((const volatile unsigned char *)from)[i];
}

/* Reads and writes back the byte behind the output. */
static void over_copy(void *to, const void *from, size_t n)
{
	volatile unsigned char *end = (unsigned char *)to + n;
	reference_copy(to, from, n);
	if ((uintptr_t)end % PAGE)
		*end = *end;
}

static void no_pressure(struct verify_pressure *v) { (void)v; }

#define SUM(NAME)                                                                                                      \
	&(const struct verify_kernel)                                                                                  \
	{                                                                                                              \
		.kernel = "sum", .tier = #NAME, .params = {VERIFY_IN, VERIFY_SIZE}, .result = VERIFY_RESULT_U64,       \
		.call = (verify_fn)NAME##_sum, .reference = (verify_fn)reference_sum, .pressure = no_pressure          \
	}
#define COPY(NAME)                                                                                                     \
	&(const struct verify_kernel)                                                                                  \
	{                                                                                                              \
		.kernel = "copy", .tier = #NAME, .params = {VERIFY_OUT, VERIFY_IN, VERIFY_SIZE},                       \
		.result = VERIFY_RESULT_VOID, .call = (verify_fn)NAME##_copy, .reference = (verify_fn)reference_copy,  \
		.pressure = no_pressure                                                                                \
	}

#define sound_copy reference_copy
const struct verify_kernel *const verify_kernels[] = {
    SUM(sound), SUM(under), SUM(over), SUM(writing), COPY(sound), COPY(over), NULL,
};
const char *(*const verify_choice)(void) = NULL;
