/*
 * What people read on the kiosk and the slip: moments, names, fees.
 * links: kiosk/phrase.c kiosk/phrase_name.c common/proto.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/mem.c common/log.c embed_common
 */
#include "kiosk/phrase.h"

#include "common/clock.h"
#include "common/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20261123 };

static char buf[PHRASE_SIZE];

static int64_t at(int day, int hour, int minute) {
	return clock_at(day, hour * 60 + minute);
}

static void test_counts(void **state) {
	(void)state;
	assert_string_equal(phrase_waiting(buf, LANG_VI, 0), "Không ai chờ");
	assert_string_equal(phrase_waiting(buf, LANG_VI, 7), "7 người chờ");
	assert_string_equal(phrase_people(buf, LANG_EN, 1), "1 person");
	assert_string_equal(phrase_people(buf, LANG_EN, 2), "2 people");
}

static void test_head_start(void **state) {
	(void)state;
	struct ticket t = {.issued_at_ms = at(TODAY, 9, 40)};
	assert_string_equal(phrase_head_start(buf, LANG_VI, &t), "");
	t.queue_at_ms = t.issued_at_ms;
	assert_string_equal(phrase_head_start(buf, LANG_VI, &t), "");
	t.issued_at_ms += 999; /* a queue time has whole seconds */
	assert_string_equal(phrase_head_start(buf, LANG_VI, &t), "");
	t.issued_at_ms -= 999;
	t.queue_at_ms = at(TODAY, 8, 40);
	phrase_head_start(buf, LANG_VI, &t);
	assert_string_equal(buf, "tính như đến trước 60 phút");
	t.issued_at_ms += 999;
	phrase_head_start(buf, LANG_EN, &t);
	assert_string_equal(buf, "counted as 60 minutes earlier");
	t.queue_at_ms = at(TODAY, 10, 15);
	phrase_head_start(buf, LANG_VI, &t);
	assert_string_equal(buf, "tính như đến lúc 10:15");
}

/* Age and proof in the office's words; what it does not say is left out. */
static void test_priority_proof(void **state) {
	(void)state;
	struct office_priority c = {
		.min_age = 75, .proof = {"Căn cước (ngày sinh)", "Identity card"}};
	phrase_priority_proof(buf, LANG_VI, &c);
	assert_string_equal(buf, "Từ đủ 75\u00a0tuổi · Căn cước (ngày sinh)");
	phrase_priority_proof(buf, LANG_EN, &c);
	assert_string_equal(buf, "From age 75\u00a0· Identity card");
	c.min_age = 0;
	assert_string_equal(phrase_priority_proof(buf, LANG_EN, &c), "Identity card");
	c = (struct office_priority){.min_age = 60};
	assert_string_equal(phrase_priority_proof(buf, LANG_VI, &c), "Từ đủ 60\u00a0tuổi");
	c.min_age = 0;
	assert_string_equal(phrase_priority_proof(buf, LANG_VI, &c), "");
}

static void test_moments(void **state) {
	(void)state;
	int64_t now_ms = at(TODAY, 9, 40);
	assert_string_equal(phrase_date(buf, LANG_VI, now_ms, false), "Thứ Hai, 23/11/2026");
	assert_string_equal(phrase_date(buf, LANG_EN, now_ms, true), "Monday, 23/11");
	assert_string_equal(phrase_moment(buf, LANG_VI, at(TODAY, 13, 15), now_ms), "13:15");
	phrase_moment(buf, LANG_VI, at(20261124, 7, 15), now_ms);
	assert_non_null(strstr(buf, "07:15"));
	assert_non_null(strstr(buf, "Thứ Ba, 24/11"));
}

static void test_counters(void **state) {
	(void)state;
	static struct office_view office = {.counter_count = 3};
	for (int i = 0; i < 3; i++) {
		struct office_counter *c = &office.counters[i];
		*c = (struct office_counter){.id = i + 1, .service_count = 1};
		strcpy(c->services[0], "ho-tich");
	}
	assert_string_equal(phrase_counters(buf, LANG_VI, &office, "ho-tich"), "1, 2 hoặc 3");
	assert_string_equal(phrase_counters(buf, LANG_VI, &office, "dat-dai"), "");
	strcpy(office.counters[1].services[0], "dat-dai");
	assert_string_equal(phrase_counters(buf, LANG_EN, &office, "ho-tich"), "1 or 3");
	assert_string_equal(phrase_counters(buf, LANG_VI, &office, "dat-dai"), "2");
}

static void test_guide(void **state) {
	(void)state;
	assert_string_equal(phrase_guide(buf, LANG_VI, 2),
		"Cần người giúp? Mời ông,\u00a0bà gặp cán bộ hướng dẫn tại quầy 2.");
	assert_string_equal(
		phrase_guide(buf, LANG_EN, 0), "Do you need help? Please see a member of staff.");
}

