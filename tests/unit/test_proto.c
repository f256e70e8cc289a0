/*
 * proto: the words; a change, a hall and an office as JSON, to the letter and back; what is not of
 * the interface's shape is refused and changes nothing.
 *
 * links: common/proto.c common/proto_json_in.c common/proto_json_out.c common/proto_json_office.c
 * common/json_read.c common/text.c common/slip_code.c common/mem.c
 */
#include "common/mem.h"
#include "common/proto_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static json_t *parse(const char *text) {
	json_error_t error;
	json_t *j = json_loads(text, JSON_REJECT_DUPLICATES, &error);
	if (!j)
		fail_msg("%s: %s", error.text, text);
	return j;
}

/* Takes over the reference. */
static void expect_json(json_t *j, const char *text) {
	json_t *wanted = parse(text);
	if (!json_equal(j, wanted)) {
		char *is = json_dumps(j, JSON_SORT_KEYS), *be = json_dumps(wanted, JSON_SORT_KEYS);
		print_error("is     %s\nshould %s\n", is, be);
		fail();
	}
	json_decref(j);
	json_decref(wanted);
}

#define EXPECT_WORDS(type, first, last, word, parse_word)            \
	for (int v = first; v <= last; v++) {                        \
		enum type value = (enum type)99;                     \
		assert_true(*word((enum type)v));                    \
		assert_true(parse_word(word((enum type)v), &value)); \
		assert_int_equal(value, v);                          \
	}

static void test_words_go_both_ways(void **state) {
	(void)state;
	EXPECT_WORDS(ticket_state, TICKET_ISSUING, TICKET_NO_SHOW, proto_ticket_state,
		proto_parse_ticket_state);
	EXPECT_WORDS(counter_state, COUNTER_CLOSED, COUNTER_PAUSED, proto_counter_state,
		proto_parse_counter_state);
	EXPECT_WORDS(change_kind, CHANGE_ISSUED, CHANGE_SETUP, proto_change_kind,
		proto_parse_change_kind);
	EXPECT_WORDS(call_reason, REASON_IN_TURN, REASON_OVERDUE, proto_call_reason,
		proto_parse_call_reason);
	assert_string_equal(proto_ticket_state(TICKET_NO_SHOW), "no_show");
	assert_string_equal(proto_change_kind(CHANGE_COUNTER_PAUSED), "counter_paused");
	assert_string_equal(proto_call_reason(REASON_IN_TURN), "in_turn");
}

static void test_no_word_is_no_value(void **state) {
	(void)state;
	enum ticket_state ticket = TICKET_HELD;
	enum counter_state counter = COUNTER_PAUSED;
	enum change_kind kind = CHANGE_RATED;
	enum call_reason reason = REASON_CHOSEN;
	static const char *const wrong[] = {NULL, "", "Waiting", "waiting ", "x"};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		assert_false(proto_parse_ticket_state(wrong[i], &ticket));
		assert_false(proto_parse_counter_state(wrong[i], &counter));
		assert_false(proto_parse_change_kind(wrong[i], &kind));
		assert_false(proto_parse_call_reason(wrong[i], &reason));
	}
	assert_true(ticket == TICKET_HELD && counter == COUNTER_PAUSED && kind == CHANGE_RATED &&
		    reason == REASON_CHOSEN);
	assert_string_equal(proto_ticket_state(TICKET_NONE), "");
	assert_string_equal(proto_change_kind((enum change_kind)1000), "");
}

static void test_open_states(void **state) {
	(void)state;
	for (int v = TICKET_NONE; v <= TICKET_NO_SHOW; v++)
		assert_int_equal(proto_ticket_open((enum ticket_state)v),
			v == TICKET_ISSUING || v == TICKET_WAITING || v == TICKET_CALLED ||
				v == TICKET_SERVING || v == TICKET_HELD || v == TICKET_ABSENT);
}

