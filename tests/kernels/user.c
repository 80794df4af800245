/* user.c: a C program that uses the kernels. */
#include "user.h"

int main(void) { return use_the_kernels(); }
