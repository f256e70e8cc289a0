/*
 * setup: what does not hold in an office file, each with its place and reason, and words for
 * people.
 *
 * Broken files are the ward's with one value changed; that nothing leaks is the sanitizer's to see.
 * links: server/setup*.c common/words.c common/proto.c common/embed.c embed_common common/text.c
 * common/slip_code.c common/mem.c common/day.c tests/unit/office_file.c tests/unit/office_edit.c
 */
#include "common/mem.h"
#include "common/words.h"
#include "server/setup.h"
#include "tests/unit/office_edit.h"
#include "tests/unit/office_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TWENTY "12345678901234567890"
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct broken {
	struct office_edit edit;
	const char *why;
};

/* What is wrong can be said to people too, with the amounts that the technician reads. */
static void check_words(const struct setup_fault *fault) {
	char key[64], bounds[32];
	snprintf(key, sizeof key, "error.setup.%s", fault->word);
	const char *text = words_get(LANG_VI, key);
	assert_ptr_not_equal(text, key);
	assert_non_null(strstr(text, "{field}"));
	if (!strstr(text, "{max}"))
		return;
	snprintf(bounds, sizeof bounds, "%d to %d", fault->min, fault->max);
	if (!strstr(fault->why, bounds))
		snprintf(bounds, sizeof bounds, "more than %d", fault->max);
	if (!strstr(fault->why, bounds))
		fail_msg("%s: not %d to %d", fault->why, fault->min, fault->max);
}

static void must_refuse(const char *text, size_t size, const char *expected) {
	struct setup_fault fault = {0};
	struct setup *s = setup_check(text, size, &fault);
	if (s || strcmp(fault.why, expected) != 0)
		print_error("%s\nin place of\n%s\n", s ? "accepted" : fault.why, expected);
	assert_null(s);
	assert_string_equal(fault.why, expected);
	check_words(&fault);
}

static void refuse_all(const struct broken *table, size_t count) {
	for (size_t i = 0; i < count; i++) {
		char *text = office_edit_text("assets/office/ward.json", &table[i].edit, 1);
		must_refuse(text, strlen(text), table[i].why);
		free(text);
	}
}

static void office(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"office", NULL}, "office: is missing"},
		{{"office", "[]"}, "office: is of the wrong kind"},
		{{"office.name_vi", NULL}, "office.name_vi: is missing"},
		{{"office.name_vi", "null"}, "office.name_vi: is missing"},
		{{"office.name_vi", "\"\""}, "office.name_vi: must be a text of one line"},
		{{"office.name_vi", "\"\u200b\""}, "office.name_vi: must be a text of one line"},
		{{"office.name_vi", "\"a\\nb\""}, "office.name_vi: must be a text of one line"},
		{{"office.name_vi", "7"}, "office.name_vi: must be a text of one line"},
		{{"office.name_en", "[]"}, "office.name_en: must be a text of one line"},
		{{"office.timezone", NULL}, "office.timezone: is missing"},
		{{"office.timezone", "\"Asia/Bac_Ninh\""},
			"office.timezone: this machine does not know \"Asia/Bac_Ninh\""},
		{{"office.timezone", "\"Asia\""},
			"office.timezone: this machine does not know \"Asia\""},
		{{"office.timezone", "\"zone.tab\""},
			"office.timezone: this machine does not know \"zone.tab\""},
		{{"office.timezone", "\"Asia/../UTC\""},
			"office.timezone: this machine does not know \"Asia/../UTC\""},
		{{"office.timezone", "\"/UTC\""},
			"office.timezone: this machine does not know \"/UTC\""},
		{{"office.timezone", "\"" TWENTY TWENTY "\""},
			"office.timezone: is longer than 39 bytes"},
	};
	refuse_all(table, COUNT(table));
}

#define SPAN "must be [\"HH:MM\", \"HH:MM\"], in order of the day"

