#include "tests/unit/board_hall.h"

#include "common/board.h"
#include "common/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct snapshot *hall;

int hall_open(void **state) {
	(void)state;
	hall = mem_alloc(1, sizeof *hall);
	hall->service_count = hall->counter_count = 2;
	strcpy(hall->services[0].id, "a");
	strcpy(hall->services[1].id, "b");
	hall->counters[0].id = 1;
	hall->counters[1].id = 2;
	return 0;
}

int hall_close(void **state) {
	(void)state;
	mem_free(hall);
	return 0;
}

struct change hall_change(
	enum change_kind kind, const char *number, enum ticket_state was, enum ticket_state now) {
	struct change c = {.seq = hall->seq + 1,
		.at_ms = (hall->seq + 1) * 1000,
		.day = 20261125,
		.kind = kind,
		.service = "a",
		.counter = 1,
		.was = was,
		.state = now};
	strcpy(c.number, number);
	return c;
}

void hall_apply(
	enum change_kind kind, const char *number, enum ticket_state was, enum ticket_state now) {
	struct change c = hall_change(kind, number, was, now);
	board_apply(hall, &c);
	assert_int_equal(hall->seq, c.seq);
}

void hall_wait(const char *number) {
	hall_apply(CHANGE_ISSUED, number, TICKET_NONE, TICKET_ISSUING);
	hall_apply(CHANGE_PRINTED, number, TICKET_ISSUING, TICKET_WAITING);
}

void hall_call(const char *number) {
	struct change c = hall_change(CHANGE_CALLED, number, TICKET_WAITING, TICKET_CALLED);
	c.reason = REASON_IN_TURN;
	board_apply(hall, &c);
}
