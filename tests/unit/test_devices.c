/*
 * What devices say of themselves: news is told apart from a sign of life, two machines from one
 * that was started anew; pictures are asked for, refused, and forgotten.
 * links: server/devices.c common/device.c common/text.c common/mem.c
 */
#include "server/devices.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct devices d;

static int forget(void **state) {
	(void)state;
	devices_clear(&d);
	memset(&d, 0, sizeof d);
	return 0;
}

static unsigned tell_printer(const char *name, const char *printer, int64_t now_ms) {
	struct device_status said = {.now = display_settings_none};
	snprintf(said.printer, sizeof said.printer, "%s", printer);
	return devices_tell(&d, name, &said, "192.0.2.7", now_ms);
}

static unsigned tell_run(const char *run, const char *address, int64_t now_ms) {
	struct device_status said = {.now = {.view = VIEW_HALL, .volume = 80}};
	snprintf(said.run, sizeof said.run, "%s", run);
	return devices_tell(&d, "sanh", &said, address, now_ms);
}

static void test_news(void **state) {
	(void)state;
	assert_int_equal(
		tell_printer("cua-1", "ok", 1000), DEVICES_CAME | DEVICES_PRINTER | DEVICES_SETUP);
	assert_int_equal(tell_printer("cua-1", "ok", 2000), 0);
	assert_int_equal(tell_printer("cua-1", "paper_low", 3000), DEVICES_PRINTER);
	assert_int_equal(tell_printer("cua-1", "paper_low", 4000), 0);
	assert_true(tell_printer("cua-2", "none", 5000) & DEVICES_PRINTER);
	assert_int_equal(d.count, 2);
	assert_string_equal(d.list[0].said.printer, "paper_low");
	assert_int_equal(d.list[0].since_ms, 3000);
	assert_int_equal(d.list[0].seen_ms, 4000);
	assert_string_equal(d.list[1].name, "cua-2");
	assert_false(devices_silent(&d.list[0], 4000 + DEVICES_SILENT_MS));
	assert_true(devices_silent(&d.list[0], 4001 + DEVICES_SILENT_MS));
	assert_int_equal(
		tell_printer("cua-1", "paper_low", 4001 + DEVICES_SILENT_MS), DEVICES_CAME);
}

static void test_setup(void **state) {
	(void)state;
	struct device_status said = {.version = "1.0", .now = {.view = VIEW_HALL, .volume = 80}};
	devices_tell(&d, "sanh", &said, "", 1000);
	strcpy(said.number, "A001");
	assert_int_equal(devices_tell(&d, "sanh", &said, "", 2000), 0);
	said.now.volume = 70;
	assert_int_equal(devices_tell(&d, "sanh", &said, "", 3000), DEVICES_SETUP);
	strcpy(said.version, "1.1");
	assert_int_equal(devices_tell(&d, "sanh", &said, "", 4000), DEVICES_SETUP);
	said.mute = true;
	assert_int_equal(devices_tell(&d, "sanh", &said, "", 5000), DEVICES_SETUP);
	strcpy(said.sound, "none");
	assert_int_equal(devices_tell(&d, "sanh", &said, "", 6000), DEVICES_SETUP);
}

static void test_no_room(void **state) {
	(void)state;
	char name[ID_SIZE];
	for (int i = 0; i < DEVICES_MAX; i++) {
		snprintf(name, sizeof name, "k%d", i);
		assert_true(tell_printer(name, "ok", 1000 + i) & DEVICES_CAME);
	}
	assert_int_equal(tell_printer("k0", "ok", 5000), 0);
	assert_true(tell_printer("new", "offline", 6000) & DEVICES_CAME);
	assert_int_equal(d.count, DEVICES_MAX);
	assert_string_equal(d.list[1].name, "new");
	assert_string_equal(d.list[0].name, "k0");
	assert_null(devices_find(&d, "k1"));
}

static void test_words(void **state) {
	(void)state;
	static const char *const known[] = {
		"ok", "paper_low", "none", "paper_out", "cover_open", "cutter", "offline"};
	for (int i = 0; i < 7; i++) {
		assert_true(devices_printer_word(known[i]));
		assert_int_equal(devices_needs_hands(known[i]), i >= 3);
	}
	assert_false(devices_printer_word(""));
	assert_false(devices_printer_word("OK"));
}

