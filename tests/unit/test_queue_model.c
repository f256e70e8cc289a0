/*
 * queue against a plain model and the laws of a day: 100,000 random commands (COMMANDS=), the seed
 * is printed (SEED=). `make model` gives a million.
 *
 * links: server/queue.c server/queue_order.c server/queue_apply.c server/queue_lease.c
 * server/queue_help.c server/queue_decide.c server/queue_moves.c server/queue_ticket.c
 * server/queue_offer.c server/queue_paper.c server/heap.c server/lookup.c server/setup*.c
 * common/board.c common/proto.c common/proto_json_in.c common/proto_json_out.c common/json_read.c
 * common/text.c common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c
 * tests/unit/queue_model.c tests/unit/queue_model_check.c tests/unit/queue_model_counter.c
 * tests/unit/queue_model_lease.c tests/unit/queue_model_help.c tests/unit/queue_model_paper.c
 * tests/unit/queue_run_help.c tests/unit/queue_run_paper.c tests/unit/queue_model_order.c
 * tests/unit/queue_run.c tests/unit/queue_laws.c tests/unit/queue_twin.c
 */
#include "common/mem.h"
#include "common/text.h"
#include "tests/unit/office_file.h"
#include "tests/unit/queue_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { DAY_COMMANDS = 5000, CHECK_EVERY = 50, ENOUGH = 50000, TRIES = 16 };

static int some_class(struct run *r) {
	return run_below(r, 4) ? -1 : run_below(r, r->setup->priority_count);
}

static const char *class_id(const struct run *r, int class) {
	return class < 0 ? "" : r->setup->priorities[class].id;
}

static void issue(struct run *r) {
	int service = run_below(r, r->setup->service_count), class = some_class(r);
	int64_t slot_s = run_below(r, 8) ? 0 : r->model.at_s - 1800 + run_below(r, 7200);
	struct change c = run_change(r);
	if (r->model.count == MODEL_TICKETS)
		return;
	c.slot_ms = slot_s * 1000;
	text_copy(c.service, sizeof c.service, r->setup->services[service].id);
	text_copy(c.priority, sizeof c.priority, class_id(r, class));
	snprintf(c.token, sizeof c.token, "t%d", r->model.count);
	run_agree(r, queue_decide_issue(r->queue, &c),
		queue_model_issue(&r->model, service, class, slot_s), &c);
}

static void priority(struct run *r, int at, int ticket) {
	int class = some_class(r);
	struct change c = run_change(r);
	(void)at;
	run_agree(r, queue_decide_priority(r->queue, run_ticket(r, ticket), class_id(r, class), &c),
		queue_model_priority(&r->model, ticket, class), &c);
}

static enum verdict decide_open(const struct queue *q, int counter, struct change *c) {
	return queue_decide_open(q, counter, &(struct clerk){"An", ""}, c);
}

static enum verdict decide_pause(const struct queue *q, int counter, struct change *c) {
	return queue_decide_pause(q, counter, 0, c);
}

static void call(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	const char *number = r->model.tickets[ticket].number;
	run_agree(r, queue_decide_call(r->queue, run_counter(r, at), number, "", &c),
		queue_model_call(&r->model, at, ticket), &c);
}

static void hold(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	int64_t until_s = run_below(r, 2) ? r->model.at_s + run_below(r, 900) : 0;
	(void)ticket;
	run_agree(r, queue_decide_hold(r->queue, run_counter(r, at), until_s * 1000, "", &c),
		queue_model_hold(&r->model, at, until_s), &c);
}

static void rate_at(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	int where = run_below(r, 4) ? r->model.tickets[ticket].at : at;
	const char *number = r->model.tickets[ticket].number;
	where = where < 0 ? at : where;
	run_agree(r, queue_decide_rate_at(r->queue, run_counter(r, where), number, &c),
		queue_model_rate_at(&r->model, where, ticket), &c);
}

