/*
 * The slip: what is printed decodes back to the picture that was drawn, its code to the address.
 * links: tests/unit/slip_decode.c kiosk/slip.c kiosk/slip_papers.c kiosk/dots.c kiosk/escpos.c
 * links: common/qr.c kiosk/phrase.c kiosk/phrase_name.c common/proto.c common/proto_json_in.c
 * links: common/proto_json_office.c common/proto_json_ticket.c common/json_read.c
 * links: common/procedure_view.c common/clock.c common/wait_text.c common/words.c common/text.c
 * links: common/embed.c common/slip_code.c common/mem.c common/log.c common/ui/lines.c
 * links: common/ui/font.c embed_common
 */
#include "kiosk/slip.h"

#include "common/clock.h"
#include "common/mem.h"
#include "common/proto_json.h"
#include "kiosk/escpos.h"
#include "tests/unit/slip_decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static json_t *data;
static struct office_view office;
static struct slip slip;
static struct ticket ticket;

static void use(const char *place, const char *entry) {
	const json_t *j = json_object_get(data, place);
	assert_true(office_view_from_json(json_object_get(j, "office"), &office));
	assert_true(ticket_from_answer(json_object_get(data, entry), &ticket));
	slip = (struct slip){.lang = LANG_VI,
		.width_dots = SLIP_WIDE,
		.office = &office,
		.now_ms = clock_at(20261123, 580)};
}

static int open_data(void **state) {
	(void)state;
	clock_use_zone("Asia/Ho_Chi_Minh");
	data = json_load_file("tests/data/kiosk.json", 0, NULL);
	return data ? 0 : -1;
}

static int close_data(void **state) {
	(void)state;
	json_decref(data);
	font_close_all();
	return 0;
}

/* No black may come nearer to the edge, but for the line that goes across. */
static void check_margins(const struct dots *d) {
	int lines = 0;
	for (int y = 0; y < d->h; y++) {
		const uint8_t *row = d->bits + y * d->w;
		bool across = row[0] && row[d->w - 1];
		lines += across;
		for (int x = 0; x < 8 && !across; x++) {
			assert_int_equal(row[x], 0);
			assert_int_equal(row[d->w - 1 - x], 0);
		}
	}
	assert_true(lines <= 6);
}

static void check_bytes(const struct dots *d) {
	size_t size;
	struct slip_decoded got;
	uint8_t *bytes = escpos_encode(d, &size);
	assert_true(slip_decode(bytes, size, &got));
	assert_true(got.started && got.cut);
	assert_int_equal(got.fed_lines, 3);
	assert_true(got.most_rows <= ESCPOS_BAND);
	assert_int_equal(got.picture.w, d->w);
	assert_int_equal(got.picture.h, d->h);
	assert_memory_equal(got.picture.bits, d->bits, (size_t)d->w * (size_t)d->h);
	dots_clear(&got.picture);
	mem_free(bytes);
}

static void check_ticket(int width_dots, enum lang lang) {
	struct dots d;
	slip.width_dots = width_dots;
	slip.lang = lang;
	slip_ticket(&slip, &ticket, &d);
	assert_int_equal(d.w, width_dots);
	check_margins(&d);
	check_bytes(&d);
	dots_clear(&d);
}

static void test_ticket(void **state) {
	(void)state;
	const char *entries[] = {"ticket", "ticket_priority", "ticket_province"};
	for (int i = 0; i < 3; i++) {
		use(i == 2 ? "province" : "ward", entries[i]);
		for (int lang = LANG_VI; lang <= LANG_EN; lang++) {
			check_ticket(SLIP_WIDE, (enum lang)lang);
			check_ticket(SLIP_NARROW, (enum lang)lang);
		}
	}
}

static int height_of_ticket(void) {
	struct dots d;
	slip_ticket(&slip, &ticket, &d);
	int h = d.h;
	dots_clear(&d);
	return h;
}

static void test_unknown_is_left_out(void **state) {
	(void)state;
	use("ward", "ticket");
	int all = height_of_ticket();
	ticket.wait.known = false;
	int less = height_of_ticket();
	assert_true(less < all);
	ticket.ahead = -1;
	assert_true(height_of_ticket() < less);
	ticket.url[0] = '\0';
	assert_true(height_of_ticket() < less - 200);
}

