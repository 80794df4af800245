/* threads.c: the first calls of a process come from many threads at once. */
#include "user.h"

#include <pthread.h>

enum { THREADS = 16 };

static pthread_barrier_t barrier;

static void *first(void *failed)
{
	pthread_barrier_wait(&barrier);
	*(int *)failed = check_answers();
	return NULL;
}

int main(void)
{
	pthread_t thread[THREADS];
	int failed[THREADS], any = 0;
	pthread_barrier_init(&barrier, NULL, THREADS);
	for (int i = 0; i < THREADS; i++)
		if (pthread_create(&thread[i], NULL, first, &failed[i]) != 0)
			return 2;
	for (int i = 0; i < THREADS; i++) {
		pthread_join(thread[i], NULL);
		any |= failed[i];
	}
	return any | use_the_kernels();
}
