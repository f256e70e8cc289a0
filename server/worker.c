#include "server/worker.h"

#include "common/mem.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* Items in order; those before `head` are gone. */
struct items {
	void **at;
	size_t head, count, room;
};

struct worker {
	void (*run)(void **items, size_t count, void *arg);
	enum worker_portion portion;
	void *arg;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t more;
	int fd;
	bool ending, joined;
	struct items in, out; /* under the lock */
};

static bool items_empty(const struct items *items) {
	return items->head == items->count;
}

static void items_push(struct items *items, void **what, size_t count) {
	if (items->head) {
		items->count -= items->head;
		memmove(items->at, items->at + items->head, items->count * sizeof *items->at);
		items->head = 0;
	}
	if (items->count + count > items->room) {
		items->room = 2 * (items->count + count);
		items->at = mem_realloc(items->at, items->room, sizeof *items->at);
	}
	for (size_t i = 0; i < count; i++)
		items->at[items->count++] = what[i];
}

/* Waits for items; gives how many were put into `batch`, 0 when the worker ends. */
static size_t gather(struct worker *w, struct items *batch) {
	batch->head = batch->count = 0;
	pthread_mutex_lock(&w->lock);
	while (items_empty(&w->in) && !w->ending)
		pthread_cond_wait(&w->more, &w->lock);
	size_t count = w->in.count - w->in.head;
	if (w->portion == WORKER_ONE && count > 1)
		count = 1;
	if (count)
		items_push(batch, w->in.at + w->in.head, count);
	w->in.head += count;
	pthread_mutex_unlock(&w->lock);
	return count;
}

static void give_back(struct worker *w, struct items *batch) {
	uint64_t one = 1;
	pthread_mutex_lock(&w->lock);
	if (items_empty(&w->out)) {
		ssize_t written = write(w->fd, &one, sizeof one);
		assert(written == sizeof one);
		(void)written;
	}
	items_push(&w->out, batch->at, batch->count);
	pthread_mutex_unlock(&w->lock);
}

static void *work(void *arg) {
	struct worker *w = arg;
	struct items batch = {0};
	size_t count;
	while ((count = gather(w, &batch)) > 0) {
		w->run(batch.at, count, w->arg);
		give_back(w, &batch);
	}
	mem_free(batch.at);
	return NULL;
}

/* The loop's thread is the one to be told of signals. */
static bool start(struct worker *w) {
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int error = pthread_create(&w->thread, NULL, work, w);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return error == 0;
}

struct worker *worker_new(void (*run)(void **items, size_t count, void *arg),
	enum worker_portion portion, void *arg) {
	struct worker *w = mem_alloc(1, sizeof *w);
	w->run = run;
	w->portion = portion;
	w->arg = arg;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	w->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (w->fd < 0 || !start(w)) {
		w->joined = true;
		worker_free(w);
		return NULL;
	}
	return w;
}

void worker_submit(struct worker *worker, void *item) {
	pthread_mutex_lock(&worker->lock);
	assert(!worker->ending);
	items_push(&worker->in, &item, 1);
	pthread_cond_signal(&worker->more);
	pthread_mutex_unlock(&worker->lock);
}

void *worker_finished(struct worker *worker) {
	uint64_t sum;
	void *item = NULL;
	pthread_mutex_lock(&worker->lock);
	if (!items_empty(&worker->out)) {
		item = worker->out.at[worker->out.head++];
		if (items_empty(&worker->out)) {
			ssize_t got = read(worker->fd, &sum, sizeof sum);
			assert(got == sizeof sum);
			(void)got;
		}
	}
	pthread_mutex_unlock(&worker->lock);
	return item;
}

int worker_fd(const struct worker *worker) {
	return worker->fd;
}

void worker_stop(struct worker *worker) {
	if (worker->joined)
		return;
	pthread_mutex_lock(&worker->lock);
	worker->ending = true;
	pthread_cond_signal(&worker->more);
	pthread_mutex_unlock(&worker->lock);
	pthread_join(worker->thread, NULL);
	worker->joined = true;
}

void worker_free(struct worker *worker) {
	if (!worker)
		return;
	worker_stop(worker);
	if (worker->fd >= 0)
		close(worker->fd);
	pthread_cond_destroy(&worker->more);
	pthread_mutex_destroy(&worker->lock);
	mem_free(worker->in.at);
	mem_free(worker->out.at);
	mem_free(worker);
}
