#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/command.h"
#include "server/report.h"
#include "server/report_changes_json.h"
#include "server/visit_pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char USAGE[] =
	"report summary|waits|counters|services|hours|ratings|changes [--from YYYYMMDD] "
	"[--to YYYYMMDD] [--format json|csv] [--service ID] [--counter N]";

enum { SLICE = 1000 };

struct request {
	struct report_asked asked;
	const char *format, *service;
};

static bool read_request(struct request *r, int argc, char **argv) {
	const struct conf_option options[] = {
		{"from", CONF_INT, &r->asked.from, "YYYYMMDD", "the first day; today when not said",
			DAY_FIRST, DAY_LAST},
		{"to", CONF_INT, &r->asked.to, "YYYYMMDD", "the last day; today when not said",
			DAY_FIRST, DAY_LAST},
		{"format", CONF_TEXT, &r->format, "json|csv", "json when not said", 0, 0},
		{"service", CONF_TEXT, &r->service, "ID", "only numbers taken for it", 0, 0},
		{"counter", CONF_INT, &r->asked.counter, "N", "only numbers that were there last",
			1, 99},
		{0},
	};
	int at = argc, more = 0;
	if (conf_read(options, USAGE, argc, argv, &at) != CONF_OK || at == argc)
		return false;
	text_copy(r->asked.kind, sizeof r->asked.kind, argv[at]);
	return conf_read(options, USAGE, argc - at, argv + at, &more) == CONF_OK &&
	       more == argc - at;
}

/* What was not said, once the office's zone is known. */
static bool complete(struct request *r) {
	struct report_asked *a = &r->asked;
	int today = clock_day(clock_wall_ms());
	a->from = a->from ? a->from : today;
	a->to = a->to ? a->to : today;
	a->csv = r->format && !strcmp(r->format, "csv");
	a->lang = words_lang(getenv("LANG"));
	text_copy(a->service, sizeof a->service, r->service ? r->service : "");
	return day_valid(a->from) && day_valid(a->to) && a->from <= a->to &&
	       (!r->format || a->csv || !strcmp(r->format, "json"));
}

/* A day's visits from its changes, a slice at a time. */
static enum store_result read_changes(struct store *store, int date, struct visit_day *day) {
	struct visit_book *book = visit_book_new(date, clock_at(date, 0));
	enum store_result result;
	bool more = true;
	do {
		struct change *changes = NULL;
		size_t count = 0;
		result = store_changes(
			store, date, date, visit_book_seq(book), SLICE, &changes, &count, &more);
		for (size_t i = 0; result == STORE_OK && i < count; i++)
			visit_book_add(book, &changes[i]);
		mem_free(changes);
	} while (result == STORE_OK && more);
	visit_book_day(book, day);
	visit_book_free(book);
	return result;
}

/* From what was kept of it, if that fits. */
static enum store_result read_day(
	struct store *store, struct store_pack *kept, struct visit_day *day) {
	struct visit_pack pack = {1, kept->size, kept->bytes};
	bool good = kept->bytes && visit_pack_is_of(&pack, kept->day, clock_at(kept->day, 0)) &&
		    visit_pack_read(&pack, day);
	return good ? STORE_OK : read_changes(store, kept->day, day);
}

static enum store_result add_days(struct store *store, struct report *report, int from, int to) {
	enum store_result result = STORE_OK;
	while (result == STORE_OK && from <= to) {
		struct store_packs packs;
		struct visit_day day;
		result = store_packs(store, VISIT_PACK_VERSION, from, to, &packs);
		for (size_t i = 0; result == STORE_OK && i < packs.count; i++) {
			result = read_day(store, &packs.at[i], &day);
			if (result == STORE_OK)
				report_add(report, &day);
			visit_day_clear(&day);
		}
		from = packs.next;
		store_packs_clear(&packs);
	}
	return result;
}

static int print_report(struct store *store, struct report_asked *a, const struct setup *setup) {
	if (report_compares(a->kind))
		a->before = day_after(a->from, -day_distance(a->from, a->to) - 1);
	struct report *report = report_new(a, setup);
	enum store_result result = add_days(store, report, a->before ? a->before : a->from, a->to);
	char *text = result == STORE_OK ? report_text(report) : NULL;
	if (text)
		fputs(text, stdout);
	if (text && !a->csv)
		putchar('\n');
	mem_free(text);
	report_free(report);
	return command_status(result);
}

/* In CSV a table, in JSON a line for each change. */
static void print_changes(
	const struct report_asked *a, const struct change *changes, size_t count, bool heads) {
	struct csv csv = {0};
	if (heads)
		report_change_heads(&csv);
	for (size_t i = 0; i < count; i++) {
		if (!report_change_is_of(&changes[i], a->service, a->counter))
			continue;
		if (a->csv) {
			report_change_row(&csv, &changes[i]);
			continue;
		}
		json_t *o = report_change_json(&changes[i]);
		json_dumpf(o, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(o);
	}
	char *text = csv_take(&csv);
	fputs(text, stdout);
	mem_free(text);
}

static int print_all_changes(struct store *store, const struct report_asked *a) {
	enum store_result result;
	int64_t after = 0;
	bool more = true, heads = a->csv;
	do {
		struct change *changes = NULL;
		size_t count = 0;
		result =
			store_changes(store, a->from, a->to, after, SLICE, &changes, &count, &more);
		if (result == STORE_OK)
			print_changes(a, changes, count, heads);
		if (count)
			after = changes[count - 1].seq;
		heads = false;
		mem_free(changes);
	} while (result == STORE_OK && more);
	return command_status(result);
}

static int print(struct store *store, struct request *r) {
	struct setup *setup = command_setup(store, 0);
	int status = COMMANDS_FAILED;
	if (!setup || !clock_use_zone(setup->time_zone))
		fputs("motcua-server: no office yet\n", stderr);
	else if (!complete(r))
		status = command_usage("%s", USAGE);
	else if (!strcmp(r->asked.kind, "changes"))
		status = print_all_changes(store, &r->asked);
	else
		status = print_report(store, &r->asked, setup);
	setup_free(setup);
	return status;
}

int command_report(const char *data_dir, int argc, char **argv) {
	struct request r = {0};
	int status;
	if (!read_request(&r, argc, argv) ||
		(!report_known(r.asked.kind) && strcmp(r.asked.kind, "changes") != 0))
		return command_usage("%s", USAGE);
	struct store *store = command_open_existing(data_dir, &status);
	if (store)
		status = print(store, &r);
	store_close(store);
	return status;
}
