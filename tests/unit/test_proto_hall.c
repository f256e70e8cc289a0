/*
 * proto: a hall and what time alone changes of it as JSON, to the letter and back; what is not of
 * the interface's shape is refused and changes nothing.
 *
 * links: common/proto.c common/proto_json_in.c common/proto_json_out.c common/json_read.c
 * common/text.c common/mem.c tests/unit/json_expect.c
 */
#include "common/mem.h"
#include "common/proto_json.h"
#include "tests/unit/json_expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char hall[] =
	"{\"epoch\":\"k3x\",\"seq\":12,\"day\":20261125,\"now\":1795600000000,\"open\":true,"
	"\"services\":[{\"id\":\"a\",\"waiting\":3,\"wait\":{\"low_s\":60,\"high_s\":300},"
	"\"reach\":\"doubtful\",\"break\":{\"from_at\":50,\"to_at\":60},\"open\":true,\"opens_at\":"
	"null},"
	"{\"id\":\"b\",\"waiting\":0,\"wait\":null,\"reach\":null,\"break\":null,"
	"\"open\":false,\"opens_at\":99}],\"alone\":{\"open\":2,\"first\":950},"
	"\"counters\":[{\"id\":1,\"state\":\"open\",\"number\":\"A007\",\"service\":\"a\","
	"\"state_of_ticket\":\"called\",\"reason\":\"transferred\","
	"\"from_counter\":2,\"called_at\":17,"
	"\"clerk\":{\"name\":\"An\",\"title\":\"Công chức\"},\"back_at\":null},"
	"{\"id\":2,\"state\":\"paused\",\"number\":null,\"service\":null,\"state_of_ticket\":null,"
	"\"reason\":null,\"from_counter\":null,\"called_at\":null,\"clerk\":null,\"back_at\":99}],"
	"\"recent\":[{\"number\":\"A007\",\"counter\":1,\"at\":17,\"reason\":\"transferred\","
	"\"from_counter\":2},"
	"{\"number\":\"B001\",\"counter\":2,\"at\":16,\"reason\":null,\"from_counter\":null}],"
	"\"absent\":[\"B001\",\"A002\"],\"notice\":{\"vi\":\"Chào\",\"en\":null},"
	"\"notices\":[{\"vi\":\"Chào\",\"en\":null},{\"vi\":\"Mời\",\"en\":\"Please\"}]}";

static void test_snapshot(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = json_parse(hall);
	assert_true(snapshot_from_json(j, s));
	assert_int_equal(snapshot_service(s, "a")->waiting, 3);
	assert_int_equal(snapshot_service(s, "a")->reach, REACH_DOUBTFUL);
	assert_int_equal(snapshot_service(s, "a")->pause.to_ms, 60);
	assert_int_equal(snapshot_counter(s, 1)->from_counter, 2);
	assert_false(snapshot_service(s, "b")->wait.known);
	assert_null(snapshot_service(s, "c"));
	assert_int_equal(snapshot_counter(s, 1)->ticket, TICKET_CALLED);
	assert_string_equal(snapshot_counter(s, 1)->clerk.title, "Công chức");
	assert_int_equal(snapshot_counter(s, 2)->back_at_ms, 99);
	assert_null(snapshot_counter(s, 3));
	assert_string_equal(s->absent[1], "A002");
	assert_int_equal(s->notice_count, 2);
	assert_string_equal(s->notices[1].en, "Please");
	json_expect(snapshot_json(s), hall);
	json_decref(j);
	mem_free(s);
}

/* A server that knows of one notice at most. */
static void test_older_snapshot(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = json_parse(hall);
	json_object_del(j, "notices");
	assert_true(snapshot_from_json(j, s));
	assert_int_equal(s->notice_count, 1);
	assert_string_equal(s->notices[0].vi, "Chào");
	json_object_set_new(j, "notice", json_null());
	assert_true(snapshot_from_json(j, s));
	assert_int_equal(s->notice_count, 0);
	json_decref(j);
	mem_free(s);
}

