/*
 * The kiosk's state machine under a monkey that presses anything, before a server, a printer and a
 * line that do anything: whatever happens, a press of "take" gives at most one ticket, and each
 * ticket that was given is soon confirmed or given up, once.
 * links: tests/screens/kiosk_fixture.c kiosk/flow*.c kiosk/printer_status.c kiosk/lease.c
 * links: kiosk/lease_json.c common/board.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/slip_code.c common/mem.c embed_common
 */
#include "common/text.h"
#include "tests/screens/kiosk_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { STEPS = 60000, OPEN_MAX = 64 };

/* A request that the server or the printer has not answered yet. */
struct asked {
	struct request request;
	int64_t until_ms;
};

static struct {
	struct kiosk k;
	unsigned seed;
	const char *press; /* of this step, or "" */
	struct asked open[OPEN_MAX];
	int open_count, takes_open;
	int64_t given; /* the newest ticket's id; 0: none yet */
	int64_t given_ms;
	bool settled; /* the newest ticket was confirmed or given up */
	bool out;     /* its slip is out */
	int tickets, confirmed, given_up;
} m;

static int any(int count) {
	return rand_r(&m.seed) % count;
}

static void settle(const struct request *r) {
	assert_true(r->ticket == m.given);
	assert_false(m.settled);
	m.settled = true;
}

/* A request must be one that may be made at this moment. */
static void look_at(const struct request *r) {
	switch (r->kind) {
	case REQUEST_TAKE:
		assert_string_equal(m.press, "take");
		assert_int_equal(m.takes_open++, 0);
		assert_non_null(office_view_service(&m.k.flow->office, r->service));
		break;
	case REQUEST_PRINTED:
		settle(r);
		assert_true(m.out || strcmp(r->text, "screen") == 0);
		assert_true(m.out || strcmp(m.press, "remembered") == 0 ||
			    strcmp(m.press, "reprint") == 0);
		m.confirmed++;
		break;
	case REQUEST_FAILED:
		settle(r);
		assert_true(r->text[0]);
		m.given_up++;
		break;
	case REQUEST_PRINT_TICKET:
		assert_true(m.k.flow->ticket.id == m.given);
		assert_int_equal(r->again, m.settled);
		break;
	case REQUEST_PRINT_PAPERS:
		assert_non_null(m.k.flow->procedure.json);
		break;
	case REQUEST_SEARCH:
		assert_true(r->text[0] || r->service[0] || m.k.flow->screen == SCREEN_SEARCH);
		break;
	case REQUEST_RESULT:
		assert_string_equal(r->text, KIOSK_CODE);
		break;
	case REQUEST_RATE:
		assert_true(r->score >= 1 && r->score <= FLOW_RATE_BEST);
		assert_string_equal(r->text, KIOSK_TOKEN);
		break;
	case REQUEST_RETURN:
		assert_string_equal(r->text, KIOSK_TOKEN);
		break;
	case REQUEST_STATUS:
		break;
	default:
		fail_msg("asked for what no lease was lent for: %d", (int)r->kind);
	}
}

static void drain(void) {
	struct request r;
	while (flow_next_request(m.k.flow, &r)) {
		look_at(&r);
		assert_true(m.open_count < OPEN_MAX);
		m.open[m.open_count++] =
			(struct asked){.request = r, .until_ms = m.k.now_ms + r.patience_ms};
	}
}

static json_t *ticket_body(void) {
	char number[16];
	json_t *body = json_deep_copy(json_object_get(m.k.data, "ticket"));
	json_t *ticket = json_object_get(body, "ticket");
	snprintf(number, sizeof number, "A%03d", ++m.tickets);
	json_object_set_new(ticket, "id", json_integer(1000 + m.tickets));
	json_object_set_new(ticket, "issued_at", json_integer(m.k.now_ms + m.k.flow->ahead_ms));
	json_object_set_new(ticket, "number", json_string(number));
	return body;
}

