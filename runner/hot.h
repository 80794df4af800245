/* hot.h: which blocks of a loop its iterations execute, and which lie aside. */
#ifndef ASSAY_HOT_H
#define ASSAY_HOT_H

#include "code.h"

/* Where the blocks of one loop lie that its iterations execute: those that a way around it cannot avoid, each end of
 * such a way, each case of a jump table, and what those fall into. */
struct hot {
	const struct code *c;
	uint32_t loop;
	uint32_t first, last;             /* blocks: from the first to the last one of them in the order of the code */
	uint32_t first_latch, last_latch; /* where the loop's latches begin and end in the dominator tree's preorder */
};
struct hot hot_of(const struct code *c, uint32_t loop);

enum hot_how {
	HOT_EVERY, /* each iteration that comes to its end executes the block */
	HOT_SOME,  /* behind a branch, among the blocks that each iteration executes */
	HOT_ASIDE, /* behind a branch, and laid out aside of them: the compiler took it to be rare */
	HOT_FAILS, /* nothing comes back from there */
};
enum hot_how hot_block(const struct hot *h, uint32_t block);

/* The part of the function (main, .cold) that a block lies in: an index. */
uint32_t hot_part(const struct code *c, uint32_t block);

#endif
