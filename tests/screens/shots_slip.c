/*
 * The slips' pictures against those kept in tests/screens/golden.
 * links: tests/screens/golden.c common/ui/scene_compare.c kiosk/slip.c kiosk/slip_papers.c
 * kiosk/dots.c common/qr.c kiosk/phrase.c kiosk/phrase_name.c common/proto.c common/proto_json_in.c
 * common/proto_json_office.c common/proto_json_ticket.c common/json_read.c common/procedure_view.c
 * common/clock.c common/wait_text.c common/words.c common/text.c common/embed.c common/slip_code.c
 * common/mem.c common/log.c common/ui/scene.c common/ui/lines.c common/ui/font.c common/ui/draw.c
 * common/ui/picture.c common/ui/picture_scale.c common/picture_file.c common/ui/shape.c
 * common/ui/icon.c embed_common embed_ui
 */
#include "kiosk/slip.h"
#include "tests/screens/golden.h"

#include "common/clock.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "common/ui/font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { AGAIN = 1, ALONE = 2, WORDED = 4, LONG = 8 };

static const struct shot {
	const char *name, *office, *ticket, *procedures;
	int row;
	int width_dots;
	enum lang lang;
	int marks;
} shots[] = {
	{"slip", "ward", "ticket", NULL, 0, SLIP_WIDE, LANG_VI, 0},
	{"slip-en", "ward", "ticket", NULL, 0, SLIP_WIDE, LANG_EN, 0},
	{"slip-narrow", "ward", "ticket", NULL, 0, SLIP_NARROW, LANG_VI, 0},
	{"slip-worded", "ward", "ticket", NULL, 0, SLIP_WIDE, LANG_VI, WORDED},
	{"slip-worded-en", "ward", "ticket", NULL, 0, SLIP_WIDE, LANG_EN, WORDED},
	{"slip-worded-narrow", "ward", "ticket", NULL, 0, SLIP_NARROW, LANG_VI, AGAIN | WORDED},
	{"slip-worded-papers", "ward", "ticket", "search", 0, SLIP_WIDE, LANG_VI, WORDED},
	{"slip-again", "ward", "ticket", NULL, 0, SLIP_WIDE, LANG_VI, AGAIN},
	{"slip-again-en-narrow", "ward", "ticket", NULL, 0, SLIP_NARROW, LANG_EN, AGAIN},
	{"slip-alone", "ward", "ticket_alone", NULL, 0, SLIP_WIDE, LANG_VI, ALONE},
	{"slip-alone-en-narrow", "ward", "ticket_alone", NULL, 0, SLIP_NARROW, LANG_EN,
		AGAIN | ALONE},
	{"slip-priority", "ward", "ticket_priority", NULL, 0, SLIP_WIDE, LANG_VI, 0},
	{"slip-break", "ward", "ticket_break", NULL, 0, SLIP_WIDE, LANG_VI, 0},
	{"slip-break-en-narrow", "ward", "ticket_break", NULL, 0, SLIP_NARROW, LANG_EN, 0},
	{"slip-doubtful", "ward", "ticket_doubtful", NULL, 0, SLIP_WIDE, LANG_VI, 0},
	{"slip-doubtful-narrow", "ward", "ticket_doubtful", NULL, 0, SLIP_NARROW, LANG_VI, 0},
	{"slip-province", "province", "ticket_province", NULL, 0, SLIP_WIDE, LANG_VI, 0},
	{"slip-province-narrow", "province", "ticket_province", NULL, 0, SLIP_NARROW, LANG_VI, 0},
	{"slip-long", "ward", "ticket", NULL, 0, SLIP_WIDE, LANG_VI, LONG},
	{"slip-long-en-narrow", "ward", "ticket", NULL, 0, SLIP_NARROW, LANG_EN, LONG},
	{"slip-papers", "ward", "ticket", "search", 0, SLIP_WIDE, LANG_VI, 0},
	{"slip-papers-narrow", "ward", "ticket", "search", 0, SLIP_NARROW, LANG_VI, 0},
	{"slip-papers-long", "ward", "ticket", "hard", 0, SLIP_WIDE, LANG_VI, 0},
};

static const struct office_slip worded = {
	.header = {"Số 12 Nguyễn Đăng Đạo, phường Suối Hoa. Điện thoại 0222 3822 333. Làm việc "
		   "7:30–11:30, 13:30–17:00.",
		"12 Nguyễn Đăng Đạo, Suối Hoa ward. Phone 0222 3822 333. Open 7:30–11:30, "
		"13:30–17:00."},
	.footer = {"Nộp hồ sơ trực tuyến tại dichvucong.gov.vn, không phải chờ.",
		"Apply online at dichvucong.gov.vn without waiting."},
};

static const struct name long_name = {
	"Đất đai, tài nguyên nước, khoáng sản, bảo vệ môi trường, biến đổi khí hậu, đo đạc và bản "
	"đồ trên địa bàn phường",
	"Land, water resources, minerals, protection of the environment, climate, surveying and "
	"mapping within the ward",
};

static void draw_papers(const struct slip *slip, json_t *list, int row, struct dots *picture) {
	struct procedure_view rows[16];
	int count = procedure_views_from_json(list, rows, 16);
	assert_true(row < count);
	slip_papers(slip, &rows[row], picture);
	for (int i = 0; i < count; i++) {
		procedure_view_clear(&rows[i]);
	}
}

static void test_shot(void **state) {
	const struct shot *shot = *state;
	static struct office_view office;
	struct ticket ticket;
	struct dots picture;
	json_t *data = json_load_file("tests/data/kiosk.json", 0, NULL);
	const json_t *place = json_object_get(data, shot->office);
	assert_true(office_view_from_json(json_object_get(place, "office"), &office));
	assert_true(ticket_from_answer(json_object_get(data, shot->ticket), &ticket));
	if (shot->marks & WORDED) {
		office.slip = worded;
	}
	if (shot->marks & LONG) {
		office.services[0].name = long_name;
	}
	clock_use_zone("Asia/Ho_Chi_Minh");
	struct slip slip = {.lang = shot->lang,
		.width_dots = shot->width_dots,
		.office = &office,
		.now_ms = clock_at(20261123, 580),
		.again = shot->marks & AGAIN,
		.alone = shot->marks & ALONE};
	if (shot->procedures) {
		draw_papers(&slip, json_object_get(data, shot->procedures), shot->row, &picture);
	} else {
		slip_ticket(&slip, &ticket, &picture);
	}
	json_decref(data);
	golden_check_bits(picture.bits, picture.w, picture.h, shot->name);
	dots_clear(&picture);
}

int main(void) {
	enum { COUNT = sizeof shots / sizeof *shots };
	struct CMUnitTest tests[COUNT];
	for (int i = 0; i < COUNT; i++) {
		tests[i] = (struct CMUnitTest){.name = shots[i].name,
			.test_func = test_shot,
			.initial_state = (void *)(uintptr_t)&shots[i]};
	}
	int failed = cmocka_run_group_tests_name("shots_slip", tests, NULL, NULL);
	font_close_all();
	return failed;
}