static void resume(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	const char *number = r->model.tickets[ticket].number;
	run_agree(r, queue_decide_resume(r->queue, run_counter(r, at), number, &c),
		queue_model_resume(&r->model, at, ticket), &c);
}

static void transfer(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	int to = run_below(r, 2) ? run_below(r, r->setup->counter_count) : -1;
	int service = to < 0 || !run_below(r, 4) ? run_below(r, r->setup->service_count) : -1;
	(void)ticket;
	run_agree(r,
		queue_decide_transfer(
			r->queue, run_counter(r, at), service, run_counter(r, to), &c),
		queue_model_transfer(&r->model, at, service, to), &c);
}

static void set_clock(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	(void)at;
	(void)ticket;
	if (run_below(r, 6))
		return;
	c.kind = CHANGE_CLOCK_SET;
	queue_model_clock(&r->model);
	run_agree(r, VERDICT_OK, VERDICT_OK, &c);
}

static void lease(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	int disk = run_below(r, 8);
	(void)at;
	(void)ticket;
	snprintf(c.holder, sizeof c.holder, "disk-%d", disk);
	int held = queue_model_held(&r->model, disk);
	const struct queue_lease *l = queue_lease_of(r->queue, c.by, c.holder);
	assert_true(held < 0 ? !l : l == queue_lease_at(r->queue, (size_t)held));
	if (held < 0 && !run_below(r, 8))
		run_agree(r, queue_decide_lease(r->queue, &c), queue_model_lease(&r->model, disk),
			&c);
}

static int some_lease(struct run *r) {
	return r->model.lease_count ? run_below(r, r->model.lease_count) : -1;
}

static void give_back(struct run *r, int at, int ticket) {
	struct change c = run_change(r);
	int some = some_lease(r);
	(void)at;
	(void)ticket;
	if (some < 0 || run_below(r, 4))
		return;
	int64_t id = queue_lease_at(r->queue, (size_t)some)->id;
	run_agree(r, queue_decide_lease_return(r->queue, id, &c),
		queue_model_return(&r->model, some), &c);
}

/* A number of a lease, most often a new one with a token of its own. */
static void join(struct run *r, int at, int ticket) {
	int some = some_lease(r), service = run_below(r, r->setup->service_count);
	int class = some_class(r), token = run_below(r, 4) ? r->model.count : ticket;
	int64_t taken_s = r->model.at_s - 3600 + run_below(r, 4000);
	struct change c = run_change(r);
	(void)at;
	if (some < 0 || r->model.count == MODEL_TICKETS)
		return;
	const struct queue_lease *l = queue_lease_at(r->queue, (size_t)some);
	int n = l->first - 1 + run_below(r, l->last - l->first + 3);
	c.lease = l->id;
	c.taken_at_ms = taken_s * 1000;
	text_copy(c.service, sizeof c.service, r->setup->services[service].id);
	text_copy(c.priority, sizeof c.priority, class_id(r, class));
	queue_print_number(r->queue, service, n, c.number);
	snprintf(c.token, sizeof c.token, "t%d", token);
	run_agree(r, queue_decide_leased(r->queue, &c),
		queue_model_join(&r->model, some, service, n, class, taken_s, token), &c);
}

#define IN(state) (1u << TICKET_##state)

/* What is commanded and how often; what its ticket and its counter are like most of the time (0:
 * whatever they are); what decides. */