static void hours(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"opening_hours", NULL}, "opening_hours: is missing"},
		{{"opening_hours.mon", NULL}, "opening_hours.mon: is missing"},
		{{"opening_hours.sat", "\"07:30\""}, "opening_hours.sat: is of the wrong kind"},
		{{"opening_hours.mon.0", "[\"7:30\",\"11:30\"]"}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.mon.0", "[\"+7:30\",\"11:30\"]"}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.mon.0", "[\" 7:30\",\"11:30\"]"}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.mon.0", "[\"07:60\",\"11:30\"]"}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.mon.0", "[\"07:30\"]"}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.mon.0", "[730, 1130]"}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.mon.0", "\"07:30-11:30\""}, "opening_hours.mon[0]: " SPAN},
		{{"opening_hours.tue.0", "[\"11:30\",\"07:30\"]"}, "opening_hours.tue[0]: " SPAN},
		{{"opening_hours.tue.0", "[\"11:30\",\"11:30\"]"}, "opening_hours.tue[0]: " SPAN},
		{{"opening_hours.fri.1", "[\"13:30\",\"24:01\"]"}, "opening_hours.fri[1]: " SPAN},
		{{"opening_hours.fri.1", "[\"11:00\",\"17:00\"]"}, "opening_hours.fri[1]: " SPAN},
		{{"opening_hours.sun", "[[\"01:00\",\"02:00\"],[\"02:00\",\"03:00\"],"
				       "[\"03:00\",\"04:00\"],[\"04:00\",\"05:00\"],"
				       "[\"05:00\",\"06:00\"]]"},
			"opening_hours.sun: more than 4"},
	};
	refuse_all(table, COUNT(table));
}

#define DATE "must be a date YYYY-MM-DD"

static void dates(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"holidays", "{}"}, "holidays: is of the wrong kind"},
		{{"holidays.3.date", "\"2027-02-29\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2100-02-29\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026-02-30\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026-04-31\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026-13-01\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026-00-01\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026-01-00\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026- 1-01\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026-1-1\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"2026/01/01\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "\"01-01-2026\""}, "holidays[3].date: " DATE},
		{{"holidays.3.date", "20260101"}, "holidays[3].date: " DATE},
		{{"holidays.0.date", NULL}, "holidays[0].date: " DATE},
		{{"holidays.0", "\"2026-01-01\""}, "holidays[0].date: " DATE},
		{{"make_up_workdays", "7"}, "make_up_workdays: is of the wrong kind"},
		{{"make_up_workdays.1.date", "\"\""}, "make_up_workdays[1].date: " DATE},
		{{"make_up_workdays.1.for_date", NULL}, "make_up_workdays[1].for_date: " DATE},
	};
	refuse_all(table, COUNT(table));
}

static void a_leap_day_is_a_date(void **state) {
	(void)state;
	const struct office_edit edit = {"holidays.3.date", "\"2028-02-29\""};
	char why[SETUP_WHY_SIZE] = "";
	char *text = office_edit_text("assets/office/ward.json", &edit, 1);
	struct setup *s = setup_parse(text, strlen(text), why, sizeof why);
	assert_non_null(s);
	assert_int_equal(s->holidays[3], 20280229);
	setup_free(s);
	free(text);
}

#define FORMAT "ticket_number.format: must be {prefix}{n:03d} or {prefix}-{n:03d}"

