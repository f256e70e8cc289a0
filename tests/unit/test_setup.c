/*
 * setup: what the sample offices say, and the place and the reason when a file does not hold.
 *
 * Broken files are the ward's with one value changed; that nothing leaks is the sanitizer's to see.
 * links: server/setup*.c common/text.c common/slip_code.c common/mem.c common/day.c
 * tests/unit/office_file.c tests/unit/office_edit.c
 */
#include "tests/unit/office_edit.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char WARD[] = "assets/office/ward.json";

static const struct setup_service *service(const struct setup *s, const char *id) {
	int i = setup_service(s, id);
	assert_true(i >= 0);
	return &s->services[i];
}

static int handicap_s(const struct setup *s, int counter, const char *id) {
	return setup_handicap_s(s, setup_counter(s, counter), setup_service(s, id));
}

static int head_start_s(const struct setup *s, const char *id) {
	int i = setup_priority(s, id);
	assert_true(i >= 0);
	return s->priorities[i].head_start_s;
}

static void ward_services(void **state) {
	(void)state;
	struct setup *s = office_file_setup(WARD);
	assert_string_equal(s->name.vi, "Bộ phận Tiếp nhận và Trả kết quả phường Suối Hoa");
	assert_string_equal(s->name.en, "One-stop office, Suối Hoa ward");
	assert_string_equal(s->time_zone, "Asia/Ho_Chi_Minh");
	assert_int_equal(s->service_count, 9);
	assert_string_equal(s->services[0].id, "chung-thuc");
	assert_string_equal(s->services[8].id, "tra-ket-qua");
	assert_string_equal(service(s, "ho-tich")->prefix, "B");
	assert_string_equal(service(s, "ho-tich")->name.vi, "Hộ tịch, nuôi con nuôi");
	assert_string_equal(service(s, "ho-tich")->name.en, "Civil status, adoption");
	assert_int_equal(service(s, "ho-tich")->mean_s, 720);
	assert_int_equal(service(s, "tra-ket-qua")->mean_s, 180);
	assert_int_equal(service(s, "tra-ket-qua")->target_s, 600);
	assert_true(service(s, "tra-ket-qua")->needs_slip);
	assert_false(service(s, "ho-tich")->needs_slip);
	assert_true(slip_code_fits(&s->slips, "H05.27.12-251126-0001"));
	assert_true(service(s, "chung-thuc")->saturday);
	assert_false(service(s, "xay-dung")->saturday);
	assert_int_equal(setup_service(s, "thue"), -1);
	assert_string_equal(s->catalog[1].id, "ho-tich");
	assert_int_equal(s->catalog[1].field_count, 3);
	assert_string_equal(s->catalog[1].fields[2], "lien-thong");
	assert_int_equal(s->catalog[8].field_count, 0);
	assert_string_equal(s->catalog[0].first[0], "2.000815");
	setup_free(s);
}

static void ward_counters(void **state) {
	(void)state;
	struct setup *s = office_file_setup(WARD);
	assert_int_equal(s->counter_count, 6);
	assert_string_equal(s->counters[5].name.en, "Ward police: residence, ID cards");
	assert_int_equal(handicap_s(s, 1, "tra-ket-qua"), 0);
	assert_int_equal(handicap_s(s, 1, "chung-thuc"), 600);
	assert_int_equal(handicap_s(s, 3, "chung-thuc"), 300);
	assert_int_equal(handicap_s(s, 3, "dat-dai"), -1);
	assert_true(s->counters[0].saturday);
	assert_int_equal(setup_counter(s, 6), 5);
	assert_int_equal(setup_counter(s, 7), -1);
	setup_free(s);
}

static bool may_help(const struct setup *s, int counter, const char *id) {
	return s->counters[setup_counter(s, counter)].may_help[setup_service(s, id)];
}

