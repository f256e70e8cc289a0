/*
 * results: the list of appointment slips out of a CSV text: its form, what is left out, what gives
 * no list, and 200,000 codes. SEED=n repeats the random part of a run.
 * links: server/results.c server/results_csv.c common/slip_code.c common/mem.c common/day.c
 */
#include "server/results.h"

#include "server/results_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define READY "H05.27.12-251126-0001"
#define DUE "H05.27.12-251126-0002"
#define THIRD "H05.27.12-251126-0003"

static struct slip_patterns usual;
static struct results_count count;
static enum results_fault fault;

static int set_usual(void **state) {
	(void)state;
	slip_patterns_usual(&usual);
	return 0;
}

static struct results *parse(const char *text) {
	return results_parse(text, strlen(text), &usual, &count, &fault);
}

static void has(const struct results *list, const char *code, bool ready, int due, int counter) {
	struct result r;
	assert_non_null(list);
	assert_true(results_find(list, code, &r));
	assert_int_equal(r.ready, ready);
	assert_int_equal(r.due, due);
	assert_int_equal(r.counter, counter);
}

static void has_not(const struct results *list, const char *code) {
	struct result r;
	assert_false(results_find(list, code, &r));
}

static void counted(size_t good, size_t bad, size_t first_bad_line) {
	assert_int_equal(fault, RESULTS_GOOD);
	assert_int_equal(count.good, good);
	assert_int_equal(count.bad, bad);
	assert_int_equal(count.first_bad_line, first_bad_line);
}

static void what_is_due_on_a_day(void **state) {
	(void)state;
	int due = -1, ready = -1;
	struct results *list = parse("code,ready,due\n" READY ",yes,2026-11-25\n" DUE
				     ",no,25/11/2026\n" THIRD ",yes,2026-11-26\n");
	results_due(list, 20261125, &due, &ready);
	assert_int_equal(due, 2);
	assert_int_equal(ready, 1);
	results_due(list, 20261127, &due, &ready);
	assert_int_equal(due + ready, 0);
	results_free(list);
}

static void a_list_as_the_contract_says(void **state) {
	(void)state;
	struct results *list = parse("code,ready,due,counter\n" READY ",yes,2026-11-25,1\n" DUE
				     ",no,2026-11-30,\n" THIRD ",0,,\n");
	has(list, READY, true, 20261125, 1);
	has(list, DUE, false, 20261130, 0);
	has(list, THIRD, false, 0, 0);
	has_not(list, "H05.27.12-251126-0004");
	counted(3, 0, 0);
	results_free(list);
}

/* A mark of UTF-8, semicolons, other columns and their order, quotes, CRLF, dates and codes as a
 * table writes them. */
static void a_list_as_a_table_writes_it(void **state) {
	(void)state;
	struct results *list =
		parse("\xEF\xBB\xBF\"Ready\";name;CODE;Due\r\n"
		      "1;\"Nguyễn \"\"A\"\";\r\nB\"; h05.27.12 – 251126 – 0001 ;30/11/2026\r\n"
		      "no;;\"" DUE "\";\r\n\r\n");
	has(list, READY, true, 20261130, 0);
	has(list, DUE, false, 0, 0);
	counted(2, 0, 0);
	results_free(list);
}

static void bad_rows_are_counted_and_left_out(void **state) {
	(void)state;
	struct results *list = parse("code,ready,due,counter\n" READY ",yes,,\n"
				     "001099012345,yes,,\n"              /* 3 */
				     "H05-1,yes,,\n"                     /* 4 */
		DUE ",maybe,,\n"                                         /* 5 */
		DUE ",no,2026-02-29,\n"                                  /* 6 */
		DUE "\n"                                                 /* 7 */
		THIRD ",no,2028-02-29,99\n"                              /* 8 */
				     "H05.27.12-251126-0005,no,,\n"      /* 9 */
				     "H05.27.12-251126-0006,no,,100\n"   /* 10 */
				     "\"H05.27.12-251126-0007\"x,no,,\n" /* 11 */
				     "\"H05.27.12-251126-0008,no,,\n"    /* 12 */
				     "H05.27.12-251126-0009,no,,\n"      /* 13 */
				     "H05.27.12-251126-0010,no,,\n"
				     "H05.27.12-251126-0011,no,,\n"
				     "H05.27.12-251126-0012,no,,\n"
				     "H05.27.12-251126-0013,no,,");
	counted(8, 8, 3);
	has(list, READY, true, 0, 0);
	has_not(list, DUE);
	has(list, THIRD, false, 20280229, 99);
	has_not(list, "H05.27.12-251126-0006");
	has_not(list, "H05.27.12-251126-0008");
	has(list, "H05.27.12-251126-0009", false, 0, 0);
	has(list, "H05.27.12-251126-0013", false, 0, 0);
	results_free(list);
}

static void the_later_row_of_a_code_stands(void **state) {
	(void)state;
	struct results *list = parse("code,ready,due\n" READY ",no,2026-11-30\n" DUE ",no,\n"
				     "h05.27.12-251126-0001,yes,2026-11-28\n");
	has(list, READY, true, 20261128, 0);
	has(list, DUE, false, 0, 0);
	results_free(list);
}

static void none(const char *text, enum results_fault why) {
	assert_null(parse(text));
	assert_int_equal(fault, why);
}

static void what_gives_no_list(void **state) {
	(void)state;
	none("", RESULTS_NO_HEADER);
	none("\xEF\xBB\xBF", RESULTS_NO_HEADER);
	none("<html><body>502 Bad Gateway</body></html>\n", RESULTS_NO_HEADER);
	none(READY ",yes,2026-11-30,\n", RESULTS_NO_HEADER);
	none("code,due\n" READY ",2026-11-30\n", RESULTS_NO_HEADER);
	none("code,ready,code\n" READY ",yes,x\n", RESULTS_NO_HEADER);
	none("code,ready,due,counter\n", RESULTS_NO_ROWS);
	none("code,ready,due,counter\n" READY ",yes,,\nx\ny\n", RESULTS_MOSTLY_BAD);
	none("code,ready\n001099012345,yes\n", RESULTS_MOSTLY_BAD);
}