static void tickets(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"ticket_issue", NULL}, "ticket_issue: is missing"},
		{{"ticket_issue.open_minutes_before", "-1"},
			"ticket_issue.open_minutes_before: must be a whole number from 0 to 240"},
		{{"ticket_issue.stop_minutes_before_close", "1.5"},
			"ticket_issue.stop_minutes_before_close: must be a whole number from 0 to "
			"240"},
		{{"ticket_issue.open_minutes_before", "\"15\""},
			"ticket_issue.open_minutes_before: must be a whole number from 0 to 240"},
		{{"ticket_number", NULL}, "ticket_number: is missing"},
		{{"ticket_number.start", "0"},
			"ticket_number.start: must be a whole number from 1 to 999999"},
		{{"ticket_number.max", "1000000"},
			"ticket_number.max: must be a whole number from 1 to 999999"},
		{{"ticket_number.max", "1e300"},
			"ticket_number.max: must be a whole number from 1 to 999999"},
		{{"ticket_number.start", "1000"},
			"ticket_number.max: must be a whole number from 1000 to 999999"},
		{{"ticket_number.format", NULL}, "ticket_number.format: is missing"},
		{{"ticket_number.format", "\"{n:03d}\""}, FORMAT},
		{{"ticket_number.format", "\"{prefix}{n:02d}\""}, FORMAT},
		{{"ticket_number.format", "\"{prefix}{n:07d}\""}, FORMAT},
		{{"ticket_number.format", "\"{prefix}{n:03x}\""}, FORMAT},
		{{"ticket_number.format", "\"{prefix}{n:03d}.\""}, FORMAT},
		{{"ticket_number.format", "\"{prefix}--{n:03d}\""}, FORMAT},
		{{"ticket_number.format", "\"{prefix}{n:03d]\""}, FORMAT},
	};
	refuse_all(table, COUNT(table));
}

static void services(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"services", NULL}, "services: is missing"},
		{{"services", "[]"}, "services: must be 1 to 64"},
		{{"services.4", "\"E\""}, "services[4].id: is missing"},
		{{"services.2.id", "\"\""}, "services[2].id: must be a text of one line"},
		{{"services.2.id", "\"Cư trú\""},
			"services[2].id: only a-z, 0-9, '-', '_' and '.'"},
		{{"services.2.id", "\"" TWENTY TWENTY "\""},
			"services[2].id: is longer than 39 bytes"},
		{{"services.2.id", "\"ho-tich\""}, "services[2].id: \"ho-tich\" is used twice"},
		{{"services.2.prefix", NULL}, "services[2].prefix: is missing"},
		{{"services.2.prefix", "\"A\""}, "services[2].prefix: \"A\" is used twice"},
		{{"services.2.prefix", "\"C-\""}, "services[2].prefix: only letters and digits"},
		{{"services.2.prefix", "\"C C\""}, "services[2].prefix: only letters and digits"},
		{{"services.2.prefix", "\"Q̂́\""}, "services[2].prefix: only letters and digits"},
		{{"services.2.prefix", "\"ĐĐĐĐĐ\""}, "services[2].prefix: is longer than 8 bytes"},
		{{"services.2.name_vi", NULL}, "services[2].name_vi: is missing"},
		{{"services.0.avg_service_minutes", "0"},
			"services[0].avg_service_minutes: must be a whole number from 1 to 240"},
		{{"services.0.avg_service_minutes", "null"},
			"services[0].avg_service_minutes: must be a whole number from 1 to 240"},
		{{"services.0.target_wait_minutes", "481"},
			"services[0].target_wait_minutes: must be a whole number from 0 to 480"},
		{{"services.8.open_saturday", "1"},
			"services[8].open_saturday: must be true or false"},
		{{"services.8.fields", "\"ho-tich\""}, "services[8].fields: is of the wrong kind"},
		{{"services.1.fields.2", "7"}, "services[1].fields[2]: must be a text"},
		{{"services.0.procedures_first.4", "{}"},
			"services[0].procedures_first[4]: must be a text"},
	};
	refuse_all(table, COUNT(table));
}

#define PREFERENCE "preference must be one of priority_rule.helper_handicap_min"

