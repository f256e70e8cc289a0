#include "tests/unit/queue_run.h"

#include "common/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

int run_below(struct run *r, int n) {
	r->random = r->random * 1664525u + 1013904223u;
	return (int)((r->random >> 8) % (unsigned)n);
}

int run_counter(const struct run *r, int at) {
	return at < 0 ? 0 : r->setup->counters[at].id;
}

int64_t run_ticket(const struct run *r, int ticket) {
	return queue_at(r->queue, (size_t)ticket)->id;
}

struct change run_change(const struct run *r) {
	static const char *const persons[] = {"clerk:an", "lead:binh"};
	struct change c = {.at_ms = r->model.at_s * 1000, .day = 19700101};
	text_copy(c.by, sizeof c.by, persons[r->model.who]);
	return c;
}

/* What a change tells of the ticket besides where it is now. */
static void check_change(const struct run *r, const struct change *c) {
	const struct model_ticket *t = &r->model.tickets[r->ticket];
	queue_model_check_ticket(&r->model, r->queue, r->ticket);
	assert_int_equal(c->state, t->state);
	if (c->key_s)
		assert_int_equal(c->key_s, queue_model_key(&r->model, r->ticket));
	if (c->state != TICKET_CALLED)
		return;
	assert_int_equal(c->reason, t->reason);
	assert_int_equal(
		c->from_counter, t->reason == REASON_TRANSFERRED ? run_counter(r, t->from) : 0);
}

/* The queue must answer what the model does; its change is applied. */
void run_agree(struct run *r, enum verdict verdict, enum verdict expected, struct change *c) {
	if (verdict != expected)
		fail_msg("%s: %d, expected %d", r->command, (int)verdict, (int)expected);
	if (verdict != VERDICT_OK)
		return;
	c->seq = (int64_t)r->laws.count + 1;
	if (c->kind == CHANGE_ISSUED)
		c->ticket = c->seq;
	r->made[c->kind]++;
	queue_laws_change(&r->laws, r->queue, c);
	assert_true(queue_apply(r->queue, c));
	if (!c->ticket)
		return;
	r->ticket = (int)queue_find(r->queue, c->ticket)->index;
	check_change(r, c);
}
