/* pool.h: runs independent jobs on all cores, and hands their results on in order. */
#ifndef ASSAY_POOL_H
#define ASSAY_POOL_H

#include <stddef.h>

/* Calls work(ctx, worker, i) for every i below n, on `threads` threads (0: one for each core); `worker` is 0..threads-1
 * and tells which thread's scratch memory to use. done(ctx, i) is called for each i in ascending order, one at a time,
 * as soon as its work and that of all before it is done (on any thread); it may be NULL. Workers run at most `ahead`
 * items before the next one to be done, so that results waiting for their turn stay few. Jobs that carry on long
 * should come first; the pool hands out items one by one in ascending order. Returns when all is done. */
void pool_run(size_t n, unsigned threads, size_t ahead, void *ctx, void (*work)(void *ctx, unsigned worker, size_t i),
              void (*done)(void *ctx, size_t i));
unsigned pool_threads(unsigned wanted); /* wanted, or the number of cores that this process may use */

#endif
