/*
 * proto_json, tickets: what a kiosk sends and reads, classes of priority and procedures of the
 * catalogue.
 *
 * links: common/proto.c common/proto_json_in.c common/proto_json_office.c
 * common/proto_json_ticket.c common/json_read.c
 * common/procedure_view.c common/words.c common/embed.c embed_common common/text.c
 * common/slip_code.c common/mem.c tests/unit/json_expect.c
 */
#include "common/mem.h"
#include "common/procedure_view.h"
#include "common/proto_json.h"
#include "tests/unit/json_expect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_slip_result(void **state) {
	(void)state;
	struct slip_result r;
	json_t *j =
		json_parse("{\"code\":\"H05-1\",\"known\":true,\"ready\":false,\"due\":20261130,"
			   "\"counter\":null,\"service\":\"k\",\"as_of\":7}");
	assert_true(slip_result_from_json(j, &r));
	assert_true(r.known && !r.ready && r.due == 20261130 && r.as_of_ms == 7);
	assert_string_equal(r.service, "k");
	json_decref(j);
	j = json_parse(
		"{\"known\":false,\"ready\":null,\"due\":null,\"service\":null,\"as_of\":null}");
	assert_true(slip_result_from_json(j, &r));
	assert_true(!r.known && !r.ready && !r.due && !r.as_of_ms && !r.service[0]);
	json_decref(j);
	j = json_parse("{\"error\":\"not_found\"}");
	assert_false(slip_result_from_json(j, &r));
	json_decref(j);
}

static void test_bodies(void **state) {
	(void)state;
	json_expect(take_json("a", "elderly", "1.001193", "vi", "H05-1"),
		"{\"service\":\"a\",\"priority\":\"elderly\",\"procedure\":\"1.001193\","
		"\"lang\":\"vi\",\"appointment\":\"H05-1\"}");
	json_expect(take_json("a", "", NULL, "en", ""), "{\"service\":\"a\",\"lang\":\"en\"}");
	json_expect(printed_json("paper"), "{\"how\":\"paper\"}");
	json_expect(failed_json("paper_out"), "{\"why\":\"paper_out\"}");
}

static void test_ticket_of_the_kiosk(void **state) {
	(void)state;
	struct ticket t;
	json_t *j =
		json_parse("{\"ticket\":{\"id\":12,\"token\":\"abcdefghijklmnopqrstuv\","
			   "\"number\":\"A012\",\"service\":\"a\",\"priority\":null,"
			   "\"procedure\":\"1.001193\",\"state\":\"issuing\",\"ahead\":3,"
			   "\"wait\":{\"low_s\":60,\"high_s\":600},\"issued_at\":5,\"queue_at\":2,"
			   "\"url\":\"http://127.0.0.1/t/x\"}}");
	assert_true(ticket_from_answer(j, &t));
	assert_int_equal(t.id, 12);
	assert_string_equal(t.number, "A012");
	assert_string_equal(t.priority, "");
	assert_string_equal(t.procedure, "1.001193");
	assert_int_equal(t.state, TICKET_ISSUING);
	assert_int_equal(t.ahead, 3);
	assert_int_equal(t.wait.high_s, 600);
	assert_int_equal(t.issued_at_ms, 5);
	assert_int_equal(t.queue_at_ms, 2);
	assert_int_equal(t.called_at_ms, 0);
	assert_string_equal(t.url, "http://127.0.0.1/t/x");
	json_decref(j);
}

static void test_ticket_of_its_holder(void **state) {
	(void)state;
	struct ticket t;
	json_t *j = json_parse("{\"number\":\"A012\",\"service\":\"a\",\"state\":\"called\","
			       "\"ahead\":null,\"wait\":null,\"counter\":3,\"issued_at\":5,"
			       "\"called_at\":9,\"started_at\":null,\"reason\":\"in_turn\","
			       "\"procedure\":{\"code\":\"1.001193\",\"name\":{\"vi\":\"x\"}}}");
	assert_true(ticket_from_json(j, &t));
	assert_int_equal(t.id, 0);
	assert_int_equal(t.ahead, -1);
	assert_false(t.wait.known);
	assert_int_equal(t.counter, 3);
	assert_int_equal(t.reason, REASON_IN_TURN);
	assert_string_equal(t.procedure, "1.001193");
	json_decref(j);
}

static void test_wrong_ticket(void **state) {
	(void)state;
	static const char *const wrong[] = {
		"null",
		"{}",
		"{\"ticket\":null}",
		"{\"ticket\":{\"number\":\"A012\"}}",
		"{\"ticket\":{\"state\":\"waiting\"}}",
		"{\"ticket\":{\"number\":\"A012\",\"state\":\"waiting\",\"id\":\"12\"}}",
		"{\"ticket\":{\"number\":\"A012\",\"state\":\"waiting\",\"procedure\":1}}",
		("{\"ticket\":{\"number\":\"A\",\"state\":\"held\",\"token\":"
		 "\"23456789012345678901234\"}}"),
	};
	struct ticket t = {.id = 42}, before = t;
	assert_false(ticket_from_answer(NULL, &t));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		json_t *j = json_parse(wrong[i]);
		if (ticket_from_answer(j, &t))
			fail_msg("%s", wrong[i]);
		json_decref(j);
	}
	assert_memory_equal(&t, &before, sizeof t);
}

