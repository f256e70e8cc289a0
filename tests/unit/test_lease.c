/*
 * A block of numbers: which comes next, when, until when, and what is told of it.
 * links: kiosk/lease.c kiosk/lease_json.c common/json_read.c common/proto.c common/words.c
 * links: common/embed.c common/text.c common/mem.c embed_common tests/unit/json_expect.c
 */
#include "kiosk/lease_json.h"
#include "tests/unit/json_expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char answer[] =
	"{\"lease\":{\"id\":7,\"day\":20261128,\"first\":950,\"last\":952,\"digits\":3,\"dash\":"
	"false,\"url\":\"http://h/t/\",\"tickets_per_minute\":6,\"services\":["
	"{\"id\":\"chung-thuc\",\"prefix\":\"A\",\"issue\":[[1000,2000],[3000,4000]]},"
	"{\"id\":\"ho-tich\",\"prefix\":\"B\",\"issue\":[]}]}}";

static struct lease lease;

static bool read_text(const char *text, struct lease *l) {
	json_t *json = json_parse(text);
	bool good = lease_from_answer(json, l);
	json_decref(json);
	return good;
}

static int open_lease(void **state) {
	(void)state;
	lease = (struct lease){.id = 0};
	return read_text(answer, &lease) ? 0 : -1;
}

static const char *take(const char *service) {
	static char number[NUMBER_SIZE];
	return lease_take(&lease, service, number) ? number : "";
}

static void test_each_service_has_its_own_numbers(void **state) {
	(void)state;
	assert_int_equal(lease_left(&lease, "chung-thuc"), 3);
	assert_string_equal(take("chung-thuc"), "A950");
	assert_string_equal(take("chung-thuc"), "A951");
	assert_string_equal(take("ho-tich"), "B950");
	assert_string_equal(take("nowhere"), "");
	assert_int_equal(lease_left(&lease, "chung-thuc"), 1);
	assert_int_equal(lease_left(&lease, "nowhere"), 0);
}

static void test_used_up(void **state) {
	(void)state;
	for (int i = 0; i < 3; i++) {
		assert_int_equal(lease_may(&lease, "chung-thuc", 1500), LEASE_FREE);
		assert_string_not_equal(take("chung-thuc"), "");
	}
	assert_int_equal(lease_may(&lease, "chung-thuc", 1500), LEASE_USED_UP);
	assert_string_equal(take("chung-thuc"), "");
	assert_int_equal(lease_left(&lease, "chung-thuc"), 0);
}

static void test_only_while_numbers_are_given(void **state) {
	(void)state;
	static const struct {
		int64_t at_ms, opens_ms;
		enum lease_answer may;
		bool runs;
	} table[] = {
		{999, 1000, LEASE_SHUT, true},
		{1000, 3000, LEASE_FREE, true},
		{1999, 3000, LEASE_FREE, true},
		{2000, 3000, LEASE_SHUT, true},
		{3000, 0, LEASE_FREE, true},
		{4000, 0, LEASE_SHUT, false},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int64_t at_ms = table[i].at_ms;
		assert_int_equal(lease_may(&lease, "chung-thuc", at_ms), table[i].may);
		assert_int_equal(lease_opens_ms(&lease, "chung-thuc", at_ms), table[i].opens_ms);
		assert_int_equal(lease_runs(&lease, at_ms), table[i].runs);
	}
	assert_int_equal(lease_may(&lease, "ho-tich", 1500), LEASE_SHUT);
	assert_int_equal(lease_may(&lease, "nowhere", 1500), LEASE_NONE);
}

static void test_none(void **state) {
	(void)state;
	lease = (struct lease){.id = 0};
	assert_int_equal(lease_may(&lease, "chung-thuc", 1500), LEASE_NONE);
	assert_false(lease_runs(&lease, 1500));
	assert_string_equal(take("chung-thuc"), "");
}

static void test_how_a_number_is_written(void **state) {
	(void)state;
	lease.dash = true;
	lease.digits = 4;
	assert_string_equal(take("chung-thuc"), "A-0950");
}

/* The same block told again, with other hours; then another block. */
static void test_renewed(void **state) {
	(void)state;
	struct lease fresh = lease;
	take("chung-thuc");
	fresh.services[0].issue[1].to_ms = 9000;
	lease_renew(&lease, &fresh);
	assert_int_equal(lease_may(&lease, "chung-thuc", 8000), LEASE_FREE);
	assert_string_equal(take("chung-thuc"), "A951");
	fresh.day++;
	lease_renew(&lease, &fresh);
	assert_string_equal(take("chung-thuc"), "A950");
}

