/* users.h: where a value is used, and what it reaches. */
#ifndef ASSAY_USERS_H
#define ASSAY_USERS_H

#include "code.h"

/* Users of every value: instructions, and phis (as values, with USER_PHI added). Built once, on demand. */
struct users {
	uint32_t *first; /* by value: [first[v], first[v + 1]) in user */
	uint32_t *user;
};
#define USER_PHI 0x80000000u

struct users *users_new(const struct code *c);

/* Whether a user (of users.user) is more than a return, which reads every register that may hold a result, or a phi
 * that only returns use. */
bool user_counts(const struct code *c, const struct users *u, uint32_t user);

/* What a value decides, in the code that a block dominates. */
struct reach {
	bool base;    /* it is an address by itself, but for constants */
	bool index;   /* it is a part of an address */
	bool length;  /* it is the length of a copy or fill */
	bool trip;    /* it bounds a loop's trip count */
	bool divisor; /* something is divided by it */
	bool in_loop; /* one of them in a loop that the block dominates */
};

/* Follows the values through copies, extensions, arithmetic and phis. With `loop` not NONE, the trip count of that loop
 * and of those around it is left out: it says nothing of a check inside. */
struct reach users_reach(const struct code *c, const struct users *u, const uint32_t *values, uint32_t n,
                         uint32_t block, uint32_t loop);

#endif