/* Whom it may help, or, where that is not said, those whose work is akin to its own. */
static void whom_a_counter_may_help(void **state) {
	(void)state;
	static const struct office_edit edits[] = {{"counters.3.may_help", NULL}};
	char *text = office_edit_text(WARD, edits, 1), why[SETUP_WHY_SIZE];
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	assert_true(may_help(s, 5, "chung-thuc"));
	assert_false(may_help(s, 5, "dat-dai"));
	for (int i = 0; i < s->service_count; i++)
		assert_false(s->counters[5].may_help[i]);
	assert_true(may_help(s, 4, "van-xa")); /* counter 5 does that, and what 4 does */
	assert_false(may_help(s, 4, "chung-thuc"));
	assert_true(may_help(s, 2, "tra-ket-qua"));
	setup_free(s);
	free(text);
	const struct office_edit unknown = {"counters.1.may_help", "[\"ho-tich\",3]"};
	text = office_edit_text(WARD, &unknown, 1);
	assert_null(setup_parse(text, strlen(text), why, sizeof why));
	assert_string_equal(why, "counters[1].may_help[1]: \"?\" is no service of this office");
	free(text);
}

static void ward_rules(void **state) {
	(void)state;
	struct setup *s = office_file_setup(WARD);
	assert_int_equal(s->priority_count, 8);
	assert_int_equal(head_start_s(s, "elderly"), 3600);
	assert_int_equal(head_start_s(s, "merit"), 3600);
	assert_int_equal(head_start_s(s, "appointment"), 0);
	assert_int_equal(head_start_s(s, "normal"), 0);
	assert_int_equal(setup_priority(s, "vip"), -1);
	assert_int_equal(s->miss_penalty_s, 600);
	assert_int_equal(s->misses_max, 2);
	assert_int_equal(s->return_within_s, 3600);
	assert_int_equal(s->recall_min_s, 8);
	assert_int_equal(s->recalls_max, 3);
	assert_int_equal(s->kiosk_tickets_per_minute, 30);
	assert_int_equal(s->kiosk_lease_numbers, 50);
	assert_false(s->number_dash);
	assert_int_equal(s->number_digits, 3);
	assert_int_equal(s->number_start, 1);
	assert_int_equal(s->number_max, 999);
	setup_free(s);
}

static void ward_classes(void **state) {
	(void)state;
	struct setup *s = office_file_setup(WARD);
	const struct setup_priority *elderly = &s->priorities[setup_priority(s, "elderly")];
	assert_int_equal(elderly->min_age, 75);
	assert_string_equal(elderly->proof.vi, "Căn cước (ngày sinh)");
	assert_string_equal(elderly->proof.en, "Identity card (date of birth)");
	const struct setup_priority *normal = &s->priorities[setup_priority(s, "normal")];
	assert_int_equal(normal->min_age, 0);
	assert_string_equal(normal->proof.vi, "");
	for (int i = 0; i < s->priority_count; i++)
		assert_int_equal(!s->priorities[i].proof.en[0], !s->priorities[i].proof.vi[0]);
	setup_free(s);
}

static void ward_calendar(void **state) {
	(void)state;
	struct setup *s = office_file_setup(WARD);
	assert_int_equal(s->hours[0].count, 0);
	assert_int_equal(s->hours[1].count, 2);
	assert_int_equal(s->hours[1].spans[0].from, 7 * 60 + 30);
	assert_int_equal(s->hours[1].spans[1].to, 17 * 60);
	assert_int_equal(s->hours[6].count, 1);
	assert_int_equal(s->take_before_min, 15);
	assert_int_equal(s->take_stop_min, 15);
	assert_int_equal(s->holidays[0], 20260101);
	assert_int_equal(s->make_up_count, 2);
	assert_int_equal(s->make_up[0].day, 20260110);
	assert_int_equal(s->make_up[0].like_day, 20260102);
	setup_free(s);
}

static void province(void **state) {
	(void)state;
	struct setup *s = office_file_setup("assets/office/province.json");
	assert_int_equal(s->service_count, 50);
	assert_int_equal(s->counter_count, 28);
	assert_true(s->number_dash);
	assert_int_equal(s->number_digits, 3);
	assert_string_equal(service(s, "dk-bien-dong")->prefix, "Đ1");
	assert_int_equal(handicap_s(s, 9, "dk-bien-dong"), 300);
	/* Only those that saturday_counters names; a service says nothing of it. */
	assert_false(s->counters[setup_counter(s, 1)].saturday);
	assert_true(s->counters[setup_counter(s, 20)].saturday);
	assert_true(s->counters[setup_counter(s, 28)].saturday);
	assert_true(service(s, "nv-lao-dong")->saturday);
	setup_free(s);
}

