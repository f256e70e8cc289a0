/*
 * What people read of a wait: minutes, a break, doubt, the clock.
 * links: common/wait_text.c common/clock.c common/words.c common/text.c common/embed.c
 * links: common/proto.c common/mem.c common/log.c embed_common
 */
#include "common/wait_text.h"

#include "common/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { TODAY = 20261123 };

static char buf[WAIT_TEXT_SIZE];

static struct expectation minutes(int low_s, int high_s) {
	return (struct expectation){
		.wait = {.known = true, .low_s = low_s, .high_s = high_s}, .reach = REACH_LIKELY};
}

static int64_t at(int hour, int minute) {
	return clock_at(TODAY, hour * 60 + minute);
}

/* What is promised is never narrower than what is known. */
static void test_minutes(void **state) {
	(void)state;
	static const struct {
		int low_s, high_s;
		const char *full, *value, *figures;
	} list[] = {
		{0, 0, "sắp đến lượt", "sắp đến lượt", "0–5"},
		{0, 300, "sắp đến lượt", "sắp đến lượt", "0–5"},
		{0, 301, "khoảng 0–6 phút", "0–6 phút", "0–6"},
		{300, 301, "khoảng 5–6 phút", "5–6 phút", "5–6"},
		{599, 600, "khoảng 9–10 phút", "9–10 phút", "9–10"},
		{659, 661, "khoảng 10–15 phút", "10–15 phút", "10–15"},
		{1500, 2400, "khoảng 25–40 phút", "25–40 phút", "25–40"},
		{3660, 3661, "khoảng 60–70 phút", "60–70 phút", "60–70"},
		{5400, 5999, "khoảng 90–100 phút", "90–100 phút", "90+"},
		{9000, 12000, "khoảng 150–200 phút", "150–200 phút", "100+"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct expectation e = minutes(list[i].low_s, list[i].high_s);
		int low, high;
		assert_string_equal(wait_text(buf, LANG_VI, &e), list[i].full);
		assert_string_equal(wait_text_value(buf, LANG_VI, &e), list[i].value);
		assert_string_equal(wait_text_tile(buf, LANG_VI, &e), list[i].value);
		assert_string_equal(wait_text_figures(buf, &e), list[i].figures);
		wait_minutes(&e.wait, &low, &high);
		assert_true(low * 60 <= e.wait.low_s && high * 60 >= e.wait.high_s && low < high);
	}
}

static void test_unknown(void **state) {
	(void)state;
	struct expectation e = {.reach = REACH_LIKELY};
	assert_int_equal(wait_case(&e), WAIT_UNKNOWN);
	assert_string_equal(wait_text(buf, LANG_VI, &e), "");
	assert_string_equal(wait_text_tile(buf, LANG_VI, &e), "");
	assert_string_equal(wait_text_figures(buf, &e), "–");
	assert_string_equal(wait_text_clock(buf, &e, at(9, 40)), "");
}

/* One window over a break says nothing: before it, or after it. */
static void test_break(void **state) {
	(void)state;
	struct expectation e = minutes(3600, 11000);
	e.pause = (struct span){at(11, 40), at(13, 30)};
	assert_string_equal(wait_text(buf, LANG_VI, &e), "trước 11:40 hoặc đầu giờ chiều");
	assert_string_equal(wait_text_value(buf, LANG_VI, &e), "trước 11:40 hoặc đầu giờ chiều");
	assert_string_equal(wait_text_tile(buf, LANG_VI, &e), "trước 11:40\nhoặc chiều");
	assert_string_equal(wait_text_figures(buf, &e), "60+");
	assert_string_equal(wait_text_clock(buf, &e, at(10, 40)), "");
	e.pause = (struct span){at(9, 30), at(9, 45)};
	assert_string_equal(wait_text(buf, LANG_VI, &e), "trước 09:30 hoặc sau 09:45");
	assert_string_equal(wait_text_tile(buf, LANG_EN, &e), "before 09:30\nor after 09:45");
	e.pause.to_ms = at(12, 0);
	assert_true(wait_noon(&e.pause));
}

/* Whether at all comes before when; the figures then are the least. */
static void test_reach(void **state) {
	(void)state;
	struct expectation e = minutes(1500, 2400);
	e.pause = (struct span){at(11, 40), at(13, 30)};
	e.reach = REACH_DOUBTFUL;
	assert_string_equal(wait_text(buf, LANG_VI, &e), "có thể không kịp trong buổi");
	assert_string_equal(wait_text_figures(buf, &e), "25+");
	e.reach = REACH_UNLIKELY;
	assert_string_equal(wait_text(buf, LANG_VI, &e), "khó kịp hôm nay");
	assert_string_equal(wait_text_tile(buf, LANG_VI, &e), "khó kịp\nhôm nay");
	assert_string_equal(wait_text_clock(buf, &e, at(9, 40)), "");
	e.wait.known = false;
	assert_string_equal(wait_text(buf, LANG_VI, &e), "khó kịp hôm nay");
	assert_string_equal(wait_text_figures(buf, &e), "–");
}

static void test_clock(void **state) {
	(void)state;
	struct expectation e = minutes(1500, 2400);
	assert_string_equal(wait_text_clock(buf, &e, at(9, 40)), "10:05–10:20");
	e.window = (struct span){at(10, 0), at(10, 20)};
	assert_string_equal(wait_text_clock(buf, &e, at(9, 40)), "10:00–10:20");
	e = minutes(60, 60);
	assert_string_equal(wait_text_clock(buf, &e, at(9, 40)), "");
}

static void test_sources(void **state) {
	(void)state;
	struct snapshot_service s = {
		.wait = {true, 60, 120}, .reach = REACH_DOUBTFUL, .pause = {1, 2}};
	struct ticket t = {.wait = {true, 60, 120},
		.reach = REACH_UNLIKELY,
		.pause = {1, 2},
		.window = {3, 4}};
	struct expectation of_service = wait_of_service(&s), of_ticket = wait_of_ticket(&t);
	assert_int_equal(of_service.wait.high_s, 120);
	assert_int_equal(of_service.reach, REACH_DOUBTFUL);
	assert_int_equal(of_service.pause.to_ms, 2);
	assert_int_equal(of_ticket.wait.low_s, 60);
	assert_int_equal(of_ticket.reach, REACH_UNLIKELY);
	assert_int_equal(of_ticket.pause.from_ms, 1);
	assert_int_equal(of_ticket.window.to_ms, 4);
}

static int use_zone(void **state) {
	(void)state;
	return clock_use_zone("Asia/Ho_Chi_Minh") ? 0 : -1;
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_minutes),
		cmocka_unit_test(test_unknown), cmocka_unit_test(test_break),
		cmocka_unit_test(test_reach), cmocka_unit_test(test_clock),
		cmocka_unit_test(test_sources)};
	return cmocka_run_group_tests(tests, use_zone, NULL);
}
