#include "kiosk/printer.h"

#include "common/log.h"
#include "common/mem.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

struct job {
	uint32_t serial;
	uint8_t *bytes;
	size_t size;
};

struct printer {
	struct printer_port at; /* the thread's alone */
	int stop_fd;
	void (*wake)(void *arg);
	void *arg;
	pthread_t thread;
	pthread_mutex_t lock; /* guards all that follows */
	pthread_cond_t changed;
	bool ending, news;
	enum printer_state state;
	int job_count, report_count;
	struct job jobs[PRINTER_JOBS_MAX];
	struct printer_report reports[PRINTER_JOBS_MAX * 2];
};

static void report(struct printer *p, struct printer_report r) {
	if (p->report_count < PRINTER_JOBS_MAX * 2) {
		p->reports[p->report_count++] = r;
	}
}

/* True when it is another one. */
static bool take_state(struct printer *p) {
	if (p->state == p->at.state) {
		return false;
	}
	p->state = p->at.state;
	p->news = true;
	if (printer_prints(p->state)) {
		log_info("printer: %s", printer_word(p->state));
	} else {
		log_warn("printer: %s", printer_word(p->state));
	}
	return true;
}

static void look(struct printer *p) {
	printer_port_look(&p->at);
	pthread_mutex_lock(&p->lock);
	bool news = take_state(p);
	pthread_mutex_unlock(&p->lock);
	if (news) {
		p->wake(p->arg);
	}
}

static void print(struct printer *p, const struct job *job) {
	struct printer_report r = {.serial = job->serial, .why = ""};
	r.out = printer_port_send(&p->at, job->bytes, job->size, &r.why);
	r.why = r.out ? "" : r.why;
	mem_free(job->bytes);
	pthread_mutex_lock(&p->lock);
	take_state(p);
	report(p, r);
	pthread_mutex_unlock(&p->lock);
	p->wake(p->arg);
}

static struct timespec moment(int ms) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	int64_t ns = t.tv_nsec + ms % 1000 * 1000000LL;
	t.tv_sec += ms / 1000 + ns / 1000000000;
	t.tv_nsec = ns % 1000000000;
	return t;
}

/* Waits for a slip, or until it is time to look; the slip, if there is one. False at the end. */
static bool next_job(struct printer *p, struct job *job) {
	int rest_ms = printer_port_rest_ms(&p->at), error = 0;
	struct timespec until = moment(rest_ms > 0 ? rest_ms : 0);
	*job = (struct job){0};
	pthread_mutex_lock(&p->lock);
	while (!p->ending && p->job_count == 0 && error == 0) {
		error = rest_ms < 0 ? pthread_cond_wait(&p->changed, &p->lock)
				    : pthread_cond_timedwait(&p->changed, &p->lock, &until);
	}
	bool going = !p->ending;
	if (going && p->job_count > 0) {
		*job = p->jobs[0];
		p->job_count--;
		memmove(p->jobs, p->jobs + 1, (size_t)p->job_count * sizeof *job);
	}
	pthread_mutex_unlock(&p->lock);
	return going;
}

static void *run(void *arg) {
	struct printer *p = arg;
	struct job job;
	look(p);
	while (next_job(p, &job)) {
		if (job.bytes) {
			print(p, &job);
		} else {
			look(p);
		}
	}
	return NULL;
}

struct printer *printer_open(const struct port *port, const struct printer_times *times,
	void (*wake)(void *arg), void *arg) {
	struct printer *p = mem_alloc(1, sizeof *p);
	pthread_condattr_t monotonic;
	p->stop_fd = eventfd(0, EFD_CLOEXEC);
	printer_port_init(&p->at, port, times, p->stop_fd);
	p->wake = wake;
	p->arg = arg;
	pthread_mutex_init(&p->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&p->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
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
	eventfd_write(p->stop_fd, 1);
	pthread_join(p->thread, NULL);
	for (int i = 0; i < p->job_count; i++) {
		mem_free(p->jobs[i].bytes);
	}
	printer_port_clear(&p->at);
	close(p->stop_fd);
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
		report(p, (struct printer_report){.serial = serial, .why = "offline"});
	}
	pthread_mutex_unlock(&p->lock);
	if (!room) {
		p->wake(p->arg);
	}
}

bool printer_next(struct printer *p, struct printer_report *r) {
	pthread_mutex_lock(&p->lock);
	bool some = p->report_count > 0 || p->news;
	*r = (struct printer_report){.why = ""};
	if (p->report_count > 0) {
		*r = p->reports[0];
		p->report_count--;
		memmove(p->reports, p->reports + 1, (size_t)p->report_count * sizeof *r);
	}
	r->state = p->state;
	p->news = false;
	pthread_mutex_unlock(&p->lock);
	return some;
}