static void expect_change(const struct change *c, const char *text) {
	expect_json(change_json(c), text);
	json_t *j = parse(text);
	struct change back;
	assert_true(change_from_json(j, &back));
	struct change public = *c;
	public.ticket = 0;
	memset(public.token, 0, sizeof public.token);
	memset(public.priority, 0, sizeof public.priority);
	public.by[strcspn(public.by, ":")] = '\0';
	expect_json(change_json(&back), text);
	assert_int_equal(back.was, public.was);
	assert_string_equal(back.by, public.by);
	assert_string_equal(back.token, "");
	json_decref(j);
}

static void test_change(void **state) {
	(void)state;
	expect_change(&(struct change){.seq = 7,
			      .at_ms = 1795600000123,
			      .day = 20261125,
			      .kind = CHANGE_CALLED,
			      .number = "Đ1-031",
			      .service = "ho-tich",
			      .counter = 3,
			      .was = TICKET_WAITING,
			      .state = TICKET_CALLED,
			      .reason = REASON_TRANSFERRED,
			      .from_counter = 2,
			      .from_service = "dat-dai",
			      .key_s = 1795600000,
			      .rules = 3,
			      .note = "secret",
			      .by = "clerk:an",
			      .ticket = 4,
			      .token = "secret",
			      .priority = "elderly"},
		"{\"seq\":7,\"at\":1795600000123,\"day\":20261125,\"kind\":\"called\","
		"\"number\":\"Đ1-031\",\"service\":\"ho-tich\",\"counter\":3,\"from\":\"waiting\","
		"\"state\":\"called\",\"reason\":\"transferred\",\"from_counter\":2,"
		"\"from_service\":\"dat-dai\",\"by\":\"clerk\"}");
	expect_change(&(struct change){.seq = 1,
			      .at_ms = 2,
			      .day = 20261125,
			      .kind = CHANGE_COUNTER_OPENED,
			      .counter = 1,
			      .clerk = {.name = "Nguyễn Văn An"},
			      .by = "system"},
		"{\"seq\":1,\"at\":2,\"day\":20261125,\"kind\":\"counter_opened\",\"counter\":1,"
		"\"clerk\":{\"name\":\"Nguyễn Văn An\",\"title\":null},\"by\":\"system\"}");
	expect_change(&(struct change){.seq = 1,
			      .at_ms = 2,
			      .day = 20261125,
			      .kind = CHANGE_COUNTER_PAUSED,
			      .counter = 1,
			      .back_at_ms = 9},
		"{\"seq\":1,\"at\":2,\"day\":20261125,\"kind\":\"counter_paused\",\"counter\":1,"
		"\"back_at\":9}");
}

static void test_change_of_a_newer_server(void **state) {
	(void)state;
	struct change c;
	json_t *j = parse("{\"seq\":7,\"at\":1,\"day\":2,\"kind\":\"moved\",\"number\":\"A1\","
			  "\"state\":\"floating\",\"reason\":\"lottery\",\"new\":[1]}");
	assert_true(change_from_json(j, &c));
	assert_int_equal(c.seq, 7);
	assert_int_equal(c.kind, CHANGE_NONE);
	assert_int_equal(c.state, TICKET_NONE);
	assert_int_equal(c.reason, REASON_NONE);
	json_decref(j);
}

static void test_wrong_change(void **state) {
	(void)state;
	static const char *const wrong[] = {
		"[]",
		"{}",
		"{\"seq\":1,\"at\":1,\"day\":2}",
		"{\"at\":1,\"day\":2,\"kind\":\"rated\"}",
		"{\"seq\":0,\"at\":1,\"day\":2,\"kind\":\"rated\"}",
		"{\"seq\":\"1\",\"at\":1,\"day\":2,\"kind\":\"rated\"}",
		"{\"seq\":1,\"at\":1.5,\"day\":2,\"kind\":\"rated\"}",
		"{\"seq\":1,\"at\":1,\"day\":99999999999,\"kind\":\"rated\"}",
		"{\"seq\":1,\"at\":1,\"day\":2,\"kind\":3}",
		"{\"seq\":1,\"at\":1,\"day\":2,\"kind\":\"rated\",\"state\":3}",
		"{\"seq\":1,\"at\":1,\"day\":2,\"kind\":\"rated\",\"counter\":-1}",
		"{\"seq\":1,\"at\":1,\"day\":2,\"kind\":\"rated\",\"clerk\":\"An\"}",
		"{\"seq\":1,\"at\":1,\"day\":2,\"kind\":\"rated\",\"number\":\"A123456789012345\"}",
	};
	struct change c = {.seq = 42}, before = c;
	assert_false(change_from_json(NULL, &c));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *j = parse(wrong[i]);
		if (change_from_json(j, &c))
			fail_msg("%s", wrong[i]);
		json_decref(j);
	}
	assert_memory_equal(&c, &before, sizeof c);
}

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
	"\"absent\":[\"B001\",\"A002\"],\"notice\":{\"vi\":\"Chào\",\"en\":null}}";