/* A field too long for its room, or with a NUL, is none; that of another column does no harm. */
static void fields_that_are_too_much(void **state) {
	char text[12000];
	(void)state;
	int size = snprintf(text, sizeof text,
		"code,ready,note\n" READY ",yes,%0200d\n" DUE
		"%0200d,yes,\n\"%05000d\",yes,\n" THIRD ",no,\n",
		1, 2, 3);
	struct results *list = results_parse(text, (size_t)size, &usual, &count, &fault);
	counted(2, 2, 3);
	has(list, READY, true, 0, 0);
	has(list, THIRD, false, 0, 0);
	results_free(list);
	static const char with_nul[] = "code,ready\nH05.27.12-251126-0001\0,yes\n" THIRD ",no\n";
	list = results_parse(with_nul, sizeof with_nul - 1, &usual, &count, &fault);
	counted(1, 1, 2);
	has_not(list, READY);
	results_free(list);
}

static void an_office_with_codes_of_its_own(void **state) {
	(void)state;
	struct slip_patterns own = {1, {"HS#####"}};
	static const char text[] = "code,ready\nhs00017,yes\n" READY ",yes\n";
	struct results *list = results_parse(text, sizeof text - 1, &own, &count, &fault);
	counted(1, 1, 3);
	has(list, "HS00017", true, 0, 0);
	has_not(list, READY);
	results_free(list);
}

/* As many as a province has in a year, in no order. */
static void two_hundred_thousand_codes(void **state) {
	enum { CODES = 200000, ROW = 64 };
	char *text = malloc((size_t)CODES * ROW + ROW), *at = text, code[SLIP_CODE_SIZE];
	(void)state;
	at += sprintf(at, "code,ready,due,counter\n");
	for (unsigned i = 0; i < CODES; i++) {
		unsigned n = (unsigned)(i * UINT64_C(77773) % CODES);
		at += sprintf(at, "000.00.19.H26-251126-%06u,%s,2026-11-%02u,%u\n", n,
			n % 3 ? "no" : "yes", n % 30 + 1, n % 99 + 1);
	}
	struct results *list = results_parse(text, (size_t)(at - text), &usual, &count, &fault);
	counted(CODES, 0, 0);
	for (unsigned i = 0; i < CODES; i++) {
		struct result r;
		snprintf(code, sizeof code, "000.00.19.H26-251126-%06u", i);
		assert_true(results_find(list, code, &r));
		assert_int_equal(r.ready, i % 3 == 0);
	}
	has_not(list, "000.00.19.H26-251126-200000");
	results_free(list);
	free(text);
}

/* Every line an unclosed quote: read in a moment all the same. */
static void quotes_that_never_close(void **state) {
	enum { LINES = 20000 };
	char *text = malloc(LINES * 4 + 16), *at = text + sprintf(text, "code,ready\n");
	(void)state;
	for (int i = 0; i < LINES; i++)
		at += sprintf(at, "\"a,\n");
	assert_null(results_parse(text, (size_t)(at - text), &usual, &count, &fault));
	assert_int_equal(count.bad, LINES);
	free(text);
}

/* Whatever bytes come: rows end, lines are counted, and a list holds nothing but codes of the form.
 */
static void any_bytes(void **state) {
	static const char *const pieces[] = {"\"", ",", ";", "\n", "\r\n", "\r", "yes", "no", "1",
		READY, DUE, "2026-11-30", "code,ready,due\n", "|", "\xEF\xBB\xBF", " "};
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)strtoul(given, NULL, 10) : (unsigned)time(NULL);
	int lists = 0;
	(void)state;
	print_message("SEED=%u\n", seed);
	srand(seed);
	for (int i = 0; i < 20000; i++) {
		char text[512];
		size_t size = 0;
		if (rand() % 4)
			size = (size_t)sprintf(text, "code,ready,due\n");
		for (int n = rand() % 24; n > 0 && size < sizeof text - 32; n--) {
			const char *piece =
				pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)];
			if (rand() % 8 == 0)
				text[size++] = (char)(rand() % 256);
			else
				size += (size_t)sprintf(text + size, "%s", piece);
		}
		char *exact = malloc(size + 1);
		memcpy(exact, text, size);
		struct results_csv csv;
		struct results_row row;
		size_t line = 0;
		results_csv_open(&csv, exact, size);
		while (results_csv_next(&csv, &row)) {
			assert_true(row.line > line);
			line = row.line;
		}
		struct results *list = results_parse(exact, size, &usual, &count, &fault);
		assert_int_equal(list != NULL, fault == RESULTS_GOOD);
		lists += list != NULL;
		results_free(list);
		free(exact);
	}
	assert_true(lists > 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_due_on_a_day),
		cmocka_unit_test(a_list_as_the_contract_says),
		cmocka_unit_test(a_list_as_a_table_writes_it),
		cmocka_unit_test(bad_rows_are_counted_and_left_out),
		cmocka_unit_test(the_later_row_of_a_code_stands),
		cmocka_unit_test(what_gives_no_list),
		cmocka_unit_test(fields_that_are_too_much),
		cmocka_unit_test(an_office_with_codes_of_its_own),
		cmocka_unit_test(two_hundred_thousand_codes),
		cmocka_unit_test(quotes_that_never_close),
		cmocka_unit_test(any_bytes),
	};
	return cmocka_run_group_tests(tests, set_usual, NULL);
}