static const struct {
	const char *name;
	int often;
	unsigned ticket, counter; /* IN(NONE): a free counter */
	enum verdict (*at)(const struct queue *, int, struct change *);
	enum verdict (*of)(const struct queue *, int64_t, struct change *);
	enum verdict (*said)(const struct queue *, int64_t, const char *, struct change *);
	enum verdict (*model)(struct queue_model *, int);
	void (*other)(struct run *, int, int);
} commands[] = {
	{"printed", 14, IN(ISSUING), 0, .said = queue_decide_printed, .model = queue_model_printed},
	{"failed", 1, IN(ISSUING), 0, .said = queue_decide_failed, .model = queue_model_failed},
	{"void", 1, IN(WAITING), 0, .said = queue_decide_void, .model = queue_model_void},
	{"back", 6, IN(ABSENT) | IN(HELD), 0, .of = queue_decide_back, .model = queue_model_back},
	{"leave", 1, IN(ABSENT) | IN(HELD), 0, .of = queue_decide_leave,
		.model = queue_model_leave},
	{"no show", 1, IN(ABSENT), 0, .of = queue_decide_no_show, .model = queue_model_no_show},
	{"expire", 1, IN(WAITING), 0, .of = queue_decide_expire, .model = queue_model_expire},
	{"release", 2, IN(SERVING), 0, .said = queue_decide_release, .model = queue_model_release},
	{"reopen", 2, IN(SERVED), 0, .said = queue_decide_reopen, .model = queue_model_reopen},
	{"rate", 2, IN(SERVED), 0, .of = queue_decide_rate, .model = queue_model_rate},
	{"rate at", 3, IN(SERVED), 0, .other = rate_at},
	{"next", 16, 0, IN(NONE), .at = queue_decide_next, .model = queue_model_next},
	{"recall", 3, 0, IN(CALLED), .at = queue_decide_recall, .model = queue_model_recall},
	{"start", 10, 0, IN(CALLED), .at = queue_decide_start, .model = queue_model_start},
	{"finish", 7, 0, IN(SERVING), .at = queue_decide_finish, .model = queue_model_finish},
	{"absent", 5, 0, IN(CALLED), .at = queue_decide_absent, .model = queue_model_absent},
	{"undo", 8, 0, 0, .at = queue_decide_undo, .model = queue_model_undo},
	{"priority", 3, IN(WAITING) | IN(CALLED), 0, .other = priority},
	{"open", 10, 0, 0, .at = decide_open, .model = queue_model_open},
	{"pause", 1, 0, IN(NONE), .at = decide_pause, .model = queue_model_pause},
	{"close", 1, 0, IN(NONE), .at = queue_decide_close, .model = queue_model_close},
	{"call", 4, IN(WAITING), IN(NONE), .other = call},
	{"hold", 4, 0, IN(SERVING), .other = hold},
	{"resume", 6, IN(HELD), IN(NONE), .other = resume},
	{"transfer", 5, 0, IN(CALLED) | IN(SERVING), .other = transfer},
	{"lease", 2, 0, 0, .other = lease},
	{"lease return", 1, 0, 0, .other = give_back},
	{"join", 8, 0, 0, .other = join},
	{"clock", 1, 0, 0, .other = set_clock},
	{"paper", 1, 0, 0, .other = run_paper},
	{"paper void", 2, IN(WAITING), 0, .other = run_paper_void},
	{"help", 2, 0, 0, .other = run_help},
	{"help end", 1, 0, 0, .other = run_help_end},
	{"helps over", 4, 0, 0, .other = run_helps_over},
};

enum { COMMANDS = sizeof commands / sizeof *commands, ISSUES = 14 };

/* Often the one of the last command. */
static int some_ticket(struct run *r, unsigned states) {
	int ticket = run_below(r, 2) ? r->ticket : run_below(r, r->model.count);
	for (int i = 0; i < TRIES && states && !(states & 1u << r->model.tickets[ticket].state);
		i++)
		ticket = run_below(r, r->model.count);
	return ticket;
}

static bool is_like(const struct run *r, int at, unsigned states) {
	int ticket = r->model.counters[at].ticket;
	return states & 1u << (ticket < 0 ? TICKET_NONE : r->model.tickets[ticket].state);
}

static int some_counter(struct run *r, unsigned states) {
	int at = run_below(r, 2) ? r->at : run_below(r, r->setup->counter_count);
	for (int i = 0; i < TRIES && states && !is_like(r, at, states); i++)
		at = run_below(r, r->setup->counter_count);
	return at;
}

