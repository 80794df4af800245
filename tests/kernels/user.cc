// user.cc: a C++ program that uses the kernels.
#include "user.h"

namespace {
template <typename T> T twice(T x) { return x + x; }
} // namespace

int main()
{
	return twice(use_the_kernels());
}