static int answer_take(json_t **body) {
	static const struct {
		int status;
		const char *entry;
	} refusals[] = {{409, "closed"}, {409, "quota"}, {429, "slow"}, {503, NULL}, {0, NULL},
		{201, "nothing"}, {422, "missing"}};
	m.takes_open--;
	if (any(3) > 0) {
		assert_true(m.given == 0 || m.settled);
		*body = ticket_body();
		m.given = 1000 + m.tickets;
		m.given_ms = m.k.now_ms;
		m.settled = m.out = false;
		return 201;
	}
	int i = any(7);
	*body = refusals[i].entry ? json_deep_copy(json_object_get(m.k.data, refusals[i].entry))
				  : NULL;
	return refusals[i].status;
}

static int answer_any(json_t **body) {
	static const char *const entries[] = {"search", "hard", "often", "nothing", "wrong_state",
		"returned", "returned_late", "returned_served", "rated", "result_ready",
		"result_ready", "result_due", "result_unknown", NULL};
	static const int statuses[] = {200, 200, 404, 409, 503, 0};
	const char *entry = entries[any(14)];
	*body = entry ? json_deep_copy(json_object_get(m.k.data, entry)) : NULL;
	return statuses[any(6)];
}

static void printer_reports(const struct request *r, bool out) {
	bool slip = r->kind == REQUEST_PRINT_TICKET && !r->again;
	m.out = m.out || (slip && out && !m.settled);
	flow_slip(m.k.flow, r->serial, out, out ? "" : "offline", m.k.now_ms);
}

/* One of the open requests is answered; `late`: nothing came in time. */
static void answer(int i, bool late) {
	struct request r = m.open[i].request;
	m.open[i] = m.open[--m.open_count];
	if (r.kind == REQUEST_PRINT_TICKET || r.kind == REQUEST_PRINT_PAPERS) {
		printer_reports(&r, !late && any(3) > 0);
	} else if (late) {
		m.takes_open -= r.kind == REQUEST_TAKE;
		flow_reply(m.k.flow, r.serial, 0, NULL, m.k.now_ms);
	} else {
		json_t *body = NULL;
		int status = r.kind == REQUEST_TAKE ? answer_take(&body) : answer_any(&body);
		flow_reply(m.k.flow, r.serial, status, body, m.k.now_ms);
		json_decref(body);
	}
	drain();
}

/* What the program does after each thing that comes in. */
static void tick(void) {
	flow_tick(m.k.flow, m.k.now_ms);
	drain();
}

static int64_t next_moment_ms(int64_t end_ms) {
	int64_t next_ms = flow_next_ms(m.k.flow, m.k.now_ms);
	assert_true(next_ms > m.k.now_ms);
	for (int i = 0; i < m.open_count; i++) {
		next_ms = m.open[i].until_ms < next_ms ? m.open[i].until_ms : next_ms;
	}
	return next_ms < end_ms ? next_ms : end_ms;
}

/* Time goes from one moment at which something is due to the next. */
static void pass(int ms) {
	int64_t end_ms = m.k.now_ms + ms;
	while (m.k.now_ms < end_ms) {
		m.k.now_ms = next_moment_ms(end_ms);
		for (int i = m.open_count - 1; i >= 0; i--) {
			if (m.open[i].until_ms <= m.k.now_ms) {
				answer(i, true);
			}
		}
		tick();
		assert_true(
			m.given == 0 || m.settled || m.k.now_ms - m.given_ms <= FLOW_CONFIRM_MS);
	}
}

static void press(void) {
	static const char *const ids[] = {"search", "service:ho-tich", "service:chung-thuc",
		"service:chung-thuc", "service:nowhere", "take", "take", "take", "take", "take",
		"back", "home", "rate:4", "key:k", "key:ế", "key:space", "key:backspace",
		"key:hide", "key:show", "clear", "procedure:1.001193", "procedure:0", "page:next",
		"page:prev", "priority", "priority:elderly", "priority:none", "help", "large",
		"low", "contrast", "listen", "lang:en", "lang:vi", "more-time", "remembered",
		"reprint", "reprint", "print-papers", "service:tra-ket-qua", "check", "no-code",
		"code", "no-such-id", ""};
	m.press = ids[any((int)(sizeof ids / sizeof *ids))];
	for (int times = 1 + any(2); times > 0; times--) {
		flow_tap(m.k.flow, m.press, m.k.now_ms);
		tick();
	}
	m.press = "";
}

