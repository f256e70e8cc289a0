/*
 * The printer's thread: slips one after the other, a report for each, an end at any time.
 * links: kiosk/printer.c kiosk/port.c kiosk/port_file.c kiosk/port_stream.c common/clock.c
 * links: common/log.c common/mem.c
 */
#include "kiosk/printer.h"

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

static struct printer_report next(struct printer *p) {
	struct printer_report r;
	while (!printer_next(p, &r)) {
		assert_int_equal(sem_wait(&woken), 0);
	}
	return r;
}

static void test_reports(void **state) {
	(void)state;
	char directory[] = "/tmp/motcua-printer-XXXXXX";
	struct port port = {.kind = PORT_FILE};
	assert_non_null(mkdtemp(directory));
	snprintf(port.path, sizeof port.path, "%s", directory);
	struct printer *p = printer_open(&port, wake, &woken);
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
	struct printer *p = printer_open(&port, wake, &woken);
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
	enum { COUNT = PRINTER_JOBS_MAX * 2 };
	struct port port = {.kind = PORT_FILE, .path = "/proc/nowhere"};
	struct printer *p = printer_open(&port, wake, &woken);
	bool seen[COUNT] = {false};
	for (uint32_t i = 0; i < COUNT; i++) {
		send(p, i);
	}
	for (int i = 0; i < COUNT; i++) {
		struct printer_report r = next(p);
		assert_true(r.serial < COUNT && !seen[r.serial]);
		seen[r.serial] = true;
	}
	printer_close(p);
}

static void test_end_with_slips_waiting(void **state) {
	(void)state;
	struct port port = {.kind = PORT_FILE, .path = "/proc/nowhere"};
	struct printer *p = printer_open(&port, wake, &woken);
	for (uint32_t i = 0; i < 5; i++) {
		send(p, i);
	}
	printer_close(p);
	printer_close(NULL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reports),
		cmocka_unit_test(test_failure),
		cmocka_unit_test(test_more_than_fits),
		cmocka_unit_test(test_end_with_slips_waiting),
	};
	sem_init(&woken, 0, 0);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