static void test_snapshot(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = parse(hall);
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
	expect_json(snapshot_json(s), hall);
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
		"{\"notice\":\"Chào\"}",
	};
	struct snapshot *s = mem_alloc(2, sizeof *s);
	s[0].seq = s[1].seq = 42;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *j = parse(hall), *change = parse(wrong[i]);
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

static json_t *many(const char *item, int count) {
	json_t *list = json_array();
	for (int i = 0; i < count; i++)
		json_array_append_new(list, parse(item));
	return list;
}

static void test_lists_have_bounds(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = parse(hall);
	json_object_set_new(j, "recent", many("{\"number\":\"A1\",\"counter\":1,\"at\":1}", 50));
	json_object_set_new(j, "services", many("{\"id\":\"a\"}", SERVICES_MAX));
	json_object_set_new(j, "counters", many("{\"id\":1}", COUNTERS_MAX));
	assert_true(snapshot_from_json(j, s));
	assert_int_equal(s->recent_count, RECENT_MAX);
	json_object_set_new(j, "counters", many("{\"id\":1}", COUNTERS_MAX + 1));
	assert_false(snapshot_from_json(j, s));
	json_object_set_new(j, "counters", json_array());
	json_object_set_new(j, "services", many("{\"id\":\"a\"}", SERVICES_MAX + 1));
	assert_false(snapshot_from_json(j, s));
	json_decref(j);
	mem_free(s);
}

static void test_waits(void **state) {
	(void)state;
	struct snapshot *s = mem_alloc(1, sizeof *s);
	json_t *j = parse(hall);
	assert_true(snapshot_from_json(j, s));
	expect_json(waits_json(s), "{\"open\":true,\"services\":[{\"id\":\"a\",\"wait\":{\"low_s\":"
				   "60,\"high_s\":300},\"reach\":\"doubtful\",\"break\":"
				   "{\"from_at\":50,\"to_at\":60},\"open\":true,\"opens_at\":null},"
				   "{\"id\":\"b\",\"wait\":null,\"reach\":null,\"break\":null,"
				   "\"open\":false,\"opens_at\":99}]}");
	json_t *waits =
		parse("{\"open\":false,\"services\":[{\"id\":\"z\",\"wait\":null},"
		      "{\"id\":\"a\",\"wait\":{\"low_s\":60,\"high_s\":300},\"opens_at\":9},"
		      "{\"id\":\"b\",\"wait\":{\"low_s\":0,\"high_s\":60},\"open\":true}]}");
	assert_true(waits_from_json(waits, s));
	assert_false(s->open);
	assert_int_equal(snapshot_service(s, "a")->wait.high_s, 300);
	assert_int_equal(snapshot_service(s, "a")->opens_at_ms, 9);
	assert_true(snapshot_service(s, "b")->open);
	assert_true(snapshot_service(s, "b")->wait.known);
	json_t *wrong = parse("{\"open\":true,\"services\":[{\"id\":\"b\",\"wait\":null},{}]}");
	assert_false(waits_from_json(wrong, s));
	assert_false(s->open);
	assert_true(snapshot_service(s, "b")->wait.known);
	json_decref(j);
	json_decref(waits);
	json_decref(wrong);
	mem_free(s);
}

