/*
 * queue: each command from each state (design.md 4), and what each move leaves.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/heap.c server/lookup.c server/setup*.c common/proto.c common/text.c common/slip_code.c
 * common/mem.c common/day.c tests/unit/office_file.c tests/unit/queue_day.c tests/unit/queue_twin.c
 */
#include "tests/unit/queue_day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* A decision that takes more than its counter or its ticket. */
typedef enum verdict other(const struct queue *q, const struct queue_ticket *t, struct change *c);

static enum verdict call(const struct queue *q, const struct queue_ticket *t, struct change *c) {
	return queue_decide_call(q, 6, t->number, "", c);
}

static enum verdict hold(const struct queue *q, const struct queue_ticket *t, struct change *c) {
	(void)t;
	return queue_decide_hold(q, 6, 0, "thiếu bản sao", c);
}

static enum verdict resume(const struct queue *q, const struct queue_ticket *t, struct change *c) {
	return queue_decide_resume(q, 6, t->number, c);
}

static enum verdict transfer(
	const struct queue *q, const struct queue_ticket *t, struct change *c) {
	(void)t;
	return queue_decide_transfer(q, 6, 0, 0, c);
}

/* What each command answers for a ticket that is issuing, waiting, called, serving, held, absent,
 * served, cancelled, void, expired, no_show: OK, Nothing, Wrong state, Busy. */
static const struct {
	const char *name;
	const char *verdicts;
	enum change_kind kind;
	enum ticket_state to; /* TICKET_NONE: more than one, seen in tests of their own */
	day_at_counter *at;
	day_of_ticket *of;
	day_of_ticket_said *said;
	other *other;
} commands[] = {
	{"printed", "ONNNNNNNWNN", CHANGE_PRINTED, TICKET_WAITING, .said = queue_decide_printed},
	{"failed", "OWWWWWWWNWW", CHANGE_VOIDED, TICKET_VOID, .said = queue_decide_failed},
	{"next", "NOBBNNNNNNN", CHANGE_CALLED, TICKET_CALLED, .at = queue_decide_next},
	{"call", "WOBBWWWWWWW", CHANGE_CALLED, TICKET_CALLED, .other = call},
	{"recall", "WWOWWWWWWWW", CHANGE_RECALLED, TICKET_CALLED, .at = queue_decide_recall},
	{"start", "WWOWWWWWWWW", CHANGE_STARTED, TICKET_SERVING, .at = queue_decide_start},
	{"absent", "WWOWWWWWWWW", CHANGE_ABSENT, TICKET_ABSENT, .at = queue_decide_absent},
	{"back", "WWWWOOWWWWW", CHANGE_RETURNED, TICKET_WAITING, .of = queue_decide_back},
	{"no_show", "WWWWWOWWWWW", CHANGE_NO_SHOW, TICKET_NO_SHOW, .of = queue_decide_no_show},
	{"undo", "WWOOOOWWWWW", CHANGE_UNDONE, TICKET_NONE, .at = queue_decide_undo},
	{"finish", "WWWOWWWWWWW", CHANGE_FINISHED, TICKET_SERVED, .at = queue_decide_finish},
	{"hold", "WWWOWWWWWWW", CHANGE_HELD, TICKET_HELD, .other = hold},
	{"resume", "WWBBOWWWWWW", CHANGE_RESUMED, TICKET_SERVING, .other = resume},
	{"transfer", "WWOOWWWWWWW", CHANGE_TRANSFERRED, TICKET_WAITING, .other = transfer},
	{"leave", "WOWWOOWWWWW", CHANGE_CANCELLED, TICKET_CANCELLED, .of = queue_decide_leave},
	{"release", "WWOOWWWWWWW", CHANGE_RELEASED, TICKET_WAITING, .said = queue_decide_release},
	{"expire", "OOOOOONNNNN", CHANGE_NONE, TICKET_NONE, .of = queue_decide_expire},
	{"reopen", "WWWWWWOWWWW", CHANGE_REOPENED, TICKET_WAITING, .said = queue_decide_reopen},
	{"void", "WOWWWWWWWWW", CHANGE_VOIDED, TICKET_VOID, .said = queue_decide_void},
	{"priority", "WOOWWWWWWWW", CHANGE_RECLASSIFIED, TICKET_WAITING,
		.said = queue_decide_priority},
};

static const char *const verdict_letters[] = {[VERDICT_OK] = "O",
	[VERDICT_NOTHING] = "N",
	[VERDICT_NOT_FOUND] = "F",
	[VERDICT_WRONG_STATE] = "W",
	[VERDICT_BUSY] = "B",
	[VERDICT_QUOTA] = "Q",
	[VERDICT_SLOW_DOWN] = "S"};

