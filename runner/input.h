/* input.h: what a command line names as input: an object, or a source file that a toolchain compiles first. */
#ifndef ASSAY_INPUT_H
#define ASSAY_INPUT_H

#include <stdbool.h>

/* Cuts `--` and what follows off argv; returns those flags (NULL-terminated, within argv), never NULL. */
char **input_split_flags(int *argc, char **argv);

/* Calls use(ctx, path, label) with a file to read, and what to call it (NULL: its path). A .c, .s or .S file is
 * compiled with the toolchain and the flags into a temporary object that is gone afterwards. What fails is reported. */
void input_open(const char *path, const char *toolchain, char *const *flags,
                void (*use)(void *ctx, const char *path, const char *label), void *ctx);

#endif
