/*
 * store: accounts and devices are found as they were put last, those too that were ended.
 *
 * links: tests/unit/store_sample.c server/popular.c server/store*.c common/device.c server/worker.c
 * common/embed.c common/log.c common/mem.c common/proto.c common/plain_file.c embed_server
 */
#include "common/mem.h"
#include "tests/unit/store_sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int make_dir(void **state) {
	*state = store_sample_dir();
	return 0;
}

static int remove_dir(void **state) {
	store_sample_remove(*state);
	return 0;
}

static void users_come_and_go(void **state) {
	struct store_user an = {"an", "clerk", {"Nguyễn Văn An", "Công chức"}, "$argon2id$x", 0};
	struct store_user binh = {"binh", "lead", {"", ""}, "$argon2id$y", 0};
	struct store_user bad = {"c", "king", {"", ""}, "z", 0};
	struct store_user *users = NULL;
	size_t count = 0;
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_sample_put_user(store, &binh, NULL), STORE_OK);
	assert_int_equal(store_sample_put_user(store, &an, NULL), STORE_OK);
	assert_int_equal(store_sample_put_user(store, &bad, NULL), STORE_FAILED);
	store_close(store);
	store = store_sample_open(*state);
	assert_int_equal(store_users(store, &users, &count), STORE_OK);
	assert_int_equal(count, 2);
	assert_string_equal(users[0].name, "an");
	assert_string_equal(users[0].role, "clerk");
	assert_string_equal(users[0].clerk.name, "Nguyễn Văn An");
	assert_string_equal(users[0].clerk.title, "Công chức");
	assert_string_equal(users[0].password, "$argon2id$x");
	assert_int_equal(users[0].ended_ms, 0);
	assert_string_equal(users[1].name, "binh");
	mem_free(users);
	strcpy(an.role, "admin");
	an.ended_ms = 77;
	assert_int_equal(store_sample_put_user(store, &an, NULL), STORE_OK);
	assert_int_equal(store_users(store, &users, &count), STORE_OK);
	assert_int_equal(count, 2);
	assert_string_equal(users[0].role, "admin");
	assert_int_equal(users[0].ended_ms, 77);
	mem_free(users);
	store_close(store);
}

/* The one device that there is. */
static struct store_device only_device(struct store *store) {
	struct store_device *devices = NULL;
	size_t count = 9;
	assert_int_equal(store_devices(store, &devices, &count), STORE_OK);
	assert_int_equal(count, 1);
	struct store_device device = devices[0];
	mem_free(devices);
	return device;
}

static void a_device_has_a_code_and_then_a_key(void **state) {
	struct store_device kiosk = {
		.name = "cua-1", .role = "kiosk", .code = {1, 0, 3}, .code_until_ms = 99};
	struct store *store = store_sample_open(*state);
	assert_int_equal(store_sample_put_device(store, &kiosk), STORE_OK);
	struct store_device is = only_device(store);
	assert_string_equal(is.name, "cua-1");
	assert_memory_equal(is.code, kiosk.code, sizeof is.code);
	assert_int_equal(is.code_until_ms, 99);
	assert_false(is.enrolled);
	kiosk.enrolled = true;
	kiosk.secret[1] = 5;
	kiosk.code_until_ms = 0;
	assert_int_equal(store_sample_put_device(store, &kiosk), STORE_OK);
	is = only_device(store);
	assert_true(is.enrolled);
	assert_memory_equal(is.secret, kiosk.secret, sizeof is.secret);
	assert_int_equal(is.code_until_ms + is.ended_ms, 0);
	kiosk.ended_ms = 78;
	assert_int_equal(store_sample_put_device(store, &kiosk), STORE_OK);
	is = only_device(store);
	assert_true(is.enrolled);
	assert_int_equal(is.ended_ms, 78);
	store_close(store);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(users_come_and_go, make_dir, remove_dir),
		cmocka_unit_test_setup_teardown(
			a_device_has_a_code_and_then_a_key, make_dir, remove_dir),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