static const char office[] =
	"{\"name\":{\"vi\":\"Một cửa\",\"en\":\"One door\"},\"closes_at\":null,\"reopens_at\":9,"
	"\"slip\":{\"header\":{\"vi\":\"Số 12\",\"en\":null},\"footer\":null},"
	"\"time_zone\":\"Asia/Ho_Chi_Minh\",\"day\":20261125,\"open\":true,\"opens_at\":5,"
	"\"services\":[{\"id\":\"a\",\"prefix\":\"A\",\"name\":{\"vi\":\"Hộ tịch\",\"en\":null},"
	"\"open\":true,\"waiting\":2,\"wait\":null,\"reach\":\"unlikely\",\"break\":null,"
	"\"needs_appointment_slip\":true}],"
	"\"counters\":[{\"id\":4,\"name\":{\"vi\":\"Quầy 4\",\"en\":null},\"state\":\"open\","
	"\"services\":[\"a\",\"b\"],\"clerk\":{\"name\":\"An\",\"title\":null}}],"
	"\"priorities\":[{\"id\":\"elderly\",\"name\":{\"vi\":\"Người cao tuổi\",\"en\":null},"
	"\"min_age\":75,\"proof\":{\"vi\":\"Căn cước\",\"en\":null}}],"
	"\"appointment_slips\":{\"code_patterns\":[\"HS-####\"],\"list\":true}}";

static void test_office(void **state) {
	(void)state;
	struct office_view *o = mem_alloc(1, sizeof *o);
	json_t *j = parse(office);
	assert_true(office_view_from_json(j, o));
	assert_string_equal(office_view_service(o, "a")->name.vi, "Hộ tịch");
	assert_true(office_counter_serves(office_view_counter(o, 4), "b"));
	assert_false(office_counter_serves(office_view_counter(o, 4), "z"));
	assert_true(!office_view_service(o, "z") && !office_view_counter(o, 1));
	assert_true(office_view_service(o, "a")->needs_slip && o->slip_list);
	assert_true(slip_code_fits(&o->slips, "HS-0012"));
	expect_json(office_view_json(o), office);
	struct office_view *before = mem_alloc(1, sizeof *before);
	*before = *o;
	json_object_set_new(j, "counters", parse("[{\"id\":4,\"services\":[1]}]"));
	assert_false(office_view_from_json(j, o));
	assert_false(office_view_from_json(NULL, o));
	assert_memory_equal(o, before, sizeof *o);
	json_decref(j);
	j = parse(office);
	json_object_del(j, "appointment_slips");
	assert_true(office_view_from_json(j, o));
	assert_false(o->slip_list);
	assert_true(slip_code_fits(&o->slips, "H05.27.12-251126-0001"));
	json_decref(j);
	mem_free(o);
	mem_free(before);
}

/* A name for people is cut at a character's end, an identifier is never cut. */
static void test_long_texts(void **state) {
	(void)state;
	struct name name = {.vi = "cũ"};
	json_t *j = json_object();
	char text[2 * NAME_SIZE + 1] = "x";
	for (int i = 0; i < NAME_SIZE / 2; i++)
		strcat(text, "đ");
	json_object_set_new(j, "vi", json_string(text));
	assert_true(name_from_json(j, &name));
	assert_int_equal(strlen(name.vi), NAME_SIZE - 1);
	assert_int_equal(strncmp(name.vi, text, NAME_SIZE - 1), 0);
	strcpy(text, "đ");
	for (int i = 1; i < NAME_SIZE / 2; i++)
		strcat(text, "đ");
	json_object_set_new(j, "vi", json_string(text));
	assert_true(name_from_json(j, &name));
	assert_int_equal(strlen(name.vi), NAME_SIZE - 2);
	json_decref(j);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_go_both_ways),
		cmocka_unit_test(test_no_word_is_no_value),
		cmocka_unit_test(test_open_states),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_change_of_a_newer_server),
		cmocka_unit_test(test_wrong_change),
		cmocka_unit_test(test_snapshot),
		cmocka_unit_test(test_wrong_snapshot),
		cmocka_unit_test(test_lists_have_bounds),
		cmocka_unit_test(test_waits),
		cmocka_unit_test(test_office),
		cmocka_unit_test(test_long_texts),
	};
	return cmocka_run_group_tests_name("proto", tests, NULL, NULL);
}
