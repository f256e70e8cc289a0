/*
 * A kiosk with its journal before a line that breaks, loses answers and a kiosk that is killed at
 * any step: a press is at most one number in a hand, no number is given twice, and whatever waits
 * at the server is held by somebody.
 * links: tests/unit/alone_world.c kiosk/flow*.c kiosk/printer_status.c kiosk/lease.c
 * links: kiosk/lease_json.c kiosk/keep.c kiosk/hand_in.c kiosk/journal.c kiosk/journal_json.c
 * links: kiosk/state.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/slip_code.c common/log.c common/mem.c embed_common
 */
#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/hand_in.h"
#include "kiosk/keep.h"
#include "tests/unit/alone_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { STEPS = 20000, OPEN_MAX = 64 };
static const int64_t ahead_ms = 1795400000000;

struct asked {
	struct request request;
	char key[TOKEN_SIZE]; /* of a take; of a print the number */
	int64_t until_ms;
	int ticket; /* what the server did for a take; -1: it has not heard of it */
};

static struct {
	struct flow *flow;
	int64_t now_ms; /* goes on when the kiosk is killed */
	unsigned seed;
	char directory[64];
	struct state state;
	struct journal *journal;
	struct lease lease; /* of the disk */
	bool up, killed, tapping;
	int presses, kills;
	int open_count;
	struct asked open[OPEN_MAX];
} m;

static int any(int count) {
	return rand_r(&m.seed) % count;
}

static int64_t wall_ms(void) {
	return m.now_ms + ahead_ms;
}

/* Power is cut here, now and then. */
static bool cut(void) {
	m.killed = m.killed || any(60) == 0;
	return m.killed;
}

static void send(const struct request *r, const char *key) {
	assert_true(m.open_count < OPEN_MAX);
	struct asked *a = &m.open[m.open_count++];
	*a = (struct asked){.request = *r, .until_ms = m.now_ms + r->patience_ms, .ticket = -1};
	snprintf(a->key, sizeof a->key, "%s", key);
	if (r->kind == REQUEST_TAKE && m.up && any(2)) {
		a->ticket = world_take(key, m.presses, wall_ms());
	}
}

static void keep_number(const struct request *r) {
	struct ticket t = {.id = 0};
	m.presses += m.tapping;
	if (cut()) {
		return;
	}
	bool kept = keep_alone(m.journal, r, &m.flow->lease, wall_ms(), &t);
	assert_true(kept);
	world_add(t.number, t.token, m.presses, wall_ms())->lent = true;
	if (!cut()) {
		flow_kept(m.flow, r->serial, &t, m.now_ms);
	}
}

static void take(const struct request *r) {
	m.presses += !journal_of(m.journal, r->press);
	const char *key = keep_asked(m.journal, r, wall_ms());
	if (!cut()) {
		send(r, key);
	}
}

/* As the kiosk does: first the disk, then the world; killed between any two steps. */
static void carry_out(const struct request *r) {
	switch (r->kind) {
	case REQUEST_TAKE:
		take(r);
		break;
	case REQUEST_PRINT_TICKET:
		keep_printing(m.journal, r->press);
		if (!cut()) {
			send(r, m.flow->ticket.number);
		}
		break;
	case REQUEST_PRINTED:
		keep_done(m.journal, r->press, r->text);
		if (!cut() && r->ticket) {
			send(r, "");
		}
		break;
	case REQUEST_FAILED:
		keep_void(m.journal, r->press, r->text);
		break;
	case REQUEST_KEEP_LEASE:
		m.lease = cut() ? m.lease : m.flow->lease;
		break;
	case REQUEST_ALONE:
		keep_number(r);
		break;
	case REQUEST_HAND_IN:
	case REQUEST_LEASE:
		send(r, "");
		break;
	default:
		break;
	}
}

