/* wide.c: a program whose stderr is wide, and that looks at errno. */
#include "popcount.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	fwide(stderr, 1);
	errno = 42;
	if (assay_popcount("assay", 5) != 21 || strcmp(assay_kernels_tier(), "scalar") != 0)
		return 1;
	return errno == 42 && fwide(stderr, 0) > 0 ? 0 : 2;
}