static void test_long_names(void **state) {
	(void)state;
	use("ward", "ticket");
	for (int i = 0; i < 12; i++) {
		strcat(office.name.vi, " phường Suối Hoa");
		strcat(office.services[0].name.vi, ", đất đai");
	}
	check_ticket(SLIP_WIDE, LANG_VI);
	check_ticket(SLIP_NARROW, LANG_VI);
}

static void test_papers(void **state) {
	(void)state;
	struct procedure_view rows[8];
	use("ward", "ticket");
	int count = procedure_views_from_json(json_object_get(data, "hard"), rows, 8);
	assert_true(count >= 5);
	for (int i = 0; i < count; i++) {
		struct dots d;
		slip.width_dots = i % 2 ? SLIP_NARROW : SLIP_WIDE;
		slip_papers(&slip, &rows[i], &d);
		check_margins(&d);
		check_bytes(&d);
		dots_clear(&d);
		procedure_view_clear(&rows[i]);
	}
}

/* What a phone reads from the picture, by a reader that is not ours. */
static bool scan(const struct dots *d, char *url, size_t size) {
	char path[] = "/tmp/motcua-slip-XXXXXX", line[128];
	int fd = mkstemp(path);
	assert_true(fd >= 0 && slip_write_pbm(d, path));
	close(fd);
	snprintf(line, sizeof line, "zbarimg -q --raw %s 2>/dev/null", path);
	FILE *p = popen(line, "r");
	bool got = p && fgets(url, (int)size, p);
	url[got ? strcspn(url, "\n") : 0] = '\0';
	pclose(p);
	unlink(path);
	return got;
}

static void test_code(void **state) {
	(void)state;
	if (system("command -v zbarimg >/dev/null 2>&1") != 0) {
		skip();
	}
	for (int i = 0; i < 2; i++) {
		char url[NAME_SIZE];
		struct dots d;
		use("ward", "ticket");
		slip.width_dots = i ? SLIP_NARROW : SLIP_WIDE;
		slip_ticket(&slip, &ticket, &d);
		assert_true(scan(&d, url, sizeof url));
		assert_string_equal(url, ticket.url);
		dots_clear(&d);
	}
}

static void test_decoder_refuses(void **state) {
	(void)state;
	struct slip_decoded got;
	const uint8_t text[] = {0x1B, '@', 'A'};
	assert_false(slip_decode(text, sizeof text, &got));
}

/* A picture whose dots are, byte for byte, questions to the printer's state: none is asked. */
static void test_dots_ask_nothing(void **state) {
	(void)state;
	static const uint8_t says[] = {0x10, 0x04, 0x01, 0x10, 0x05, 0x10, 0x14, 0x01};
	struct dots d;
	size_t size;
	dots_init(&d, SLIP_NARROW);
	dots_grow(&d, 40);
	for (int i = 0; i < d.w * 40; i++) {
		d.bits[i] = says[i / 8 % 8] >> (7 - i % 8) & 1;
	}
	uint8_t *bytes = escpos_encode(&d, &size);
	for (size_t i = 0; i + 1 < size; i++) {
		bool asks = bytes[i] == 0x10 &&
			    (bytes[i + 1] == 0x04 || bytes[i + 1] == 0x05 || bytes[i + 1] == 0x14);
		assert_false(asks);
	}
	struct slip_decoded got;
	assert_true(slip_decode(bytes, size, &got));
	for (int i = 0; i < d.w * 40; i++) {
		assert_true(got.picture.bits[i] >= d.bits[i]);
	}
	dots_clear(&got.picture);
	dots_clear(&d);
	mem_free(bytes);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dots_ask_nothing),
		cmocka_unit_test(test_ticket),
		cmocka_unit_test(test_unknown_is_left_out),
		cmocka_unit_test(test_long_names),
		cmocka_unit_test(test_papers),
		cmocka_unit_test(test_code),
		cmocka_unit_test(test_decoder_refuses),
	};
	return cmocka_run_group_tests(tests, open_data, close_data);
}
