/*
 * spoken: numbers, times, dates, money, codes and names as people say them, in both languages.
 *
 * links: common/spoken*.c common/numeral.c common/words.c common/proto.c common/embed.c
 * links: common/text.c common/mem.c embed_common
 */
#include "common/spoken.h"
#include "common/spoken_part.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The sentences one after another; those in the other language in brackets. */
static void expect(enum lang lang, const char *text, const char *wanted) {
	struct spoken s = {0};
	char got[4096] = "";
	size_t used = 0;
	spoken_add(&s, lang, text);
	for (size_t i = 0; i < s.count; i++) {
		bool other = s.sentence[i].lang != lang;
		used += (size_t)snprintf(got + used, sizeof got - used, "%s%s%s%s", i ? "|" : "",
			other ? "[" : "", s.sentence[i].text, other ? "]" : "");
	}
	spoken_clear(&s);
	assert_string_equal(got, wanted);
}

static void test_numbers(void **state) {
	(void)state;
	static const struct {
		int64_t n;
		const char *said;
	} numbers[] = {{0, "không"}, {5, "năm"}, {10, "mười"}, {11, "mười một"}, {15, "mười lăm"},
		{20, "hai mươi"}, {21, "hai mươi mốt"}, {24, "hai mươi tư"}, {55, "năm mươi lăm"},
		{100, "một trăm"}, {101, "một trăm linh một"}, {115, "một trăm mười lăm"},
		{1000, "một nghìn"}, {1005, "một nghìn không trăm linh năm"},
		{2026, "hai nghìn không trăm hai mươi sáu"}, {8000, "tám nghìn"},
		{24500, "hai mươi tư nghìn năm trăm"}, {1000000, "một triệu"},
		{1250000, "một triệu hai trăm năm mươi nghìn"}, {3000000000, "ba tỷ"}};
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char out[SPOKEN_SIZE];
		spoken_number(LANG_VI, numbers[i].n, out);
		assert_string_equal(out, numbers[i].said);
	}
}

static void test_vietnamese(void **state) {
	(void)state;
	static const char *const pairs[][2] = {
		{"8.000 đồng/bản sao", "tám nghìn đồng một bản sao"},
		{"Lệ phí: 1.250.000 đồng.", "Lệ phí: một triệu hai trăm năm mươi nghìn đồng."},
		{"2.000đ", "hai nghìn đồng"},
		{"9:40", "chín giờ bốn mươi phút"},
		{"Nhận số lại lúc 13:00.", "Nhận số lại lúc mười ba giờ."},
		{"từ 07:05 đến 11:30", "từ bảy giờ năm phút đến mười một giờ ba mươi phút"},
		{"10:05–10:20", "mười giờ năm phút đến mười giờ hai mươi phút"},
		{"25–40 phút", "hai mươi lăm đến bốn mươi phút"},
		{"Thứ Hai, 23/11/2026", "Thứ Hai, ngày hai mươi ba tháng mười một năm hai nghìn "
					"không trăm hai mươi sáu"},
		{"ngày 04/4", "ngày bốn tháng tư"},
		{"sau ngày 30/4/1975, trực tiếp", "sau ngày ba mươi tháng tư năm một nghìn chín "
						  "trăm bảy mươi lăm, trực tiếp"},
		{"Trang 1 / 3", "Trang một trên ba"},
		{"3 trên 9", "ba trên chín"},
		{"Số A012", "Số a không một hai"},
		{"Số A 0 1 2", "Số a không một hai"},
		{"Số Đ-1005 không còn hiệu lực.", "Số đê một không không năm không còn hiệu lực."},
		{"Hồ sơ H05.27.12-251126-0001", "Hồ sơ hát không năm hai bảy một hai, hai năm một "
						"một hai sáu, không không không một"},
		{"Mã 1.001193", "Mã một chấm không không một một chín ba"},
		{"k", "ca"},
		{"1", "một"},
		{"Y tế", "Y tế"},
		{"tổ hợp tác/ Giấy chứng nhận", "tổ hợp tác, Giấy chứng nhận"},
		{"ngày 26/01/", "ngày hai mươi sáu tháng một"},
		{"Mẫu ĐKX11", "Mẫu đê ca ích xì một một"},
		{"Mẫu 1a–1đ", "Mẫu 1a đến 1đ"},
		{"Hàng phím: z x 1.", "Hàng phím: dét ích xì một."},
		{"phím OK", "phím ô kê"},
		{"TTHC của UBND", "thủ tục hành chính của ủy ban nhân dân"},
		{"DSPHSK", "dê ét sì pê hát ét sì ca"},
		{"mẫu CT01", "mẫu xê tê không một"},
		{"Phụ lục III", "Phụ lục ba"},
		{"Thông tư số 60/2023/TT-BTC",
			"Thông tư số sáu mươi năm hai nghìn không trăm hai mươi ba"},
		{"Nộp trực tuyến/Theo bưu điện", "Nộp trực tuyến, Theo bưu điện"},
		{"giảm 50%", "giảm năm mươi phần trăm"},
		{"100 %", "một trăm phần trăm"},
		{"05 ngày làm việc", "năm ngày làm việc"},
		{"trước 17h30", "trước mười bảy giờ ba mươi phút"},
		{"Hỏi “cán bộ” (quầy 3)", "Hỏi cán bộ, quầy ba"},
		{"\001Rất nhiều thủ tục.\001 Gõ thêm.", "Rất nhiều thủ tục.|Gõ thêm."},
		{"Hệ thống đang gián đoạn,\nvui lòng gặp cán bộ.",
			"Hệ thống đang gián đoạn, vui lòng gặp cán bộ."},
		{"Đang tìm…", "Đang tìm."},
		{"(hộ chiếu) – xuất trình", "hộ chiếu, xuất trình"},
		{"7 người chờ  ·  25–40 phút", "bảy người chờ, hai mươi lăm đến bốn mươi phút"},
		{"Có không? Có!", "Có không?|Có!"},
		{"  ·", ""},
		{"–", ""},
		{"", ""},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		expect(LANG_VI, pairs[i][0], pairs[i][1]);
	}
}

