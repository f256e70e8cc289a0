/*
 * device: what devices say and are told, as JSON: whole, half, and wrong.
 *
 * links: common/device.c common/device_json.c common/json_read.c common/text.c common/mem.c
 * common/version.c tests/unit/json_expect.c
 */
#include "common/device_json.h"
#include "tests/unit/json_expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool read_settings(const char *text, struct display_settings *s, const char **field) {
	json_t *json = json_parse(text);
	bool ok = display_settings_from_json(json, s, field);
	json_decref(json);
	return ok;
}

static void test_settings(void **state) {
	(void)state;
	struct display_settings s = {.view = VIEW_COUNTER, .counter = 3, .volume = 0};
	strcpy(s.zone, "tang-2");
	static const char all[] =
		"{\"view\":\"counter\",\"counter\":3,\"zone\":\"tang-2\",\"volume\":0}";
	json_expect(display_settings_json(&s), all);
	json_expect(display_settings_json(&display_settings_none), "null");
	struct display_settings read;
	assert_true(read_settings(all, &read, NULL));
	assert_true(display_settings_equal(&read, &s));
	assert_true(read_settings("{\"volume\":80}", &read, NULL));
	assert_int_equal(read.view, VIEW_UNSAID);
	assert_int_equal(read.volume, 80);
	json_expect(display_settings_json(&read),
		"{\"view\":null,\"counter\":null,\"zone\":null,\"volume\":80}");
	for (int i = 0; i < 2; i++) {
		assert_true(read_settings(i ? "null" : "{}", &read, NULL));
		assert_false(display_settings_said(&read));
	}
}

static void test_wrong_settings(void **state) {
	(void)state;
	static const struct {
		const char *text, *field;
	} wrong[] = {
		{"{\"view\":\"wall\"}", "view"},
		{"{\"view\":7}", "view"},
		{"{\"view\":\"counter\"}", "counter"},
		{"{\"view\":\"hall\",\"counter\":2}", "counter"},
		{"{\"counter\":2}", "counter"},
		{"{\"view\":\"counter\",\"counter\":0}", "counter"},
		{"{\"view\":\"counter\",\"counter\":10000}", "counter"},
		{"{\"view\":\"counter\",\"counter\":\"2\"}", "counter"},
		{"{\"zone\":7}", "zone"},
		{"{\"zone\":\"a\\nb\"}", "zone"},
		{"{\"zone\":\"0123456789012345678901234567890123456789012345678901234567890123\"}",
			"zone"},
		{"{\"volume\":101}", "volume"},
		{"{\"volume\":-1}", "volume"},
		{"{\"volume\":true}", "volume"},
	};
	struct display_settings s = {.view = VIEW_HALL, .volume = 5}, before = s;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *field = "";
		assert_false(read_settings(wrong[i].text, &s, &field));
		assert_string_equal(field, wrong[i].field);
		assert_true(display_settings_equal(&s, &before));
	}
}

static void test_status(void **state) {
	(void)state;
	struct device_status hall = {.version = "1.0",
		.run = "abc",
		.screen = "1920x1080",
		.shows = "hall",
		.number = "Đ1-031",
		.now = {.view = VIEW_HALL, .volume = 80},
		.sound = "ok"};
	json_t *json = device_status_json(&hall);
	struct device_status read;
	assert_true(device_status_from_json(json, &read));
	assert_memory_equal(&read, &hall, sizeof read);
	json_expect(json,
		"{\"version\":\"1.0\",\"run\":\"abc\",\"screen\":\"1920x1080\",\"showing\":"
		"{\"screen\":\"hall\",\"number\":\"Đ1-031\"},\"view\":\"hall\","
		"\"counter\":null,\"zone\":null,\"volume\":80,\"mute\":false,\"sound\":\"ok\"}");
	struct device_status kiosk = {.printer = "ok", .now = display_settings_none};
	json_expect(device_status_json(&kiosk), "{\"printer\":\"ok\"}");
	static const char *const wrong[] = {"{\"version\":7}", "{\"version\":\"a\\u0007\"}",
		"{\"showing\":\"hall\"}", "{\"mute\":1}", "{\"view\":\"wall\"}",
		"{\"printer\":\"0123456789abcdef\"}"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		json = json_parse(wrong[i]);
		assert_false(device_status_from_json(json, &read));
		json_decref(json);
	}
}

static void test_orders(void **state) {
	(void)state;
	struct device_orders o = {
		.name = "sanh", .settings = {.view = VIEW_HALL, .volume = -1}, .picture = true};
	json_t *json = device_orders_json(&o, 5);
	struct device_orders read;
	assert_true(device_orders_from_json(json, &read));
	assert_string_equal(read.name, "sanh");
	assert_true(read.picture && display_settings_equal(&read.settings, &o.settings));
	json_expect(json, "{\"now\":5,\"name\":\"sanh\",\"settings\":{\"view\":\"hall\","
			  "\"counter\":null,\"zone\":null,\"volume\":null},\"picture\":true}");
	json = json_parse("{\"settings\":{\"view\":\"wall\"}}");
	assert_false(device_orders_from_json(json, &read));
	assert_false(device_orders_from_json(NULL, &read));
	json_decref(json);
}

static void test_run(void **state) {
	(void)state;
	char a[DEVICE_RUN_SIZE], b[DEVICE_RUN_SIZE];
	device_run(a);
	device_run(b);
	assert_int_equal(strlen(a), 12);
	assert_string_not_equal(a, b);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_wrong_settings),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_run),
	};
	return cmocka_run_group_tests_name("device", tests, NULL, NULL);
}
