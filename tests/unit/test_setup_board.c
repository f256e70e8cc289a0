/*
 * setup: the zones and notices of an office file, and what of them does not hold.
 *
 * Files are those of the sample offices with one value changed.
 * links: server/setup*.c common/text.c common/slip_code.c common/mem.c tests/unit/office_file.c
 * tests/unit/office_edit.c common/words.c common/proto.c common/embed.c common/day.c embed_common
 */
#include "common/words.h"
#include "tests/unit/office_edit.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const char WARD[] = "assets/office/ward.json";

static struct setup *edited(const char *where, const char *value) {
	struct office_edit edit = {where, value};
	char why[SETUP_WHY_SIZE] = "";
	char *text = office_edit_text(WARD, &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_string_equal(why, "");
	free(text);
	return s;
}

struct broken {
	const char *value, *why;
};

/* What is wrong can be said to people too. */
static void refuse(const char *where, const struct broken *broken) {
	struct office_edit edit = {where, broken->value};
	struct setup_fault fault = {0};
	char key[64];
	char *text = office_edit_text(WARD, &edit, 1);
	assert_null(setup_check(text, strlen(text), &fault));
	assert_string_equal(fault.why, broken->why);
	snprintf(key, sizeof key, "error.setup.%s", fault.word);
	for (enum lang lang = LANG_VI; lang <= LANG_EN; lang++)
		assert_non_null(strstr(words_get(lang, key), "{field}"));
	free(text);
}

/* What an earlier version took without looking stops no start: it is left out, and said. */
static void left_out_of_what_was_accepted(void **state) {
	(void)state;
	static const char zones[] =
		"[{\"id\": \"A\", \"name_vi\": \"Khu A\", \"counters\": [1, 77]}]";
	const struct office_edit edits[] = {{"zones", zones}, {"services.0.prefix", "\"\u2116\""}};
	char why[SETUP_WHY_SIZE] = "";
	char *text = office_edit_text(WARD, edits, COUNT(edits));
	assert_null(setup_parse(text, strlen(text), why, sizeof why));
	struct setup *s = setup_reopen(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	assert_string_equal(why, "zones[0].counters[1]: is no counter of this office");
	assert_int_equal(s->zone_count, 0);
	setup_free(s);
	free(text);
}

static void zones_of_the_province(void **state) {
	(void)state;
	struct setup *s = office_file_setup("assets/office/province.json");
	assert_int_equal(s->zone_count, 3);
	assert_string_equal(s->zones[0].id, "A");
	assert_string_equal(s->zones[1].name.vi,
		"Khu B – Tầng 1: Tư pháp, Nội vụ, Tài chính, Công Thương, Đất đai");
	assert_int_equal(s->zones[0].counter_count, 10);
	assert_int_equal(s->zones[0].counters[9], 28);
	assert_int_equal(s->zones[1].counter_count, 9);
	assert_int_equal(s->zones[2].counter_count, 9);
	setup_free(s);
	s = office_file_setup(WARD);
	assert_int_equal(s->zone_count + s->notice_count, 0);
	setup_free(s);
}

#define ZONE(id, more) "{\"id\":\"" id "\",\"name_vi\":\"Khu\"" more "}"
#define ONE ",\"counters\":[1]"

static void zones(void **state) {
	(void)state;
	struct setup *s =
		edited("zones", "[" ZONE("tang-2.a_B", ",\"counters\":[3,1]") "," ZONE(
					"x", ",\"name_en\":\"Zone\",\"counters\":[1]") "]");
	assert_int_equal(s->zone_count, 2);
	assert_int_equal(s->zones[0].counters[0], 3);
	assert_string_equal(s->zones[1].name.en, "Zone");
	setup_free(s);
	s = edited("zones", "null");
	assert_int_equal(s->zone_count, 0);
	setup_free(s);
}

static void zones_that_do_not_hold(void **state) {
	(void)state;
	static const struct broken table[] = {
		{"{}", "zones: is of the wrong kind"},
		{"[7]", "zones[0].id: is missing"},
		{"[{\"id\":\"A\"}]", "zones[0].name_vi: is missing"},
		{"[" ZONE("", ONE) "]", "zones[0].id: must be a text of one line"},
		{"[" ZONE("Khu A", ONE) "]", "zones[0].id: only A-Z, a-z, 0-9, '-', '_' and '.'"},
		{"[" ZONE("../x", ONE) "]", "zones[0].id: only A-Z, a-z, 0-9, '-', '_' and '.'"},
		{"[" ZONE("A", ONE) "," ZONE("A", ONE) "]", "zones[1].id: \"A\" is used twice"},
		{"[" ZONE("A", "") "]", "zones[0].counters: is missing"},
		{"[" ZONE("A", ",\"counters\":[]") "]", "zones[0].counters: must be 1 to 64"},
		{"[" ZONE("A", ",\"counters\":[1,7]") "]",
			"zones[0].counters[1]: is no counter of this office"},
		{"[" ZONE("A", ",\"counters\":[\"1\"]") "]",
			"zones[0].counters[0]: is no counter of this office"},
		{"[" ZONE("A", ",\"counters\":[1,2,1]") "]",
			"zones[0].counters[2]: 1 is named twice"},
	};
	for (size_t i = 0; i < COUNT(table); i++)
		refuse("zones", &table[i]);
}

static void too_many(void **state) {
	(void)state;
	char text[2048] = "[";
	for (int i = 0; i <= ZONES_MAX; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s" ZONE("z%d", ONE),
			i ? "," : "", i);
	strcat(text, "]");
	refuse("zones", &(struct broken){text, "zones: more than 16"});
	strcpy(text, "[");
	for (int i = 0; i <= NOTICES_MAX; i++)
		strcat(text, i ? ",{\"vi\":\"x\"}" : "{\"vi\":\"x\"}");
	strcat(text, "]");
	refuse("notices", &(struct broken){text, "notices: more than 8"});
}

static void notices(void **state) {
	(void)state;
	struct setup *s = edited("notices",
		"[{\"vi\":\"Nghỉ họp\",\"en\":\"Closed\",\"from\":\"2026-11-23T13:30\","
		"\"to\":\"2026-11-23T15:00\"},"
		"{\"vi\":\"Chào\",\"from\":\"2026-11-23\",\"to\":\"2026-11-23\"},"
		"{\"vi\":\"Luôn luôn\",\"en\":null,\"from\":null,\"to\":null}]");
	assert_int_equal(s->notice_count, 3);
	const struct setup_notice *n = s->notices;
	assert_string_equal(n[0].text.vi, "Nghỉ họp");
	assert_string_equal(n[0].text.en, "Closed");
	assert_int_equal(n[0].from.day, 20261123);
	assert_int_equal(n[0].from.minute, 810);
	assert_int_equal(n[0].until.minute, 900);
	assert_int_equal(n[1].from.minute, 0);
	assert_int_equal(n[1].until.day, 20261123);
	assert_int_equal(n[1].until.minute, 24 * 60);
	assert_int_equal(n[2].from.day + n[2].until.day, 0);
	setup_free(s);
}

/* As long as may be, of letters that take three bytes; and what nobody sees is left out. */
static void long_notices(void **state) {
	(void)state;
	char text[NOTICE_SIZE] = "[{\"vi\":\"";
	for (int i = 0; i < 300; i++)
		strcat(text, "ế");
	strcat(text, "\"}]");
	struct setup *s = edited("notices", text);
	assert_int_equal(strlen(s->notices[0].text.vi), 900);
	setup_free(s);
	s = edited("notices", "[{\"vi\":\"\u202eMời\u200b ông,\u2066 bà №\"}]");
	assert_string_equal(s->notices[0].text.vi, "Mời ông, bà №");
	setup_free(s);
}

#define CONTROL "notices[0].vi: has a line break or control sign"
#define PICTURE "notices[0].vi: has a picture that no board can show"
#define MOMENT "must be YYYY-MM-DD or YYYY-MM-DDTHH:MM"
#define ORDER "notices[0].to: is not after its beginning"

static void notices_that_do_not_hold(void **state) {
	(void)state;
	static const struct broken table[] = {
		{"\"Chào\"", "notices: is of the wrong kind"},
		{"[7]", "notices[0].vi: is missing"},
		{"[{\"en\":\"Closed\"}]", "notices[0].vi: is missing"},
		{"[{\"vi\":\"\"}]", "notices[0].vi: must be a text of one line"},
		{"[{\"vi\":\"\u200b\"}]", "notices[0].vi: must be a text of one line"},
		{"[{\"vi\":[]}]", "notices[0].vi: must be a text of one line"},
		{"[{\"vi\":\"a\\nb\"}]", CONTROL},
		{"[{\"vi\":\"a\\u0001b\"}]", CONTROL},
		{"[{\"vi\":\"a\\u0085b\"}]", CONTROL},
		{"[{\"vi\":\"a\\u2028b\"}]", CONTROL},
		{"[{\"vi\":\"Chào 🙂\"}]", PICTURE},
		{"[{\"vi\":\"☎ 113\"}]", PICTURE},
		{"[{\"vi\":\"" HUNDRED HUNDRED HUNDRED "x\"}]",
			"notices[0].vi: has more than 300 characters"},
		{"[{\"vi\":\"x\",\"en\":\"a\\tb\"}]",
			"notices[0].en: has a line break or control sign"},
		{"[{\"vi\":\"x\",\"form\":\"2026-11-23\"}]",
			"notices[0].form: only vi, en, from and to can be given"},
		{"[{\"vi\":\"x\",\"from\":\"23/11/2026\"}]", "notices[0].from: " MOMENT},
		{"[{\"vi\":\"x\",\"from\":\"2026-11-31\"}]", "notices[0].from: " MOMENT},
		{"[{\"vi\":\"x\",\"from\":7}]", "notices[0].from: " MOMENT},
		{"[{\"vi\":\"x\",\"to\":\"2026-11-23 07:30\"}]", "notices[0].to: " MOMENT},
		{"[{\"vi\":\"x\",\"to\":\"2026-11-23T7:30\"}]", "notices[0].to: " MOMENT},
		{"[{\"vi\":\"x\",\"to\":\"2026-11-23T07:30:00\"}]", "notices[0].to: " MOMENT},
		{"[{\"vi\":\"x\",\"from\":\"2026-11-23\",\"to\":\"2026-11-22\"}]", ORDER},
		{"[{\"vi\":\"x\",\"from\":\"2026-11-23T08:00\",\"to\":\"2026-11-23T08:00\"}]",
			ORDER},
	};
	for (size_t i = 0; i < COUNT(table); i++)
		refuse("notices", &table[i]);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(left_out_of_what_was_accepted),
		cmocka_unit_test(zones_of_the_province),
		cmocka_unit_test(zones),
		cmocka_unit_test(zones_that_do_not_hold),
		cmocka_unit_test(too_many),
		cmocka_unit_test(notices),
		cmocka_unit_test(long_notices),
		cmocka_unit_test(notices_that_do_not_hold),
	};
	return cmocka_run_group_tests_name("setup_board", tests, NULL, NULL);
}
