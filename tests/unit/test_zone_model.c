/*
 * Zones against a plain re-computation: random halls and changes, breaks of the link and other
 * zones. Each board has of the hall what is its zone's and no more, says its own calls alone, and
 * all of them together say what a board of the whole hall says. SEED=n repeats a run.
 *
 * links: display/zone.c display/known.c display/announce.c common/board.c common/proto.c
 * common/proto_json_in.c common/json_read.c common/clock.c common/text.c common/mem.c common/log.c
 * tests/unit/zone_office.c tests/unit/zone_plain.c
 */
#include "common/board.h"
#include "common/mem.h"
#include "display/known.h"
#include "tests/unit/zone_plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { HALLS = 12, STEPS = 150, ZONES = 3, BOARDS = ZONES + 1, BATCH = 4, HEARD_MAX = 8 * STEPS };

static const char *const ids[BOARDS] = {NULL, "A", "B", "C"};

struct ear {
	struct snapshot_call heard[HEARD_MAX];
	int count;
};

static struct zone_office *office;
static struct known *boards[BOARDS]; /* of the whole hall, and one for each zone */
static struct ear ears[BOARDS];
static int64_t now_ms;
static int taken; /* numbers of today */
static bool cut;
static unsigned seed;

static unsigned below(unsigned n) {
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void tell_all(struct link_message m) {
	for (int i = 0; i < BOARDS; i++) {
		known_take(boards[i], &m, now_ms);
	}
}

static void tell_office(void) {
	tell_all((struct link_message){.kind = LINK_OFFICE, .office = &office->view});
}

static void tell_snapshot(void) {
	office->hall.now_ms = now_ms;
	tell_all((struct link_message){.kind = LINK_SNAPSHOT, .snapshot = &office->hall});
}

static void change(enum change_kind kind, const char *number, int counter, enum ticket_state was,
	enum ticket_state state) {
	struct change c = {.seq = office->hall.seq + 1,
		.at_ms = ++now_ms,
		.kind = kind,
		.counter = counter,
		.was = was,
		.state = state};
	snprintf(c.number, NUMBER_SIZE, "%s", number);
	if (kind == CHANGE_CALLED) {
		c.reason = (enum call_reason)(1 + below(REASON_OVERDUE));
	}
	board_apply(&office->hall, &c);
	if (!cut) {
		tell_all((struct link_message){.kind = LINK_CHANGE, .change = c});
	}
}

static bool in_zone(int board, int counter) {
	return zone_plain_has(office, board - 1, counter);
}

static void check_panel(int board) {
	const struct announce *a = &boards[board]->announce;
	assert_true(!a->any || in_zone(board, a->shown.counter));
	for (int i = 0; i < a->pending_count; i++) {
		assert_true(in_zone(board, a->pending[i].counter));
	}
}

static void check_all(void) {
	for (int b = 1; b < BOARDS; b++) {
		struct view v = known_view(boards[b], now_ms);
		assert_null(v.no_zone);
		assert_int_equal(v.hall->seq, office->hall.seq);
		zone_plain_check(office, b - 1, &v);
		check_panel(b);
	}
}

/* What is heard. */

static void hear(int board) {
	struct announce *a = &boards[board]->announce;
	struct ear *ear = &ears[board];
	struct snapshot_call call;
	announce_tick(a, now_ms);
	while (announce_take(a, &call)) {
		assert_true(board == 0 || in_zone(board, call.counter));
		assert_true(ear->count < HEARD_MAX);
		ear->heard[ear->count++] = call;
		announce_heard(a, now_ms);
	}
}

static bool has_heard(int board, const struct snapshot_call *call) {
	for (int i = 0; i < ears[board].count; i++) {
		const struct snapshot_call *h = &ears[board].heard[i];
		if (h->counter == call->counter && h->at_ms == call->at_ms &&
			!strcmp(h->number, call->number)) {
			return true;
		}
	}
	return false;
}

/* Each call that the hall heard was heard in a zone, in each that has its counter then, and none
 * besides. */
static void check_ears(void) {
	for (int i = 0; i < ears[0].count; i++) {
		bool heard = false;
		for (int b = 1; b < BOARDS; b++) {
			heard |= has_heard(b, &ears[0].heard[i]);
		}
		assert_true(heard);
	}
	for (int b = 1; b < BOARDS; b++) {
		for (int i = 0; i < ears[b].count; i++) {
			assert_true(has_heard(0, &ears[b].heard[i]));
		}
	}
}

/* Until everything that waited has been heard. */
static void listen(void) {
	for (int s = 0; s < 50; s++) {
		for (int b = 0; b < BOARDS; b++) {
			hear(b);
			if (b) {
				check_panel(b);
			}
		}
		now_ms += 1000;
	}
	check_ears();
}

/* What happens. */

/* At different counters: whether who is called again at once is heard twice is a matter of how
 * many others wait to be heard. */
static void call_some(void) {
	unsigned first = below(ZONE_COUNTERS);
	for (unsigned n = 1 + below(BATCH); n > 0; n--) {
		int counter = 1 + (int)((first + 5 * n) % ZONE_COUNTERS);
		const struct snapshot_counter *c = &office->hall.counters[counter - 1];
		char number[NUMBER_SIZE];
		if (c->number[0] && c->ticket == TICKET_CALLED) {
			snprintf(number, sizeof number, "%s", c->number);
			change(CHANGE_RECALLED, number, counter, TICKET_CALLED, TICKET_CALLED);
		} else if (!c->number[0]) {
			const char *prefix = office->view.services[below(ZONE_SERVICES)].prefix;
			snprintf(number, sizeof number, "%s%03d", prefix, ++taken % 1000);
			change(CHANGE_CALLED, number, counter, TICKET_WAITING, TICKET_CALLED);
		}
	}
}

static void end_one(int counter) {
	const struct snapshot_counter *c = &office->hall.counters[counter - 1];
	enum ticket_state was = c->ticket;
	char number[NUMBER_SIZE];
	snprintf(number, sizeof number, "%s", c->number);
	if (!number[0]) {
		change(below(2) ? CHANGE_COUNTER_OPENED : CHANGE_COUNTER_PAUSED, "", counter,
			TICKET_NONE, TICKET_NONE);
	} else if (was == TICKET_SERVING) {
		change(CHANGE_FINISHED, number, counter, was, TICKET_SERVED);
	} else if (below(3) == 0) {
		change(CHANGE_ABSENT, number, counter, was, TICKET_ABSENT);
	} else if (below(4) == 0) {
		change(CHANGE_UNDONE, number, counter, was, TICKET_WAITING);
	} else {
		change(CHANGE_STARTED, number, counter, was, TICKET_SERVING);
	}
}

static void end_some(void) {
	for (unsigned n = below(2 * BATCH); n > 0; n--) {
		end_one(1 + (int)below(ZONE_COUNTERS));
	}
}

static void wait_otherwise(void) {
	for (int i = 0; i < ZONE_SERVICES; i++) {
		office->hall.services[i].waiting = (int)below(30);
		office->hall.services[i].wait.high_s = (int)below(3600);
	}
	tell_snapshot();
}

/* Every counter is in a zone, some in several. */
static void other_zones(void) {
	int members[ZONES][ZONE_COUNTERS], count[ZONES] = {0};
	for (int counter = 1; counter <= ZONE_COUNTERS; counter++) {
		unsigned zones = 1 + below((1 << ZONES) - 1);
		for (int z = 0; z < ZONES; z++) {
			if (zones >> z & 1) {
				members[z][count[z]++] = counter;
			}
		}
	}
	office->view.zone_count = 0;
	for (int z = 0; z < ZONES; z++) {
		zone_office_zone(office, ids[z + 1], members[z], count[z]);
	}
	tell_office();
}

/* Little is called meanwhile, so that it can still be heard when the link is back, or all of it is
 * too old. */
static void break_link(void) {
	cut = true;
	call_some();
	if (below(2)) {
		end_some();
	}
	now_ms += below(3) ? 0 : 2 * ANNOUNCE_OLD_MS;
	cut = false;
	tell_snapshot();
}

static void step(void) {
	switch (below(6)) {
	case 0:
		break_link();
		break;
	case 1:
		other_zones();
		break;
	case 2:
		wait_otherwise();
		break;
	default:
		call_some();
		break;
	}
	check_all();
	listen();
	end_some();
	check_all();
	listen();
}

static void one_hall(void) {
	office = zone_office_new();
	now_ms = office->hall.now_ms;
	for (int i = 0; i < ZONE_COUNTERS; i++) {
		for (int s = 0; s < ZONE_SERVICES; s++) {
			if (below(5) == 0) {
				zone_office_serves(office, i + 1, s);
			}
		}
	}
	for (int b = 0; b < BOARDS; b++) {
		boards[b] = mem_alloc(1, sizeof *boards[b]);
		known_turn(boards[b], 0, ids[b], now_ms);
		boards[b]->announce.heard_ms = 0;
		ears[b].count = 0;
	}
	other_zones();
	tell_snapshot();
	for (int i = 0; i < STEPS; i++) {
		step();
	}
	assert_true(ears[0].count > STEPS / 4);
	for (int b = 0; b < BOARDS; b++) {
		assert_true(ears[b].count > 10);
		mem_free(boards[b]);
	}
	mem_free(office);
}

static void test_against_the_plain_hall(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", seed);
	for (int i = 0; i < HALLS; i++) {
		one_hall();
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_the_plain_hall)};
	return cmocka_run_group_tests_name("zone_model", tests, NULL, NULL);
}
