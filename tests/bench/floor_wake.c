/*
 * The floor under each step from a thread or process to another: how long it takes until one that
 * sleeps on another processor goes on, told by an eventfd, as the store's thread tells the loop.
 * floor_wake ROUNDS.
 *
 * links: tests/bench/times.c common/mem.c
 */
#include "tests/bench/times.h"

#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int ping, pong;

static void must(int64_t got) {
	if (got > 0)
		return;
	perror("floor_wake");
	exit(1);
}

static void wait_for(int fd) {
	uint64_t count;
	must(read(fd, &count, sizeof count));
}

static void wake(int fd) {
	const uint64_t one = 1;
	must(write(fd, &one, sizeof one));
}

/* On the first or the second of the processors that there are. */
static void stay_on(int which) {
	cpu_set_t all, one;
	CPU_ZERO(&one);
	if (sched_getaffinity(0, sizeof all, &all) || CPU_COUNT(&all) < 2)
		return;
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, &all) && which-- == 0)
			CPU_SET(cpu, &one);
	sched_setaffinity(0, sizeof one, &one);
}

static void *answer(void *rounds) {
	stay_on(1);
	for (long i = 0; i < *(long *)rounds; i++) {
		wait_for(ping);
		wake(pong);
	}
	return NULL;
}

int main(int argc, char **argv) {
	pthread_t thread;
	struct times times = {0};
	long rounds = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
	ping = eventfd(0, EFD_CLOEXEC);
	pong = eventfd(0, EFD_CLOEXEC);
	if (rounds < 1 || ping < 0 || pong < 0 || pthread_create(&thread, NULL, answer, &rounds))
		return 2;
	stay_on(0);
	for (long i = 0; i < rounds; i++) {
		int64_t from = times_now_ns();
		wake(ping);
		wait_for(pong);
		times_add(&times, (times_now_ns() - from) / 2);
	}
	pthread_join(thread, NULL);
	times_tell("wake", &times);
	times_clear(&times);
	return 0;
}
