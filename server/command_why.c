#include "common/clock.h"
#include "common/day.h"
#include "common/mem.h"
#include "common/text.h"
#include "server/command.h"
#include "server/why.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSIONS_MAX = 64 };

/* The versions of the office file that were asked for. */
struct versions {
	struct store *store;
	size_t count;
	struct setup *setups[VERSIONS_MAX];
};

/* A version that cannot be read any more is as good as the newest one. */
static const struct setup *rules_of(int64_t version, void *arg) {
	struct versions *v = arg;
	for (size_t i = 0; i < v->count; i++)
		if (v->setups[i]->version == version)
			return v->setups[i];
	struct setup *setup = v->count < VERSIONS_MAX ? command_setup(v->store, version) : NULL;
	if (setup)
		v->setups[v->count++] = setup;
	return setup ? setup : v->setups[0];
}

static int print_day(
	struct versions *v, const char *number, const struct store_day *day, enum lang lang) {
	char text[256], date[16];
	snprintf(date, sizeof date, "%02d/%02d/%d", day->day % 100, day->day / 100 % 100,
		day->day / 10000);
	int calls = why_print(stdout, lang, number, day->changes, day->change_count, rules_of, v);
	if (calls > 0)
		return COMMANDS_DONE;
	fprintf(stderr, "%s\n",
		words_fill(text, sizeof text, lang, calls < 0 ? "why.unknown" : "why.not_called",
			"number", number, "date", date, NULL));
	return COMMANDS_FAILED;
}

static int explain(struct store *store, const char *number, int date) {
	struct versions v = {.store = store};
	struct store_day day = {0};
	struct setup *newest = command_setup(store, 0);
	if (!newest || !clock_use_zone(newest->time_zone)) {
		fputs("motcua-server: no office yet\n", stderr);
		setup_free(newest);
		return COMMANDS_FAILED;
	}
	v.setups[v.count++] = newest;
	int status = command_status(store_load_day(store, date, &day));
	day.day = date;
	if (status == COMMANDS_DONE)
		status = print_day(&v, number, &day, words_lang(getenv("LANG")));
	store_day_clear(&day);
	for (size_t i = 0; i < v.count; i++)
		setup_free(v.setups[i]);
	return status;
}

int command_why(const char *data_dir, int argc, char **argv) {
	int status, day = 0, at = argc, more = argc;
	const struct conf_option options[] = {
		{"day", CONF_INT, &day, "YYYYMMDD", "the day on which it was called", DAY_FIRST,
			DAY_LAST},
		{0},
	};
	static const char usage[] = "why NUMBER --day YYYYMMDD";
	if (conf_read(options, usage, argc, argv, &at) != CONF_OK)
		return COMMANDS_USAGE;
	if (at < argc && conf_read(options, usage, argc - at, argv + at, &more) != CONF_OK)
		return COMMANDS_USAGE;
	if (at == argc || more != argc - at || !day_valid(day))
		return command_usage("%s", usage);
	char *number = text_nfc(argv[at]);
	struct store *store = number ? command_open_existing(data_dir, &status) : NULL;
	if (!number)
		status = command_usage("%s", usage);
	if (store)
		status = explain(store, number, day);
	store_close(store);
	mem_free(number);
	return status;
}