static void command(struct run *r, int n) {
	bool like = run_below(r, 8);
	int ticket = some_ticket(r, like ? commands[n].ticket : 0);
	struct change c = run_change(r);
	r->at = some_counter(r, like ? commands[n].counter : 0);
	r->command = commands[n].name;
	if (commands[n].at)
		run_agree(r, commands[n].at(r->queue, run_counter(r, r->at), &c),
			commands[n].model(&r->model, r->at), &c);
	else if (commands[n].of)
		run_agree(r, commands[n].of(r->queue, run_ticket(r, ticket), &c),
			commands[n].model(&r->model, ticket), &c);
	else if (commands[n].said)
		run_agree(r, commands[n].said(r->queue, run_ticket(r, ticket), "", &c),
			commands[n].model(&r->model, ticket), &c);
	else
		commands[n].other(r, r->at, ticket);
}

/* Time goes on, and somebody does something. */
static void step(struct run *r) {
	int often = ISSUES, n = -1;
	r->model.at_s += run_below(r, 12);
	r->model.who = !run_below(r, 12);
	for (int i = 0; i < COMMANDS; i++)
		often += commands[i].often;
	for (int left = run_below(r, often) - ISSUES; left >= 0; left -= commands[n].often)
		n++;
	if (n < 0 || !r->model.count)
		issue(r);
	else
		command(r, n);
}

static void check(struct run *r) {
	queue_model_check(&r->model, r->queue);
	queue_laws_hold(&r->laws, r->queue);
}

/* All that are still open end with the day. */
static void end_day(struct run *r) {
	r->command = "the end of the day";
	for (int i = 0; i < r->model.count; i++) {
		struct change c = run_change(r);
		run_agree(r, queue_decide_expire(r->queue, run_ticket(r, i), &c),
			queue_model_expire(&r->model, i), &c);
	}
	check(r);
}

static void live_a_day(struct run *r, long count) {
	r->ticket = 0;
	r->queue = queue_new(r->setup);
	queue_model_begin(&r->model, r->setup, 28800);
	queue_laws_begin(&r->laws, r->setup);
	for (long i = 0; i < count; i++) {
		step(r);
		if (i % CHECK_EVERY == 0)
			check(r);
		if (i == count / 2)
			queue_laws_replay(&r->laws, r->queue);
	}
	end_day(r);
	queue_laws_replay(&r->laws, r->queue);
	queue_laws_clear(&r->laws);
	queue_free(r->queue);
}

/* Each kind of change of a ticket or a counter has been made, so that nothing was in vain. */
static void all_was_made(const struct run *r) {
	for (int kind = CHANGE_ISSUED; kind <= CHANGE_HELP_ENDED; kind++) {
		bool other = kind >= CHANGE_DAY_OPENED && kind <= CHANGE_SETUP;
		if (!other && r->made[kind] < 10)
			fail_msg("%s: %ld times", proto_change_kind((enum change_kind)kind),
				r->made[kind]);
	}
}

static void test_random_days(void **state) {
	(void)state;
	const char *seed = getenv("SEED"), *commands_asked = getenv("COMMANDS");
	long asked = commands_asked ? strtol(commands_asked, NULL, 10) : 100000;
	struct run *r = mem_alloc(1, sizeof *r);
	r->setup = office_file_setup("assets/office/ward.json");
	r->random = seed ? (unsigned)strtoul(seed, NULL, 10) : (unsigned)time(NULL);
	for (long left = asked; left > 0; left -= DAY_COMMANDS) {
		print_message("SEED=%u COMMANDS=%ld\n", r->random, left);
		live_a_day(r, left < DAY_COMMANDS ? left : DAY_COMMANDS);
	}
	if (asked >= ENOUGH)
		all_was_made(r);
	setup_free(r->setup);
	mem_free(r);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_days)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
