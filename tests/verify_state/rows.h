/* rows.h: a row for the driver from the inlined kernel ROW; included once for each, and once before them. */
#ifndef ROW
#include "verify.h"

#define JOIN(a, b)          JOIN_EXPANDED(a, b)
#define JOIN_EXPANDED(a, b) a##b
#define TEXT_OF(a)          TEXT_EXPANDED(a)
#define TEXT_EXPANDED(a)    #a

static __attribute__((noinline)) uint64_t length(const void *p, size_t n)
{
	(void)p;
	return n;
}

const char *(*const verify_choice)(void) = NULL;
#else
#define PRESSURE_NAME    JOIN(pressure_, ROW)
#define PRESSURE_CALL(a) ROW((const void *)(a)[0], (size_t)(a)[1])
#include "pressure.h"

static const struct verify_kernel JOIN(row_, ROW) = {
    .kernel = "length",
    .tier = TEXT_OF(ROW),
    .params = {VERIFY_IN, VERIFY_SIZE},
    .result = VERIFY_RESULT_U64,
    .call = (verify_fn)ROW,
    .reference = (verify_fn)length,
    .pressure = JOIN(pressure_, ROW),
};
#undef ROW
#endif