/* A break before the unit, where the unit has a name; "xã hội" is none. */
static void test_office(void **state) {
	(void)state;
	static const struct {
		const char *name, *text;
	} list[] = {{"Bộ phận Một cửa phường Suối Hoa", "Bộ phận Một cửa\nphường Suối Hoa"},
		{"Trung tâm tỉnh Bắc Ninh", "Trung tâm\ntỉnh Bắc Ninh"},
		{"Trung tâm Bảo hiểm xã hội", "Trung tâm Bảo hiểm xã hội"},
		{"Phường Suối Hoa", "Phường Suối Hoa"},
		{"Một cửa xã Đình Bảng", "Một cửa\nxã Đình Bảng"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		static struct office_view office;
		text_copy(office.name.vi, sizeof office.name.vi, list[i].name);
		assert_string_equal(phrase_office(buf, LANG_VI, &office), list[i].text);
	}
}

static void test_fees(void **state) {
	(void)state;
	struct procedure_view v = {.fee_vnd = -1};
	assert_string_equal(phrase_fee(buf, LANG_VI, &v), "Theo quy định của tỉnh");
	assert_string_equal(phrase_fee(buf, LANG_EN, &v), "As set by the province");
	v.fee_vnd = 8000;
	assert_string_equal(phrase_fee(buf, LANG_VI, &v), "8.000\u00a0đồng");
	v.fee_vnd = 0;
	assert_string_equal(phrase_fee(buf, LANG_VI, &v), "Miễn phí theo quy định");
	assert_string_equal(phrase_time_limit(buf, LANG_VI, &v), "Hỏi cán bộ tại quầy");
}

static void test_fee_notes(void **state) {
	(void)state;
	json_t *j = json_pack("{s:s, s:{s:s}, s:i, s:{s:s}}", "code", "1.0", "name", "vi", "Tên",
		"fee_vnd", 8000, "fee_note", "vi", "mỗi bản");
	struct procedure_view v;
	assert_true(procedure_view_from_json(j, &v));
	assert_string_equal(phrase_fee(buf, LANG_VI, &v), "8.000\u00a0đồng (mỗi bản)");
	json_object_set_new(j, "fee_note", json_pack("{s:s}", "vi", "8.000 đồng mỗi bản"));
	assert_string_equal(phrase_fee(buf, LANG_VI, &v), "8.000\u00a0đồng mỗi bản");
	v.fee_vnd = -1;
	json_object_set_new(j, "fee_note", json_pack("{s:s}", "vi", "Miễn cho hộ nghèo"));
	assert_string_equal(
		phrase_fee(buf, LANG_VI, &v), "Theo quy định của tỉnh (Miễn cho hộ nghèo)");
	procedure_view_clear(&v);
	json_decref(j);
}

/* On the screen what is plain today is left out; on paper the day of handing in stands, too. */
static void test_due(void **state) {
	(void)state;
	struct procedure_view v = {.fee_vnd = -1};
	int64_t now_ms = clock_at(20261123, 580);
	assert_string_equal(phrase_due(buf, LANG_VI, &v, now_ms, false), "");
	v.handed_in_day = v.result_day = 20261123;
	v.result_until_ms = clock_at(20261123, 900);
	assert_string_equal(phrase_due(buf, LANG_VI, &v, now_ms, false),
		"Hôm nay, Thứ Hai, 23/11 (nếu nộp trước 15:00)");
	assert_string_equal(phrase_due(buf, LANG_VI, &v, now_ms, true),
		"Thứ Hai, 23/11/2026 (nếu nộp trước 15:00, Thứ Hai, 23/11)");
	v.result_until_ms = 0;
	v.result_day = 20261127;
	assert_string_equal(phrase_due(buf, LANG_VI, &v, now_ms, false), "Thứ Sáu, 27/11/2026");
	assert_string_equal(phrase_due(buf, LANG_EN, &v, now_ms, true),
		"Friday, 27/11/2026 (if handed in on Monday, 23/11)");
	v.handed_in_day = 20261125;
	assert_string_equal(phrase_due(buf, LANG_VI, &v, now_ms, false),
		"Thứ Sáu, 27/11/2026 (nếu nộp vào Thứ Tư, 25/11)");
	v.time_limit_kind = "varies";
	v.handed_in_day = 20261123;
	assert_string_equal(
		phrase_due(buf, LANG_VI, &v, now_ms, false), "Thường là Thứ Sáu, 27/11/2026");
	v.time_limit_kind = "hours";
	v.result_day = 20261123;
	v.result_at_ms = clock_at(20261123, 930);
	assert_string_equal(
		phrase_due(buf, LANG_VI, &v, now_ms, false), "Hôm nay, Thứ Hai, 23/11, lúc 15:30");
}

/* Texts that are longer than the room are cut at a whole character. */
static void test_join(void **state) {
	(void)state;
	char longest[PHRASE_SIZE], joined[PHRASE_SIZE];
	memset(longest, 'x', sizeof longest - 2);
	longest[sizeof longest - 2] = '\0';
	assert_string_equal(phrase_join(joined, "a", "ế", NULL), "aế");
	phrase_join(joined, longest, "ế", NULL);
	assert_string_equal(joined, longest);
	assert_string_equal(phrase_join(joined, joined, NULL), longest);
	strcpy(joined, "Trong ngày; sau 15 giờ: hôm sau");
	phrase_first_clause(joined);
	assert_string_equal(joined, "Trong ngày");
	strcpy(joined, "2,5 ngày làm việc, chưa kể xác minh");
	phrase_first_clause(joined);
	assert_string_equal(joined, "2,5 ngày làm việc");
	assert_string_equal(phrase_bind(buf, "60 ngày, 3 bản"), "60\u00a0ngày, 3\u00a0bản");
}

static int use_zone(void **state) {
	(void)state;
	return clock_use_zone("Asia/Ho_Chi_Minh") ? 0 : -1;
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_counts),
		cmocka_unit_test(test_head_start), cmocka_unit_test(test_priority_proof),
		cmocka_unit_test(test_moments), cmocka_unit_test(test_counters),
		cmocka_unit_test(test_guide), cmocka_unit_test(test_office),
		cmocka_unit_test(test_fees), cmocka_unit_test(test_fee_notes),
		cmocka_unit_test(test_due), cmocka_unit_test(test_join)};
	return cmocka_run_group_tests(tests, use_zone, NULL);
}