/* Sometimes a number would come too late. */
static void wait_changes(void) {
	struct snapshot_service *s = &m.k.flow->hall.services[any(2)];
	s->reach = any(6) ? REACH_LIKELY : REACH_UNLIKELY;
	s->pause.from_ms = any(6) ? 0 : m.k.wall_ms;
}

static void check(void) {
	const struct flow *f = m.k.flow;
	enum screen shown = flow_screen(f, m.k.now_ms);
	assert_true(shown < SCREEN_COUNT);
	assert_true(shown != SCREEN_NUMBER || f->ticket.id == m.given);
	assert_int_equal(f->screen == SCREEN_TAKING, m.takes_open);
	assert_in_range(flow_seconds_left(f, m.k.now_ms) + 1, 0, 61);
	assert_true(strlen(f->query) < FLOW_QUERY_SIZE && text_valid(f->query, strlen(f->query)));
	assert_true(f->page[f->screen] >= 0);
	assert_int_equal(f->request_count, 0);
	assert_true(shown != SCREEN_PROCEDURE || f->procedure.json);
}

static void step(void) {
	switch (any(14)) {
	case 0:
		flow_link(m.k.flow, any(3) > 0, m.k.now_ms);
		break;
	case 1:
		flow_printer(m.k.flow, any(2) ? PRINTER_OK : any(PRINTER_NONE));
		break;
	case 2:
		flow_touch(m.k.flow, m.k.now_ms);
		break;
	case 12:
		if (any(4) == 0) {
			flow_scan(m.k.flow, any(4) ? KIOSK_TOKEN : "", m.k.now_ms);
		} else if (any(3) == 0) {
			flow_scan_code(m.k.flow, KIOSK_CODE, m.k.now_ms);
		}
		break;
	case 13:
		wait_changes();
		break;
	case 3:
		pass(any(30000));
		break;
	case 4:
	case 5:
		pass(any(2000));
		break;
	case 6:
	case 7:
		if (m.open_count > 0) {
			answer(any(m.open_count), false);
		}
		break;
	default:
		press();
	}
	tick();
	check();
}

/* Left alone, every kiosk goes home with nothing known of anybody. */
static void rest(void) {
	flow_link(m.k.flow, true, m.k.now_ms);
	tick();
	pass(FLOW_PRINTED_PATIENCE_MS + FLOW_IDLE_SLOW_MS + FLOW_WARNING_SLOW_MS);
	const struct flow *f = m.k.flow;
	assert_int_equal(flow_screen(f, m.k.now_ms), SCREEN_HOME);
	assert_int_equal(f->lang, LANG_VI);
	assert_false(f->large || f->low || f->contrast || f->listening);
	assert_false(f->query[0] || f->priority[0]);
	assert_false(f->slip.typed[0] || f->slip.code[0] || f->pressed.appointment[0]);
	assert_true(m.given == 0 || m.settled);
}

static void test_monkey(void **state) {
	(void)state;
	const char *given = getenv("SEED");
	m.seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	print_message("SEED=%u\n", m.seed);
	m.press = "";
	kiosk_open(&m.k, "ward", LANG_VI);
	kiosk_slips(&m.k, true);
	for (int i = 1; i <= STEPS; i++) {
		step();
		if (i % 1000 == 0) {
			rest();
		}
	}
	assert_true(m.tickets > 20 && m.confirmed > 0 && m.given_up > 0);
	assert_int_equal(m.tickets, m.confirmed + m.given_up);
	kiosk_close(&m.k);
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_monkey)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