static void read_office(void) {
	const json_t *ward = json_object_get(world.data, "ward");
	struct office_view *office = mem_alloc(1, sizeof *office);
	struct snapshot *hall = mem_alloc(1, sizeof *hall);
	assert_true(office_view_from_json(json_object_get(ward, "office"), office));
	assert_true(snapshot_from_json(json_object_get(ward, "hall"), hall));
	flow_office(m.flow, office);
	flow_snapshot(m.flow, hall);
	mem_free(office);
	mem_free(hall);
}

/* What was in the hand of somebody when the last kiosk ended is told again. */
static void tell_again(void) {
	for (int i = 0; i < journal_count(m.journal); i++) {
		struct kept *e = journal_at(m.journal, i);
		struct ticket t;
		if (e->stage == STAGE_DONE && !e->lease && ticket_from_json(e->ticket, &t)) {
			struct request r = {.kind = REQUEST_PRINTED, .ticket = t.id};
			e->press = r.press = UINT32_MAX - (uint32_t)i;
			r.patience_ms = FLOW_PRINTED_PATIENCE_MS;
			send(&r, "");
		}
	}
}

static void drain(void);

static void start(void) {
	m.flow = flow_new(LANG_VI, PRINTER_OK, m.now_ms);
	flow_clock(m.flow, ahead_ms);
	state_open(&m.state, m.directory);
	m.journal = journal_open(&m.state);
	flow_lease(m.flow, &m.lease);
	read_office();
	struct kept *e = keep_under_way(m.journal);
	if (e) {
		e->press = flow_recall(m.flow, e, m.now_ms);
	}
	if (e && !e->press) {
		keep_over(m.journal, e);
	}
	tell_again();
	flow_link(m.flow, m.up, m.now_ms);
	drain();
}

static void end(void) {
	flow_free(m.flow);
	journal_close(m.journal);
	state_close(&m.state);
}

/* A slip that was on its way into the printer may come out all the same. */
static void kill_kiosk(void) {
	for (int i = 0; i < m.open_count; i++) {
		if (m.open[i].request.kind == REQUEST_PRINT_TICKET && any(2)) {
			world_hold(m.open[i].key);
		}
	}
	end();
	m.open_count = 0;
	m.killed = false;
	m.kills++;
	m.now_ms += any(10) ? 1000 + any(9000) : 100000;
	start();
}

static void drain(void) {
	struct request r;
	while (!m.killed && flow_next_request(m.flow, &r)) {
		carry_out(&r);
	}
	if (m.killed) {
		kill_kiosk();
	} else {
		flow_untold(m.flow, keep_untold(m.journal), m.now_ms);
	}
}

static void refused(void *ctx, const char *number) {
	fail_msg("%s was refused %p", number, ctx);
}

/* Whether the server hears it now, and what it says; NULL: the answer is lost. */
static json_t *serve(struct asked *a, int *status) {
	const struct request *r = &a->request;
	json_t *body = NULL;
	*status = 200;
	if (r->kind == REQUEST_TAKE) {
		a->ticket = world_take(a->key, m.presses, wall_ms());
		body = world_ticket(a->ticket);
	} else if (r->kind == REQUEST_PRINTED) {
		*status = world_join(&world.given[r->ticket - 1], true) ? 200 : 409;
		body = json_object();
	} else if (r->kind == REQUEST_HAND_IN) {
		body = world_hand_in(m.journal);
	} else {
		body = json_incref(json_object_get(world.data, "lease"));
	}
	return body;
}

static void told(const struct request *r, int status, json_t *body) {
	if (r->kind == REQUEST_TAKE) {
		keep_answer(m.journal, r->press, kept_ticket(body));
	} else if (r->kind == REQUEST_PRINTED) {
		keep_told(m.journal, r->press);
	} else if (r->kind == REQUEST_HAND_IN) {
		hand_in_answered(m.journal, status, body, refused, NULL);
	}
	if (!cut()) {
		flow_reply(m.flow, r->serial, status, body, m.now_ms);
	}
}

static void drop(int i) {
	m.open[i] = m.open[--m.open_count];
}