static void counters(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"counters", NULL}, "counters: is missing"},
		{{"counters", "[]"}, "counters: must be 1 to 64"},
		{{"counters.1.id", NULL}, "counters[1].id: must be a whole number from 1 to 99"},
		{{"counters.1.id", "100"}, "counters[1].id: must be a whole number from 1 to 99"},
		{{"counters.1.id", "1"}, "counters[1].id: 1 is used twice"},
		{{"counters.1.name_vi", NULL}, "counters[1].name_vi: is missing"},
		{{"counters.1.services", NULL}, "counters[1].services: is missing"},
		{{"counters.1.services", "{}"}, "counters[1].services: is of the wrong kind"},
		{{"counters.1.services.0", "[\"thue\",1]"},
			"counters[1].services[0]: \"thue\" is no service of this office"},
		{{"counters.1.services.0", "\"ho-tich\""},
			"counters[1].services[0]: \"?\" is no service of this office"},
		{{"counters.1.services.0", "[\"chung-thuc\",1,2]"},
			"counters[1].services[0]: \"chung-thuc\" is no service of this office"},
		{{"counters.1.services.0", "[\"chung-thuc\",4]"},
			"counters[1].services[0]: " PREFERENCE},
		{{"counters.1.services.0", "[\"chung-thuc\",\"1\"]"},
			"counters[1].services[0]: " PREFERENCE},
		{{"counters.1.services.2", "[\"ho-tich\",1]"},
			"counters[1].services[2]: \"ho-tich\" is named twice"},
		{{"counters.5.open_saturday", "null"},
			"counters[5].open_saturday: must be true or false"},
		{{"saturday_counters", "\"1\""}, "saturday_counters: is of the wrong kind"},
	};
	refuse_all(table, COUNT(table));
}

static void rules(void **state) {
	(void)state;
	static const struct broken table[] = {
		{{"priority_rule", NULL}, "priority_rule: is missing"},
		{{"priority_rule.head_start_min", "-1"},
			"priority_rule.head_start_min: must be a whole number from 0 to 480"},
		{{"priority_rule.max_misses", "\"2\""},
			"priority_rule.max_misses: must be a whole number from 0 to 99"},
		{{"priority_rule.helper_handicap_min", NULL},
			"priority_rule.helper_handicap_min: is missing"},
		{{"priority_rule.helper_handicap_min.2", "-5"},
			"priority_rule.helper_handicap_min.2: must be a number from 0 to 480"},
		{{"priority_rule.helper_handicap_min.2", "\"5\""},
			"priority_rule.helper_handicap_min.2: must be a number from 0 to 480"},
		{{"priority_classes", "{}"}, "priority_classes: is of the wrong kind"},
		{{"priority_classes.1.id", "\"disabled\""},
			"priority_classes[1].id: \"disabled\" is used twice"},
		{{"priority_classes.1.id", "\"Người già\""},
			"priority_classes[1].id: only a-z, 0-9, '-', '_' and '.'"},
		{{"priority_classes.1.head_start_min", "481"},
			"priority_classes[1].head_start_min: must be a whole number from 0 to 480"},
		{{"call", "[]"}, "call: is of the wrong kind"},
		{{"call.recall_max", "100"},
			"call.recall_max: must be a whole number from 0 to 99"},
		{{"limits", "30"}, "limits: is of the wrong kind"},
		{{"limits.kiosk_tickets_per_minute", "-1"},
			"limits.kiosk_tickets_per_minute: must be a whole number from 0 to 100000"},
		{{"limits.kiosk_lease_numbers", "1001"},
			"limits.kiosk_lease_numbers: must be a whole number from 0 to 1000"},
		{{"limits.recall_min_seconds", "601"},
			"limits.recall_min_seconds: must be a whole number from 0 to 600"},
	};
	refuse_all(table, COUNT(table));
}

/* One more than an office may have. */
static void too_many(const char *list, int count, const char *item, const char *why) {
	char *text = mem_printf("[%s", item);
	for (int i = 1; i < count; i++) {
		char *more = mem_printf("%s,%s", text, item);
		mem_free(text);
		text = more;
	}
	char *all = mem_printf("%s]", text);
	struct broken broken = {{list, all}, why};
	refuse_all(&broken, 1);
	mem_free(all);
	mem_free(text);
}