/* Each replaces one member of the hall that is right. */
static void test_wrong_snapshot(void **state) {
	(void)state;
	static const char *const wrong[] = {
		"{\"seq\":null}",
		"{\"seq\":-1}",
		"{\"epoch\":\"longer-than-an-epoch\"}",
		"{\"open\":1}",
		"{\"services\":null}",
		"{\"services\":[{}]}",
		"{\"services\":[{\"id\":\"a\",\"waiting\":-1}]}",
		"{\"services\":[{\"id\":\"a\",\"wait\":{\"low_s\":1}}]}",
		"{\"services\":[{\"id\":\"a\",\"wait\":{\"low_s\":2,\"high_s\":1}}]}",
		"{\"counters\":{}}",
		"{\"counters\":[{\"id\":0}]}",
		"{\"counters\":[{\"id\":1,\"state\":1}]}",
		"{\"recent\":[{\"counter\":1}]}",
		"{\"absent\":[1]}",
		"{\"notices\":null,\"notice\":\"Chào\"}",
		"{\"notices\":{}}",
		"{\"notices\":[\"Chào\"]}",
		"{\"notices\":[{\"vi\":1}]}",
	};
	struct snapshot *s = mem_alloc(2, sizeof *s);
	s[0].seq = s[1].seq = 42;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *j = json_parse(hall), *change = json_parse(wrong[i]);
		json_object_update(j, change);
		if (snapshot_from_json(j, s))
			fail_msg("%s", wrong[i]);
		json_decref(j);
		json_decref(change);
	}
	assert_false(snapshot_from_json(NULL, s));
	assert_memory_equal(&s[0], &s[1], sizeof *s);
	mem_free(s);
}

static void test_lists_have_bounds(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = json_parse(hall);
	json_object_set_new(
		j, "recent", json_many("{\"number\":\"A1\",\"counter\":1,\"at\":1}", 50));
	json_object_set_new(j, "services", json_many("{\"id\":\"a\"}", SERVICES_MAX));
	json_object_set_new(j, "counters", json_many("{\"id\":1}", COUNTERS_MAX));
	assert_true(snapshot_from_json(j, s));
	assert_int_equal(s->recent_count, RECENT_MAX);
	json_object_set_new(j, "notices", json_many("{\"vi\":\"x\"}", NOTICES_MAX + 1));
	assert_true(snapshot_from_json(j, s));
	assert_int_equal(s->notice_count, NOTICES_MAX);
	json_object_set_new(j, "counters", json_many("{\"id\":1}", COUNTERS_MAX + 1));
	assert_false(snapshot_from_json(j, s));
	json_object_set_new(j, "counters", json_array());
	json_object_set_new(j, "services", json_many("{\"id\":\"a\"}", SERVICES_MAX + 1));
	assert_false(snapshot_from_json(j, s));
	json_decref(j);
	mem_free(s);
}

static void test_waits(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = json_parse(hall);
	assert_true(snapshot_from_json(j, s));
	s->now_ms = 70;
	json_expect(waits_json(s),
		"{\"now\":70,\"open\":true,\"services\":[{\"id\":\"a\",\"wait\":{\"low_s\":"
		"60,\"high_s\":300},\"reach\":\"doubtful\",\"break\":"
		"{\"from_at\":50,\"to_at\":60},\"open\":true,\"opens_at\":null},"
		"{\"id\":\"b\",\"wait\":null,\"reach\":null,\"break\":null,"
		"\"open\":false,\"opens_at\":99}],"
		"\"notices\":[{\"vi\":\"Chào\",\"en\":null},"
		"{\"vi\":\"Mời\",\"en\":\"Please\"}]}");
	json_t *waits =
		json_parse("{\"now\":71,\"open\":false,\"services\":[{\"id\":\"z\",\"wait\":null},"
			   "{\"id\":\"a\",\"wait\":{\"low_s\":60,\"high_s\":300},\"opens_at\":9},"
			   "{\"id\":\"b\",\"wait\":{\"low_s\":0,\"high_s\":60},\"open\":true}]}");
	assert_true(waits_from_json(waits, s));
	assert_int_equal(s->now_ms, 71);
	assert_false(s->open);
	assert_int_equal(snapshot_service(s, "a")->wait.high_s, 300);
	assert_int_equal(snapshot_service(s, "a")->opens_at_ms, 9);
	assert_true(snapshot_service(s, "b")->open);
	assert_true(snapshot_service(s, "b")->wait.known);
	assert_int_equal(s->notice_count, 2);
	json_t *wrong = json_parse("{\"open\":true,\"services\":[{\"id\":\"b\",\"wait\":null},{}],"
				   "\"notices\":[]}");
	assert_false(waits_from_json(wrong, s));
	json_object_set_new(waits, "notices", json_parse("[{\"vi\":\"Nghỉ\"},{}]"));
	assert_true(waits_from_json(waits, s));
	assert_int_equal(s->notice_count, 2);
	assert_string_equal(s->notices[0].vi, "Nghỉ");
	json_object_set_new(waits, "notices", json_parse("[{\"vi\":7}]"));
	assert_false(waits_from_json(waits, s));
	assert_string_equal(s->notices[0].vi, "Nghỉ");
	assert_false(s->open);
	assert_true(snapshot_service(s, "b")->wait.known);
	json_decref(j);
	json_decref(waits);
	json_decref(wrong);
	mem_free(s);
}
int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_snapshot),
		cmocka_unit_test(test_older_snapshot),
		cmocka_unit_test(test_wrong_snapshot),
		cmocka_unit_test(test_lists_have_bounds),
		cmocka_unit_test(test_waits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
