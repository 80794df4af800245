/* count.c: a loop of known length under the plugin `count`: prints what it counted for some numbers of rounds. */
#include "kernels/verify/marker.h"

#include <inttypes.h>
#include <stdio.h>

/* In each round INSTRUCTIONS, a load and a store of 8 bytes, and a load of one. */
void count_loop(uint64_t rounds, uint64_t *words);
#if defined __x86_64__
__asm__(".text\n.globl count_loop\n.type count_loop, %function\ncount_loop:\n"
        "1: movzbl 8(%rsi), %eax\n addq %rax, (%rsi)\n dec %rdi\n jnz 1b\n ret\n");
enum { INSTRUCTIONS = 4 };
#elif defined __aarch64__
__asm__(".text\n.globl count_loop\n.type count_loop, %function\ncount_loop:\n"
        "1: ldrb w2, [x1, #8]\n ldr x3, [x1]\n add x3, x3, x2\n str x3, [x1]\n subs x0, x0, #1\n b.ne 1b\n ret\n");
enum { INSTRUCTIONS = 6 };
#endif

/* Not inlined: what surrounds the call has to be the same each time. */
static __attribute__((noinline)) void count(struct marker *m, uint64_t rounds, struct marker_page *got)
{
	static uint64_t words[2];
	marker_send(MARKER_BEGIN, 0);
	count_loop(rounds, words);
	marker_send(MARKER_END, 0);
	*got = *(const struct marker_page *)m->page;
}

int main(void)
{
	struct marker m;
	struct marker_page one, many;
	const char *missing = marker_open(&m, MARKER_COUNT);
	if (missing) {
		printf("skipped: %s\n", missing);
		return 77;
	}
	count(&m, 1, &one);
	count(&m, 1001, &many);
	uint64_t instructions = many.instructions - one.instructions, loads = many.loads - one.loads;
	uint64_t stores = many.stores - one.stores, in = many.bytes_loaded - one.bytes_loaded;
	uint64_t out = many.bytes_stored - one.bytes_stored;
	printf("1000 rounds: %" PRIu64 " instructions, %" PRIu64 " loads of %" PRIu64 " bytes, %" PRIu64
	       " stores of %" PRIu64 " bytes; one: %" PRIu64 " instructions\n",
	       instructions, loads, in, stores, out, one.instructions);
	return instructions != 1000 * INSTRUCTIONS || loads != 2000 || stores != 1000 || in != 9000 || out != 8000;
}
