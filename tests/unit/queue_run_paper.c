#include "common/text.h"
#include "tests/unit/queue_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

enum { AT_ONCE = 4 };

/* One that was handed out then, most often printed at once. */
static bool enter(struct run *r, int service, int64_t taken_s, int *first) {
	struct change c = run_change(r);
	c.taken_at_ms = taken_s * 1000;
	c.first = *first;
	text_copy(c.service, sizeof c.service, r->setup->services[service].id);
	snprintf(c.token, sizeof c.token, "t%d", r->model.count);
	enum verdict verdict = queue_decide_paper(r->queue, &c);
	run_agree(r, verdict, queue_model_paper(&r->model, service, taken_s, *first), &c);
	*first = c.first;
	if (verdict != VERDICT_OK || !run_below(r, 4))
		return verdict == VERDICT_OK;
	c = run_change(r);
	run_agree(r, queue_decide_printed(r->queue, run_ticket(r, r->model.count - 1), "paper", &c),
		queue_model_printed(&r->model, r->model.count - 1), &c);
	return true;
}

static void reach(struct run *r, int service) {
	int value = 1 + run_below(r, 1050), count = -1, expected = -1;
	assert_int_equal(queue_decide_paper_reach(r->queue, service, value, &count),
		queue_model_paper_reach(&r->model, service, value, &expected));
	if (count >= 0)
		assert_int_equal(count, expected);
}

void run_paper(struct run *r, int at, int ticket) {
	int service = run_below(r, r->setup->service_count), n = 1 + run_below(r, AT_ONCE);
	int64_t taken_s = r->model.at_s - 1800 + run_below(r, 2000);
	int first = 0;
	(void)at;
	(void)ticket;
	reach(r, service);
	while (n-- > 0 && r->model.count < MODEL_TICKETS)
		if (!enter(r, service, taken_s += run_below(r, 60), &first))
			break;
}

void run_paper_void(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	(void)at;
	run_agree(r, queue_decide_paper_void(r->queue, run_ticket(r, ticket), "", &c),
		queue_model_paper_void(&r->model, ticket), &c);
}
