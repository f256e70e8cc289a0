#include "common/ui/signals.h"

#include "common/log.h"
#include "common/mem.h"
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>

struct signals {
	pthread_t thread;
	sigset_t set;
	void (*arrived)(void *arg);
	void *arg;
};

static void *signals_run(void *arg) {
	struct signals *s = arg;
	int number;
	while (sigwait(&s->set, &number) == 0) {
		s->arrived(s->arg);
	}
	return NULL;
}

struct signals *signals_open(void (*arrived)(void *arg), void *arg) {
	struct signals *s = mem_alloc(1, sizeof *s);
	s->arrived = arrived;
	s->arg = arg;
	sigemptyset(&s->set);
	sigaddset(&s->set, SIGTERM);
	sigaddset(&s->set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &s->set, NULL);
	if (pthread_create(&s->thread, NULL, signals_run, s) != 0) {
		log_error("signals: cannot start a thread");
		mem_free(s);
		return NULL;
	}
	return s;
}

void signals_close(struct signals *signals) {
	if (signals) {
		pthread_cancel(signals->thread);
		pthread_join(signals->thread, NULL);
		mem_free(signals);
	}
}
