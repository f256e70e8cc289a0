#include "server/reporter.h"

#include "common/mem.h"
#include "server/worker.h"

#include <sys/resource.h>

enum { NICE = 10 };

struct making {
	struct report *report;
	struct visit_pack **packs;
	size_t count;
	char *text;
	reporter_done *done;
	void *arg;
};

struct reporter {
	struct worker *worker;
};

static bool add_all(struct making *m) {
	struct visit_day day;
	for (size_t i = 0; i < m->count; i++) {
		if (!visit_pack_read(m->packs[i], &day))
			return false;
		report_add(m->report, &day);
		visit_day_clear(&day);
	}
	return true;
}

static void run(void **items, size_t count, void *arg) {
	struct making *m = items[0];
	(void)count;
	(void)arg;
	setpriority(PRIO_PROCESS, 0, NICE); /* of this thread: the counters come first */
	if (add_all(m))
		m->text = report_text(m->report);
}

struct reporter *reporter_new(void) {
	struct reporter *r = mem_alloc(1, sizeof *r);
	r->worker = worker_new(run, WORKER_ONE, r);
	if (r->worker)
		return r;
	mem_free(r);
	return NULL;
}

void reporter_stop(struct reporter *r) {
	if (!r)
		return;
	worker_stop(r->worker);
	reporter_drain(r);
}

void reporter_free(struct reporter *r) {
	if (r)
		worker_free(r->worker);
	mem_free(r);
}

void reporter_make(struct reporter *r, struct report *report, struct visit_pack **packs,
	size_t count, reporter_done *done, void *arg) {
	struct making *m = mem_alloc(1, sizeof *m);
	*m = (struct making){.report = report, .count = count, .done = done, .arg = arg};
	m->packs = mem_alloc(count, sizeof *m->packs);
	for (size_t i = 0; i < count; i++)
		m->packs[i] = visit_pack_share(packs[i]);
	worker_submit(r->worker, m);
}

int reporter_fd(const struct reporter *r) {
	return worker_fd(r->worker);
}

void reporter_drain(struct reporter *r) {
	for (struct making *m; (m = worker_finished(r->worker));) {
		m->done(m->arg, m->text);
		for (size_t i = 0; i < m->count; i++)
			visit_pack_release(m->packs[i]);
		report_free(m->report);
		mem_free(m->packs);
		mem_free(m->text);
		mem_free(m);
	}
}