/* The ward's file with changes, which must hold. */
static struct setup *edited(const struct office_edit *edits, size_t count) {
	char why[SETUP_WHY_SIZE] = "";
	char *text = office_edit_text(WARD, edits, count);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_string_equal(why, "");
	assert_non_null(s);
	free(text);
	return s;
}

static void left_out(void **state) {
	(void)state;
	const struct office_edit edits[] = {{"limits", NULL}, {"call", NULL}, {"holidays", NULL},
		{"make_up_workdays", NULL}, {"priority_classes", NULL}, {"ticket_number.max", NULL},
		{"services.0.avg_service_minutes", NULL}, {"services.0.name_en", NULL},
		{"services.0.fields", NULL}, {"counters.0.open_saturday", NULL},
		{"priority_rule.head_start_min", NULL}};
	struct setup *s = edited(edits, sizeof edits / sizeof *edits);
	assert_int_equal(s->kiosk_tickets_per_minute, 30);
	assert_int_equal(s->kiosk_lease_numbers, 50);
	assert_int_equal(s->recalls_max, 3);
	assert_int_equal(s->holiday_count + s->make_up_count + s->priority_count, 0);
	assert_int_equal(s->number_max, 999);
	assert_int_equal(s->services[0].mean_s, 600);
	assert_string_equal(s->services[0].name.en, "");
	assert_true(s->counters[0].saturday);
	setup_free(s);
}

static void own_values(void **state) {
	(void)state;
	const struct office_edit edits[] = {{"limits.kiosk_tickets_per_minute", "0"},
		{"limits.kiosk_lease_numbers", "0"}, {"priority_classes.1.head_start_min", "30"},
		{"priority_classes.1.min_age", "null"}, {"priority_classes.0.min_age", "120"},
		{"priority_classes.2.proof_vi", "\"Sổ khám thai\""},
		{"priority_classes.2.proof_en", NULL}, {"priority_classes.3.proof_vi", "\"\""},
		{"priority_classes.3.proof_en", "null"}, {"priority_classes.2.rank", "0"},
		{"ticket_number.format", "\"{prefix}-{n:04d}\""}, {"ticket_number.max", "9999"},
		{"services.1.prefix", "\"A1\""}, {"counters.0.open_saturday", "false"},
		{"priority_rule.helper_handicap_min.3", "2.5"},
		{"opening_hours.sun", "[[\"00:00\",\"24:00\"]]"}};
	struct setup *s = edited(edits, sizeof edits / sizeof *edits);
	assert_int_equal(s->kiosk_tickets_per_minute, 0);
	assert_int_equal(s->kiosk_lease_numbers, 0);
	assert_int_equal(head_start_s(s, "elderly"), 1800);
	assert_int_equal(head_start_s(s, "pregnant"), 0);
	assert_int_equal(s->priorities[0].min_age, 120);
	assert_int_equal(s->priorities[1].min_age, 0);
	assert_string_equal(s->priorities[2].proof.vi, "Sổ khám thai");
	assert_string_equal(s->priorities[2].proof.en, "");
	assert_string_equal(s->priorities[3].proof.vi, "");
	assert_true(s->number_dash);
	assert_int_equal(s->number_digits, 4);
	assert_int_equal(s->number_max, 9999);
	assert_false(s->counters[0].saturday);
	assert_int_equal(handicap_s(s, 1, "chung-thuc"), 150);
	assert_int_equal(s->hours[0].spans[0].to, 24 * 60);
	setup_free(s);
}

/* As some keyboards write it, letter and marks apart; and with what nobody sees. */
static void names_in_nfc(void **state) {
	(void)state;
	const struct office_edit edits[] = {
		{"services.0.name_vi", "\"Chu\u031b\u0301ng thu\u031b\u0323c\""},
		{"services.1.prefix", "\"A\u0306\""},
		{"counters.0.name_vi", "\"Quâ\u0300y\u200b 1\""}};
	struct setup *s = edited(edits, sizeof edits / sizeof *edits);
	assert_string_equal(s->services[0].name.vi, "Chứng thực");
	assert_string_equal(s->services[1].prefix, "Ă");
	assert_string_equal(s->counters[0].name.vi, "Quầy 1");
	setup_free(s);
}