static void test_english(void **state) {
	(void)state;
	static const char *const pairs[][2] = {
		{"8,000 VND", "8000 dong"},
		{"8.000 VND", "8000 dong"},
		{"The break is from 11:30 to 13:00.", "The break is from 11 30 to 13 o'clock."},
		{"9:05", "9 oh 5"},
		{"25–40 min", "25 to 40 minutes"},
		{"Monday, 23/11/2026", "Monday, 23 November 2026"},
		{"Page 1 / 3", "Page 1 of 3"},
		{"Number A 0 1 2", "Number eigh 0 1 2"},
		{"Code 1.001193", "Code one point zero zero one one nine three"},
		{"One-stop office, Suối Hoa ward", "One stop office|[Suối Hoa]|ward"},
		{"Hộ tịch, nuôi con nuôi. 7 waiting.", "[Hộ tịch, nuôi con nuôi.]|7 waiting."},
		{"Ask at the counter", "Ask at the counter"},
		{"Code 1.001193  ·  Trong ngày làm việc",
			"Code one point zero zero one one nine three|[Trong ngày làm việc]"},
		{"quá hạn: 60 ngày", "[quá hạn: sáu mươi ngày]"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		expect(LANG_EN, pairs[i][0], pairs[i][1]);
	}
}

/* A very long text is cut into pieces at its commas, nothing is lost. */
static void test_long(void **state) {
	(void)state;
	static char text[9000], joined[9000];
	struct spoken s = {.own = true};
	for (int i = 0; i < 150; i++) {
		strcat(text, i == 149 ? "công dân" : "công dân có việc, ");
	}
	spoken_add(&s, LANG_VI, text);
	assert_true(s.count > 5);
	for (size_t i = 0; i < s.count; i++) {
		assert_true(s.sentence[i].own);
		assert_true(strlen(s.sentence[i].text) < SPOKEN_LONG + 40);
		strcat(joined, s.sentence[i].text);
		strcat(joined, i + 1 < s.count ? ", " : "");
	}
	assert_string_equal(joined, text);
	spoken_clear(&s);
	assert_int_equal(s.count, 0);
}

/* Whatever bytes come, it neither fails nor runs past the end. */
static void test_any_bytes(void **state) {
	(void)state;
	static const char signs[] = "A9./:-,– đ\001%h(\"1Ế\xC3\xE2\x80";
	unsigned seed = 7;
	for (int i = 0; i < 20000; i++) {
		char text[64];
		struct spoken s = {0};
		int n = (int)(seed % (sizeof text - 1));
		for (int j = 0; j < n; j++) {
			seed = seed * 1103515245u + 12345u;
			text[j] = signs[(seed >> 16) % (sizeof signs - 1)];
		}
		text[n] = '\0';
		seed = seed * 1103515245u + 12345u;
		spoken_add(&s, i % 2 ? LANG_VI : LANG_EN, text);
		spoken_clear(&s);
	}
}

int main(void) {
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_vietnamese), cmocka_unit_test(test_english),
		cmocka_unit_test(test_long), cmocka_unit_test(test_any_bytes)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