static void test_the_file_knows_the_next_numbers(void **state) {
	(void)state;
	struct lease back = {.id = 0};
	char holder[TOKEN_SIZE];
	int64_t ahead_ms = 0;
	take("chung-thuc");
	json_t *file = lease_file_json("somebody", -1234, &lease);
	assert_true(lease_file_from_json(file, holder, &ahead_ms, &back));
	json_decref(file);
	assert_string_equal(holder, "somebody");
	assert_int_equal(ahead_ms, -1234);
	assert_memory_equal(&back, &lease, sizeof lease);
	lease.id = 0;
	file = lease_file_json("somebody", 0, &lease);
	assert_true(lease_file_from_json(file, holder, &ahead_ms, &back));
	json_decref(file);
	assert_int_equal(back.id, 0);
}

static void test_what_is_no_lease(void **state) {
	(void)state;
	static const char *const bad[] = {"null", "{}", "{\"lease\":null}",
		"{\"lease\":{\"id\":7}}",
		"{\"lease\":{\"id\":0,\"day\":1,\"first\":1,\"last\":2,\"dash\":true,\"services\":["
		"]}}",
		"{\"lease\":{\"id\":1,\"day\":1,\"first\":3,\"last\":2,\"dash\":true,\"services\":["
		"]}}",
		"{\"lease\":{\"id\":1,\"day\":1,\"first\":1,\"last\":2,\"dash\":1,\"services\":[]}"
		"}",
		"{\"lease\":{\"id\":1,\"day\":1,\"first\":1,\"last\":2,\"dash\":true}}",
		"{\"lease\":{\"id\":1,\"day\":1,\"first\":1,\"last\":2,\"dash\":true,\"digits\":99,"
		"\"services\":[]}}",
		"{\"lease\":{\"id\":1,\"day\":1,\"first\":1,\"last\":2,\"dash\":true,\"services\":"
		"[{\"id\":\"a\",\"prefix\":\"A\",\"issue\":[[1]]}]}}"};
	struct lease before = lease;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		json_t *json = json_parse(bad[i]);
		assert_false(lease_from_answer(json, &lease));
		json_decref(json);
	}
	assert_memory_equal(&before, &lease, sizeof lease);
}

static struct kept given(enum stage stage, const char *text) {
	struct kept e = {.stage = stage, .lease = 7, .day = 20261128, .at_ms = 1500};
	strcpy(e.service, "chung-thuc");
	strcpy(e.text, text);
	e.ticket = lease_ticket_json(&lease, &e, take("chung-thuc"), "token");
	return e;
}

static void test_returned(void **state) {
	(void)state;
	struct kept done = given(STAGE_DONE, "paper"), gone = given(STAGE_VOID, "unplugged");
	json_t *body = lease_return_json((struct kept *[]){&done, &gone}, 2);
	assert_string_equal(
		json_string_value(json_object_get(done.ticket, "url")), "http://h/t/token");
	json_expect(body,
		"{\"lease\":7,\"day\":20261128,\"close\":false,\"tickets\":["
		"{\"number\":\"A950\",\"service\":\"chung-thuc\",\"priority\":null,"
		"\"procedure\":null,\"lang\":\"vi\",\"token\":\"token\",\"issued_at\":1500,"
		"\"how\":\"paper\",\"void\":null},"
		"{\"number\":\"A951\",\"service\":\"chung-thuc\",\"priority\":null,"
		"\"procedure\":null,\"lang\":\"vi\",\"token\":\"token\",\"issued_at\":1500,"
		"\"how\":null,\"void\":\"unplugged\"}]}");
	json_decref(done.ticket);
	json_decref(gone.ticket);
}

static void test_what_became_of_it(void **state) {
	(void)state;
	const char *why;
	json_t *told = json_parse("{\"tickets\":[{\"number\":\"A950\",\"id\":3,\"state\":"
				  "\"waiting\"}],\"refused\":[{\"number\":\"A951\",\"why\":"
				  "\"day_over\"}]}");
	assert_int_equal(lease_returned(told, "A950", &why), RETURNED_TAKEN);
	assert_int_equal(lease_returned(told, "A951", &why), RETURNED_REFUSED);
	assert_string_equal(why, "day_over");
	assert_int_equal(lease_returned(told, "A952", &why), RETURNED_NOT);
	assert_int_equal(lease_returned(NULL, "A950", &why), RETURNED_NOT);
	json_decref(told);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup(f, open_lease)
	const struct CMUnitTest tests[] = {TEST(test_each_service_has_its_own_numbers),
		TEST(test_used_up), TEST(test_only_while_numbers_are_given), TEST(test_none),
		TEST(test_how_a_number_is_written), TEST(test_renewed),
		TEST(test_the_file_knows_the_next_numbers), TEST(test_what_is_no_lease),
		TEST(test_returned), TEST(test_what_became_of_it)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