static void with_thousands_prefixes_must_differ(void **state) {
	(void)state;
	char why[SETUP_WHY_SIZE] = "";
	const struct office_edit edits[] = {
		{"services.1.prefix", "\"A1\""}, {"ticket_number.max", "1999"}};
	struct setup *s = edited(edits, 1);
	setup_free(s);
	char *text = office_edit_text(WARD, edits, 2);
	assert_null(setup_parse(text, strlen(text), why, sizeof why));
	assert_string_equal(
		why, "services[1].prefix: numbers of \"A\" and of \"A1\" could be the same");
	free(text);
}

static void words_on_slips(void **state) {
	(void)state;
	const struct office_edit edits[] = {
		{"slip", "{\"header\":{\"vi\":\"Số 12 Nguyễn Đăng Đạo\"},"
			 "\"footer\":{\"vi\":\"Cảm ơn\",\"en\":\"Thank you\"}}"}};
	struct setup *s = office_file_setup(WARD);
	assert_string_equal(s->slip.header.vi, "");
	setup_free(s);
	s = edited(edits, 1);
	assert_string_equal(s->slip.header.vi, "Số 12 Nguyễn Đăng Đạo");
	assert_string_equal(s->slip.header.en, "");
	assert_string_equal(s->slip.footer.en, "Thank you");
	setup_free(s);
}

struct broken {
	struct office_edit edit;
	const char *why;
};

static void refuse_all(const struct broken *table, size_t count) {
	for (size_t i = 0; i < count; i++) {
		char why[SETUP_WHY_SIZE] = "";
		char *text = office_edit_text(WARD, &table[i].edit, 1);
		assert_null(setup_parse(text, strlen(text), why, sizeof why));
		assert_string_equal(why, table[i].why);
		free(text);
	}
}

static void words_on_slips_that_do_not_hold(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"slip", "\"Cảm ơn\""}, "slip: is of the wrong kind"},
		{{"slip", "{\"header\":\"Cảm ơn\"}"}, "slip.header: is of the wrong kind"},
		{{"slip", "{\"footer\":{\"en\":\"Thanks\"}}"}, "slip.footer.vi: is missing"},
		{{"slip", "{\"footer\":{\"vi\":\"\"}}"},
			"slip.footer.vi: must be a text of one line"},
		{{"slip", "{\"header\":{\"vi\":\"a\\nb\"}}"},
			"slip.header.vi: must be a text of one line"},
		{{"slip", "{\"logo\":{\"vi\":\"a\"}}"},
			"slip.logo: only header and footer can be given"},
	};
	refuse_all(table, sizeof table / sizeof *table);
}

#define AGE "priority_classes[1].min_age: must be a whole number from 0 to 120"
#define FIFTY "12345678901234567890123456789012345678901234567890"

static void classes_that_do_not_hold(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"priority_classes.1.min_age", "-1"}, AGE},
		{{"priority_classes.1.min_age", "121"}, AGE},
		{{"priority_classes.1.min_age", "75.5"}, AGE},
		{{"priority_classes.1.min_age", "\"75\""}, AGE},
		{{"priority_classes.1.proof_vi", "[]"},
			"priority_classes[1].proof_vi: must be a text of one line"},
		{{"priority_classes.1.proof_vi", "\"a\\nb\""},
			"priority_classes[1].proof_vi: must be a text of one line"},
		{{"priority_classes.1.proof_vi", NULL}, "priority_classes[1].proof_vi: is missing"},
		{{"priority_classes.1.proof_en", "\"" FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY "\""},
			"priority_classes[1].proof_en: is longer than 255 bytes"},
	};
	refuse_all(table, sizeof table / sizeof *table);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ward_services),
		cmocka_unit_test(ward_counters),
		cmocka_unit_test(ward_rules),
		cmocka_unit_test(whom_a_counter_may_help),
		cmocka_unit_test(ward_classes),
		cmocka_unit_test(ward_calendar),
		cmocka_unit_test(province),
		cmocka_unit_test(left_out),
		cmocka_unit_test(own_values),
		cmocka_unit_test(names_in_nfc),
		cmocka_unit_test(with_thousands_prefixes_must_differ),
		cmocka_unit_test(words_on_slips),
		cmocka_unit_test(words_on_slips_that_do_not_hold),
		cmocka_unit_test(classes_that_do_not_hold),
	};
	return cmocka_run_group_tests_name("setup", tests, NULL, NULL);
}
