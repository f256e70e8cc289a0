/*
 * All that a printer can be, a hundred times each: the true word, no slip that is said to be out
 * and is not, none twice, and well again by itself.
 * links: tests/unit/fake_printer.c kiosk/printer_port.c kiosk/printer_status.c kiosk/wire.c
 * links: kiosk/port.c kiosk/port_file.c common/clock.c common/log.c common/mem.c
 */
#include "kiosk/printer_port.h"
#include "tests/unit/fake_printer.h"

#include "common/mem.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 100, SLIP_SIZE = 3000, TRIES = 200 };

/* Patient with answers (the machine may be busy), quick where silence is what is tested. */
static const struct printer_times patient = {.slip_ms = 20000,
	.stall_ms = 5000,
	.connect_ms = 5000,
	.answer_ms = 5000,
	.look_ms = 1,
	.mute_ms = 1};
static const struct printer_times quick = {.slip_ms = 2000,
	.stall_ms = 20,
	.connect_ms = 1000,
	.answer_ms = 20,
	.look_ms = 1,
	.mute_ms = 1};

static struct fake_printer *fake;
static struct printer_port printer;
static int number; /* of the newest slip */

static void plug_in(const struct printer_times *times) {
	struct port port;
	assert_true(port_parse(fake_printer_address(fake), &port));
	printer_port_init(&printer, &port, times, -1);
}

static int open_fake(void **state) {
	(void)state;
	number = 0;
	fake = fake_printer_open();
	plug_in(&patient);
	return 0;
}

static int close_fake(void **state) {
	(void)state;
	printer_port_clear(&printer);
	fake_printer_close(fake);
	return 0;
}

/* What is said to be out is out, once; what is not is at most there by the printer's fault. */
static bool print_sized(size_t size, const char **why) {
	uint8_t *slip = fake_printer_slip(++number, size);
	*why = "";
	bool out = printer_port_send(&printer, slip, size, why);
	mem_free(slip);
	assert_in_range(fake_printer_printed(fake, number), out ? 1 : 0, 1);
	return out;
}

static void assert_prints(void) {
	const char *why;
	assert_true(print_sized(SLIP_SIZE, &why));
	assert_int_equal(fake_printer_printed(fake, number), 1);
}

static void assert_fails(const char *word) {
	const char *why;
	assert_false(print_sized(SLIP_SIZE, &why));
	assert_string_equal(why, word);
	assert_int_equal(fake_printer_printed(fake, number), 0);
}

static void assert_is(enum printer_state state) {
	printer_port_look(&printer);
	assert_string_equal(printer_word(printer.state), printer_word(state));
}

/* Told before a slip, without one being spent, and gone by itself. */
static void check_state(enum printer_state bad) {
	for (int i = 0; i < ROUNDS; i++) {
		assert_is(PRINTER_OK);
		fake_printer_state(fake, bad);
		if (i % 2 == 0) {
			assert_is(bad);
		}
		assert_fails(printer_word(bad));
		fake_printer_state(fake, PRINTER_OK);
		if (i % 3 == 0) {
			assert_is(PRINTER_OK);
		}
		assert_prints();
	}
	assert_int_equal(fake_printer_connections(fake), 1);
}

static void test_paper_out(void **state) {
	(void)state;
	check_state(PRINTER_PAPER_OUT);
}

static void test_cover_open(void **state) {
	(void)state;
	check_state(PRINTER_COVER_OPEN);
}

static void test_cutter(void **state) {
	(void)state;
	check_state(PRINTER_CUTTER);
}

static void test_offline(void **state) {
	(void)state;
	check_state(PRINTER_OFFLINE);
}

static void test_paper_low(void **state) {
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		fake_printer_state(fake, PRINTER_PAPER_LOW);
		assert_is(PRINTER_PAPER_LOW);
		assert_prints();
		assert_int_equal(printer.state, PRINTER_PAPER_LOW);
		fake_printer_state(fake, PRINTER_OK);
		assert_is(PRINTER_OK);
	}
}

/* The paper ends, the cover opens, the knife jams while a slip is printed. */
static void test_in_mid_slip(void **state) {
	(void)state;
	static const enum printer_state ends[] = {
		PRINTER_PAPER_OUT, PRINTER_COVER_OPEN, PRINTER_CUTTER};
	for (int i = 0; i < ROUNDS; i++) {
		enum printer_state end = ends[i % 3];
		fake_printer_ends(fake, SLIP_SIZE / 2, end);
		assert_fails(printer_word(end));
		assert_int_equal(printer.state, end);
		fake_printer_state(fake, PRINTER_OK);
		assert_prints();
	}
}

