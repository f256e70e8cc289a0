#include "kiosk/printer.h"

#include "common/log.h"
#include "common/mem.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct job {
	uint32_t serial;
	uint8_t *bytes;
	size_t size;
};

struct printer {
	struct port port;
	void (*wake)(void *arg);
	void *arg;
	pthread_t thread;
	pthread_mutex_t lock; /* guards all that follows */
	pthread_cond_t changed;
	bool ending;
	int job_count, report_count;
	struct job jobs[PRINTER_JOBS_MAX];
	struct printer_report reports[PRINTER_JOBS_MAX * 2];
};

static void report(struct printer *p, struct printer_report r) {
	if (p->report_count < PRINTER_JOBS_MAX * 2) {
		p->reports[p->report_count++] = r;
	}
}

static bool wait_for_job(struct printer *p, struct job *job) {
	pthread_mutex_lock(&p->lock);
	while (!p->ending && p->job_count == 0) {
		pthread_cond_wait(&p->changed, &p->lock);
	}
	bool some = !p->ending;
	if (some) {
		*job = p->jobs[0];
		p->job_count--;
		memmove(p->jobs, p->jobs + 1, (size_t)p->job_count * sizeof *job);
	}
	pthread_mutex_unlock(&p->lock);
	return some;
}

static void *run(void *arg) {
	struct printer *p = arg;
	struct job job;
	while (wait_for_job(p, &job)) {
		struct printer_report r = {.serial = job.serial, .why = ""};
		r.out = port_send(&p->port, job.bytes, job.size, PRINTER_DEADLINE_MS, &r.why);
		mem_free(job.bytes);
		pthread_mutex_lock(&p->lock);
		report(p, r);
		pthread_mutex_unlock(&p->lock);
		p->wake(p->arg);
	}
	return NULL;
}

struct printer *printer_open(const struct port *port, void (*wake)(void *arg), void *arg) {
	struct printer *p = mem_alloc(1, sizeof *p);
	p->port = *port;
	p->wake = wake;
	p->arg = arg;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->changed, NULL);
	if (pthread_create(&p->thread, NULL, run, p) != 0) {
		log_error("printer: no thread");
		abort();
	}
	return p;
}

void printer_close(struct printer *p) {
	if (!p) {
		return;
	}
	pthread_mutex_lock(&p->lock);
	p->ending = true;
	pthread_cond_signal(&p->changed);
	pthread_mutex_unlock(&p->lock);
	pthread_join(p->thread, NULL);
	for (int i = 0; i < p->job_count; i++) {
		mem_free(p->jobs[i].bytes);
	}
	pthread_cond_destroy(&p->changed);
	pthread_mutex_destroy(&p->lock);
	mem_free(p);
}

void printer_send(struct printer *p, uint32_t serial, uint8_t *bytes, size_t size) {
	pthread_mutex_lock(&p->lock);
	bool room = p->job_count < PRINTER_JOBS_MAX;
	if (room) {
		p->jobs[p->job_count++] = (struct job){serial, bytes, size};
		pthread_cond_signal(&p->changed);
	} else {
		mem_free(bytes);
		report(p, (struct printer_report){serial, false, "offline"});
	}
	pthread_mutex_unlock(&p->lock);
	if (!room) {
		p->wake(p->arg);
	}
}

bool printer_next(struct printer *p, struct printer_report *r) {
	pthread_mutex_lock(&p->lock);
	bool some = p->report_count > 0;
	if (some) {
		*r = p->reports[0];
		p->report_count--;
		memmove(p->reports, p->reports + 1, (size_t)p->report_count * sizeof *r);
	}
	pthread_mutex_unlock(&p->lock);
	return some;
}
