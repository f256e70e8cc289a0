/*
 * The printer's thread: slips one after the other, a report for each, an end at any time.
 * links: kiosk/printer.c kiosk/printer_port.c kiosk/printer_status.c kiosk/wire.c kiosk/port.c
 * links: kiosk/port_file.c tests/unit/fake_printer.c common/clock.c
 * links: common/log.c common/mem.c
 */
#include "kiosk/printer.h"
#include "tests/unit/fake_printer.h"

#include "common/mem.h"

#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static sem_t woken;

static void wake(void *arg) {
	sem_post(arg);
}

static void send(struct printer *p, uint32_t serial) {
	printer_send(p, serial, mem_alloc(1000, 1), 1000);
}

static struct printer_report any(struct printer *p) {
	struct printer_report r;
	while (!printer_next(p, &r)) {
		assert_int_equal(sem_wait(&woken), 0);
	}
	return r;
}

/* The next report of a slip. */
static struct printer_report next(struct printer *p) {
	struct printer_report r = any(p);
	while (r.serial == 0) {
		r = any(p);
	}
	return r;
}

static void test_reports(void **state) {
	(void)state;
	char directory[] = "/tmp/motcua-printer-XXXXXX";
	struct port port = {.kind = PORT_FILE};
	assert_non_null(mkdtemp(directory));
	snprintf(port.path, sizeof port.path, "%s", directory);
	struct printer *p = printer_open(&port, &printer_times_usual, wake, &woken);
	for (uint32_t serial = 1; serial <= 3; serial++) {
		send(p, serial);
	}
	for (uint32_t serial = 1; serial <= 3; serial++) {
		struct printer_report r = next(p);
		assert_int_equal(r.serial, serial);
		assert_true(r.out);
		assert_string_equal(r.why, "");
	}
	printer_close(p);
	char *remove = mem_printf("rm -r %s", directory);
	assert_int_equal(system(remove), 0);
	mem_free(remove);
}

static void test_failure(void **state) {
	(void)state;
	struct port port = {.kind = PORT_FILE, .path = "/proc/nowhere"};
	struct printer *p = printer_open(&port, &printer_times_usual, wake, &woken);
	send(p, 7);
	struct printer_report r = next(p);
	assert_int_equal(r.serial, 7);
	assert_false(r.out);
	assert_string_equal(r.why, "disk");
	printer_close(p);
}

/* Every slip gets exactly one report, also those for which there was no room. */
static void test_more_than_fits(void **state) {
	(void)state;
	enum { COUNT = PRINTER_JOBS_MAX * 2 + 1 };
	struct port port = {.kind = PORT_FILE, .path = "/proc/nowhere"};
	struct printer *p = printer_open(&port, &printer_times_usual, wake, &woken);
	bool seen[COUNT] = {false};
	for (uint32_t i = 1; i < COUNT; i++) {
		send(p, i);
	}
	for (int i = 1; i < COUNT; i++) {
		struct printer_report r = next(p);
		assert_true(r.serial < COUNT && !seen[r.serial]);
		seen[r.serial] = true;
	}
	printer_close(p);
}

static void test_end_with_slips_waiting(void **state) {
	(void)state;
	struct port port = {.kind = PORT_FILE, .path = "/proc/nowhere"};
	struct printer *p = printer_open(&port, &printer_times_usual, wake, &woken);
	for (uint32_t i = 1; i < 6; i++) {
		send(p, i);
	}
	printer_close(p);
	printer_close(NULL);
}

static struct printer *open_at(struct fake_printer *f, struct printer_times times) {
	struct port port;
	assert_true(port_parse(fake_printer_address(f), &port));
	return printer_open(&port, &times, wake, &woken);
}

static void wait_for(struct printer *p, enum printer_state state) {
	struct printer_report r;
	do {
		r = any(p);
		assert_int_equal(r.serial, 0);
	} while (r.state != state);
}

/* What happens to an idle printer is told by itself, each state, and that it is well again. */
static void test_idle_states(void **state) {
	(void)state;
	static const enum printer_state states[] = {PRINTER_PAPER_LOW, PRINTER_PAPER_OUT,
		PRINTER_COVER_OPEN, PRINTER_CUTTER, PRINTER_OFFLINE, PRINTER_OK};
	struct fake_printer *f = fake_printer_open();
	struct printer_times times = printer_times_usual;
	times.look_ms = 5;
	struct printer *p = open_at(f, times);
	for (int i = 0; i < 100; i++) {
		enum printer_state s = states[i % 6];
		fake_printer_state(f, s);
		wait_for(p, s);
	}
	fake_printer_way(f, FAKE_REFUSES);
	wait_for(p, PRINTER_OFFLINE);
	fake_printer_way(f, FAKE_ANSWERS);
	fake_printer_state(f, PRINTER_OK);
	wait_for(p, PRINTER_OK);
	printer_close(p);
	fake_printer_close(f);
}

/* A slip's report brings the state with it, so that the next one is not begun in vain. */
static void test_report_with_state(void **state) {
	(void)state;
	struct fake_printer *f = fake_printer_open();
	struct printer_times times = printer_times_usual;
	times.settle_ms = 1;
	struct printer *p = open_at(f, times);
	fake_printer_ends(f, 500, PRINTER_PAPER_OUT);
	printer_send(p, 9, fake_printer_slip(1, 1000), 1000);
	struct printer_report r = next(p);
	assert_false(r.out);
	assert_string_equal(r.why, "paper_out");
	assert_int_equal(r.state, PRINTER_PAPER_OUT);
	printer_close(p);
	fake_printer_close(f);
}

/* A printer that takes nothing and says nothing for ever holds up nobody who wants to end. */
static void test_end_in_mid_slip(void **state) {
	(void)state;
	const int for_ever_ms = 1000000000;
	struct printer_times times = {for_ever_ms, for_ever_ms, for_ever_ms, for_ever_ms,
		for_ever_ms, for_ever_ms, for_ever_ms};
	struct fake_printer *f = fake_printer_open();
	fake_printer_way(f, FAKE_DEAF);
	struct printer *p = open_at(f, times);
	printer_send(p, 1, fake_printer_slip(1, 8 << 20), 8 << 20);
	printer_close(p);
	fake_printer_close(f);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reports),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_more_than_fits),
		cmocka_unit_test(test_end_with_slips_waiting),
		cmocka_unit_test(test_idle_states),
		cmocka_unit_test(test_report_with_state),
		cmocka_unit_test(test_end_in_mid_slip),
	};
	sem_init(&woken, 0, 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