static void test_pulled_out(void **state) {
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		assert_is(PRINTER_OK);
		fake_printer_way(fake, FAKE_CUTS);
		assert_fails("unplugged");
		fake_printer_way(fake, FAKE_ANSWERS);
		assert_prints();
	}
}

static void test_refused(void **state) {
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		assert_prints();
		fake_printer_way(fake, FAKE_REFUSES);
		assert_is(PRINTER_OFFLINE);
		assert_fails("offline");
		fake_printer_way(fake, FAKE_ANSWERS);
		assert_is(PRINTER_OK);
	}
}

static void test_dribbles(void **state) {
	(void)state;
	fake_printer_way(fake, FAKE_DRIBBLES);
	for (int i = 0; i < ROUNDS; i++) {
		const char *why;
		fake_printer_state(fake, i % 2 ? PRINTER_PAPER_LOW : PRINTER_OK);
		assert_true(print_sized(500, &why));
		assert_int_equal(printer.state, i % 2 ? PRINTER_PAPER_LOW : PRINTER_OK);
	}
}

/* Never a state that the printer did not say: it talked, so it is offline, not "no paper". */
static void test_garbage(void **state) {
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		assert_is(PRINTER_OK);
		fake_printer_way(fake, FAKE_GARBLED);
		assert_is(PRINTER_OFFLINE);
		assert_fails("offline");
		fake_printer_way(fake, FAKE_ANSWERS);
		assert_prints();
	}
}

/* One that has answered nothing but garbage ever since is as one that never answers. */
static void test_always_garbage(void **state) {
	(void)state;
	fake_printer_way(fake, FAKE_GARBLED);
	for (int i = 0; i < ROUNDS; i++) {
		printer_port_clear(&printer);
		plug_in(&patient);
		assert_is(PRINTER_OK);
		assert_int_equal(printer.voice, VOICE_MUTE);
	}
}

static void recover(void) {
	for (int i = 0; i < TRIES && printer.state != PRINTER_OK; i++) {
		printer_port_look(&printer);
	}
	assert_int_equal(printer.state, PRINTER_OK);
}

/* It has talked and is silent now, as behind a cable that was pulled. */
static void test_silent(void **state) {
	(void)state;
	printer.times = quick;
	for (int i = 0; i < ROUNDS; i++) {
		printer_port_look(&printer);
		recover();
		printer.voice = VOICE_TALKS;
		fake_printer_way(fake, FAKE_DEAF);
		assert_is(PRINTER_OFFLINE);
		assert_fails("offline");
		fake_printer_way(fake, FAKE_ANSWERS);
		recover();
	}
}

/* A printer that cannot answer is no error: its slips are out when they are taken. */
static void test_mute(void **state) {
	(void)state;
	fake_printer_way(fake, FAKE_MUTE);
	printer_port_clear(&printer);
	for (int i = 0; i < ROUNDS; i++) {
		plug_in(&quick);
		printer.times.stall_ms = printer.times.slip_ms = 10000;
		assert_is(PRINTER_OK);
		assert_int_equal(printer.voice, VOICE_MUTE);
		assert_prints();
		printer_port_clear(&printer);
	}
	plug_in(&patient);
}

/* A mute one that takes no more: the slip fails in time. */
static void test_stuck(void **state) {
	(void)state;
	const char *why;
	printer.times = quick;
	for (int i = 0; i < ROUNDS; i++) {
		fake_printer_way(fake, FAKE_DEAF);
		printer.voice = VOICE_MUTE;
		assert_false(print_sized(8 << 20, &why));
		assert_string_equal(why, "timeout");
		assert_int_equal(printer.state, PRINTER_OFFLINE);
		fake_printer_way(fake, FAKE_ANSWERS);
	}
}

/* Found to talk later on. */
static void test_voice_comes(void **state) {
	(void)state;
	fake_printer_way(fake, FAKE_GARBLED);
	assert_is(PRINTER_OK);
	fake_printer_way(fake, FAKE_ANSWERS);
	fake_printer_state(fake, PRINTER_PAPER_LOW);
	assert_is(PRINTER_PAPER_LOW);
	assert_int_equal(printer.voice, VOICE_TALKS);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_fake, close_fake)
	const struct CMUnitTest tests[] = {TEST(test_paper_out), TEST(test_cover_open),
		TEST(test_cutter), TEST(test_offline), TEST(test_paper_low), TEST(test_in_mid_slip),
		TEST(test_pulled_out), TEST(test_refused), TEST(test_dribbles), TEST(test_garbage),
		TEST(test_always_garbage), TEST(test_silent), TEST(test_mute), TEST(test_stuck),
		TEST(test_voice_comes)};
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