/* The last step of the shortest way to a state. */
static void last_step(struct queue_day *d, int64_t ticket, enum ticket_state state) {
	switch (state) {
	case TICKET_WAITING:
		day_say(d, queue_decide_printed, ticket, "paper");
		break;
	case TICKET_CALLED:
		day_at(d, queue_decide_next, 6);
		break;
	case TICKET_SERVING:
		day_at(d, queue_decide_start, 6);
		break;
	case TICKET_HELD:
		day_hold(d, 6, 0);
		break;
	case TICKET_ABSENT:
		day_at(d, queue_decide_absent, 6);
		break;
	case TICKET_SERVED:
		day_at(d, queue_decide_finish, 6);
		break;
	case TICKET_CANCELLED:
		day_of(d, queue_decide_leave, ticket);
		break;
	case TICKET_VOID:
		day_say(d, queue_decide_void, ticket, "cấp nhầm");
		break;
	case TICKET_EXPIRED:
		day_of(d, queue_decide_expire, ticket);
		break;
	default:
		day_of(d, queue_decide_no_show, ticket);
		break;
	}
}

/* Brings a new ticket into a state. */
static void bring(struct queue_day *d, int64_t ticket, enum ticket_state state) {
	static const enum ticket_state before[] = {[TICKET_WAITING] = TICKET_ISSUING,
		[TICKET_CALLED] = TICKET_WAITING,
		[TICKET_SERVING] = TICKET_CALLED,
		[TICKET_HELD] = TICKET_SERVING,
		[TICKET_ABSENT] = TICKET_CALLED,
		[TICKET_SERVED] = TICKET_SERVING,
		[TICKET_CANCELLED] = TICKET_WAITING,
		[TICKET_VOID] = TICKET_WAITING,
		[TICKET_EXPIRED] = TICKET_WAITING,
		[TICKET_NO_SHOW] = TICKET_ABSENT};
	if (state == TICKET_ISSUING)
		return;
	bring(d, ticket, before[state]);
	last_step(d, ticket, state);
	assert_int_equal(day_ticket(d, ticket)->state, state);
}

static enum verdict ask(
	const struct queue *q, size_t n, const struct queue_ticket *t, struct change *c) {
	if (commands[n].at)
		return commands[n].at(q, 6, c);
	if (commands[n].of)
		return commands[n].of(q, t->id, c);
	if (commands[n].said)
		return commands[n].said(q, t->id, "elderly", c);
	return commands[n].other(q, t, c);
}

/* One command for one ticket that has come into a state; if it is made, what it makes. */
static void command_in_state(struct queue_day *d, size_t n, enum ticket_state state) {
	int64_t id = day_issue(d, "cu-tru", "");
	bring(d, id, state);
	d->at_s += 10;
	struct change c = day_change(d);
	const struct queue_ticket *t = day_ticket(d, id);
	enum verdict verdict = ask(d->queue, n, t, &c);
	if (*verdict_letters[verdict] != commands[n].verdicts[state - TICKET_ISSUING])
		fail_msg("%s of %s: %s", commands[n].name, proto_ticket_state(state),
			verdict_letters[verdict]);
	if (verdict != VERDICT_OK)
		return;
	day_apply(d, verdict, &c);
	assert_int_equal(c.was, state);
	assert_int_equal(c.ticket, id);
	assert_string_equal(c.number, t->number);
	assert_int_equal(t->state, c.state);
	if (!commands[n].to)
		return;
	assert_int_equal(c.kind, commands[n].kind);
	assert_int_equal(c.state, commands[n].to);
}

static void test_each_command_from_each_state(void **state) {
	for (size_t n = 0; n < sizeof commands / sizeof *commands; n++)
		for (int s = TICKET_ISSUING; s <= TICKET_NO_SHOW; s++) {
			struct queue_day *d = *state;
			day_open(d, 6);
			command_in_state(d, n, (enum ticket_state)s);
			day_end(state);
			day_begin(state);
		}
}

static void test_unknown_tickets_and_counters(void **state) {
	struct queue_day *d = *state;
	day_at_counter *const at[] = {queue_decide_next, queue_decide_recall, queue_decide_start,
		queue_decide_finish, queue_decide_absent, queue_decide_undo, queue_decide_close};
	day_of_ticket *const of[] = {
		queue_decide_back, queue_decide_leave, queue_decide_no_show, queue_decide_expire};
	day_of_ticket_said *const said[] = {queue_decide_printed, queue_decide_failed,
		queue_decide_void, queue_decide_release, queue_decide_reopen,
		queue_decide_priority};
	struct change c = day_change(d);
	day_take(d, "cu-tru", "");
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		assert_int_equal(at[i](d->queue, 77, &c), VERDICT_NOT_FOUND);
	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		assert_int_equal(of[i](d->queue, 99, &c), VERDICT_NOT_FOUND);
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		assert_int_equal(said[i](d->queue, 99, "", &c), VERDICT_NOT_FOUND);
	assert_int_equal(
		queue_decide_open(d->queue, 77, &(struct clerk){0}, &c), VERDICT_NOT_FOUND);
	assert_int_equal(queue_decide_pause(d->queue, 77, 0, &c), VERDICT_NOT_FOUND);
	assert_int_equal(queue_decide_hold(d->queue, 77, 0, "", &c), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_call(d, 77, "C001"), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_resume(d, 77, "C001"), VERDICT_NOT_FOUND);
	assert_int_equal(day_ask_resume(d, 6, "C099"), VERDICT_NOT_FOUND);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, day_begin, day_end)
	const struct CMUnitTest tests[] = {
		TEST(test_each_command_from_each_state),
		TEST(test_unknown_tickets_and_counters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
