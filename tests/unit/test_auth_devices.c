/*
 * auth: devices come and are revoked while the server runs, and begin with a one-time code.
 *
 * links: server/auth*.c server/device_code.c server/password.c server/secret.c server/tries.c
 * server/worker.c common/mem.c common/text.c
 * tests/unit/auth_world.c
 */
#include "server/device_code.h"
#include "tests/unit/auth_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MINUTE = 60 * 1000, MANY = 1000 };

static const char HERE[] = "192.0.2.7";

static struct store_device kiosk(const struct world *w) {
	return *auth_device_named(w->auth, "cua-1");
}

static void a_revoked_key_is_nothing_at_once(void **state) {
	struct world *w = *state;
	struct store_device device = kiosk(w);
	device.ended_ms = NOW;
	auth_put_device(w->auth, &device);
	assert_null(auth_device(w->auth, w->device_keys[0]));
	assert_non_null(auth_device(w->auth, w->device_keys[1]));
	assert_int_equal(auth_device_named(w->auth, "cua-1")->ended_ms, NOW);
	device.ended_ms = 0;
	auth_put_device(w->auth, &device);
	assert_non_null(auth_device(w->auth, w->device_keys[0]));
}

static void a_new_device_has_no_key_before_it_is_enrolled(void **state) {
	struct world *w = *state;
	struct store_device device = kiosk(w);
	size_t count;
	strcpy(device.name, "cua-0");
	device.enrolled = false;
	auth_put_device(w->auth, &device);
	const struct store_device *devices = auth_devices(w->auth, &count);
	assert_int_equal(count, 3);
	assert_string_equal(devices[0].name, "cua-0");
	assert_string_equal(devices[1].name, "cua-1");
	assert_string_equal(auth_device(w->auth, w->device_keys[0])->name, "cua-1");
}

/* Gives the kiosk a code for a quarter of an hour. */
static void invite(struct world *w, char code[static DEVICE_CODE_SIZE]) {
	struct store_device device = kiosk(w);
	device_code_make(code);
	assert_true(device_code_hash(code, device.code));
	device.code_until_ms = NOW + DEVICE_CODE_MS;
	auth_put_device(w->auth, &device);
}

static enum auth_result use(struct world *w, const char *code, int64_t now_ms) {
	const struct store_device *device = NULL;
	int retry_after_s;
	enum auth_result result =
		auth_try_code(w->auth, code, HERE, now_ms, &device, &retry_after_s);
	assert_string_equal(device ? device->name : "", result == AUTH_OK ? "cua-1" : "");
	assert_int_equal(retry_after_s > 0, result == AUTH_SLOW_DOWN);
	return result;
}

static void a_code_is_good_once(void **state) {
	struct world *w = *state;
	char code[DEVICE_CODE_SIZE];
	invite(w, code);
	assert_non_null(auth_device(w->auth, w->device_keys[0]));
	assert_int_equal(use(w, code, NOW), AUTH_OK);
	struct store_device enrolled = kiosk(w);
	enrolled.code_until_ms = 0;
	auth_put_device(w->auth, &enrolled);
	assert_int_equal(use(w, code, NOW), AUTH_WRONG);
}

static void a_code_is_good_for_a_quarter_of_an_hour(void **state) {
	struct world *w = *state;
	char code[DEVICE_CODE_SIZE];
	invite(w, code);
	assert_int_equal(use(w, code, NOW + DEVICE_CODE_MS), AUTH_WRONG);
	assert_int_equal(use(w, code, NOW + DEVICE_CODE_MS - 1), AUTH_OK);
}

static void no_code_is_of_a_device_that_was_ended(void **state) {
	struct world *w = *state;
	char code[DEVICE_CODE_SIZE];
	invite(w, code);
	struct store_device device = kiosk(w);
	device.ended_ms = NOW;
	auth_put_device(w->auth, &device);
	assert_int_equal(use(w, code, NOW), AUTH_WRONG);
}

static void five_wrong_codes_slow_an_address_down(void **state) {
	struct world *w = *state;
	char code[DEVICE_CODE_SIZE];
	const struct store_device *device;
	int wait_s;
	invite(w, code);
	for (int i = 0; i < 4; i++)
		assert_int_equal(use(w, "AAAA-AAAA", NOW), AUTH_WRONG);
	assert_int_equal(use(w, code, NOW), AUTH_OK);
	invite(w, code);
	for (int i = 0; i < 5; i++)
		assert_int_equal(use(w, i % 2 ? "" : "AAAA-AAAA", NOW), AUTH_WRONG);
	assert_int_equal(use(w, code, NOW + MINUTE), AUTH_SLOW_DOWN);
	assert_int_equal(
		auth_try_code(w->auth, code, "192.0.2.8", NOW + MINUTE, &device, &wait_s), AUTH_OK);
}

static void codes_are_read_as_people_write_them(void **state) {
	struct world *w = *state;
	char code[DEVICE_CODE_SIZE], typed[32];
	invite(w, code);
	assert_int_equal(code[4], '-');
	snprintf(typed, sizeof typed, " %c%c %s ", code[0] | (code[0] >= 'A' ? 0x20 : 0), code[1],
		code + 2);
	assert_int_equal(use(w, typed, NOW), AUTH_OK);
	unsigned char hash[SECRET_HASH_SIZE];
	static const char *const wrong[] = {
		"", "K7RM-2XQ", "K7RM-2XQDD", "K7RM-2XQ0", "K7RM-2XQI", "K7RM_2XQD", "K7RM-2XQĐ"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(device_code_hash(wrong[i], hash));
}

static void no_code_comes_twice(void **state) {
	static unsigned char hashes[MANY][SECRET_HASH_SIZE];
	char code[DEVICE_CODE_SIZE];
	(void)state;
	for (int i = 0; i < MANY; i++) {
		device_code_make(code);
		assert_true(device_code_hash(code, hashes[i]));
		for (int k = 0; k < i; k++)
			assert_memory_not_equal(hashes[i], hashes[k], SECRET_HASH_SIZE);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, auth_world_make, auth_world_end)

int main(void) {
	const struct CMUnitTest tests[] = {
		TEST(a_revoked_key_is_nothing_at_once),
		TEST(a_new_device_has_no_key_before_it_is_enrolled),
		TEST(a_code_is_good_once),
		TEST(a_code_is_good_for_a_quarter_of_an_hour),
		TEST(no_code_is_of_a_device_that_was_ended),
		TEST(five_wrong_codes_slow_an_address_down),
		TEST(codes_are_read_as_people_write_them),
		TEST(no_code_comes_twice),
	};
	return cmocka_run_group_tests(tests, auth_world_prepare, NULL);
}