static void limits(void **state) {
	(void)state;
	too_many("services", SERVICES_MAX + 1, "{}", "services: must be 1 to 64");
	too_many("counters", COUNTERS_MAX + 1, "{}", "counters: must be 1 to 64");
	too_many("priority_classes", PRIORITIES_MAX + 1, "{}", "priority_classes: more than 16");
	too_many("holidays", SETUP_DATES_MAX + 1, "{\"date\":\"2026-01-01\"}",
		"holidays: more than 256");
	too_many("make_up_workdays", SETUP_DATES_MAX + 1, "{}", "make_up_workdays: more than 256");
}

static void slips(void **state) {
	(void)state;
	static const char signs[] =
		"appointment_slips.code_patterns[1]: only A-Z, 0-9, '.', '-' and "
		"the signs #, @, ?, *";
	static const struct broken table[] = {
		{{"services.8.needs_appointment_slip", "1"},
			"services[8].needs_appointment_slip: must be true or false"},
		{{"appointment_slips", "[]"}, "appointment_slips: is of the wrong kind"},
		{{"appointment_slips", "{\"code_patterns\":\"HS\"}"},
			"appointment_slips.code_patterns: is of the wrong kind"},
		{{"appointment_slips", "{\"code_patterns\":[]}"},
			"appointment_slips.code_patterns: must be 1 to 8"},
		{{"appointment_slips", "{\"code_patterns\":[1,2,3,4,5,6,7,8,9]}"},
			"appointment_slips.code_patterns: must be 1 to 8"},
		{{"appointment_slips", "{\"code_patterns\":[\"HS-##\",\"hs\"]}"}, signs},
		{{"appointment_slips", "{\"code_patterns\":[\"HS-##\",\"\"]}"}, signs},
		{{"appointment_slips", "{\"code_patterns\":[\"HS-##\",7]}"}, signs},
	};
	refuse_all(table, COUNT(table));
}

static void not_json(void **state) {
	(void)state;
	static const struct {
		const char *text, *place;
	} table[] = {
		{"", "line 1, column 0: "},
		{"{\"office\": {\n \"name_vi\" \"x\"}}", "line 2, column 14: "},
		{"{\n\n  \"a\": 1,\n}", "line 4, column 1: "},
		{"{\"a\": 1} x", "line 1, column 10: "},
		{"{\"a\": 1, \"a\": 2}", "line 1, column 12: "},
		{"{\"a\": \"\xff\"}", "line 1, column "},
		{"{\"a\": \"\\u0000\"}", "line 1, column "},
		{"{\"a\": 1", "line 1, column 7: "},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		char why[SETUP_WHY_SIZE] = "";
		assert_null(setup_parse(table[i].text, strlen(table[i].text), why, sizeof why));
		if (strncmp(why, table[i].place, strlen(table[i].place)) != 0)
			fail_msg("%s in place of %s", why, table[i].place);
	}
	must_refuse("[]", 2, "must be an object");
	must_refuse("{}", 2, "office: is missing");
}

/* Cut anywhere, a file never holds and never breaks the reader. */
static void cut_anywhere(void **state) {
	(void)state;
	char why[SETUP_WHY_SIZE];
	char *text = office_file_text("assets/office/ward.json");
	size_t size = strlen(text);
	while (size && strchr("\n }", text[size - 1]))
		size--;
	for (size_t cut = 0; cut <= size; cut += 97) {
		char *part = mem_copy(text, cut);
		assert_null(setup_parse(part, cut, why, sizeof why));
		assert_memory_equal(why, "line ", 5);
		mem_free(part);
	}
	mem_free(text);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(office),
		cmocka_unit_test(hours),
		cmocka_unit_test(dates),
		cmocka_unit_test(a_leap_day_is_a_date),
		cmocka_unit_test(tickets),
		cmocka_unit_test(services),
		cmocka_unit_test(counters),
		cmocka_unit_test(rules),
		cmocka_unit_test(limits),
		cmocka_unit_test(slips),
		cmocka_unit_test(not_json),
		cmocka_unit_test(cut_anywhere),
	};
	return cmocka_run_group_tests_name("setup_refuse", tests, NULL, NULL);
}