static void test_two_machines(void **state) {
	(void)state;
	tell_run("a", "192.0.2.1", 1000);
	assert_false(tell_run("b", "192.0.2.2", 2000) & DEVICES_TWO);
	assert_true(tell_run("a", "192.0.2.1", 21000) & DEVICES_TWO);
	assert_false(tell_run("b", "192.0.2.2", 22000) & DEVICES_TWO);
	assert_true(devices_two(&d.list[0], 22000));
	assert_string_equal(d.list[0].address, "192.0.2.2");
	assert_string_equal(d.list[0].other_address, "192.0.2.1");
	for (int i = 2; i < 8; i++)
		tell_run("b", "192.0.2.2", 22000 + i * 20000);
	assert_false(devices_two(&d.list[0], 162000));
}

static void test_started_anew(void **state) {
	(void)state;
	static const char *const runs[] = {"a", "a", "b", "c", "c", "d", "", "e"};
	for (int i = 0; i < 8; i++)
		assert_false(tell_run(runs[i], "192.0.2.1", 1000 + i * 500) & DEVICES_TWO);
	assert_false(devices_two(&d.list[0], 5000));
	tell_run("a", "192.0.2.1", 10000);
	assert_false(tell_run("f", "192.0.2.1", 11000) & DEVICES_TWO);
	assert_false(tell_run("a", "192.0.2.1", 11001 + DEVICES_SILENT_MS) & DEVICES_TWO);
}

static void test_picture(void **state) {
	(void)state;
	assert_false(devices_ask(&d, "sanh", 1000));
	tell_run("a", "", 1000);
	assert_false(devices_wants(&d, "sanh", 1000));
	assert_false(devices_drew(&d, "sanh", "png", 3, 1500));
	assert_true(devices_ask(&d, "sanh", 2000));
	assert_int_equal(devices_picture_of(d.list, 2000), PICTURE_ASKED);
	assert_true(devices_wants(&d, "sanh", 2100));
	assert_true(devices_drew(&d, "sanh", "png", 3, 2200));
	assert_false(devices_wants(&d, "sanh", 2300));
	assert_false(devices_drew(&d, "sanh", "again", 5, 2400));
	assert_int_equal(devices_picture_of(d.list, 2400), PICTURE_READY);
	assert_memory_equal(d.list[0].png, "png", 3);
	devices_tick(&d, 2199 + DEVICES_PICTURE_MS);
	assert_non_null(d.list[0].png);
	devices_tick(&d, 2200 + DEVICES_PICTURE_MS);
	assert_null(d.list[0].png);
	assert_int_equal(devices_picture_of(d.list, 2200 + DEVICES_PICTURE_MS), PICTURE_NONE);
	devices_ask(&d, "sanh", 5000);
	assert_false(devices_wants(&d, "sanh", 5000 + DEVICES_ASKED_MS));
}

static void test_in_use(void **state) {
	(void)state;
	struct device_status said = {.shows = "in_use", .now = display_settings_none};
	devices_tell(&d, "cua", &said, "", 1000);
	assert_true(devices_ask(&d, "cua", 2000));
	assert_false(devices_wants(&d, "cua", 2100));
	assert_int_equal(devices_picture_of(d.list, 2200), PICTURE_IN_USE);
	assert_false(devices_drew(&d, "cua", "png", 3, 2300));
	strcpy(said.shows, "home");
	devices_tell(&d, "cua", &said, "", 3000);
	assert_true(devices_ask(&d, "cua", 3000));
	assert_true(devices_wants(&d, "cua", 3100));
}

static void test_many_pictures(void **state) {
	(void)state;
	char name[ID_SIZE];
	for (int i = 0; i <= DEVICES_PICTURES_MAX; i++) {
		snprintf(name, sizeof name, "k%d", i);
		tell_printer(name, "ok", 1000 + i);
		devices_ask(&d, name, 1000 + i);
		assert_true(devices_drew(&d, name, "png", 3, 1000 + i));
	}
	assert_null(d.list[0].png);
	for (int i = 1; i <= DEVICES_PICTURES_MAX; i++)
		assert_non_null(d.list[i].png);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(test_news, forget),
		cmocka_unit_test_teardown(test_setup, forget),
		cmocka_unit_test_teardown(test_no_room, forget),
		cmocka_unit_test(test_words),
		cmocka_unit_test_teardown(test_two_machines, forget),
		cmocka_unit_test_teardown(test_started_anew, forget),
		cmocka_unit_test_teardown(test_picture, forget),
		cmocka_unit_test_teardown(test_in_use, forget),
		cmocka_unit_test_teardown(test_many_pictures, forget),
	};
	return cmocka_run_group_tests_name("devices", tests, NULL, NULL);
}
