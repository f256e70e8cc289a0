/*
 * proto: the words; a change and an office as JSON, to the letter and back; what is not of the
 * interface's shape is refused and changes nothing.
 *
 * links: common/proto.c common/proto_json_in.c common/proto_json_out.c common/proto_json_office.c
 * common/json_read.c common/text.c common/slip_code.c common/mem.c tests/unit/json_expect.c
 */
#include "common/mem.h"
#include "common/proto_json.h"
#include "tests/unit/json_expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

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

static void test_number_of_a_series(void **state) {
	(void)state;
	assert_true(proto_number_of("A012", "A") && proto_number_of("A-012", "A"));
	assert_true(proto_number_of("A123", "A") && !proto_number_of("A123", "A1"));
	assert_true(proto_number_of("A1012", "A1") && proto_number_of("Đ1-031", "Đ1"));
	assert_false(proto_number_of("A1-031", "A") || proto_number_of("B012", "A") ||
		     proto_number_of("A", "A") || proto_number_of("A012b", "A"));
}

static void expect_change(const struct change *c, const char *text) {
	json_expect(change_json(c), text);
	json_t *j = json_parse(text);
	struct change back;
	assert_true(change_from_json(j, &back));
	struct change public = *c;
	public.ticket = 0;
	memset(public.token, 0, sizeof public.token);
	memset(public.priority, 0, sizeof public.priority);
	public.by[strcspn(public.by, ":")] = '\0';
	json_expect(change_json(&back), text);
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
	expect_change(&(struct change){.seq = 8,
			      .at_ms = 9,
			      .day = 20261125,
			      .kind = CHANGE_SETUP,
			      .how = "user",
			      .note = "secret",
			      .digest = "secret",
			      .by = "admin:quantri"},
		"{\"seq\":8,\"at\":9,\"day\":20261125,\"kind\":\"setup\",\"object\":\"user\","
		"\"by\":\"admin\"}");
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
	json_t *j = json_parse("{\"seq\":7,\"at\":1,\"day\":2,\"kind\":\"moved\",\"number\":\"A1\","
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
		json_t *j = json_parse(wrong[i]);
		if (change_from_json(j, &c))
			fail_msg("%s", wrong[i]);
		json_decref(j);
	}
	assert_memory_equal(&c, &before, sizeof c);
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
	"\"zones\":[{\"id\":\"A\",\"name\":{\"vi\":\"Khu A\",\"en\":null},\"counters\":[4,1]}],"
	"\"appointment_slips\":{\"code_patterns\":[\"HS-####\"],\"list\":true}}";

static void test_office(void **state) {
	(void)state;
	struct office_view *o = mem_alloc(1, sizeof *o);
	json_t *j = json_parse(office);
	assert_true(office_view_from_json(j, o));
	assert_string_equal(office_view_service(o, "a")->name.vi, "Hộ tịch");
	assert_true(office_counter_serves(office_view_counter(o, 4), "b"));
	assert_false(office_counter_serves(office_view_counter(o, 4), "z"));
	assert_true(!office_view_service(o, "z") && !office_view_counter(o, 1));
	assert_true(office_view_service(o, "a")->needs_slip && o->slip_list);
	assert_true(slip_code_fits(&o->slips, "HS-0012"));
	assert_int_equal(o->zone_count, 1);
	assert_int_equal(o->zones[0].counter_count, 2);
	assert_int_equal(o->zones[0].counters[1], 1);
	json_expect(office_view_json(o), office);
	struct office_view *before = mem_alloc(1, sizeof *before);
	*before = *o;
	json_object_set_new(j, "counters", json_parse("[{\"id\":4,\"services\":[1]}]"));
	assert_false(office_view_from_json(j, o));
	assert_false(office_view_from_json(NULL, o));
	json_object_set_new(j, "counters", json_array());
	json_object_set_new(j, "zones", json_parse("[{\"id\":\"A\",\"counters\":[\"1\"]}]"));
	assert_false(office_view_from_json(j, o));
	json_object_set_new(
		j, "zones", json_many("{\"id\":\"A\",\"counters\":[1]}", ZONES_MAX + 1));
	assert_false(office_view_from_json(j, o));
	assert_memory_equal(o, before, sizeof *o);
	json_decref(j);
	j = json_parse(office);
	json_object_del(j, "appointment_slips");
	json_object_del(j, "zones");
	assert_true(office_view_from_json(j, o));
	assert_false(o->slip_list);
	assert_int_equal(o->zone_count, 0);
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
		cmocka_unit_test(test_number_of_a_series),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_change_of_a_newer_server),
		cmocka_unit_test(test_wrong_change),
		cmocka_unit_test(test_office),
		cmocka_unit_test(test_long_texts),
	};
	return cmocka_run_group_tests_name("proto", tests, NULL, NULL);
}
