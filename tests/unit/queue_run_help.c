#include "tests/unit/queue_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A counter that is to be opened is, by whoever said so. */
static void open(struct run *r, int at) {
	struct change c = run_change(r);
	run_agree(r, queue_decide_open(r->queue, run_counter(r, at), &(struct clerk){"An", ""}, &c),
		queue_model_open(&r->model, at), &c);
}

void run_help(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	int service = run_below(r, 3) ? run_below(r, r->setup->service_count) : -1;
	int64_t until_s = r->model.at_s + 60 + run_below(r, 1800);
	(void)ticket;
	if (run_below(r, 3))
		return;
	enum verdict verdict =
		queue_decide_help(r->queue, run_counter(r, at), service, until_s * 1000, &c);
	run_agree(r, verdict, queue_model_help(&r->model, at, service, until_s), &c);
	if (verdict == VERDICT_OK && service < 0)
		open(r, at);
}

static void end(struct run *r, int help) {
	struct change c = run_change(r);
	int64_t id = queue_help_at(r->queue, (size_t)help)->id;
	run_agree(r, queue_decide_help_end(r->queue, id, &c), queue_model_help_end(&r->model, help),
		&c);
}

void run_help_end(struct run *r, int at, int ticket) {
	(void)at;
	(void)ticket;
	if (r->model.help_count && !run_below(r, 4))
		end(r, run_below(r, r->model.help_count));
}

void run_helps_over(struct run *r, int at, int ticket) {
	(void)at;
	(void)ticket;
	for (int over; (over = queue_model_help_over(&r->model)) >= 0;) {
		const struct queue_help *h = queue_help_over(r->queue, r->model.at_s * 1000);
		assert_non_null(h);
		assert_int_equal(h->id, queue_help_at(r->queue, (size_t)over)->id);
		end(r, over);
	}
	assert_null(queue_help_over(r->queue, r->model.at_s * 1000));
}