static void expect_error(const char *text, const char *slug, const char *message) {
	char is_slug[ID_SIZE] = "x", is_message[NAME_SIZE] = "x";
	json_t *j = text ? json_parse(text) : NULL;
	error_from_json(j, is_slug, is_message);
	assert_string_equal(is_slug, slug);
	assert_string_equal(is_message, message);
	json_decref(j);
}

static void test_errors(void **state) {
	(void)state;
	expect_error("{\"error\":\"closed\",\"message\":\"Hết giờ\"}", "closed", "Hết giờ");
	expect_error("{\"error\":3}", "", "");
	expect_error("[]", "", "");
	expect_error(NULL, "", "");
}

static void test_procedure(void **state) {
	(void)state;
	struct procedure_view p;
	json_t *j = json_parse(
		"{\"code\":\"1.001193\",\"name\":{\"vi\":\"Đăng ký khai sinh\","
		"\"en\":null},\"short\":{\"vi\":\"Khai sinh\",\"en\":\"Birth\"},"
		"\"field\":\"ho-tich\",\"service\":\"a\",\"documents\":[{\"vi\":\"Tờ khai\","
		"\"en\":\"Form\"},{\"vi\":\"Giấy chứng sinh\",\"en\":null}],"
		"\"fee_vnd\":0,\"fee_note\":null,\"time_limit_days\":null,"
		"\"time_limit\":{\"vi\":\"Trong ngày\",\"en\":null}}");
	assert_true(procedure_view_from_json(j, &p));
	json_decref(j);
	assert_string_equal(p.code, "1.001193");
	assert_string_equal(procedure_view_name(&p, LANG_EN), "Đăng ký khai sinh");
	assert_string_equal(procedure_view_short(&p, LANG_EN), "Birth");
	assert_int_equal(p.fee_vnd, 0);
	assert_int_equal(p.time_limit_days, -1);
	assert_null(p.time_limit_kind);
	assert_null(procedure_view_fee_note(&p, LANG_VI));
	assert_string_equal(procedure_view_time_limit(&p, LANG_VI), "Trong ngày");
	assert_int_equal(p.document_count, 2);
	assert_string_equal(procedure_view_document(&p, 0, LANG_EN), "Form");
	assert_string_equal(procedure_view_document(&p, 1, LANG_EN), "Giấy chứng sinh");
	assert_null(procedure_view_document(&p, 2, LANG_VI));
	assert_null(procedure_view_document(&p, -1, LANG_VI));
	procedure_view_clear(&p);
	procedure_view_clear(&p);
	procedure_view_clear(NULL);
}

static void test_procedures_of_an_answer(void **state) {
	(void)state;
	struct procedure_view rows[2];
	json_t *j = json_parse("{\"procedures\":[{\"code\":\"1\",\"name\":{\"vi\":\"một\"}},"
			       "{\"code\":\"\",\"name\":{\"vi\":\"x\"}},{\"code\":\"3\"},"
			       "{\"code\":\"4\",\"name\":{\"en\":\"four\"},\"fee_vnd\":-1},"
			       "{\"code\":\"5\",\"name\":{\"en\":\"five\"},\"fee_vnd\":8000},"
			       "{\"code\":\"6\",\"name\":{\"vi\":\"sáu\"}}]}");
	assert_int_equal(procedure_views_from_json(j, rows, 2), 2);
	json_decref(j);
	assert_int_equal(rows[0].fee_vnd, -1);
	assert_string_equal(procedure_view_short(&rows[0], LANG_VI), "một");
	assert_string_equal(rows[1].code, "5");
	assert_int_equal(rows[1].fee_vnd, 8000);
	procedure_view_clear(&rows[0]);
	procedure_view_clear(&rows[1]);
	assert_int_equal(procedure_views_from_json(NULL, rows, 2), 0);
}

/* What the office says of a class; an older server says nothing. */
static void test_class_of_priority(void **state) {
	(void)state;
	struct office_view *o = mem_alloc(1, sizeof *o);
	json_t *j = json_parse("{\"services\":[],\"counters\":[],\"priorities\":["
			       "{\"id\":\"elderly\",\"min_age\":75,\"proof\":{\"vi\":\"Căn "
			       "cước\",\"en\":\"ID card\"}},"
			       "{\"id\":\"merit\"}]}");
	assert_true(office_view_from_json(j, o));
	assert_int_equal(o->priorities[0].min_age, 75);
	assert_string_equal(o->priorities[0].proof.en, "ID card");
	assert_true(o->priorities[1].min_age == 0 && !o->priorities[1].proof.vi[0]);
	json_decref(j);
	mem_free(o);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_slip_result),
		cmocka_unit_test(test_bodies),
		cmocka_unit_test(test_ticket_of_the_kiosk),
		cmocka_unit_test(test_ticket_of_its_holder),
		cmocka_unit_test(test_wrong_ticket),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_class_of_priority),
		cmocka_unit_test(test_procedure),
		cmocka_unit_test(test_procedures_of_an_answer),
	};
	return cmocka_run_group_tests_name("proto_ticket", tests, NULL, NULL);
}
