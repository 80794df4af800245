/* loop_choice.h: what the ways around a loop say of the loop behind it or beside it. */
#ifndef ASSAY_LOOP_CHOICE_H
#define ASSAY_LOOP_CHOICE_H

#include "code.h"

/* Whether the value differs by whether `loop` ran: behind the loop, the ways through it and around it join with
 * different values, and this one is such a join or computed from it by address arithmetic. */
bool value_tells_whether_ran(const struct code *c, uint32_t loop, uint32_t value);
/* Whether `other` runs only where a branch right before it could have led to `loop`: each way into it comes from one.
 */
bool loop_chosen_instead(const struct code *c, uint32_t loop, uint32_t other);

#endif