static void answer(int i, bool late) {
	struct asked a = m.open[i];
	int status = 0;
	json_t *body = NULL;
	if (a.request.kind == REQUEST_PRINT_TICKET) {
		bool out = !late && any(4);
		drop(i);
		if (out) {
			world_hold(a.key);
		}
		flow_slip(m.flow, a.request.serial, out, out ? "" : "offline", m.now_ms);
	} else if (late) {
		drop(i);
		told(&a.request, 0, NULL);
	} else if (m.up) {
		body = serve(&a, &status);
		if (any(3) > 0) {
			drop(i);
			told(&a.request, status, body);
		}
	}
	json_decref(body);
	drain();
}

static void pass(int ms) {
	m.now_ms += ms;
	world_give_up(wall_ms());
	for (int i = m.open_count - 1; i >= 0; i--) {
		if (i < m.open_count && m.open[i].until_ms <= m.now_ms) {
			answer(i, true);
		}
	}
	flow_tick(m.flow, m.now_ms);
	drain();
}

static void press(void) {
	static const char *const ids[] = {"service:ho-tich", "service:chung-thuc", "take", "take",
		"take", "take", "home", "back", "remembered"};
	const char *id = ids[any(9)];
	if (strcmp(id, "remembered") == 0 && m.flow->screen == SCREEN_NUMBER &&
		m.flow->phase == NUMBER_REMEMBER && !flow_guarded(m.flow, m.now_ms)) {
		world_hold(m.flow->ticket.number);
	}
	m.tapping = true;
	flow_tap(m.flow, id, m.now_ms);
	drain();
	m.tapping = false;
}

static void step(void) {
	switch (any(12)) {
	case 0:
		m.up = any(2);
		flow_link(m.flow, m.up, m.now_ms);
		break;
	case 1:
		m.killed = any(4) == 0;
		break;
	case 2:
	case 3:
		pass(any(4000));
		break;
	case 4:
	case 5:
	case 6:
		if (m.open_count > 0) {
			answer(any(m.open_count), false);
		}
		break;
	default:
		press();
		pass(any(600));
	}
	drain();
}

/* The line holds and nobody presses: everything is told, everything has its end. */
static void rest(void) {
	m.up = true;
	flow_link(m.flow, true, m.now_ms);
	for (int i = 0; i < 400; i++) {
		pass(1000);
		if (m.open_count > 0) {
			answer(0, false);
		}
	}
	assert_int_equal(journal_count(m.journal), 0);
	world_check();
}

static void lend(void) {
	assert_true(lease_from_answer(json_object_get(world.data, "lease"), &m.lease));
	m.lease.first = 1;
	m.lease.last = 99999;
	for (int i = 0; i < m.lease.service_count; i++) {
		m.lease.services[i].next = 1;
		m.lease.services[i].span_count = 1;
		m.lease.services[i].issue[0] = (struct span){1, INT64_MAX};
	}
}

static void report(void) {
	struct world_sum sum = world_sum();
	print_message("%d presses, %d kills: %d wait, %d of them given alone; %d slips are void\n",
		m.presses, m.kills, sum.waiting, sum.lent, sum.lost);
	assert_true(m.presses > 100 && m.kills > 50 && sum.waiting > 50 && sum.lent > 20);
	assert_true(sum.lost < sum.waiting / 4);
}

static void test_model(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	m.seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", m.seed);
	bool memory = access("/dev/shm", W_OK) == 0;
	snprintf(m.directory, sizeof m.directory, "%s/motcua-model-XXXXXX",
		memory ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(m.directory));
	world.data = json_load_file("tests/data/kiosk.json", 0, NULL);
	m.now_ms = 100000;
	lend();
	start();
	for (int i = 1; i <= STEPS; i++) {
		step();
		if (i % 500 == 0) {
			rest();
		}
	}
	report();
	end();
	json_decref(world.data);
	char *remove = mem_printf("rm -r %s", m.directory);
	assert_int_equal(system(remove), 0);
	mem_free(remove);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_model)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
